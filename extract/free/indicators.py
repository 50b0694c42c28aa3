"""Indicators of a free book: the rows of 智能工厂建设关键绩效指标 in any table, and 指标：数 in lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.answer import Answer
from extract.free.lines import Line, split_number
from extract.labels import LabelBook
from model.document import Cell, Table
from model.form import FieldSpec
from model.text import half_width, squash

#: 35.7%(5/14), 46.7%(由1.5%降至0.8%): how it was reckoned stands in brackets behind it.
_NUMBER = re.compile(r"^(?P<value>[+-]?\d[\d,]*(?:\.\d+)?\s*(?:%|个|家|个百分点)?)(?:[(][^()]{1,40}[)])?$")
#: Heads of the column that says what was reached, and of columns that say something else.
_REACHED = re.compile(r"数值|指标值|完成值|实际|现状|当前|建设后|改造后|实施后|2024|填报|情况|成效")
_OWN = re.compile(r"指标值|指标数值|数值|完成值|填报值")
_OTHER = re.compile(
    r"序号|目标|计划|建设前|改造前|实施前|标准|行业|平均|单位|备注|说明|公式|要求|2022|2023|202[5-9]年?目标"
)


def read_indicators(lines: Sequence[Line], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """One answer for each indicator; a row with several numbers counts only where a head says which was reached."""
    book = LabelBook(specs)
    heads: dict[str, list[Cell]] = {}
    for line in lines:
        if line.table is not None and line.cells:
            head = heads.setdefault(line.table.place.path, _head(line.table))
            yield from _row(line, head, book)
        elif match := re.match(r"^(?P<label>[^:：]{4,40})[:：]\s*(?P<value>[\d.,]+\s*(?:%|个|家)?)[。；;,，]?$",
                               half_width(line.bare)):  # fmt: skip
            hit = book.find(match["label"])
            if hit and hit.score == 1.0:
                yield Answer(hit.specs[0], match["value"], line.place, line.place, 1.0, "", "inline")


def _head(table: Table) -> list[Cell]:
    """The first row where none of its cells is a number."""
    first = next(iter(table.lines()), [])
    return [] if any(_NUMBER.match(half_width(c.text).strip()) for c in first if len(squash(c.text)) > 2) else first


def _row(line: Line, head: Sequence[Cell], book: LabelBook) -> Iterator[Answer]:
    cells = [cell for cell in line.cells if squash(cell.text)]
    spots = [
        n for n, c in enumerate(cells) if (h := book.find(split_number(c.text)[1])) and h.score >= 0.93 and not h.inline
    ]
    for order, at in enumerate(spots):
        hit = book.find(split_number(cells[at].text)[1])
        stop = spots[order + 1] if order + 1 < len(spots) else len(cells)
        values = [c for c in cells[at + 1 : stop] if _NUMBER.match(half_width(c.text).strip())]
        if len(values) > 1:
            values = _reached(values, head)
        if len(values) == 1 and hit and not _named(values[0], head, _OTHER):
            told = _NUMBER.match(half_width(values[0].text).strip())
            text = told["value"] if told else values[0].text
            yield Answer(hit.specs[0], text, values[0].place, cells[at].place, hit.score)


def _reached(values: Sequence[Cell], head: Sequence[Cell]) -> list[Cell]:
    """The number in the column of what was reached, the indicator's own column before others; none where the heads do
    not say."""
    found = [c for c in values if _named(c, head, _REACHED) and not _named(c, head, _OTHER)]
    own = [c for c in found if _named(c, head, _OWN)]
    return own if len(found) > 1 and own else found


def _named(cell: Cell, head: Sequence[Cell], words: re.Pattern[str]) -> bool:
    over = [h for h in head if h.col <= cell.col < h.col + h.colspan and h.row < cell.row]
    return any(words.search(half_width(squash(h.text))) for h in over)
