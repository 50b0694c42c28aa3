"""Files inside a Word file as Documents: pasted-in documents (altChunk) and embedded workbooks: `read_inside(…)`."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

from ingest import limits
from ingest.package import Package
from ingest.sniff import Kind, content_of
from model.document import Block, Document
from model.errors import CannotRead
from model.place import Place

#: How deep a document inside a document is followed.
_depth = 0


def read_inside(data: bytes, name: str, sheets: bool) -> Document:
    """An inner file; of a workbook (`sheets`) only the sheet that the outer page shows.

    Raises CannotRead for what cannot be read, and when documents nest deeper than limits.MAX_ARCHIVE_DEPTH.
    """
    global _depth
    if _depth >= limits.MAX_ARCHIVE_DEPTH:
        raise CannotRead(name, "嵌入文档层数过多", "limit_exceeded")
    _depth += 1
    try:
        with tempfile.TemporaryDirectory(prefix="inside-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / "inside"
            path.write_bytes(_unwrap(data))
            return _read(path, name, sheets)
    finally:
        _depth -= 1


def _read(path: Path, name: str, sheets: bool) -> Document:
    kind = content_of(path)
    if kind in (Kind.XLSX, Kind.XLS):
        from ingest.sheet import read_sheet

        return _shown(read_sheet(path, name, kind is Kind.XLSX), path, name, kind)
    if sheets:
        raise CannotRead(name, f"嵌入的{kind}不是表格", "unsupported_type")
    if kind is Kind.DOCX:
        from ingest.word import read_word

        return read_word(path, name)
    if kind in (Kind.HTML, Kind.MHT):
        from ingest.web import read_web

        return read_web(path.read_bytes(), name, "docx")
    if kind in (Kind.RTF, Kind.DOC, Kind.ODT, Kind.WORD_XML, Kind.FLAT_DOCX):
        from ingest.legacy import read_legacy

        return read_legacy(path, name, kind)
    if kind is Kind.TEXT:
        from ingest.web import decode

        lines = [line.strip() for line in decode(path.read_bytes()).splitlines() if line.strip()]
        return Document(name, "docx", tuple(Block(line, Place(name, "para1", text=line)) for line in lines))
    raise CannotRead(name, f"嵌入的{kind}未读取", "unsupported_type")


def _shown(book: Document, path: Path, name: str, kind: Kind) -> Document:
    """The sheet that was open when the workbook was embedded; a sheet's name stands in front of its table."""
    active = 0
    if kind is Kind.XLSX:
        with Package(path, name) as package:
            view = re.search(rb'activeTab="(\d+)"', package.read("xl/workbook.xml", 20_000))
            active = int(view[1]) if view else 0
    mark = f"t{active + 1}"
    nodes = tuple(n for n in book.nodes if not isinstance(n, Block) and n.place.path.partition("/")[0] == mark)
    return Document(name, book.format, nodes or tuple(n for n in book.nodes if not isinstance(n, Block))[:1])


def _unwrap(data: bytes) -> bytes:
    """The file inside an OLE object (its Package stream), else the data itself."""
    import olefile

    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return data
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            inner: bytes = ole.openstream("Package").read() if ole.exists("Package") else data
    except Exception:  # noqa: BLE001  olefile raises many kinds on damage; the reader of the format will say more
        return data
    return inner
