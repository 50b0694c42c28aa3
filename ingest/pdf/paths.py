"""Ruled lines out of pdfium path objects: stroked segments (LibreOffice), thin filled boxes (Word, WPS), cell boxes."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import byref, c_float, c_int, c_uint
from enum import Enum
from itertools import pairwise
from typing import Any

import pypdfium2.raw as c

from ingest.pdf.shapes import THIN, Matrix, RawPage, Rules, add_edge, apply, compose

_MOST_SEGMENTS = 5_000
_WHITE = 250
#: A segment is level or upright when it leans by less than this many points.
_LEAN = 0.7


class Ink(Enum):
    """How a line shows on paper: not at all, white (only on shading), or otherwise."""

    NONE = 0
    PALE = 1
    DARK = 2


def read_path(item: Any, page: RawPage, turn: Matrix) -> None:
    """Adds the level and upright lines of one path to `page`; curves and slopes are left out."""
    fill, stroke = c_int(), c_int()
    if not c.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke)) or not (fill.value or stroke.value):
        return
    stroked = bool(stroke.value)
    ink = _ink(item, c.FPDFPageObj_GetStrokeColor if stroked else c.FPDFPageObj_GetFillColor)
    if ink is Ink.NONE:
        return
    target = page if ink is Ink.DARK else page.pale
    for points in _outlines(item, turn):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                if abs(ax - bx) <= _LEAN or abs(ay - by) <= _LEAN:
                    _add_segment(target, ax, ay, bx, by)
        elif box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
            add_edge(target, *box)
        elif ink is Ink.DARK:
            page.shades.append(box)


def _add_segment(page: RawPage | Rules, ax: float, ay: float, bx: float, by: float) -> None:
    level = abs(ay - by) <= abs(ax - bx)
    if level:
        add_edge(page, min(ax, bx), ay, max(ax, bx), ay)
    else:
        add_edge(page, ax, min(ay, by), ax, max(ay, by))


def _outlines(item: Any, turn: Matrix) -> list[list[tuple[float, float]]]:
    """Straight sub-paths as point lists in page coordinates, closed where the file closes them."""
    count = min(c.FPDFPath_CountSegments(item), _MOST_SEGMENTS)
    m = c.FS_MATRIX()
    c.FPDFPageObj_GetMatrix(item, byref(m))
    matrix = compose((m.a, m.b, m.c, m.d, m.e, m.f), turn)
    x, y = c_float(), c_float()
    outlines: list[list[tuple[float, float]]] = []
    for i in range(count):
        segment = c.FPDFPath_GetPathSegment(item, i)
        kind = c.FPDFPathSegment_GetType(segment)
        c.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = apply(matrix, x.value, y.value)
        if kind == c.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([point])
        elif kind == c.FPDF_SEGMENT_LINETO:
            outlines[-1].append(point)
        else:  # a curve: what was straight before it stays, and a new piece begins behind it
            outlines.append([point])
        if c.FPDFPathSegment_GetClose(segment) and len(outlines[-1]) > 2:
            outlines[-1].append(outlines[-1][0])
    return [points for points in outlines if len(points) > 1]


def _ink(item: Any, get_color: Callable[..., int]) -> Ink:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not get_color(item, byref(red), byref(green), byref(blue), byref(alpha)):
        return Ink.DARK
    if alpha.value == 0:
        return Ink.NONE
    return Ink.PALE if min(red.value, green.value, blue.value) >= _WHITE else Ink.DARK
