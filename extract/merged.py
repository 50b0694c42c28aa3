"""Merged cells: a value and the next label, between which a scan lost the line, are two cells again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.labels import Hit, LabelBook
from model.document import Cell, Table
from model.text import squash

#: A label that was misread in a character is one all the same.
_SURE = 0.92
#: What is printed ahead of a label.
_NUMBER = re.compile(r"[(（]?[\d一二三四五六七八九十]{1,2}[)）.．、:：]|[■□●•*]")


def part_labels(table: Table, book: LabelBook) -> Table:
    """名称 | 一号灌装线 完成投资（万元） | 1260.00: a cell over several columns between a label and a value, that ends
    in another label. In a table whose lines are all there no cell stands so."""
    cells: list[Cell] = []
    for line in table.lines():
        for at, cell in enumerate(line):
            ahead, behind = line[at - 1] if at else None, line[at + 1] if at + 1 < len(line) else None
            wide = cell.colspan > 1 and cell.rowspan == 1
            between = ahead is not None and behind is not None and book.find(ahead.text) and not book.find(behind.text)
            parts = next(_parts(cell.text, book), None) if wide and between else None
            if parts is None or behind is None or not squash(behind.text):
                continue
            value, label = parts
            last = cell.col + cell.colspan - 1
            cells += [
                replace(cell, text=value, colspan=cell.colspan - 1),
                replace(cell, text=label, col=last, colspan=1),
            ]
    taken = {(cell.row, cell.col) for cell in cells}
    return replace(table, cells=(*(c for c in table.cells if (c.row, c.col) not in taken), *cells)) if cells else table


def _parts(text: str, book: LabelBook) -> Iterator[tuple[str, str]]:
    """(value, label): parted at a gap of the first line; further lines are the label's, the value's or parted too."""
    first, *rest = text.split("\n")
    for gap in re.finditer(r"[ \t\u3000]+", first):
        value, label = first[: gap.start()], first[gap.end() :]
        for one, other in (_columns(rest), ((), rest), (rest, ())):
            said = "\n".join((label, *other))
            if squash(value) and not _NUMBER.fullmatch(squash(value)) and _is_label(book.find(said)):
                yield "\n".join((value, *one)), said


def _columns(lines: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parted = [line.rpartition(" ") for line in lines]
    return tuple(left for left, _, _ in parted if left), tuple(right for _, _, right in parted)


def _is_label(hit: Hit | None) -> bool:
    return hit is not None and hit.score >= _SURE and not hit.inline
