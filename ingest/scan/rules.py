"""Rules: the ruled lines of a page picture, as thin dark bars found by morphology; faint, dotted, broken ones too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.pdf.shapes import Edge
from ingest.scan import mend
from ingest.scan.engine import Gray, PixelBox

#: In inches: shortest rule (a row of 10-point text), longest hole that print or scanner leave in one.
_SHORT, _HOLE = 0.19, 0.09
#: Chains of strokes have holes between characters; a rule in tight lines has none.
_UNBROKEN = 0.985
#: So many inches without a hole are a rule, even where a box of text lies over it (rows as high as their letters).
_NO_STROKES = 2.0
#: Widest hole under the ink of a seal (its star).
_SEALED = 0.6


@dataclass(slots=True)
class Ruled:
    """Level and upright rules in pixels, and the pixels they cover."""

    across: list[Edge]
    down: list[Edge]
    cover: NDArray[Any]


def find_rules(gray: Gray, under: NDArray[Any], dpi: float, boxes: list[PixelBox]) -> Ruled:
    """Rules of a straightened page. `under`: pixels from which a seal was lifted; `boxes`: where text stands."""
    soft = cv2.GaussianBlur(gray, (3, 3), 0)
    across, cover, dip = _level_rules(soft, under, dpi, boxes)
    turned = [(top, x0, bottom, x1) for x0, top, x1, bottom in boxes]
    upright = np.ascontiguousarray(soft.T), np.ascontiguousarray(under.T)
    down, cover_down, dip_down = _level_rules(*upright, dpi, turned)
    across, down = mend.trim(across, down, dip, dpi), mend.trim(down, across, dip_down, dpi)
    if mend.shows_back(soft):
        across, down = mend.strong(across, dip), mend.strong(down, dip_down)
    across, down = (
        mend.resumed(across, down, dip, mend.LOST * dpi, dpi),
        mend.resumed(down, across, dip_down, mend.LOST_UPRIGHT * dpi, dpi),
    )
    # What was joined may end in a stroke of writing again.
    across, down = mend.trim(across, down, dip, dpi), mend.trim(down, across, dip_down, dpi)
    down = [
        edge for edge in down if edge.end - edge.start > 1.7 * short_of(dpi) or mend.stands_clear(dip_down, edge, dpi)
    ]
    down = [part for edge in down for part in mend.unwritten(edge, across, dip_down, dpi)]
    across, down = across + mend.rungs(down, across, dip, dpi), down + mend.rungs(across, down, dip_down, dpi)
    for edges, covered in ((across, cover), (down, cover_down)):
        for at, start, end in edges:
            if end - start < short_of(dpi):
                covered[max(0, round(at) - 3) : round(at) + 4, max(0, round(start)) : round(end) + 1] = 1
    cover = _along(across, down, cover, dpi) | _along(down, across, np.ascontiguousarray(cover_down), dpi).T
    return Ruled(across, down, cover)


def _along(edges: list[Edge], crossing: list[Edge], cover: Gray, dpi: float) -> Gray:
    """The part of `cover` that belongs to rules: long ones, and short ones that end at others. Strokes are left."""
    reach, band = 0.04 * dpi, round(0.05 * dpi)
    kept = np.zeros_like(cover)
    for edge in edges:
        ends = [
            any(abs(o.at - end) <= reach and o.start - reach <= edge.at <= o.end + reach for o in crossing)
            for end in (edge.start, edge.end)
        ]
        if all(ends) or edge.end - edge.start > dpi:
            part = np.s_[max(0, int(edge.at) - band) : int(edge.at) + band + 1, int(edge.start) : int(edge.end) + 1]
            kept[part] = cover[part]
    return kept


def _level_rules(
    soft: Gray, under: NDArray[Any], dpi: float, boxes: list[PixelBox]
) -> tuple[list[Edge], NDArray[Any], NDArray[Any]]:
    """Rules, the pixels they cover, and how much darker than what is above and below it each pixel is."""
    thick = max(5, round(mend.THICK * dpi))
    dip = cv2.morphologyEx(soft, cv2.MORPH_BLACKHAT, np.ones((thick * 2 + 1, 1), np.uint8))
    noise = float(np.median(dip[::5, ::5]))
    dark = (dip > mend.CONTRAST + 2.5 * noise).astype(np.uint8)
    short = short_of(dpi)
    solid = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((1, short), np.uint8))
    edges, cover = _trace(solid, dark, thick, dpi, boxes, longest=1.6)
    rest = np.where(cv2.dilate(cover, np.ones((5, 5), np.uint8)) > 0, 0, dark).astype(np.uint8)
    dotted, dots = _trace(_dashes(rest, dpi), dark, thick, dpi, boxes)
    joined = _bridge(edges + dotted, under, dpi)
    grown = cv2.dilate(cover | dots, np.ones((5, 3), np.uint8))
    return joined, grown, dip


def _dashes(dark: NDArray[Any], dpi: float) -> NDArray[Any]:
    """Long chains of short thin marks: dotted and dashed rules."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    small = (stats[:, 3] <= max(4, 0.025 * dpi)) & (stats[:, 2] <= 0.16 * dpi)
    small[0] = False
    marks = small[labels].astype(np.uint8)
    chained = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((1, max(5, round(0.07 * dpi)) | 1), np.uint8))
    return cv2.morphologyEx(chained, cv2.MORPH_OPEN, np.ones((1, round(0.6 * dpi) | 1), np.uint8))


