"""P-06, P-22: a machine of 附表2 with its number of pieces, told in the prose with another number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from check.arithmetic.drawn import flat
from check.case import Agreed, Answer, Case
from check.once import sentence_ahead
from check.prose.equipment_table import NOT_LINE, rows_of
from check.sought import sought
from check.spelling import fold_text
from model.finding import Severity
from model.place import Place
from model.submission import Field, Passage
from model.wording import FORMERLY

_UNIT = r"(?:台套|台[（(]套[）)]|台|套|个|部|条|块|只|辆|支|面|根)"
#: 六轴机器人和2台变位机: the number behind such a word counts the next machine.
_NEXT = r"[和与及跟]|以及|配有"
#: 相控阵超声检测仪（2台）, 数量：6台套.
QUANTITY = re.compile(r"(?<![\dA-Za-z.\-])(\d{1,4})\s*(?:台套|台\s*[（(/]?\s*套|台|套|部|个|条|块|只|辆|支|面|根)")
#: A part of the machines, or those of another time and place.
PART = re.compile(
    rf"新增|另|其中|备用|原有|计划|拟|将|预计|{FORMERLY}|首批|试点|每|各|单|二期|一期|余|多台|若干|推广|复制|其他车间"
)
CELLS = (".name", ".remark", ".model")
LEAST = 4


#: Where a number in the prose is counted: in one place of the works, not in all that a drawn table lists.
PLACE = re.compile(r"车间|工段|产线|线|班|号|单元|工序|场景|仓|库|岗|站|全厂|公司|企业|集团|园区|累计")
WHOLE = re.compile(r"共|全部|合计|总计|总数|所有")
#: 产线有各类设备119台套，其中…加工中心9台: a sentence that counts all of the line's machines first.
COUNTS_ALL = re.compile(
    r"^(?:本|该|代表)?(?:产线|生产线)(?:现|共|总)*(?:有|配置|配备|拥有)(?:各类|各种|主要|关键|生产)*(?:设备|装备)(?:共|总数|合计)?\d+台"
)
Spots = list[tuple[int, Field | Place]]


def find_machines_miscounted(case: Case) -> Iterator[Answer]:
    """W: the same words of a machine with another number; 附表2 may cover one scene only, and the prose one shop."""
    lists = [(name, *one, "附表2", PART) for name, one in listed(case).items()]
    lists += [(name, *one, "表中", re.compile(f"{PART.pattern}|{PLACE.pattern}")) for name, one in drawn(case).items()]
    for name, total, cells, where, apart in lists:
        found = [hit for hit in tell_counts(case, name) if not apart.search(hit[0])]
        drawn_too = where == "表中" and any(count == total for _, count, _, _ in found)
        for ahead, count, words, passage in found:
            whole = WHOLE.search(ahead) or COUNTS_ALL.search(sentence_ahead(passage.text, passage.text.find(words)))
            if where == "表中" and count < total and not whole:
                continue  # some of them
            if count == total or any(count == one for one, _ in cells):
                yield Agreed()
            elif not drawn_too:  # else two places of the prose differ
                first = cells[0][1]
                yield case.finding(
                    f"正文“{words}”，{where}所列“{name}”为{total}台（套），不一致，请核实。",
                    passage.place.quoting(words),
                    *(cell for _, cell in cells),
                    severity=Severity.W,
                    about=(first.key if isinstance(first, Field) else first.path, passage.key),
                    expected=f"{total}台（套）",
                    found=words,
                )


def tell_counts(case: Case, name: str) -> Iterator[tuple[str, int, str, Passage]]:
    """(what stands before, number, the words, where) of each time that the prose counts a machine by its name."""
    word = re.escape(name)
    told = sought(
        rf"(?P<before>[^，,。；;、\n]{{0,10}}?){word}(?:(?!{_NEXT})[^，,。；;、\d\n]){{0,4}}(?P<n>\d{{1,4}}){_UNIT}"
        rf"|(?P<before2>[^，,。；;、\d\n]{{0,10}})(?P<n2>\d{{1,4}}){_UNIT}{word}(?!\d)"
    )
    for passage in case.prose_with(told):
        for match in told.finditer(passage.text):
            before = match["before"] or match["before2"] or ""
            ahead = before + passage.text[max(0, match.start() - 6) : match.start()]
            yield ahead, int(match["n"] or match["n2"]), match[0][len(before) :], passage


def drawn(case: Case) -> dict[str, tuple[int, Spots]]:
    """The same of the drawn tables that list machines with their numbers; a name in two tables is left."""
    found: dict[str, list[Spots]] = defaultdict(list)
    for grid in case.submission.grids:
        rows: dict[str, Spots] = defaultdict(list)
        for name, entry in rows_of(grid) if grid.own and not NOT_LINE.search(flat(grid.caption)) else ():
            if entry and len(bare := bare_name(name)) >= LEAST and entry.value == int(entry.value):
                rows[bare].append((int(entry.value), entry.place))
        for bare, spots in rows.items():
            found[bare].append(spots)
    return {name: (sum(n for n, _ in each[0]), each[0]) for name, each in found.items() if len(each) == 1}


def bare_name(text: str) -> str:
    return re.sub(r"[（(].*$|\d+\s*[台套部个条].*$", "", fold_text(text)).strip("：:，,、")


def listed(case: Case) -> dict[str, tuple[int, Spots]]:
    """Machine by name → pieces over all rows, and each row's pieces with the cell that says so."""
    found: dict[str, Spots] = defaultdict(list)
    for cell in case.submission.like("t2[", ".name"):
        name = bare_name(cell.value)
        row = cell.key.removesuffix(".name")
        cells = [f for end in CELLS if (f := case.field(row + end))]
        spot = next(((int(m[1]), f) for f in cells if (m := QUANTITY.search(f.value))), None)
        if len(name) >= LEAST and ".equipment[" in cell.key and spot:
            found[name].append(spot)
    return {name: (sum(n for n, _ in spots), spots) for name, spots in found.items()}
