"""Labels in an applicant's own words → the field of the form that they ask for, and the tables of a retyped form →
the form's own rows: before and after in columns, a person in each row, what changed beside what it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.free.heads import by_pattern
from extract.free.lines import split_number
from extract.labels import LabelBook
from extract.people import PersonReader
from extract.text import core
from model.document import Cell, Node, Table
from model.form import FieldSpec, Form
from model.text import half_width, squash

_LABEL = 36
#: 2024年末总资产 asks for what the form calls 上年末总资产.
_DATED = re.compile(r"(?P<year>20\d{2})年(?:度末|度|末|底)?(?P<rest>\D.*)")
_LAST = ("上年末", "上年度", "上年")
_WORKS = r"(?:智能化|数字化|项目|产线|场景|建设|改造|实施|投用|应用|升级|建成|技改)*(?:完成|工程)?(?:之|以)?"
#: A head over the figures before or after the works; 改造前产线人数 asks for what the form calls 建设前….
_WHEN = re.compile(rf"{_WORKS}(?P<when>前|后)(?:水平|数值|数据|情况|指标|值)?")
_WHEN_OF = re.compile(r"(?:智能化)?(?:建设|改造|实施|技改|投用)(?:完成)?(?P<when>前|后)的?(?P<rest>.+)")
#: A head over the change itself.
_CHANGE = re.compile(r"(?:指标|提升|下降|改善|变化|增减|提高|降低|或|/|、|和)*(?:幅度|比例|率|值|情况|成效|效果|数值)?")
_CHANGES = re.compile("提升|下降|改善|变化|增减|提高|降低|幅度")
_ALIKE = (
    (r"提高|增长|增加", "提升"),
    (r"降低|减少|缩减", "下降"),
    (r"(?<=提升)率|(?<=下降)率|(?<=缩短)率|(?:幅度|比例)$", ""),
)
_PEOPLE, _PAIRED = 2, 2
#: So many indicators of the form make a table the form's, not one of a chapter.
_INDICATORS = 5


class Rewording:
    """Knows the fields of a form by other words. `specs` answer to their keys too, as labels of their own."""

    def __init__(self, specs: Sequence[FieldSpec], labels: LabelBook, last_year: str) -> None:
        self.specs = [replace(spec, labels=(*spec.labels, spec.key)) for spec in specs]
        self._labels, self._last = labels, last_year
        self._plain = [spec for spec in specs if spec.heads]
        self._alike: dict[str, FieldSpec | None] = {}
        for spec in specs:
            for label in spec.labels if not spec.group else ():
                known = self._alike.setdefault(_alike(core(label)), spec)
                self._alike[_alike(core(label))] = spec if known is spec else None

    def field(self, printed: str) -> FieldSpec | None:
        """The field that a label asks for in words that the form does not print."""
        whole = half_width(printed).strip().rstrip(":")
        text = whole if _DATED.match(whole) else split_number(whole)[1]
        name = core(text)
        if not name or len(squash(text)) > _LABEL or re.search("[。;□☑√■@]", text):
            return None
        hit = self._labels.find(text)
        if hit is not None and hit.score == 1.0:
            return None
        if (dated := _DATED.fullmatch(name)) is not None:
            return self._of_last_year(dated["rest"]) if dated["year"] == self._last else None
        if when := _WHEN_OF.fullmatch(name):
            return self.compared(when["rest"], when["when"])
        return by_pattern(name, self._plain) or self._alike.get(_alike(name))

    def _of_last_year(self, rest: str) -> FieldSpec | None:
        for ahead in _LAST:
            hit = self._labels.find(ahead + rest)
            if hit is not None and hit.score == 1.0 and len(hit.specs) == 1:
                return hit.specs[0]
        return by_pattern("上年" + rest, self._plain)

    def compared(self, printed: str, when: str) -> FieldSpec | None:
        """The field of a quantity before or after the works (`when`: 前 or 后)."""
        name = core(split_number(half_width(printed))[1])
        for ahead in (f"建设完成{when}的", f"建设完成{when}", f"建设{when}"):
            hit = self._labels.find(ahead + name) if name else None
            found = [s for s in hit.specs if s.key.endswith(_key_of(when))] if hit and hit.score == 1.0 else []
            if found:
                return found[0]
        return by_pattern(f"建设{when}{name}", self._plain)

    def reword(self, table: Table) -> Table | None:
        """The table with the keys of the fields in place of other words; None where it holds none."""
        cells = []
        for cell in table.cells:
            spec = self.field(cell.text)
            cells.append(replace(cell, text=spec.key) if spec else cell)
        return replace(table, cells=tuple(cells)) if tuple(cells) != table.cells else None

    def before_after(self, table: Table) -> Iterator[Table]:
        """指标 | 建设前 | 建设后 as a row of each field."""
        for drawn in (table, table.turned()):
            lines = list(drawn.lines())
            for top, head in enumerate(lines[:2]):
                when = [(cell, hit["when"]) for cell in head if (hit := _WHEN.fullmatch(core(cell.text)))]
                if len(when) != _PAIRED or {said for _, said in when} != {"前", "后"}:
                    continue
                for line in lines[top + 1 :]:
                    yield from self._compared_row(line, when)
                return

    def _compared_row(self, line: Sequence[Cell], when: Sequence[tuple[Cell, str]]) -> Iterator[Table]:
        labels = [cell for cell in line if cell.col < when[0][0].col and squash(cell.text)]
        for head, said in when:
            spec = next((s for cell in reversed(labels) if (s := self.compared(cell.text, said))), None)
            under = [cell for cell in line if cell.col == head.col]
            if spec is not None and under and under[0] not in labels:
                label = replace(labels[-1], row=0, col=0, text=spec.key, rowspan=1, colspan=1)
                yield Table((label, replace(under[0], row=0, col=1, rowspan=1, colspan=1)), 1, 2, label.place)


def _key_of(when: str) -> str:
    return "_before" if when == "前" else "_after"


def _alike(name: str) -> str:
    for words, same in _ALIKE:
        name = re.sub(words, same, name)
    return name


def unfold_nodes(nodes: Sequence[Node], form: Form) -> list[Node]:
    """The nodes, with each answer beside its own label in the tables whose heads would be mistaken for labels."""
    specs = [spec for part in form.parts if part.layout == "grid" for spec in part.fields]
    people, indicators = PersonReader(specs), LabelBook(spec for spec in specs if spec.key.startswith("kpi."))
    return [_unfold(node, people, indicators) if isinstance(node, Table) else node for node in nodes]


def _unfold(table: Table, people: PersonReader, labels: LabelBook) -> Table:
    return _people_apart(table, people) or _people_apart(table.turned(), people) or _changes_alone(table, labels)


def _people_apart(table: Table, people: PersonReader) -> Table | None:
    """角色 | 姓名 | 职务 | 电话 over a row for each person: 联系人姓名 | 某某 and so on."""
    lines = list(table.lines())
    head, rows = (lines[0], lines[1:]) if len(lines) > 1 else ([], [])
    asked = [(cell, part) for cell in head[1:] if (part := people.part("", cell.text))]
    if len(asked) < _PEOPLE or not any("name" in part.what for _, part in asked) or len(asked) != len(head) - 1:
        return None
    named = [(line, who) for line in rows if line and (who := people.asked(line[0].text)) and not who.what]
    if not named or len(named) < len(rows) - 1:
        return None
    cells: list[Cell] = []
    filled: set[str] = set()
    for line, who in named:
        for label, part in asked:
            under = next((cell for cell in line if cell.col == label.col and cell is not line[0]), None)
            spec = people.field(who.who, part)
            if under is None or spec is None or spec.key in filled:
                continue
            filled |= {spec.key} if re.search(r"\w", squash(under.text)) else set()
            at = len(cells) // 2
            cells.append(replace(label, row=at, col=0, text=spec.group[0] + spec.label, rowspan=1, colspan=1))
            cells.append(replace(under, row=at, col=1, rowspan=1, colspan=1))
    return replace(table, cells=tuple(cells), rows=len(cells) // 2, cols=2, seams=())


def _changes_alone(table: Table, labels: LabelBook) -> Table:
    """指标 | 改造前 | 改造后 | 提升: where the form asks for the change, what it was before and after is left out."""
    lines = list(table.lines())
    head = lines[0] if lines else []
    when = [cell for cell in head if _WHEN.fullmatch(core(cell.text))]
    change = [cell for cell in head if _CHANGES.search(cell.text) and _CHANGE.fullmatch(core(cell.text))]
    named = [line for line in lines[1:] if any(labels.find(cell.text) for cell in line)]
    if len(when) != _PAIRED or len(change) > 1 or len(named) < _INDICATORS:
        return table
    cols = {cell.col for cell in when}
    return replace(table, cells=tuple(cell for cell in table.cells if cell.col not in cols))
