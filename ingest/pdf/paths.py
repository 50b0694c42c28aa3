"""Ruled lines out of pdfium path objects: stroked segments (LibreOffice), thin filled boxes (Word, WPS), cell boxes."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import byref, c_float, c_int, c_uint
from itertools import pairwise
from typing import Any

import pypdfium2.raw as c

from ingest.pdf.shapes import THIN, RawPage, add_edge

_MOST_SEGMENTS = 5_000
_WHITE = 250
#: A segment is level or upright when it leans by less than this many points.
_LEAN = 0.7


def read_path(item: Any, page: RawPage, turn: Callable[[float, float], tuple[float, float]]) -> None:
    """Adds the level and upright lines of one path to `page`; curves, slopes and invisible ink are left out."""
    fill, stroke = c_int(), c_int()
    if not c.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke)):
        return
    stroked = bool(stroke.value) and _is_visible(item, c.FPDFPageObj_GetStrokeColor)
    filled = bool(fill.value) and not stroked
    if not stroked and not (filled and _is_visible(item, c.FPDFPageObj_GetFillColor)):
        return
    for points in _outlines(item, turn):
        if stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                if abs(ax - bx) <= _LEAN or abs(ay - by) <= _LEAN:
                    _add_segment(page, ax, ay, bx, by)
        else:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            if max(xs) - min(xs) <= THIN or max(ys) - min(ys) <= THIN:
                add_edge(page, min(xs), min(ys), max(xs), max(ys))


def _add_segment(page: RawPage, ax: float, ay: float, bx: float, by: float) -> None:
    level = abs(ay - by) <= abs(ax - bx)
    if level:
        add_edge(page, min(ax, bx), ay, max(ax, bx), ay)
    else:
        add_edge(page, ax, min(ay, by), ax, max(ay, by))


def _outlines(item: Any, turn: Callable[[float, float], tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Straight sub-paths as point lists in page coordinates, closed where the file closes them."""
    count = min(c.FPDFPath_CountSegments(item), _MOST_SEGMENTS)
    m = c.FS_MATRIX()
    c.FPDFPageObj_GetMatrix(item, byref(m))
    x, y = c_float(), c_float()
    outlines: list[list[tuple[float, float]]] = []
    for i in range(count):
        segment = c.FPDFPath_GetPathSegment(item, i)
        kind = c.FPDFPathSegment_GetType(segment)
        c.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = turn(m.a * x.value + m.c * y.value + m.e, m.b * x.value + m.d * y.value + m.f)
        if kind == c.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([point])
        elif kind == c.FPDF_SEGMENT_LINETO:
            outlines[-1].append(point)
        else:  # a curve: what was straight before it stays, and a new piece begins behind it
            outlines.append([point])
        if c.FPDFPathSegment_GetClose(segment) and len(outlines[-1]) > 2:
            outlines[-1].append(outlines[-1][0])
    return [points for points in outlines if len(points) > 1]


def _is_visible(item: Any, get_color: Callable[..., int]) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not get_color(item, byref(red), byref(green), byref(blue), byref(alpha)):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE
