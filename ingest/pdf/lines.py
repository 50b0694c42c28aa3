"""Lines: characters → lines of text, blanks kept where the page shows a gap, doubled characters dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from ingest.pdf.copies import drop_copies
from ingest.pdf.glyphs import BLANK, BOX, CLOSER, NO_TEXT, WIDE, Glyphs, Indexes, decode, to_glyphs
from ingest.pdf.line_starts import first_ends
from ingest.pdf.rows import sort_rows
from ingest.pdf.shapes import Char
from ingest.symbols import fold_boxes
from model.place import Box

#: A gap is a blank from this share of an em: justified text opens up to half an em between ideographs.
_WIDE_GAP, _NARROW_GAP = 0.8, 0.25
#: From this gap on, in ems, what follows may stand in another column.
_COLUMN_GAP = 0.6


class Piece(NamedTuple):
    """A part of a line with wide gaps round it, as in a column."""

    x0: float
    x1: float
    text: str


@dataclass(slots=True)
class Line:
    """One printed line.

    `edge` is x1 without punctuation that may hang over the margin, `first` the width of what cannot be parted at the
    start of the line, `spaced` whether a blank ended it. `pieces` are what stands apart by wide gaps, if any.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    first: float
    edge: float
    spaced: bool = False
    pieces: Sequence[Piece] = ()

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)


def to_lines(chars: Iterable[Char]) -> list[Line]:
    """Lines from top to bottom. Super- and subscripts stay in their line; blank lines give none."""
    glyphs = to_glyphs(chars)
    return group_lines(glyphs, np.arange(len(glyphs)), np.zeros(len(glyphs), np.intp)).get(0, [])


def group_lines(glyphs: Glyphs, index: Indexes, group: Indexes) -> dict[int, list[Line]]:
    """Lines of several groups of characters (cells, running text) in one go: group → lines, top to bottom.

    `index` picks characters, `group` says to which group each belongs; one character may belong to several.
    """
    if not len(index):
        return {}
    own, index, row, groups = sort_rows(glyphs, index, group)
    if copies := drop_copies(own, index, row):
        keep, codes = copies
        own = replace(own, codes=codes).at(keep)
        row = row[keep]
    found: dict[int, list[Line]] = defaultdict(list)
    owners = groups.tolist()
    for number, line in _to_lines(own, row):
        found[owners[number]].append(line)
    return found


def _to_lines(glyphs: Glyphs, row: Indexes) -> list[tuple[int, Line]]:
    """(row, line) of characters sorted by row and x; rows of blanks alone give none."""
    x0, x1, size, flags, codes = glyphs.x0, glyphs.x1, glyphs.size, glyphs.flags, glyphs.codes
    inked = ((flags & BLANK) == 0).nonzero()[0]
    if not len(inked):
        return []
    letters = decode(codes)
    # From here on `own` and `kind` are row and flags of what is no blank; a row runs from `starts` to `ends` of those.
    printed = glyphs if len(inked) == len(glyphs) else glyphs.at(inked)
    own, kind = row if printed is glyphs else row[inked], printed.flags
    starts, ends = _spans(own)
    first, last = inked[starts], inked[ends - 1]
    begins, stops, shown = _set_blanks(letters, codes, first, last + 1, _gaps(x0, x1, size, flags, row))
    numbers = own[starts]
    cuts = _column_gaps(printed.x0, printed.x1, printed.size, own, inked)
    edge = np.maximum.reduceat(np.where(kind & CLOSER, -1, inked), starts) if (kind[ends - 1] & CLOSER).any() else last
    edge = np.where(edge < 0, last, edge)
    heads, tails, leads = x0[first], x1[last], x1[first_ends(letters, flags, first, last)] - x0[first]
    base, em = _middle(printed.base, own, starts, ends), _sizes(printed.size, kind, own, starts, ends)
    lines: list[tuple[int, Line]] = []
    for number, a, b, begin, stop, left, right, lead, brim, high, low, level, body, spaced, folds in zip(
        numbers.tolist(), first.tolist(), last.tolist(), begins.tolist(), stops.tolist(),
        heads.tolist(), tails.tolist(), leads.tolist(), x1[edge].tolist(),
        np.minimum.reduceat(printed.top, starts).tolist(),
        np.maximum.reduceat(printed.bottom, starts).tolist(),
        base.tolist(), em.tolist(),
        (last + 1 < row.searchsorted(numbers, side="right")).tolist(),
        np.bitwise_or.reduceat(kind & BOX, starts).tolist(), strict=True,
    ):  # fmt: skip
        text = shown[begin:stop]
        if folds:
            text = fold_boxes(text)
        line = Line(text, left, high, right, low, level, body, lead, brim, spaced)
        if number in cuts:
            line.pieces = _to_pieces(letters, x0, x1, [a, *cuts[number], b + 1], folds)
        lines.append((number, line))
    return lines


