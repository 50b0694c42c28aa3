"""RawPage by pdfium: characters with their boxes, ruled lines, pictures. The fast way (engines.md §1)."""

from __future__ import annotations

import hashlib
from ctypes import byref, c_float, c_int, c_uint, cast, create_string_buffer
from itertools import repeat
from pathlib import Path
from typing import Any

import pypdfium2.raw as c

from ingest import limits
from ingest.pdf.calls import Handle, fast, handle_of
from ingest.pdf.characters import no_codes, read_chars
from ingest.pdf.paths import read_paths
from ingest.pdf.shapes import Image, Matrix, RawPage, apply, compose, show_pale
from model.errors import CannotRead

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_META = {"Title": "title", "Author": "creator", "Subject": "subject", "Creator": "application", "Producer": "producer",
         "CreationDate": "created", "ModDate": "modified"}  # fmt: skip
_DEEPEST_FORM = 8
_get_object = fast(c.FPDFPage_GetObject, Handle)
_get_inner = fast(c.FPDFFormObj_GetObject, Handle)
_get_type = fast(c.FPDFPageObj_GetType, c_int)


class Pdfium:
    """An open PDF. Not thread-safe (pdfium is not): one process, one document at a time."""

    def __init__(self, path: Path, name: str) -> None:
        self.name, self.notes = name, list[str]()
        self._data = path.read_bytes()  # pdfium opens by ANSI path on Windows; bytes work everywhere
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
        self._has_form = c.FPDF_GetFormType(self._doc) != 0

    def close(self) -> None:
        c.FPDF_CloseDocument(self._doc)
        self._data = b""

    def properties(self) -> dict[str, str]:
        found = {"pages": str(self.page_count)}
        for tag, key in _META.items():
            size = c.FPDF_GetMetaText(self._doc, tag.encode(), None, 0)
            if 2 < size <= 20_000:
                buffer = create_string_buffer(size)
                c.FPDF_GetMetaText(self._doc, tag.encode(), buffer, size)
                text = buffer.raw[: size - 2].decode("utf-16-le", "replace").strip("\0 ")
                if text:
                    found[key] = text
        version = c_int()
        if c.FPDF_GetFileVersion(self._doc, byref(version)):
            found["version"] = f"{version.value // 10}.{version.value % 10}"
        return found

    def page(self, index: int) -> RawPage:
        """Page `index` (from 0). Raises CannotRead when pdfium cannot load it."""
        handle = c.FPDF_LoadPage(self._doc, index)
        if not handle:
            raise CannotRead(self.name, f"第 {index + 1} 页已损坏")
        try:
            if self._has_form and c.FPDFPage_Flatten(handle, 0) == 1:  # 1: form fields became page content
                c.FPDF_ClosePage(handle)
                handle = c.FPDF_LoadPage(self._doc, index)
            return _read_page(handle, index, self._seen)
        finally:
            c.FPDF_ClosePage(handle)


def _read_page(handle: Any, index: int, seen: Any) -> RawPage:
    page = RawPage(index + 1, c.FPDF_GetPageWidthF(handle), c.FPDF_GetPageHeightF(handle))
    turn = _turn(handle)
    text = c.FPDFText_LoadPage(handle)
    if text:
        read_chars(text, page, turn, seen)
        c.FPDFText_ClosePage(text)
    page.objects = c.FPDFPage_CountObjects(handle)
    if page.objects > limits.MAX_OBJECTS:
        page.notes.append(f"第 {page.number} 页有 {page.objects} 个图形对象，超过上限，未查找表格{limits.LOST}")
        return page
    objects = list(map(_get_object, repeat(handle_of(handle)), range(page.objects)))
    _read_objects(objects, handle, page, turn, 0)
    show_pale(page)
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


def _read_objects(objects: list[Handle], handle: Any, page: RawPage, turn: Matrix, depth: int) -> None:
    kinds = list(map(_get_type, objects))
    read_paths([item for item, kind in zip(objects, kinds, strict=True) if kind == c.FPDF_PAGEOBJ_PATH], page, turn)
    for pointer, kind in zip(objects, kinds, strict=True):
        if kind == c.FPDF_PAGEOBJ_IMAGE:
            page.images.append(_read_image(cast(pointer, c.FPDF_PAGEOBJECT), handle, turn))
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            item = cast(pointer, c.FPDF_PAGEOBJECT)
            inner = c.FPDFFormObj_CountObjects(item)
            page.objects += inner
            if page.objects <= limits.MAX_OBJECTS:
                children = list(map(_get_inner, repeat(pointer), range(inner)))
                _read_objects(children, handle, page, _inside(item, turn), depth + 1)


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
