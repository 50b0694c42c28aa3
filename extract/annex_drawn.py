"""附表2 in a layout of the applicant's own: an instance named in a line or a row, and lists of what it uses with the
kind of each thing in a column, over the list or in its heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.answer import Answer
from extract.blocks import Entry
from extract.free.heads import named
from extract.labels import LabelBook
from extract.text import core
from model.document import Block, Cell, Node, Table
from model.form import FieldSpec, PartSpec
from model.text import half_width, squash

_BEGINS = re.compile(r"附表\s*(?:2|二)|关键装备|装备、?软件|装备与软件")
_HEADING = 40
#: What a list is of, by its heads, or the line above it.
_OF = {
    "equipment": re.compile("装备|设备"),
    "software": re.compile("软件|系统"),
    "process": re.compile("工艺"),
    "technology": re.compile("技术"),
}
_COLUMNS = {
    "kind": re.compile(r"(?:关键|装备|设备|软件|所属|/|或|、)*(?:种类|类别|类型|分类)"),
    "name": re.compile(r"(?:关键|采用的?|装备|设备|软件|系统|工艺|技术|/|或|、|与|和|及)*(?:名称)"),
    "model": re.compile(r"(?:规格|型号|版本|版本号|/|或|、|及|与)+"),
    "vendor": re.compile(r"(?:供应商|生产厂家|厂家|供货商|服务商|提供商|来源|/|或|、)+(?:名称)?"),
    "use": re.compile(r"(?:应用|用途|使用)(?:情况)?(?:描述|说明)?"),
}
_LEAST = 2


def read_drawn(nodes: Sequence[Node], part: PartSpec) -> Iterator[Entry]:
    """(instance, row, answer) of every thing whose kind is known; nothing before a heading of 附表2."""
    reader = _Drawn(part)
    for node in nodes:
        if isinstance(node, Block):
            for line in node.text.splitlines():
                yield from reader.line(line, node)
        elif isinstance(node, Table) and reader.inside:
            yield from reader.table(node)


class _Drawn:
    """Remembers the instance, what the lines above a list say it is of, and how many of each kind it has."""

    def __init__(self, part: PartSpec) -> None:
        self.inside = False
        self._specs = {spec.key: spec for spec in part.fields}
        self._prefix = part.repeat
        self._instance_spec = self._specs[f"{part.repeat}.instance_name"]
        self._label = LabelBook([self._instance_spec])
        self._instance, self._above = 0, ""
        self._rows: dict[str, int] = {}

    def line(self, text: str, node: Block) -> Iterator[Entry]:
        flat = half_width(text).strip()
        if len(squash(flat)) <= _HEADING and ":" not in flat:
            self.inside = self.inside or _BEGINS.search(squash(flat)) is not None
            self._above = flat
        label, _, value = flat.partition(":")
        if squash(value) and self._names(label):
            yield self._begin(Answer(self._instance_spec, value.strip(), node.place.quoting(text.strip()), node.place))

    def _names(self, label: str) -> bool:
        hit = self._label.find(label)
        return (hit is not None and hit.score == 1.0) or named(label, [self._instance_spec]) is not None

    def _begin(self, answer: Answer) -> Entry:
        self.inside, self._instance, self._rows = True, self._instance + 1, {}
        return self._instance, 0, answer

    def table(self, table: Table) -> Iterator[Entry]:
        columns: dict[str, Cell] = {}
        for line in table.lines():
            filled = [cell for cell in line if squash(cell.text)]
            if len(filled) == _LEAST and self._names(filled[0].text):
                yield self._begin(Answer(self._instance_spec, filled[1].text, filled[1].place, filled[0].place))
                continue
            if len(filled) == 1:
                self._above = filled[0].text
                continue
            if heads := _heads(line):
                columns = heads
            elif columns:
                yield from self._row(line, columns)

    def _row(self, line: Sequence[Cell], columns: dict[str, Cell]) -> Iterator[Entry]:
        cells = {what: cell for what, head in columns.items() if (cell := _under(line, head))}
        kind = self._kind(cells, columns)
        name = cells.get("name")
        if not kind or name is None or not re.search(r"\w", name.text):
            return
        if self._instance == 0:
            self._instance = 1
        self._rows[kind] = self._rows.get(kind, 0) + 1
        for what, cell in cells.items():
            spec: FieldSpec | None = self._specs.get(f"{self._prefix}.{kind}.{what}")
            if spec is not None and re.search(r"\w", cell.text):
                yield self._instance, self._rows[kind], Answer(spec, cell.text, cell.place, columns[what].place)

    def _kind(self, cells: dict[str, Cell], columns: dict[str, Cell]) -> str:
        said = core(cells["kind"].text) if "kind" in cells else ""
        for kind in ("equipment", "software"):
            if said and said in self._specs[f"{self._prefix}.{kind}.kind"].choices:
                return kind
        for text in (said, core(columns["name"].text), self._above):
            found = [kind for kind, words in _OF.items() if words.search(text)]
            if len(found) == 1 or found == ["process", "technology"]:
                return found[0]
        return ""


def _heads(line: Sequence[Cell]) -> dict[str, Cell]:
    """The columns of a list by its head; none where the row is no head."""
    found = {what: cell for cell in line for what, words in _COLUMNS.items() if words.fullmatch(core(cell.text))}
    return found if "name" in found and len(found) >= _LEAST else {}


def _under(line: Sequence[Cell], head: Cell) -> Cell | None:
    return next((cell for cell in line if cell.col <= head.col < cell.col + cell.colspan), None)