def _trace(
    solid: NDArray[Any], dark: NDArray[Any], thick: int, dpi: float, boxes: list[PixelBox], longest: float = 99.0
) -> tuple[list[Edge], NDArray[Any]]:
    """Bars as edges; a bar inside a line of text, up to so many times its height long, is the stroke of a character."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    keep = np.zeros(count, np.bool_)
    edges: list[Edge] = []
    spots = np.array(boxes, np.float64).reshape(-1, 4)
    for i in range(1, count):
        x, y, w, h = (int(v) for v in stats[i][:4])
        if w < 2 * h:
            continue
        if w < 4 * dpi:
            within = _in_text(x, y, x + w, y + h, spots)
            if (within and w < longest * within) or _in_writing(dark, x, y, w, h, dpi, bool(within)):
                continue
        keep[i] = True
        part = labels[y : y + h, x : x + w] == i
        step = w if h <= thick else max(short_of(dpi), thick * 3)
        for start in range(0, w, step):  # a bar that leans or bends is followed piece by piece
            piece = part[:, start : start + step]
            rows = np.nonzero(piece.any(axis=1))[0]
            if len(rows) and len(rows) <= 2 * thick:
                weight = piece.sum(axis=1)
                at = y + float((weight * np.arange(h)).sum() / weight.sum()) + 0.5
                edges.append(Edge(at, x + start, x + min(w, start + step)))
    return edges, keep[labels].astype(np.uint8)


def _in_writing(dark: NDArray[Any], x: int, y: int, w: int, h: int, dpi: float, within: bool) -> bool:
    """Whether strokes leave the bar on both sides all along: it is a chain of strokes of characters in tight lines."""
    if w > (_NO_STROKES if within else 0.8) * dpi and dark[y : y + h, x : x + w].any(axis=0).mean() > _UNBROKEN:
        return False
    off, near = max(1, round(0.008 * dpi)), max(3, round(0.025 * dpi))
    above = dark[max(0, y - off - near) : max(0, y - off), x : x + w].any(axis=0).mean() if y > off else 0.0
    below = dark[y + h + off : y + h + off + near, x : x + w].any(axis=0).mean() if y + h + off < len(dark) else 0.0
    return bool(min(above, below) > 0.2 or above + below > 0.7)


def short_of(dpi: float) -> int:
    return round(_SHORT * dpi) | 1  # OpenCV moves what even kernels open


def _in_text(x0: int, y0: int, x1: int, y1: int, spots: NDArray[Any]) -> float:
    """The height of the text box in whose middle a bar lies, ends included; 0 when there is none."""
    if not len(spots):
        return 0.0
    middle = (y0 + y1) / 2
    wide, high = spots[:, 2] - spots[:, 0], spots[:, 3] - spots[:, 1]
    room = 0.1 * np.minimum(wide, high)
    over = np.maximum(2, 0.12 * wide)  # a stroke that touches the rules of a low row stands out of its words
    inside = (spots[:, 0] - over <= x0) & (x1 <= spots[:, 2] + over)
    inside &= (spots[:, 1] + room < middle) & (middle < spots[:, 3] - room)
    return float(np.minimum(wide, high)[inside].max(initial=0.0))


def _bridge(edges: list[Edge], under: NDArray[Any], dpi: float) -> list[Edge]:
    """Joins pieces of one rule over small holes, and over wide ones that a seal made."""
    out: list[Edge] = []
    for edge in sorted(edges, key=lambda e: (e.start, e.at)):
        for i in range(len(out) - 1, -1, -1):
            last = out[i]
            gap = edge.start - last.end
            if abs(last.at - edge.at) > mend.SAME * dpi or gap > _SEALED * dpi or edge.end <= last.end:
                continue
            if gap <= _HOLE * dpi or _under_seal(under, (last.at + edge.at) / 2, last.end, edge.start, dpi):
                a, b = last.end - last.start, edge.end - edge.start
                out[i] = Edge((last.at * a + edge.at * b) / (a + b), last.start, edge.end)
                break
        else:
            out.append(edge)
    return out


def _under_seal(under: NDArray[Any], at: float, start: float, end: float, dpi: float) -> bool:
    """Whether seal ink stood along most of the hole, both ends of it above all."""
    reach = max(2, round(0.02 * dpi))
    band = under[max(0, int(at) - reach) : int(at) + reach + 1, int(start) : int(end) + 1]
    inked: NDArray[Any] = np.asarray(band.any(axis=0))
    near = max(3, round(0.03 * dpi))
    return bool(band.size) and bool(inked[:near].any() and inked[-near:].any()) and float(inked.mean()) > 0.6
