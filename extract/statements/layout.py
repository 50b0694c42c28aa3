"""Tables → parts: the rows below one heading, with the names, figures and heads in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.statements.figures import Figure, is_empty, is_money, is_note, read_figure
from extract.statements.heads import Head, HeadReader, find_unit
from extract.statements.names import LineNames, Name, is_unit
from extract.statements.titles import Title, TitleReader
from model.document import Cell, Table
from model.text import squash

Row = list[Cell]
#: Rows, and characters of a cell, of a table that is only the caption of the next.
_CAPTION_ROWS, _CAPTION_CELL = 4, 45
_HAN = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A named line with the figures right of it, up to the next name; `odd` are columns with a text that is none."""

    name: Name
    label: Cell
    figures: tuple[tuple[Cell, Figure], ...]
    odd: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Stranger:
    """A row with figures whose name is not known."""

    label: str
    figures: tuple[tuple[Cell, Figure], ...]


@dataclass(slots=True)
class Part:
    """Rows below one title or head. `context` are texts above the head, nearest first; `columns` heads by column;
    `strangers` rows with figures under a name that no line has."""

    table: Table
    title: Title | None = None
    context: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    heads: list[Row] = field(default_factory=list)
    columns: dict[int, Head] = field(default_factory=dict)
    strangers: list[Stranger] = field(default_factory=list)


