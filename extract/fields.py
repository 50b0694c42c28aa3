"""Fields: a book of a known form → its filled fields, its blanks and its prose, by the form's YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extract.blocks import find_block_tables, read_blocks
from extract.chapters import read_chapters
from extract.commitment import read_commitment
from extract.cover import read_cover
from extract.grid import Answer, read_grid
from extract.kinds import title_block, title_field
from extract.labels import LabelBook
from extract.rows import find_row_tables, read_rows
from extract.text import fold
from extract.values import Value, ValueReader, strip_hints
from model.document import Document, Node, Table
from model.form import Form, PartSpec
from model.place import Place
from model.submission import Blank, Field, Passage, Rival
from model.text import half_width, squash

_CEILING = 0.99
_UNWRITTEN = {"signature", "attachments"}  # pictures and lists: nothing typed to miss


@dataclass(slots=True)
class Book:
    """What a book says: filled fields, empty ones, prose. Grows while the parts are read."""

    document: Document
    form: Form
    fields: dict[str, Field] = field(default_factory=dict)
    blanks: dict[str, Blank] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)


def read_book(document: Document, form: Form, reader: ValueReader) -> Book:
    """The book's fields by the contract's keys; every R or S field that is not filled becomes a Blank with a place."""
    book = Book(document, form)
    parts = {layout: [p for p in form.parts if p.layout == layout] for layout in
             ("cover", "grid", "commitment", "chapters", "rows", "blocks")}  # fmt: skip
    row_tables = {p.name: find_row_tables(document.tables, p) for p in parts["rows"]}
    taken = [t for tables in row_tables.values() for t in tables]
    block_tables = {
        p.name: [t for t in find_block_tables(document.tables, p) if t not in taken] for p in parts["blocks"]
    }
    taken += [t for tables in block_tables.values() for t in tables]
    cover_end = _cover_end(document, parts["grid"], taken)
    if title := title_field(document, form.titles):
        book.fields["title"] = title
    for part in parts["cover"]:
        _keep_all(book, part, read_cover(document.nodes[:cover_end], part.fields), reader)
    main = [n for n in document.nodes[cover_end:] if isinstance(n, Table) and n not in taken]
    specs = [spec for part in parts["grid"] for spec in part.fields if spec.kind != "inner"]
    every_label = LabelBook(f for part in form.parts if part.layout in ("grid", "commitment") for f in part.fields)
    answers = read_grid(main, specs, _default_years(book), every_label)
    _keep_years(book, answers, reader)
    for part in parts["grid"]:
        _keep_all(book, part, [a for a in answers if a.spec in part.fields and a.spec.kind != "year"], reader)
        _keep_inner(book, part, answers)
    for part in parts["commitment"]:
        _keep_all(book, part, read_commitment(document.nodes[cover_end:], part.fields), reader)
    for part in parts["chapters"]:
        _keep_chapters(book, part, document.nodes[cover_end:], taken, reader)
    for part in parts["rows"]:
        _keep_rows(book, part, row_tables[part.name], reader)
    for part in parts["blocks"]:
        _keep_blocks(book, part, block_tables[part.name], reader)
    return book


def _cover_end(document: Document, grids: Sequence[PartSpec], taken: Sequence[Table]) -> int:
    """Index of the first node that is a form table: at least two labels of the grid parts' anchors stand in it."""
    anchors = LabelBook([f for part in grids for f in part.fields if any(a in f.labels for a in part.anchors)])
    for index, node in enumerate(document.nodes):
        if isinstance(node, Table):
            if node in taken:
                return index
            hits = {hit.specs[0].key for cell in node.cells if (hit := anchors.find(cell.text))}
            if len(hits) >= 2:
                return index
    return len(document.nodes)


def _default_years(book: Book) -> list[str]:
    declared = book.fields.get("declare_date")
    if declared is None or not declared.value[:4].isdigit():
        return []
    year = int(declared.value[:4])
    return [str(year - back) for back in (3, 2, 1)]


def _keep_years(book: Book, answers: Sequence[Answer], reader: ValueReader) -> None:
    """year_1..year_n, ascending; unreadable heads become blanks."""
    heads = [a for a in answers if a.spec.kind == "year"]
    if not heads:
        return
    values = [(reader.read(replace(a.spec, kind="text"), a.printed), a) for a in heads]
    known = sorted((re.sub(r"\D", "", v.value)[:4], v, a) for v, a in values if re.search(r"(19|20)\d{2}", v.value))
    for number, (year, value, answer) in enumerate(known, 1):
        _add(book, f"year_{number}", answer, replace(value, value=year), kind="year")
    for number, (value, answer) in enumerate([(v, a) for v, a in values if not re.search(r"(19|20)\d{2}", v.value)], 1):
        key = f"year_{len(known) + number}"
        book.blanks[key] = Blank(key, answer.spec.label, answer.place, value.placeholder or value.text)


def _keep_all(book: Book, part: PartSpec, answers: Iterable[Answer], reader: ValueReader) -> None:
    """Keep every answer of a part, then note what its form requires and nobody answered."""
    for answer in answers:
        key = f"{answer.spec.key}[{answer.year}]" if answer.year else answer.spec.key
        _keep(book, key, answer, reader)
    for spec in part.fields:
        if spec.per_year or spec.kind in _UNWRITTEN or spec.kind in ("inner", "year"):
            continue
        if spec.required in "RS" and spec.key not in book.fields and spec.key not in book.blanks:
            book.blanks[spec.key] = Blank(spec.key, spec.label, _somewhere(book), printed=False)
    answered = {re.split(r"[\[_]\d", key)[0] for key in (*book.fields, *book.blanks)}
    for spec in part.fields:
        if spec.per_year and spec.required in "RS" and spec.key not in answered:
            book.blanks[spec.key] = Blank(spec.key, spec.label, _somewhere(book), printed=False)


