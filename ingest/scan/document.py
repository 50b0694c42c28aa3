"""A picture file (png, jpg, tiff …) as a Document: `read_picture(path, name)`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from ingest import limits
from ingest.pdf.margins import drop_margins
from ingest.pdf.nodes import build_nodes
from ingest.pdf.shapes import RawPage
from ingest.pictures import taken_of
from ingest.scan.back import RIGHT, as_displayed, carry_box
from model.document import Document, Doubt, Page, Trace, TraceKind
from model.errors import CannotRead
from model.place import Place


def read_picture(path: Path, name: str) -> Document:
    """Each frame of the file is a page, read by recognition.

    Raises CannotRead: needs_ocr (recognition is not installed), corrupt, limit_exceeded, empty (no text on it).
    """
    from ingest.scan.engine import NoEngine, ready

    try:
        ready()
    except NoEngine as error:
        raise CannotRead(name, f"图片没有文字层，需要文字识别（OCR），但{error}", "needs_ocr") from error
    from ingest.scan.layout import lay_out_scan
    from ingest.scan.page import read_pages
    from ingest.scan.render import frames

    raws: list[RawPage] = []
    pages: list[Page] = []
    notes: list[str] = []
    until = time.monotonic() + limits.scan_seconds(path.stat().st_size)
    for number, pixels in enumerate(frames(path, name), 1):
        if time.monotonic() > until:
            notes.append(f"文字识别用时已达上限，第 {number} 页及以后未读取。")
            pages.append(Page(number, round(pixels.width, 1), round(pixels.height, 1), has_text=False))
            break
        parts = read_pages(pixels, number)
        raws += parts
        notes += [note for raw in parts for note in raw.notes]
        pages.append(scanned(parts, pixels.width, pixels.height))
    unread = {page.number for page in pages if not page.has_text}
    notes += say_lost(pages)
    if pages and all(page.lost and not page.has_text for page in pages):
        raise CannotRead(name, f"图片{pages[0].lost}，未能识别出文字，请重新扫描或提供原件", "needs_ocr")
    layouts = [lay_out_scan(raw) for raw in raws if raw.number % RIGHT not in unread]
    drop_margins([(layout.raw, layout.lines) for layout in layouts])
    nodes = build_nodes(layouts, name)
    taken = taken_of(path.read_bytes())
    if not nodes and not taken:  # a photograph without words still says when it was taken
        raise CannotRead(name, "图片上没有识别出文字", "empty")
    scans = {raw.number: raw.scan.back for raw in raws if raw.scan}
    properties = {"pages": str(len(pages))}
    notes += [] if nodes else ["图片上没有识别出文字。"]
    traces = (Trace(TraceKind.TAKEN, taken, Place(name, "p1", 1, None, taken), date=taken),) if taken else ()
    return Document(name, "picture", as_displayed(nodes, scans), tuple(pages), properties, tuple(notes), traces)


def scanned(raws: list[RawPage], width: float, height: float) -> Page:
    """The Page of what was read by recognition, one page or two side by side; its size is that as displayed."""
    scans = [raw.scan for raw in raws if raw.scan is not None]
    seals = tuple(box for scan in scans for box in scan.seals)
    confidence = min(scan.confidence for scan in scans)
    doubts = tuple(Doubt(carry_box(box, scan.back), why) for scan in scans for box, why in scan.doubts)
    size = round(width, 1), round(height, 1)
    lost = next((scan.lost for scan in scans if scan.lost), "")
    if all(scan.unread for scan in scans):
        return Page(raws[0].number, *size, False, "ocr", lost=lost)
    return Page(raws[0].number, *size, source="ocr", confidence=confidence, seals=seals, doubts=doubts, lost=lost)


def say_lost(pages: Sequence[Page]) -> list[str]:
    """A sentence for the pages that could not be read and one for those of which a part could not, by the reason."""
    notes = []
    for was_read, tail in (
        (False, "，未能读取，其中的内容请对照原图核对，或请申报单位重新扫描。"),
        (True, "，可能有内容未读出，请对照原图核对。"),
    ):
        some = [page for page in pages if page.lost and page.has_text is was_read]
        for why in dict.fromkeys(page.lost for page in some):
            numbers = "、".join(str(page.number) for page in some if page.lost == why)
            notes.append(f"第 {numbers} 页{why}{tail}")
    return notes
