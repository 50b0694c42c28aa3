"""A document → its Statements: each column of each statement, by scope and year, footings weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from extract.statements.again import inherit, is_again
from extract.statements.captions import find_unit_below, find_unit_for_all
from extract.statements.columns import Column, blanks, resolve_columns
from extract.statements.figures import Figure, plain_value
from extract.statements.footings import Verdict, weigh
from extract.statements.heads import FACTORS, HeadReader, choose_date, find_unit
from extract.statements.layout import LayoutReader, Part, Stranger
from extract.statements.names import LineNames, unit_in_name
from extract.statements.scopes import settle_scopes
from extract.statements.sheets import Sheet, continues, join_appropriations, other_years
from extract.statements.slipped import tell_slip, track_of
from extract.statements.titles import Title, TitleReader
from extract.statements.trust import DOUBTFUL, LIKELY, doubt_lost_points, weighed
from model.amount import Amount
from model.document import Block, Cell, Document, Node, Table
from model.statement import StatementGuide
from model.submission import Field, Statement, Trust
from model.text import squash

#: Paragraphs above a table that may be its heading.
_NEAR = 8
_FIRST_BLOCKS = 60
#: Characters of a title, lines of a statement in a table that bear it out, characters of a note that says the unit.
_TITLE, _LEAST, _NOTE = 60, 4, 160
_PREFIX = {"balance": "bs.", "income": "is.", "cash": "cf."}
#: A heading over several statements, or their unit alone.
_ALL = re.compile(
    r"报表|三表|(?:财务|审计|会计)(?:数据|报告|资料)|(?:编制|编报|填报|报送)单位[:：]|会计主体|^[(]?(?:金额|货币)?单位[:：].{1,9}$"
)
#: A numbered heading or a sentence between two tables begins something else.
_HEADING = re.compile(r"(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]?\d{1,2}[)、.](?!\d))[\u4e00-\u9fff]{2}|.*[。；]$")


class StatementReader:
    """Reads statements with one guide."""

    def __init__(self, guide: StatementGuide) -> None:
        self._guide = guide
        self._names = LineNames(guide)
        self._heads = HeadReader(guide)
        self._titles = TitleReader(guide)
        self._layout = LayoutReader(self._names, self._heads, self._titles)
        self._foreign = guide.words["foreign"]
        self._shown = {line.id: line.names[0] for line in guide.lines}

    def count_lines(self, document: Document) -> int:
        """How many line names stand in the document's tables: whether it may be a statement at all."""
        return sum(self._names.find(cell.text) is not None for table in document.tables for cell in table.cells)

    def announces(self, nodes: Sequence[Node]) -> bool:
        """Whether the first of these nodes is a statement's title and a table with its lines follows."""
        first = nodes[0]
        title = self._titles.read(first.text) if isinstance(first, Block) and len(first.text) <= _TITLE else None
        if title is None or title.kind not in _PREFIX:
            return False
        table = next((node for node in nodes if isinstance(node, Table)), None)
        if table is None:
            return False
        names = (self._names.find(cell.text) for cell in table.cells)
        return sum(name is not None and name.line.startswith(_PREFIX[title.kind]) for name in names) >= _LEAST

    def is_titled(self, document: Document) -> bool:
        """Whether the document begins with a statement's title (主要财务数据, too) and has some of its lines."""
        heads = [node.text for node in document.nodes[:3] if isinstance(node, Block) and len(node.text) <= _TITLE]
        return any(map(self._titles.read, heads)) and self.count_lines(document) >= _LEAST

    def read(self, document: Document, scanned: bool = False, named: bool = True) -> tuple[Statement, ...]:
        """All columns found, in reading order; `scanned` lowers the confidence of what no footing confirms. `named`:
        the file is named after them, so that a year in its name is theirs."""
        dates = self._document_dates(document, named)
        parts = list(self._titled_parts(document))
        owned = {title.kind for _, title, _ in parts if title}
        owned |= {"key"} if owned & {"balance", "income"} else set()
        sheets: list[Sheet] = []
        beside: list[Sheet] = []
        apart: list[Sheet] = []
        for part, title, near in parts:
            if title and title.kind == "equity":
                continue
            if title and title.kind == "appropriation":
                self._add(apart, part, replace(title, kind="income"), near, document, dates)
                continue
            kind = title.kind if title else self._kind_by_lines(part)
            if kind is None or (not title and ((kind in owned and kind != "key") or self._is_foreign(part, near))):
                continue
            known = replace(title, kind=kind) if title else Title(kind)
            for each in (known, *(replace(known, kind=other) for other in _kinds_beside(part, kind))):
                self._add(sheets if title or kind not in owned else beside, part, each, near, document, dates)
        sheets += other_years(beside, sheets)
        join_appropriations(apart, sheets)
        found = [statement for sheet in sheets for statement in self._statements(sheet, document.file, scanned)]
        return tuple(settle_scopes(found))

    def _titled_parts(self, document: Document) -> Iterator[tuple[Part, Title | None, list[str]]]:
        """Parts with the title that holds for them and the texts above, nearest first.

        A part without a title of its own goes on with the statement before it while its lines are of that kind.
        """
        recent: list[str] = []
        before: tuple[Part, Title, list[str]] | None = None
        for node in document.nodes:
            if isinstance(node, Block):
                recent = [*recent, *(line for line in node.text.splitlines() if line.strip())][-_NEAR:]
            elif isinstance(node, Table):
                near = recent[::-1]
                heading = next((t for text in near if (t := self._titles.read(text))), None)
                parts = [*self._layout.parts(node)]
                if not parts and (lines := self._layout.caption(node)):
                    recent = [*recent, *lines][-_NEAR:]
                    continue
                for part in parts:
                    title, texts = part.title or heading, [*part.context, *near]
                    if (
                        part.title is None
                        and heading is None
                        and before
                        and self._goes_on(part, before[1], () if before[0].table is node else near)
                    ):
                        title, texts = before[1], [*texts, *before[2]]
                        inherit(part, before[0])
                    elif title and before and is_again(title, before[1], before[0].table is node):
                        texts = [*texts, *before[2]]  # the page before said when and in which unit
                        inherit(part, before[0])
                    if title:
                        self._layout.take_heads(part, texts)
                    yield part, title, texts
                    before = (part, title, texts) if title else None
                    heading = title if title and title.kind == "key" else None
                recent = []

    def _goes_on(self, part: Part, title: Title, near: Sequence[str]) -> bool:
        """Whether an untitled part belongs to the statement above: its lines do, and nothing else is announced."""
        lines = [entry.name.line for entry in part.entries]
        if title.kind == "key" or any(_HEADING.match(squash(t)) for t in near if not self._names.is_section(t)):
            return False  # other tables follow such a summary
        heads = [head for head in part.columns.values() if head.text]
        if heads and not any(head.speaks for head in heads):
            return False
        return sum(line.startswith(_PREFIX.get(title.kind, "-")) for line in lines) * 10 >= len(lines) * 8

    def _kind_by_lines(self, part: Part) -> str | None:
        """What an untitled part is; None for a note or list that merely mentions a line or two."""
        lines = {entry.name.line for entry in part.entries if entry.name.sure}
        balance, income = ({x for x in lines if x.startswith(p)} for p in ("bs.", "is."))
        cash = {x for x in lines if x.startswith("cf.")}
        totals = balance & {"bs.total_assets", "bs.total_funding", "bs.total_liabilities", "bs.equity"}
        results = income & {"is.total_profit", "is.net_profit", "is.op_profit"}
        sales = income & {"is.revenue", "is.total_revenue", "is.main_revenue"}
        if len(totals) >= 2 and len(balance) >= 3 and len(income) <= 1:
            return "balance"
        if results and sales and len(income) >= 3 and not balance - {"bs.retained"}:
            return "income"
        if len(cash) >= 3 and not balance and len(income) <= 1:
            return "cash"
        if (totals or sales or results) and len(totals | sales | results) >= 2 and len(balance | income) >= 2:
            return "key"
        return None

    def _is_foreign(self, part: Part, near: Sequence[str]) -> bool:
        """Whether an untitled table speaks of subsidiaries, segments or budgets."""
        texts = [*part.context, *near[:3], *(c.text for row in part.heads for c in row)]
        return any(word in squash(text) for word in self._foreign for text in texts)

    def _add(
        self,
        sheets: list[Sheet],
        part: Part,
        title: Title,
        near: Sequence[str],
        document: Document,
        dates: Sequence[str],
    ) -> None:
        """Puts the part's figures into the sheet they belong to."""
        corner = [cell.text for row in part.heads for cell in row if cell.col not in part.columns]
        date = choose_date([*corner, *near, *dates], self._heads.other_dates, title.kind == "balance")
        marks = [cell.text for row in part.heads for cell in row if "单位" in cell.text or "元" in cell.text]
        unit = next((u for text in [*marks, *near] if (u := find_unit(text))), "")
        unit = unit or find_unit_below(document.nodes, part.table)
        unit = unit or next((u for block in document.blocks if (u := find_unit_for_all(block.text))), "")
        unit = unit or self._unit_above(document, part.table)
        columns = resolve_columns(part, title, date)
        wanted = _PREFIX.get(title.kind)
        rows: list[tuple[Column, str, Field]] = []
        strangers = [*part.strangers]
        for entry in part.entries:
            if wanted and not entry.name.line.startswith(wanted):
                strangers.append(Stranger(squash(entry.label.text), entry.figures))  # 应付股利 among the liabilities
                continue
            for cell, figure in entry.figures:
                column = columns.get(cell.col)
                if column is not None:
                    printed = figure.unit or unit_in_name(entry.label.text) or column.unit or unit
                    confidence = LIKELY if entry.name.sure and figure.sure else DOUBTFUL
                    made = _field(entry.name.line, column, cell, figure, printed, confidence)
                    rows.append((replace(column, unit=column.unit or unit or printed), entry.name.line, made))
        if not rows:
            return
        sheet = sheets[-1] if sheets and continues(sheets[-1], title, rows) else None
        if sheet is None:
            sheet = Sheet(title.kind, title.scope, part.table.place)
            sheets.append(sheet)
        for column, line, made in rows:
            sheet.columns.setdefault(column, {}).setdefault(line, made)
        for col in columns:
            sheet.tracks.setdefault(columns[col], []).append(track_of(part, col))
        for line, col in blanks(part):
            if col in columns:
                sheet.blank.setdefault(columns[col], set()).add(line)
        for stranger in strangers:
            for cell, figure in stranger.figures:
                column = columns.get(cell.col)
                if column is not None and figure.value:
                    sheet.unnamed.setdefault(replace(column, unit=column.unit or unit), []).append(stranger.label)

    def _document_dates(self, document: Document, named: bool) -> list[str]:
        """Where a year may stand when the table has none: the file's name and the first headings."""
        name = [document.file.rsplit("/", 1)[-1]] if named else []
        return [*name, *(b.text for b in document.blocks[:_FIRST_BLOCKS] if len(b.text) <= 40)]

    def _unit_above(self, document: Document, table: Table) -> str:
        """附件2 三年财务报表（单位：万元）: the unit last said above for what stands below it, sheets as well."""
        above = [n for n in takewhile(lambda node: node is not table, document.nodes) if isinstance(n, Block)]
        short = [node for node in above if len(node.text) <= (_NOTE if "单位" in node.text else _TITLE)]
        lines = [squash(line) for node in short for line in node.text.splitlines()]
        said = (find_unit(line) for line in lines if _ALL.search(line) or self._titles.read(line))
        return next((unit for unit in reversed([*said]) if unit), "")

    def _statements(self, sheet: Sheet, file: str, scanned: bool) -> Iterator[Statement]:
        if scanned:
            doubt_lost_points(sheet.columns.values())
        amounts = {c: {k: f.amount for k, f in lines.items() if f.amount} for c, lines in sheet.columns.items()}
        for column, lines in sheet.columns.items():
            other = next((c for c in sheet.columns if c.scope == column.scope and c.year != column.year), None)
            blank = () if scanned else sorted(sheet.blank.get(column, set()) - {*lines})
            verdict = weigh(amounts[column], amounts[other] if other else {}, self._guide.footings, self._shown, blank)
            if not scanned and (slip := tell_slip(sheet.tracks.get(column, ()), self._guide.footings, self._shown)):
                verdict = Verdict(Trust.SLIPPED, slip, frozenset())
            fields = tuple(weighed(k, f, verdict, scanned) for k, f in lines.items())
            yield Statement(
                file, sheet.kind, column.scope, column.year, column.month, column.opening, column.head,
                column.unit, fields, sheet.place, verdict.trust, verdict.reason, tuple(sheet.unnamed.get(column, ())),
                tuple(blank),
            )  # fmt: skip


def _kinds_beside(part: Part, kind: str) -> list[str]:
    """The statements whose lines stand in a column of names of their own in the part of another one: a balance sheet
    left, the income statement right of it."""
    names = {k: [e.label.col for e in part.entries if e.name.line.startswith(p)] for k, p in _PREFIX.items()}
    own = set(names.get(kind, ()))
    return [k for k, cols in names.items() if k != kind and len(cols) >= _LEAST and not own & set(cols)] if own else []


def _field(line: str, column: Column, cell: Cell, figure: Figure, unit: str, confidence: float) -> Field:
    factor = FACTORS[unit or "元"]
    value, step = figure.value * factor, figure.step * factor
    shown = str(figure.value) if factor == 1 else plain_value(value)
    key = f"{line}[{column.year}]" if column.year else line
    place = replace(cell.place, text=cell.text.strip())
    return Field(key, shown, cell.text.strip(), place, "money_yuan", "元", confidence, Amount(value, "元", step))
