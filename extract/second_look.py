"""A second look at what no reader found: labels and titles that stand in the book all the same, with an answer or text
behind them. Such a thing was not read rather than left out, and nobody is told that it is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extract.free import TOC, split_number
from extract.labels import LabelBook
from extract.text import core, without_numbering
from extract.values import ValueReader
from model.document import Block, Cell, Node, Picture, Table
from model.form import FieldSpec, Form
from model.place import Place
from model.submission import Blank, Field, InnerPaper
from model.text import count_words, half_width, squash

#: A page behind dots, or right behind the words; and marks about a number that are none of the name: 第四篇——, 【四】.
_PAGED = re.compile(rf"{TOC.pattern}|(?<=[\u4e00-\u9fff])\s{{0,9}}\d{{1,3}}\s{{0,9}}$")
_MARKS = re.compile(r"^[^\w(《“]+|[^\w)》”]+$")
_HEADING, _ALIKE, _MORE = 40, 82, 6
#: A label's beginning of this length is the label, cut off by its cell.
_LONG = 8
#: So many 字 under a title are a text.
_TOLD = 15
#: Kinds that are recognised by their shape, wherever they stand behind their label.
_SHAPED = (
    "date",
    "date_range",
    "month",
    "tel",
    "email",
    "code",
    "int",
    "percent",
    "money_wan",
    "money_yuan",
    "decimal",
)
#: What titles of papers say, but no entry of a list of them; and the lines between a title and its table.
_PAPERS = {
    "licence": re.compile(r"营业执照|法人(?:登记)?证书"),
    "statements": re.compile(
        r"财务(?:会计)?报[表告]|资产负债表|利润表|损益表|现金流量表|(?:主要)?财务(?:数据|指标|状况)"
    ),
}
_ENTRY = re.compile(r"[。;；]|详?见|另附|未附|附后|待补")
_UNIT = re.compile(r"^[^。;；]{0,12}单位|编制|^\W*20\d\d\W*年")
_END = re.compile(r"附[表件]\s*[\d一二三四五]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph or of a cell (`drawn`, as is a picture); `printed`: of a table of the form's own, whose
    labels may be called as chapters are; `cell`: all of its cell."""

    text: str
    place: Place
    drawn: bool = False
    printed: bool = False
    cell: str = ""


def look_again(
    blanks: Iterable[Blank], fields: Iterable[Field], nodes: Sequence[Node], form: Form, reader: ValueReader
) -> list[Blank]:
    """The blanks, with `seen` where the label of one has an answer, or the title of a chapter a text, after all."""
    specs = {spec.key: spec for part in form.parts for spec in part.fields}
    chapters = [spec for part in form.parts if part.layout == "chapters" for spec in part.fields]
    within = {spec.key for part in form.parts if part.layout in ("cover", "grid") for spec in part.fields}
    labels = LabelBook(specs.values())
    taken = {(field.place.path, squash(field.text)) for field in fields}
    own = {field.place.path.rpartition("/")[0] for field in fields}
    lines = list(_lines(nodes, own))
    tables = [[list(dict.fromkeys(row)) for row in node.lines()] for node in nodes if isinstance(node, Table)]

    def seen(blank: Blank) -> Place | None:
        spec = specs.get(blank.key)
        if spec is None or blank.text.strip():
            return None
        if spec in chapters:
            return _text_under(spec, chapters, lines)
        if spec.key not in within or spec.per_year:
            return None
        found = (*_answers(spec, tables, labels), *_inline(spec, lines))
        return next(
            (at for said, at in found if (at.path, squash(said)) not in taken and _fits(reader, spec, said)), None
        )

    return [replace(blank, seen=seen(blank)) for blank in blanks]


def _lines(nodes: Sequence[Node], own: Set[str]) -> Iterator[_Line]:
    for node in nodes:
        if isinstance(node, Block):
            yield from (_Line(line, node.place.quoting(line)) for line in node.text.splitlines() if squash(line))
        elif isinstance(node, Table):
            printed = node.place.path in own
            for cell in node.cells:
                said = (line for line in cell.text.splitlines() if squash(line))
                yield from (_Line(line, cell.place.quoting(line), True, printed, cell.text) for line in said)
        elif isinstance(node, Picture):
            yield _Line("", node.place, True)


def _text_under(spec: FieldSpec, chapters: Sequence[FieldSpec], lines: Sequence[_Line]) -> Place | None:
    """Where a title like the chapter's stands over text that comes before the next title of the form."""
    others = [label for one in chapters if one is not spec for label in (*one.labels, *one.group)]
    for at, line in enumerate(lines):
        if (
            line.printed
            or not _is_title(line.text, spec.labels)
            or any(_name(line.text) == core(label) for label in others)
        ):
            continue
        words = 0
        for below in lines[at + 1 :]:
            if _is_title(below.text, (*others, *spec.labels)) or _END.match(squash(below.text)):
                break
            words += count_words(below.text) if below.text else _TOLD
            if words >= _TOLD:
                return line.place
    return None


