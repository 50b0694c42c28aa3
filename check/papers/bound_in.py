"""Tables of the book that print what was declared in an earlier year: 附录一 上年度申报书留存页."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from check.case import Case
from model.submission import Field, Grid, Passage
from model.wording import EARLIER_BOOK

_EARLIER = re.compile(EARLIER_BOOK)
_YEAR = re.compile(r"20\d{2}(?=年)")


@dataclass(frozen=True, slots=True)
class Kept:
    """Such a table as the lines of a paper of its own, with the year in which it was declared."""

    title: str
    lines: tuple[Passage, ...]
    day: Field


def is_earlier(grid: Grid) -> bool:
    return grid.own and _EARLIER.search(grid.caption) is not None


def tables_kept(case: Case) -> Iterator[Kept]:
    """The day is that of the caption, else some day of the year before the book's."""
    this_year = int(case.day[:4]) if case.day[:4].isdigit() else 0
    for grid in case.submission.grids if this_year else ():
        if not is_earlier(grid):
            continue
        years = [year for year in _YEAR.findall(grid.caption) if int(year) < this_year]
        year = years[-1] if years else str(this_year - 1)
        rows = ("\t".join(cell.text.strip() for cell in row) for row in grid.rows)
        lines = (
            Passage("paper", grid.caption, grid.place.quoting(grid.caption)),
            *(Passage("paper.row", text, row[0].place) for text, row in zip(rows, grid.rows, strict=True) if row),
        )
        yield Kept(grid.caption, lines, Field("declare_date", year, year, grid.place, "date"))
