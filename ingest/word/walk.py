"""Walk: the nodes of a Word document in reading order."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from ingest import limits
from ingest.package import Package
from ingest.pictures import likeness_of, pixels_of, taken_of
from ingest.word.inside import read_inside
from ingest.word.names import Element, R, W, blocks, is_placeholder, number, value
from ingest.word.numbering import Numbering
from ingest.word.pasted import rebase
from ingest.word.shown import Shown
from ingest.word.styles import Styles, outline_level
from ingest.word.tables import DEEP_NOTE, Content, RawTable, read_grid
from ingest.word.text import Inline, TextReader
from ingest.word.traces import Mark, is_shaded, may_be_coloured, read_comments
from model.document import Block, Cell, Document, Node, Picture, Table, Trace, TraceKind
from model.errors import CannotRead
from model.place import Place


class Walk:
    """Reads the body once, from top to bottom (numbering and fields depend on the order).

    `sizes`: by the index of a picture among the nodes, how large it is shown (points), where the file says it.
    """

    def __init__(self, package: Package, part: str) -> None:
        def optional(name: str) -> Element | None:
            found = f"{part.rpartition('/')[0]}/{name}".lstrip("/")
            return package.xml(found) if found in package else None

        self._package, self._file = package, package.name
        self._folder = part.rpartition("/")[0]
        self._relations = package.relations(part)
        self._styles = Styles(optional("styles.xml"))
        self._numbering = Numbering(optional("numbering.xml"))
        self._text = TextReader(self._styles)
        self._paragraphs = self._tables = self._depth = 0
        self._carried = ""
        self._shaded = False
        self._comments = read_comments(package, self._folder)
        self._footnotes: dict[tuple[str, str], None] = {}
        self._seen: dict[str, tuple[str, int, int, str]] = {}
        self.nodes: list[Node] = []
        self.traces: list[Trace] = []
        self.objects_read: set[str] = set()
        self.sizes: dict[int, tuple[float, float] | None] = {}

    @property
    def notes(self) -> dict[str, None]:
        """Chinese sentences on what was left out, each once."""
        return self._text.notes

    def body(self, parent: Element) -> None:
        """Appends the nodes of w:body, or of a text box anchored in it."""
        for block in blocks(parent):
            if block.tag == W + "p":
                self._paragraph(block)
            elif block.tag == W + "tbl":
                self._emit(self._raw_table(block))
            else:
                self._paste(block.get(R + "id") or "")

    def end(self) -> None:
        """Footnotes and endnotes in the order in which they were met, and comments that nothing refers to."""
        for part in dict.fromkeys(part for part, _ in self._footnotes):
            name = f"{self._folder}/{part}.xml".lstrip("/")
            if name not in self._package:
                continue
            notes = {note.get(W + "id"): note for note in self._package.xml(name)}
            for number_, (_, key) in enumerate([each for each in self._footnotes if each[0] == part], 1):
                for paragraph in blocks(notes[key]) if key in notes else ():
                    if paragraph.tag == W + "p" and (text := self._read(paragraph)[0].strip()):
                        self.nodes.append(Block(text, self._place(f"{part[:-1]}{number_}", text)))
        self.traces += [comment.at(None) for comment in self._comments.values()]

    def _mark(self, marks: list[Mark], place: Place) -> None:
        for mark in marks:
            found = self._comments.pop(mark.text, None) if mark.kind is TraceKind.COMMENT else mark
            if found is not None:
                self.traces.append(found.at(place.quoting(found.text)))

    def _paste(self, key: str) -> None:
        """A pasted-in document (w:altChunk) stands where it is referred to."""
        part = self._relations.get(key)
        try:
            if part is None or part not in self._package:
                raise CannotRead(self._file, "缺少部件")
            self._adopt(read_inside(self._package.read(part), self._file, sheets=False))
        except CannotRead as error:
            self.notes[f"外部插入片段（altChunk）未能读取：{error.why.rstrip('。')}{limits.LOST}"] = None

    def _objects(self, keys: list[str]) -> None:
        """Embedded workbooks: the page shows a picture of the table, the table itself is in the file."""
        for key in keys:
            part = self._relations.get(key)
            if part is None or part not in self._package or len(self.objects_read) >= limits.MAX_EMBEDDED:
                continue
            try:
                self._adopt(read_inside(self._package.read(part), self._file, sheets=True))
                self.objects_read.add(part)
            except CannotRead:
                continue  # said in the note on embedded objects that were not read

    def _adopt(self, inner: Document) -> None:
        """Takes over the nodes of an inner file under numbers of this one, and what was said about it."""
        self.notes.update(dict.fromkeys(inner.notes))
        self.traces += [replace(trace, place=None) for trace in inner.traces]
        for node in inner.nodes:
            if isinstance(node, Block):
                self._paragraphs += 1
                self.nodes.append(replace(node, place=self._place(f"para{self._paragraphs}", node.text)))
            elif isinstance(node, Table):
                self._tables += 1
                path = f"t{self._tables}"
                cells = tuple(
                    replace(cell, place=self._place(f"{path}/r{cell.row + 1}c{cell.col + 1}", cell.text))
                    for cell in node.cells
                )
                self.nodes.append(replace(node, cells=cells, place=self._place(path, "")))
            else:
                self.nodes.append(rebase(node, self._place(f"para{max(1, self._paragraphs)}", "")))

    def _paragraph(self, paragraph: Element) -> None:
        self._paragraphs += 1
        path = f"para{self._paragraphs}"
        text, inline = self._read(paragraph)
        if text.strip():
            properties = paragraph.find(W + "pPr")
            own = outline_level(properties)
            level = own if own is not None else self._styles.outline_level(self._style(properties))
            self.nodes.append(Block(text, self._place(path, text), level))
        self._mark(inline.marks, self._place(path, ""))
        self._pictures(inline.pictures, path)
        self._objects(inline.objects)
        for box in inline.boxes:
            self.body(box)

    def _style(self, properties: Element | None) -> str:
        return value(properties, "pStyle") or self._styles.default

    def _read(self, paragraph: Element) -> tuple[str, Inline]:
        """Text with the printed number in front; a paragraph whose mark is deleted runs into the next one."""
        properties = paragraph.find(W + "pPr")
        inline = self._text.read(paragraph, self._shaded)
        self._footnotes |= dict.fromkeys(inline.footnotes)
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
        holder = cell.getparent()
        control = holder.getparent() if holder is not None and holder.tag == W + "sdtContent" else None
        if control is not None and is_placeholder(control):
            return content
        before, self._shaded = self._shaded, self._shaded or self._on_ground(cell)
        self._cell_blocks(cell, content, lines)
        self._shaded = before
        content.text = "\n".join(lines).strip("\n")
        return content

    def _on_ground(self, cell: Element) -> bool:
        """Whether a cell is coloured, by itself or, as far as can be told, by the style of its table."""
        table = next(cell.iterancestors(W + "tbl"), None)
        return is_shaded(cell.find(W + "tcPr")) or (table is not None and may_be_coloured(table))

    def _cell_blocks(self, parent: Element, content: Content, lines: list[str]) -> None:
        for block in blocks(parent):
            if block.tag == W + "p":
                text, inline = self._read(block)
                lines.append(text)
                content.pictures += inline.pictures
                content.objects += inline.objects
                content.marks += inline.marks
                for box in inline.boxes:
                    self._cell_blocks(box, content, lines)
            elif block.tag == W + "tbl":
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
        self._mark(raw.marks, self._place(path, ""))
        for cell in raw.cells:
            spot = f"{path}/r{cell.row + 1}c{cell.col + 1}"
            self._mark(cell.content.marks, self._place(spot, ""))
            self._pictures(cell.content.pictures, spot)
            self._objects(cell.content.objects)
            for nested in cell.content.nested:
                self._emit(nested)

    def _pictures(self, pictures: list[Shown], path: str) -> None:
        for picture in pictures:
            part = self._relations.get(picture.key)
            if part is None or part not in self._package:
                continue
            if part not in self._seen:
                try:
                    data = self._package.read(part)
                except CannotRead:
                    self.notes[f"图片 {part} 已损坏，未读取。"] = None
                    continue
                width, height = pixels_of(data)
                sha256 = hashlib.sha256(data).hexdigest()
                self._seen[part] = (sha256, width, height, likeness_of(data, width, height))
                if taken := taken_of(data):
                    self.traces.append(
                        Trace(TraceKind.TAKEN, taken, self._place(path, taken), date=taken, sha256=sha256)
                    )
            self.sizes[len(self.nodes)] = picture.size
            self.nodes.append(Picture(self._place(path, ""), *self._seen[part], part=part))

    def _place(self, path: str, text: str) -> Place:
        return Place(self._file, path, text=text)


def _join_number(mark: str, text: str) -> str:
    """“一、” + 标题; a blank only where two Latin pieces would run together (1.1 2024 年)."""
    if not mark:
        return text
    glue = " " if mark[-1].isascii() and mark[-1].isalnum() and text[:1].isascii() and text[:1].isalnum() else ""
    return mark + glue + text.lstrip("\t")
