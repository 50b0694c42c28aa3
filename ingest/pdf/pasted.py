"""Pasted: pictures of papers on text pages of a PDF → the pictures with what they say: `with_pasted(document, path)`.

A step apart, as likeness is: the pages are read before, and most files hold no such picture.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest import limits
from ingest.scan.size import may_be_paper
from model.document import Block, Document, Picture, Table
from model.place import Box, Place

#: Pixels a point in which a picture is drawn for reading: 200 to 400 dots an inch, as its own pixels are dense.
_COARSEST, _FINEST = 200 / 72, 400 / 72
#: Typed characters over a picture from which it is the ground of the page, not a paper on it.
_GROUND = 40
#: The longer side of the drawing on which the date over a photograph is looked for.
_STAMP_SIDE = 1000
_LATE = f"文字识别用时已达上限{limits.LOST}"


def with_pasted(document: Document, path: Path) -> Document:
    """The document with `content` set on its pictures of papers, and notes on what was read and what was not."""
    wanted = list(_candidates(document))
    if not wanted:
        return document
    from ingest.scan.engine import NoEngine, ready

    try:
        ready()
        found = _read_all(path, wanted, limits.pasted_seconds(path.stat().st_size))
    except NoEngine as error:
        found = {one.place: replace(one, unread=f"文字识别不可用（{error}）") for one in wanted}
    read = [found.get(node.place, node) if isinstance(node, Picture) else node for node in document.nodes]
    notes = [f"第 {one.place.page} 页的图片未识别：{one.unread.rstrip('。')}。" for one in found.values() if one.unread]
    if count := sum(bool(one.content) for one in found.values()):
        notes.append(f"有 {count} 张图片上的文字由图像识别（OCR）读出，请对照原图核实。")
    return replace(document, nodes=tuple(read), notes=(*document.notes, *notes))


def _candidates(document: Document) -> Iterable[Picture]:
    """Pictures on text pages that are big enough for a paper, each once, without those that lie under the text."""
    typed = {page.number for page in document.pages if page.has_text and page.source == "text"}
    seen: set[str] = set()
    over: dict[int, list[tuple[Box, int]]] | None = None
    for node in document.nodes:
        if not isinstance(node, Picture) or node.place.page not in typed or node.place.box is None:
            continue
        x0, top, x1, bottom = box = node.place.box
        if node.sha256 in seen or not may_be_paper(node.width, node.height, (x1 - x0, bottom - top)):
            continue
        over = _texts(document) if over is None else over
        if sum(count for other, count in over.get(node.place.page or 0, ()) if _is_over(other, box)) < _GROUND:
            seen.add(node.sha256)
            yield node


def _texts(document: Document) -> dict[int, list[tuple[Box, int]]]:
    found: dict[int, list[tuple[Box, int]]] = {}

    def put(place: Place, text: str) -> None:
        if place.page is not None and place.box is not None and text.strip():
            found.setdefault(place.page, []).append((place.box, len(text)))

    for node in document.nodes:
        if isinstance(node, Block):
            put(node.place, node.text)
        elif isinstance(node, Table):
            for cell in node.cells:
                put(cell.place, cell.text)
    return found


def _is_over(text: Box, picture: Box) -> bool:
    x, y = (text[0] + text[2]) / 2, (text[1] + text[3]) / 2
    return picture[0] < x < picture[2] and picture[1] < y < picture[3]


def _read_all(path: Path, wanted: Iterable[Picture], seconds: float) -> dict[Place, Picture]:
    from pypdfium2 import PdfiumError

    from ingest.scan.render import open_pdf

    found: dict[Place, Picture] = {}
    until = time.monotonic() + seconds
    try:
        with open_pdf(path) as pdf:
            for one in wanted:
                found[one.place] = _read(pdf, one, until)
    except PdfiumError:
        found |= {one.place: replace(one, unread="PDFium 打不开此文件") for one in wanted if one.place not in found}
    return found


def _read(pdf: Any, node: Picture, until: float) -> Picture:
    from pypdfium2 import PdfiumError

    from ingest.scan.pasted import PROBE_SIDE, has_much_text, read_content
    from ingest.scan.render import to_pixels
    from ingest.scan.stamp import read_stamp

    assert node.place.page is not None
    assert node.place.box is not None
    try:
        page = pdf[node.place.page - 1]
        try:
            box = _within(node.place.box, page.get_size())
            wide, high = box[2] - box[0], box[3] - box[1]
            if not has_much_text(_draw(page, box, PROBE_SIDE / max(wide, high))):
                seen = _draw(page, box, _STAMP_SIDE / max(wide, high)) if time.monotonic() < until else None
                return replace(node, stamp=read_stamp(seen)) if seen else node
            if time.monotonic() > until:
                return replace(node, unread=_LATE)
            scale = min(_FINEST, max(_COARSEST, node.width / wide, node.height / high))
            scale = min(scale, (limits.MAX_PIXELS / (wide * high)) ** 0.5)
            content = read_content(to_pixels(_draw(page, box, scale)), node.place, node.place.path, box)
        finally:
            page.close()
    except (PdfiumError, ValueError, IndexError, ArithmeticError, RuntimeError, OSError) as error:
        return replace(node, unread=f"图片无法取出或识别（{type(error).__name__}）")
    return replace(node, content=content.nodes, confidence=content.confidence) if content else node


def _within(box: Box, size: tuple[float, float]) -> Box:
    x0, top, x1, bottom = box
    inside = (max(0.0, x0), max(0.0, top), min(size[0], x1), min(size[1], bottom))
    if inside[2] - inside[0] < 1 or inside[3] - inside[1] < 1:
        raise ValueError("the picture lies outside the page")
    return inside


def _draw(page: Any, box: Box, scale: float) -> Any:
    """The part of the page as displayed, as a PIL picture."""
    wide, high = page.get_size()
    bitmap = page.render(scale=scale, crop=(box[0], high - box[3], wide - box[2], box[1]), rev_byteorder=True)
    try:
        return bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
