"""Layout: a raw page → lines of running text and tables with their cells filled."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from ingest import limits
from ingest.pdf.column_tables import carry_on, find_columns
from ingest.pdf.glyphs import Glyphs, Indexes, count_printed, join_glyphs, to_glyphs
from ingest.pdf.grid import Grid, find_grids, locate
from ingest.pdf.lines import Line, group_lines
from ingest.pdf.paragraphs import join_cell
from ingest.pdf.parts import Part, PartCell
from ingest.pdf.pieces import has_digits, is_core, pieces_of
from ingest.pdf.shapes import RawPage
from model.document import Trace

#: A grid that frames a table has few cells, and one of them holds many lines.
_FEW_CELLS, _MANY_LINES = 8, 5

CellLines = dict[int, list[Line]]
"""The lines of a page by the number of their cell, counted through all its grids; running text has the next number."""


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
    return lay_out_all([raw])[0]


def lay_out_all(raws: Sequence[RawPage]) -> list[Layout]:
    """The same for several pages, whose lines are found in one go; no page's layout depends on the others."""
    glyphs = [to_glyphs(raw.chars) for raw in raws]
    ruled = [find_grids(raw) if raw.across and raw.down and raw.objects <= limits.MAX_OBJECTS else [] for raw in raws]
    return [
        _lay_out(raw, own, grids, lines)
        for raw, own, grids, lines in zip(raws, glyphs, ruled, _share_out(ruled, glyphs), strict=True)
    ]


def _lay_out(raw: RawPage, glyphs: Glyphs, grids: list[Grid], lines: CellLines) -> Layout:
    if framed := _framed(grids, glyphs, lines):
        grids = [grid for grid in grids if grid not in framed]
        (lines,) = _share_out([grids], [glyphs])
    parts, start = list[Part](), 0
    for grid in grids:
        cells = _to_cells(grid, lines, start)
        start += len(grid.cells)
        if len(cells) > 3 or any(cell.text for cell in cells):
            parts.append(Part(grid.xs, grid.ys, cells))
    bare, rest = find_columns(lines.get(start, []), raw.across)
    return Layout(raw, rest, sorted([*parts, *bare], key=lambda part: part.ys[0]), count_printed(glyphs))


def _framed(grids: list[Grid], glyphs: Glyphs, lines: CellLines) -> list[Grid]:
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


def _share_out(ruled: Sequence[list[Grid]], glyphs: Sequence[Glyphs]) -> list[CellLines]:
    """The lines of each page; `ruled` are its grids.

    A character of a table within a cell counts for the outer cell, too.
    """
    whole = join_glyphs(glyphs)
    x, y = (whole.x0 + whole.x1) / 2, whole.base - 0.35 * whole.size
    indexes, groups, bounds, end = list[Indexes](), list[Indexes](), [0], 0
    for grids, own in zip(ruled, glyphs, strict=True):
        begin, end, start = end, end + len(own), bounds[-1]
        outside = np.ones(len(own), bool)
        for grid in grids:
            row = np.searchsorted(grid.ys, y[begin:end], side="right") - 1
            col = np.searchsorted(grid.xs, x[begin:end], side="right") - 1
            cells = locate(grid)[row, col]  # -1 and one past the end hold no cell
            inside = (cells >= 0).nonzero()[0]
            indexes.append(inside + begin)
            groups.append(cells[inside] + start)
            outside[inside] = False
            start += len(grid.cells)
        rest = outside.nonzero()[0] + begin
        indexes.append(rest)
        groups.append(np.full(len(rest), start))
        bounds.append(start + 1)
    found: list[CellLines] = [{} for _ in glyphs]
    for group, lines in group_lines(whole, np.concatenate(indexes), np.concatenate(groups)).items():
        page = bisect_right(bounds, group) - 1
        found[page][group - bounds[page]] = lines
    return found


def _to_cells(grid: Grid, lines: CellLines, start: int) -> list[PartCell]:
    """The cells of a grid with their text; `start` is the number of the first one."""
    cells, xs, ys = list[PartCell](), grid.xs, grid.ys
    for number, (row, col, down, across) in enumerate(grid.cells, start):
        held = lines.get(number)
        x0, x1 = xs[col], xs[col + across]
        text = "" if not held else held[0].text if len(held) == 1 else join_cell(held, x0, x1)
        cells.append(PartCell(row, col, down, across, text, (x0, ys[row], x1, ys[row + down])))
    return cells
