"""Strips: text boxes → pieces that hold one line of one cell each, cut at rules and tick boxes before they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.engine import Gray, PixelBox


@dataclass(slots=True)
class Piece:
    """One line of text. `box` is its room, `inked` the box of its ink; `glyphs` are set for vertical text, top down."""

    box: PixelBox
    inked: PixelBox
    glyphs: list[PixelBox] = field(default_factory=list)


def cut(
    boxes: Sequence[PixelBox], cells: Sequence[PixelBox], ticks: Sequence[PixelBox], ink: NDArray[Any], em: float
) -> list[Piece]:
    """Pieces of the text `boxes`. `ink` no longer holds rules and tick boxes."""
    pieces: list[Piece] = []
    rooms = np.array(cells, np.int64).reshape(-1, 4)
    marks = np.array(ticks, np.int64).reshape(-1, 4)
    for box in boxes:
        for room in _by_cells(box, rooms, em):
            for line in _by_lines(room, box, ink, em):
                pieces += [p for part in _by_ticks(line, marks) if (p := _to_piece(part, ink, em)) is not None]
    found = _without_doubles(pieces)
    return found + [
        p for box in _overlooked(cells, found, ticks, ink, em) if (p := _to_piece(box, ink, em)) is not None
    ]


def _overlooked(
    cells: Sequence[PixelBox], pieces: Sequence[Piece], ticks: Sequence[PixelBox], ink: NDArray[Any], em: float
) -> list[PixelBox]:
    """Ink in table cells that detection passed over: a lone digit, a dash, a mark."""
    left = ink.copy()
    for x0, y0, x1, y1 in (*(p.inked for p in pieces), *(p.box for p in pieces if p.glyphs), *ticks):
        left[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2] = 0
    taken = np.array([p.inked for p in pieces], np.int64).reshape(-1, 4)
    edge, boxes = max(3, round(0.12 * em)), []
    for x0, y0, x1, y1 in cells:
        room = left[y0 + edge : y1 - edge, x0 + edge : x1 - edge]
        if room.size == 0 or int(room.sum()) < 0.04 * em * em:
            continue
        near = max(1, round(0.35 * em))
        _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(room, np.ones((3, near), np.uint8)))
        for x, y, w, h, area in stats[1:].tolist():
            if (h >= 0.4 * em or w >= 0.7 * em + near) and h < 2 * em and area >= 0.06 * em * em:
                a, b = x0 + edge + x, y0 + edge + y
                if _inside(taken, (a, b, a + w, b + h)):
                    continue  # specks around words that were found
                boxes.append((a - near, b - round(0.25 * em), a + w + near, b + h + round(0.25 * em)))
    return boxes


def _inside(taken: NDArray[Any], box: PixelBox) -> bool:
    """Whether a box holds the middle of something found."""
    x, y = (taken[:, 0] + taken[:, 2]) / 2, (taken[:, 1] + taken[:, 3]) / 2
    return bool(((box[0] < x) & (x < box[2]) & (box[1] < y) & (y < box[3])).any())


def tighten(box: PixelBox, ink: NDArray[Any]) -> PixelBox:
    """A level box without the slices of the lines above and below that it reaches into.

    Detection leaves about a fifth of the height as margin; the emptiest row in there parts the lines.
    """
    x0, y0, x1, y1 = box
    high = y1 - y0
    if x1 - x0 < 1.2 * high or high < 8:
        return box
    rows = np.convolve(ink[y0:y1, x0:x1].sum(axis=1).astype(np.float64), np.ones(3) / 3, "same")
    zone = max(2, round(0.3 * high))
    top = zone - 1 - int(np.argmin(rows[:zone][::-1]))
    low = high - zone + int(np.argmin(rows[high - zone :]))
    return (x0, y0 + top, x1, y0 + low + 1)


def _by_cells(box: PixelBox, rooms: NDArray[Any], em: float) -> list[PixelBox]:
    """The parts of a box in each cell that it reaches into, and what is left of it outside all cells."""
    if not len(rooms):
        return [box]
    x0, y0 = np.maximum(rooms[:, 0], box[0]), np.maximum(rooms[:, 1], box[1])
    x1, y1 = np.minimum(rooms[:, 2], box[2]), np.minimum(rooms[:, 3], box[3])
    wide, high = x1 - x0, y1 - y0
    shares = np.where((wide > 0) & (high > 0), wide * high, 0)
    whole = (box[2] - box[0]) * (box[3] - box[1])
    if shares.sum() < 0.4 * whole:
        return [box]
    least_high = 0.5 * min(em, box[3] - box[1])
    taken = (shares > 0) & (wide > 0.25 * em) & (high > least_high)
    return [(int(x0[i]) + 1, int(y0[i]) + 1, int(x1[i]) - 1, int(y1[i]) - 1) for i in np.nonzero(taken)[0]]


def _by_lines(box: PixelBox, whole: PixelBox, ink: NDArray[Any], em: float) -> list[PixelBox]:
    """A box over several lines cut at the empty rows between them; a tall narrow one is vertical text and stays.

    A line that the box cuts belongs to it when its middle lies inside, and is then taken whole.
    """
    x0, y0, x1, y1 = box
    high, wide = y1 - y0, x1 - x0
    columns = np.nonzero(ink[y0:y1, x0:x1].any(axis=0))[0]
    if high < 1.9 * em or not len(columns) or columns[-1] - columns[0] < 1.35 * em:
        return [box]
    out = round(0.9 * em) if (y0, y1) == (whole[1], whole[3]) else 0  # a box cut by a cell ends at the rule
    start = max(0, y0 - out)
    rows = ink[start : y1 + out, x0:x1].sum(axis=1)
    runs = _merge_runs(_runs(rows > int(0.004 * wide)), 0.12 * em, 0.5 * em, 0.25 * em)
    runs = [(a, b) for a, b in runs if y0 <= start + (a + b) / 2 <= y1]
    if len(runs) < 2:
        return [box]
    edge = round(0.1 * em)
    return [(x0, start + a - edge, x1, start + b + edge) for a, b in runs]


def _by_ticks(box: PixelBox, marks: NDArray[Any]) -> list[PixelBox]:
    x0, y0, x1, y1 = box
    if not len(marks):
        return [box]
    middle = (marks[:, 1] + marks[:, 3]) / 2
    inside = marks[(middle > y0) & (middle < y1) & (marks[:, 2] > x0) & (marks[:, 0] < x1)]
    parts, start = [], x0
    for mark in sorted(inside.tolist()):
        if mark[0] > start:
            parts.append((start, y0, mark[0], y1))
        start = max(start, mark[2])
    if start < x1:
        parts.append((start, y0, x1, y1))
    return parts


def _to_piece(box: PixelBox, ink: NDArray[Any], em: float) -> Piece | None:
    x0, y0, x1, y1 = box
    patch = ink[y0:y1, x0:x1]
    if patch.size == 0 or patch.sum() < 0.02 * em * em:
        return None
    columns, rows = np.nonzero(patch.any(axis=0))[0], np.nonzero(patch.any(axis=1))[0]
    if columns[-1] - columns[0] < 0.05 * em and rows[-1] - rows[0] < 0.05 * em:
        return None
    inked = (x0 + int(columns[0]), y0 + int(rows[0]), x0 + int(columns[-1]) + 1, y0 + int(rows[-1]) + 1)
    wide, high = inked[2] - inked[0], inked[3] - inked[1]
    if high > 1.7 * wide and high > 1.8 * em and wide < 1.6 * em:
        return Piece(box, inked, _stacked(inked, ink, wide))
    return Piece(box, inked)


def _stacked(inked: PixelBox, ink: NDArray[Any], em: float) -> list[PixelBox]:
    """The characters of vertical text: runs of inked rows, parts of one character (二, 三, 言) put together."""
    x0, y0, x1, y1 = inked
    runs = _runs(np.asarray(ink[y0:y1, x0:x1].any(axis=1)))
    glyphs: list[list[int]] = []
    for start, end in runs:
        if glyphs and end - glyphs[-1][0] <= 1.12 * em:
            glyphs[-1][1] = end
        else:
            glyphs.append([start, end])
    out: list[PixelBox] = []
    for start, end in glyphs:
        count = max(1, round((end - start) / (1.05 * em)))  # characters that touch are parted evenly
        step = (end - start) / count
        out += [(x0, y0 + round(start + i * step), x1, y0 + round(start + (i + 1) * step)) for i in range(count)]
    return out


def _runs(mask: NDArray[Any]) -> list[tuple[int, int]]:
    padded = np.concatenate([[False], mask, [False]])
    steps = np.flatnonzero(padded[1:] != padded[:-1])
    return [(int(a), int(b)) for a, b in zip(steps[::2], steps[1::2], strict=True)]


def _merge_runs(runs: list[tuple[int, int]], gap: float, least: float, near: float) -> list[tuple[int, int]]:
    """Runs nearer than `gap` joined; ones lower than `least` (parts of 二, dots) join a neighbour within `near`."""
    out: list[tuple[int, int]] = []
    for start, end in runs:
        away = start - out[-1][1] if out else 0
        low = bool(out) and (out[-1][1] - out[-1][0] < least or end - start < least)
        if out and (away <= gap or (low and away <= near)):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _without_doubles(pieces: list[Piece]) -> list[Piece]:
    """Detection now and then finds a word twice, in a long box and a short one: the larger piece stays."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: -(p.inked[2] - p.inked[0])):
        a = piece.inked
        area = max(1, (a[2] - a[0]) * (a[3] - a[1]))
        for other in kept:
            b = other.inked
            wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            if wide > 0 and high > 0 and wide * high > 0.6 * area:
                break
        else:
            kept.append(piece)
    return kept


