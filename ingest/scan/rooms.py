"""Rooms: what lines enclose on a page picture; those that lie wall to wall are a table's cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
from numpy.typing import NDArray

from ingest.pdf.shapes import Edge
from ingest.scan.engine import PixelBox

#: So many cells wall to wall make a table, or fewer of so much of the page's width.
_CELLS, _WIDE = 4, 0.5
#: Boxes within cells, all in all and for each cell, that make a group of cells the layers of a diagram.
_NESTED = (3, 2)
#: Share of its outline that a square room fills, and that its hull fills where letters touch the walls of a low row.
_SQUARE, _HULL = 0.85, 0.9


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text on the page: the box of its ink, and what it says."""

    box: PixelBox
    text: str


@dataclass(frozen=True, slots=True)
class Room:
    """What lines enclose; `square` as cells are: neither oval nor with corners cut out by other boxes."""

    box: PixelBox
    square: bool


@dataclass(slots=True)
class View:
    """A straightened page in pixels: ink with rules, shade and lifted seals (1 each), rules, text, cells of
    ruled grids, height of a line.
    """

    ink: NDArray[Any]
    tone: NDArray[Any]
    under: NDArray[Any]
    across: Sequence[Edge]
    down: Sequence[Edge]
    words: Sequence[Word]
    cells: Sequence[PixelBox]
    em: float


def find_rooms(view: View) -> list[Room]:
    """What is enclosed by a line of any form: boxes, ovals, rhombs, the cells of tables."""
    em, canvas = view.em, view.ink.copy()
    for at, start, end in view.across:
        canvas[max(0, round(at) - 1) : round(at) + 2, max(0, round(start)) : round(end) + 1] = 1
    for at, start, end in view.down:
        canvas[max(0, round(start)) : round(end) + 1, max(0, round(at) - 1) : round(at) + 2] = 1
    canvas[view.under > 0] = 0
    contours, tree = cv2.findContours(canvas, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour, (_, _, _, parent) in zip(contours, tree[0] if tree is not None else (), strict=True):
        if parent < 0:
            continue
        x, y, w, h = cv2.boundingRect(contour)
        if h > 1.15 * em and w > 1.3 * em and cv2.contourArea(contour) > 0.4 * w * h:
            square = cv2.contourArea(contour) > _SQUARE * w * h
            square = square or cv2.contourArea(cv2.convexHull(contour)) > _HULL * (w - 1) * (h - 1)
            found.append(Room((x, y, x + w, y + h), square))
    return found


def find_tables(found: Sequence[Room], view: View) -> list[list[PixelBox]]:
    """Tables: rooms that lie wall to wall. Boxes of a diagram stand apart; layers of one hold boxes of their own.

    Cells of ruled grids count where lines are torn and enclose nothing.
    """
    gap, tables = max(6.0, 0.25 * view.em), list[list[PixelBox]]()
    rooms = [room.box for room in found]
    torn = [cell for cell in view.cells if not any(overlap(cell, room) > 0.3 * area(cell) for room in rooms)]
    left = sorted({*torn, *(room.box for room in found if room.square)})
    while left:
        group = [left.pop()]
        for one in group:  # grows on the way
            rest = list[PixelBox]()
            for room in left:
                (group if _share_wall(one, room, gap) else rest).append(room)
            left = rest
        x0, _, x1, _ = around(group)
        if len(group) < _CELLS and (len(group) < 2 or x1 - x0 < _WIDE * view.ink.shape[1]):
            continue
        inner = [r for r in rooms if r not in group and any(within(r, o, 2) and not alike(r, o) for o in group)]
        if len(inner) >= max(_NESTED[0], _NESTED[1] * len(group)) or _is_row_within(group, rooms, view.em):
            continue
        tables.append(group)
    return tables


def _is_row_within(group: Sequence[PixelBox], rooms: Sequence[PixelBox], em: float) -> bool:
    """Whether rooms are but one row with a frame around it that leaves room: boxes of a diagram that nearly touch."""
    box = around(group)
    if box[3] - box[1] > 1.3 * min(b[3] - b[1] for b in group):
        return False
    return any(within(box, room, 3) and room[3] - room[1] < 14 * em for room in rooms)


def _share_wall(a: PixelBox, b: PixelBox, gap: float) -> bool:
    """Whether two rooms are parted by a rule alone along most of a side."""
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if -gap <= wide <= gap:
        return high > 0.6 * min(a[3] - a[1], b[3] - b[1])
    return -gap <= high <= gap and wide > 0.6 * min(a[2] - a[0], b[2] - b[0])


def groups(boxes: Sequence[PixelBox], across: float, down: float) -> Iterator[list[PixelBox]]:
    """Boxes that stand no further apart than so, step by step."""
    left = list(boxes)
    while left:
        group, rest = [left.pop(0)], list[PixelBox]()
        for one in group:  # grows on the way
            rest = []
            for box in left:
                gap_x, gap_y = max(box[0] - one[2], one[0] - box[2]), max(box[1] - one[3], one[1] - box[3])
                (group if gap_x <= across and gap_y <= down else rest).append(box)
            left = rest
        yield group


def around(boxes: Sequence[PixelBox]) -> PixelBox:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def area(box: PixelBox) -> float:
    return float(max(0, box[2] - box[0]) * max(0, box[3] - box[1]))


def overlap(a: PixelBox, b: PixelBox) -> float:
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return float(wide * high) if wide > 0 and high > 0 else 0.0


def alike(a: PixelBox, b: PixelBox) -> bool:
    both = overlap(a, b)
    return both > 0.6 * (area(a) + area(b) - both)


def within(inner: PixelBox, outer: PixelBox, margin: float) -> bool:
    return (
        outer[0] + margin <= inner[0] and outer[1] + margin <= inner[1]
        and inner[2] <= outer[2] - margin and inner[3] <= outer[3] - margin
    )  # fmt: skip


def is_aligned(words: Sequence[Word], em: float) -> bool:
    """Whether words stand in rows and columns, as in a shaded table without rules."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box[1] + w.box[3]):
        middle = (word.box[1] + word.box[3]) / 2
        if rows and middle < rows[-1][0].box[3] - 0.2 * em:
            rows[-1].append(word)
        else:
            rows.append([word])
    full = [sorted(row, key=lambda w: w.box[0]) for row in rows if len(row) >= 3]
    if len(full) < 3 or sum(len(row) for row in full) < 0.7 * len(words):
        return False
    alike = sum(
        len(a) == len(b) and all(
            min(abs(s.box[0] - t.box[0]), abs(s.box[2] - t.box[2]), abs(s.box[0] + s.box[2] - t.box[0] - t.box[2]) / 2)
            < 0.6 * em
            for s, t in zip(a, b, strict=True)
        )
        for a, b in pairwise(full)
    )  # fmt: skip
    return alike >= 0.6 * (len(full) - 1)
