"""Seams: labels that a page break cut in two are made whole again (forms.md P17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.labels import LabelBook
from model.document import Cell, Node, Table
from model.text import squash


def mend_nodes(nodes: Sequence[Node], book: LabelBook) -> list[Node]:
    """The nodes with `mend_labels` done to every table."""
    return [mend_labels(node, book) if isinstance(node, Table) else node for node in nodes]


def mend_labels(table: Table, book: LabelBook) -> Table:
    """The table with every label whose halves stand before and behind a seam joined in the first half's cell."""
    if not table.seams:
        return table
    cells = {(cell.row, cell.col): cell for cell in table.cells}
    for seam in table.seams:
        for lower in [cell for cell in table.cells if cell.row == seam]:
            upper = next((c for c in cells.values() if _ends_above(c, lower)), None)
            if upper is None or not squash(upper.text) or not squash(lower.text):
                continue
            whole = upper.text + lower.text
            hit, half, rest = book.find(whole), book.find(upper.text), book.find(lower.text)
            if book.group(lower.text) or (rest and rest.score == 1.0 and not (hit and rest.specs == hit.specs)):
                continue
            named = book.group(whole) and not book.group(upper.text)
            same = half is None or half.score < 1 or (hit and half.specs == hit.specs)  # 主营业务收入 | （万元）
            if named or (hit and hit.score == 1.0 and not hit.inline and same and not (half and half.inline)):
                cells[upper.row, upper.col] = replace(upper, text=whole)
                cells[lower.row, lower.col] = replace(lower, text="")
    return replace(table, cells=tuple(cells.values()))


def _ends_above(upper: Cell, lower: Cell) -> bool:
    return upper.col == lower.col and upper.row < lower.row == upper.row + upper.rowspan
