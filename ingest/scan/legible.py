"""Legible: whether a page picture was read, and whether something lies over a part of it.

Judged by what reading has found anyway: how sure it is of the words, how much ink belongs to no word, and where
rules and lines of text run into a spot that shows neither paper nor print. A photograph or a drawing is no page that
could not be read, and bare paper is blank.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.pdf.shapes import Edge
from ingest.scan.engine import Gray, PixelBox, Strip
from ingest.scan.strips import Piece
from ingest.scan.tone import STEP

#: Mean certainty below which what was read is guessed: print that stands on its head or in a mirror, smears, strokes.
_GUESSED = 0.8
#: Grey levels by which the lightest and darkest tiles of bare paper differ, and below which a surface is black.
_BARE, _BLACK = 30.0, 90.0
#: The same once the paper has been made even.
_EVENED = 130.0
#: Grey levels between neighbours that no picture has, only noise.
_NOISE = 40.0
#: Share of a page that shows paper where it is a page of print, not a photograph.
_PAPER = 0.5
#: Shares of the page that ink without words covers where lines of text are not read: of a whole page, of a part.
_SMEARED, _PART = 0.003, 0.01
#: Share of all ink that such ink is at least.
_LEFT = 0.25
#: A blot so much of the page and of its own box is a picture, not lines of text.
_BLOT = (0.01, 0.5)
#: Share of the page that something laid over it hides; inches to the print that it cuts; ends of rules that it cuts.
_HIDDEN, _NEAR, _CUTS = 0.03, 0.12, 2
#: Two walls of a table with so many rows that end in the open at one height show that it is cut; where on the page.
_ROWS, _INNER = 3, (0.1, 0.88)

BLACK, NOISE, SMEARED = "整页涂黑或过暗", "噪点过多", "字迹模糊，或不是可辨认的印刷文字"
PARTLY, COVERED, CUT = "部分内容字迹模糊，未能识别", "有一处被遮挡或涂黑", "表格被截断或遮盖，下方内容不可见"


@dataclass(slots=True)
class Look:
    """A straightened page in pixels: the picture, its ink without rules, shade, words with what they were read as."""

    gray: Gray
    ink: Gray
    tone: NDArray[Any]
    kept: Sequence[tuple[Piece, Strip]]
    pictures: Sequence[PixelBox]
    across: Sequence[Edge]
    down: Sequence[Edge]
    dpi: float


def why_wordless(rgb: NDArray[Any]) -> str:
    """Why a page on which no text was found could not be read; "" for bare paper and for photographs."""
    luma = _small(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY))
    if _noise_of(rgb) > _NOISE:
        return NOISE
    dark, light = float(np.percentile(luma, 1)), float(np.percentile(luma, 99))
    if light - dark < _BARE:
        return BLACK if float(np.median(luma)) < _BLACK else ""
    if float((luma < _BLACK).mean()) > 1 - _PAPER and float(luma[luma < _BLACK].std()) < _BARE / 3:
        return BLACK
    paper = float((luma > light - _BARE).mean())
    return SMEARED if paper > _PAPER and float((luma < light - _BARE).mean()) > _SMEARED else ""


def why_unread(look: Look) -> str:
    """Why hardly anything of the page was read; "" where it was."""
    sure = [value for _, strip in look.kept for value in strip.sure or (1.0,)]  # a file's own words are sure
    if sure and float(np.mean(sure)) >= _GUESSED:
        return ""
    left, total = _without_words(look)
    return SMEARED if left > max(_SMEARED, _LEFT * total) else ""


def what_is_lost(look: Look) -> str:
    """Why a part of a page that was read was not; "" where nothing speaks of it."""
    left, total = _without_words(look)
    if left > max(_PART, _LEFT * total):
        return PARTLY
    if any(_covers(box, flat, look) for box, flat in _blots(look)):
        return COVERED
    return CUT if _is_cut(look) else ""


def _without_words(look: Look) -> tuple[float, float]:
    """Shares of the page: ink that belongs to no word that was read surely, nor to a picture; all ink but pictures'."""
    ink = look.ink.copy()
    for box in look.pictures:
        _wipe(ink, box)
    total = float(ink.mean())
    for piece, strip in look.kept:
        if not strip.sure or sum(strip.sure) / len(strip.sure) > _GUESSED - 0.1:
            _wipe(ink, piece.inked)
    small = ink[::STEP, ::STEP]
    joined = cv2.morphologyEx(small, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=4)
    most, dense = _BLOT
    blot = (stats[:, 4] > most * small.size) & (stats[:, 4] > dense * stats[:, 2] * stats[:, 3])
    blot[0] = False
    return float((small * ~blot[labels]).mean()), total


def _wipe(ink: Gray, box: PixelBox, out: int = 4) -> None:
    ink[max(0, box[1] - out) : box[3] + out, max(0, box[0] - out) : box[2] + out] = 0


