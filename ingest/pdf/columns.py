"""Columns: lines → tables whose columns are shown by alignment alone, as statements are printed without upright rules.

Precision first. A block counts only when at least four near lines hold a name and two numbers each, when blank strips
run down between its columns, and when the numbers of at least two columns end at the same right edge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.pdf.lines import Line, Piece
from ingest.pdf.parts import Part, PartCell

#: An amount, a share, or the dash that stands for none.
_NUMBER = re.compile(r"^(?:[-−–—+(（¥￥$]*\d[\d,，.]*\s*[%％)）]*|[-−–—/]+)$")
_LEAST_ROWS = 4
#: Rows that hold no numbers (headings of groups, wrapped names) allowed between two that do.
_MOST_BETWEEN = 3
#: Blank strip between columns, and how far right edges of numbers may differ, in points.
_STRIP, _RAGGED = 2.0, 3.0
#: Distance of two rows of one table, in ems.
_FARTHEST = 4.0

_Span = tuple[float, float]


def find_columns(lines: list[Line]) -> tuple[list[Part], list[Line]]:
    """Tables without upright rules, and the lines that are in none, both top to bottom."""
    cores = [i for i, line in enumerate(lines) if _is_core(line)]
    if len(cores) < _LEAST_ROWS:
        return [], lines
    parts, taken = [], set[int]()
    for block in _blocks(lines, cores):
        columns = _to_columns([lines[i] for i in block])
        if columns is None:
            continue
        rows = _whole(lines, block, columns)
        parts.append(_to_part([lines[i] for i in rows], columns))
        taken.update(rows)
    return parts, [line for i, line in enumerate(lines) if i not in taken]


def pieces_of(line: Line) -> Sequence[Piece]:
    return line.pieces or (Piece(line.x0, line.x1, line.text),)


def _is_number(piece: Piece) -> bool:
    return bool(_NUMBER.match(piece.text))


def _is_core(line: Line) -> bool:
    """A name in front and at least two numbers behind it."""
    if len(line.pieces) < 3 or _is_number(line.pieces[0]):
        return False
    return sum(map(_is_number, line.pieces)) >= 2


def _blocks(lines: list[Line], cores: list[int]) -> list[list[int]]:
    """Runs of rows with numbers that follow one another closely."""
    blocks = [[cores[0]]]
    for before, after in pairwise(cores):
        near = after - before <= _MOST_BETWEEN + 1 and all(_near(lines, i) for i in range(before, after))
        if near:
            blocks[-1].append(after)
        else:
            blocks.append([after])
    return [block for block in blocks if len(block) >= _LEAST_ROWS]


def _to_columns(rows: list[Line]) -> list[_Span] | None:
    """The strips of paper that hold text, parted by blank ones; None when they do not look like columns of a table."""
    columns: list[_Span] = []
    for x0, x1, _ in sorted(piece for row in rows for piece in row.pieces):
        if columns and x0 - columns[-1][1] < _STRIP:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    aligned = 0
    for left, right in columns:
        held = [piece for row in rows for piece in row.pieces if left <= piece.x0 and piece.x1 <= right]
        numbers = [piece for piece in held if _is_number(piece) and any(map(str.isdigit, piece.text))]
        if len(numbers) < 0.6 * len(held) or len(numbers) < 3:
            continue
        ends = sorted(piece.x1 for piece in numbers)
        middle = ends[len(ends) // 2]
        # Round brackets of negative amounts may hang over the edge.
        straight = sum(abs(end - middle) <= _RAGGED for end in ends)
        aligned += straight >= 0.8 * len(ends)
    return columns if len(columns) >= 3 and aligned >= 2 else None


def _places(line: Line, columns: list[_Span]) -> list[int] | None:
    """The column of each piece of a line; None when one lies over two columns or between them.

    As many pieces as columns go one to each: a head need not stand right above its numbers.
    """
    pieces, places = pieces_of(line), []
    for i, piece in enumerate(pieces):
        met = [j for j, (left, right) in enumerate(columns) if piece.x0 < right + _STRIP and piece.x1 > left - _STRIP]
        if not met and len(pieces) == len(columns):
            met = [i]
        if len(met) != 1:
            return None
        places.append(met[0])
    return places if places == sorted(places) else None


def _is_head(line: Line, columns: list[_Span]) -> bool:
    """A row of labels in columns. A caption (who, on the left; unit, on the right) is none."""
    places = _places(line, columns) if len(line.pieces) > 1 else None
    return places is not None and (len(set(places)) > 2 or 0 not in places)


def _is_foot(line: Line, columns: list[_Span]) -> bool:
    """A row with a number in its column."""
    return len(line.pieces) > 1 and _places(line, columns) is not None and any(map(_is_number, line.pieces))


def _whole(lines: list[Line], block: list[int], columns: list[_Span]) -> list[int]:
    """The rows of the table: the block, what stands between its rows, its head above and numbers below.

    Beyond the block only what clearly stands in columns belongs to the table.
    """
    first, last, i = block[0], block[-1], block[0] - 1
    while i >= max(0, block[0] - 4) and _near(lines, i):
        if _is_head(lines[i], columns):
            first = i
        elif lines[i].pieces or _places(lines[i], columns) != [0]:  # “流动资产：” may stand under the head
            break
        i -= 1
    while last + 1 < len(lines) and _near(lines, last) and _is_foot(lines[last + 1], columns):
        last += 1
    return list(range(first, last + 1))


def _near(lines: list[Line], i: int) -> bool:
    """Whether the line below line i stands close enough to be the next row."""
    return lines[i + 1].base - lines[i].base <= _FARTHEST * max(lines[i].size, lines[i + 1].size)


def _to_part(rows: list[Line], columns: list[_Span]) -> Part:
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    xs = [round(x, 1) for x in (min(columns[0][0], left) - 2, *inner, max(columns[-1][1], right) + 2)]
    cuts = [(a.bottom + b.top) / 2 for a, b in pairwise(rows)]
    ys = [round(y, 1) for y in (rows[0].top - 2, *cuts, rows[-1].bottom + 2)]
    cells = []
    for i, row in enumerate(rows):
        texts: list[list[str]] = [[] for _ in columns]
        places, spans = _places(row, columns), 1
        if places is None:  # a heading that runs over several columns
            texts[0].append(row.text)
            spans = max(1, sum(left < row.x1 for left, _ in columns))
        for j, piece in zip(places or (), pieces_of(row), strict=False):
            texts[j].append(piece.text)
        for j in [0, *range(spans, len(columns))]:
            across = spans if j == 0 else 1
            box = (xs[j], ys[i], xs[j + across], ys[i + 1])
            cells.append(PartCell(i, j, 1, across, " ".join(texts[j]), box))
    return Part(xs, ys, cells)
