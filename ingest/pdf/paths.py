"""Ruled lines out of pdfium path objects: stroked segments (LibreOffice), thin filled boxes (Word, WPS), cell boxes.

Nearly all rules are single strokes, thin boxes or frames; those are read by the hundred. Other paths go one by one.
"""

from __future__ import annotations

from ctypes import byref, c_float, c_int, c_void_p
from itertools import compress, pairwise, repeat
from typing import Any

import numpy as np
import pypdfium2.raw as c

from ingest.pdf.calls import CHUNK, Handle, Slots, ask, fast, pointer
from ingest.pdf.shapes import THIN, Matrix, RawPage, Rules, add_edge, apply, compose

_MOST_SEGMENTS = 5_000
_WHITE, _BLACK = 250, np.array([0, 0, 0, 255], np.uint32).tobytes()
#: A segment is level or upright when it leans by less than this many points.
_LEAN = 0.7
#: A box is drawn with so many segments at most: move, three or four lines, back to the start.
_BOX = 5

_get_mode = fast(c.FPDFPath_GetDrawMode, c_int)
_get_bounds = fast(c.FPDFPageObj_GetBounds, c_int)
_get_matrix = fast(c.FPDFPageObj_GetMatrix, c_int)
_get_stroke = fast(c.FPDFPageObj_GetStrokeColor, c_int)
_get_fill = fast(c.FPDFPageObj_GetFillColor, c_int)
_count_segments = fast(c.FPDFPath_CountSegments, c_int)
_get_segment = fast(c.FPDFPath_GetPathSegment, c_void_p)
_get_kind = fast(c.FPDFPathSegment_GetType, c_int)
_get_point = fast(c.FPDFPathSegment_GetPoint, c_int)
_get_close = fast(c.FPDFPathSegment_GetClose, c_int)
_MODES = Slots(2, np.int32)
_BOUNDS = Slots(4, np.float32)
_COLORS = Slots(4, np.uint32)
_MATRICES = Slots(6, np.float32, whole=True)
_POINTS = Slots(2, np.float32)
_UPSIDE_DOWN = np.array([[1.0], [-1.0], [1.0], [-1.0]])
assert np.float32().itemsize == len(bytes(c_float()))
_Array = np.ndarray[Any, Any]


def read_paths(items: list[Handle], page: RawPage, turn: Matrix) -> list[int]:
    """Adds the level and upright lines of paths to `page`, and what they shade; curves and slopes are left out.

    Returns which of the objects are no paths.
    """
    others = []
    for start in range(0, len(items), CHUNK):
        some = items[start : start + CHUNK]
        is_path = ask(_get_mode, some, *_MODES.columns) != 0
        drawn, numbers = _MODES.values[: len(some)] != 0, np.arange(start, start + len(some))
        if not is_path.all():
            others += numbers[~is_path].tolist()
            some, drawn, numbers = list(compress(some, is_path.tolist())), drawn[is_path], numbers[is_path]
        if some:
            _read_some(some, drawn, numbers, page, turn)
    return others


def _read_some(items: list[Handle], drawn: _Array, numbers: _Array, page: RawPage, turn: Matrix) -> None:
    """`drawn`: whether each path is filled, and whether it is stroked; `numbers`: which of the objects each is."""
    filled, stroked = drawn.T
    shown = filled | stroked
    pale = np.zeros(len(items), bool)
    for which, get_color in ((stroked, _get_stroke), (shown & ~stroked, _get_fill)):
        spots = which.nonzero()[0]
        if not len(spots):
            continue
        asked = items if len(spots) == len(items) else [items[i] for i in spots.tolist()]
        has_color = ask(get_color, asked, *_COLORS.columns) != 0
        colors = _COLORS.values[: len(spots)]
        if colors.tobytes() != _BLACK * len(spots):
            shown[spots[has_color & (colors[:, 3] == 0)]] = False
            pale[spots] = has_color & (colors[:, :3].min(axis=1, initial=255) >= _WHITE)
    counts = ask(_count_segments, items)
    box = bounds_of(items, turn)
    thin = (box[2] - box[0] <= THIN) | (box[3] - box[1] <= THIN)
    simple = shown & np.where(stroked, thin & (counts == 2), counts <= _BOX)
    if len(broad := (filled & shown & ~thin).nonzero()[0]):
        page.fills.append((numbers[broad], box[:, broad]))
    bars, has_pale = simple & thin, pale.any()
    for some, target in ((bars & ~pale, page), (bars & pale, page.pale)) if has_pale else ((bars, page),):
        if some.any():
            _add_boxes(target, box[:, some])
    if len(fields := (simple & ~thin & ~pale).nonzero()[0]):
        page.shades += list(map(tuple, box[:, fields].T.tolist()))
    rest = shown & ~simple
    frames = (rest & stroked & (counts == _BOX)).nonzero()[0]
    if len(frames):
        is_frame, sides = _frames([items[i] for i in frames.tolist()], turn)
        for dim, target in ((~pale[frames], page), (pale[frames], page.pale)):
            _add_frames(target, sides[:, is_frame & dim])
        rest[frames[is_frame]] = False
    for i in rest.nonzero()[0].tolist():
        _read_path(items[i], page, turn, stroked=bool(stroked[i]), pale=bool(pale[i]))


