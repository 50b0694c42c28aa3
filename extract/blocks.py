"""Block parts (附表2): under each instance name four small tables in one grid, told apart by their header rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.answer import Answer
from extract.labels import LabelBook
from extract.text import core
from model.document import Cell, Table
from model.form import FieldSpec, PartSpec
from model.text import squash

#: (instance number, row number, answer); row 0 for the instance name itself.
Entry = tuple[int, int, Answer]


def find_block_tables(tables: Sequence[Table], part: PartSpec) -> list[Table]:
    """The tables in which a sub-table of this part begins."""
    leaders = LabelBook([f for f in part.fields if not f.group])
    return [t for t in tables if any(_leader(line, leaders) for line in t.lines())]


def read_blocks(tables: Sequence[Table], part: PartSpec) -> Iterator[Entry]:
    """Instance by instance, row by row; a row of hints alone counts where others of its sub-table are filled."""
    leaders = LabelBook([f for f in part.fields if not f.group])
    instance, row = 0, 0
    columns: list[tuple[Cell, FieldSpec]] = []
    family = ""
    filled, hints = False, list[Entry]()
    for table in tables:
        lines = list(table.lines())
        for index, line in enumerate(lines):
            leader = _leader(line, leaders)
            if leader:
                yield from hints if filled else ()
                filled, hints = False, []
            if leader and leader.key.count(".") == 1:
                instance, row, columns, family = instance + 1, 0, [], ""
                below = lines[index + 1] if index + 1 < len(lines) else []
                yield instance, 0, _instance_name(line, leader, [] if _leader(below, leaders) else below)
            elif leader:
                if instance == 0:
                    instance = 1
                family, row = leader.key.rsplit(".", 1)[0], 0
                columns = _columns(line, leader, part)
            elif family and columns:
                answers = [Answer(spec, cell.text, cell.place, head.place) for head, spec in columns for cell in line
                           if cell.col < head.col + head.colspan and head.col < cell.col + cell.colspan]  # fmt: skip
                kept = _first_of_each(answers)
                if any(_answered(answer) for answer in kept):
                    row += 1
                    filled = True
                    yield from ((instance, row, answer) for answer in kept if _answered(answer) or is_hint(answer))
                elif any(is_hint(answer) for answer in kept):
                    row += 1
                    hints += [(instance, row, answer) for answer in kept if is_hint(answer)]
    yield from hints if filled else ()


def _leader(line: list[Cell], leaders: LabelBook) -> FieldSpec | None:
    """The sub-table (or instance name) that this row announces in its first cells."""
    for cell in line[:2]:
        hit = leaders.find(cell.text)
        if hit:
            return hit.specs[0]
    return None


def _instance_name(line: list[Cell], spec: FieldSpec, below: list[Cell]) -> Answer:
    """The name behind the label, right of it, or alone in the row below it."""
    book = LabelBook([spec])
    label = next(cell for cell in line if book.find(cell.text))
    hit = book.find(label.text)
    if hit and hit.inline:
        return Answer(spec, hit.inline, label.place, label.place)
    rest = [cell for cell in line if cell.col > label.col] or below
    filled = [cell for cell in rest if squash(cell.text)]
    if filled:
        return Answer(spec, "\n".join(cell.text for cell in filled), filled[0].place, label.place)
    return Answer(spec, "", rest[0].place if rest else label.place, label.place)


def _columns(line: list[Cell], leader: FieldSpec, part: PartSpec) -> list[tuple[Cell, FieldSpec]]:
    """Header cells of a sub-table with their fields."""
    family = leader.key.rsplit(".", 1)[0]
    specs = [f for f in part.fields if f.key.startswith(family + ".")]
    columns = []
    for cell in line:
        name = core(cell.text)
        spec = next((s for s in specs if name in map(core, s.labels)), None)
        if spec:
            columns.append((cell, spec))
    return columns


def _first_of_each(answers: list[Answer]) -> list[Answer]:
    kept: dict[str, Answer] = {}
    for answer in answers:
        if answer.spec.key not in kept or not squash(kept[answer.spec.key].printed):
            kept[answer.spec.key] = answer
    return list(kept.values())


def is_hint(answer: Answer) -> bool:
    """The form's hint, left in a row that is used otherwise or behind such rows."""
    return squash(answer.printed) in map(squash, answer.spec.hints)


def _answered(answer: Answer) -> bool:
    text = squash(answer.printed)
    return bool(text) and text not in map(squash, answer.spec.hints) and text not in ("/", "-", "—")
