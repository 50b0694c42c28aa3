"""A PDF as a Document: `read_pdf(path, name)`."""

from __future__ import annotations

from pathlib import Path

from ingest import limits
from ingest.pdf.concealed import forget_margins
from ingest.pdf.garbage import collected_as_usual, rarely_collected
from ingest.pdf.layout import Layout, join_pages, lay_out_all
from ingest.pdf.margins import drop_margins
from ingest.pdf.nodes import build_nodes
from ingest.pdf.pdfium import Pdfium
from ingest.pdf.shapes import RawPage
from ingest.pdf.unseen import find_traces
from ingest.pdf.watermarks import find_grounds
from ingest.scan.back import as_displayed
from model.document import Document, Page, Table, Trace, TraceKind
from model.errors import CannotRead
from model.place import Place

#: A page with fewer characters than this under a big picture is a scan with a stamp of the scanner app.
FEW_CHARS = 13
BIG_PICTURE = 0.4
#: Share of characters without Unicode value from which a page's text layer is worthless.
GARBLED = 0.2
#: Vector paths on a page without characters from which its text was turned into outlines.
OUTLINED = 200


@rarely_collected()
def read_pdf(path: Path, name: str) -> Document:
    """Text, tables and pictures of a PDF; `name` goes into every Place. Pages without text: `has_text` False.

    Raises CannotRead: corrupt, needs_password, limit_exceeded, needs_ocr (no page has text), empty (blank pages only).
    """
    layouts, properties, notes, earlier = _read_pages(path, name)
    sizes = [(round(raw.width, 1), round(raw.height, 1)) for raw in (layout.raw for layout in layouts)]
    wordless = [i for i, layout in enumerate(layouts) if not has_text(layout)]
    covered = [i for i, layout in enumerate(layouts) if layout.raw.hidden and i not in wordless]
    why_not, rights = "", dict[int, list[Layout]]()
    if wordless or covered:
        from ingest.pdf.scanned import recognise

        with collected_as_usual():
            by_page, why_not = recognise(path, layouts, [*wordless, *covered])
        for i, (layout, *right) in by_page.items():
            layout.traces = layouts[i].traces
            layout.raw.notes = [*layouts[i].raw.notes, *(note for part in (layout, *right) for note in part.raw.notes)]
            layouts[i] = layout
            rights[i] = right
    in_order = [part for i, layout in enumerate(layouts) for part in (layout, *rights.get(i, ()))]
    margins = [
        Trace(TraceKind.MARGIN, line.text, Place(name, f"p{raw.number}", raw.number, None, line.text))
        for raw, line in drop_margins([(layout.raw, layout.lines) for layout in in_order])
    ]
    join_pages(in_order)
    unread = [i + 1 for i in wordless if layouts[i].raw.scan is None]
    pages = tuple(
        _to_page([layout.raw, *(part.raw for part in rights.get(i, ()))], size, unread)
        for i, (layout, size) in enumerate(zip(layouts, sizes, strict=True))
    )
    for layout, page in zip(layouts, pages, strict=True):
        notes += layout.raw.notes
        if not page.has_text:
            layout.lines, layout.parts = [], []
    smeared = [page for page in pages if page.lost]
    backs = {layout.raw.number: layout.raw.scan.back for layout in in_order if layout.raw.scan}
    nodes = as_displayed(build_nodes(in_order, name), backs)
    if sum(map(count_chars, in_order)) < (FEW_CHARS * len(smeared) or 1):
        if unread:
            why = f"PDF 共 {len(pages)} 页，均为扫描图像、没有可用文字层，需要文字识别（OCR）"
            raise CannotRead(name, f"{why}；{why_not}" if why_not else why, "needs_ocr")
        if blind := next((page.lost for page in smeared), ""):
            why = f"PDF 共 {len(pages)} 页，是扫描图像，{blind}，未能识别出文字，请重新扫描或提供原件"
            raise CannotRead(name, why, "needs_ocr")
        raise CannotRead(name, f"PDF 共 {len(pages)} 页，没有任何内容", "empty")
    if unread:
        tail = f"（{why_not}）" if why_not else ""
        notes.append(f"第 {'、'.join(map(str, unread))} 页是扫描图像或没有可用文字层，未读取{tail}。")
    if smeared:
        from ingest.scan.document import say_lost

        notes += say_lost(smeared)
    if read := [page.number for page in pages if page.has_text and page.source == "ocr"]:
        notes.append(f"第 {'、'.join(map(str, read))} 页由图像识别（OCR）读出，请对照原图核实。")
    if seams := sum(len(node.seams) for node in nodes if isinstance(node, Table)):
        notes.append(f"有表格跨页 {seams} 处，已接续。")
    texts = [raw for raw in (layout.raw for layout in layouts) if raw.scan is None and raw.number not in unread]
    grounds = find_grounds([(raw.number, raw.width * raw.height, raw.images) for raw in texts], name)
    heights = {page.number: page.height for page in pages}
    found = forget_margins([trace for layout in layouts for trace in layout.traces], heights)
    traces = (*found, *grounds, *earlier, *margins)
    return Document(name, "pdf", nodes, pages, properties, tuple(dict.fromkeys(notes)), traces)


