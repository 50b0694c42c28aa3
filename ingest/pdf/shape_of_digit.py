"""Which digit an outline looks like: `likeness(outline)` → ten numbers, one a digit.

Compared with the digits of the fonts that pdfium carries in itself (sans, serif, typewriter; upright, bold, slanted).
"""

from __future__ import annotations

from ctypes import c_float, c_int, c_void_p
from functools import cache
from itertools import pairwise, repeat
from typing import Any

import cv2
import numpy as np
import pypdfium2.raw as c

from ingest.pdf.calls import Slots, ask, fast, handle_of, pointer

_get_segment = fast(c.FPDFGlyphPath_GetGlyphPathSegment, c_void_p)
_get_kind = fast(c.FPDFPathSegment_GetType, c_int)
_get_point = fast(c.FPDFPathSegment_GetPoint, c_int)
_POINTS = Slots(2, np.float32)
_MODELS = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Times-Roman", "Times-Bold", "Times-Italic", "Courier",
           "Courier-Bold")  # fmt: skip
#: Outlines with more points than this are pictures, not digits.
_MOST_POINTS = 600
_WIDE, _HIGH, _FINE = 20, 28, 4
#: A glyph narrower than this share of its height is not stretched to the whole width: 1 stays slim.
_SLIM = 0.45

Outline = list[np.ndarray[Any, np.dtype[np.float64]]]
Likeness = np.ndarray[Any, np.dtype[np.float64]]


def outline_of(font: Any, code: int) -> Outline:
    """The closed lines that `font` (pdfium's handle) draws for a Unicode value; [] for blanks and bitmaps."""
    path = c.FPDFFont_GetGlyphPath(font, code, c_float(100.0))
    if not path:
        return []
    count = c.FPDFGlyphPath_CountGlyphSegments(path)
    if not 3 <= count <= _MOST_POINTS:
        return []
    segments = list(map(pointer, map(_get_segment, repeat(handle_of(path)), range(count))))
    kinds = ask(_get_kind, segments)
    ask(_get_point, segments, *_POINTS.columns)
    points = _POINTS.values[:count].astype(np.float64)
    starts = [*np.flatnonzero(kinds == c.FPDF_SEGMENT_MOVETO).tolist(), count]
    return [_flatten(points[a:b], kinds[a:b]) for a, b in pairwise(starts) if b - a > 2]


def _flatten(points: Any, kinds: Any) -> Any:
    """Curves as two chords each; a curve comes as three points, of which the last lies on it."""
    bent = np.flatnonzero(kinds == c.FPDF_SEGMENT_BEZIERTO)
    if len(bent) % 3 or not len(bent):
        return points
    first = bent[::3]
    if first[0] == 0:
        return points
    p, q, r, s = points[first - 1], points[first], points[first + 1], points[first + 2]
    flat = points.copy()
    flat[first] = (p + 3 * q + 3 * r + s) / 8  # the middle of the curve
    kept = np.ones(len(points), bool)
    kept[first + 1] = False
    return flat[kept]


def likeness(outline: Outline) -> Likeness | None:
    """How much an outline looks like 0, 1 … 9 (cosine, 1 the same); None for what has no height."""
    picture = _draw(outline)
    if picture is None:
        return None
    models, digits = _models()
    alike = models @ picture
    return np.array([alike[digits == digit].max() for digit in range(10)])


def _draw(outline: Outline) -> Likeness | None:
    if not outline:
        return None
    points = np.concatenate(outline)
    low, high = points.min(axis=0), points.max(axis=0)
    wide, tall = (high - low).tolist()
    if not tall > 0 or not np.isfinite(points).all():
        return None
    x = (_WIDE * _FINE - 1) / max(wide, _SLIM * tall)
    y = (_HIGH * _FINE - 1) / tall
    left = (_WIDE * _FINE - 1 - wide * x) / 2
    picture = np.zeros((_HIGH * _FINE, _WIDE * _FINE), np.uint8)
    scaled = [((line - (low[0], high[1])) * (x, -y) + (left, 0)).round().astype(np.int32) for line in outline]
    cv2.fillPoly(picture, scaled, 255)
    small = cv2.GaussianBlur(cv2.resize(picture, (_WIDE, _HIGH), interpolation=cv2.INTER_AREA), (0, 0), 1.2)
    flat: Likeness = small.astype(np.float64).ravel()
    flat -= flat.mean()
    size = float(np.linalg.norm(flat))
    return flat / size if size > 0 else None


@cache
def _models() -> tuple[Likeness, np.ndarray[Any, np.dtype[np.intp]]]:
    pdf = c.FPDF_CreateNewDocument()
    pictures, digits = [], []
    for name in _MODELS:
        font = c.FPDFText_LoadStandardFont(pdf, name.encode())
        for digit in range(10):
            picture = _draw(outline_of(font, ord("0") + digit))
            if picture is not None:
                pictures.append(picture)
                digits.append(digit)
        c.FPDFFont_Close(font)
    c.FPDF_CloseDocument(pdf)
    return np.stack(pictures), np.array(digits)
