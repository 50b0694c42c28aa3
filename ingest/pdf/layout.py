"""Layout: a raw page → lines of running text and tables with their cells filled."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest import limits
from ingest.pdf.grid import Grid, find_grids, locate, position
from ingest.pdf.lines import Line, to_lines
from ingest.pdf.paragraphs import join_cell
from ingest.pdf.shapes import Char, RawPage
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


@dataclass(slots=True)
class Layout:
    """One page understood: text lines outside tables, and tables, both top to bottom."""

    raw: RawPage
    lines: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def lay_out(raw: RawPage) -> Layout:
    """Finds the tables of a page and gives every character its cell, or none."""
    grids = find_grids(raw) if raw.across and raw.down and raw.objects <= limits.MAX_OBJECTS else []
    if not grids:
        return Layout(raw, to_lines(raw.chars))
    inside = [False] * len(raw.chars)
    parts = [_fill(grid, raw.chars, inside) for grid in grids]
    parts = [part for part in parts if any(cell.text for cell in part.cells) or len(part.cells) > 3]
    outside = [char for char, claimed in zip(raw.chars, inside, strict=True) if not claimed]
    return Layout(raw, to_lines(outside), parts)


def _fill(grid: Grid, chars: list[Char], inside: list[bool]) -> Part:
    """Texts of all cells of a grid; characters of a table within a cell also count for the outer cell."""
    x0, top, x1, bottom = grid.box
    covered = locate(grid)
    held: list[list[Char]] = [[] for _ in grid.cells]
    for i, char in enumerate(chars):
        y = char.base - 0.35 * char.size
        if not (top <= y <= bottom):
            continue
        x = (char.x0 + char.x1) / 2
        if x0 <= x <= x1 and (index := covered.get(position(grid, x, y))) is not None:
            held[index].append(char)
            inside[i] = True
    cells = []
    for cell, content in zip(grid.cells, held, strict=True):
        box = grid.cell_box(cell)
        row, col, down, across = cell
        cells.append(PartCell(row, col, down, across, join_cell(to_lines(content), box[0], box[2]), box))
    return Part(grid.xs, grid.ys, cells)