def _keep(book: Book, key: str, answer: Answer, reader: ValueReader) -> None:
    """One answer: a field, a blank, or a rival of a field met before."""
    value = reader.read(answer.spec, answer.printed)
    if not value.value:
        if key not in book.fields and answer.spec.required in "RS" and answer.spec.kind not in _UNWRITTEN:
            book.blanks.setdefault(key, Blank(key, answer.spec.label, _shown(answer), value.placeholder))
        return
    if known := book.fields.get(key):
        if squash(known.value) != squash(value.value) and answer.score == 1.0:
            rival = Rival(value.value, answer.place)
            book.fields[key] = replace(known, rivals=(*known.rivals, rival))
        return
    book.blanks.pop(key, None)
    _add(book, key, answer, value)


def _add(book: Book, key: str, answer: Answer, value: Value, kind: str = "") -> None:
    kind = kind or answer.spec.kind
    sure = min(_CEILING, answer.score) * (0.6 if value.problem else 1.0)
    place = answer.place if answer.place.text else answer.place.quoting(value.text)
    book.fields[key] = Field(key, value.value, value.text, place, kind, value.unit, round(sure, 3), value.amount,
                             (), value.ticked, value.residue, value.problem)  # fmt: skip
    if kind == "longtext":
        book.passages.append(Passage(key, half_width(value.text), place))


def _keep_inner(book: Book, part: PartSpec, answers: Sequence[Answer]) -> None:
    """Values typed inside another field's cell: 是（事故名称：……）."""
    for spec in part.fields:
        if spec.kind != "inner":
            continue
        outer = next((a for a in answers if a.spec.key == spec.follows), None)
        pattern = rf"(?:{'|'.join(map(re.escape, spec.labels))})\s*[:：]?\s*([^()（）]*)"
        match = re.search(pattern, half_width(outer.printed)) if outer else None
        text = match[1].strip(" _　") if match else ""
        if outer and text and squash(text) not in ("无", "/", "-"):
            _add(book, spec.key, replace(outer, spec=spec), Value(fold(text), text))
        elif outer and (held := book.fields.get(spec.follows)) and held.value == spec.choices[0]:
            book.blanks[spec.key] = Blank(spec.key, spec.label, outer.place)


def _keep_chapters(
    book: Book, part: PartSpec, nodes: Sequence[Node], stop: Sequence[Table], reader: ValueReader
) -> None:
    found = {}
    for chapter in read_chapters(nodes, part.fields, stop):
        spec = chapter.spec
        if spec.kind == "attachments":
            continue
        residue: list[str] = []
        kept: list[tuple[str, Place]] = []
        for printed, place in chapter.paragraphs:
            text, hints = strip_hints(printed, spec.hints)
            hints = hints or tuple(h for h in spec.hints if squash(h) == squash(printed))
            residue += hints
            if squash(text) and squash(text) not in map(squash, spec.hints):
                kept.append((text, place))
        found[spec.key] = chapter
        if not kept:
            placeholder = "".join(residue)
            book.blanks[spec.key] = Blank(spec.key, spec.label, chapter.heading, placeholder)
            continue
        text = "\n".join(text for text, _ in kept)
        first = kept[0][1]
        book.fields[spec.key] = Field(spec.key, fold(text), text, first, spec.kind, None, 0.97, residue=tuple(residue))
        book.passages += [Passage(spec.key, half_width(text), place) for text, place in kept]
    for spec in part.fields:
        if spec.kind != "attachments" and spec.key not in found and spec.required in "RS":
            book.blanks[spec.key] = Blank(spec.key, spec.label, _somewhere(book), printed=False)


def _keep_rows(book: Book, part: PartSpec, tables: Sequence[Table], reader: ValueReader) -> None:
    rows = read_rows(tables, part)
    if not rows:
        place = tables[0].place if tables else _somewhere(book)
        book.blanks[part.repeat] = Blank(part.repeat, part.name, place, printed=bool(tables))
    for number, row in enumerate(rows, 1):
        for answer in row:
            _keep(book, answer.spec.key.replace(part.repeat, f"{part.repeat}[{number}]", 1), answer, reader)


def _keep_blocks(book: Book, part: PartSpec, tables: Sequence[Table], reader: ValueReader) -> None:
    entries = list(read_blocks(tables, part))
    if not entries:
        place = tables[0].place if tables else _somewhere(book)
        book.blanks[part.repeat] = Blank(part.repeat, part.name, place, printed=bool(tables))
    for instance, row, answer in entries:
        prefix, *rest = answer.spec.key.split(".")
        key = f"{prefix}[{instance}].{rest[0]}" if row == 0 else f"{prefix}[{instance}].{rest[0]}[{row}].{rest[1]}"
        _keep(book, key, answer, reader)


def _shown(answer: Answer) -> Place:
    """Where to point for an empty answer: its cell, quoting the label beside it."""
    return answer.place if squash(answer.place.text) else answer.place.quoting(answer.label_place.text)


def _somewhere(book: Book) -> Place:
    """Where to point when not even the label is printed: the title."""
    title = title_block(book.document, book.form.titles)
    if title is not None:
        return title.place
    first = next(iter(book.document.nodes), None)
    return first.place if first is not None else Place(book.document.file, "para1")