class LayoutReader:
    """Splits tables into parts."""

    def __init__(self, names: LineNames, heads: HeadReader, titles: TitleReader) -> None:
        self._names, self._heads, self._titles = names, heads, titles

    def parts(self, table: Table) -> Iterator[Part]:
        """The parts of a table from the top down; parts without a named line are left out."""
        rows = [[cell for cell in row if squash(cell.text)] for row in table.lines()]
        rows = _turned(rows, self._names) or rows
        part, context = Part(table), list[str]()
        for index, row in enumerate(rows):
            own = [cell for cell in row if cell.row == index]
            title = next(
                (t for cell in own if (t := self._titles.read(cell.text)) and (t.kind != "key" or len(row) == 1)), None
            )
            entries = [] if title else self._entries(rows, index)
            is_head = not entries and self._is_head(row)
            if part.entries and (title or is_head):
                yield self._finish(part)
                part, context = Part(table, context=[] if title else list(part.context)), []
            if title:  # a title ends what stood above it
                part.title = title
                context = [*context, " ".join(cell.text for cell in own)]
                part.context = [*reversed(context)]
                part.heads = [row] if self._heads_beside(own) else []
            if part.entries or entries:
                part.strangers += self._strangers(rows, index)
            if entries:
                part.entries += entries
            elif not part.entries and not title:
                if is_head or part.heads:
                    if not any(self._names.is_section(cell.text) for cell in row):
                        part.heads.append([cell for cell in row if not is_empty(cell.text)])
                else:
                    context.append(" ".join(cell.text for cell in own))
                    part.context = [*reversed(context)]
                    part.heads = []
                    _keep_upper_head(part, row)
        if part.entries:
            yield self._finish(part)

    def caption(self, table: Table) -> list[str]:
        """The rows of a table that holds no more than a title, a unit or heads: laid out as a table of its own, or what
        a page break left above the lines."""
        rows = [row for line in table.lines() if (row := [c for c in line if squash(c.text)])]
        cells = [cell for row in rows for cell in row]
        if len(rows) > _CAPTION_ROWS or any(is_money(c.text) or len(c.text) > _CAPTION_CELL for c in cells):
            return []
        return [" ".join(" ".join(cell.text.split()) for cell in row) for row in rows]

    def take_heads(self, part: Part, texts: Sequence[str]) -> None:
        """Heads printed as a line above a table that has none: 项目 期末余额 年初余额, if just as many as columns."""
        columns = sorted(part.columns)
        if any(part.columns[column].text for column in columns):
            return
        for text in texts[:4]:
            words = text.split()
            if len(words) < 2 or not any(self._heads.is_label_head(word) for word in words):
                continue
            heads = [head for word in words if (head := self._heads.read([word])).speaks and head.role != "skip"]
            if len(heads) == len(columns):
                part.columns = dict(zip(columns, heads, strict=True))
            return

    def _heads_beside(self, row: Row) -> bool:
        """Whether heads stand beside a title, in the same row: 资产负债表（2021年12月31日） | 期末余额 | 年初余额."""
        others = [cell for cell in row if self._titles.read(cell.text) is None and not is_empty(cell.text)]
        heads = [self._heads.read([cell.text]) for cell in others if not self._heads.is_label_head(cell.text)]
        return bool(heads) and all(head.speaks or head.role == "skip" for head in heads)

    def _is_head(self, row: Row) -> bool:
        if any(self._heads.is_label_head(cell.text) for cell in row) and not any(is_money(c.text) for c in row):
            return True
        told = [self._heads.read([cell.text]) for cell in row if len(squash(cell.text)) <= 30]
        return sum(head.speaks for head in told) >= 2 and len(told) == len(row)

    def _entries(self, rows: Sequence[Row], index: int) -> list[Entry]:
        """Named lines of a row with their figures; a name cut over two rows is joined."""
        found: list[Entry] = []
        label: tuple[Name, Cell] | None = None
        figures: list[tuple[Cell, Figure]] = []
        odd: list[int] = []
        unit = ""
        for cell in rows[index]:
            if cell.row != index and cell.rowspan > 1 and not is_money(cell.text):
                continue
            figure = read_figure(cell.text)
            if figure:
                figures.append((cell, replace(figure, unit=figure.unit or unit)))
            elif label and is_unit(cell.text):  # a column 单位
                unit = find_unit(cell.text)
            elif _HAN.search(squash(cell.text)) and not is_empty(cell.text) and not (label and is_note(cell.text)):
                if label:
                    found.append(Entry(*label, tuple(figures), frozenset(odd)))
                name = self._name(rows, index, cell)
                label, figures, odd, unit = ((name, cell) if name else None), [], [], ""
            elif not is_empty(cell.text):
                odd += range(cell.col, cell.col + cell.colspan)
        if label:
            found.append(Entry(*label, tuple(figures), frozenset(odd)))
        return found if len(found) == 1 or any(entry.figures for entry in found) else []

    def _strangers(self, rows: Sequence[Row], index: int) -> list[Stranger]:
        """Names of a row that no line has, with the figures right of each."""
        found: list[Stranger] = []
        label, figures = "", list[tuple[Cell, Figure]]()
        for cell in [*rows[index], None]:
            figure = read_figure(cell.text) if cell else None
            if cell and figure:
                figures.append((cell, figure))
            elif cell is None or (_HAN.search(squash(cell.text)) and not is_note(cell.text)):
                if label and figures:
                    found.append(Stranger(label, tuple(figures)))
                known = cell is None or self._name(rows, index, cell) or self._names.is_section(cell.text)
                label, figures = "" if known or cell is None else squash(cell.text), []
        return found

    def _name(self, rows: Sequence[Row], index: int, cell: Cell) -> Name | None:
        """The line of a cell; with the cell above or below it where those carry no figures of their own."""
        bare = not _figures_right(rows[index], cell)
        above, below = _lone(rows, index - 1, cell), _lone(rows, index + 1, cell)
        if above and not bare and not self._names.is_section(above) and self._names.find(above) is None:
            joined = self._names.find(above + cell.text)
            if joined and joined.sure:
                return joined
        if below and not bare:
            joined = self._names.find(cell.text + below)
            if joined and joined.sure:
                return joined
        return self._names.find(cell.text)

    def _finish(self, part: Part) -> Part:
        spans = {cell.col: cell.colspan for entry in part.entries for cell, _ in entry.figures}
        columns = sorted(spans)
        for column in columns:
            texts = []
            for row in part.heads:
                over = [c for c in row if _covers(c, column, spans.get(column, 1))]
                texts += [c.text for c in over if c.text not in texts and not self._heads.is_label_head(c.text)]
            part.columns[column] = self._heads.read(texts)
        _match_by_order(part, columns, self._heads)
        return part