def _name(text: str) -> str:
    """A heading without its numbers, its page and its colon."""
    name, longer = half_width(_PAGED.sub("", text.strip())), ""
    while name != longer:
        name, longer = without_numbering(split_number(_MARKS.sub("", name))[1]), name
    return core(name)


def _is_title(text: str, labels: Iterable[str]) -> bool:
    """Whether a short line is one of these titles, in slightly other words and under whatever number."""
    if len(squash(text)) > _HEADING or re.search("[。;；]", text):
        return False
    name = _name(text)
    for label in map(core, labels):
        longer = label in name and len(name) <= len(label) + _MORE and len(label) > 3
        if name == label or longer or (len(name) > 3 and fuzz.ratio(name, label) >= _ALIKE):
            return True
    return False


def _answers(spec: FieldSpec, tables: Sequence[Sequence[list[Cell]]], labels: LabelBook) -> Iterator[tuple[str, Place]]:
    """What stands right of a cell that has the label, or below it where nothing stands beside it."""
    for rows in tables:
        for at, row in enumerate(rows):
            for n, cell in enumerate(row):
                if not _names(spec, cell.text, [one.text for one in row[:n]]):
                    continue
                beside = row[n + 1] if n + 1 < len(row) and not labels.find(row[n + 1].text) else None
                under = [] if beside else [c for c in (rows[at + 1] if at + 1 < len(rows) else []) if c.col == cell.col]
                for value in [beside] if beside else under if spec.kind in _SHAPED else []:
                    if squash(value.text) and not labels.find(value.text):
                        yield value.text, value.place


def _names(spec: FieldSpec, text: str, ahead: Sequence[str]) -> bool:
    """Whether a cell is the label: with its group in the same cell, or in a cell ahead of it."""
    flat = squash(text) if len(text) <= 2 * _HEADING else ""
    if not flat or len(flat) > _HEADING:
        return False
    if not spec.group:
        name, whole = _name(text), {core(label) for label in spec.labels}
        cut = spec.kind in _SHAPED and len(name) >= _LONG and any(label.startswith(name) for label in whole)
        return name in whole or cut
    grouped = any(squash(group) in flat for group in spec.group)
    named = any(squash(label) in flat for label in spec.labels)
    apart = _name(text) in {core(label) for label in spec.labels} and any(
        core(one) in {core(group) for group in spec.group} for one in ahead
    )
    return apart or (grouped and named and not re.search(r":.", flat))


def _inline(spec: FieldSpec, lines: Sequence[_Line]) -> Iterator[tuple[str, Place]]:
    """What stands behind a colon, or behind the label in its own cell."""
    labels = "|".join(re.escape(squash(label)) for label in sorted(spec.labels, key=len, reverse=True))
    groups = "|".join(re.escape(squash(group)) for group in spec.group)
    ahead = rf"(?:{groups})[^。;]{{0,30}}?" if groups else r"(?:^|[,;。)\s]|^\W*\d{0,2}[、.)])"
    pattern = re.compile(rf"{ahead}(?:{labels})(?P<mark>(?:\([^()]*\))?:?)(?P<said>[^,;。:]+)")
    for line in lines:
        flat = squash(line.cell if groups and line.cell else line.text)  # 联系人 over 手机 in one cell
        hit = pattern.search(flat)
        if (
            hit
            and hit["said"] in squash(line.text)
            and (hit["mark"].endswith(":") or (line.drawn and spec.kind in _SHAPED))
        ):
            yield hit["said"], line.place


def _fits(reader: ValueReader, spec: FieldSpec, said: str) -> bool:
    """Whether this answers the field: a value of its kind, not the form's own hint."""
    value = reader.read(spec, said)
    shaped = spec.kind not in _SHAPED or re.search(r"[\d@]", said) is not None
    return bool(value.value) and not value.problem and shaped and not re.search("盖章|签[字章]|公章", said)


def find_headed(nodes: Sequence[Node]) -> Iterator[InnerPaper]:
    """The titles of papers that stand right over a table or a picture; lines of units and dates between them."""
    for at, node in enumerate(nodes):
        if not isinstance(node, Block) or len(squash(node.text)) > _HEADING or _ENTRY.search(squash(node.text)):
            continue
        kind = next((kind for kind, words in _PAPERS.items() if words.search(_name(node.text))), "")
        for below in nodes[at + 1 : at + 4] if kind else ():
            if isinstance(below, Table | Picture):
                yield InnerPaper(kind, squash(node.text), node.place)
            if not isinstance(below, Block) or not _UNIT.search(below.text):
                break
