"""What is laid over a page: filled form fields, typed remarks, stamps. pdfium reads only the page under them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import POINTER, byref, cast, create_string_buffer
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as c

from ingest.pdf.glyphs import is_wide
from ingest.pdf.shapes import Char, Matrix, apply
from ingest.symbols import TICKED, UNTICKED
from model.place import Box

#: These print text on the page; links, notes in bubbles and marks over the text do not.
_PRINTED = (c.FPDF_ANNOT_WIDGET, c.FPDF_ANNOT_FREETEXT, c.FPDF_ANNOT_STAMP)
#: These hold a remark of a reader.
_REMARKS = (c.FPDF_ANNOT_TEXT, c.FPDF_ANNOT_FREETEXT, c.FPDF_ANNOT_HIGHLIGHT, c.FPDF_ANNOT_UNDERLINE,
            c.FPDF_ANNOT_STRIKEOUT, c.FPDF_ANNOT_STAMP, c.FPDF_ANNOT_SQUARE, c.FPDF_ANNOT_CIRCLE)  # fmt: skip
_HIDDEN = 2  # annotation flag “Hidden” (ISO 32000 §12.5.3)
_MOST = 2_000
_MOST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation; `box` as displayed. `value` is what a field without a picture of its own holds;
    `is_field`: it is a field to be filled in or the icon of a note, whose ground is nobody's cover.
    """

    box: Box
    text: str
    author: str
    date: str
    is_printed: bool
    is_remark: bool
    value: str = ""
    is_field: bool = False


def read_annotations(page: Any, turn: Matrix, form: Any) -> list[Annotation]:
    """Annotations of a page that print something or hold a remark. `form`: pdfium's handle, or None."""
    found = []
    for index in range(min(c.FPDFPage_GetAnnotCount(page), _MOST)):
        item = c.FPDFPage_GetAnnot(page, index)
        if not item:
            continue
        kind = c.FPDFAnnot_GetSubtype(item)
        if (kind in _PRINTED or kind in _REMARKS) and not c.FPDFAnnot_GetFlags(item) & _HIDDEN:
            found.append(_read(item, kind, turn, form))
        c.FPDFPage_CloseAnnot(item)
    return found


def _read(item: Any, kind: int, turn: Matrix, form: Any) -> Annotation:
    rect = c.FS_RECTF()
    c.FPDFAnnot_GetRect(item, byref(rect))
    (ax, ay), (bx, by) = apply(turn, rect.left, rect.top), apply(turn, rect.right, rect.bottom)
    box = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
    has_picture = c.FPDFAnnot_GetAP(item, c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2
    value = ""
    if not has_picture and kind == c.FPDF_ANNOT_WIDGET:
        value = _field_value(item, form)
    elif not has_picture and kind == c.FPDF_ANNOT_FREETEXT:
        value = _string(item, "Contents")
    return Annotation(
        box, _string(item, "Contents"), _string(item, "T"), _string(item, "M"),
        is_printed=kind in _PRINTED and has_picture, is_remark=kind in _REMARKS, value=value,
        is_field=kind in (c.FPDF_ANNOT_WIDGET, c.FPDF_ANNOT_TEXT),
    )  # fmt: skip


def _field_value(item: Any, form: Any) -> str:
    """What the field holds, by itself or through its parent."""
    if form and c.FPDFAnnot_GetFormFieldType(form, item) in (c.FPDF_FORMFIELD_CHECKBOX, c.FPDF_FORMFIELD_RADIOBUTTON):
        state = _string(item, "AS") or _string(item, "V")
        return TICKED if c.FPDFAnnot_IsChecked(form, item) or state not in ("", "Off") else UNTICKED
    value = _string(item, "V")
    if not value and form:
        value = _text(lambda buffer, size: c.FPDFAnnot_GetFormFieldValue(form, item, buffer, size))
    return value


def _string(item: Any, key: str) -> str:
    """A text of the annotation's dictionary."""
    return _text(lambda buffer, size: c.FPDFAnnot_GetStringValue(item, key.encode(), buffer, size))


def _text(get: Callable[[Any, int], int]) -> str:
    size = get(None, 0)
    if not 2 < size <= _MOST_TEXT:
        return ""
    buffer = create_string_buffer(size)
    get(cast(buffer, POINTER(c.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\r", "\n").strip("\0 \n")


def spread(annotation: Annotation) -> Iterator[Char]:
    """The value of a field as characters set out in its box, for the file does not say where each stands."""
    x0, top, _, bottom = annotation.box
    lines = annotation.value.split("\n")
    size = max(4.0, min(10.5, (bottom - top) * 0.7 / len(lines)))
    step = (bottom - top) / len(lines)
    for i, line in enumerate(lines):
        middle, x = top + (i + 0.5) * step, x0 + 2
        for char in line:
            width = size if is_wide(char) else size / 2
            yield Char(middle + 0.35 * size, x, x + width, middle - size / 2, middle + size / 2, size, char)
            x += width