def _to_page(raws: list[RawPage], size: tuple[float, float], unread: list[int]) -> Page:
    """`size` as displayed; that of a straightened page may lie on its side. `raws`: one, or two side by side."""
    if raws[0].scan is None:
        return Page(raws[0].number, *size, raws[0].number not in unread)
    from ingest.scan.document import scanned

    return scanned(raws, *size)


def has_text(layout: Layout) -> bool:
    """Whether a page carries a usable text layer; a blank page counts as read."""
    raw, printed = layout.raw, layout.printed
    if printed and raw.garbled > GARBLED * printed:
        return False
    area = sum((i.box[2] - i.box[0]) * (i.box[3] - i.box[1]) for i in raw.images)
    if area > BIG_PICTURE * raw.width * raw.height and count_chars(layout) < FEW_CHARS:
        return False
    return bool(printed) or raw.objects <= OUTLINED


def count_chars(layout: Layout) -> int:
    return sum(len(line.text) for line in layout.lines) + sum(len(c.text) for p in layout.parts for c in p.cells)


def _read_pages(path: Path, name: str) -> tuple[list[Layout], dict[str, str], list[str], list[Trace]]:
    """Pages by pdfium; what pdfium cannot open or load is read by pdfplumber, and said so.

    Characters and lines are let go after some pages, so that memory does not grow with the number of pages.
    """
    from ingest.pdf import plumber

    try:
        pdf = Pdfium(path, name)
    except CannotRead as error:
        if error.status != "corrupt":
            raise
        pages, properties = plumber.read_all(path, name)
        return (
            [layout for page in pages for layout in _understand([page], name)],
            properties,
            ["PDFium 打不开此文件，已改用 pdfplumber 读取。"],
            [],
        )
    try:
        if pdf.page_count > limits.MAX_PAGES:
            raise CannotRead(name, f"PDF 有 {pdf.page_count} 页，超过上限 {limits.MAX_PAGES} 页", "limit_exceeded")
        if pdf.page_count == 0:
            raise CannotRead(name, "PDF 没有任何页面，已损坏")
        layouts, notes = list[Layout](), list(pdf.notes)
        for sheaf in pdf.sheaves():
            if not sheaf:
                sheaf = [plumber.read_one(path, name, len(layouts))]
                notes.append(f"第 {len(layouts) + 1} 页 PDFium 无法读取，已改用 pdfplumber。")
            layouts += _understand(sheaf, name)
        return layouts, pdf.properties(), notes, pdf.earlier()
    finally:
        pdf.close()


def _understand(pages: list[RawPage], name: str) -> list[Layout]:
    layouts = lay_out_all(pages)
    for page, layout in zip(pages, layouts, strict=True):
        layout.traces = find_traces(page, name)
        if page.garbled > GARBLED * max(1, layout.printed):
            page.notes.append(f"第 {page.number} 页的字体没有文字编码（ToUnicode），提取的是乱码，按无文字层处理。")
        elif page.garbled:
            page.notes.append(f"第 {page.number} 页有 {page.garbled} 个字符没有文字编码，以“\ufffd”代替{limits.LOST}")
        page.forget()
    return layouts
