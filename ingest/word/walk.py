"""Walk: the nodes of a Word document in reading order."""

from __future__ import annotations

import hashlib

from ingest import limits
from ingest.package import Package
from ingest.pictures import pixels_of
from ingest.word.names import Element, W, blocks, number, value
from ingest.word.numbering import Numbering
from ingest.word.styles import Styles, outline_level
from ingest.word.tables import DEEP_NOTE, Content, RawTable, read_grid
from ingest.word.text import Inline, TextReader
from model.document import Block, Cell, Node, Picture, Table
from model.errors import CannotRead
from model.place import Place


class Walk:
    """Reads the body once, from top to bottom (numbering and fields depend on the order)."""

    def __init__(self, package: Package, part: str) -> None:
        def optional(name: str) -> Element | None:
            found = f"{part.rpartition('/')[0]}/{name}".lstrip("/")
            return package.xml(found) if found in package else None

        self._package, self._file = package, package.name
        self._relations = package.relations(part)
        self._styles = Styles(optional("styles.xml"))
        self._numbering = Numbering(optional("numbering.xml"))
        self._text = TextReader(self._styles)
        self._paragraphs = self._tables = self._depth = 0
        self._carried = ""
        self.nodes: list[Node] = []

    @property
    def notes(self) -> dict[str, None]:
        """Chinese sentences on what was left out, each once."""
        return self._text.notes

    def body(self, parent: Element) -> None:
        """Appends the nodes of w:body, or of a text box anchored in it."""
        for block in blocks(parent):
            if block.tag == W + "p":
                self._paragraph(block)
            else:
                self._emit(self._raw_table(block))

    def _paragraph(self, paragraph: Element) -> None:
        self._paragraphs += 1
        path = f"para{self._paragraphs}"
        text, inline = self._read(paragraph)
        if text.strip():
            properties = paragraph.find(W + "pPr")
            own = outline_level(properties)
            level = own if own is not None else self._styles.outline_level(self._style(properties))
            self.nodes.append(Block(text, self._place(path, text), level))
        self._pictures(inline.pictures, path)
        for box in inline.boxes:
            self.body(box)

    def _style(self, properties: Element | None) -> str:
        return value(properties, "pStyle") or self._styles.default

    def _read(self, paragraph: Element) -> tuple[str, Inline]:
        """Text with the printed number in front; a paragraph whose mark is deleted runs into the next one."""
        properties = paragraph.find(W + "pPr")
        inline = self._text.read(paragraph)
        text = self._carried + inline.text
        self._carried = ""
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._carried = text
            return "", inline
        return _join_number(self._number(properties), text).strip("\n"), inline

    def _number(self, properties: Element | None) -> str:
        style = self._style(properties)
        styled_id, styled_level = self._styles.numbering(style)
        num_id = value(properties, "numPr/numId") or styled_id
        if num_id is None or num_id == "0":
            return ""
        ilvl = value(properties, "numPr/ilvl")
        if ilvl is not None:
            level = number(ilvl)
        else:
            level = styled_level if styled_level is not None else self._numbering.level_of_style(num_id, style)
        return self._numbering.next_number(num_id, level)

    def _raw_table(self, table: Element) -> RawTable:
        self._depth += 1
        if self._depth > limits.MAX_NESTING:
            self.notes[DEEP_NOTE] = None
            raw = RawTable()
        else:
            raw = read_grid(table, self._cell, self.notes)
        self._depth -= 1
        return raw

    def _cell(self, cell: Element) -> Content:
        content, lines = Content(), list[str]()
        self._cell_blocks(cell, content, lines)
        content.text = "\n".join(lines).strip("\n")
        return content

    def _cell_blocks(self, parent: Element, content: Content, lines: list[str]) -> None:
        for block in blocks(parent):
            if block.tag == W + "p":
                text, inline = self._read(block)
                lines.append(text)
                content.pictures += inline.pictures
                for box in inline.boxes:
                    self._cell_blocks(box, content, lines)
            else:
                nested = self._raw_table(block)
                content.nested.append(nested)
                lines.append(nested.text)

    def _emit(self, raw: RawTable) -> None:
        """Appends a table, then its pictures and the tables nested in it."""
        if not raw.cells:
            return
        self._tables += 1
        path = f"t{self._tables}"
        cells = tuple(
            Cell(
                row=cell.row,
                col=cell.col,
                text=cell.content.text,
                place=self._place(f"{path}/r{cell.row + 1}c{cell.col + 1}", cell.content.text),
                rowspan=cell.rowspan,
                colspan=cell.colspan,
            )
            for cell in raw.cells
        )
        self.nodes.append(Table(cells, raw.rows, raw.cols, self._place(path, "")))
        for cell in raw.cells:
            self._pictures(cell.content.pictures, f"{path}/r{cell.row + 1}c{cell.col + 1}")
            for nested in cell.content.nested:
                self._emit(nested)

    def _pictures(self, keys: list[str], path: str) -> None:
        for key in keys:
            part = self._relations.get(key)
            if part is None or part not in self._package:
                continue
            try:
                data = self._package.read(part)
            except CannotRead:
                self.notes[f"图片 {part} 已损坏，未读取。"] = None
                continue
            width, height = pixels_of(data)
            self.nodes.append(Picture(self._place(path, ""), hashlib.sha256(data).hexdigest(), width, height))

    def _place(self, path: str, text: str) -> Place:
        return Place(self._file, path, text=text)


def _join_number(mark: str, text: str) -> str:
    """“一、” + 标题; a blank only where two Latin pieces would run together (1.1 2024 年)."""
    if not mark:
        return text
    glue = " " if mark[-1].isascii() and mark[-1].isalnum() and text[:1].isascii() and text[:1].isalnum() else ""
    return mark + glue + text.lstrip("\t")