def picture_of(piece: Piece, gray: Gray) -> Gray:
    """What is given to recognition: the piece with a margin, vertical text laid out as a line."""
    if piece.glyphs:
        side = max(x1 - x0 for x0, _, x1, _ in piece.glyphs)
        room = round(side * 1.25)
        line = np.full((round(side * 1.35), room * len(piece.glyphs)), 255, np.uint8)
        for i, (x0, y0, x1, y1) in enumerate(piece.glyphs):
            glyph = gray[y0:y1, x0:x1][: line.shape[0]]
            top, left = (line.shape[0] - glyph.shape[0]) // 2, i * room + (room - glyph.shape[1]) // 2
            line[top : top + glyph.shape[0], left : left + glyph.shape[1]] = glyph
        return line
    x0, y0, x1, y1 = window(piece)
    strip = np.full((y1 - y0, x1 - x0), 255, np.uint8)
    high, wide = gray.shape
    a, b, c, d = max(0, x0), max(0, y0), min(wide, x1), min(high, y1)
    strip[b - y0 : d - y0, a - x0 : c - x0] = gray[b:d, a:c]
    # Neighbours beyond the piece's own room (the next cell, the ticked box) are no part of it.
    left, right = max(0, piece.box[0] - x0), min(x1 - x0, piece.box[2] - x0)
    strip[:, :left] = 255
    strip[:, right:] = 255
    up, low = max(0, piece.box[1] - y0), min(y1 - y0, piece.box[3] - y0)
    strip[:up] = 255
    strip[low:] = 255
    return strip


def window(piece: Piece) -> PixelBox:
    """The part of the page that is read for a level piece: its ink with the margin that recognition was trained on."""
    x0, y0, x1, y1 = piece.inked
    high = y1 - y0
    room = piece.box[3] - piece.box[1]
    if high < 0.45 * room:  # a dash or a 一 alone keeps the height of its line
        y0, y1 = piece.box[1], piece.box[3]
        high = room
    across, up = max(2, round(0.16 * high)), max(2, round(0.12 * high))
    return (x0 - across, y0 - up, x1 + across, y1 + up)
