"""Revisions: what an incrementally saved PDF said before. Each save only appends, so the former file is still there."""

from __future__ import annotations

from ctypes import POINTER, c_ushort, cast, create_string_buffer
from typing import Any

import pypdfium2.raw as c

from ingest import limits
from ingest.pdf.history import ends_of
from model.document import Trace, TraceKind
from model.place import Place

#: Only so many former revisions and pages are looked at, and so many changed lines told.
_MOST_REVISIONS, _MOST_PAGES, _MOST_TRACES = 3, 300, 100


def read_earlier(data: bytes, file: str) -> list[Trace]:
    """Lines of former revisions that the last one no longer has, each with its page; none for a file saved once.

    A signature or a comment adds a revision without changing any line.
    """
    ends = ends_of(data)[:-1][-_MOST_REVISIONS:] if data.count(b"startxref") > 1 else []
    if not ends:
        return []
    last = _lines(data)
    traces: dict[tuple[int, str], Trace] = {}
    for end in ends:
        for number, lines in enumerate(_lines(data[:end]), 1):
            now = set(last[number - 1]) if number <= len(last) else set()
            for line in lines:
                if line not in now:
                    place = Place(file, f"p{number}", number, None, line)
                    traces.setdefault((number, line), Trace(TraceKind.EARLIER, line, place))
    return list(traces.values())[:_MOST_TRACES]


def _lines(data: bytes) -> list[list[str]]:
    """Text lines, page by page; none when this stretch of the file is no PDF."""
    pdf = c.FPDF_LoadMemDocument64(data, len(data), None)
    if not pdf:
        return []
    try:
        return [_page_lines(pdf, index) for index in range(min(c.FPDF_GetPageCount(pdf), _MOST_PAGES))]
    finally:
        c.FPDF_CloseDocument(pdf)


def _page_lines(pdf: Any, index: int) -> list[str]:
    page = c.FPDF_LoadPage(pdf, index)
    if not page:
        return []
    if c.FPDFPage_GetAnnotCount(page) > 0 and c.FPDFPage_Flatten(page, c.FLAT_NORMALDISPLAY) == 1:
        c.FPDF_ClosePage(page)
        page = c.FPDF_LoadPage(pdf, index)
    text = c.FPDFText_LoadPage(page)
    count = min(c.FPDFText_CountChars(text), limits.MAX_PAGE_CHARS)
    buffer = create_string_buffer(2 * max(count, 0) + 2)
    c.FPDFText_GetText(text, 0, count, cast(buffer, POINTER(c_ushort)))
    c.FPDFText_ClosePage(text)
    c.FPDF_ClosePage(page)
    words = buffer.raw.decode("utf-16-le", "replace")
    return [line for line in map(str.strip, words.strip("\0").splitlines()) if line]
