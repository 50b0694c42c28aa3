"""Forms typed anew in a layout of the applicant's own: answers of the form's tables that stand under headings, in
lines of the kind 标签：值, in one cell with others, in tables turned on their side. They fill what the form's own
reading left empty, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.answer import Answer
from extract.dates import read_year
from extract.free.lines import PLAIN, split_number
from extract.front import HEADING, TABLE, Item, Line, name_of, read_front
from extract.grid import read_grid
from extract.labels import LabelBook, cell_labels
from extract.people import Asked, PersonReader
from extract.reworded import Rewording
from extract.text import core
from model.document import Cell, Node, Table
from model.form import FieldSpec, Form
from model.place import Place
from model.text import count_words, half_width, squash

_TOLD = 15
#: A label before a colon, at the beginning or behind a stop.
_PAIR = re.compile(r"(?:^|(?<![\s,;、。])[\s,;、。]+)(?P<label>(?:20\d\d年)?[^\s:,;。□☑√■\d][^:,;。□☑√■\n]{1,39}?)\s*:")
#: Ranks of numbers that head a part of the form, not a paragraph of a text.
_PART = 2
_YEAR = re.compile(r"(20\d{2})年(?:度|末|底)?")
_IS = r"(?:\([^()]*\))?(?:分别)?(?:为|是|达到?|约|:|\s)*"
_FIGURE = r"(?P<n>-?\d[\d,]*(?:\.\d+)?\s*(?:亿元|万元|元|%)?)"
_PIECES = re.compile(r"[。;]|(?<=[^,、\s])[,、\s]+(?=20\d{2}年(?:度|末|底)?[:,])")
#: What may stand right before the name of a figure: not 子公司总资产, 流动资产总额.
_LEAD = r"(?:^|(?<=[\s,:、;(年度末底期现成为和及与])|(?<=[^子母分股]公司))"
#: Labels of other firms and people, behind which 联系人 and 电话 are theirs: 系统集成商, 推荐单位, 项目组长.
_OTHER_FIRM = re.compile(
    r".{0,10}(?:(?:供应|服务|集成|承包)商|(?:承建|合作|推荐|支撑|咨询|协作)(?:单位|方|企业|机构|公司))(?:名称|信息|情况)?"
)
_OTHER_PERSON = re.compile(r".{0,10}(?:组长|成员|经理|主任|负责人|专家|顾问|代表)(?:姓名)?")
_LAST_YEAR = re.compile(r"上(?:一)?年度?")


def read_retyped(nodes: Sequence[Node], form: Form, years: Sequence[str], every_label: LabelBook) -> list[Answer]:
    """What stands before the first chapter and the promise. `years` stand in for unreadable heads."""
    specs = [spec for part in form.parts if part.layout == "grid" for spec in part.fields if spec.kind != "inner"]
    items = list(read_front(nodes, form))
    words = Rewording(specs, every_label, years[-1] if years else "")
    labels = LabelBook([*words.specs, *(spec for spec in cell_labels(form) if spec not in specs)], worded=True)
    reader = _Reader(words, labels, {core(part.name) for part in form.parts})
    reader.read(items)
    own = {spec.key: spec for spec in specs}
    answers = [*read_grid(reader.tables, words.specs, years, labels), *reader.answers]
    return [replace(answer, spec=own[answer.spec.key]) for answer in answers]


def _without_number(text: str) -> str:
    return text if _YEAR.match(text) else split_number(text)[1]


class _Reader:
    """Goes through the front; gathers tables of one row for the reader of grids, and answers that need none."""

    def __init__(self, words: Rewording, labels: LabelBook, parts: set[str]) -> None:
        specs = words.specs
        self._words = words
        self.tables: list[Table] = []
        self.answers: list[Answer] = []
        self._labels, self._people, self._parts = labels, PersonReader(specs), parts
        self._texts = {core(label) for spec in specs if spec.kind == "longtext" for label in spec.labels}
        self._yearly = [spec for spec in specs if spec.per_year and spec.kind != "year"]
        self._yearly_labels = LabelBook(self._yearly)
        self._year = next((spec for spec in specs if spec.kind == "year"), None)
        names = {core(label) for spec in specs if not spec.group for label in spec.labels if len(core(label)) > _PART}
        either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        self._glued = re.compile(rf"(?<=[^\u4e00-\u9fff\s]|[级否是证日月号])(?=(?:{either})(?:\([^()]*\))?:)")
        self._vendors = {core(name) for spec in specs if spec.key == "vendor_contact" for name in spec.group}
        self._who, self._sold, self._above = "", False, ""

    def read(self, items: Sequence[Item]) -> None:
        at = 0
        while at < len(items):
            item = items[at]
            if isinstance(item, Table):
                self._table(item)
                at += 1
                continue
            at += self._text(items, at) or self._prose_years(items, at) or self._line(item)

    def _text(self, items: Sequence[Item], at: int) -> int:
        """A heading that asks for a text, and the paragraphs or the frame under it; how many items that are."""
        head = items[at]
        assert isinstance(head, Line)
        label, _, inline = TABLE.sub("", head.text).partition(":")
        label = self._said(label)
        rank = split_number(head.text)[0]
        if name_of(label) not in self._texts:
            return 0
        told, end = [Line(inline.strip(), head.place)] if squash(inline) else [], at + 1
        while end < len(items):
            below = items[end]
            if isinstance(below, Table):
                framed = self._framed(below) if not told else []
                told, end = framed or told, end + bool(framed and len(framed) == len(below.cells))
                break
            if self._heads(below.text, rank):
                break
            told.append(below)
            end += 1
        whole = "\n".join(line.text for line in told)
        if count_words(whole) >= _TOLD and re.search("[,，。；;]", whole):
            self._row(label, head.place, whole, told[0].place)
        return end - at

    def _framed(self, table: Table) -> list[Line]:
        """The text in a frame: a table of one column, or of one cell glued to the table that a page prints below it."""
        lines = list(table.lines())
        alone = [line[0] for line in lines if len(line) == 1]
        cells = alone if len(alone) == len(lines) else alone[: int(len(lines[0]) == 1)]
        return [] if any(self._labels.find(cell.text) for cell in cells) else [Line(c.text, c.place) for c in cells]

    def _heads(self, text: str, above: float) -> bool:
        """Whether a line heads something else: a label, a part of the form, a number as high as that of the heading."""
        rank, bare = split_number(text)
        short = len(squash(text)) <= HEADING and not re.search("[。;；]", text)
        numbered = short and ((rank < PLAIN and (rank <= _PART or rank <= above)) or TABLE.match(text) is not None)
        hit = self._labels.find(text) if len(squash(text)) <= 2 * HEADING else None
        known = (hit is not None and hit.score == 1.0) or self._words.field(text) is not None
        return numbered or core(bare) in self._parts or known

    def _said(self, label: str) -> str:
        """The key of the field that a label asks for in other words, else the label."""
        spec = self._words.field(label)
        return spec.key if spec else label

    def _line(self, line: Line) -> int:
        """A line of pairs, or a heading that tells of whom the lines below it speak."""
        self._above = line.text if len(squash(line.text)) <= HEADING else ""
        who = self._people.asked(line.text)
        if not self._pairs(_without_number(line.text), line.place, self._who):
            self._who = who.who if who and not who.what else ""
        return 1

    def _pairs(self, text: str, place: Place, who: str) -> int:
        """The pairs of a line or a cell that begins with one; how many."""
        text = self._glued.sub("\n", text)
        hits = list(_PAIR.finditer(text))
        if not hits or hits[0].start():
            return 0
        other = False
        for n, hit in enumerate(hits):
            value = text[hit.end() : hits[n + 1].start() if n + 1 < len(hits) else len(text)].strip(" ,;。\n")
            label, spot = hit["label"].strip(), place.quoting(f"{hit['label'].strip()}：{value}")
            self._sold = self._sold or core(label) in self._vendors
            asked = self._asked(label)
            if self._is_other(label, asked):
                who, other = "", other or _OTHER_FIRM.fullmatch(core(label)) is not None
                self._who = ""
            asked = asked or (self._people.part(who, label) if who else None)
            if asked and other and asked.who == "contact":
                continue
            if asked:
                who = self._who = asked.who
                self.answers += self._people.answers(asked, value, spot, spot)
            elif (
                (found := self._labels.find(self._said(label)))
                and found.score == 1.0
                and not found.specs[0].group
                and value
            ):
                self._row(self._said(label), spot, value, place.quoting(value))
        return len(hits)

    @staticmethod
    def _is_other(label: str, asked: Asked | None) -> bool:
        """Whether a label names somebody of whom the form does not ask here."""
        name = core(label)
        return asked is None and (_OTHER_FIRM.fullmatch(name) or _OTHER_PERSON.fullmatch(name)) is not None

    def _asked(self, label: str) -> Asked | None:
        """Whom a label asks for; below the suppliers' name 联系人 is theirs."""
        asked = self._people.asked(label)
        return None if asked and self._sold and asked.who == "contact" else asked

    def _row(self, label: str, at: Place, value: str, beside: Place) -> None:
        cells = (Cell(0, 0, label, at), Cell(0, 1, value, beside))
        self.tables.append(Table(cells, 1, 2, at))

    def _table(self, table: Table) -> None:
        self.tables += self._words.before_after(table)
        if reworded := self._words.reword(table):
            self.tables.append(table := reworded)
        other = False  # rows below a supplier's are his as long as they ask for a person
        for line in table.lines():
            who = self._who
            first = line[0].text if line else ""
            supplied = _OTHER_FIRM.fullmatch(core(first)) is not None and "推荐" not in first
            other = supplied or (other and (self._people.asked(first) or self._people.part("", first)) is not None)
            for n, cell in enumerate(line):
                self._sold = self._sold or core(cell.text) in self._vendors
                asked = self._asked(cell.text)
                asked = None if other and asked and asked.who == "contact" else asked
                who = asked.who if asked else "" if self._people.asked(cell.text) else who
                asked = asked or (self._people.part(who, cell.text) if who else None)
                values = self._right(line, n) if asked else []
                if asked and values:
                    said = " ".join(value.text for value in values)
                    self.answers += self._people.answers(asked, said, values[0].place, cell.place)
                elif ":" in half_width(cell.text):
                    for text in half_width(cell.text).splitlines():
                        self._pairs(text.strip(), cell.place, who)
        self._who = ""
        if turned := self._turned(table):
            self.tables.append(turned)
        elif sum(self._yearly_labels.find(cell.text) is not None for cell in table.cells) >= _PART:
            self.tables.append(table)
        if _LAST_YEAR.search(self._above):
            self.tables.append(self._of_last_year(table))
        self._above = ""

    def _right(self, line: Sequence[Cell], at: int) -> list[Cell]:
        """The filled cells behind a label up to the next one."""
        found: list[Cell] = []
        for cell in line[at + 1 :]:
            if self._labels.find(cell.text) or self._people.asked(cell.text) or ":" in half_width(cell.text):
                break
            if self._labels.resembles(cell.text) and self._people.part("", cell.text):
                break
            if squash(cell.text) and cell.place != line[at].place:
                found.append(cell)
        return found

    def _turned(self, table: Table) -> Table | None:
        """A table of the years' figures with the years one under another, laid out as the form prints it."""
        lines, book = list(table.lines()), self._yearly_labels
        for top, head in enumerate(lines[:2]):
            named = [cell for cell in head if (hit := book.find(cell.text)) and hit.score == 1.0]
            years = [line for line in lines[top + 1 :] if line and read_year(line[0].text)]
            if self._year is None or len(named) < _PART or len(years) < _PART or years[0][0] in named:
                continue
            cells = [Cell(0, 0, self._year.labels[0], head[0].place)]
            cells += [replace(line[0], row=0, col=n, rowspan=1, colspan=1) for n, line in enumerate(years, 1)]
            for row, label in enumerate(named, 1):
                cells.append(replace(label, row=row, col=0, rowspan=1, colspan=1))
                for n, line in enumerate(years, 1):
                    under = [cell for cell in line if cell.col == label.col]
                    cells += [replace(cell, row=row, col=n, rowspan=1, colspan=1) for cell in under]
            return Table(tuple(cells), len(named) + 1, len(years) + 1, table.place)
        return None

    def _of_last_year(self, table: Table) -> Table:
        """A table under 上年主要经济指标, whose labels need not say 上年 again."""

        def named(cell: Cell) -> Cell:
            for ahead in ("上年末", "上年"):
                hit = self._labels.find(ahead + cell.text) if squash(cell.text) else None
                if hit and hit.score == 1.0:
                    return replace(cell, text=ahead + cell.text)
            return cell

        return replace(table, cells=tuple(map(named, table.cells)))

    def _prose_years(self, items: Sequence[Item], at: int) -> int:
        """The figures of the years in sentences under their heading: 2022年：总资产…万元, or 总资产：2022年…万元."""
        head = items[at]
        assert isinstance(head, Line)
        if self._year is None or name_of(head.text.partition(":")[0]) not in map(core, self._year.labels):
            return 0
        end, found = at + 1, list[Answer]()
        while end < len(items) and isinstance(below := items[end], Line):
            figures = list(self._figures(below))
            if not figures and self._heads(below.text, 0):
                break
            found += figures
            end += 1
        told = sorted({answer.year for answer in found})
        if len(told) < _PART:
            self._above = head.text
            return 1
        places = {answer.year: answer.place for answer in found}
        heads = (Answer(self._year, f"{y}年", places[y], head.place, 1.0, str(n)) for n, y in enumerate(told, 1))
        self.answers += (*heads, *found)
        return end - at

    def _figures(self, line: Line) -> Iterator[Answer]:
        for piece in filter(None, _PIECES.split(line.text)):
            for spec in self._yearly:
                names = "|".join(sorted({re.escape(core(label)) for label in spec.labels}, key=len, reverse=True))
                if (year := _YEAR.match(piece.strip())) and (
                    hit := re.search(f"{_LEAD}(?:{names}){_IS}{_FIGURE}", piece)
                ):
                    yield self._figure(spec, hit["n"], year[1], line)
                elif re.match(f"(?:{names})", split_number(piece)[1]):
                    for one in re.finditer(rf"(?P<y>20\d{{2}})年(?:度|末|底)?{_IS}{_FIGURE}", piece):
                        yield self._figure(spec, one["n"], one["y"], line)

    def _figure(self, spec: FieldSpec, printed: str, year: str, line: Line) -> Answer:
        label = line.place.quoting(spec.labels[0])
        return Answer(spec, printed, line.place.quoting(printed), label, 1.0, year, "inline")