def _blots(look: Look) -> Iterator[tuple[PixelBox, bool]]:
    """Broad spots that are neither paper nor print and hold no words: their boxes, and whether they are plain black."""
    small = np.asarray(look.gray[::STEP, ::STEP])
    solid = ((look.tone[::STEP, ::STEP] > 0) | (small < _EVENED)).astype(np.uint8)
    side = max(3, round(0.08 * look.dpi / STEP)) | 1
    solid = np.asarray(cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((side, side), np.uint8)), np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=4)
    for i in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[i])
        box = (x * STEP, y * STEP, (x + w) * STEP, (y + h) * STEP)
        if area < _HIDDEN * small.size or area < _BLOT[1] * w * h:
            continue
        inner = cv2.erode((labels == i).astype(np.uint8), np.ones((4 * side, 4 * side), np.uint8))
        if sum(_stands_on(piece.inked, inner) for piece, _ in look.kept) > 1:
            continue
        own = small[y : y + h, x : x + w][labels[y : y + h, x : x + w] == i]
        yield box, float(np.percentile(own, 90)) < _EVENED


def _covers(box: PixelBox, black: bool, look: Look) -> bool:
    """Whether print runs into a spot: rules that end at its side with no rule across, or lines of text."""
    near = _NEAR * look.dpi
    x0, y0, x1, y1 = box
    cuts = 0
    for rules, crossing, low, high, start, end in (
        (look.across, look.down, y0, y1, x0, x1),
        (look.down, look.across, x0, x1, y0, y1),
    ):
        for rule in rules:
            if low + near < rule.at < high - near:
                into = rule.start < start - 2 * near and start - 2 * near < rule.end < end
                out = rule.end > end + 2 * near and start < rule.start < end + 2 * near
                cuts += into and _is_open(rule.end, rule.at, crossing, look.dpi)
                cuts += out and _is_open(rule.start, rule.at, crossing, look.dpi)
    if cuts >= _CUTS:
        return True
    inside = x0 > near and y0 > near and x1 < look.gray.shape[1] - near and y1 < look.gray.shape[0] - near
    return black and (inside or any(_touches(piece.inked, box, 2 * near) for piece, _ in look.kept))


def _is_open(end: float, at: float, crossing: Sequence[Edge], dpi: float) -> bool:
    """Whether a rule ends with no rule across its end."""
    close = 0.04 * dpi
    return not any(abs(one.at - end) < close and one.start - close <= at <= one.end + close for one in crossing)


def _is_cut(look: Look) -> bool:
    """Whether walls of a table end in the open, at one height in the midst of the page."""
    high = look.gray.shape[0]
    ends = sorted(
        (end, _rows_at(wall, look))
        for wall in look.down
        for end in (wall.start, wall.end)
        if wall.end - wall.start > look.dpi / 2
        and _INNER[0] * high < end < _INNER[1] * high
        and _is_open(end, wall.at, look.across, look.dpi)
    )
    walls = [(end, rows) for end, rows in ends if rows]
    return any(
        b - a < 0.03 * look.dpi and max(rows, more) >= _ROWS for (a, rows), (b, more) in itertools.pairwise(walls)
    )


def _rows_at(wall: Edge, look: Look) -> int:
    """How many rules of a table run up to a wall; connectors and frames within a figure are no walls."""
    close, y = 0.04 * look.dpi, (wall.start + wall.end) / 2
    if any(box[0] <= wall.at <= box[2] and box[1] <= y <= box[3] for box in look.pictures):
        return 0
    return sum(
        wall.start - close <= row.at <= wall.end + close and row.start - close <= wall.at <= row.end + close
        for row in look.across
    )


def _stands_on(box: PixelBox, spot: NDArray[Any]) -> bool:
    """Whether the middle of a word stands on a spot; print at its edge is not on it."""
    x, y = (box[0] + box[2]) // 2 // STEP, (box[1] + box[3]) // 2 // STEP
    return bool(spot[min(y, spot.shape[0] - 1), min(x, spot.shape[1] - 1)])


def _touches(box: PixelBox, other: PixelBox, near: float) -> bool:
    """Whether two boxes come as near as that."""
    return (
        box[0] < other[2] + near and other[0] < box[2] + near and box[1] < other[3] + near and other[1] < box[3] + near
    )


def _small(luma: Gray) -> NDArray[Any]:
    high, wide = luma.shape
    return np.asarray(cv2.resize(luma, (max(1, wide // 16), max(1, high // 16)), interpolation=cv2.INTER_AREA))


def _noise_of(rgb: NDArray[Any]) -> float:
    some = rgb[::3, :, 1].astype(np.int16)
    return float(np.median(np.abs(np.diff(some, axis=1))))