def _covers(head: Cell, column: int, span: int) -> bool:
    """Whether a head stands over at least half of a column (grids of joined pages part a column in several)."""
    common = min(head.col + head.colspan, column + span) - max(head.col, column)
    return common > 0 and 2 * common >= min(head.colspan, span)


def _keep_upper_head(part: Part, row: Row) -> None:
    """合并 | 母公司 over two columns each stands above the row with 项目 and is part of the head."""
    wide = [cell for cell in row if cell.colspan > 1]
    if len(row) >= 2 and row[0].col > 0 and wide and all(len(squash(cell.text)) <= 20 for cell in row):
        part.heads = [row]
        part.context = part.context[1:]


def _match_by_order(part: Part, columns: Sequence[int], reader: HeadReader) -> None:
    """Heads that stand beside their columns (drawn grids, misplaced cells) are dealt out in order, if just as many."""
    silent = [column for column in columns if not part.columns[column].text]
    if not silent or not part.heads:
        return
    row = max(part.heads, key=lambda r: sum(reader.read([c.text]).speaks for c in r))
    taken = {
        c.col for c in row for column in columns if c.col <= column < c.col + c.colspan and part.columns[column].text
    }
    spare = [
        c
        for c in row
        if c.col not in taken and not reader.is_label_head(c.text) and reader.read([c.text]).role != "skip"
    ]
    labels = sorted({entry.label.col for entry in part.entries})
    if len(labels) == 1 and len(spare) == len(silent) and all(reader.read([c.text]).speaks for c in spare):
        for column, cell in zip(silent, spare, strict=True):
            part.columns[column] = reader.read([cell.text])


def _figures_right(row: Row, cell: Cell) -> bool:
    """Whether a figure stands right of a cell before the next words."""
    for other in row:
        if other.col > cell.col:
            if read_figure(other.text):
                return True
            if not is_empty(other.text) and not is_note(other.text):
                return False
    return False


def _lone(rows: Sequence[Row], index: int, cell: Cell) -> str:
    """The text in the neighbouring row at the same column, when that row has no figures for it."""
    if not 0 <= index < len(rows):
        return ""
    same = next((c for c in rows[index] if c.col == cell.col and c.row == index), None)
    return same.text if same and not _figures_right(rows[index], same) and not read_figure(same.text) else ""


def _turned(rows: Sequence[Row], names: LineNames) -> list[Row] | None:
    """Years down and lines across → lines down and years across; None for a table that stands upright."""
    head = next((row for row in rows[:6] if sum(names.find(cell.text) is not None for cell in row) >= 3), None)
    if head is None or any(read_figure(cell.text) for cell in head):
        return None
    start = rows.index(head)
    below = [row for row in rows[start + 1 :] if row and re.match(r"20\d{2}(?!\d)", squash(row[0].text))]
    if len(below) < 1 or not all(len(row) >= 3 for row in below):
        return None

    def place(cell: Cell, row: int, col: int) -> Cell:
        return Cell(row, col, cell.text, cell.place)

    turned: list[Row] = [[place(c, i, 0) for c in row[:1]] for i, row in enumerate(rows[:start])]
    turned.append([place(row[0], start, i + 1) for i, row in enumerate(below)])
    turned[-1].insert(0, Cell(start, 0, "项目", head[0].place))
    for number, label in enumerate((c for c in head if names.find(c.text)), start + 1):
        line = [place(label, number, 0)]
        for i, row in enumerate(below):
            under = next((c for c in row if c.col == label.col), None)
            if under:
                line.append(place(under, number, i + 1))
        turned.append(line)
    return turned
