"""A count announced for the table that follows, whose numbers sum to more: 智能装备合计22台套，清单如下. P-22 asks of
machines, A-30 of everything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from check.arithmetic.drawn import Entry, as_read, flat, heads_of, read_entry
from check.case import Agreed, Answer, Case
from check.show import show_plain
from check.telling import tell_sentences
from model.finding import Severity
from model.place import Place
from model.submission import Grid
from model.text import half_width

_UNITS = r"台套|台[(]套[)]|台/套|台|套|个|家|条|人|名|件"
WHOLE = re.compile(
    rf"(?:共|合计|总计|共计|总数|总共|一共)(?:有|为|配置|配备|安装|布置|投用|拥有|达)*(?P<n>\d{{1,5}})(?P<unit>{_UNITS})"
)
#: What makes a sentence speak of the table under it, or of the table of this number.
POINTS = re.compile(r"如下|下表|清单|明细|一览|见表|详见|如表")
NUMBERED = re.compile(r"表\s*(\d{1,2}(?:[-—–.]\d{1,2})?)")
#: The table lists only some, or more than what is counted.
SOME = re.compile(r"主要|部分|代表性|典型|重点|其中|例如|不含|另有|除|计划|拟|预计|新增")
COUNTS = re.compile(
    r"(?:装备|设备|配置|配备|现有|在用|人员|在岗)?(?:数量|台数|台套数|台[(]套[)]数|套数|人数|个数|件数|家数)"
    r"(?:[(](?:台|台套|台/套|套|人|名|个|家|件)[)]|[/、]?(?:台套?|套|人|个))?"
)
SUM = re.compile(r"合计|总计|小计|共计|总数")
MACHINES = frozenset(("台套", "台(套)", "台/套", "台", "套"))


@dataclass(frozen=True, slots=True)
class Announced:
    """What was announced, where, and the numbers of the table; `total` is its own last row."""

    text: str
    place: Place
    whole: Decimal
    unit: str
    grid: Grid
    parts: tuple[Entry, ...]
    total: Entry | None


def find_announced(case: Case, machines: bool) -> Iterator[Answer]:
    """W: the table sums to more than announced, or its own total is another number."""
    for told in announced(case):
        if (told.unit in MACHINES) is not machines:
            continue
        summed = sum((one.value for one in told.parts), Decimal(0))
        found = told.total.value if told.total else summed
        if found == told.whole or (told.total is None and found < told.whole):
            yield Agreed()
            continue
        parts = "＋".join(show_plain(one.value) for one in told.parts)
        unit = told.unit
        yield case.finding(
            f"正文“{told.text}”，其后表中{'合计' if told.total else f'所列{parts}＝'}{show_plain(found)}{unit}，"
            "两处不一致，请核实。",
            told.place,
            *((told.total.place,) if told.total else (one.place for one in told.parts)),
            severity=as_read(case, Severity.W, told.grid.place),
            about=(f"{told.grid.place.path}“{told.text}”",),
            expected=f"{show_plain(told.whole)}{unit}",
            found=f"{show_plain(found)}{unit}",
        )


def announced(case: Case) -> Iterator[Announced]:
    counted = [(grid, *read_counts(grid)) for grid in case.submission.grids if grid.own]
    counted = [one for one in counted if len(one[1]) > 1]
    if not counted:
        return
    said = [(text.place, half_width(sentence)) for text, sentence in tell_sentences(case) if POINTS.search(sentence)]
    for grid, parts, total in counted:
        caption = half_width(grid.caption)
        number = NUMBERED.match(caption.strip())
        here = [(place, one) for place, one in said if number and number[1] in NUMBERED.findall(one)]
        if not number or POINTS.search(caption):
            here.append((grid.place, caption))
        for place, sentence in here:
            hits = list(WHOLE.finditer(flat(sentence)))
            if len(hits) == 1 and not SOME.search(sentence) and not SOME.search(caption):
                hit = hits[0]
                yield Announced(
                    hit[0], place.quoting(hit[0]), Decimal(hit["n"]), hit["unit"], grid, tuple(parts), total
                )
                break


def read_counts(grid: Grid) -> tuple[list[Entry], Entry | None]:
    """The whole numbers of the one column of numbers of pieces, and that of the table's own sum."""
    columns = [cell.col for cell in heads_of(grid.rows) if COUNTS.fullmatch(flat(cell.text))]
    if len(columns) != 1:
        return [], None
    parts, total = list[Entry](), None
    for row in grid.rows[1:]:
        cell = next((one for one in row if one.col == columns[0]), None)
        entry = read_entry(cell) if cell is not None else None
        if entry is None or entry.value % 1:
            return [], None
        if any(SUM.search(one.text) for one in row if one is not cell):
            total = entry
        else:
            parts.append(entry)
    return parts, total
