"""What is drawn on a page out of pdfium's objects: ruled lines, pictures, text objects that do not show, fonts."""

from __future__ import annotations

import hashlib
from ctypes import byref, c_char_p, c_float, c_int, c_size_t, c_uint, c_void_p, cast, create_string_buffer
from itertools import compress, repeat
from typing import Any

import pypdfium2.raw as c

from ingest import limits
from ingest.pdf.calls import Handle, ask, fast, handle_of, pointer
from ingest.pdf.painted_over import find_late
from ingest.pdf.paths import inside, read_paths
from ingest.pdf.shapes import Image, Matrix, RawPage, apply
from ingest.pdf.unseen import read_unseen
from ingest.pdf.watermarks import is_marked_at_ends, is_watermark

_DEEPEST_FORM = 8
_FONT_STEP = 32
_LONGEST_NAME = 256
_get_font = fast(c.FPDFTextObj_GetFont, c_void_p)
_get_object = fast(c.FPDFPage_GetObject, c_void_p)
_get_inner = fast(c.FPDFFormObj_GetObject, c_void_p)
_get_type = fast(c.FPDFPageObj_GetType, c_int)
_get_name = fast(c.FPDFFont_GetBaseFontName, c_size_t, c_void_p, c_char_p, c_size_t)
_is_embedded = fast(c.FPDFFont_GetIsEmbedded, c_int)
_NAME = create_string_buffer(_LONGEST_NAME)
_get_mode = fast(c.FPDFTextObj_GetTextRenderMode, c_int)


def read_objects(handle: Any, page: RawPage, turn: Matrix) -> set[str]:
    """Adds what the objects of a page draw to `page`; returns the names of fonts."""
    fonts = set[str]()
    addresses = list(map(_get_object, repeat(handle_of(handle)), range(page.objects)))
    _read_objects(addresses, handle, page, turn, fonts, 0)
    return fonts


def _read_objects(addresses: list[int], handle: Any, page: RawPage, turn: Matrix, fonts: set[str], depth: int) -> None:
    items = list(map(pointer, addresses))
    modes = ask(_get_mode, items)
    is_text = modes != c.FPDF_TEXTRENDERMODE_UNKNOWN
    worded, others, before = is_text.nonzero()[0], (~is_text).nonzero()[0], page.words
    if len(worded):
        texts = list(compress(items, is_text.tolist())) if len(others) else items
        read_unseen(texts, modes[worded], page, turn)
        page.suspect |= is_marked_at_ends(addresses, worded)
        fonts |= _name_fonts(texts[::_FONT_STEP])
    if not len(others):
        return
    unread = read_paths([items[i] for i in others.tolist()], page, turn)
    find_late(page, others, is_text, before)
    for i in others[unread].tolist():
        item, kind = cast(addresses[i], c.FPDF_PAGEOBJECT), _get_type(items[i])
        if kind == c.FPDF_PAGEOBJ_IMAGE:
            page.images.append(_read_image(item, handle, turn))
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            page.suspect |= c.FPDFPageObj_CountMarks(item) > 0 and is_watermark(item)
            inner = c.FPDFFormObj_CountObjects(item)
            page.objects += inner
            if page.objects <= limits.MAX_OBJECTS:
                children = list(map(_get_inner, repeat(items[i]), range(inner)))
                _read_objects(children, handle, page, inside(item, turn), fonts, depth + 1)


def _name_fonts(texts: list[Handle]) -> set[str]:
    """`SimSun (embedded)` for each font of some text objects: a sample, so a font of few words may be missed."""
    named = set()
    for font in set(map(_get_font, texts)) - {None}:
        if not 1 < _get_name(font, _NAME, _LONGEST_NAME) <= _LONGEST_NAME:
            continue
        name = _NAME.value.decode("utf-8", "replace")
        named.add(f"{name} (embedded)" if _is_embedded(pointer(font)) == 1 else name)
    return named


def _read_image(item: Any, handle: Any, turn: Matrix) -> Image:
    sides = [c_float() for _ in range(4)]
    c.FPDFPageObj_GetBounds(item, *(byref(side) for side in sides))
    left, bottom, right, top = (side.value for side in sides)
    (x0, y0), (x1, y1) = apply(turn, left, top), apply(turn, right, bottom)
    image = Image((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    wide, high = c_uint(), c_uint()
    if c.FPDFImageObj_GetImagePixelSize(item, byref(wide), byref(high)):
        image.width, image.height = wide.value, high.value
    size = c.FPDFImageObj_GetImageDataRaw(item, None, 0)
    if 0 < size <= limits.MAX_PART:
        buffer = create_string_buffer(size)
        c.FPDFImageObj_GetImageDataRaw(item, buffer, size)
        image.sha256 = hashlib.sha256(buffer).hexdigest()
    return image
