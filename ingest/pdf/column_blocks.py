"""Blocks: runs of lines that hold a name and numbers and follow one another closely, as the rows of a table do."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.pdf.columns import Columns, columns_of
from ingest.pdf.lines import Line
from ingest.pdf.pieces import is_bare, is_core, is_number

_LEAST_ROWS = 4
#: Lines that stand out of the column of names, and names without numbers, allowed between two rows with numbers.
_MOST_BETWEEN, _MOST_NAMES = 3, 16
#: Distance of two rows of one table, in ems.
_FARTHEST = 4.0
#: Rows of a block that may be cut in two tables.
_MOST_CUT = 80


def find_blocks(lines: list[Line]) -> list[tuple[list[int], Columns]]:
    """Lines with numbers in columns, by their index: each block with its columns."""
    seeds = [i for i, line in enumerate(lines) if line.pieces and (is_core(line) or is_bare(line))]
    if len(seeds) < _LEAST_ROWS:
        return []
    return [part for block in _near_ones(lines, seeds) for part in _even(lines, block)]


def _near_ones(lines: list[Line], seeds: list[int]) -> list[list[int]]:
    """Rows with numbers in runs that follow one another closely."""
    blocks = [[seeds[0]]]
    for before, after in pairwise(seeds):
        between = lines[before + 1 : after]
        plain = [line for line in between if not any(map(is_number, line.pieces))]
        wide = sum(line.x1 > max(_figures_at(lines[before]), _figures_at(lines[after])) for line in plain)
        is_one = wide <= _MOST_BETWEEN and len(plain) <= _MOST_NAMES
        is_one = is_one and all(near(lines, i) for i in range(before, after))
        if is_one and not any(map(_is_caption, between)):
            blocks[-1].append(after)
        else:
            blocks.append([after])
    return [block for block in blocks if sum(is_core(lines[i]) or _is_named(lines, i) for i in block) >= _LEAST_ROWS]


def _even(lines: list[Line], block: list[int]) -> list[tuple[list[int], Columns]]:
    """A block with its columns, cut where one table ends and the next begins at once, with other ones."""
    found: list[tuple[list[int], Columns]] = []
    columns = _columns_of(lines, block)
    while columns is None and 2 * _LEAST_ROWS <= len(block) <= _MOST_CUT:
        for cut in range(len(block) - 1, _LEAST_ROWS - 1, -1):
            if upper := _columns_of(lines, block[:cut]):
                break
        else:
            return found
        found.append((block[:cut], upper))
        block = block[cut:]
        columns = _columns_of(lines, block)
    return [*found, (block, columns)] if columns else found


def _columns_of(lines: list[Line], block: list[int]) -> Columns | None:
    return columns_of(lines[block[0] : block[-1] + 1])


def _is_caption(line: Line) -> bool:
    """Who, when and in which unit: it heads another table."""
    return "单位" in line.text and (len(line.pieces) > 1 or bool(re.search(r"单位\s*[:：]", line.text)))


def _figures_at(line: Line) -> float:
    return next(piece.x0 for piece in line.pieces if is_number(piece))


def _is_named(lines: list[Line], i: int) -> bool:
    """Numbers in the middle of a name over two lines, which stand half a line above and below."""
    size, base = lines[i].size, lines[i].base
    beside = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines) and abs(lines[j].base - base) < 0.85 * size]
    return bool(beside) and all(not line.pieces and line.x1 < lines[i].x0 for line in beside)


def near(lines: list[Line], i: int, ems: float = _FARTHEST) -> bool:
    """Whether the line below line i stands close enough to be the next row."""
    return lines[i + 1].base - lines[i].base <= ems * max(lines[i].size, lines[i + 1].size)
