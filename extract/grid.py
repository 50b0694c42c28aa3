"""Grid parts: label cells and value cells of a table → raw answers with their places (forms.md P4, P6, P17).

A value stands right of its label, or below it where the row holds labels only; group labels (merged, or empty after a
lost merge) tell equal labels apart; what one label heads over several rows is in `series`, year columns in `years`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from extract.answer import Answer
from extract.beside import below_only, cells_under, single, strange_label, values_right
from extract.chain import answer_chain, find_chains
from extract.labels import Hit, LabelBook
from extract.series import Piece, answer_series, first_piece, gather_rows, hint_starts, join_pieces
from extract.shared import split_shared
from extract.years import Head, answers_per_year, unnamed_years, year_answers, year_head
from model.document import Cell, Table
from model.form import FieldSpec
from model.text import half_width, squash

#: Answers that go over several cells, some of which may look like labels.
_SEVERAL_CELLS = ("longtext", "year", "choice", "multi_choice", "table", "attachments", "inner")
#: Answers of a word or a number.
_BRIEF = ("text", "code", "tel", "email", "date", "month")
#: A person's name before his post or numbers: 骆文轩 董事长, 骆文轩（座机 0931-…）.
_NAME_FIRST = re.compile(
    r"\s*([\u4e00-\u9fff·]{2,5})(?:\s+|\s*[,、/(|])\s*(?=(?:座机|电话|手机|联系|职务|董事|总经理|总裁|经理|厂长|主任|书记|执行|常务|副|\+?\d))"
)


def read_grid(
    tables: Sequence[Table],
    specs: Sequence[FieldSpec],
    default_years: Sequence[str],
    every_label: LabelBook,
    taken: Mapping[str, Collection[int]] | None = None,
) -> list[Answer]:
    """Every answer for `specs` in `tables`. `default_years` (ascending) stand in for unreadable year heads;
    `every_label` knows the labels of the whole form: such a cell is never a value; `taken` are rows of a table (by its
    path) that belong to another part."""
    reader = _GridReader(specs, default_years, every_label)
    for table in tables:
        reader.read_table(table, (taken or {}).get(table.place.path, ()))
    reader.close()
    return [_first_pair(answer, every_label) for answer in reader.answers]


def _first_pair(answer: Answer, every_label: LabelBook) -> Answer:
    """The answer without a further pair that was typed into its cell."""
    if answer.spec.kind not in _BRIEF or answer.spec.hints:
        return answer
    printed = every_label.before_label(answer.printed)
    if answer.spec.key == "legal_rep_name" and (name := _NAME_FIRST.match(half_width(printed))):
        printed = name[1]
    return replace(answer, printed=printed)


class _GridReader:
    """Walks the rows of the form tables; remembers the group, the year columns and where the last values stood."""

    def __init__(self, specs: Sequence[FieldSpec], default_years: Sequence[str], every_label: LabelBook) -> None:
        self.answers: list[Answer] = []
        self._specs, self._book = specs, LabelBook(specs)
        self._every = every_label
        self._chains = find_chains(specs)
        self._default_years = default_years
        self._head: Head | None = None
        self._group: tuple[str, ...] | None = None
        self._carried: tuple[str, ...] | None = None
        self._last: list[tuple[Cell, int]] = []
        self._first_label = 0
        self._below_is_values = False
        self._series: dict[str, tuple[FieldSpec, Cell]] = {}
        self._label_columns: set[int] = set()

    def read_table(self, table: Table, taken: Collection[int]) -> None:
        lines = list(table.lines())
        self._label_columns = {c.col for line in lines for c in line if c.col and self._every.find(c.text)}
        done: set[int] = set(taken)
        for index, line in enumerate(lines):
            if index not in done:
                done |= self._read_line(lines, index, line, table.seams)
            elif index in taken:
                self._last = []  # what a page break cut off this row is not the rest of an answer above it

    def close(self) -> None:
        """Fields of a series for which no row was left are empty."""
        answered = {answer.spec.key for answer in self.answers}
        for key, (spec, label) in self._series.items():
            if key not in answered:
                self.answers.append(Answer(spec, "", label.place, label.place))

    def _read_line(self, lines: Sequence[list[Cell]], index: int, line: list[Cell], seams: Sequence[int]) -> set[int]:
        """Reads one row; returns further rows that were read along with it."""
        if index in seams and self._continue(line):
            return set()
        below = lines[index + 1] if index + 1 < len(lines) else []
        first = len(self.answers)
        self._group, self._carried = _group_of(line, self._book, self._carried)
        hits = _label_hits(line, self._book, self._group, self._chains, self._all_labels(line, below))
        if not hits and (unnamed := unnamed_years(line, self._specs, not (self._head and self._head.cells))):
            hits = {0: Hit((unnamed,), 1.0)}
        self._below_is_values = self._are_values(below, [line[position] for position in hits])
        read: set[int] = set()
        for position, hit in hits.items():
            label = line[position]
            specs = _choose(hit, self._group)
            specs = [] if self._book.heads_another(label.text, specs, [a.spec for a in self.answers]) else specs
            if not specs or label.row != index:
                continue  # a label merged over several rows speaks in its first row
            values = self._values(line, position, hits)
            more: list[Piece] = []
            if position == max(hits) and _heads_rows(specs, label):
                more, end = gather_rows(lines, index, label, seams, self._is_label)
                read |= set(range(index + 1, end)) if more else set()
            silent = not any(squash(piece.text) for piece in more)
            after = index + 1 + len(read)
            if silent and after < len(lines) and below_only(specs[0], values, lines[after], self._is_label):
                values, more, read = lines[after][:1], [], read | {after}
            if len(specs) > 1 and not hit.joint:
                specs = self._next_of(specs, label, lines, [cell.text for cell in values])
            self.answers += self._answers(specs, hit, label, values, more, line[position:], below) if specs else ()
        if any(squash(cell.text) for cell in line):
            said = {self.answers[n].place.path: n for n in range(first, len(self.answers))}
            self._first_label = min((line[position].col for position in hits), default=0)
            self._last = [(cell, said[cell.place.path]) for cell in line if cell.place.path in said]
        return read

    def _values(self, line: list[Cell], position: int, hits: dict[int, Hit]) -> list[Cell]:
        """The cells between this label and the next one, be that of this part or only built as a label."""
        values = values_right(line, position, hits)
        specs = hits[position].specs
        if any(spec.kind in _SEVERAL_CELLS or spec.per_year or spec.key in self._chains for spec in specs):
            return values
        values = values[: strange_label(values, self._label_columns)]
        for index, cell in enumerate(values[1:], start=1):
            if self._every.resembles(cell.text) and (index + 1 < len(values) or self._is_label(cell.text)):
                return values[:index]
        return values

    def _answers(
        self, specs: list[FieldSpec], hit: Hit, label: Cell, values: list[Cell], more: list[Piece],
        rest: list[Cell], below: list[Cell],
    ) -> Iterator[Answer]:  # fmt: skip
        spec = specs[0]
        if hit.joint:
            yield from split_shared(specs, label, values or cells_under([label], below), hit.score)
        elif spec.key in self._series and not hit.inline:
            start = first_piece(values)
            if pieces := [*([start] if start else []), *more]:
                yield from answer_series(specs, pieces, label, hit.score)
        elif spec.kind == "year":
            self._head = year_head(values or cells_under(rest[1:], below), len(self._default_years))
            yield from year_answers(spec, label, self._head)
        elif spec.key in self._chains and not hit.inline:
            yield from answer_chain(self._chains[spec.key], label, values, below, hit.score)
        elif hit.inline:
            yield Answer(spec, hit.inline, label.place, label.place, hit.score, "", "inline")
        elif spec.per_year:
            yield from answers_per_year(spec, label, values, self._head, self._default_years, hit.score)
        elif more:
            start = first_piece(values)
            whole = join_pieces([*([start] if start else []), *more])
            yield Answer(spec, whole.text, whole.place, label.place, hit.score)
        else:
            yield from single(spec, label, values, below if self._below_is_values else [], hit.score)

    def _next_of(
        self, specs: list[FieldSpec], label: Cell, lines: Sequence[list[Cell]], texts: Sequence[str]
    ) -> list[FieldSpec]:
        """Of the fields that share this label, those it heads here: the unanswered ones, less one for each time
        that the label is printed again further on."""
        free = [spec for spec in specs if all(answer.spec.key != spec.key for answer in self.answers)]
        free = [spec for spec in free if spec.labels[0] == free[0].labels[0]]  # another may only be called so, too
        self._series |= {spec.key: (spec, label) for spec in free}
        if any(len(hint_starts(free, text)) > 1 for text in texts):
            return free  # answers merged into one cell by mistake
        cells = {c.place.path: c for line in lines[label.row :] for c in line}.values()
        later = [
            c
            for c in cells
            if (c.row, c.col) > (label.row, label.col)
            and (hit := self._book.find(c.text))
            and free[-1:] == list(hit.specs[-1:])
        ]
        return free[: max(1, len(free) - len(later))]

    def _is_label(self, text: str) -> bool:
        return self._every.find(text) is not None

    def _all_labels(self, line: list[Cell], below: list[Cell]) -> bool:
        """Whether nothing but labels stands in the row, and none in the row below, which answers them."""
        filled = [cell for cell in line if squash(cell.text)]
        if not below or any(self._every.find(cell.text) for cell in below if cell not in line):
            return False
        return all(self._every.find(cell.text) or self._book.group(cell.text) for cell in filled)

    def _are_values(self, below: list[Cell], labels: list[Cell]) -> bool:
        """Whether the next row answers a row of labels: one cell under each, none itself a label."""
        new = [c for c in below if labels and c.row > labels[0].row]
        while new and self._is_group(new[0]) and new[0].col + new[0].colspan <= min(c.col for c in labels):
            new = new[1:]  # the cell of a group label whose merge was lost, empty or printed again
        covered = {cell.place.path for cell in cells_under(labels, new)}
        answers = all(cell.place.path in covered and not self._every.find(cell.text) for cell in new)
        return bool(new) and answers and len(new) <= len(labels)

    def _is_group(self, cell: Cell) -> bool:
        return not squash(cell.text) or self._book.group(cell.text) is not None

    def _continue(self, line: list[Cell]) -> bool:
        """Whether this row is the rest of a row cut by a page break: no label, text only under the last values."""
        filled = [cell for cell in line if squash(cell.text) and not self._book.group(cell.text)]
        filled = [cell for cell in filled if cell.col >= self._first_label]  # the rest of a group label cut in two
        if not filled or any(self._every.find(cell.text) for cell in filled):
            return False
        # A label that heads its own row and, merged, the rows below it as a group (系统解决方案供应商名称).
        if any((hit := self._every.find(cell.text)) and hit.score == 1.0 for cell in line):
            return False
        targets = [next((n for c, n in self._last if c.col == cell.col), None) for cell in filled]
        if any(n is None or not squash(self.answers[n].printed) for n in targets):
            return False
        for cell, n in zip(filled, targets, strict=True):
            if n is not None:
                self.answers[n] = replace(self.answers[n], printed=self.answers[n].printed + cell.text)
        return True


def _heads_rows(specs: Sequence[FieldSpec], label: Cell) -> bool:
    """Whether the label may speak for the rows below as well: fields of one label, long texts, merged label cells."""
    if any(spec.per_year or spec.kind == "year" for spec in specs):
        return False
    return len(specs) > 1 or specs[0].kind == "longtext" or label.rowspan > 1


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
        if not (named := book.group(cell.text) or book.group_within(cell.text)):
            continue
        next_is_label = position + 1 < len(line) and book.find(line[position + 1].text) is not None
        if book.find(cell.text) is None or next_is_label or cell.rowspan > 1 or book.group_within(cell.text):
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
    line: list[Cell],
    book: LabelBook,
    group: tuple[str, ...] | None,
    chains: dict[str, list[FieldSpec]],
    only_labels: bool,
) -> dict[int, Hit]:
    """Position in the row → label hit. A group label followed by a label of its own is not a field label."""
    hits: dict[int, Hit] = {}
    chain: list[FieldSpec] = []
    for position, cell in enumerate(line):
        hit = book.find(cell.text)
        if hit is None or (not hit.inline and any(spec in chain for spec in hit.specs)):
            continue  # inside a chain the printed sub-labels are hints in the value cells
        if hit.score < 1 and not hit.joint and position - 1 in hits and not only_labels:
            continue  # right of a label stands its value, though it may resemble a label
        chain = next((chains[spec.key] for spec in hit.specs if spec.key in chains), chain)
        named = book.group(cell.text)
        if named and position + 1 < len(line):
            follower = book.find(line[position + 1].text)
            if follower and any(spec.group == named for spec in follower.specs):
                continue
        hits[position] = hit
    return hits


def _choose(hit: Hit, group: tuple[str, ...] | None) -> list[FieldSpec]:
    """The specs among equal labels that fit the group in force: one, or those that share the label for good."""
    if group is not None and (inside := [spec for spec in hit.specs if spec.group == group]):
        return inside
    if free := [spec for spec in hit.specs if not spec.group]:
        return free
    return list(hit.specs) if len({spec.group for spec in hit.specs}) == 1 else []
