"""Disguised text: where a page draws another digit than its text layer says (`8,200` is read, `3,200` is seen), by
its font or by a text that replaces what is drawn.

What is drawn is asked of pdfium code by code: the fonts of the file are put on a page of their own, where every code
in question gets a Unicode value of its own, so that the outline is the very one that the page shows.
"""

from __future__ import annotations

import io
from ctypes import c_double, c_int
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2.raw as c

from ingest import limits
from ingest.pdf.code_maps import CodeMap, read_code_maps, read_says
from ingest.pdf.replaced import drop_replacements
from ingest.pdf.shape_of_digit import likeness, outline_of
from model.document import Document, Trace, TraceKind
from model.place import Box, Place

#: An outline is another digit when it looks so much like that, and so much less like what the text says. Of 2,646
#: wrong pairs made of fonts in Chinese reports 87 % are told; in 1,385 files from elsewhere nothing is (they were used
#: to choose the two numbers).
_LIKE, _MARGIN = 0.85, 0.15
_PRIVATE = 0xE000
_MOST_CODES = 60
_MOST_PAGES, _MOST_TRACES, _LONGEST = 300, 50, 30
_DIGITS = {chr(first + k): k for first in (0x30, 0xFF10) for k in range(10)}


@dataclass(frozen=True, slots=True)
class Lie:
    """A font whose codes say one digit and draw another: code → digit drawn."""

    map: CodeMap
    drawn: dict[str, str]


def with_disguised(document: Document, path: Path) -> Document:
    """The document with traces and notes of disguised text, or a note why it could not be looked for.

    A step apart, as the likeness of pictures is: it opens the file anew and costs some 5 ms a file.
    """
    if not any(page.has_text and page.source == "text" for page in document.pages):
        return document
    traces, why_not = find_disguised(path.read_bytes(), document.file)
    notes = [why_not] if why_not else []
    notes += [
        f"第 {trace.place.page} 页的文字层为“{trace.text}”，而页面所绘为“{trace.shown}”，请对照原件核实。"
        for trace in traces
        if trace.place
    ]
    return replace(document, notes=(*document.notes, *notes), traces=(*document.traces, *traces))


def find_disguised(data: bytes, file: str) -> tuple[list[Trace], str]:
    """A trace for each word in which another digit is drawn than is said; and why none could be looked for, or ""."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            maps = [one for one in read_code_maps(pdf) if any(text in _DIGITS for text in one.says.values())]
            lies = find_lies(maps) if maps else []
            replaced = drop_replacements(pdf)
            if not lies and not replaced:
                return [], ""
            for lie in lies:
                says = read_says(lie.map.font) | lie.drawn
                lie.map.font.ToUnicode = pikepdf.Stream(pdf, _to_cmap(says))
            pages = sorted(replaced.union(*(lie.map.pages for lie in lies)))[:_MOST_PAGES]
            honest = io.BytesIO()
            pdf.save(honest, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        RuntimeError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
    ) as error:
        return [], f"字体与文字层是否一致未能核对（{type(error).__name__}）。"
    return _compare(data, honest.getvalue(), pages, file), ""


def find_lies(maps: list[CodeMap]) -> list[Lie]:
    """The fonts that draw another digit for a code than they say."""
    asked = [(one, {code: text for code, text in one.says.items() if text in _DIGITS}) for one in maps]
    asked = [(one, dict(list(codes.items())[:_MOST_CODES])) for one, codes in asked]
    sheet = _sheet(asked)
    pdf = c.FPDF_LoadMemDocument64(sheet, len(sheet), None)
    if not pdf:
        return []
    lies = []
    page = c.FPDF_LoadPage(pdf, 0)
    if page and c.FPDFPage_CountObjects(page) == len(asked):
        for k, (one, codes) in enumerate(asked):
            font = c.FPDFTextObj_GetFont(c.FPDFPage_GetObject(page, k))
            if font and (drawn := _judge(font, codes)):
                lies.append(Lie(one, drawn))
    if page:
        c.FPDF_ClosePage(page)
    c.FPDF_CloseDocument(pdf)
    return lies


def _sheet(asked: list[tuple[CodeMap, dict[str, str]]]) -> bytes:
    """A page with one code of each font; the codes in question say U+E000, U+E001 …"""
    with pikepdf.new() as pdf:
        fonts, content = pikepdf.Dictionary(), b""
        for k, (one, codes) in enumerate(asked):
            source = one.font if one.font.is_indirect else None
            copy = pdf.copy_foreign(source) if source is not None else pdf.make_indirect(pikepdf.Dictionary())
            private = {code: chr(_PRIVATE + i) for i, code in enumerate(codes)}
            copy.ToUnicode = pikepdf.Stream(pdf, _to_cmap(private))
            fonts[f"/F{k}"] = copy
            content += b"BT /F%d 9 Tf <%s> Tj ET\n" % (k, next(iter(codes)).encode())
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page, MediaBox=[0, 0, 99, 99], Resources=pikepdf.Dictionary(Font=fonts)
        )
        page.Contents = pikepdf.Stream(pdf, content)
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        out = io.BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        return out.getvalue()


def _judge(font: Any, codes: dict[str, str]) -> dict[str, str]:
    """Code → digit drawn, where it is surely not the digit said.

    A shape that stands for three digits or more is the font's sign for a missing glyph.
    """
    drawn, shapes = {}, dict[bytes, set[str]]()
    for i, (code, said) in enumerate(codes.items()):
        outline = outline_of(font, _PRIVATE + i)
        alike = likeness(outline) if outline else None
        if alike is None:
            continue
        shape = b"".join(line.tobytes() for line in outline)
        shapes.setdefault(shape, set()).add(said)
        best = int(alike.argmax())
        if alike[best] >= _LIKE and alike[best] - alike[_DIGITS[said]] >= _MARGIN:
            drawn[code] = (chr(ord(said) - _DIGITS[said] + best), shape)
    return {code: digit for code, (digit, shape) in drawn.items() if len(shapes[shape]) < 3}


def _to_cmap(says: dict[str, str]) -> bytes:
    """A ToUnicode stream that says this."""
    lines = [f"<{code}> <{text.encode('utf-16-be').hex()}>" for code, text in says.items() if text]
    width = len(next(iter(says)))
    blocks = "".join(
        f"{len(lines[i : i + 100])} beginbfchar\n" + "\n".join(lines[i : i + 100]) + "\nendbfchar\n"
        for i in range(0, len(lines), 100)
    )
    return (f"begincmap\n1 begincodespacerange <{'0' * width}> <{'f' * width}> endcodespacerange\n{blocks}"
            "endcmap").encode()  # fmt: skip


def _compare(data: bytes, honest: bytes, pages: list[int], file: str) -> list[Trace]:
    """The words that differ between the file's own text layer and one that says what is drawn."""
    said, drawn = (c.FPDF_LoadMemDocument64(one, len(one), None) for one in (data, honest))
    traces: list[Trace] = []
    try:
        for index in pages if said and drawn else ():
            if len(traces) < _MOST_TRACES:
                traces += _compare_page(said, drawn, index, file)
    finally:
        for pdf in (said, drawn):
            if pdf:
                c.FPDF_CloseDocument(pdf)
    return traces[:_MOST_TRACES]


