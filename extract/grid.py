"""Grid parts: label cells and value cells of a table → raw answers with their places (forms.md P4, P6, P17).

A value stands right of its label, or below it where the row holds labels only; group labels (merged, or empty after a
lost merge) tell equal labels apart; year columns are matched by position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.dates import read_year
from extract.labels import Hit, LabelBook
from model.document import Cell, Table
from model.form import FieldSpec
from model.place import Place
from model.text import squash

_CHAIN_SPLIT = re.compile(r"[\n/;；、,，]+|[-—–]+(?=\d)|\s{2,}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is printed for a field: `year` for a value under a year column, `score` how surely the label was met."""

    spec: FieldSpec
    printed: str
    place: Place
    label_place: Place
    score: float = 1.0
    year: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    """The year columns: cell → year as printed (None: left as 20**年)."""

    cells: tuple[Cell, ...]
    years: tuple[str | None, ...]


def read_grid(
    tables: Sequence[Table], specs: Sequence[FieldSpec], default_years: Sequence[str], every_label: LabelBook
) -> list[Answer]:
    """Every answer for `specs` in `tables`. `default_years` (ascending) stand in for unreadable year heads;
    `every_label` knows the labels of the whole form: such a cell is never a value."""
    reader = _GridReader(specs, default_years, every_label)
    for table in tables:
        for index, line in enumerate(lines := list(table.lines())):
            below = lines[index + 1] if index + 1 < len(lines) else []
            reader.read_line(index, line, below, index in table.seams)
    return reader.answers


class _GridReader:
    """Walks the rows of the form tables; remembers the group, the year columns and where the last values stood."""

    def __init__(self, specs: Sequence[FieldSpec], default_years: Sequence[str], every_label: LabelBook) -> None:
        self.answers: list[Answer] = []
        self._book = LabelBook(specs)
        self._every = every_label
        self._chains = _chains(specs)
        self._default_years = default_years
        self._head: _Head | None = None
        self._group: tuple[str, ...] | None = None
        self._carried: tuple[str, ...] | None = None
        self._last: list[tuple[Cell, int]] = []
        self._below_is_values = False

    def read_line(self, index: int, line: list[Cell], below: list[Cell], seam: bool) -> None:
        if seam and self._continue(line):
            return
        first = len(self.answers)
        self._group, self._carried = _group_of(line, self._book, self._carried)
        hits = _label_hits(line, self._book, self._group, self._chains)
        self._below_is_values = self._are_values(below, [line[position] for position in hits])
        for position, hit in hits.items():
            spec = _choose(hit, self._group)
            label = line[position]
            if spec is None or label.row != index:
                continue  # a label merged over several rows speaks in its first row
            self.answers += self._answers(spec, hit, label, _values_right(line, position, hits), line[position:], below)
        if any(squash(cell.text) for cell in line):
            said = {self.answers[n].place.path: n for n in range(first, len(self.answers))}
            self._last = [(cell, said[cell.place.path]) for cell in line if cell.place.path in said]

    def _answers(
        self, spec: FieldSpec, hit: Hit, label: Cell, values: list[Cell], rest: list[Cell], below: list[Cell]
    ) -> Iterator[Answer]:
        if spec.kind == "year":
            self._head = _year_head(values or _cells_under(rest[1:], below))
            yield from _year_answers(spec, label, self._head)
        elif spec.key in self._chains and not hit.inline:
            yield from _chain(self._chains[spec.key], label, values, below, hit.score)
        elif hit.inline:
            yield Answer(spec, hit.inline, label.place, label.place, hit.score)
        elif spec.per_year:
            yield from _per_year(spec, label, values, self._head, self._default_years, hit.score)
        else:
            yield from _single(spec, label, values, below if self._below_is_values else [], hit.score)

    def _are_values(self, below: list[Cell], labels: list[Cell]) -> bool:
        """Whether the next row answers a row of labels: one cell under each, none itself a label."""
        new = [cell for cell in below if labels and cell.row > labels[0].row]
        covered = {cell.place.path for cell in _cells_under(labels, new)}
        answers = all(cell.place.path in covered and not self._every.find(cell.text) for cell in new)
        return answers and len(new) <= len(labels)

    def _continue(self, line: list[Cell]) -> bool:
        """Whether this row is the rest of a row cut by a page break: no label, text only under the last values."""
        filled = [cell for cell in line if squash(cell.text) and not self._book.group(cell.text)]
        if not filled or any(self._every.find(cell.text) for cell in filled):
            return False
        targets = [next((n for c, n in self._last if c.col == cell.col), None) for cell in filled]
        if any(n is None or not squash(self.answers[n].printed) for n in targets):
            return False
        for cell, n in zip(filled, targets, strict=True):
            if n is not None:
                self.answers[n] = replace(self.answers[n], printed=self.answers[n].printed + cell.text)
        return True


