"""Likeness of the pictures of a PDF. Decoding them takes longer than reading all the text, so it is a step apart."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.pictures import likeness_of
from model.document import Document, Picture

_JPEG = b"\xff\xd8\xff"
#: Pictures that are looked at in one file; the same picture counts once.
_MOST = 300
_MOST_PIXELS = 25_000_000


def with_likeness(document: Document, path: Path) -> Document:
    """The document with `likeness` set on its pictures; one that cannot be decoded keeps ""."""
    wanted = {node.sha256 for node in document.nodes if isinstance(node, Picture) and node.sha256}
    if not wanted:
        return document
    pages = {node.place.page for node in document.nodes if isinstance(node, Picture)}
    found: dict[str, str] = {}
    try:
        pdf = pdfium.PdfDocument(path.read_bytes())
    except pdfium.PdfiumError:
        return document
    try:
        for number in sorted(page for page in pages if page):
            if len(found) < _MOST:
                _look_at_page(pdf, number, wanted, found)
    finally:
        pdf.close()
    nodes = tuple(
        replace(node, likeness=found.get(node.sha256, "")) if isinstance(node, Picture) else node
        for node in document.nodes
    )
    return replace(document, nodes=nodes)


def _look_at_page(pdf: Any, number: int, wanted: set[str], found: dict[str, str]) -> None:
    try:
        for image in pdf[number - 1].get_objects([c.FPDF_PAGEOBJ_IMAGE], max_depth=8):
            data = bytes(image.get_data())
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 in wanted and sha256 not in found:
                found[sha256] = _likeness(image, data)
    except pdfium.PdfiumError:
        return  # a damaged picture has no likeness; the page itself was read before


def _likeness(image: Any, data: bytes) -> str:
    width, height = image.get_px_size()
    if not data.startswith(_JPEG):  # raw rows of pixels: pdfium knows their colours, so it unpacks them
        if width * height > _MOST_PIXELS:
            return ""
        stream = io.BytesIO()
        try:
            image.get_bitmap().to_pil().convert("L").save(stream, "BMP")
        except (pdfium.PdfiumError, ValueError, OSError):
            return ""
        data = stream.getvalue()
    return likeness_of(data, width, height)