def inside(form: Any, turn: Matrix) -> Matrix:
    """Coordinates inside a form XObject, carried out by its matrix."""
    m = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(form, byref(m)):
        return turn
    return compose((m.a, m.b, m.c, m.d, m.e, m.f), turn)


def bounds_of(items: list[Handle], turn: Matrix) -> _Array:
    """x0, top, x1, bottom of objects as displayed, one row each."""
    known = ask(_get_bounds, items, *_BOUNDS.columns)
    if not known.all():
        _BOUNDS.values[: len(items)][known == 0] = np.nan  # what compares with nothing is no line
    sides = _BOUNDS.values[: len(items)].T.astype(np.float64)
    if turn[:4] == (1, 0, 0, -1):
        sides *= _UPSIDE_DOWN
        sides += np.array([[turn[4]], [turn[5]], [turn[4]], [turn[5]]])
    else:
        left, bottom, right, top = sides
        sides = np.array([*_carry(turn, left, top), *_carry(turn, right, bottom)])
    return np.concatenate([np.minimum(sides[:2], sides[2:]), np.maximum(sides[:2], sides[2:])])


def _carry(m: Matrix, x: _Array, y: _Array) -> tuple[_Array, _Array]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _box_of(ax: _Array, ay: _Array, bx: _Array, by: _Array) -> _Array:
    return np.array([np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)])


def _add_boxes(target: RawPage | Rules, box: _Array) -> None:
    """Thin boxes as ruled lines; a small square counts both ways (corners of Word borders)."""
    x0, top, x1, bottom = box
    level, upright = bottom - top <= THIN, x1 - x0 <= THIN
    target.across.add((top + bottom)[level] / 2, x0[level], x1[level])
    target.down.add((x0 + x1)[upright] / 2, top[upright], bottom[upright])


def _add_frames(target: RawPage | Rules, box: _Array) -> None:
    """The four sides of boxes."""
    x0, top, x1, bottom = box
    target.across.add(np.concatenate([top, bottom]), np.tile(x0, 2), np.tile(x1, 2))
    target.down.add(np.concatenate([x0, x1]), np.tile(top, 2), np.tile(bottom, 2))


def _frames(items: list[Handle], turn: Matrix) -> tuple[_Array, _Array]:
    """Which paths of five segments are upright boxes, and their boxes."""
    ask(_get_matrix, items, *_MATRICES.columns)
    a, b, d, e, x, y = _MATRICES.values[: len(items)].astype(np.float64).T
    corners = []
    for i in range(_BOX):
        segments = list(map(pointer, map(_get_segment, items, repeat(i))))
        if i == 2:  # a curve takes three segments, so it would show here
            straight = ask(_get_kind, segments) == c.FPDF_SEGMENT_LINETO
        ask(_get_point, segments, *_POINTS.columns)
        px, py = _POINTS.values[: len(items)].astype(np.float64).T
        corners.append(_carry(turn, a * px + d * py + x, b * px + e * py + y))
    for (ax, ay), (bx, by) in pairwise(corners):
        straight &= (np.abs(ax - bx) <= _LEAN) | (np.abs(ay - by) <= _LEAN)
    back = corners[0], corners[4]
    for one, other in zip(*back, strict=True):
        straight &= np.abs(one - other) <= _LEAN
    return straight, _box_of(*corners[0], *corners[2])


def _read_path(item: Handle, page: RawPage, turn: Matrix, *, stroked: bool, pale: bool) -> None:
    """One path, point by point."""
    target = page.pale if pale else page
    for points in _outlines(item, turn):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                if abs(ax - bx) <= _LEAN or abs(ay - by) <= _LEAN:
                    _add_segment(target, ax, ay, bx, by)
        elif box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
            add_edge(target, *box)
        elif not pale:
            page.shades.append(box)


def _add_segment(page: RawPage | Rules, ax: float, ay: float, bx: float, by: float) -> None:
    level = abs(ay - by) <= abs(ax - bx)
    if level:
        add_edge(page, min(ax, bx), ay, max(ax, bx), ay)
    else:
        add_edge(page, ax, min(ay, by), ax, max(ay, by))


def _outlines(item: Handle, turn: Matrix) -> list[list[tuple[float, float]]]:
    """Straight sub-paths as point lists in page coordinates, closed where the file closes them."""
    ask(_get_matrix, [item], *_MATRICES.columns)
    a, b, d, e, x, y = _MATRICES.values[0].tolist()
    matrix = compose((a, b, d, e, x, y), turn)
    outlines: list[list[tuple[float, float]]] = []
    x_at, y_at = _POINTS.columns[0][0], _POINTS.columns[1][0]
    spot = _POINTS.values[0]
    for i in range(min(_count_segments(item), _MOST_SEGMENTS)):
        segment = pointer(_get_segment(item, i))
        kind = _get_kind(segment)
        _get_point(segment, x_at, y_at)
        point = apply(matrix, *spot.tolist())
        if kind == c.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([point])
        elif kind == c.FPDF_SEGMENT_LINETO:
            outlines[-1].append(point)
        else:  # a curve: what was straight before it stays, and a new piece begins behind it
            outlines.append([point])
        if _get_close(segment) and len(outlines[-1]) > 2:
            outlines[-1].append(outlines[-1][0])
    return [points for points in outlines if len(points) > 1]
