"""Letters: recognised strips → characters with places, as a text PDF has them, in pixels of the straightened page."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.pdf.glyphs import is_wide
from ingest.pdf.shapes import Char
from ingest.scan.boxes import TickBox
from ingest.scan.engine import Strip
from ingest.scan.strips import Piece, window

_CJK = r"\u3007\u3400-\u9fff"
_HALF_TO_FULL = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？"}
_BETWEEN = re.compile(rf"(?<=[{_CJK}）】》”])([,:;!?])(?=\s?[{_CJK}（【《“]|$)")
_FULL_STOP = re.compile(rf"(?<=[{_CJK}）])\.$")
_ROUND = re.compile(rf"\(([^()]*[{_CJK}][^()]*)\)")
_BEFORE_ROUND = re.compile(rf"(?<=[{_CJK}])\(([^()]*)\)")
#: Letters among digits of a plain number. In codes (91620200MA7…, HH-1O2) they may have been typed, and stay.
_NUMBER = re.compile(r"(?<![0-9A-Za-z.\-_/])\d[\dOoＯ〇lI|,]*\.?[\dOo]+(?![0-9A-Za-z\-_/])")
_TO_DIGITS = str.maketrans("OoＯ〇lI|", "0000111")
#: Signs that recognition mixes up, told by their neighbours.
_SIGNS = (
    (re.compile(r"(?<=\d)，(?=\d{3}(?!\d))"), ","),
    (re.compile(r"(?<=\d)[。．](?=\d)"), "."),
    (re.compile(r"(?<=[\d年月日])[一ー](?=\d)"), "—"),
)
_LEFT_HALF, _RIGHT_HALF = frozenset("，。、；：！？）》”’」』】〕"), frozenset("（《“‘「『【〔")
#: Height of ink in em: of ideographs, and of digits and capitals.
_WIDE_INK, _NARROW_INK = 0.92, 0.73
#: Sizes within this ratio on one page are one size: ink heights vary from line to line.
_SAME_SIZE = 1.13


def normalise(text: str) -> str:
    """Punctuation by its neighbours, character for character: , between ideographs is ，; O between digits is 0."""
    text = _BETWEEN.sub(lambda match: _HALF_TO_FULL[match[1]], text)
    text = _FULL_STOP.sub("。", text)
    for pattern in (_ROUND, _BEFORE_ROUND):
        text = pattern.sub(r"（\1）", text)
    for pattern, right in _SIGNS:
        text = pattern.sub(right, text)
    return _NUMBER.sub(lambda match: match[0].translate(_TO_DIGITS), text)


def to_chars(
    pieces: Sequence[Piece], strips: Sequence[Strip], ticks: Sequence[TickBox], ink: NDArray[Any], em: float
) -> list[Char]:
    """All characters of a page."""
    sizes = _snap([_size_of(piece, strip, em) for piece, strip in zip(pieces, strips, strict=True)])
    chars: list[Char] = []
    for piece, strip, size in zip(pieces, strips, sizes, strict=True):
        chars += _stacked(piece, strip) if piece.glyphs else _level(piece, strip, size, ink)
    return chars + [_tick(tick, pieces, sizes, em) for tick in ticks]


def _size_of(piece: Piece, strip: Strip, em: float) -> float:
    """One em, by the distance of the characters where the strip is long enough, else by the height of the ink."""
    x0, y0, x1, y1 = piece.inked
    wide = [c for c in strip.text if "\u3400" <= c <= "\u9fff"]
    high = y1 - y0
    if piece.glyphs:
        return (x1 - x0) / _WIDE_INK
    if high < 0.45 * (piece.box[3] - piece.box[1]):
        return em
    by_height = high / (_WIDE_INK if wide else _NARROW_INK)
    if len(wide) >= 8 and len(wide) > 0.8 * len(strip.text):
        units = sum(_units(c) for c in strip.text) - 1
        by_pitch = (strip.at[-1] - strip.at[0]) * (window(piece)[2] - window(piece)[0]) / units
        return min(max(by_pitch, 0.85 * by_height), 1.12 * by_height)
    return by_height


def _snap(sizes: list[float]) -> list[float]:
    """Sizes of one page drawn together, so that lines of one text have one size."""
    order = sorted(range(len(sizes)), key=lambda i: sizes[i])
    out = list(sizes)
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or sizes[order[end]] > sizes[order[start]] * _SAME_SIZE:
            middle = sizes[order[(start + end - 1) // 2]]
            for i in order[start:end]:
                out[i] = middle
            start = end
    return out


def _units(char: str) -> float:
    if is_wide(char):
        return 1.0
    return 0.3 if char in " .,:;'!|il" else 0.55


def _stacked(piece: Piece, strip: Strip) -> Iterator[Char]:
    """Vertical text: each character at its own glyph, one a line."""
    count = len(piece.glyphs)
    for char, at in zip(strip.text, strip.at, strict=True):
        x0, y0, x1, y1 = piece.glyphs[min(count - 1, int(at * count))]
        size = x1 - x0
        yield Char((y0 + y1) / 2 + 0.35 * size, x0, x1, y0, y1, size, char)


def _level(piece: Piece, strip: Strip, size: float, ink: NDArray[Any]) -> list[Char]:
    """A line: its ends are those of the ink, seams between characters lie between their middles."""
    x0, y0, x1, y1 = piece.inked
    text = normalise(strip.text)
    if len(text) != len(strip.text):
        raise AssertionError("normalising keeps the number of characters")
    if not text.strip():
        return []
    left, _, right, _ = window(piece)
    middles = [left + at * (right - left) for at in strip.at]
    edges = [float(x0)]
    for (a, b), (c, d) in zip(zip(text, middles, strict=True), zip(text[1:], middles[1:], strict=True), strict=False):
        share = _units(a) / (_units(a) + _units(c))
        edges.append(min(max(b + (d - b) * share, edges[-1] + 0.5), x1))
    edges.append(float(max(x1, edges[-1] + 0.5)))
    if text[-1] in _LEFT_HALF:
        edges[-1] += 0.45 * size
    if text[0] in _RIGHT_HALF:
        edges[0] -= 0.45 * size
    spans = [[a, b] for a, b in itertools.pairwise(edges)]
    gaps = _gaps(ink[y0:y1, x0:x1], x0)
    _open_gaps(text, middles, spans, gaps, size)
    blanks = _blanks(text, middles, gaps, size)
    centre = (y0 + y1) / 2 if y1 - y0 > 0.5 * size else (piece.box[1] + piece.box[3]) / 2
    base = centre + 0.35 * size
    chars = []
    for i, (char, (start, end)) in enumerate(zip(text, spans, strict=True)):
        chars.append(Char(base, start, end, y0, y1, size, char))
        if i in blanks:
            chars.append(Char(base, end - 0.01, end, y0, y1, size, " "))
    return chars


def _gaps(ink: NDArray[Any], x0: int) -> list[tuple[float, float]]:
    """Runs of columns without ink."""
    if not ink.size:
        return []
    empty = np.concatenate([[False], ~ink.any(axis=0), [False]])
    steps = np.flatnonzero(empty[1:] != empty[:-1])
    return [(float(a), float(b)) for a, b in zip(steps[::2] + x0, steps[1::2] + x0, strict=True)]


def _blanks(text: str, middles: list[float], gaps: list[tuple[float, float]], size: float) -> set[int]:
    """Ideographs behind which a blank was typed (二 场景…, 申报日期 2025): recognition does not say such blanks.

    The gap must stand out from the usual ones, as justified lines are spaced all along.
    """
    wide = sorted(b - a for a, b in gaps if b - a > 0.04 * size)
    usual = wide[len(wide) // 2] if len(wide) > 2 else 0.1 * size
    found = set()
    for a, b in gaps:
        i = int(np.searchsorted(middles, (a + b) / 2)) - 1
        if not (0 <= i < len(text) - 1 and "\u3400" <= text[i] <= "\u9fff"):
            continue
        # Word itself leaves a quarter of an em between an ideograph and a number.
        least = 0.25 if "\u3400" <= text[i + 1] <= "\u9fff" else 0.55 if text[i + 1].isdigit() else math.inf
        if b - a >= max(least * size, 2 * usual):
            found.add(i)
    return found


def _open_gaps(
    text: str, middles: list[float], spans: list[list[float]], gaps: list[tuple[float, float]], size: float
) -> None:
    """Where the page shows a gap of an em within the strip, the seam becomes a gap."""
    for a, b in gaps:
        if b - a < 0.9 * size:
            continue
        i = int(np.searchsorted(middles, (a + b) / 2)) - 1
        if 0 <= i < len(text) - 1:
            start = a + (0.5 * size if text[i] in _LEFT_HALF else 0)
            end = b - (0.5 * size if text[i + 1] in _RIGHT_HALF else 0)
            if end - start > 0.8 * size:
                spans[i][1], spans[i + 1][0] = float(start), float(end)


def _tick(tick: TickBox, pieces: Sequence[Piece], sizes: Sequence[float], em: float) -> Char:
    """A tick box as a character on the line of the words beside it."""
    x0, y0, x1, y1 = tick.box
    centre, size, near = (y0 + y1) / 2, em, 4 * em
    for piece, its_size in zip(pieces, sizes, strict=True):
        a, b, c, d = piece.inked
        if piece.glyphs or not b - 0.3 * em <= centre <= d + 0.3 * em:
            continue
        away = max(a - x1, x0 - c, 0)
        if away < near and 0.6 * its_size < y1 - y0 < 1.7 * its_size:
            near, size, middle = away, its_size, (b + d) / 2
            centre = middle if d - b > 0.5 * its_size else centre
    return Char(centre + 0.35 * size, x0, x1, y0, y1, size, tick.mark)
