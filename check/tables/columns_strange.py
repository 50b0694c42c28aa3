"""FMT-13: the head of the office's table has a column that is not printed there, put in or named anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from check.case import Answer, Case
from check.spelling import fold_text
from model.document import Cell
from model.form import FieldSpec
from model.submission import Grid
from model.text import squash

#: What a label is known without: (**市**县), 其中：.
_ASIDE = re.compile(r"[（(][^）)]*[）)]|^其中[:：]|[\s*:：/、]")
#: So many columns of the printed head must stand there before one is called strange, so many may be.
LEAST, MOST = 0.8, 3
#: From here on two labels are one, written otherwise.
LIKE = 60.0
#: A head has no more lines than this.
LINES = 5


def find_columns_strange(case: Case) -> Iterator[Answer]:
    """E for columns of a table that was read from text and has nearly all of the printed ones."""
    printed = [spec for part in case.form.parts if part.repeat == "rows" for spec in part.fields] if case.form else []
    known = {plain(label): spec for spec in printed for label in (*spec.labels, spec.label)}
    for grid in case.submission.grids if printed else ():
        leaves = leaves_of(grid) if grid.own and not case.is_scanned(grid.place) else ()
        found = {id(known[plain(cell.text)]) for cell in leaves if plain(cell.text) in known}
        lost = [spec for spec in printed if id(spec) not in found]
        if len(found) < LEAST * len(printed):
            continue
        yield from find_optional_gone(case, lost, leaves)
        strange = [cell for cell in leaves if plain(cell.text) and not is_known(plain(cell.text), known, lost)]
        if not 0 < len(strange) <= MOST:
            continue
        names = "、".join(f"“{squash(cell.text)}”" for cell in strange)
        yield case.finding(
            f"表头多出{names}栏（或由印发的栏目改名），该表不得变更、增加列，请核实。",
            *(cell.place for cell in strange),
            about=tuple(f"rows.{plain(cell.text)}" for cell in strange),
            expected="与印发的表头一致",
            found="、".join(squash(cell.text) for cell in strange),
        )


def find_optional_gone(case: Case, lost: list[FieldSpec], leaves: tuple[Cell, ...]) -> Iterator[Answer]:
    """E for a column that may stay empty (乡村振兴) and that no other stands for: the head may not lack it."""
    for spec in lost:
        if spec.required != "O" or any(is_known(plain(cell.text), {}, [spec]) for cell in leaves if plain(cell.text)):
            continue
        yield case.finding(
            f"表头没有“{spec.label}”栏，该表不得变更、删减列，请核实。",
            leaves[0].place,
            about=(f"rows.{spec.key}",),
            expected="与印发的表头一致",
            found="",
        )


def leaves_of(grid: Grid) -> tuple[Cell, ...]:
    """The lowest cells of the head, one for each column: those right above the row that is numbered 1."""
    for n, row in enumerate(grid.rows[: LINES + 1]):
        if n and row and re.fullmatch(r"0*1[.、．]?", squash(row[0].text)):
            return tuple(cell for cell in grid.rows[n - 1] if cell.colspan == 1)
    return ()


def is_known(label: str, known: dict[str, FieldSpec], lost: list[FieldSpec]) -> bool:
    """Whether a label is printed, or stands for a printed one that no other column has."""
    if label in known:
        return True
    return any(
        fuzz.ratio(label, word) >= LIKE or (len(label) > 1 and (label in word or word in label))
        for spec in lost
        for one in (*spec.labels, spec.label)
        if (word := plain(one))
    )


def plain(label: str) -> str:
    return _ASIDE.sub("", fold_text(_ASIDE.sub("", label)))
