"""DATE-02: a row of a table whose end, under a heading of its own or beside a label, comes before its begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from check.case import Answer, Case
from check.dates import Days, read_days
from check.spelling import fold_text
from check.time.dated_rows import DAY
from model.document import Cell
from model.finding import Severity
from model.submission import Grid

_OF = r"(?P<of>计划|预计|实际|合同)?(?:项目|建设|施工|实施|工程|任务|工期|起止)*"
_AS = r"(?:建设|施工|实施)?(?:时间|日期|年月|时点|月份|节点)?"
#: 开始, 开工时间, 实际启动日期, 起始年月, 起, and the ends that go with them.
BEGIN = re.compile(rf"{_OF}(?:开始|开工|动工|启动|起始|开建|始建|立项|进场|起){_AS}")
END = re.compile(rf"{_OF}(?:完成|完工|竣工|结束|建成|投产|投用|投运|终止|截止|上线|交付|验收|收尾|止|至|终){_AS}")
#: A day and little else: a note such as 2024年3月（二期） is another matter.
ONLY = re.compile(rf"^\s*(?:{DAY.pattern})\s*(?:[初中末底上下旬]+)?\s*$")


def find_rows_reversed(case: Case) -> Iterator[Answer]:
    """E for each such row of the book's own tables; the cells that the form itself asks for are left to their rule."""
    own = {f.place.path for key in ("build_period", "line_start", "line_end") if (f := case.field(key))}
    for grid in case.submission.grids:
        for name, first, last in pairs_of(grid) if grid.own else ():
            begun, done = days_in(first), days_in(last)
            paths = {first.place.path, last.place.path}
            if begun is None or done is None or not begun.surely_after(done) or own & paths:
                continue
            start, end = fold_text(first.text), fold_text(last.text)
            yield case.finding(
                f"表内{f'“{name}”' if name else ''}开始时间为{start}，完成时间为{end}，开始晚于结束，请核实。",
                first.place.quoting(first.text),
                last.place.quoting(last.text),
                severity=Severity.W if case.is_scanned(first.place) else None,
                about=(f"{first.place.path}“{start}”",),
                expected="开始不晚于结束",
                found=f"{start}至{end}",
            )


def pairs_of(grid: Grid) -> Iterator[tuple[str, Cell, Cell]]:
    """(name of the row, begin, end), under two headings of one line or each beside its label."""
    columns: tuple[int, int] | None = None
    wide, name_at = 0, 0
    for row in grid.rows:
        cells = list(dict.fromkeys(row))
        if found := ends_of(cells):
            columns = None
            first, last = found
            if not days_in(cells[first]) and not any(days_in(cell) for cell in cells):
                columns, wide = found, len(cells)
                name_at = next((n for n, c in enumerate(cells) if fold_text(c.text) not in ("序号", "编号", "")), 0)
            elif first + 1 < len(cells) and last + 1 < len(cells):
                yield "", cells[first + 1], cells[last + 1]
        elif columns and len(cells) == wide:
            name = fold_text(cells[name_at].text)[:30] if name_at not in columns else ""
            yield name, cells[columns[0]], cells[columns[1]]


def ends_of(cells: Sequence[Cell]) -> tuple[int, int] | None:
    """Where the one begin and the one end of the same kind (计划, 实际) stand in a line."""
    said = [re.sub(r"\([^()]*\)|[:]", "", fold_text(cell.text)) for cell in cells]
    begins = [(n, hit["of"]) for n, one in enumerate(said) if (hit := BEGIN.fullmatch(one))]
    ends = [(n, hit["of"]) for n, one in enumerate(said) if (hit := END.fullmatch(one))]
    if len(begins) != 1 or len(ends) != 1 or begins[0][1] != ends[0][1]:
        return None
    return begins[0][0], ends[0][0]


def days_in(cell: Cell) -> Days | None:
    hit = ONLY.match(fold_text(cell.text))
    return read_days("-".join(p.zfill(2) for p in (hit[1], hit[2], hit[3] or hit[4]) if p)) if hit else None
