"""Fields: a book of a known form → its filled fields, its blanks and its prose, by the form's YAML."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from extract.answer import Answer
from extract.blocks import find_block_tables
from extract.book import Book
from extract.chapters import Chapter, read_chapters
from extract.claims.tables import tells_figures
from extract.commitment import read_commitment, read_opinion
from extract.cover import read_cover
from extract.free import (
    HeadReader,
    Line,
    Outline,
    contacts_of,
    ends_works,
    find_cover_date,
    read_indicators,
    read_loose,
    read_outline,
    read_pairs,
    read_years,
    tell_fields,
    turn_cards,
)
from extract.grid import read_grid
from extract.inset import Inset
from extract.keep import (
    keep_blocks,
    keep_chapters,
    keep_empty,
    keep_inner,
    keep_retyped,
    keep_rows,
    keep_samples,
    keep_years,
    number_rows,
)
from extract.kinds import title_fields
from extract.labels import LabelBook, cell_labels
from extract.leftover import read_leftover
from extract.lists import read_frame, read_list
from extract.prose_cells import says_something
from extract.reworded import unfold_nodes
from extract.rows import find_row_tables
from extract.scene_block import read_scene_rows
from extract.seams import mend_nodes
from extract.text import core
from extract.values import ValueReader
from model.document import Document, Node, Table
from model.form import FieldSpec, Form, PartSpec
from model.reference import ConfidenceWeights
from model.text import squash

_LAYOUTS = ("cover", "grid", "inset", "commitment", "opinion", "chapters", "rows", "blocks", "list", "frame", "years",
            "indicators", "told")  # fmt: skip
#: What stands before the first chapter of a free book.
_FRONT = "front"
#: A short label, and the fields that a table answers where such words are labels.
_BRIEF, _CARD = 2, 2


def read_book(
    document: Document, form: Form, reader: ValueReader, weights: ConfidenceWeights, heads: HeadReader
) -> Book:
    """The book's fields by the contract's keys; every R or S field that is not filled becomes a Blank with a place.
    `heads` knows the guide's scenes, by whose names they are found where no form is printed or its block is redrawn."""
    every_label = LabelBook(cell_labels(form), worded=not form.free)
    nodes = mend_nodes(document.nodes, every_label)
    document = replace(document, nodes=tuple(nodes if form.free else unfold_nodes(nodes, form)))
    book = Book(document, form, reader, weights)
    parts = {layout: [p for p in form.parts if p.layout == layout] for layout in _LAYOUTS}
    if form.free:
        return _read_free(book, parts, every_label, heads.known)
    row_tables = {p.name: find_row_tables(document.tables, p) for p in parts["rows"]}
    taken = [t for tables in row_tables.values() for t in tables]
    block_tables = {
        p.name: [t for t in find_block_tables(document.tables, p) if t not in taken] for p in parts["blocks"]
    }
    taken += [t for tables in block_tables.values() for t in tables]
    cover_end = _cover_end(document, parts, taken, every_label)
    inside = cover_end if cover_end < len(document.nodes) else 0
    book.fields |= {title.key: title for title in title_fields(document, form.titles)}
    for part in parts["cover"]:
        book.keep_all(part, read_cover(document.nodes[:cover_end], part.fields))
    prose = _prose_tables(document.nodes[inside:], parts, taken)
    body = [node for node in document.nodes[cover_end:] if node not in taken and node not in prose]
    insets = {part.name: read_scene_rows(body, part, parts["chapters"], every_label, heads) for part in parts["inset"]}
    _read_grids(book, parts["grid"], [n for n in body if isinstance(n, Table)], list(insets.values()), every_label)
    keep_retyped(book, parts["grid"], every_label)
    for part in parts["inset"]:
        number_rows(book, part, insets[part.name].rows)
    for part in parts["commitment"]:
        book.keep_all(part, read_commitment(document.nodes[inside:], part.fields))
    for part in parts["opinion"]:
        opinion = list(read_opinion(document.nodes[inside:], part.fields))
        book.keep_all(part, opinion)
        keep_empty(book, opinion)
    for part in parts["chapters"]:
        keep_chapters(book, part, read_chapters(document.nodes[inside:], part.fields, taken), prose)
    for part in parts["rows"]:
        keep_rows(book, part, row_tables[part.name])
    for part in parts["blocks"]:
        keep_blocks(book, part, block_tables[part.name])
    for part in parts["list"]:
        found = read_list(document, part)
        number_rows(book, part, found.rows)
        keep_samples(book, part, found.samples)
        for frame in parts["frame"]:
            book.keep_all(frame, read_frame(found.lines, frame.fields))
    hints = [hint for part in form.parts for spec in part.fields for hint in spec.hints]
    if not form.output:
        book.passages += read_leftover(document.nodes, book.passages, book.fields.values(), hints)
    return book


