"""Yearly figures of a free book: lines by years or years by lines, in any table, with the unit of line or caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from extract.answer import Answer
from extract.dates import read_year
from extract.free.lines import Line
from extract.labels import LabelBook
from extract.statements.heads import find_unit
from extract.text import core
from model.document import Cell, Table
from model.form import FieldSpec
from model.text import half_width, squash

_UNIT = re.compile(r"\(?(亿元|万元|千元|元)\)?")
_CAPTION = re.compile(r"单位\s*[:：]?\s*(?:人民币)?(亿元|万元|千元|元)")
#: 经营指标（亿元） ahead of the years.
_CORNER = re.compile(r"\((?:单位[:：])?(亿元|万元|千元|元)\)$")
#: The head of a table whose lines are the years stands in so many rows from its top.
_TOP = 3
_OF_WHICH = re.compile(r"^\s*其中\s*[:：]?\s*")
_YEAR = re.compile(
    r"^(?:近三年)?(?:20\d{2})(?:年|年度|年末|年底)?(?:\((?:经审计|审计|实际|实绩)数?\)|/12/31|年12月31日)?$"
)


def read_years(lines: Sequence[Line], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """One answer for each line and year; a table counts when two years head its columns or rows."""
    book = LabelBook([spec for spec in specs if spec.kind != "year"])
    seen: set[str] = set()
    caption = ""
    for line in lines:
        if line.table is None:
            said = find_unit(line.text) if "元" in line.text and len(squash(line.text)) <= 60 else ""
            caption = said or (caption if _is_head(line) else "")
        elif line.table.place.path not in seen:
            seen.add(line.table.place.path)
            yield from _best(_read(line.table, book, caption))
            caption = ""


def _best(answers: Iterator[Answer]) -> Iterator[Answer]:
    """Of two rows of a table for one field (营业收入, 其中：主营业务收入) the one whose label the form names first."""
    found = list(answers)
    order = {id(a): _rank_of(a) for a in found}
    first: dict[tuple[str, str], int] = {}
    for answer in found:
        key = (answer.spec.key, answer.year)
        first[key] = min(order[id(answer)], first.get(key, order[id(answer)]))
    yield from (a for a in found if order[id(a)] == first[(a.spec.key, a.year)])


def _own(cell: Cell) -> str:
    """The label of a row: 其中：主营业务收入 → 主营业务收入."""
    return _OF_WHICH.sub("", half_width(cell.text))


def _rank_of(answer: Answer) -> int:
    """The place of the printed label among the field's labels."""
    said = core(_OF_WHICH.sub("", half_width(answer.label_place.text)))
    return next((n for n, label in enumerate(answer.spec.labels) if core(label) == said), len(answer.spec.labels))


def _is_head(line: Line) -> bool:
    return len(squash(line.text)) <= 30


def _read(table: Table, book: LabelBook, caption: str) -> Iterator[Answer]:
    rows = list(table.lines())
    inside = next((m[1] for row in rows[:2] for c in row if (m := _CAPTION.search(half_width(c.text)))), caption)
    for head in range(len(rows)):  # the rows of what else is asked for may stand above
        across = [(cell, year) for cell in rows[head] if (year := _year(cell))]
        if len(across) >= 2:
            corner = _CORNER.search(half_width(rows[head][0].text))
            under = takewhile(lambda row: sum(bool(_year(cell)) for cell in row) < 2, rows[head + 1 :])
            found = [a for row in under for a in _upright(row, across, book, corner[1] if corner else inside)]
            yield from found
            if found:
                return
        if head >= _TOP:
            continue
        lines = [(cell, hit.specs[0]) for cell in rows[head] if (hit := book.find(cell.text)) and hit.score == 1.0]
        down = [row for row in rows[head + 1 :] if any(_year(cell) for cell in row[:2])]
        if len(lines) >= 2 and len(down) >= 2:
            for row in down:
                year = next(y for cell in row[:2] if (y := _year(cell)))
                for cell, spec in lines:
                    value = next((c for c in row if c.col == cell.col), None)
                    if value is not None and not _year(value):
                        yield _answer(spec, value, cell, year, inside)
            return


def _upright(row: list[Cell], across: Sequence[tuple[Cell, str]], book: LabelBook, unit: str) -> Iterator[Answer]:
    first = min(cell.col for cell, _ in across)
    label = next(
        (c for c in reversed(row) if c.col < first and (h := book.find(_own(c))) and h.score == 1.0 and not h.inline),
        None,
    )
    if label is None:
        return
    hit = book.find(_own(label))
    beside = next((c.text for c in row if label.col < c.col < first and _UNIT.fullmatch(squash(c.text))), "")
    for head, year in across:
        value = next((c for c in row if c.col <= head.col < c.col + c.colspan and c.col >= first), None)
        if value is not None and hit is not None:
            yield _answer(hit.specs[0], value, label, year, squash(beside) or unit)


def _answer(spec: FieldSpec, value: Cell, label: Cell, year: str, unit: str) -> Answer:
    """The printed number with the unit that stands in its label, its row or over its table."""
    own = _UNIT.search(squash(half_width(label.text)))  # a narrow column breaks （万元） in two
    unit = own[1] if own else unit
    bare = re.fullmatch(r"[\s\d,.+\-()]+", half_width(value.text))
    add = spec.kind == "money_wan" and unit not in ("", "万元") and bare and squash(value.text)
    return Answer(spec, f"{value.text}{unit}" if add else value.text, value.place, label.place, 1.0, year)


def _year(cell: Cell) -> str | None:
    flat = squash(half_width(cell.text))
    return read_year(flat) if _YEAR.match(flat) else None
