"""Inset parts: repeated rows inside the big form table (智能工厂包含的智能制造典型场景: name and description)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from extract.answer import Answer
from extract.labels import LabelBook
from extract.series import ENDED
from model.document import Cell, Table
from model.form import FieldSpec, PartSpec
from model.text import squash

#: 典型场景1, 场景一： printed before the name that the applicant typed behind it.
_PREFIX = re.compile(r"^\s*(?:典型)?场景\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[:：、.．)）]?\s*")
_NUMBER = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）、.．]|[一二三四五六七八九十]{1,2}[、.．])\s*(?=\S)")


#: No scene's whole name is as short as this: 设计, 与预测.
_SCRAP = 3


@dataclass(slots=True)
class Inset:
    """The rows of one inset part: answers row by row, which of them begin behind a page break with a name that has no
    number, and which rows of which table (by path) they took."""

    rows: list[list[Answer]] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    taken: dict[str, set[int]] = field(default_factory=dict)


def read_inset(
    tables: Sequence[Table], part: PartSpec, every_label: LabelBook, is_whole: Callable[[str], bool]
) -> Inset:
    """All rows under the part's header, until a label of another part; also where the table goes on as a new one.

    `is_whole` knows the first answers that no page break cut.
    """
    book = LabelBook(part.fields)
    inset = Inset()
    heads: list[tuple[Cell, FieldSpec]] = []
    for table in tables:
        for index, line in enumerate(table.lines()):
            if head := _heads(line, book, part):
                heads = head
            elif heads and _ends(line, every_label, book):
                heads = []
            elif heads:
                _add(inset, line, heads, cut=index in table.seams)
            else:
                continue
            inset.taken.setdefault(table.place.path, set()).add(index)
    _join_cut(inset, is_whole)
    return inset


def _join_cut(inset: Inset, is_whole: Callable[[str], bool]) -> None:
    """Rows of which a page break cut the name, too, made whole: only a scrap of a name stands behind it, or the text
    before it breaks off where those of most other rows end with a full stop. Two whole names are of two rows."""
    for at in reversed(inset.cut):
        above, below = inset.rows[at - 1], inset.rows[at]
        if is_whole(above[0].printed) and is_whole(below[0].printed):
            continue
        ended = [_is_ended(row) for n, row in enumerate(inset.rows) if n != at - 1]
        scrap = len(squash(below[0].printed)) <= _SCRAP and not re.search("[A-Za-z]", below[0].printed)
        if scrap or (not _is_ended(above) and squash(above[-1].printed) and sum(ended) * 3 >= len(ended) * 2):
            inset.rows[at - 1 : at + 1] = [[_join(old, new, True) for old, new in zip(above, below, strict=True)]]


def _is_ended(row: Sequence[Answer]) -> bool:
    return bool(ENDED.search(row[-1].printed.strip()))


def _heads(line: list[Cell], book: LabelBook, part: PartSpec) -> list[tuple[Cell, FieldSpec]]:
    """The header row: a cell for each field of the part."""
    found: dict[str, tuple[Cell, FieldSpec]] = {}
    for cell in line:
        if hit := book.find(cell.text):
            found.setdefault(hit.specs[0].key, (cell, hit.specs[0]))
    return list(found.values()) if len(found) == len(part.fields) else []


def _ends(line: list[Cell], every_label: LabelBook, book: LabelBook) -> bool:
    """A label of another part in the first cells, or a row that is one cell across."""
    if len(line) == 1 and line[0].colspan > 1:
        return True
    return any(every_label.find(cell.text) and not book.find(cell.text) for cell in line[:2])


def _add(inset: Inset, line: list[Cell], heads: Sequence[tuple[Cell, FieldSpec]], cut: bool) -> None:
    answers = [_answer(line, head, spec) for head, spec in heads]
    first, *others = answers
    last = inset.rows[-1] if inset.rows else None
    named = any(squash(cell.text) for cell in _under(line, heads[0][0]))
    nameless = not named and any(squash(answer.printed) for answer in others)
    if last and (nameless or first.place.path == last[0].place.path):
        inset.rows[-1] = [_join(old, new, cut) for old, new in zip(last, answers, strict=True)]
    else:
        typed = "".join(cell.text for cell in _under(line, heads[0][0]))
        if cut and last and not _PREFIX.match(typed) and not _NUMBER.match(typed):
            inset.cut.append(len(inset.rows))
        inset.rows.append(answers)


def _under(line: list[Cell], head: Cell) -> list[Cell]:
    """The cells of a row under a head cell; one that begins further left belongs to the head on its left."""
    cells = [c for c in line if c.col < head.col + head.colspan and head.col < c.col + c.colspan]
    return [c for c in cells if c.col >= head.col] or cells


def _answer(line: list[Cell], head: Cell, spec: FieldSpec) -> Answer:
    cells = _under(line, head)
    filled = [cell for cell in cells if squash(cell.text)] or cells[:1]
    if not filled:
        return Answer(spec, "", head.place, head.place)
    texts = [cell.text for cell in filled]
    if spec.kind != "longtext":
        texts = [_NUMBER.sub("", _PREFIX.sub("", text)) for text in texts]
    texts = [text for text in texts if squash(text)]
    place = filled[-1].place if texts else filled[0].place
    return Answer(spec, "".join(texts), place, head.place, 1.0, "", "under_head")


def _join(old: Answer, new: Answer, cut: bool) -> Answer:
    if not squash(new.printed) or new.place.path == old.place.path:
        return old
    if not squash(old.printed):
        return new
    return replace(old, printed=old.printed + ("" if cut else "\n") + new.printed)
