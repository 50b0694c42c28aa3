"""Keeping: the answers read from a part of a form → fields, blanks and passages of the book, under their keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.annex_drawn import read_drawn
from extract.answer import Answer
from extract.blocks import is_hint, read_blocks
from extract.book import UNWRITTEN, Book, shown
from extract.chapters import Chapter
from extract.claims.tables import ProseTable
from extract.dates import read_year
from extract.front import read_worded_cover
from extract.labels import LabelBook
from extract.prose_cells import tell_cells, tell_honours, tell_rows
from extract.retyped import read_retyped
from extract.reworded import Rewording
from extract.rows import find_row_tables, read_rows
from extract.text import fold
from extract.values import Value, strip_hints
from model.document import Table
from model.form import PartSpec
from model.place import Place
from model.submission import Blank, Passage
from model.text import half_width, squash

#: A chapter of fewer signs beside a table says what it says in the table.
_THIN = 50
#: So many answers that only the reading of other layouts found, and such shares of the required fields, tell that a
#: form was typed anew: of those found so or missing, and of those missing alone.
_FOUND, _ANEW, _NOTHING = 3, 0.2, 0.67


def keep_years(book: Book, answers: Sequence[Answer]) -> None:
    """year_1..year_n, ascending; unreadable heads become blanks."""
    heads = [a for a in answers if a.spec.kind == "year"]
    if not heads:
        return
    values = [(read_year(a.printed), book.reader.read(replace(a.spec, kind="text"), a.printed), a) for a in heads]
    known = sorted(((year, value, a) for year, value, a in values if year), key=lambda one: one[0])
    for number, (year, value, answer) in enumerate(known, 1):
        text = value.text or answer.printed
        book.add(f"year_{number}", answer, replace(value, value=year, text=text), kind="year")
    for number, (_, value, answer) in enumerate((one for one in values if not one[0]), len(known) + 1):
        key = f"year_{number}"
        book.blanks[key] = Blank(key, answer.spec.label, answer.place, value.placeholder or value.text)


def keep_empty(book: Book, answers: Sequence[Answer]) -> None:
    """What of a printed box is empty becomes a blank that quotes its label, although no applicant need fill it."""
    for answer in answers:
        if answer.spec.key not in book.fields and answer.spec.kind not in UNWRITTEN:
            book.blanks.setdefault(answer.spec.key, Blank(answer.spec.key, answer.spec.label, answer.label_place))


def keep_retyped(book: Book, parts: Sequence[PartSpec], every_label: LabelBook) -> None:
    """What the reading of the form's tables left empty, from a layout of the applicant's own."""
    if book.form.output or not book.blanks:
        return
    known = set(book.fields)
    answers = read_retyped(book.document.nodes, book.form, book.default_years, every_label)
    answers = [a for a in answers if a.spec.key not in book.fields and f"{a.spec.key}[{a.year}]" not in book.fields]
    if "year_1" not in book.fields:
        keep_years(book, answers)
    labelled = set()
    spent = {answer.label_place for answer in answers if squash(answer.printed)}
    for answer in answers:  # a label in other words over nothing is no missing label, nor one that another answers
        key, said = answer.spec.key, book.reader.read(answer.spec, answer.printed)
        empty = not said.value and answer.label_place not in spent
        if empty and (blank := book.blanks.get(key)) and not blank.printed:
            book.blanks[key] = Blank(key, answer.spec.label, shown(answer), said.placeholder)
            labelled.add(key)
    for part in book.form.parts:
        if part.layout == "cover":
            told = read_worded_cover(book.document.nodes, book.form, part.fields)
            book.keep_all(part, [answer for answer in told if answer.spec.key not in book.fields])
    for part in parts:
        book.keep_all(part, [a for a in answers if a.spec in part.fields and a.spec.kind not in ("year", "contact")])
        for spec in (spec for spec in part.fields if spec.per_year):
            if any(key.startswith(("year_1",) if spec.kind == "year" else f"{spec.key}[") for key in book.fields):
                book.blanks.pop(spec.key, None)
    _mark_lacking(book, parts, labelled | {re.split(r"[\[_]\d", key)[0] for key in book.fields.keys() - known})


def _mark_lacking(book: Book, parts: Sequence[PartSpec], found: set[str]) -> None:
    """In a form that was plainly typed anew (`found`: what only its other layout told) a label that stands nowhere is a
    row that the form lacks, no cell left empty. One row taken out of the official form stays a blank."""
    due = {spec.key for part in parts for spec in part.fields if spec.required == "R" and spec.kind not in UNWRITTEN}
    missing = {key for key in due if (blank := book.blanks.get(key)) and not blank.printed}
    anew = len(found & due) >= _FOUND and len(missing | found & due) >= len(due) * _ANEW
    if anew or len(missing) >= len(due) * _NOTHING:
        for key, blank in book.blanks.items():
            book.blanks[key] = replace(blank, lacking=not blank.printed)


def keep_inner(book: Book, part: PartSpec, answers: Sequence[Answer]) -> None:
    """Values typed inside another field's cell: 是（事故名称：……）."""
    for spec in part.fields:
        if spec.kind != "inner":
            continue
        outer = next((a for a in answers if a.spec.key == spec.follows), None)
        pattern = rf"(?:{'|'.join(map(re.escape, spec.labels))})\s*[:：]?\s*([^()（）]*)"
        match = re.search(pattern, half_width(outer.printed)) if outer else None
        text = match[1].strip(" _　") if match else ""
        if outer and text and squash(text) not in ("无", "/", "-"):
            book.add(spec.key, replace(outer, spec=spec), Value(fold(text), text))
        elif outer and (held := book.fields.get(spec.follows)) and held.value == spec.choices[0]:
            book.blanks[spec.key] = Blank(spec.key, spec.label, outer.place)


