"""Tick boxes on a page picture, decided from pixels: where they stand and whether they are ticked.

A box is a square of four straight sides (so also when a hand-drawn tick runs over it) or a filled square.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.engine import Gray, PixelBox, Strip, read_strips

#: Side of a box in heights of the text around it.
_SMALL, _LARGE = 0.5, 1.45
#: Share of the inside that ink must cover for a tick: a thin √ covers a tenth, noise nearly nothing.
_TICKED = 0.045
_FILLED = 0.86
#: Share of slanted edges that a tick has; in a box of so few pixels it is not told: words decide (`told_apart`).
_SLANT, _TINY = 0.42, 18.0


class TickBox(NamedTuple):
    """A box in pixels. `mark` is □, ☑ or ■; `strict`: too exact a square to be 口 or another printed character."""

    box: PixelBox
    mark: str
    strict: bool
    slanted: bool = False
    alone: bool = True


def find_boxes(ink: NDArray[Any], em: float) -> list[TickBox]:
    """`ink` without ruled lines; `em`: usual height of text in pixels."""
    found = _hollow(ink, em) + _filled(ink, em)
    kept: list[TickBox] = []
    for box in sorted(found, key=lambda b: (not b.strict, -(b.box[2] - b.box[0]))):
        if not any(_overlap(box.box, other.box) > 0.3 for other in kept):
            kept.append(box)
    return sorted(kept, key=lambda b: (b.box[1], b.box[0]))


def _overlap(a: PixelBox, b: PixelBox) -> float:
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return wide * high / smaller if wide > 0 and high > 0 else 0.0


def _hollow(ink: NDArray[Any], em: float) -> list[TickBox]:
    """Pairs of level bars of one length, one box side apart, whose ends are joined by upright bars."""
    least, most = _SMALL * em, _LARGE * em
    bars = _bars(ink, least, most)
    if not len(bars):
        return []
    found = []
    for x0, y0, x1, _ in bars.tolist():
        side = x1 - x0
        lengths = bars[:, 2] - bars[:, 0]
        shorter, high = np.minimum(lengths, side), bars[:, 3] - y0
        meets = (np.abs(bars[:, 0] - x0) <= 0.16 * shorter) | (np.abs(bars[:, 2] - x1) <= 0.16 * shorter)
        alike = (np.abs(lengths - side) <= 0.6 * shorter) & (high >= 0.8 * shorter) & (high <= 1.25 * shorter)
        low = bars[meets & alike]
        for bar in low.tolist():
            # A drawn tick lengthens one of the two bars: the box ends where the other one does.
            ends = dict.fromkeys([(min(x0, bar[0]), max(x1, bar[2])), (x0, x1), (bar[0], bar[2]),
                                  (max(x0, bar[0]), min(x1, bar[2]))])  # fmt: skip
            squares = (_square(ink, (left, y0, right, bar[3])) for left, right in ends)
            if square := next((square for square in squares if square), None):
                found.append(square)
                break
    return found


def _bars(ink: NDArray[Any], least: float, most: float) -> NDArray[Any]:
    """Level strokes as x0, y0, x1, y1."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8))
    opened = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, max(5, int(least * 0.85)) | 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=4)
    stats = stats[1:]
    ok = (stats[:, 2] >= least * 0.85) & (stats[:, 2] <= most * 1.1) & (stats[:, 3] <= 0.3 * stats[:, 2] + 1)
    x, y, w, h = (stats[ok, i].astype(np.int64) for i in range(4))
    bars: NDArray[Any] = np.stack([x, y, x + w, y + h], axis=1)
    return bars


def _square(ink: NDArray[Any], box: PixelBox) -> TickBox | None:
    x0, y0, x1, y1 = box
    side = ((x1 - x0) + (y1 - y0)) / 2
    if not 0.78 <= (x1 - x0) / max(1, y1 - y0) <= 1.28:
        return None
    patch = ink[y0:y1, x0:x1].astype(bool)
    band = max(2, round(0.16 * side))
    depths = [_depth(patch), _depth(patch[::-1]), _depth(patch.T), _depth(patch.T[::-1])]
    if any(float((d <= band).mean()) < 0.88 for d in depths):
        return None
    pen = _pen(patch, band)
    inset = round(max(pen + 1, 0.14 * side)) + 1
    inner = patch[inset:-inset, inset:-inset]
    if inner.size < 9:
        return None
    marked = float(inner.mean())
    # The legs of 口 stand out below its bottom stroke and its sides are not equally far out; those of □ are.
    straight = all(float((d <= 1 + 0.035 * side).mean()) > 0.93 for d in depths)
    alone = _alone(ink, box, marked > _TICKED)
    slanted = _slant(inner) > _SLANT
    untold = side < _TINY and straight and alone
    if not alone and not (marked > _TICKED and slanted):
        return None
    if not slanted and _TICKED < marked < 0.5 and not (untold and marked < 0.42):
        return None
    exact = 0.9 <= (x1 - x0) / (y1 - y0) <= 1.11
    return TickBox(box, "☑" if marked > _TICKED else "□", straight and exact, slanted, alone)