def _compare_page(said: Any, drawn: Any, index: int, file: str) -> list[Trace]:
    pages = [c.FPDF_LoadPage(pdf, index) for pdf in (said, drawn)]
    texts = [c.FPDFText_LoadPage(page) if page else None for page in pages]
    traces: list[Trace] = []
    if all(texts):
        one, other = (_read(text) for text in texts)
        end = 0
        for at in range(len(one) if len(one) == len(other) else 0):
            if at < end or one[at] not in _DIGITS or _DIGITS.get(other[at]) in (None, _DIGITS[one[at]]):
                continue
            start, end = _word(one, at)
            words = one[start:end].strip()
            box = _box(pages[0], texts[0], start, end)
            place = Place(file, f"p{index + 1}", index + 1, box, words)
            traces.append(Trace(TraceKind.DISGUISED, words, place, shown=other[start:end].strip()))
    for text in filter(None, texts):
        c.FPDFText_ClosePage(text)
    for page in filter(None, pages):
        c.FPDF_ClosePage(page)
    return traces


def _read(text: Any) -> str:
    """One character for each of pdfium's, so that places in it are pdfium's indexes."""
    codes = (c.FPDFText_GetUnicode(text, i) for i in range(min(c.FPDFText_CountChars(text), limits.MAX_PAGE_CHARS)))
    return "".join(chr(code) if 0x20 <= code < 0xD800 else " " for code in codes)


def _word(text: str, at: int) -> tuple[int, int]:
    """Where the word round a character starts and ends."""
    start, end = at, at + 1
    while start > 0 and not text[start - 1].isspace() and at - start < _LONGEST:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - at < _LONGEST:
        end += 1
    return start, end


def _box(page: Any, text: Any, start: int, end: int) -> Box:
    """The box round some characters as displayed, in points."""
    width, height = c.FPDF_GetPageWidthF(page), c.FPDF_GetPageHeightF(page)
    xs, ys = [], []
    for index in range(start, end):
        left, right, bottom, top = (c_double() for _ in range(4))
        if not c.FPDFText_GetCharBox(text, index, left, right, bottom, top):
            continue
        for x, y in ((left, bottom), (right, top)):
            at_x, at_y = c_int(), c_int()
            c.FPDF_PageToDevice(page, 0, 0, int(width * 10), int(height * 10), 0, x, y, at_x, at_y)
            xs.append(at_x.value / 10)
            ys.append(at_y.value / 10)
    return (min(xs, default=0.0), min(ys, default=0.0), max(xs, default=0.0), max(ys, default=0.0))
