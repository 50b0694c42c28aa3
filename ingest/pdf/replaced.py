"""Replacement text (ISO 32000 §14.9.4): what a span of a page says instead of the letters that it draws."""

from __future__ import annotations

import re

import pikepdf

from ingest import limits
from ingest.pdf.code_maps import MOST_BYTES, bytes_of

#: Hyphens, ligatures and boxes are replaced by rights: only a text with a digit may give a false number.
_DIGIT = re.compile(r"[0-9０-９]")
_MARK = b"ActualText"
#: ABCDEF+SimSun: the part of a font that a file brings along, whose codes may be counted as it likes.
_SUBSET = re.compile(r"/[A-Z]{6}\+")


def drop_replacements(pdf: pikepdf.Pdf) -> set[int]:
    """Takes the replacements that have digits off their spans; the pages (from 0) where there were any.

    A page with a font that does not tell what its codes say is left out: there only the replacement can be read.
    """
    pages = set[int]()
    for number, page in enumerate(pdf.pages[: limits.MAX_PAGES]):
        resources = page.get("/Resources", pikepdf.Dictionary())
        if not all(map(_is_told, (resources.get("/Font") or {}).values())):
            continue
        named = resources.get("/Properties")
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


def _is_told(font: pikepdf.Object) -> bool:
    return "/ToUnicode" in font or not _SUBSET.match(str(font.get("/BaseFont", "")))


def _content(page: pikepdf.Page) -> bytes:
    """What the page draws; b"" where that is too much, or packed as no producer does."""
    streams = page.get("/Contents")
    if streams is None:
        return b""
    parts = list(streams) if isinstance(streams, pikepdf.Array) else [streams]
    unpacked = [bytes_of(part) for part in parts]
    return b"\n".join(unpacked) if sum(map(len, unpacked)) < MOST_BYTES else b""


def _drop(span: pikepdf.Dictionary) -> bool:
    told = span.get("/ActualText")
    if told is None or not _DIGIT.search(str(told)):
        return False
    del span["/ActualText"]
    return True
