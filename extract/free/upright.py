"""Cards whose labels stand over their values, turned so that each label stands beside its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.free.heads import named
from extract.labels import LabelBook
from model.document import Cell, Node, Table
from model.form import FieldSpec
from model.text import squash

#: A head over a value has no figure and is no longer than this; at least so many are labels of the form.
_LONGEST, _KNOWN = 14, 2
_NO_HEAD = re.compile(r"[\d。;；:：,，]")
_NO_CARD = re.compile(r"场景|环节|阶段|年度|年份|序号|指标")


def turn_cards(nodes: Sequence[Node], specs: Sequence[FieldSpec]) -> list[Node]:
    """The nodes, such tables with a label and its value in each row; every cell keeps its place."""
    known = [spec for spec in specs if spec.kind not in ("longtext", "int", "percent")]
    book = LabelBook(known)
    return [_turn(node, book, known) if isinstance(node, Table) else node for node in nodes]


def _turn(table: Table, book: LabelBook, specs: Sequence[FieldSpec]) -> Table:
    lines = list(table.lines())
    wide = {len(line) for line in lines}
    if len(lines) % 2 or len(wide) != 1 or min(wide) < _KNOWN or any(c.colspan + c.rowspan > 2 for c in table.cells):
        return table
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    if not all(_heads(over, book, specs) and not _labels(under, book) for over, under in pairs):
        return table
    cells: list[Cell] = []
    for label, value in ((o, u) for over, under in pairs for o, u in zip(over, under, strict=True)):
        row = len(cells) // 2
        cells += [replace(label, row=row, col=0), replace(value, row=row, col=1)]
    return replace(table, cells=tuple(cells), rows=len(cells) // 2, cols=2, seams=())


def _heads(line: Sequence[Cell], book: LabelBook, specs: Sequence[FieldSpec]) -> bool:
    """Whether all cells are heads: built as labels, one of them the form's; or two of the form's and another."""
    flat = [squash(cell.text) for cell in line]
    if any(not 2 <= len(said) <= _LONGEST or _NO_HEAD.search(said) or _NO_CARD.search(said) for said in flat):
        return False
    known = [cell.text for cell in line if book.find(cell.text) or named(cell.text, specs)]
    built = [cell.text for cell in line if cell.text in known or book.resembles(cell.text)]
    return len(known) >= 1 and len(built) >= len(line) - (len(known) >= _KNOWN)


def _labels(line: Sequence[Cell], book: LabelBook) -> bool:
    return any(((hit := book.find(cell.text)) and hit.score == 1.0) or book.resembles(cell.text) for cell in line)
