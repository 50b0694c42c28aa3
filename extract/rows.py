"""Row parts: a header row above repeated rows (附表1), also on its side, cut by pages, with the printed example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extract.answer import Answer
from extract.labels import LabelBook
from model.document import Cell, Table
from model.form import FieldSpec, PartSpec
from model.text import squash

_LEAST_HEADS = 4
_SAME_AS_EXAMPLE = 75.0
_JOINT = re.compile(r"\s*[/\n;；、|]+\s*|\s*[—–-]+\s*")


@dataclass(slots=True)
class _Row:
    """One repeated row being gathered: field → answer."""

    cells: dict[str, Answer]

    def text(self, key: str) -> str:
        return self.cells[key].printed if key in self.cells else ""


def find_row_tables(tables: Sequence[Table], part: PartSpec) -> list[Table]:
    """The tables that carry this part's header, upright or on its side, and their rests on the next pages."""
    book = LabelBook(part.fields)
    found: list[Table] = []
    for table in tables:
        if _header(table, book) is not None or _side_header(table, book) or (found and _is_rest(table, found[-1])):
            found.append(table)
    return found


def _is_rest(table: Table, before: Table) -> bool:
    """A table on the very next page with the same number of columns and no number in its first column."""
    pages = [cell.place.page or 0 for cell in before.cells]
    first = [cell for cell in table.cells if cell.row == 0 and cell.col == 0]
    follows = table.place.page is not None and table.place.page == max(pages, default=0) + 1
    return follows and table.cols == before.cols and all(not squash(cell.text) for cell in first)


def read_rows(tables: Sequence[Table], part: PartSpec) -> list[list[Answer]]:
    """The filled rows, each a list of answers; the printed example and empty rows are dropped."""
    book = LabelBook(part.fields)
    rows: list[_Row] = []
    heads: list[tuple[Cell, FieldSpec]] = []
    for table in tables:
        lines = list(table.lines())
        if (at := _header(table, book)) is not None:
            heads = book.columns(lines[at])
            _read_upright(table, lines, max(cell.row + cell.rowspan for cell, _ in heads), heads, book, rows)
        elif _side_header(table, book):
            rows += _sideways(table, book)
        elif heads:
            _read_upright(table, lines, 0, heads, book, rows)
    return [list(row.cells.values()) for row in rows if _own(row, part)]


def _header(table: Table, book: LabelBook) -> int | None:
    """Index of the row with at least four of the labels."""
    for index, line in enumerate(table.lines()):
        if index > 6:
            break
        if len({hit.specs[0].key for cell in line if (hit := book.find(cell.text))}) >= _LEAST_HEADS:
            return index
    return None


def _side_header(table: Table, book: LabelBook) -> bool:
    first = [cell for cell in table.cells if cell.col == 0]
    return len({hit.specs[0].key for cell in first if (hit := book.find(cell.text))}) >= _LEAST_HEADS


def _read_upright(
    table: Table, lines: list[list[Cell]], start: int, heads: Sequence[tuple[Cell, FieldSpec]], book: LabelBook,
    rows: list[_Row],
) -> None:  # fmt: skip
    """Appends the rows from `start` on; the rest of a row cut by a page break joins the row before."""
    for index in range(start, len(lines)):
        line = lines[index]
        if sum(book.find(cell.text) is not None for cell in line) >= _LEAST_HEADS:
            continue  # header printed again on the next page
        row = _row(line, heads)
        after_break = index in table.seams or (index == start and table.place.page is not None)
        if rows and after_break and (_goes_on(row) or _has_no_number(row, rows)):
            for key, answer in row.cells.items():
                if squash(answer.printed):
                    rows[-1].cells[key] = _append(rows[-1].cells.get(key), answer)
        else:
            rows.append(row)


def _row(line: list[Cell], heads: Sequence[tuple[Cell, FieldSpec]]) -> _Row:
    cells: dict[str, Answer] = {}
    for head, spec in heads:
        for cell in line:
            if cell.col < head.col + head.colspan and head.col < cell.col + cell.colspan:
                cells.setdefault(spec.key, Answer(spec, cell.text, cell.place, head.place))
    return _Row(cells)


def _goes_on(row: _Row) -> bool:
    """A row cut by a page break goes on without number and names."""
    if not any(squash(answer.printed) for answer in row.cells.values()):
        return False
    leading = [a for a in row.cells.values() if a.spec.kind != "longtext" and not a.spec.key.endswith("remark")]
    return not any(squash(answer.printed) for answer in leading)


def _has_no_number(row: _Row, above: Sequence[_Row]) -> bool:
    """Whether every row above is numbered and this one is not: its name was cut by the page break, too."""
    filled = [key for key, answer in row.cells.items() if squash(answer.printed)]
    numbers = [[key for key in other.cells if key.endswith(".no") and squash(other.text(key))] for other in above]
    new = [key for key in filled if not squash(above[-1].text(key))]
    return bool(filled) and all(numbers) and not new and not any(key.endswith(".no") for key in filled)


def _append(answer: Answer | None, more: Answer) -> Answer:
    if answer is None or not squash(answer.printed):
        return more
    return replace(answer, printed=answer.printed + more.printed)


def _sideways(table: Table, book: LabelBook) -> Iterator[_Row]:
    """Labels in the first column, one instance in each further column."""
    lines = list(table.lines())
    columns = sorted({cell.col for cell in table.cells if cell.col > 0})
    for col in columns:
        cells: dict[str, Answer] = {}
        for line in lines:
            hit = book.find(line[0].text) if line and line[0].col == 0 else None
            if hit is None:
                continue
            for cell in line[1:]:
                if cell.col <= col < cell.col + cell.colspan and hit.specs[0].key not in cells:
                    cells |= {a.spec.key: a for a in _of_head(hit.specs if hit.joint else hit.specs[:1], cell, line[0])}
        if cells and any(cell.col == col for cell in table.cells):
            yield _Row(cells)


def _of_head(specs: Sequence[FieldSpec], cell: Cell, head: Cell) -> list[Answer]:
    """The answers of a cell under one label, or under several in one (环节名称/场景名称: 生产作业/精准配送)."""
    parts = [part for part in _JOINT.split(cell.text) if part.strip()]
    if len(specs) == 1 or len(parts) != len(specs):
        return [Answer(specs[0], cell.text, cell.place, head.place)]
    return [Answer(spec, part.strip(), cell.place, head.place) for spec, part in zip(specs, parts, strict=True)]


def _own(row: _Row, part: PartSpec) -> bool:
    """Whether the row is the applicant's: not empty, and not the printed example."""
    texts = {key: squash(answer.printed) for key, answer in row.cells.items()}
    number = next((t for k, t in texts.items() if k.endswith(".no")), "")
    body = {k: t for k, t in texts.items() if t and not k.endswith(".no")}
    if not body:
        return False
    if any(number.startswith(squash(word)) for word in part.drop_rows):
        shared = [key for key in part.example if texts.get(key)]
        alike = [key for key in shared if fuzz.ratio(squash(part.example[key]), texts[key]) >= _SAME_AS_EXAMPLE]
        return bool(shared) and 2 * len(alike) < len(shared)
    return True
