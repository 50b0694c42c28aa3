"""Seams: labels that a page break cut in two are made whole again (forms.md P17)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.labels import LabelBook
from extract.merged import part_labels
from model.document import Cell, Node, Table
from model.text import squash


def mend_nodes(nodes: Sequence[Node], book: LabelBook) -> list[Node]:
    """The nodes with `part_labels`, `mend_labels` and `mend_texts` done to every table."""
    return [_mend(node, book) if isinstance(node, Table) else node for node in nodes]


def _mend(table: Table, book: LabelBook) -> Table:
    return mend_texts(mend_labels(part_labels(table, book), book), book)


def mend_texts(table: Table, book: LabelBook) -> Table:
    """A text that a page break cut in two: the row behind the seam has no label, and its answer goes on. Tables of
    several columns are joined by those who know their rows."""
    cells = {(cell.row, cell.col): cell for cell in table.cells}
    for seam in table.seams if table.cols == _PAIR else ():
        told = [cell for cell in cells.values() if cell.row == seam and squash(cell.text)]
        lower = told[0] if len(told) == 1 and told[0].col > 0 else None
        upper = next((c for c in cells.values() if _ends_above(c, lower)), None) if lower else None
        label = cells.get((seam - 1, 0))
        if lower is None or upper is None or label is None or label.rowspan > 1 or not squash(label.text):
            continue
        last = upper.text.rstrip()
        if len(squash(last)) < _LONG or not _OPEN.search(last) or _BEGINS.match(lower.text) or book.find(lower.text):
            continue
        cells[upper.row, upper.col] = replace(upper, text=last + lower.text.lstrip())
        cells[lower.row, lower.col] = replace(lower, text="")
    return replace(table, cells=tuple(cells.values())) if table.seams else table


#: Label and answer.
_PAIR = 2
#: A text so long, which ends in the midst of a sentence; an entry that begins anew.
_LONG, _OPEN = 10, re.compile(r"[\u4e00-\u9fff\w，,、：:（(%]$")
_BEGINS = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．](?!\d)|[①-⑳•·●■□☑（(])")


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
