"""RawTable: the grid of a w:tbl with merged cells, before it has a place in the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest import limits
from ingest.word.names import DELETED, Element, W, children, number, on, value
from ingest.word.shown import Shown
from ingest.word.traces import Mark
from model.document import TraceKind

HIDDEN_ROW_NOTE = "表格含隐藏行，未计入。"
DEEP_NOTE = f"表格嵌套超过 {limits.MAX_NESTING} 层{limits.LOST}"
COVERED_NOTE = "合并单元格下压着不显示的文字，未计入。"


@dataclass(slots=True)
class Content:
    """What stands in a cell: its text, nested tables, pictures, relationship ids of objects, marks."""

    text: str = ""
    nested: list[RawTable] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


@dataclass(slots=True)
class RawCell:
    row: int
    col: int
    colspan: int
    content: Content
    rowspan: int = 1


@dataclass(slots=True)
class RawTable:
    cells: list[RawCell] = field(default_factory=list)
    rows: int = 0
    cols: int = 0
    marks: list[Mark] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Rows as lines, cells parted by tabs: how a nested table joins the text of its outer cell."""
        lines: dict[int, list[str]] = {}
        for cell in self.cells:
            lines.setdefault(cell.row, []).append(cell.content.text)
        return "\n".join("\t".join(texts) for _, texts in sorted(lines.items()))


def read_grid(table: Element, read_cell: Callable[[Element], Content], notes: dict[str, None]) -> RawTable:
    """Lays the cells of a w:tbl on a grid: gridBefore, gridSpan, vMerge; spans clamped to limits.MAX_SPAN.

    Columns are counted by spans as ECMA-376 §17.4.17 says; widths are not consulted. Deleted rows are dropped.
    """
    grid = RawTable()
    growing: dict[int, RawCell] = {}  # column → the merged cell that may go on downwards there
    for row in children(table, "tr"):
        properties = row.find(W + "trPr")
        if properties is not None and any(properties.find(tag) is not None for tag in DELETED):
            grid.marks += _row_mark(row, TraceKind.DELETED, properties.find(W + "del"))
            continue
        if on(properties, "hidden"):
            notes[HIDDEN_ROW_NOTE] = None
            grid.marks += _row_mark(row, TraceKind.HIDDEN, None)
            continue
        new = properties.find(W + "ins") if properties is not None else None
        if new is not None and row.find(f".//{W}p/{W}ins") is None:  # else its words are marked one by one
            grid.marks += _row_mark(row, TraceKind.INSERTED, new)
        col = _clamp(number(value(properties, "gridBefore")), 0)
        above, growing = growing, {}
        for cell, span, merge in _merged_sideways(row):
            width = _clamp(span, 1)
            if col + width > limits.MAX_SPAN:
                break
            upper = above.get(col)
            if merge == "continue" and upper is not None and upper.colspan == width:
                upper.rowspan = grid.rows + 1 - upper.row
                growing[col] = upper
                if covered := read_cell(cell).text.strip():
                    notes[COVERED_NOTE] = None
                    upper.content.marks.append(Mark(TraceKind.COVERED, covered))
            else:
                laid = RawCell(grid.rows, col, width, read_cell(cell))
                grid.cells.append(laid)
                if merge is not None:
                    growing[col] = laid
            col += width
        after = _clamp(number(value(properties, "gridAfter")), 0)
        grid.cols = max(grid.cols, min(col + after, limits.MAX_SPAN))
        grid.rows += 1
    return grid


def _row_mark(row: Element, kind: TraceKind, revision: Element | None) -> list[Mark]:
    cells = ("".join(t.text or "" for t in cell.iter(W + "t", W + "delText")) for cell in children(row, "tc"))
    text = "\t".join(cells)
    author, date = ("", "") if revision is None else (revision.get(W + "author"), revision.get(W + "date"))
    return [Mark(kind, text, author or "", date or "")] if text.strip() else []


def _merged_sideways(row: Element) -> Iterator[tuple[Element, int, str | None]]:
    """(w:tc, columns, vMerge) of a row; cells of an old-style w:hMerge are counted as one."""
    held: tuple[Element, int, str | None] | None = None
    for cell in children(row, "tc"):
        properties = cell.find(W + "tcPr")
        if properties is not None and properties.find(W + "cellDel") is not None:
            continue
        span = _clamp(number(value(properties, "gridSpan"), 1), 1)
        sideways = _merge(properties, "hMerge")
        if sideways == "continue" and held is not None:
            held = (held[0], held[1] + span, held[2])
            continue
        if held is not None:
            yield held
        held = (cell, span, _merge(properties, "vMerge"))
    if held is not None:
        yield held


def _merge(properties: Element | None, tag: str) -> str | None:
    mark = properties.find(W + tag) if properties is not None else None
    return None if mark is None else (mark.get(W + "val") or "continue")


def _clamp(value: int, least: int) -> int:
    return max(least, min(value, limits.MAX_SPAN))
