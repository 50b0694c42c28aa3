"""RawPage by pdfplumber: the second opinion for files that pdfium cannot open. Slow (engines.md §1), imported late."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from ingest import limits
from ingest.pdf.shapes import Char, Image, RawPage, add_edge, char_text, is_garbage
from ingest.symbols import read_symbols
from model.errors import CannotRead

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every oddity of damaged files, page by page


def read_all(path: Path, name: str) -> tuple[list[RawPage], dict[str, str]]:
    """All pages and the properties. Raises CannotRead(corrupt | needs_password | limit_exceeded)."""
    import pdfplumber

    try:
        with path.open("rb") as stream, pdfplumber.open(stream) as pdf:
            if len(pdf.pages) > limits.MAX_PAGES:
                raise CannotRead(name, f"PDF 超过上限 {limits.MAX_PAGES} 页", "limit_exceeded")
            pages = [_to_raw(page) for page in pdf.pages]
            properties = {str(k): str(v) for k, v in (pdf.metadata or {}).items() if isinstance(v, str)}
    except CannotRead:
        raise
    except Exception as error:
        raise _to_cannot_read(name, error) from error
    if not pages:
        raise CannotRead(name, "PDF 没有任何可读页面，已损坏")
    return pages, properties | {"pages": str(len(pages))}


def read_one(path: Path, name: str, index: int) -> RawPage:
    """One page (from 0); an empty page with a note when pdfplumber cannot read it either."""
    import pdfplumber

    try:
        with path.open("rb") as stream, pdfplumber.open(stream, pages=[index + 1]) as pdf:
            return _to_raw(pdf.pages[0])
    except Exception:  # noqa: BLE001  see read_all
        page = RawPage(index + 1, 0.0, 0.0, objects=limits.MAX_OBJECTS)
        page.notes.append(f"第 {index + 1} 页已损坏{limits.LOST}")
        return page


def _to_cannot_read(name: str, error: Exception) -> CannotRead:
    text = f"{type(error).__name__} {error} {error.__cause__!r} {error.args!r}"
    if "Password" in text or "Encrypt" in text:
        return CannotRead(name, "PDF 设有打开密码，请提供无密码的版本", "needs_password")
    return CannotRead(name, "PDF 已损坏或不完整，无法打开")


def _to_raw(page: Any) -> RawPage:
    chars: list[Char] = []
    raw = RawPage(page.page_number, float(page.width), float(page.height), chars)
    for char in page.chars[: limits.MAX_PAGE_CHARS]:
        for letter in char["text"]:
            code = ord(letter)
            raw.garbled += is_garbage(code)
            if out := char_text(code):
                size, bottom = float(char["size"]), float(char["bottom"])
                base = bottom - 0.2 * (bottom - float(char["top"]))
                box = (float(char["x0"]), float(char["x1"]), float(char["top"]), bottom)
                chars.append(Char(base, *box, size, read_symbols(out)))
    for edge in page.edges[: limits.MAX_OBJECTS]:
        add_edge(raw, float(edge["x0"]), float(edge["top"]), float(edge["x1"]), float(edge["bottom"]))
    for image in page.images:
        raw.images.append(Image((image["x0"], image["top"], image["x1"], image["bottom"])))
    raw.objects = sum(len(objects) for kind, objects in page.objects.items() if kind != "char")
    return raw
