"""Concealed text: letters too small to read, beyond the edge of the page, or under an opaque picture."""

from __future__ import annotations

from ctypes import byref, c_float, c_uint, string_at
from typing import Any

import numpy as np
import pypdfium2.raw as c

from ingest.pdf.glyphs import BLANK, to_glyphs
from ingest.pdf.lines import to_lines
from ingest.pdf.shapes import Matrix, RawPage, apply
from model.document import Trace, TraceKind
from model.place import Box, Place

#: Letters lower than this (points) cannot be read; those wholly beyond the edge by this much are not printed.
_TINY, _BEYOND, _FAR = 1.2, 1.0, 4
#: A few stray letters are leftovers of a layout.
_FEWEST, _MOST_TEXT, _MOST_OBJECTS = 2, 2_000, 20_000
_DEEP = 2.0
_MOST_PIXELS = 16_000_000
_CLEAR, _FEW = 200, 0.05


def find_concealed(page: RawPage, file: str) -> list[Trace]:
    """One trace for tiny letters (HIDDEN), one for those beyond the page (HIDDEN), one for covered ones (COVERED)."""
    glyphs = to_glyphs(page.chars)
    if not len(glyphs):
        return []
    tall = glyphs.bottom - glyphs.top
    inside = float(glyphs.x1.min()) >= -_BEYOND and float(glyphs.x0.max()) <= page.width + _BEYOND
    inside &= float(glyphs.bottom.min()) >= -_BEYOND and float(glyphs.top.max()) <= page.height + _BEYOND
    if inside and not page.covered and float(tall.min()) >= _TINY:
        return []
    printed = (glyphs.flags & BLANK) == 0
    tiny = printed & (tall < _TINY) & (glyphs.size < _TINY)
    beyond = printed & (
        (glyphs.x1 < -_BEYOND) | (glyphs.x0 > page.width + _BEYOND)
        | (glyphs.bottom < -_BEYOND) | (glyphs.top > page.height + _BEYOND)
    )  # fmt: skip
    # Damaged fonts put letters miles away.
    beyond &= (np.abs(glyphs.x0) < _FAR * page.width) & (np.abs(glyphs.top) < _FAR * page.height)
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    covered = np.zeros(len(glyphs), bool)
    for x0, top, x1, bottom in page.covered:
        covered |= printed & (x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom)
    if covered.sum() > printed.sum() / 2:
        covered[:] = False  # the text of a scan that lies under its picture
    traces = []
    for kind, which in ((TraceKind.HIDDEN, tiny), (TraceKind.HIDDEN, beyond & ~tiny), (TraceKind.COVERED, covered)):
        if which.sum() < _FEWEST:
            continue
        some = [glyphs[i] for i in np.flatnonzero(which).tolist()]
        if sum(char.text.isalnum() for char in some) < _FEWEST:
            continue
        text = "\n".join(line.text for line in to_lines(some))[:_MOST_TEXT]
        box = (float(glyphs.x0[which].min()), float(glyphs.top[which].min()),
               float(glyphs.x1[which].max()), float(glyphs.bottom[which].max()))  # fmt: skip
        x0, top, x1, bottom = (round(side, 1) for side in box)
        traces.append(Trace(kind, text, Place(file, f"p{page.number}", page.number, (x0, top, x1, bottom), text)))
    return traces


def find_covered(pdf: Any, handle: Any, page: RawPage, turn: Matrix) -> None:
    """Notes the boxes of text that an opaque picture of the page is drawn over later (`page.covered`)."""
    glyphs = to_glyphs(page.chars)
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    boxes = [image.box for image in page.images]
    if not any(((x0 < x) & (x < x1) & (top < y) & (y < bottom)).any() for x0, top, x1, bottom in boxes):
        return
    over: list[tuple[Any, Box]] = []
    opaque: dict[int, bool] = {}
    for index in range(min(c.FPDFPage_CountObjects(handle), _MOST_OBJECTS) - 1, -1, -1):
        item = c.FPDFPage_GetObject(handle, index)
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_IMAGE and not c.FPDFPageObj_HasTransparency(item):
            over.append((item, _box(item, turn)))
        elif kind == c.FPDF_PAGEOBJ_TEXT and over:
            box = _box(item, turn)
            for at, (image, a) in enumerate(over):
                inside = a[0] - _DEEP <= box[0] and a[1] - _DEEP <= box[1]
                if not inside or box[2] > a[2] + _DEEP or box[3] > a[3] + _DEEP:
                    continue
                if at not in opaque:
                    opaque[at] = _is_opaque(pdf, handle, image)
                if opaque[at]:
                    page.covered.append(box)
                    break


def _is_opaque(pdf: Any, handle: Any, image: Any) -> bool:
    """Whether hardly anything shines through a picture; a seal on a clear ground does not cover what it stands on."""
    wide, high = c_uint(), c_uint()
    c.FPDFImageObj_GetImagePixelSize(image, byref(wide), byref(high))
    if wide.value * high.value > _MOST_PIXELS:
        return False
    bitmap = c.FPDFImageObj_GetRenderedBitmap(pdf, handle, image)
    if not bitmap:
        return False
    try:
        if c.FPDFBitmap_GetFormat(bitmap) != c.FPDFBitmap_BGRA:
            return True
        rows, stride = c.FPDFBitmap_GetHeight(bitmap), c.FPDFBitmap_GetStride(bitmap)
        data = string_at(c.FPDFBitmap_GetBuffer(bitmap), rows * stride)
        alpha = np.frombuffer(data, np.uint8).reshape(rows, stride)[:, 3 : 4 * c.FPDFBitmap_GetWidth(bitmap) : 4]
        return bool((alpha < _CLEAR).mean() < _FEW)
    finally:
        c.FPDFBitmap_Destroy(bitmap)


def _box(item: Any, turn: Matrix) -> Box:
    left, bottom, right, top = (c_float() for _ in range(4))
    c.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top))
    (ax, ay), (bx, by) = apply(turn, left.value, top.value), apply(turn, right.value, bottom.value)
    return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