def _group_of(
    line: list[Cell], book: LabelBook, carried: tuple[str, ...] | None
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """(group in force in this row, group for a next row that starts empty because a merge was lost or cut).

    A cell that is a group label and a field label at once (联系人, 系统解决方案供应商名称) leads a group where a label
    follows it, and in the rows below it.
    """
    starts = (
        [cell for cell in line if squash(cell.text)][:1] if line and (line[0].col or not squash(line[0].text)) else []
    )
    second = book.find(starts[0].text) if starts else None
    if carried and second and any(spec.group == carried for spec in second.specs):
        return carried, carried
    for position, cell in enumerate(line):
        if not (named := book.group(cell.text)):
            continue
        next_is_label = position + 1 < len(line) and book.find(line[position + 1].text) is not None
        if book.find(cell.text) is None or next_is_label or cell.rowspan > 1:
            return named, named
        return None, named
    first = line[0] if line else None
    if first is None or carried is None:
        return None, None
    hit = book.find(first.text)
    if not squash(first.text) or (hit and any(spec.group == carried for spec in hit.specs)):
        return carried, carried
    return None, None


def _label_hits(
    line: list[Cell], book: LabelBook, group: tuple[str, ...] | None, chains: dict[str, list[FieldSpec]]
) -> dict[int, Hit]:
    """Position in the row → label hit. A group label followed by a label of its own is not a field label."""
    hits: dict[int, Hit] = {}
    chain: list[FieldSpec] = []
    for position, cell in enumerate(line):
        hit = book.find(cell.text)
        if hit is None or (not hit.inline and any(spec in chain for spec in hit.specs)):
            continue  # inside a chain the printed sub-labels are hints in the value cells
        chain = next((chains[spec.key] for spec in hit.specs if spec.key in chains), chain)
        named = book.group(cell.text)
        if named and position + 1 < len(line):
            follower = book.find(line[position + 1].text)
            if follower and any(spec.group == named for spec in follower.specs):
                continue
        hits[position] = hit
    return hits


def _choose(hit: Hit, group: tuple[str, ...] | None) -> FieldSpec | None:
    """The one spec among equal labels that fits the group in force."""
    if group is not None:
        for spec in hit.specs:
            if spec.group == group:
                return spec
    free = [spec for spec in hit.specs if not spec.group]
    if free:
        return free[0]
    return hit.specs[0] if len(hit.specs) == 1 else None


def _values_right(line: list[Cell], position: int, hits: dict[int, Hit]) -> list[Cell]:
    """The cells between this label and the next one."""
    values = []
    for index in range(position + 1, len(line)):
        if index in hits:
            break
        values.append(line[index])
    return values


def _single(spec: FieldSpec, label: Cell, values: list[Cell], below: list[Cell], score: float) -> Iterator[Answer]:
    filled = [cell for cell in values if squash(cell.text)]
    if filled:
        text = "\n".join(cell.text for cell in filled)
        yield Answer(spec, text, filled[0].place.quoting(text), label.place, score)
    elif values:
        yield Answer(spec, "", values[0].place, label.place, score)
    else:  # a row of labels only: the values stand below
        under = _cells_under([label], below)
        if under:
            yield Answer(spec, under[0].text, under[0].place, label.place, score * 0.97)
        else:
            yield Answer(spec, "", label.place, label.place, score)


def _chains(specs: Sequence[FieldSpec]) -> dict[str, list[FieldSpec]]:
    """First key → the specs whose values stand in consecutive cells behind one label (行业门类, 大类, 中类)."""
    chains: dict[str, list[FieldSpec]] = {}
    for spec in specs:
        if spec.follows and spec.kind != "inner":
            before = next(s for s in specs if s.key == spec.follows)
            chain = next((c for c in chains.values() if before in c), None)
            if chain is None:
                chain = chains[before.key] = [before]
            chain.append(spec)
    return chains


def _chain(
    chain: list[FieldSpec], label: Cell, values: list[Cell], below: list[Cell], score: float
) -> Iterator[Answer]:
    """Values of a chain by order; where only the hints stand there, the cells below; one merged cell is split."""
    if values and all(
        squash(cell.text) in map(squash, (*spec.hints, *spec.labels)) for cell, spec in zip(values, chain, strict=False)
    ):
        under = _cells_under(values, below)
        if len(under) == len(values) and any(squash(cell.text) for cell in under) and not below[0].col < values[0].col:
            values = under
    if len(values) == 1 and len(parts := [p for p in _CHAIN_SPLIT.split(values[0].text) if p.strip()]) == len(chain):
        for spec, part in zip(chain, parts, strict=True):
            yield Answer(spec, part, values[0].place, label.place, score * 0.95)
        return
    for index, spec in enumerate(chain):
        if index < len(values):
            yield Answer(spec, values[index].text, values[index].place, label.place, score)
        else:
            yield Answer(spec, "", label.place, label.place, score)


def _cells_under(cells: Sequence[Cell], below: list[Cell]) -> list[Cell]:
    """The cells of the next row that start below the given ones."""
    return [
        b for c in cells for b in below if b.row > c.row and b.col < c.col + c.colspan and c.col < b.col + b.colspan
    ]


def _year_head(values: list[Cell]) -> _Head:
    """The cells that are year columns; a remark column that an applicant added is none."""
    kept = [c for c in values if read_year(c.text) or not squash(c.text) or re.search(r"年|[*xX]{2}", c.text)]
    return _Head(tuple(kept), tuple(read_year(cell.text) for cell in kept))


def _year_answers(spec: FieldSpec, label: Cell, head: _Head) -> Iterator[Answer]:
    for number, cell in enumerate(head.cells, 1):
        yield Answer(spec, cell.text, cell.place, label.place, 1.0, str(number))


def _per_year(
    spec: FieldSpec, label: Cell, values: list[Cell], head: _Head | None, default: Sequence[str], score: float
) -> Iterator[Answer]:
    """One answer for each year column, matched by position; without readable heads by order."""
    years = resolve_years(head.years if head else (), default)
    for order, cell in enumerate(values):
        column = order
        if head and head.cells:
            overlaps = [
                i for i, h in enumerate(head.cells) if h.col < cell.col + cell.colspan and cell.col < h.col + h.colspan
            ]
            if len(values) != len(head.cells) or len(overlaps) == 1:
                column = overlaps[0] if overlaps else len(years)
        if column < len(years):
            sure = score if head and column < len(head.years) and head.years[column] else score * 0.75
            yield Answer(spec, cell.text, cell.place, label.place, sure, years[column])


def resolve_years(printed: Sequence[str | None], default: Sequence[str]) -> list[str]:
    """Years of the columns; unreadable ones are inferred from a readable neighbour, else from the default years."""
    years = list(printed) or [None] * len(default)
    known = [(i, int(y)) for i, y in enumerate(years) if y]
    if not known:
        return list(default)[: len(years)]
    falling = len(known) > 1 and known[0][1] > known[-1][1]
    anchor, value = known[0]
    return [y or str(value + (anchor - i if falling else i - anchor)) for i, y in enumerate(years)]
