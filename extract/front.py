"""Front: what stands between the cover of a book and its first chapter or the promise, as lines and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.free.lines import split_number
from extract.text import core
from model.document import Block, Node, Table
from model.form import Form
from model.place import Place
from model.text import half_width, squash

HEADING = 40
#: The last line of a cover.
_EDITOR = re.compile(r"(?:厅|局|委|委员会|信息化)(?:编制|编印|印制|制)$")
#: A table of more cells than this is no cover.
_COVER = 4


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    place: Place


Item = Line | Table


def read_front(nodes: Sequence[Node], form: Form) -> Iterator[Item]:
    """Lines and tables between the cover and the first chapter or the promise."""
    fields = [(part.layout, spec) for part in form.parts for spec in part.fields]
    dates = [squash(one) for at, spec in fields if at == "cover" and spec.kind == "date" for one in spec.labels]
    ends = {core(one) for at, spec in fields if at == "chapters" for one in (*spec.labels, *spec.group)}
    promise = [core(one) for at, spec in fields if at == "commitment" and spec.kind == "text" for one in spec.labels]
    start = 0
    for at, node in enumerate(nodes):
        cells = node.cells if isinstance(node, Table) else ()
        said = [node.text] if isinstance(node, Block) else [cell.text for cell in cells]
        flat = [squash(half_width(text)) for text in said]
        if any(_EDITOR.search(one) or one.startswith(tuple(dates)) for one in flat):
            start = at + 1
        elif len(cells) > _COVER:
            break
    for node in nodes[start:]:
        if isinstance(node, Block):
            for line in node.text.splitlines():
                if name_of(line) in ends or core(line.partition("：")[0]) in promise:
                    return
                if squash(line):
                    yield Line(half_width(line).strip(), node.place.quoting(line.strip()))
        elif isinstance(node, Table):
            end = min((c.row for c in node.cells if core(c.text) in promise), default=node.rows)
            cells = tuple(cell for cell in node.cells if cell.row < end)
            if cells:
                yield replace(node, cells=cells, rows=end)
            if end < node.rows:
                return


def name_of(line: str) -> str:
    """A heading without its number, its remark and its colon."""
    return core(split_number(line)[1]) if len(squash(line)) <= HEADING else ""
