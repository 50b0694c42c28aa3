"""A .docx as a Document: `read_word(path, name)`. Own walk over the XML, because python-docx's cell access is
quadratic on merged cells (43 s for 800 rows) and hangs on a hostile gridSpan (engines.md §4, reliability.md §0)."""

from __future__ import annotations

from pathlib import Path

from ingest import limits
from ingest.package import Package
from ingest.word.margins import find_margins
from ingest.word.names import W
from ingest.word.pasted import read_pasted
from ingest.word.properties import read_looks, read_properties
from ingest.word.traces import file_traces
from ingest.word.walk import Walk
from ingest.word.watermarks import find_watermarks
from model.document import Document, Picture, Table
from model.errors import CannotRead

_MAIN = "word/document.xml"


def read_word(path: Path, name: str) -> Document:
    """The body of a Word file in reading order; `name` goes into every Place.

    Raises CannotRead: corrupt, limit_exceeded, needs_password, needs_ocr (only pictures), empty (nothing at all).
    """
    with Package(path, name) as package:
        package.check()
        part = _main_part(package)
        body = package.xml(part).find(W + "body")
        if body is None:
            raise CannotRead(name, "Word 文档没有正文（缺少 w:body），已损坏")
        walk = Walk(package, part)
        walk.body(body)
        walk.end()
        nodes, said = read_pasted(package, walk.nodes, walk.sizes, limits.pasted_seconds(path.stat().st_size))
        if not _has_text(nodes):
            if any(isinstance(node, Picture) for node in nodes):
                raise CannotRead(name, "文档里只有图片、没有文字，需要文字识别（OCR）", "needs_ocr")
            raise CannotRead(name, "文档打得开，但没有任何文字", "empty")
        notes = [*walk.notes, *said, *_oddities(package, len(walk.objects_read))]
        properties = read_properties(package) | read_looks(body)
        traces = (*walk.traces, *file_traces(package), *find_watermarks(package), *find_margins(package))
        return Document(name, "docx", nodes, properties=properties, notes=tuple(notes), traces=traces)


def _main_part(package: Package) -> str:
    for rel in package.xml("_rels/.rels") if "_rels/.rels" in package else ():
        if (rel.get("Type") or "").endswith("/officeDocument") and (target := rel.get("Target") or "").strip("/"):
            part = target.lstrip("/")
            if part in package:
                return part
    if _MAIN in package:
        return _MAIN
    raise CannotRead(package.name, "文件缺少正文部件 word/document.xml，已损坏")


def _has_text(nodes: tuple[object, ...]) -> bool:
    """Whether anything can be read: typed words, or a picture of a paper."""
    return any(
        any(cell.text.strip() for cell in node.cells)
        if isinstance(node, Table)
        else not isinstance(node, Picture) or node.content
        for node in nodes
    )


def _oddities(package: Package, objects_read: int) -> list[str]:
    lower = [part.lower() for part in package.names]
    notes = []
    if any(part.endswith("vbaproject.bin") for part in lower):
        notes.append("含宏代码，从未执行。")
    if objects_read:
        notes.append(f"{objects_read} 个嵌入的 Excel 表已按其显示的工作表读取。")
    charts = [part for part in lower if part.startswith("word/charts/chart") and part.endswith(".xml")]
    embedded = sum(1 for part in lower if "/embeddings/" in part) - objects_read
    if embedded - len(charts) > 0:
        notes.append(f"含 {embedded - len(charts)} 个嵌入对象，其内容未读取。")
    if charts:
        notes.append(f"含 {len(charts)} 个图表，其数据未读取。")
    if any(part.startswith("word/diagrams/data") for part in lower):
        notes.append("含 SmartArt 图形，其文字未读取。")
    return notes
