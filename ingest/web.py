"""A web page under a .doc or .xls name (as office programs and accounting systems write it) as a Document.

`read_web(data, name, format)`: nothing outside the file is asked for; scripts and styles are left out.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from collections.abc import Iterator

from lxml import etree, html

from ingest import limits
from ingest.symbols import fold_boxes
from model.document import Block, Cell, Document, Node, Table
from model.errors import CannotRead
from model.place import Place

_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "xml", "object", "iframe"})
_BREAKING = frozenset(
    {"p", "div", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "section", "article", "tr",
     "ul", "ol", "form", "center"}
)  # fmt: skip
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def read_web(data: bytes, name: str, format: str) -> Document:
    """Paragraphs and tables of a page or of a web archive (MHT). Raises CannotRead: corrupt, empty, limit_exceeded."""
    text = unwrap_mht(data) if _is_mht(data) else decode(data)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise CannotRead(name, f"网页内容无法解析（{error}）") from error
    body = root.find("body")
    reading = _Page(name)
    reading.walk(body if body is not None else root, 0)
    reading.flush()
    if not reading.nodes:
        raise CannotRead(name, "文件打得开，但没有任何文字", "empty")
    return Document(name, format, tuple(reading.nodes))


def decode(data: bytes) -> str:
    """Text of bytes whose encoding is told by a BOM, by the page itself, or only by trying (UTF-8, then GB18030)."""
    for bom, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(bom):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    said = _CHARSET.search(data[:4096])
    named = said[1].decode("ascii").lower() if said else ""
    named = "gb18030" if named in ("gb2312", "gbk", "x-gbk") else named
    for encoding in ("utf-8", named or "gb18030", "gb18030"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


def _is_mht(data: bytes) -> bool:
    """Headers of a message stand before any page: `From: <Saved by …>` is none."""
    head = data[:4096].lower()
    page = re.search(rb"<(?:!doctype|html|head|body|table)\b", head)
    return 0 <= head.find(b"mime-version:") < (page.start() if page else len(head))


def unwrap_mht(data: bytes) -> str:
    """The page inside a web archive (RFC 2557); its pictures stay inside."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return decode(payload) if isinstance(payload, bytes) else ""
    return ""


class _Page:
    """Nodes in reading order; `_line` gathers text until a block ends."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._line: list[str] = []
        self._paragraphs = self._tables = 0
        self.nodes: list[Node] = []

    def walk(self, parent: html.HtmlElement, level: int) -> None:
        self._line.append(_source(parent.text))
        for child in parent:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "table":
                self.flush()
                self._table(child, 1)
            elif tag == "br":
                self._line.append("\n")
            elif tag and tag not in _SILENT:
                inner = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else level
                if tag in _BREAKING:
                    self.flush(level)
                self.walk(child, inner)
                if tag in _BREAKING:
                    self.flush(inner)
            self._line.append(_source(child.tail))

    def flush(self, level: int = 0) -> None:
        text = _tidy("".join(self._line))
        self._line = []
        if text:
            self._paragraphs += 1
            self.nodes.append(Block(text, Place(self._name, f"para{self._paragraphs}", text=text), level))

    def _table(self, table: html.HtmlElement, depth: int) -> None:
        self._tables += 1
        path, taken, cells, inner = f"t{self._tables}", set[tuple[int, int]](), list[Cell](), list[html.HtmlElement]()
        row, cols = -1, 0
        for row, line in enumerate(_rows(table)):
            col = 0
            for part in line:
                while (row, col) in taken:
                    col += 1
                across, down = _span(part, "colspan"), _span(part, "rowspan")
                if len(taken) + across * down > limits.MAX_SHEET_CELLS or col + across > limits.MAX_SPAN:
                    raise CannotRead(self._name, "网页表格的合并单元格超过上限", "limit_exceeded")
                taken |= {(i, j) for i in range(row, row + down) for j in range(col, col + across)}
                text = _tidy(_text_of(part))
                place = Place(self._name, f"{path}/r{row + 1}c{col + 1}", text=text)
                cells.append(Cell(row, col, text, place, down, across))
                inner += [each for each in part.iter("table") if _outer(each, part)]
                col += across
                cols = max(cols, col)
        rows = row + 1
        if cells:
            clipped = tuple(_clip(cell, rows) for cell in cells)
            self.nodes.append(Table(clipped, rows, cols, Place(self._name, path)))
        if depth < limits.MAX_NESTING:
            for each in inner:
                self._table(each, depth + 1)


def _clip(cell: Cell, rows: int) -> Cell:
    if cell.row + cell.rowspan <= rows:
        return cell
    return Cell(cell.row, cell.col, cell.text, cell.place, rows - cell.row, cell.colspan)


def _rows(table: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
    for child in table:
        if child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)
        elif child.tag == "tr":
            yield [cell for cell in child if cell.tag in ("td", "th")]


def _outer(table: html.HtmlElement, cell: html.HtmlElement) -> bool:
    """Whether a table lies directly in a cell, not in a table of it."""
    above = table.getparent()
    while above is not None and above is not cell:
        if above.tag == "table":
            return False
        above = above.getparent()
    return True


def _text_of(cell: html.HtmlElement) -> str:
    pieces = [_source(cell.text)]
    for child in cell:
        tag = child.tag if isinstance(child.tag, str) else ""
        breaking = "\n" if tag in _BREAKING or tag in ("table", "br") else ""
        if tag and tag not in _SILENT:
            pieces.append(breaking + _text_of(child) + (breaking if tag != "br" else ""))
            pieces.append("\t" if tag in ("td", "th") else "")
        pieces.append(_source(child.tail))
    return "".join(pieces)


def _span(cell: html.HtmlElement, name: str) -> int:
    digits = re.match(r"\s*(\d{1,6})", cell.get(name) or "")
    return max(1, min(int(digits[1]), limits.MAX_SPAN)) if digits else 1


def _source(text: str | None) -> str:
    """Line ends of the source are blanks, and nothing between Chinese characters."""
    return re.sub(r"(?<![ -~])\s*\n\s*(?![ -~])", "", text or "").replace("\n", " ")


def _tidy(text: str) -> str:
    """One blank between words, none at the ends of lines, no empty lines."""
    text = text.replace("\r", "").replace("\xa0", " ")
    lines = (re.sub(r"[ \t\f]+", " ", line).strip(" ") for line in text.split("\n"))
    return fold_boxes("\n".join(line for line in lines if line))
