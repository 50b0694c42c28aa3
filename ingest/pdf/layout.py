"""Layout: a raw page → lines of running text and tables with their cells filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from ingest import limits
from ingest.pdf.column_tables import carry_on, find_columns
from ingest.pdf.glyphs import Glyphs, Indexes, count_printed, to_glyphs
from ingest.pdf.grid import Grid, find_grids, locate
from ingest.pdf.lines import Line, group_lines, to_lines
from ingest.pdf.paragraphs import join_cell
from ingest.pdf.parts import Part, PartCell
from ingest.pdf.pieces import has_digits, is_core, pieces_of
from ingest.pdf.shapes import RawPage
from model.document import Trace

#: A grid that frames a table has few cells, and one of them holds many lines.
_FEW_CELLS, _MANY_LINES = 8, 5


@dataclass(slots=True)
class Layout:
    """One page understood: text lines outside tables, and tables, both top to bottom; `printed` characters in all."""

    raw: RawPage
    lines: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    printed: int = 0
    traces: list[Trace] = field(default_factory=list)


def lay_out(raw: RawPage) -> Layout:
    """Finds the tables of a page and gives every character its cell, or none."""
    glyphs = to_glyphs(raw.chars)
    grids = find_grids(raw) if raw.across and raw.down and raw.objects <= limits.MAX_OBJECTS else []
    lines, count = _share_out(grids, glyphs)
    if framed := _framed(grids, glyphs, lines):
        grids = [grid for grid in grids if grid not in framed]
        lines, count = _share_out(grids, glyphs)
    parts, start = list[Part](), 0
    for grid in grids:
        cells = _to_cells(grid, lines, start)
        start += len(grid.cells)
        if len(cells) > 3 or any(cell.text for cell in cells):
            parts.append(Part(grid.xs, grid.ys, cells))
    bare, rest = find_columns(lines.get(count, []), raw.across)
    return Layout(raw, rest, sorted([*parts, *bare], key=lambda part: part.ys[0]), count_printed(glyphs))


def _framed(grids: list[Grid], glyphs: Glyphs, lines: dict[int, list[Line]]) -> list[Grid]:
    """Grids that only frame a table (an outer box, a rule under the head, one between two halves) or rule its head
    alone: the columns of such a table are shown by alignment, so its rules are left out."""
    framed, start = list[Grid](), 0
    bare = lines.get(sum(len(grid.cells) for grid in grids), [])
    for grid in grids:
        held = [lines.get(start + i, []) for i in range(len(grid.cells))]
        start += len(grid.cells)
        filled = [cell for cell in held if cell]
        if len(grid.cells) <= _FEW_CELLS and any(len(cell) >= _MANY_LINES for cell in filled):
            whole = _lines_in(grid, glyphs)
            parts, rest = find_columns(whole)
            if parts and len(rest) <= 0.2 * len(whole):
                framed.append(grid)
        elif len(grid.ys) <= 3 and len(filled) >= 3 and not any(has_figures(cell) for cell in filled):
            below = sorted((line for line in bare if line.top > grid.ys[-1] - 2), key=lambda line: line.top)[:8]
            close = below and below[0].top - grid.ys[-1] < 2 * below[0].size
            if close and sum(map(is_core, below)) >= 2:
                framed.append(grid)
    return framed


def _lines_in(grid: Grid, glyphs: Glyphs) -> list[Line]:
    """The lines within a grid, whatever its cells."""
    x, y = (glyphs.x0 + glyphs.x1) / 2, glyphs.base - 0.35 * glyphs.size
    x0, top, x1, bottom = grid.box
    index = np.flatnonzero((x > x0) & (x < x1) & (y > top) & (y < bottom))
    return group_lines(glyphs, index, np.zeros(len(index), np.intp)).get(0, [])


def has_figures(lines: list[Line]) -> bool:
    """Whether a cell holds an amount."""
    return any(has_digits(piece) and len(piece.text) > 4 for line in lines for piece in pieces_of(line))


def join_pages(layouts: Sequence[Layout]) -> None:
    """Gives a table without upright rules the few rows that a page break left on the next page."""
    for before, after in pairwise(layouts):
        part = before.parts[-1] if before.parts else None
        if part is None or part.columns is None or not after.lines:
            continue
        under = [line for line in before.lines if line.top > part.ys[-1]]
        above = [p for p in after.parts if p.ys[0] < after.lines[0].top]
        same = (before.raw.width, before.raw.height) == (after.raw.width, after.raw.height)
        if under or above or not same:
            continue
        more, rest = carry_on(part, after.lines)
        if more is not None and not (after.parts and more.ys[-1] > after.parts[0].ys[0]):
            after.lines = rest
            after.parts.insert(0, more)


def _share_out(grids: list[Grid], glyphs: Glyphs) -> tuple[dict[int, list[Line]], int]:
    """Lines by the number of their cell, and the number that running text has.

    Cells are numbered through all grids. A character of a table within a cell counts for the outer cell, too.
    """
    if not grids:
        return {0: to_lines(glyphs)}, 0
    x, y = (glyphs.x0 + glyphs.x1) / 2, glyphs.base - 0.35 * glyphs.size
    outside = np.ones(len(glyphs), bool)
    indexes, groups, start = list[Indexes](), list[Indexes](), 0
    for grid in grids:
        row = np.searchsorted(grid.ys, y, side="right") - 1
        col = np.searchsorted(grid.xs, x, side="right") - 1
        cells = locate(grid)[row, col]  # -1 and one past the end hold no cell
        inside = np.flatnonzero(cells >= 0)
        indexes.append(inside)
        groups.append(cells[inside] + start)
        outside[inside] = False
        start += len(grid.cells)
    rest = np.flatnonzero(outside)
    groups.append(np.full(len(rest), start))
    return group_lines(glyphs, np.concatenate([*indexes, rest]), np.concatenate(groups)), start


def _to_cells(grid: Grid, lines: dict[int, list[Line]], start: int) -> list[PartCell]:
    """The cells of a grid with their text; `start` is the number of the first one."""
    cells, xs, ys = list[PartCell](), grid.xs, grid.ys
    for number, (row, col, down, across) in enumerate(grid.cells, start):
        held = lines.get(number)
        x0, x1 = xs[col], xs[col + across]
        text = "" if not held else held[0].text if len(held) == 1 else join_cell(held, x0, x1)
        cells.append(PartCell(row, col, down, across, text, (x0, ys[row], x1, ys[row + down])))
    return cells
