"""Part: a table, or the part of one, as it stands on one page."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.pdf.columns import Columns
from model.place import Box


@dataclass(slots=True)
class PartCell:
    """A cell of the part of a table that stands on one page."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    box: Box


@dataclass(slots=True)
class Part:
    """A table, or the part of one, on a page; `xs` and `ys` are its edges; `columns` where alignment alone shows it."""

    xs: list[float]
    ys: list[float]
    cells: list[PartCell]
    columns: Columns | None = None

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])
