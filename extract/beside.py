"""Where the answer to a label stands in a grid: right of it, in the row below it, in the row under an empty cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from extract.answer import Answer
from extract.labels import Hit
from model.document import Cell
from model.form import FieldSpec
from model.text import squash

_SECTION = re.compile(r"^\s*[（(]?[一二三四五六七八九十]+[)）、.]")

#: Words as of a label, with no figure among them.
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,10}(?:[（(][\u4e00-\u9fff/、]{1,8}[)）])?")


def values_right(line: list[Cell], position: int, hits: dict[int, Hit]) -> list[Cell]:
    """The cells between this label and the next one."""
    end = next((index for index in range(position + 1, len(line)) if index in hits), len(line))
    return line[position + 1 : end]


def strange_label(values: Sequence[Cell], label_columns: Collection[int]) -> int:
    """Where a label that no form knows ends a value: 法定代表人 | 某某 | 在岗职工 | 742人, in a column of labels."""
    told = [index for index, cell in enumerate(values) if squash(cell.text)]
    at = told[1] if len(told) == 3 and told[0] == 0 else 0
    strange = at and values[at].col in label_columns and _LABEL.fullmatch(squash(values[at].text))
    return at if strange else len(values)


def single(spec: FieldSpec, label: Cell, values: list[Cell], below: list[Cell], score: float) -> Iterator[Answer]:
    filled = [cell for cell in values if squash(cell.text)]
    if filled:
        text = "\n".join(cell.text for cell in filled)
        yield Answer(spec, text, filled[0].place.quoting(text), label.place, score)
    elif values:
        yield Answer(spec, "", values[0].place, label.place, score)
    else:  # a row of labels only: the values stand below
        under = cells_under([label], below)
        if under:
            yield Answer(spec, under[0].text, under[0].place, label.place, score, "", "below")
        else:
            yield Answer(spec, "", label.place, label.place, score)


def below_only(spec: FieldSpec, values: list[Cell], below: list[Cell], is_label: object) -> bool:
    """Whether a long text was typed in a row of its own under label and empty cell."""
    if spec.kind != "longtext" or not values or len({cell.place.path for cell in below}) != 1:
        return False
    empty = all(not squash(c.text) or squash(c.text) in map(squash, spec.hints) for c in values)
    text = below[0].text
    alone = below[0].row > values[0].row and below[0].colspan > values[0].colspan
    return empty and alone and len(squash(text)) >= 12 and not _SECTION.match(text) and not is_label(text)  # type: ignore[operator]


def cells_under(cells: Sequence[Cell], below: list[Cell]) -> list[Cell]:
    """The cells of the next row that start below the given ones."""
    return [
        b for c in cells for b in below if b.row > c.row and b.col < c.col + c.colspan and c.col < b.col + b.colspan
    ]
