"""Tables whose columns are shown by alignment alone, as statements are printed without upright rules.

Precision first. A block counts only when at least four near lines hold a name and two numbers each and when the
numbers of at least two columns stand under one another, at one right edge or about one middle.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.pdf.column_blocks import find_blocks, near
from ingest.pdf.column_rows import is_cut, to_part
from ingest.pdf.columns import RAGGED, Columns, common
from ingest.pdf.grid import join_edges
from ingest.pdf.lines import Line, Piece
from ingest.pdf.parts import Part
from ingest.pdf.pieces import has_digits, is_number, pieces_of
from ingest.pdf.shapes import Edges

#: Names without numbers allowed between two rows with numbers.
_MOST_BETWEEN = 3
#: Distance of two lines of one cell, in ems.
_INNER = 1.6
#: Lines above the first row that may be its head.
_MOST_HEAD = 6
#: Words of one head are short.
_LONGEST_HEAD = 16


def find_columns(lines: list[Line], rules: Edges | None = None) -> tuple[list[Part], list[Line]]:
    """Tables without upright rules, and the lines that are in none, both top to bottom. `rules`: level lines."""
    parts, taken = list[Part](), set[int]()
    blocks = find_blocks(lines)
    if not blocks:
        return [], lines
    edges = join_edges(rules) if rules else []
    for block, columns in blocks:
        head, rows = _whole(lines, block, columns, taken)
        parts.append(to_part([lines[i] for i in head], [lines[i] for i in rows], columns, edges))
        taken.update(head, rows)
    return parts, [line for i, line in enumerate(lines) if i not in taken]


def carry_on(before: Part, lines: list[Line]) -> tuple[Part | None, list[Line]]:
    """The rows at the head of a page that go on with a table at the foot of the page before, and the lines left.

    Too few to show columns themselves, they must stand in those of the table.
    """
    columns = before.columns
    if columns is None:
        return None, lines
    start = next(
        (i for i, line in enumerate(lines[:_MOST_HEAD]) if _is_foot(line, columns) or _is_row(line, columns)), 0
    )
    first = start
    while first and near(lines, first - 1) and _is_in_names(lines[first - 1], columns):
        first -= 1
    top = first
    while top and near(lines, top - 1) and _is_head(lines[top - 1], columns):
        top -= 1
    last = -1
    for i, line in enumerate(lines):
        if i < start:
            continue
        if i > start and not near(lines, i - 1):
            break
        if _is_foot(line, columns) and all(_stands(piece, columns) for piece in line.pieces):
            last = i
        elif _is_row(line, columns) and not any(map(has_digits, pieces_of(line))):
            continue
        elif not _is_in_names(line, columns) or i - max(last, start) > _MOST_BETWEEN:
            break
    if last < 0:
        return None, lines
    while last + 1 < len(lines) and _is_wrapped(lines[last], lines[last + 1], columns):
        last += 1
    part = to_part(lines[top:first], lines[first : last + 1], columns, [])
    return part, [*lines[:top], *lines[last + 1 :]]


def _is_in_names(line: Line, columns: Columns) -> bool:
    """Words alone, within columns of names. A label with its answer (法定代表人：张三) is none, 加：期初余额 is one."""
    words = [span for j, span in enumerate(columns.spans) if j not in columns.figures]
    return all(
        not re.search(r"[^加减中][:：].", piece.text)
        and any(left - RAGGED <= piece.x0 and piece.x1 <= right + RAGGED for left, right in words)
        for piece in pieces_of(line)
    )


def _stands(piece: Piece, columns: Columns) -> bool:
    """Whether a piece stands where its column does: numbers at the right edge or about the middle."""
    left, right = columns.spans[columns.of(piece)]
    if not is_number(piece):
        return left - 4 * RAGGED <= piece.x0
    return abs(piece.x1 - right) <= 3 * RAGGED or abs(piece.x0 + piece.x1 - left - right) <= 2 * RAGGED


def _is_wrapped(above: Line, below: Line, columns: Columns) -> bool:
    """The second line of the last name."""
    return _is_in_names(below, columns) and below.base - above.base < 1.3 * above.size


def _is_head(line: Line, columns: Columns) -> bool:
    """A row of labels in columns. A caption (who, on the left; unit, on the right) is none."""
    pieces = line.pieces
    if len(pieces) < 2 or any(len(p.text) > _LONGEST_HEAD or re.search(r"[:：。；;]", p.text) for p in pieces):
        return False
    if any(piece.text.startswith(("第", "-")) and len(pieces) < 2 for piece in pieces):
        return False
    edge = columns.spans[min(columns.figures)][0]
    over = sum((piece.x0 + piece.x1) / 2 > edge - 12 for piece in pieces)
    return over >= 2 or all(len(piece.text) <= 8 for piece in pieces)


def _is_half(lines: list[Line], i: int) -> bool:
    """A line of a head that has more lines in some columns than in others: they stand half a line apart."""
    line = lines[i]
    if any(len(p.text) > 8 or re.search(r"[:：。；;]", p.text) or has_digits(p) for p in pieces_of(line)):
        return False
    beside = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return any(abs(other.base - line.base) < 0.85 * line.size for other in beside)


def _is_foot(line: Line, columns: Columns) -> bool:
    """A row with a number in its column."""
    if len(line.pieces) < 2:
        return False
    for piece in line.pieces:
        met = columns.met(piece)
        if len(met) > 1 if is_number(piece) else columns.figures & set(met):
            return False
    return any(has_digits(p) and common(p, columns.spans[columns.of(p)]) > 0 for p in line.pieces)


def _is_row(line: Line, columns: Columns) -> bool:
    """A name with a single number or with dashes alone."""
    return all(
        len(columns.met(p)) == 1 if is_number(p) else columns.of(p) not in columns.figures for p in pieces_of(line)
    ) and any(map(is_number, pieces_of(line)))


def _whole(lines: list[Line], block: list[int], columns: Columns, taken: set[int]) -> tuple[list[int], list[int]]:
    """(lines of the head, rows): the block, what stands between its rows, its head above and numbers below.

    Beyond the block only what clearly stands in columns belongs to the table.
    """
    first, last, top = block[0], block[-1], block[0]
    heads: list[int] = []
    i = first - 1
    while i >= max(0, first - _MOST_HEAD) and i not in taken and near(lines, i):
        line = lines[i]
        if _is_head(line, columns) or _is_half(lines, i):
            heads.append(i)
            top = i
        elif not heads and _is_row(line, columns):
            pass
        elif not _is_in_names(line, columns):  # “流动资产：” may stand under the head
            break
        i -= 1
    while last + 1 < len(lines) and near(lines, last) and _is_foot(lines[last + 1], columns):
        last += 1
    if last + 1 < len(lines) and near(lines, last, _INNER) and is_cut(lines[last], lines[last + 1], close=False):
        last += 1
    pitches = [lines[b].base - lines[a].base for a, b in pairwise(block) if b == a + 1]
    if last + 1 < len(lines) and len(pitches) > 2 and _is_wrapped(lines[last], lines[last + 1], columns):
        last += lines[last + 1].base - lines[last].base < 0.92 * sorted(pitches)[len(pitches) // 2]
    if not heads:
        return [], list(range(first, last + 1))
    low = max(heads)
    return list(range(top, low + 1)), list(range(low + 1, last + 1))
