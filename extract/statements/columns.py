"""Heads of one part → its columns: scope, year and month of each; columns that hold no period are left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.statements.heads import Date, Head
from extract.statements.layout import Part
from extract.statements.titles import Title

YEAR_END = 12


@dataclass(frozen=True, slots=True)
class Column:
    """What the figures of a column are; `year` None where neither head nor heading says it: then `order` counts the
    columns from the left. Head and unit as printed do not tell columns apart: both halves of a sheet have them."""

    scope: str
    year: int | None
    month: int
    opening: bool
    order: int = 0
    head: str = field(default="", compare=False)
    unit: str = field(default="", compare=False)


def resolve_columns(part: Part, title: Title, date: Date | None) -> dict[int, Column]:
    """Column index → Column. A year is printed in the head, or follows from the heading's date and 期末/年初."""
    heads = {col: head for col, head in part.columns.items() if not _is_row_number(part, col)}
    halves = groups(part, sorted(heads))
    found: dict[int, Column] = {}
    for group in halves:
        told = {col: heads[col] for col in group if heads[col].role not in ("skip", "month")}
        told = _without_months(told)
        scopes = _scopes(told, title)
        for col, head in told.items():
            found[col] = _column(head, told, scopes[col], title, date, group.index(col))
        latest = max((c.year for col in group if (c := found.get(col)) and c.year), default=0)
        found |= {
            col: replace(c, opening=True) for col in group if (c := found.get(col)) and c.year and c.year < latest
        }
    return _without_restated(found, part)


def blanks(part: Part) -> Iterator[tuple[str, int]]:
    """Lines that a part prints without a figure in a column of theirs: nothing, or a dash, stands there."""
    halves = groups(part, sorted(part.columns))
    for entry in part.entries:
        own = next((group for group in halves if group[0] > entry.label.col), ())
        if own and entry.name.sure:
            taken = {cell.col for cell, _ in entry.figures} | entry.odd
            yield from ((entry.name.line, col) for col in own if col not in taken)


def groups(part: Part, columns: Sequence[int]) -> list[list[int]]:
    """Columns that stand right of the same names: the halves of a sheet with assets and liabilities side by side."""
    labels = sorted({entry.label.col for entry in part.entries})
    starts = [col for i, col in enumerate(labels) if i == 0 or any(labels[i - 1] < c < col for c in columns)]
    groups = [[c for c in columns if start < c < end] for start, end in zip(starts, [*starts[1:], 10**6], strict=True)]
    return [group for group in groups if group]


def _without_months(heads: dict[int, Head]) -> dict[int, Head]:
    """Beside a running total of the year, 本期 means the month or quarter."""
    if not any(head.cumulative for head in heads.values()):
        return heads
    roles = {head.role for head in heads.values() if head.cumulative}
    return {c: h for c, h in heads.items() if h.cumulative or h.role not in roles or h.date}


def _scopes(heads: dict[int, Head], title: Title) -> dict[int, str]:
    """The title's scope; in a table of both, the head's."""
    if any(head.scope == "consolidated" for head in heads.values()) or title.scope == "both":
        return {col: head.scope for col, head in heads.items()}
    return dict.fromkeys(heads, "" if title.scope == "both" else title.scope)


def _column(head: Head, group: dict[int, Head], scope: str, title: Title, date: Date | None, at: int) -> Column:
    balance = title.kind in ("balance", "key")
    opening = head.role == "before" or head.start_of_year
    year, month = None, YEAR_END
    if head.date:
        year, month = head.date.year, head.date.month or YEAR_END
        full = head.date.day is not None
        if head.start_of_year:
            year, month = year - 1, YEAR_END
        elif opening and not full and _has_now(group, year):
            year -= 1  # 2024年 over both 期末 and 年初
        elif not full and head.date.month is None and title.kind != "balance" and date and date.year == year:
            month = date.month or YEAR_END
    elif date and opening:
        year = date.year - 1
        month = YEAR_END if balance else date.month or YEAR_END
    elif date and (head.role == "now" or (not head.text and len(group) == 1)):
        year, month = date.year, date.month or YEAR_END
    return Column(scope, year, month, opening, 0 if year else at, head.text, head.unit)


def _has_now(group: dict[int, Head], year: int) -> bool:
    """Whether another column of the group is the end of this year."""
    return any(h.role != "before" and h.date and h.date.year == year for h in group.values())


def _without_restated(columns: dict[int, Column], part: Part) -> dict[int, Column]:
    """Of two columns for the same date and owner, the first: the second is 1月1日 after restatement, or 调整前."""
    seen: dict[tuple[object, ...], int] = {}
    kept = {}
    for col, column in columns.items():
        key = (column.scope, column.year, column.month, _half(part, col))
        if column.year is not None and key in seen and _beside(part, col, seen[key]):
            continue
        seen.setdefault(key, col)
        kept[col] = column
    return kept


def _beside(part: Part, one: int, other: int) -> bool:
    """Whether a row has figures in both columns; else it is one column that a page cut moved in the grid."""
    rows = ({cell.col for cell, _ in entry.figures} for entry in part.entries)
    return any({one, other} <= row for row in rows)


def _half(part: Part, col: int) -> int:
    """Which names a column belongs to: the last label column left of it."""
    return max((entry.label.col for entry in part.entries if entry.label.col < col), default=-1)


def _is_row_number(part: Part, col: int) -> bool:
    """行次 without a head: small whole numbers that only rise."""
    values = [f.value for entry in part.entries for cell, f in entry.figures if cell.col == col]
    others = {cell.col for entry in part.entries for cell, _ in entry.figures} - {col}
    if len(values) < 3 or not others or part.columns[col].role:
        return False
    whole = all(v == v.to_integral_value() and 0 < v < 200 for v in values)
    return whole and all(a < b for a, b in pairwise(values))
