"""Columns: lines → tables whose columns are shown by alignment alone, as statements are printed without upright rules.

Precision first. A block counts only when at least four near lines hold a name and two numbers each and when the
numbers of at least two columns stand under one another, at one right edge or about one middle.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.pdf.lines import Line, Piece
from ingest.pdf.parts import Part
from ingest.pdf.shapes import Edge

#: An amount, a share, or the dash that stands for none (half width).
_NUMBER = re.compile(r"^(?:[-−–—─+(¥$]*[.,]?\d[\d,.]*\s*[%)]*|[-−–—─/]+)$")
_DATE = re.compile(r"^(?:19|20)\d{2}[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?$")
_LEAST_ROWS = 4
#: Lines that stand out of the column of names, and names without numbers, allowed between two rows with numbers.
_MOST_BETWEEN, _MOST_NAMES = 3, 16
#: Blank strip between columns of words, and how far edges or middles of numbers may differ, in points.
_STRIP, _RAGGED = 2.0, 3.0
#: Distance of two rows of one table, in ems.
_FARTHEST = 4.0
#: Distance of two lines of one cell, in ems.
_INNER = 1.6
#: Lines above the first row that may be its head.
_MOST_HEAD = 6
#: Rows of a block that may be cut in two tables.
_MOST_CUT = 80
#: Words of one head are short.
_LONGEST_HEAD = 16

_Span = tuple[float, float]


@dataclass(slots=True)
class Columns:
    """Strips of paper, left to right; `figures` are those that hold numbers."""

    spans: list[_Span]
    figures: set[int] = field(default_factory=set)

    def of(self, piece: Piece) -> int:
        """The column of a piece: the one it shares most with, else the nearest; numbers go to numbers."""
        choice = range(len(self.spans))
        numeric = is_number(piece)
        if numeric and self.figures:
            choice = sorted(self.figures)  # type: ignore[assignment]
        shared = max(choice, key=lambda j: _common(piece, self.spans[j]))
        if _common(piece, self.spans[shared]) > 0:
            return shared
        return min(range(len(self.spans)), key=lambda j: -_common(piece, self.spans[j]))

    def met(self, piece: Piece) -> list[int]:
        """All columns that a piece touches."""
        return [j for j, (left, right) in enumerate(self.spans) if piece.x0 < right and piece.x1 > left]


def find_columns(lines: list[Line], rules: Sequence[Edge] = ()) -> tuple[list[Part], list[Line]]:
    """Tables without upright rules, and the lines that are in none, both top to bottom. `rules`: level lines."""
    from ingest.pdf.column_rows import to_part

    if sum(is_core(line) or is_bare(line) for line in lines) < _LEAST_ROWS:
        return [], lines
    parts, taken = list[Part](), set[int]()
    for block in _even(lines, _blocks(lines)):
        columns = _columns_of(lines, block)
        if columns is None:
            continue
        head, rows = _whole(lines, block, columns, taken)
        parts.append(to_part([lines[i] for i in head], [lines[i] for i in rows], columns, rules))
        taken.update(head, rows)
    return parts, [line for i, line in enumerate(lines) if i not in taken]


def carry_on(before: Part, lines: list[Line], rules: Sequence[Edge] = ()) -> tuple[Part | None, list[Line]]:
    """The rows at the head of a page that go on with a table at the foot of the page before, and the lines left.

    Too few to show columns themselves, they must stand in those of the table.
    """
    from ingest.pdf.column_rows import to_part

    columns = before.columns
    if columns is None:
        return None, lines
    start = next(
        (i for i, line in enumerate(lines[:_MOST_HEAD]) if _is_foot(line, columns) or _is_row(line, columns)), 0
    )
    first = start
    while first and _near(lines, first - 1) and _is_in_names(lines[first - 1], columns):
        first -= 1
    top = first
    while top and _near(lines, top - 1) and _is_head(lines[top - 1], columns):
        top -= 1
    last = -1
    for i, line in enumerate(lines):
        if i < start:
            continue
        if i > start and not _near(lines, i - 1):
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
    part = to_part(lines[top:first], lines[first : last + 1], columns, rules)
    return part, [*lines[:top], *lines[last + 1 :]]


def _is_in_names(line: Line, columns: Columns) -> bool:
    """Words alone, within columns of names. A label with its answer (法定代表人：张三) is none, 加：期初余额 is one."""
    words = [span for j, span in enumerate(columns.spans) if j not in columns.figures]
    return all(
        not re.search(r"[^加减中][:：].", piece.text)
        and any(left - _RAGGED <= piece.x0 and piece.x1 <= right + _RAGGED for left, right in words)
        for piece in pieces_of(line)
    )


def _stands(piece: Piece, columns: Columns) -> bool:
    """Whether a piece stands where its column does: numbers at the right edge or about the middle."""
    left, right = columns.spans[columns.of(piece)]
    if not is_number(piece):
        return left - 4 * _RAGGED <= piece.x0
    return abs(piece.x1 - right) <= 3 * _RAGGED or abs(piece.x0 + piece.x1 - left - right) <= 2 * _RAGGED


def _is_wrapped(above: Line, below: Line, columns: Columns) -> bool:
    """The second line of the last name."""
    return _is_in_names(below, columns) and below.base - above.base < 1.3 * above.size


def pieces_of(line: Line) -> Sequence[Piece]:
    return line.pieces or (Piece(line.x0, line.x1, line.text),)


def is_number(piece: Piece) -> bool:
    text = _plain(piece.text)
    return bool(_NUMBER.match(text)) and not (_DATE.match(text) and text.count(".") != 1)


def has_digits(piece: Piece) -> bool:
    return is_number(piece) and any(map(str.isdigit, piece.text))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "").replace("。", ".")


def is_core(line: Line) -> bool:
    """A name in front and at least two numbers behind it."""
    if len(line.pieces) < 3 or is_number(line.pieces[0]):
        return False
    return sum(map(is_number, line.pieces)) >= 2


def is_bare(line: Line) -> bool:
    """Numbers alone: the name stands above and below them."""
    return len(line.pieces) > 1 and all(map(is_number, line.pieces)) and any(map(has_digits, line.pieces))


def _is_caption(line: Line) -> bool:
    """Who, when and in which unit: it heads another table."""
    return "单位" in line.text and (len(line.pieces) > 1 or bool(re.search(r"单位\s*[:：]", line.text)))


def _blocks(lines: list[Line]) -> list[list[int]]:
    """Runs of rows with numbers that follow one another closely."""
    seeds = [i for i, line in enumerate(lines) if is_core(line) or is_bare(line)]
    if not seeds:
        return []
    blocks = [[seeds[0]]]
    for before, after in pairwise(seeds):
        between = lines[before + 1 : after]
        plain = [line for line in between if not any(map(is_number, line.pieces))]
        wide = sum(line.x1 > max(_figures_at(lines[before]), _figures_at(lines[after])) for line in plain)
        near = wide <= _MOST_BETWEEN and len(plain) <= _MOST_NAMES
        near = near and all(_near(lines, i) for i in range(before, after))
        if near and not any(map(_is_caption, between)):
            blocks[-1].append(after)
        else:
            blocks.append([after])
    return [block for block in blocks if sum(is_core(lines[i]) or _is_named(lines, i) for i in block) >= _LEAST_ROWS]


def _even(lines: list[Line], blocks: list[list[int]]) -> list[list[int]]:
    """Blocks cut where one table ends and the next begins at once, with other columns."""
    found = []
    for block in blocks:
        rest = block
        while len(rest) >= 2 * _LEAST_ROWS and len(rest) <= _MOST_CUT and _columns_of(lines, rest) is None:
            cut = next((k for k in range(len(rest) - 1, _LEAST_ROWS - 1, -1) if _columns_of(lines, rest[:k])), None)
            if cut is None:
                break
            found.append(rest[:cut])
            rest = rest[cut:]
        found.append(rest)
    return found


def _columns_of(lines: list[Line], block: list[int]) -> Columns | None:
    return _to_columns([lines[i] for i in block], lines[block[0] : block[-1] + 1])


def _figures_at(line: Line) -> float:
    return next(piece.x0 for piece in line.pieces if is_number(piece))


def _is_named(lines: list[Line], i: int) -> bool:
    """Numbers in the middle of a name over two lines, which stand half a line above and below."""
    size, base = lines[i].size, lines[i].base
    beside = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines) and abs(lines[j].base - base) < 0.85 * size]
    return bool(beside) and all(not line.pieces and line.x1 < lines[i].x0 for line in beside)


def _to_columns(rows: list[Line], all_rows: list[Line]) -> Columns | None:
    """Strips under which numbers stand, and between them strips of words; None when numbers do not stand in line."""
    numbers = [piece for row in all_rows for piece in pieces_of(row) if has_digits(piece)]
    figures = [span for span in _strips(numbers, 0.0) if _count(numbers, span) >= 2]
    if sum(_is_straight(numbers, span) for span in figures) < 2:
        return None
    words = [
        piece
        for row in all_rows
        for piece in pieces_of(row)
        if not is_number(piece) and not any(_common(piece, span) > 0 for span in figures)
    ]
    edges = [float("-inf"), *(x for span in figures for x in span), float("inf")]
    spans: list[_Span] = []
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        room = [piece for piece in words if left <= piece.x0 and piece.x1 <= right]
        spans += _word_strips(room)
    if not spans or not spans[0][0] < figures[0][0]:
        return None
    ordered = sorted([*((span, True) for span in figures), *((span, False) for span in spans)])
    return Columns([span for span, _ in ordered], {j for j, (_, is_figure) in enumerate(ordered) if is_figure})


def _strips(pieces: Sequence[Piece], gap: float) -> list[_Span]:
    strips: list[_Span] = []
    for x0, x1, _ in sorted(pieces):
        if strips and x0 - strips[-1][1] < gap:
            strips[-1] = (strips[-1][0], max(strips[-1][1], x1))
        else:
            strips.append((x0, x1))
    return strips


def _word_strips(pieces: Sequence[Piece]) -> list[_Span]:
    """Strips of words; a spaced out name (资 产 总 计) does not open a column of its own."""
    strips = _strips(pieces, _STRIP)
    kept: list[_Span] = []
    for strip in strips:
        held = [piece for piece in pieces if strip[0] <= piece.x0 and piece.x1 <= strip[1]]
        if kept and len(held) == 1 and len(held[0].text) == 1:
            kept[-1] = (kept[-1][0], strip[1])
        else:
            kept.append(strip)
    return kept


def _count(numbers: Sequence[Piece], span: _Span) -> int:
    return sum(span[0] <= piece.x0 and piece.x1 <= span[1] for piece in numbers)


def _is_straight(numbers: Sequence[Piece], span: _Span) -> bool:
    """At least three numbers at one right edge (brackets of negative ones may hang over it) or about one middle."""
    held = [piece for piece in numbers if span[0] <= piece.x0 and piece.x1 <= span[1]]
    if len(held) < 3:
        return False
    for spots in (sorted(p.x1 for p in held), sorted((p.x0 + p.x1) / 2 for p in held)):
        middle = spots[len(spots) // 2]
        if sum(abs(spot - middle) <= _RAGGED for spot in spots) >= 0.8 * len(spots):
            return True
    return False


def _common(piece: Piece, span: _Span) -> float:
    """Length that both share; below zero the distance between them."""
    return min(piece.x1, span[1]) - max(piece.x0, span[0])


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
    return any(has_digits(p) and _common(p, columns.spans[columns.of(p)]) > 0 for p in line.pieces)


def _is_row(line: Line, columns: Columns) -> bool:
    """A name with a single number or with dashes alone."""
    return all(
        len(columns.met(p)) == 1 if is_number(p) else columns.of(p) not in columns.figures for p in pieces_of(line)
    ) and any(map(is_number, pieces_of(line)))


def _whole(
    lines: list[Line], block: list[int], columns: Columns, taken: set[int]
) -> tuple[list[int], list[int]]:  # fmt: skip
    """(lines of the head, rows): the block, what stands between its rows, its head above and numbers below.

    Beyond the block only what clearly stands in columns belongs to the table.
    """
    from ingest.pdf.column_rows import is_cut

    first, last, top = block[0], block[-1], block[0]
    heads: list[int] = []
    i = first - 1
    while i >= max(0, first - _MOST_HEAD) and i not in taken and _near(lines, i):
        line = lines[i]
        if _is_head(line, columns) or _is_half(lines, i):
            heads.append(i)
            top = i
        elif not heads and _is_row(line, columns):
            pass
        elif not _is_in_names(line, columns):  # “流动资产：” may stand under the head
            break
        i -= 1
    while last + 1 < len(lines) and _near(lines, last) and _is_foot(lines[last + 1], columns):
        last += 1
    if last + 1 < len(lines) and _near(lines, last, _INNER) and is_cut(lines[last], lines[last + 1], close=False):
        last += 1
    pitches = [lines[b].base - lines[a].base for a, b in pairwise(block) if b == a + 1]
    if last + 1 < len(lines) and len(pitches) > 2 and _is_wrapped(lines[last], lines[last + 1], columns):
        last += lines[last + 1].base - lines[last].base < 0.92 * sorted(pitches)[len(pitches) // 2]
    if not heads:
        return [], list(range(first, last + 1))
    low = max(heads)
    return list(range(top, low + 1)), list(range(low + 1, last + 1))


def _near(lines: list[Line], i: int, ems: float = _FARTHEST) -> bool:
    """Whether the line below line i stands close enough to be the next row."""
    return lines[i + 1].base - lines[i].base <= ems * max(lines[i].size, lines[i + 1].size)