def _depth(patch: NDArray[Any]) -> NDArray[Any]:
    """For each column, how far below the top its first ink is."""
    first = patch.argmax(axis=0)
    depth: NDArray[Any] = np.where(patch.any(axis=0), first, patch.shape[0])
    return depth


def _pen(patch: NDArray[Any], band: int) -> float:
    """Thickness of the sides."""
    return float(np.median([patch[: 2 * band].sum(axis=0).mean(), patch[:, : 2 * band].sum(axis=1).mean()])) / 1.15


def _alone(ink: NDArray[Any], box: PixelBox, marked: bool) -> bool:
    """Whether the box stands free: parts of characters (口 in 知, 目 in 项) have strokes close by.

    A drawn tick may run out of its box, to the right and above as a rule, so there a marked box need not be free.
    """
    x0, y0, x1, y1 = box
    side = x1 - x0
    near, off = max(2, round(0.1 * side)), max(1, round(0.04 * side))
    left = ink[y0:y1, max(0, x0 - off - near) : max(0, x0 - off)]
    right = ink[y0:y1, x1 + off : x1 + off + near]
    above = ink[max(0, y0 - off - near) : max(0, y0 - off), x0:x1]
    below = ink[y1 + off : y1 + off + near, x0:x1]
    sides = (left, below) if marked else (left, right, above, below)
    return all(float(part.any(axis=int(part.shape[0] > part.shape[1])).mean()) < 0.1 for part in sides if part.size)


def _slant(inner: NDArray[Any]) -> float:
    """How much of the edges of the ink inside runs aslant (√, ×) rather than level and upright (日, 目, 回)."""
    soft = cv2.GaussianBlur(inner.astype(np.float32), (3, 3), 0)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    force = np.hypot(across, down)
    angle = np.degrees(np.arctan2(np.abs(down), np.abs(across) + 1e-6))
    aslant = (angle > 20) & (angle < 70)
    return float(force[aslant].sum()) / float(force.sum() + 1e-6)


#: What recognition makes of boxes; of 口 only a neighbour can tell.
_BOX_SIGNS = frozenset("□■☑☒☐√✓✔◻▢○V×囗")
_LIKE_TICKED = frozenset("回区図团囚囝凶因图可四日曰园圆困")
#: Those of them that stand in words of forms.
_WORDS = frozenset("回因图可四日曰园圆困")


def told_apart(
    boxes: list[TickBox], lines: list[PixelBox], cells: list[PixelBox], gray: Gray, em: float
) -> list[TickBox]:
    """Leaves out printed characters that are squares too: the lines are read whole, words tell what stands there.

    A square away from all text and tables is part of a figure.
    """
    asked: dict[PixelBox, list[TickBox]] = {}
    out = []
    for box in boxes:
        x, y = (box.box[0] + box.box[2]) / 2, (box.box[1] + box.box[3]) / 2
        line = next((b for b in lines if b[0] <= x <= b[2] and b[1] <= y <= b[3]), None)
        if line is None:
            if any(_beside(box.box, other, em) for other in (*lines, *cells)):
                out.append(box)
        else:
            asked.setdefault(line, []).append(box)
    strips = read_strips([_around(line, its, gray, em) for line, its in asked.items()])
    for (line, its), strip in zip(asked.items(), strips, strict=True):
        x0, _, x1, _ = _span(line, its, gray, em)
        sure = sum(box.alone and box.mark == "□" for box in its)
        certain = [box for box in its if not _is_character(box, strip, x0, x1 - x0, em, sure - (box.mark == "□") > 0)]
        out += certain
    return sorted(out, key=lambda b: (b.box[1], b.box[0]))


def _beside(box: PixelBox, other: PixelBox, em: float) -> bool:
    """Whether a box stands in a cell, or on the line of a text box within two characters."""
    middle = (box[1] + box[3]) / 2
    return other[1] <= middle <= other[3] and other[0] - 2 * em <= box[2] and box[0] <= other[2] + 2 * em


