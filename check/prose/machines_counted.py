"""P-06, P-22: a machine of 附表2 with its number of pieces, told in the prose with another number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.spelling import fold_text
from model.finding import Severity
from model.submission import Field
from model.wording import FORMERLY

_UNIT = r"(?:台套|台[（(]套[）)]|台|套|个|部|条|块|只|辆|支|面|根)"
#: 相控阵超声检测仪（2台）, 数量：6台套.
QUANTITY = re.compile(r"(?<![\dA-Za-z.\-])(\d{1,4})\s*(?:台套|台\s*[（(/]?\s*套|台|套|部|个|条|块|只|辆|支|面|根)")
#: A part of the machines, or those of another time and place.
PART = re.compile(
    rf"新增|另|其中|备用|原有|计划|拟|将|预计|{FORMERLY}|首批|试点|每|各|单|二期|一期|余|多台|若干|推广|复制|其他车间"
)
CELLS = (".name", ".remark", ".model")
LEAST = 4


def find_machines_miscounted(case: Case) -> Iterator[Answer]:
    """W: the same words of a machine with another number; 附表2 may cover one scene only."""
    for name, (total, cells) in listed(case).items():
        word = re.escape(name)
        told = re.compile(
            rf"(?P<before>[^，,。；;、\n]{{0,10}}?){word}[^，,。；;、\d\n]{{0,4}}(?P<n>\d{{1,4}}){_UNIT}"
            rf"|(?P<before2>[^，,。；;、\d\n]{{0,10}})(?P<n2>\d{{1,4}}){_UNIT}{word}(?!\d)"
        )
        for passage in case.prose():
            for match in told.finditer(passage.text):
                count = int(match["n"] or match["n2"])
                before = match["before"] or match["before2"] or ""
                if PART.search(before + passage.text[max(0, match.start() - 6) : match.start()]):
                    continue
                if count == total or any(count == one for one, _ in cells):
                    yield Agreed()
                    continue
                words = match[0][len(before) :]
                yield case.finding(
                    f"正文“{words}”，附表2所列“{name}”为{total}台（套），不一致，请核实。",
                    passage.place.quoting(words),
                    *(cell for _, cell in cells),
                    severity=Severity.W,
                    about=(cells[0][1].key, passage.key),
                    expected=f"{total}台（套）",
                    found=words,
                )


def listed(case: Case) -> dict[str, tuple[int, list[tuple[int, Field]]]]:
    """Machine by name → pieces over all rows, and each row's pieces with the cell that says so."""
    found: dict[str, list[tuple[int, Field]]] = defaultdict(list)
    for cell in case.submission.like("t2[", ".name"):
        name = re.sub(r"[（(].*$|\d+\s*[台套部个条].*$", "", fold_text(cell.value)).strip("：:，,、")
        row = cell.key.removesuffix(".name")
        cells = [f for end in CELLS if (f := case.field(row + end))]
        spot = next(((int(m[1]), f) for f in cells if (m := QUANTITY.search(f.value))), None)
        if len(name) >= LEAST and ".equipment[" in cell.key and spot:
            found[name].append(spot)
    return {name: (sum(n for n, _ in spots), spots) for name, spots in found.items()}