def _gaps(x0: Any, x1: Any, size: Any, flags: Any, row: Indexes) -> Any:
    """Whether the page shows a gap before each character but the first."""
    gap = x0[1:] - x1[:-1]
    is_apart = (gap > 1.0) & (row[1:] == row[:-1])
    if is_apart.any():
        wide, blank = (flags & WIDE) != 0, (flags & BLANK) != 0
        room = np.where(wide[1:] | wide[:-1], _WIDE_GAP, _NARROW_GAP) * np.maximum(size[1:], size[:-1])
        is_apart &= (gap > room) & ~(blank[1:] | blank[:-1])
    return is_apart


def _set_blanks(
    letters: str, codes: Any, first: Indexes, after: Indexes, is_apart: Any
) -> tuple[Indexes, Indexes, str]:
    """Where each row begins and ends in the text with a blank at each gap, and that text."""
    if not is_apart.any():
        return first, after, letters
    spots = np.arange(len(codes))
    spots[1:] += is_apart.cumsum()
    spread = np.full(spots[-1] + 1, 0x20)
    spread[spots] = codes
    return spots[first], spots[after - 1] + 1, decode(spread)


def _column_gaps(x0: Any, x1: Any, size: Any, own: Indexes, inked: Indexes) -> dict[int, list[int]]:
    """Row → characters before which a wide gap stands."""
    gap = x0[1:] - x1[:-1]
    far = (gap > _COLUMN_GAP * np.maximum(size[1:], size[:-1])) & (own[1:] == own[:-1])
    cuts: dict[int, list[int]] = defaultdict(list)
    spots = far.nonzero()[0] + 1
    for number, spot in zip(own[spots].tolist(), inked[spots].tolist(), strict=True):
        cuts[number].append(spot)
    return cuts


def _to_pieces(texts: str, x0: Any, x1: Any, cuts: list[int], folds: int) -> list[Piece]:
    pieces = []
    for start, end in pairwise(cuts):
        while texts[end - 1] in NO_TEXT:
            end -= 1
        text = texts[start:end]
        pieces.append(Piece(x0.item(start), x1.item(end - 1), fold_boxes(text) if folds else text))
    return pieces


def _spans(row: Indexes) -> tuple[Indexes, Indexes]:
    """First and one past the last index of each run of equal numbers."""
    is_start = np.empty(len(row) + 1, bool)
    is_start[0] = is_start[-1] = True
    np.not_equal(row[1:], row[:-1], out=is_start[1:-1])
    bounds = is_start.nonzero()[0]
    return bounds[:-1], bounds[1:]


def _middle(values: Any, row: Indexes, starts: Indexes, ends: Indexes) -> Any:
    """The (upper) median of the values of each row."""
    middle = np.minimum.reduceat(values, starts)
    spread = np.maximum.reduceat(values, starts) - middle
    is_mixed = spread > 0
    if is_mixed.any():
        mixed = np.repeat(is_mixed, ends - starts).nonzero()[0]
        ranked = values[mixed[np.lexsort((values[mixed], row[mixed]))]]
        counts = (ends - starts)[is_mixed]
        middle[is_mixed] = ranked[counts.cumsum() - counts + counts // 2]
    return middle


def _sizes(size: Any, kind: Any, row: Indexes, starts: Indexes, ends: Indexes) -> Any:
    """Median size of the wide characters of each row, or of all where none is wide."""
    wide = (kind & WIDE) != 0
    if not wide.all():
        wides = np.add.reduceat(wide.astype(np.intp), starts)
        kept = (wide | np.repeat(wides == 0, ends - starts)).nonzero()[0]
        size, row = size[kept], row[kept]
        starts, ends = _spans(row)
    return _middle(size, row, starts, ends)