def _span(line: PixelBox, its: list[TickBox], gray: Gray, em: float) -> PixelBox:
    """The part of a line that is read: a few characters around its boxes are enough."""
    left = max(line[0], min(b.box[0] for b in its) - round(6 * em))
    right = min(line[2], max(b.box[2] for b in its) + round(6 * em))
    top, low = min(b.box[1] for b in its), max(b.box[3] for b in its)
    middle, half = (top + low) / 2, max((low - top) / 2 + 0.15 * em, 0.68 * em)
    return (left, max(0, round(middle - half)), right, min(gray.shape[0], round(middle + half)))


def _around(line: PixelBox, its: list[TickBox], gray: Gray, em: float) -> Gray:
    x0, y0, x1, y1 = _span(line, its, gray, em)
    return gray[y0:y1, x0:x1]


def _is_character(box: TickBox, strip: Strip, x0: int, wide: int, em: float, company: bool) -> bool:
    """Whether the line, read whole, has a character of writing where the box stands."""
    if not (box.alone or company):
        return True
    at = ((box.box[0] + box.box[2]) / 2 - x0) / wide
    # The 口 of 临 or 指 stands beside the middle of its character, a box is at least half an em away from the next one.
    reach = max(0.45 * (box.box[2] - box.box[0]), 0.33 * em) / wide
    there = [
        (c, sure) for c, spot, sure in zip(strip.text, strip.at, strip.sure, strict=True) if abs(spot - at) < reach
    ]
    if not there:
        return False
    char, sure = max(there, key=lambda pair: pair[1])
    if char in _BOX_SIGNS or sure < (0.5 if box.strict else 0.25):
        return False
    if box.mark == "■":
        return sure > 0.8 and char > "\u3400" and char not in _LIKE_TICKED and char != "口"
    if char in "口曰日O0o" and box.mark == "□":
        return not (box.strict or company)
    if box.mark == "☑" and char in _LIKE_TICKED:
        return not (box.slanted and (sure < 0.9 or (company and char not in _WORDS)))
    return not (box.mark == "☑" and company and (sure < 0.9 or char < "\u3400"))


def wipe(mark: TickBox, gray: Gray, ink: NDArray[Any], em: float) -> None:
    """Takes a box off the page, and of a drawn tick what runs out of it without touching words.

    A stroke beside the box that hangs on it by no ink, or stands upright on the line, is a word's (2 in ☒2级).
    """
    x0, y0, x1, y1 = mark.box
    out = round(0.9 * em)
    left, top = max(0, x0 - out), max(0, y0 - out)
    around = np.s_[top : y1 + out, left : x1 + out]
    whole = cv2.connectedComponents(np.ascontiguousarray(ink[around]), connectivity=8)[1]
    gray[y0 - 1 : y1 + 2, x0 - 1 : x1 + 2] = 255
    ink[y0 - 1 : y1 + 2, x0 - 1 : x1 + 2] = 0
    if mark.mark != "☑":
        return
    own = whole[y0 - top : y1 - top, x0 - left : x1 - left]
    held = np.isin(whole, np.unique(own[own > 0]))
    room = ink[around]
    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(room), connectivity=8)
    near = labels[max(0, y0 - top - 3) : y1 - top + 4, max(0, x0 - left - 3) : x1 - left + 4]
    for label in set(near[near > 0].tolist()):
        x, y, w, h, area = (int(value) for value in stats[label])
        inside = x > 0 and y > 0 and x + w < room.shape[1] and y + h < room.shape[0]
        tail = labels == label
        slack = round(0.12 * em)
        on_line = y + top >= y0 - slack and y + h + top <= y1 + slack and 2 * h > y1 - y0
        if inside and held[tail].any() and not on_line and area < min(0.3 * em * em, 0.55 * w * h + 2 * em):
            room[tail] = 0
            gray[around][cv2.dilate(tail.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255


def _filled(ink: NDArray[Any], em: float) -> list[TickBox]:
    """Solid squares ■."""
    body = max(3, int(0.38 * em)) | 1  # OpenCV moves what even kernels open
    core = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((body, body), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(core, connectivity=4)
    found = []
    for x, y, w, h, area in stats[1:].tolist():
        around = ink[max(0, y - 3) : y + h + 3, max(0, x - 3) : x + w + 3]
        if float(around.sum()) > 1.12 * area + 0.6 * (w + h):
            continue  # a blot among the strokes of a bold character
        if 0.4 * em <= min(w, h) and max(w, h) <= _LARGE * em and 0.8 <= w / h <= 1.25 and area >= _FILLED * w * h:
            found.append(TickBox((x, y, x + w, y + h), "■", True))
    return found
