"""Lists: the clerk's output tables (GS-01, GS-06, GS-07, GS-13, FJ-03 …) read back: one record a row, and the lines
around the table (填写单位, 联系人, date). Word and Excel alike: in a sheet those lines are rows of the same grid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.answer import Answer
from extract.commitment import find_date
from extract.labels import LabelBook
from model.document import Block, Cell, Document, Table
from model.form import FieldSpec, PartSpec
from model.place import Place
from model.text import half_width, squash

_LEAST_HEADS = 4
#: A row of the printed example: at least so many cells are still placeholders, or its number says so.
_EXAMPLE_CELLS = 2
_EXAMPLE = re.compile(r"^(?:示例|例如|例[:：]|样例|填写说明|备注[:：]|注[:：\d])")


@dataclass(slots=True)
class List:
    """The records of a table in printed order, and the lines of text outside its records."""

    rows: list[list[Answer]] = field(default_factory=list)
    lines: list[tuple[str, Place]] = field(default_factory=list)


def read_list(document: Document, part: PartSpec) -> List:
    """All records under the part's head, through page breaks and several tables or sheets."""
    book = LabelBook(part.fields)
    found = List()
    heads: dict[str, tuple[Cell, FieldSpec]] = {}
    for node in document.nodes:
        if isinstance(node, Block):
            found.lines += [(line, node.place) for line in node.text.splitlines() if squash(line)]
        elif isinstance(node, Table):
            heads = _read_table(node, book, part, found, heads)
    return found


def read_frame(lines: Sequence[tuple[str, Place]], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """The answers printed as 标签：值 in the lines around a table; a date spec takes the first date there."""
    labels = [(label, spec) for spec in specs for label in spec.labels if spec.kind != "date"]
    either = "|".join(re.escape(half_width(label)) for label, _ in sorted(labels, key=lambda pair: -len(pair[0])))
    for spec in specs:
        if spec.kind == "date":
            dated = next(((text, place) for text, place in lines if find_date(text)), None)
            if dated:
                yield Answer(spec, find_date(dated[0]), dated[1], dated[1], 1.0, "", "inline")
            continue
        names = "|".join(re.escape(half_width(label)) for label in spec.labels)
        for text, place in lines:
            match = re.search(
                rf"(?:^|(?<=[\s)；;]))(?:{names})\s*:\s*(?P<value>.*?)(?=\s{{2,}}|\t|(?:{either})\s*:|$)",
                half_width(text),
            )
            value = _without_date(match["value"]) if match else ""
            if value:
                yield Answer(spec, value, place, place, 1.0, "", "inline")
                break


def _without_date(text: str) -> str:
    date = find_date(text)
    flat = text.replace(date, "") if date else text
    return re.sub(r"(?:20)?[\s_]*年[\s_]*月[\s_]*日", "", flat).strip(" _\t")


def _read_table(
    table: Table, book: LabelBook, part: PartSpec, found: List, before: dict[str, tuple[Cell, FieldSpec]]
) -> dict[str, tuple[Cell, FieldSpec]]:
    """Reads one table; returns the heads in force, which a table that goes on without heads takes over."""
    least = min(_LEAST_HEADS, len(part.fields))
    heads: dict[str, tuple[Cell, FieldSpec]] = {}
    last_head = -1
    lines = list(table.lines())
    for index, line in enumerate(lines[:12]):
        hits = [(cell, hit.specs[0]) for cell in line if (hit := book.find(cell.text)) and not hit.inline]
        fresh = [cell for cell in line if cell.row == index and squash(cell.text)]
        deeper = heads and hits and index <= last_head + 1 and all(book.find(c.text) or not c.col for c in fresh[:1])
        if len({spec.key for _, spec in hits}) >= least or deeper:
            for cell, spec in hits:
                heads[spec.key] = (cell, spec)
                last_head = max(last_head, cell.row + cell.rowspan - 1)
    goes_on = not heads and bool(before) and table.cols >= max(cell.col for cell, _ in before.values()) + 1
    if goes_on:
        heads = before
    for index, line in enumerate(lines):
        own = not any(cell.row < index for cell in line)
        filled = [cell for cell in line if squash(cell.text)]
        if index <= last_head or not heads or len(filled) < 2 or _is_frame(filled):
            if own and not (0 <= index <= last_head and any(book.find(c.text) for c in filled)):
                found.lines += [("\t".join(cell.text for cell in filled), filled[0].place)] if filled else []
            continue
        row = _record(line, heads)
        if not _is_example(row):
            found.rows.append(row)
    return heads


def _is_frame(filled: Sequence[Cell]) -> bool:
    """联系人： and 联系电话： under the table, notes."""
    return all(
        re.match(r"^\s*(?:联系人|联系电话|填写单位|推荐单位|注|备注|说明)[^\n]{0,12}[:：]", cell.text)
        for cell in filled[:2]
    )


def _record(line: Sequence[Cell], heads: dict[str, tuple[Cell, FieldSpec]]) -> list[Answer]:
    answers = []
    for head, spec in heads.values():
        cells = [c for c in line if c.col < head.col + head.colspan and head.col < c.col + c.colspan]
        filled = [cell for cell in cells if squash(cell.text)] or cells[:1]
        if filled:
            text = "\n".join(cell.text for cell in filled)
            answers.append(Answer(spec, text, filled[0].place, head.place, 1.0, "", "under_head"))
    return answers


def _is_example(row: Sequence[Answer]) -> bool:
    texts = [squash(answer.printed) for answer in row]
    marked = any(_EXAMPLE.match(text) for text in texts[:4])
    placeholders = sum(text.upper() in ("XXX", "XX", "***") for text in texts)
    body = [text for answer, text in zip(row, texts, strict=True) if text and not answer.spec.key.endswith(".seq")]
    return marked or placeholders >= _EXAMPLE_CELLS or not body
