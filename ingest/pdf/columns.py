"""Columns: strips of paper under which words or numbers of several lines stand.

Numbers stand in line when those of at least two strips have one right edge or one middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.pdf.lines import Line, Piece
from ingest.pdf.pieces import has_digits, is_number, pieces_of

#: Blank strip between columns of words, and how far edges or middles of numbers may differ, in points.
_STRIP, RAGGED = 2.0, 3.0

_Span = tuple[float, float]


@dataclass(slots=True)
class Columns:
    """Strips of paper, left to right; `figures` are those that hold numbers."""

    spans: list[_Span]
    figures: set[int] = field(default_factory=set)

    def of(self, piece: Piece) -> int:
        """The column of a piece: the one it shares most with, else the nearest; numbers go to numbers."""
        return self.of_met(piece, self.met(piece))

    def of_met(self, piece: Piece, met: Sequence[int]) -> int:
        """The same where the columns that it touches are known."""
        if len(met) == 1 and piece.x0 < piece.x1:
            return met[0]
        if self.figures and is_number(piece):
            column, shared = self._most_common(piece, sorted(self.figures))
            if shared > 0:
                return column
        return self._most_common(piece, range(len(self.spans)))[0]

    def _most_common(self, piece: Piece, choice: Iterable[int]) -> tuple[int, float]:
        """The first column with which a piece shares most, and how much."""
        column, most = 0, float("-inf")
        x0, x1, _ = piece
        for j in choice:
            left, right = self.spans[j]
            shared = (x1 if x1 < right else right) - (x0 if x0 > left else left)
            if shared > most:
                column, most = j, shared
        return column, most

    def met(self, piece: Piece) -> list[int]:
        """All columns that a piece touches."""
        x0, x1, _ = piece
        return [j for j, (left, right) in enumerate(self.spans) if x0 < right and x1 > left]


def columns_of(rows: list[Line]) -> Columns | None:
    """Strips under which numbers stand, and between them strips of words; None when numbers do not stand in line."""
    pieces = [piece for row in rows for piece in pieces_of(row)]
    numbers = [piece for piece in pieces if has_digits(piece)]
    figures = [span for span in _strips(numbers, 0.0) if _count(numbers, span) >= 2]
    if sum(_is_straight(numbers, span) for span in figures) < 2:
        return None
    words = [piece for piece in pieces if not is_number(piece) and not any(common(piece, span) > 0 for span in figures)]
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
        if sum(abs(spot - middle) <= RAGGED for spot in spots) >= 0.8 * len(spots):
            return True
    return False


def common(piece: Piece, span: _Span) -> float:
    """Length that both share; below zero the distance between them."""
    (x0, x1, _), (left, right) = piece, span
    return (x1 if x1 < right else right) - (x0 if x0 > left else left)
