"""Years: the heads of year columns and the values under them, matched by position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.answer import Answer
from extract.dates import read_year
from model.document import Cell
from model.form import FieldSpec
from model.text import squash

#: The corner over the labels, and a column for their units.
_CORNER = re.compile(
    r"(?:主要)?(?:经济|财务|经营)?指标(?:名称)?|项目(?:名称)?|年[度份]|科目|名称|内容|(?:计量)?单位|序号"
)
_UNIT = re.compile(r"\([^()]{1,8}\)$")
#: A column beside the years: 2025年目标, 同比增长, 备注.
_BESIDE = re.compile(r"目标|预[计测期]|计划|规划|同比|增长|增幅|变化|备注|说明")
#: A year and nothing else; a row has as many at least.
_ALONE, _ROW = re.compile(r"[\d〇○零一二三四五六七八九]{4}(?:年度?|年末)?"), 2


@dataclass(frozen=True, slots=True)
class Head:
    """The year columns: cell → year as printed (None: left as 20**年)."""

    cells: tuple[Cell, ...]
    years: tuple[str | None, ...]


def year_head(values: Sequence[Cell], asked: int) -> Head:
    """The cells that are year columns; a remark column that an applicant added is none, nor is a blank cell (the
    corner over the labels, a column for remarks) where as many years as the form asks for are printed beside it."""
    values = [cell for cell in values if not _BESIDE.search(cell.text)]
    kept = [c for c in values if read_year(c.text) or not squash(c.text) or re.search(r"年|[*xX]{2}", c.text)]
    filled = [cell for cell in kept if read_year(cell.text)]
    if len(filled) >= asked > 0:
        kept = [cell for cell in kept if squash(cell.text)]
    return Head(tuple(kept), tuple(read_year(cell.text) for cell in kept))


def unnamed_years(line: Sequence[Cell], specs: Sequence[FieldSpec], first: bool) -> FieldSpec | None:
    """The field that a row of years answers where its label was left out: a blank cell, then nothing but years; in the
    first such row (`first`) a word over the labels may stand in the cell."""
    corner = [cell for cell in line if first and _CORNER.fullmatch(_UNIT.sub("", squash(cell.text)))]
    filled = [c for c in line if squash(c.text) and c not in corner and not _BESIDE.search(c.text)]
    years = [cell for cell in filled if _ALONE.fullmatch(squash(cell.text)) and read_year(cell.text)]
    if len(years) < _ROW or len(years) < len(filled) or line[0] in years:
        return None
    return next((spec for spec in specs if spec.kind == "year"), None)


def year_answers(spec: FieldSpec, label: Cell, head: Head) -> Iterator[Answer]:
    """One answer for each head, numbered as printed."""
    for number, cell in enumerate(head.cells, 1):
        yield Answer(spec, cell.text, cell.place, label.place, 1.0, str(number))


def answers_per_year(
    spec: FieldSpec, label: Cell, values: Sequence[Cell], head: Head | None, default: Sequence[str], score: float
) -> Iterator[Answer]:
    """One answer for each year column, matched by position; without readable heads by order."""
    years = resolve_years(head.years if head else (), default)
    for order, cell in enumerate(values):
        column = order
        if head and head.cells:
            overlaps = [
                i for i, h in enumerate(head.cells) if h.col < cell.col + cell.colspan and cell.col < h.col + h.colspan
            ]
            if len(values) != len(head.cells) or len(overlaps) == 1:
                column = overlaps[0] if overlaps else len(years)
        if column < len(years):
            readable = head and column < len(head.years) and head.years[column]
            position = "beside" if readable else "inferred_year"
            yield Answer(spec, cell.text, cell.place, label.place, score, years[column], position)


def resolve_years(printed: Sequence[str | None], default: Sequence[str]) -> list[str]:
    """Years of the columns; unreadable ones are inferred from a readable neighbour, else from the default years."""
    years = list(printed) or [None] * len(default)
    known = [(i, int(y)) for i, y in enumerate(years) if y]
    if not known:
        return list(default)[: len(years)]
    falling = len(known) > 1 and known[0][1] > known[-1][1]
    anchor, value = known[0]
    return [y or str(value + (anchor - i if falling else i - anchor)) for i, y in enumerate(years)]
