"""RawPage by pdfium: characters with their boxes, ruled lines, pictures. The fast way (engines.md §1)."""

from __future__ import annotations

import hashlib
from ctypes import byref, c_char_p, c_float, c_int, c_size_t, c_uint, c_void_p, cast, create_string_buffer
from itertools import compress, repeat
from pathlib import Path
from typing import Any

import pypdfium2.raw as c

from ingest import limits
from ingest.pdf.annotations import read_annotations, spread
from ingest.pdf.calls import Handle, ask, fast, handle_of, pointer
from ingest.pdf.characters import no_codes, read_chars
from ingest.pdf.concealed import find_covered
from ingest.pdf.history import read_properties
from ingest.pdf.nested import count_drawn
from ingest.pdf.paths import read_paths
from ingest.pdf.revisions import read_earlier
from ingest.pdf.shapes import Image, Matrix, RawPage, apply, compose, show_pale
from ingest.pdf.unseen import is_layer, read_unseen
from ingest.pdf.watermarks import is_marked_at_ends, is_suspect, is_watermark, take_watermarks
from model.document import Trace
from model.errors import CannotRead

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_DEEPEST_FORM = 8
#: One form may draw so many others: 1.1 million took pdfium 9 seconds and 2 GB, and pages stop at 20,000 objects.
_MOST_DRAWN = 500_000
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


class Pdfium:
    """An open PDF. Not thread-safe (pdfium is not): one process, one document at a time."""

    def __init__(self, path: Path, name: str) -> None:
        self.name, self.notes = name, list[str]()
        self._data = path.read_bytes()  # pdfium opens by ANSI path on Windows; bytes work everywhere
        if count_drawn(self._data, _MOST_DRAWN) > _MOST_DRAWN:
            raise CannotRead(name, "PDF 的图形对象层层嵌套，展开后超过上限", "limit_exceeded")
        self._doc = c.FPDF_LoadMemDocument64(self._data, len(self._data), None)
        if not self._doc:
            error = c.FPDF_GetLastError()
            if error in (_PASSWORD, _SECURITY):
                raise CannotRead(name, "PDF 设有打开密码，请提供无密码的版本", "needs_password")
            raise CannotRead(name, "PDF 已损坏，无法打开")
        self.page_count: int = c.FPDF_GetPageCount(self._doc)
        if c.FPDF_GetSecurityHandlerRevision(self._doc) >= 0:
            self.notes.append("PDF 设有权限限制（无打开密码），已正常读取。")
        self._seen = no_codes()
        self._fonts: set[str] = set()
        self._form, self._callbacks = None, c.FPDF_FORMFILLINFO(version=2)
        if c.FPDF_GetFormType(self._doc) != 0:  # no scripts run: this build of pdfium has no JavaScript
            self._form = c.FPDFDOC_InitFormFillEnvironment(self._doc, byref(self._callbacks))

    def close(self) -> None:
        if self._form:
            c.FPDFDOC_ExitFormFillEnvironment(self._form)
        c.FPDF_CloseDocument(self._doc)
        self._data = b""

    def properties(self) -> dict[str, str]:
        """What the file tells of its making; `fonts` are those of the pages read so far."""
        found = read_properties(self._doc, self._data)
        if self._fonts:
            found["fonts"] = "; ".join(sorted(self._fonts))
        return found

    def earlier(self) -> list[Trace]:
        """What former revisions of the file say that it no longer says."""
        return read_earlier(self._data, self.name)

    def page(self, index: int) -> RawPage:
        """Page `index` (from 0). Raises CannotRead when pdfium cannot load it."""
        handle = c.FPDF_LoadPage(self._doc, index)
        if not handle:
            raise CannotRead(self.name, f"第 {index + 1} 页已损坏")
        try:
            turn = _turn(handle)
            laid_over = read_annotations(handle, turn, self._form) if c.FPDFPage_GetAnnotCount(handle) > 0 else []
            if any(item.is_printed for item in laid_over) and c.FPDFPage_Flatten(handle, c.FLAT_NORMALDISPLAY) == 1:
                c.FPDF_ClosePage(handle)  # 1: what lay over the page became its content
                handle = c.FPDF_LoadPage(self._doc, index)
            page = _read_page(handle, index, turn, self._seen, self._fonts)
            if page.images and not page.hidden and len(page.chars):
                find_covered(self._doc, handle, page, turn)
        finally:
            c.FPDF_ClosePage(handle)
        page.remarks = [item for item in laid_over if item.is_remark and item.text]
        if values := [char for item in laid_over if item.value for char in spread(item)]:
            page.chars = [*page.chars, *values]
        return page


