"""The one row of facts under a row of labels: a summary table that one applicant filled in for itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.licence.facts import fact_of
from model.document import Cell, Document
from model.paper_spec import FactSpec, PaperSpec
from model.text import half_width, squash

#: The number of the footnote in a head: 企业类型3.
_NOTE = re.compile(r"(?:[(\[]?\d[)\]]?|[①-⑨]|\*)+$")
#: So many labels of one paper stand side by side in a row of heads; a form's own rows have an answer between two.
_LEAST = 3


def rows_of_heads(spec: PaperSpec, document: Document) -> list[tuple[str, list[tuple[FactSpec, Cell]]]]:
    """(`table/row` of the heads, each fact with the cell below its head); nothing below where several rows follow:
    which of them is the applicant's is not told."""
    labels = {squash(half_width(label)): fact for fact in spec.facts for label in fact.labels}
    found: list[tuple[str, list[tuple[FactSpec, Cell]]]] = []
    for table in document.tables:
        lines = list(table.lines())
        for at, row in enumerate(lines):
            heads = {c.col: fact for c in row if c.row == at and (fact := fact_of(head_text(c), labels))}
            if sum(b - a == 1 for a, b in pairwise(sorted(heads))) < _LEAST - 1:
                continue
            end = max(c.row + c.rowspan for c in row if c.col in heads)
            below = [line for line in lines[end:] if is_filled(line, heads)]
            told = [(heads[c.col], c) for c in below[0] if c.col in heads] if len(below) == 1 else []
            found.append((f"{table.place.path}/{at}", told))
            break
    return found


def head_text(cell: Cell) -> str:
    return _NOTE.sub("", squash(half_width(cell.text)))


def is_filled(line: Sequence[Cell], heads: dict[int, FactSpec]) -> bool:
    """Whether at least half of the heads have an answer in this row."""
    return 2 * sum(bool(squash(c.text)) for c in line if c.col in heads) >= len(heads)
