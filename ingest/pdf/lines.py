"""Lines: characters → lines of text, blanks kept where the page shows a gap, doubled characters dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from ingest.pdf.glyphs import (
    BLANK,
    BOX,
    CLOSER,
    CLOSERS,
    NO_TEXT,
    OPENER,
    OPENERS,
    WIDE,
    Flags,
    Glyphs,
    Indexes,
    decode,
    to_glyphs,
)
from ingest.pdf.shapes import Char
from ingest.symbols import TICKED, UNTICKED, fold_boxes
from model.place import Box

_TICKS = frozenset("√✓✔×✗")
#: A gap is a blank from this share of an em: justified text opens up to half an em between ideographs.
_WIDE_GAP, _NARROW_GAP = 0.8, 0.25
#: From this gap on, in ems, what follows may stand in another column.
_COLUMN_GAP = 0.6
#: Baselines nearer than this are one.
_LEVEL = 0.05
_SAME_VALUE = 0.01


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


def is_wide(char: str) -> bool:
    """CJK ideographs, kana, hangul, full-width forms and their punctuation: one em wide, parted anywhere."""
    return char > "\u2e7f" or char in "“”‘’…—·"


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
    order = np.lexsort((glyphs.x0[index], glyphs.base[index], group))
    index, group = index[order], group[order]
    is_first = _begins_row(glyphs, index, group)
    row = is_first.cumsum() - 1
    order = np.lexsort((glyphs.x1[index], glyphs.x0[index], row))
    index, groups = index[order], group[is_first].tolist()
    keep, ticks = _drop_copies(glyphs, index, row)
    if keep is not None:
        index, row = index[keep], row[keep]
    found: dict[int, list[Line]] = defaultdict(list)
    for number, line in _to_lines(glyphs, index, row, ticks):
        found[groups[number]].append(line)
    return found


def _begins_row(glyphs: Glyphs, index: Indexes, group: Indexes) -> Any:
    """Marks where a row begins among characters sorted by group and baseline.

    Baselines a line apart differ by an em or more, scripts by a third.
    """
    base, size = glyphs.base[index], glyphs.size[index]
    is_level = np.empty(len(index), bool)
    is_level[0] = True
    is_level[1:] = (base[1:] - base[:-1] > _LEVEL) | (group[1:] != group[:-1])
    starts = is_level.nonzero()[0]
    ends = np.empty_like(starts)
    ends[:-1], ends[-1] = starts[1:] - 1, len(index) - 1
    step = base[starts[1:]] - base[ends[:-1]]
    if ((step > max(1.0, 0.4 * size.max())) | (group[starts[1:]] != group[ends[:-1]])).all():
        return is_level  # no scripts on this page: each level is a row
    begins = np.zeros(len(index), bool)
    first_base = last_base = first_size = last_size = 0.0
    now = None
    for start, own, high, low, high_size, low_size in zip(
        starts.tolist(), group[starts].tolist(), base[starts].tolist(), base[ends].tolist(),
        size[starts].tolist(), size[ends].tolist(), strict=True,
    ):  # fmt: skip
        em = max(last_size, high_size, first_size)
        apart = high - first_base > 1 and (high - last_base > 0.4 * em or high - first_base > 0.75 * em)
        if own != now or apart:
            now, first_base, first_size = own, high, high_size
            begins[start] = True
        last_base, last_size = low, low_size
    return begins


def _drop_copies(glyphs: Glyphs, index: Indexes, row: Indexes) -> tuple[Any, dict[int, str]]:
    """Drops copies printed for a bold look (same character, nearly same spot); a tick over a box becomes ☑.

    Looks only at rows in which characters overlap. Returns a mask (None: all stay) and boxes that are ticked.
    """
    x0, x1 = glyphs.x0[index], glyphs.x1[index]
    overlaps = (x0[1:] < x1[:-1] - 0.1) & (row[1:] == row[:-1])
    ticks: dict[int, str] = {}
    suspects = set()
    for spot in np.flatnonzero(overlaps).tolist():
        text, follower = chr(glyphs.codes[index[spot]]), chr(glyphs.codes[index[spot + 1]])
        if text == follower or text in _TICKS or follower in _TICKS:  # else letters that are set close, or italics
            suspects.add(int(row[spot]))
    if not suspects:
        return None, ticks
    keep = np.ones(len(index), bool)
    for number in sorted(suspects):
        start, end = np.searchsorted(row, (number, number + 1)).tolist()
        kept: list[int] = []
        chars = [glyphs[i] for i in index[start:end].tolist()]
        for i, char in enumerate(chars):
            if kept and char.x0 < chars[kept[-1]].x1 - 0.1:
                other = chars[kept[-1]]
                if _is_copy(char, other):
                    follows = index[start + i] == index[start + kept[-1]] + 1
                    if not (follows and _is_ligature(char, other)):
                        keep[start + i] = False
                    continue
                if _is_ticked(char, other):
                    keep[start + i] = False
                    ticks[int(index[start + kept[-1]])] = TICKED
                    continue
            kept.append(i)
    return keep, ticks


def _is_copy(char: Char, other: Char) -> bool:
    width = max(char.x1 - char.x0, 0.1)
    return other.text == char.text and char.x0 - other.x0 < 0.3 * width and char.text not in NO_TEXT


def _is_ligature(char: Char, other: Char) -> bool:
    """ﬀ is one glyph for two letters, which both have its box: office."""
    return char.text.isascii() and char.text.isalpha() and (char.x0, char.x1) == (other.x0, other.x1)


def _is_ticked(char: Char, other: Char) -> bool:
    middle = (char.x0 + char.x1) / 2
    if not (other.x0 <= middle <= other.x1 and abs(char.base - other.base) < 0.5 * other.size):
        return False
    pair = {fold_boxes(other.text), fold_boxes(char.text)}
    return UNTICKED in pair and bool(pair & _TICKS)


def _to_lines(glyphs: Glyphs, index: Indexes, row: Indexes, ticks: dict[int, str]) -> list[tuple[int, Line]]:
    """(row, line) of characters sorted by row and x; rows of blanks alone give none."""
    x0, x1, size, flags = glyphs.x0[index], glyphs.x1[index], glyphs.size[index], glyphs.flags[index]
    blank = (flags & BLANK) != 0
    starts, ends = _spans(row)
    spots = np.arange(len(index))
    first = np.minimum.reduceat(np.where(blank, len(index), spots), starts)
    last = np.maximum.reduceat(np.where(blank, -1, spots), starts)
    edge = np.maximum.reduceat(np.where((flags & (BLANK | CLOSER)) != 0, -1, spots), starts)
    top = np.minimum.reduceat(np.where(blank, np.inf, glyphs.top[index]), starts)
    bottom = np.maximum.reduceat(np.where(blank, -np.inf, glyphs.bottom[index]), starts)
    counts = np.add.reduceat((~blank).astype(np.intp), starts)
    base = _middle(glyphs.base[index], ~blank, row, starts, counts)
    sizes = _sizes(size, flags, blank, row, starts, ends, counts)
    codes = glyphs.codes[index]
    for i, text in ticks.items():
        codes[index == i] = ord(text)
    letters = decode(codes)
    begins, stops, shown = first, last + 1, letters
    gap = x0[1:] - x1[:-1]
    wide = (flags & WIDE) != 0
    room = np.where(wide[1:] | wide[:-1], _WIDE_GAP, _NARROW_GAP) * np.maximum(size[1:], size[:-1])
    is_apart = (gap > 1.0) & (gap > room) & ~(blank[1:] | blank[:-1]) & (row[1:] == row[:-1])
    if is_apart.any():  # a blank goes in where the page shows a gap
        spots[1:] += is_apart.cumsum()
        spread = np.full(spots[-1] + 1, 0x20)
        spread[spots] = codes
        begins, stops, shown = spots[first.clip(max=len(index) - 1)], spots[last] + 1, decode(spread)
    inked = (~blank).nonzero()[0]
    far = x0[inked[1:]] - x1[inked[:-1]] > _COLUMN_GAP * np.maximum(size[inked[1:]], size[inked[:-1]])
    far &= row[inked[1:]] == row[inked[:-1]]
    cuts: dict[int, list[int]] = {}
    for spot in inked[1:][far].tolist():
        cuts.setdefault(int(row[spot]), []).append(spot)
    boxes = np.bitwise_or.reduceat(flags, starts) & BOX
    left, right = x0.tolist(), x1.tolist()
    firsts = _first_ends(letters, flags, first, last)
    lines: list[tuple[int, Line]] = []
    for number, a, b, c, begin, stop, end, brim, high, low, level, em, folds in zip(
        row[starts].tolist(), first.tolist(), last.tolist(), firsts, begins.tolist(), stops.tolist(), ends.tolist(),
        edge.tolist(), top.tolist(), bottom.tolist(), base.tolist(), sizes.tolist(), boxes.tolist(), strict=True,
    ):  # fmt: skip
        if b < 0:
            continue
        text = shown[begin:stop]
        if folds:
            text = fold_boxes(text)
        reach = right[brim if brim >= 0 else b]
        line = Line(text, left[a], high, right[b], low, level, em, right[c] - left[a], reach, b + 1 < end)
        if number in cuts:
            line.pieces = _to_pieces(letters, left, right, [a, *cuts[number], b + 1])
        lines.append((number, line))
    return lines


def _to_pieces(texts: str, x0: list[float], x1: list[float], cuts: list[int]) -> list[Piece]:
    pieces = []
    for start, end in pairwise(cuts):
        while texts[end - 1] in NO_TEXT:
            end -= 1
        pieces.append(Piece(x0[start], x1[end - 1], fold_boxes(texts[start:end])))
    return pieces


def _spans(row: Indexes) -> tuple[Indexes, Indexes]:
    """First and one past the last index of each run of equal numbers."""
    is_start = np.ones(len(row) + 1, bool)
    np.not_equal(row[1:], row[:-1], out=is_start[1:-1])
    bounds = is_start.nonzero()[0]
    return bounds[:-1], bounds[1:]


def _middle(values: Any, counted: Any, row: Indexes, starts: Indexes, counts: Indexes) -> Any:
    """The (upper) median of the counted values of each row."""
    values = np.where(counted, values, np.inf)
    lowest = np.minimum.reduceat(values, starts)
    highest = np.maximum.reduceat(np.where(counted, values, -np.inf), starts)
    if not (highest - lowest > _SAME_VALUE).any():
        return lowest
    ranked = values[np.lexsort((values, row))]
    return ranked[np.minimum(starts + counts // 2, len(ranked) - 1)]


def _sizes(size: Any, flags: Any, blank: Any, row: Indexes, starts: Indexes, ends: Indexes, counts: Indexes) -> Any:
    """Median size of the wide characters of each row, or of all where none is wide."""
    wide = ((flags & WIDE) != 0) & ~blank
    wides = np.add.reduceat(wide.astype(np.intp), starts)
    has_wide = np.repeat(wides > 0, ends - starts)
    return _middle(size, np.where(has_wide, wide, ~blank), row, starts, np.where(wides > 0, wides, counts))


def _first_ends(texts: str, flags: Flags, first: Indexes, last: Indexes) -> list[int]:
    """Index of the last character that a line break may not part from the first, for each row.

    Most rows begin with an ideograph or with a word that nothing holds to: those are answered in one go.
    """
    first = np.minimum(first, len(flags) - 1)
    breaks = ((flags & (WIDE | BLANK)) != 0).nonzero()[0]
    word_ends = np.append(breaks, len(flags))[breaks.searchsorted(first, side="right")] - 1
    ends = np.minimum(np.where(flags[first] & WIDE, first, word_ends), last)
    follower = flags[np.minimum(ends + 1, last)]
    is_held = ((flags[first] & OPENER) != 0) | ((ends < last) & ((follower & (OPENER | CLOSER)) != 0))
    found: list[int] = ends.tolist()
    for row in is_held.nonzero()[0].tolist():
        found[row] = _first_end(texts, int(first[row]), int(last[row]))
    return found


def _first_end(texts: str, i: int, last: int) -> int:
    """The same for one row that begins with character i (Unicode UAX #14, kinsoku).

    Opening brackets hold to what follows, closing marks to what precedes them, a number to the mark before it.
    """
    while i < last and texts[i] in OPENERS:
        i += 1
    if not is_wide(texts[i]):
        i = _word_end(texts, i, last)
        if i + 1 < last and texts[i + 1] in OPENERS:  # ERP（SAP: letters hold to the bracket
            i = _word_end(texts, i + 2, last)
    while i < last and texts[i + 1] in CLOSERS:
        i += 1
        if i < last and texts[i + 1].isdecimal():
            i = _word_end(texts, i + 1, last)
    return i


def _word_end(texts: str, i: int, last: int) -> int:
    """Index of the last character of the Latin word that holds character i."""
    while i < last and texts[i + 1] not in NO_TEXT and not is_wide(texts[i + 1]):
        i += 1
    return i
