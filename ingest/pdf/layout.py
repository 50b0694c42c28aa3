"""Layout: a raw page → lines of running text and tables with their cells filled."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ingest import limits
from ingest.pdf.columns import find_columns
from ingest.pdf.glyphs import Glyphs, Indexes, count_printed, to_glyphs
from ingest.pdf.grid import Grid, find_grids, locate
from ingest.pdf.lines import Line, group_lines, to_lines
from ingest.pdf.paragraphs import join_cell
from ingest.pdf.parts import Part, PartCell
from ingest.pdf.shapes import RawPage
from model.document import Trace


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
    if not grids:
        parts, rest = find_columns(to_lines(glyphs))
        return Layout(raw, rest, parts, count_printed(glyphs))
    index, group, count = _share_out(grids, glyphs)
    lines = group_lines(glyphs, index, group)
    parts, start = list[Part](), 0
    for grid in grids:
        cells = [_to_cell(grid, cell, lines.get(start + i, [])) for i, cell in enumerate(grid.cells)]
        start += len(grid.cells)
        if len(cells) > 3 or any(cell.text for cell in cells):
            parts.append(Part(grid.xs, grid.ys, cells))
    bare, rest = find_columns(lines.get(count, []))
    return Layout(raw, rest, sorted([*parts, *bare], key=lambda part: part.ys[0]), count_printed(glyphs))


def _share_out(grids: list[Grid], glyphs: Glyphs) -> tuple[Indexes, Indexes, int]:
    """Which characters stand in which cell: (characters, cell numbers, the number of running text).

    Cells are numbered through all grids. A character of a table within a cell counts for the outer cell, too.
    """
    x, y = (glyphs.x0 + glyphs.x1) / 2, glyphs.base - 0.35 * glyphs.size
    outside = np.ones(len(glyphs), bool)
    indexes, groups, start = [], [], 0
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
    return np.concatenate([*indexes, rest]), np.concatenate([*groups, np.full(len(rest), start)]), start


def _to_cell(grid: Grid, cell: tuple[int, int, int, int], lines: list[Line]) -> PartCell:
    box = grid.cell_box(cell)
    text = lines[0].text if len(lines) == 1 else join_cell(lines, box[0], box[2])
    return PartCell(*cell, text, box)
