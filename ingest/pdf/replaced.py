"""Replacement text (ISO 32000 §14.9.4): what a span of a page says instead of the letters that it draws."""

from __future__ import annotations

import re

import pikepdf

from ingest import limits

#: Hyphens, ligatures and boxes are replaced by rights: only a text with a digit may give a false number.
_DIGIT = re.compile(r"[0-9０-９]")
_MARK = b"ActualText"


def drop_replacements(pdf: pikepdf.Pdf) -> set[int]:
    """Takes the replacements that have digits off their spans; the pages (from 0) where there were any."""
    pages = set[int]()
    for number, page in enumerate(pdf.pages[: limits.MAX_PAGES]):
        named = page.get("/Resources", pikepdf.Dictionary()).get("/Properties")
        found = [_drop(one) for one in (named or {}).values() if isinstance(one, pikepdf.Dictionary)]
        if _MARK in _content(page):
            told = list(pikepdf.parse_content_stream(page))
            spans = [step.operands[1] for step in told if str(step.operator) == "BDC" and len(step.operands) == 2]
            taken = [_drop(one) for one in spans if isinstance(one, pikepdf.Dictionary)]
            if any(taken):
                page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(told))
            found += taken
        if any(found):
            pages.add(number)
    return pages


def _content(page: pikepdf.Page) -> bytes:
    streams = page.get("/Contents")
    if streams is None:
        return b""
    parts = list(streams) if isinstance(streams, pikepdf.Array) else [streams]
    return b"\n".join(part.read_bytes() for part in parts)


def _drop(span: pikepdf.Dictionary) -> bool:
    told = span.get("/ActualText")
    if told is None or not _DIGIT.search(str(told)):
        return False
    del span["/ActualText"]
    return True