def number_rows(book: Book, part: PartSpec, rows: Sequence[Sequence[Answer]]) -> None:
    """Rows in which something is filled, counted from 1; printed placeholders make no row."""
    filled = [row for row in rows if any(book.reader.read(a.spec, a.printed).value for a in row)]
    if not filled:
        place = rows[0][0].place if rows else book.somewhere()
        book.blanks[part.repeat] = Blank(part.repeat, part.name, place, printed=bool(rows))
    for number, row in enumerate(filled, 1):
        for answer in row:
            book.keep(answer.spec.key.replace(part.repeat, f"{part.repeat}[{number}]", 1), answer)


def keep_samples(book: Book, part: PartSpec, samples: Sequence[Sequence[Answer]]) -> None:
    """`rows_sample[1]`: the form's printed example left in; without records the table is just the template."""
    if not any(key.startswith(f"{part.repeat}[") for key in book.fields):
        return
    for number, row in enumerate(samples, 1):
        named = next((a for a in row if a.spec.kind == "text" and squash(a.printed)), row[0])
        said = " ".join(fold(a.printed).replace("\n", "") for a in row if squash(a.printed))
        book.add(f"{part.repeat}_sample[{number}]", named, Value(fold(named.printed), said), kind="sample")


def keep_chapters(book: Book, part: PartSpec, chapters: Sequence[Chapter], prose: Sequence[Table]) -> None:
    """The text of each chapter, its paragraphs as passages, its tables of figures; what has none is blank."""
    found = {}
    for chapter in chapters:
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
        rows: list[tuple[str, Place]] = []
        if sum(len(squash(text)) for text, _ in kept) < _THIN:
            rows = [pair for table, _ in chapter.tables for pair in tell_rows(table)]
        found[spec.key] = chapter
        book.tables += [ProseTable(spec.key, table, above) for table, above in chapter.tables if table in prose]
        if not kept and not rows:
            if spec.required in "RS":
                book.blanks[spec.key] = Blank(spec.key, spec.label, chapter.heading, "".join(residue))
            continue
        text = "\n".join(text for text, _ in (*kept, *rows))
        answer = Answer(spec, text, (*kept, *rows)[0][1], chapter.heading, 1.0, "", "chapter")
        value = Value(fold(text), text, residue=tuple(residue))
        book.add(spec.key, answer, value)
        if spec.kind == "longtext":
            book.passages.pop()  # of chapters every paragraph is a passage with a place of its own
        book.passages += [Passage(spec.key, half_width(text), place) for text, place in kept]
    taken = {place.path for place in (*(f.place for f in book.fields.values()), *(p.place for p in book.passages))}
    for chapter in chapters:
        told = squash("".join(text for text, _ in chapter.paragraphs))  # rows, where a chapter holds tables alone
        cells = [
            *tell_cells((table for table, _ in chapter.tables), taken),
            *tell_honours(table for table, _ in chapter.tables),
        ]
        book.passages += [
            Passage(chapter.spec.key, half_width(text), place) for text, place in cells if squash(text) not in told
        ]
    ahead = book.somewhere()
    for spec in part.fields:  # a missing chapter is missed behind the heading of the one before it
        if spec.key in found:
            ahead = found[spec.key].heading
        elif spec.kind != "attachments" and spec.required in "RS":
            book.blanks[spec.key] = Blank(spec.key, spec.label, ahead, printed=False)


def keep_rows(book: Book, part: PartSpec, tables: Sequence[Table]) -> None:
    """The rows of 附表1 and its like, counted from 1; heads in other words are read like the printed ones."""
    words = Rewording(part.fields, LabelBook(part.fields), "")
    worded = [words.reword(table) or table for table in tables or book.document.tables]
    reworded = replace(part, fields=tuple(words.specs))
    rows = read_rows(worded if tables else find_row_tables(worded, reworded), reworded)
    if not rows:
        place = tables[0].place if tables else book.somewhere()
        book.blanks[part.repeat] = Blank(part.repeat, part.name, place, printed=bool(tables))
    for number, row in enumerate(rows, 1):
        for answer in row:
            book.keep(answer.spec.key.replace(part.repeat, f"{part.repeat}[{number}]", 1), answer)


def keep_blocks(book: Book, part: PartSpec, tables: Sequence[Table]) -> None:
    """The instances of 附表2 and the rows within each, counted from 1; of the applicant's own drawing where the form's
    is not there."""
    entries = list(read_blocks(tables, part)) or list(read_drawn(book.document.nodes, part))
    if not entries:
        place = tables[0].place if tables else book.somewhere()
        book.blanks[part.repeat] = Blank(part.repeat, part.name, place, printed=bool(tables))
    for instance, row, answer in entries:
        prefix, *rest = answer.spec.key.split(".")
        key = f"{prefix}[{instance}].{rest[0]}" if row == 0 else f"{prefix}[{instance}].{rest[0]}[{row}].{rest[1]}"
        if not book.keep(key, answer) and row and is_hint(answer):
            book.blanks.setdefault(key, Blank(key, answer.spec.label, shown(answer), answer.printed.strip()))