def _read_free(
    book: Book, parts: Mapping[str, Sequence[PartSpec]], every_label: LabelBook, scenes: Collection[str]
) -> Book:
    """A book without a printed form: its chapters by their headings, everything else from wherever it stands before
    the annexes."""
    around = [spec for layout in ("cover", "grid") for part in parts[layout] for spec in part.fields]
    nodes = turn_cards(book.document.nodes, around)
    outline = read_outline(nodes, [spec for part in parts["chapters"] for spec in part.fields], scenes)
    book.fields |= {title.key: title for title in title_fields(book.document, book.form.titles)}
    for part in parts["cover"]:
        book.keep_all(part, read_cover(nodes[: outline.start], part.fields))
        _keep_cover_date(book, part, outline)
    tables = [node for node in nodes[: outline.end] if isinstance(node, Table)]
    loose = list(read_loose(outline, around))
    joint = [answer for answer in loose if _is_joint(answer, loose)]
    for part in parts["grid"]:
        book.keep_all(part, contacts_of(joint, part.fields))
    _read_grids(book, parts["grid"], tables, [], every_label)
    for part in parts["grid"]:
        book.keep_all(part, read_pairs(outline.lines, part.fields))
        single = [answer for answer in contacts_of(loose, part.fields) if answer.spec.key not in book.fields]
        book.keep_all(part, single)
    for part in parts["years"]:
        answers = list(read_years(outline.lines, part.fields))
        keep_years(book, _year_heads(part, answers))
        book.keep_all(part, answers)
    for part in parts["indicators"]:
        book.keep_all(part, read_indicators(outline.lines, part.fields))
    for part in parts["chapters"]:
        # a table of indicators tells of more quantities than the form knows
        read = (field for field in book.fields.values() if not field.key.startswith("kpi."))
        filled = {field.place.path.rsplit("/", 1)[0] for field in read}
        prose = [table for table in tables if table.place.path not in filled and tells_figures(table)]
        front = [spec for spec in part.fields if spec.key == _FRONT and outline.part(_FRONT) is None]
        keep_chapters(book, part, _free_chapters(outline, front), prose)
    named = book.fields.get("company_name") or book.fields.get("applicant")
    for part in (*parts["told"], *parts["grid"]):
        told = tell_fields(outline.lines, part.fields, squash(named.value) if named else "")
        book.keep_all(part, [a for a in told if a.spec.key not in book.fields])
    return book


def _is_joint(answer: Answer, answers: Sequence[Answer]) -> bool:
    """Whether its label names several fields at once."""
    return sum(other.label_place == answer.label_place for other in answers) > 1


def _keep_cover_date(book: Book, part: PartSpec, outline: Outline) -> None:
    """The date at the foot of a cover, or under the promise, is that of the declaration where no cell gives one."""
    spec = next((spec for spec in part.fields if spec.key == "declare_date"), None)
    if spec is not None and spec.key not in book.fields:
        book.keep_all(part, find_cover_date(outline, spec))


def _year_heads(part: PartSpec, answers: Sequence[Answer]) -> list[Answer]:
    """One head for each year that has a figure."""
    specs = [spec for spec in part.fields if spec.kind == "year"][:1]
    first = {answer.year: answer for answer in reversed(answers)}
    years = enumerate(first.items(), 1)
    return [Answer(spec, year, a.place, a.label_place, 1.0, str(n)) for n, (year, a) in years for spec in specs]


