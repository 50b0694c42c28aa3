"""Front: what stands between the cover of a book and its first chapter or the promise, as lines and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.answer import Answer
from extract.free.heads import named
from extract.free.lines import split_number
from extract.text import core
from model.document import Block, Node, Table
from model.form import FieldSpec, Form
from model.place import Place
from model.text import half_width, squash

HEADING = 40
#: 表四 建设前后效益对比: the number of a table ahead of a name.
TABLE = re.compile(r"^附?表\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:\s*[、.:：|]\s*|\s+)(?=\S)")
#: The last line of a cover.
_EDITOR = re.compile(r"(?:厅|局|委|委员会|信息化)(?:编制|编印|印制|制)$")
#: A table of more cells than this is no cover.
_COVER = 4
#: A date of whatever it may be.
_BARE = re.compile(r"(?:时间|日期|年月)(?::|$)")
#: Between a label of the cover and what is filled in: a colon, else a gap.
_COLON, _GAP = re.compile(r"\s*:\s*"), re.compile(r"[\s_]+")


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    place: Place


Item = Line | Table


def read_worded_cover(nodes: Sequence[Node], form: Form, specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """What a cover tells under labels in other words: beside a colon or a gap, or in the next cell."""
    for node in nodes[: _cover_end(nodes, form)]:
        if isinstance(node, Table):
            pairs = [
                (line[0].text, line[0].place, line[1].text, line[1].place) for line in node.lines() if len(line) == 2
            ]
        else:
            lines = node.text.splitlines() if isinstance(node, Block) else []
            told = [half_width(line).strip() for line in lines]
            parted = [_part(line, specs) for line in told]
            pairs = [(one[0], node.place, one[1], node.place.quoting(one[1])) for one in parted if len(one) == 2]
        for label, at, value, place in pairs:
            if squash(value) and (spec := named(label, specs)):
                yield Answer(spec, value, place, at)


def _part(line: str, specs: Sequence[FieldSpec]) -> list[str]:
    """What stands before and behind the colon, where a label does, else the first gap: 申报单位  某公司  电话：…"""
    parts = _COLON.split(line, maxsplit=1)
    return parts if len(parts) > 1 and named(parts[0], specs) else _GAP.split(line, maxsplit=1)


def _cover_end(nodes: Sequence[Node], form: Form) -> int:
    """Index of the first node behind the date or the editor of the cover; 0 where neither is printed."""
    specs = [spec for part in form.parts if part.layout == "cover" for spec in part.fields if spec.kind == "date"]
    dates = [squash(label) for spec in specs for label in spec.labels]
    start = 0
    for at, node in enumerate(nodes):
        cells = node.cells if isinstance(node, Table) else ()
        said = [node.text] if isinstance(node, Block) else [cell.text for cell in cells]
        flat = [squash(text) for text in said]
        if len(cells) > _COVER:
            flat = [one for one in flat if not _BARE.match(one)]  # 时间 | 事件: a table of the book
        if any(
            _EDITOR.search(one) or one.startswith(tuple(dates)) or named(one.partition(":")[0], specs) for one in flat
        ):
            start = at + 1
        elif len(cells) > _COVER:
            break
    return start


def read_front(nodes: Sequence[Node], form: Form) -> Iterator[Item]:
    """Lines and tables between the cover and the first chapter or the promise."""
    fields = [(part.layout, spec) for part in form.parts for spec in part.fields]
    ends = {core(one) for at, spec in fields if at == "chapters" for one in (*spec.labels, *spec.group)}
    promise = [core(one) for at, spec in fields if at == "commitment" and spec.kind == "text" for one in spec.labels]
    for node in nodes[_cover_end(nodes, form) :]:
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
    return core(split_number(TABLE.sub("", line))[1]) if len(squash(line)) <= HEADING else ""
