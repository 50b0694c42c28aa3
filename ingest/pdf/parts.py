"""Part: a table, or the part of one, as it stands on one page."""

from __future__ import annotations

from dataclasses import dataclass

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
    """A table, or the part of one, on one page; `xs` and `ys` are its edges."""

    xs: list[float]
    ys: list[float]
    cells: list[PartCell]

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])