def _read_page(handle: Any, index: int, turn: Matrix, seen: Any, fonts: set[str]) -> RawPage:
    page = RawPage(index + 1, c.FPDF_GetPageWidthF(handle), c.FPDF_GetPageHeightF(handle))
    text = c.FPDFText_LoadPage(handle)
    if text:
        read_chars(text, page, turn, seen)
        c.FPDFText_ClosePage(text)
    page.objects = c.FPDFPage_CountObjects(handle)
    if page.objects > limits.MAX_OBJECTS:
        page.notes.append(f"第 {page.number} 页有 {page.objects} 个图形对象，超过上限，未查找表格{limits.LOST}")
        return page
    addresses = list(map(_get_object, repeat(handle_of(handle)), range(page.objects)))
    _read_objects(addresses, handle, page, turn, fonts, 0)
    if page.suspect or is_suspect(page):
        take_watermarks(handle, page, turn)
    show_pale(page)
    page.hidden = is_layer(page)
    return page


def _turn(handle: Any) -> Matrix:
    """Coordinates as displayed: crop box taken off, /Rotate applied, y downwards."""
    box = c.FS_RECTF()
    c.FPDF_GetPageBoundingBox(handle, byref(box))
    match c.FPDFPage_GetRotation(handle):
        case 1:
            return (0, 1, 1, 0, -box.bottom, -box.left)
        case 2:
            return (-1, 0, 0, 1, box.right, -box.bottom)
        case 3:
            return (0, -1, -1, 0, box.top, box.right)
    return (1, 0, 0, -1, -box.left, box.top)


def _read_objects(addresses: list[int], handle: Any, page: RawPage, turn: Matrix, fonts: set[str], depth: int) -> None:
    items = list(map(pointer, addresses))
    modes = ask(_get_mode, items)
    is_text = modes != c.FPDF_TEXTRENDERMODE_UNKNOWN
    if is_text.any():
        texts = list(compress(items, is_text.tolist()))
        read_unseen(texts, modes[is_text], page, turn)
        page.suspect |= is_marked_at_ends(list(compress(addresses, is_text.tolist())))
        fonts |= _name_fonts(texts[::_FONT_STEP])
    others = (~is_text).nonzero()[0]
    unread = read_paths([items[i] for i in others.tolist()], page, turn)
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
                _read_objects(children, handle, page, _inside(item, turn), fonts, depth + 1)


def _name_fonts(texts: list[Handle]) -> set[str]:
    """`SimSun (embedded)` for each font of some text objects: a sample, so a font of few words may be missed."""
    named = set()
    for font in set(map(_get_font, texts)) - {None}:
        if not 1 < _get_name(font, _NAME, _LONGEST_NAME) <= _LONGEST_NAME:
            continue
        name = _NAME.value.decode("utf-8", "replace")
        named.add(f"{name} (embedded)" if _is_embedded(pointer(font)) == 1 else name)
    return named


def _inside(form: Any, turn: Matrix) -> Matrix:
    """Coordinates inside a form XObject, carried out by its matrix."""
    m = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(form, byref(m)):
        return turn
    return compose((m.a, m.b, m.c, m.d, m.e, m.f), turn)


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