def _free_chapters(outline: Outline, front: Sequence[FieldSpec]) -> list[Chapter]:
    """The chapters with their paragraphs; one of tables alone with the words of its rows. `front`: before the first."""
    ahead = [line for line in outline.lines if line.node < outline.start or not outline.parts]
    chapters = [_front(spec, ahead) for spec in front if ahead]
    for part in outline.parts:
        rows = tuple((line.text.replace("\t", " "), line.place) for line in part.lines)
        chapters.append(Chapter(part.spec, part.heading.place, tuple(part.prose) or rows, _tables_of(part.lines)))
    return chapters


def _front(spec: FieldSpec, lines: Sequence[Line]) -> Chapter:
    """The sentences before the first chapter; titles, dates and names of the cover are none."""
    prose = tuple((line.text, line.place) for line in lines if not line.cells and says_something(line.text))
    return Chapter(spec, lines[0].place, prose, _tables_of(lines))


def _tables_of(lines: Sequence[Line]) -> tuple[tuple[Table, str], ...]:
    """The tables among the lines, each with the paragraph above it."""
    found: dict[str, tuple[Table, str]] = {}
    above = ""
    for line in lines:
        if line.table is None:
            above = line.text
        else:
            found.setdefault(line.table.place.path, (line.table, above))
    return tuple(found.values())


def _cover_end(
    document: Document,
    parts: Mapping[str, Sequence[PartSpec]],
    taken: Sequence[Table],
    every_label: LabelBook,
) -> int:
    """Index of the first node that is a form table: two of the grid parts' anchors stand in it; where there is none,
    one with any label of the form's tables that is no label of the cover."""
    anchors, cover = _anchors(parts["grid"]), LabelBook(f for part in parts["cover"] for f in part.fields)
    tables = [(index, node) for index, node in enumerate(document.nodes) if isinstance(node, Table)]
    for index, table in tables:
        hits = {hit.specs[0].key for cell in table.cells if (hit := anchors.find(cell.text))}
        if table in taken or len(hits) >= 2:
            return index
    for index, table in tables:
        if any(every_label.find(cell.text) and not cover.find(cell.text) for cell in table.cells):
            return index
    return len(document.nodes)


def _prose_tables(
    nodes: Sequence[Node], parts: Mapping[str, Sequence[PartSpec]], taken: Sequence[Table]
) -> list[Table]:
    """Tables of figures that the applicant drew in a chapter: they fill no field of the form, whatever their labels."""
    anchors = _anchors(parts["grid"])
    found = []
    for part in parts["chapters"]:
        for chapter in read_chapters(nodes, part.fields, taken):
            for table, _ in chapter.tables:
                hits = {hit.specs[0].key for cell in table.cells if (hit := anchors.find(cell.text))}
                if len(hits) < 2 and tells_figures(table):
                    found.append(table)
    return found


def _anchors(grids: Sequence[PartSpec]) -> LabelBook:
    """The labels that only the form's own tables print."""
    return LabelBook(f for part in grids for f in part.fields if any(a in f.labels for a in part.anchors))


def _read_grids(
    book: Book, parts: Sequence[PartSpec], tables: Sequence[Table], insets: Sequence[Inset], every_label: LabelBook
) -> None:
    specs = [spec for part in parts for spec in part.fields if spec.kind != "inner"]
    taken: dict[str, set[int]] = {}
    for inset in insets:
        for path, rows in inset.taken.items():
            taken.setdefault(path, set()).update(rows)
    answers = read_grid(tables, specs, book.default_years, every_label, taken)
    if book.form.free:
        answers = _without_strays(answers)
    keep_years(book, answers)
    for part in parts:
        book.keep_all(part, [a for a in answers if a.spec in part.fields and a.spec.kind not in ("year", "contact")])
        keep_inner(book, part, answers)


def _without_strays(answers: Sequence[Answer]) -> list[Answer]:
    """A word or two (规模, 成立) is a label where the table has others beside it; else it heads a column of its own."""
    told: dict[str, set[str]] = {}
    for answer in answers:
        told.setdefault(_table_path(answer), set()).add(answer.spec.key)
    return [
        a
        for a in answers
        if not ends_works(a.label_place.text)
        and (
            not 0 < len(core(a.label_place.text)) <= _BRIEF
            or len(told[_table_path(a)]) >= _CARD
            or (a.spec.kind == "date_range" and re.search(r"20\d\d.*20\d\d", a.printed))
        )
    ]


def _table_path(answer: Answer) -> str:
    return answer.label_place.path.rpartition("/")[0]
