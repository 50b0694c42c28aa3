"""Sheets: statements on their way, the lines of all their parts by column, and what is put together of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.statements.columns import Column
from extract.statements.slipped import Track
from extract.statements.titles import Title
from model.place import Place
from model.submission import Field


@dataclass(slots=True)
class Sheet:
    """One statement on its way: the lines of all its parts, by column."""

    kind: str
    scope: str
    place: Place
    columns: dict[Column, dict[str, Field]] = field(default_factory=dict)
    unnamed: dict[Column, list[str]] = field(default_factory=dict)
    blank: dict[Column, set[str]] = field(default_factory=dict)
    tracks: dict[Column, list[Track]] = field(default_factory=dict)


def continues(sheet: Sheet, title: Title, rows: Sequence[tuple[Column, str, Field]]) -> bool:
    """Whether rows belong to the sheet before: same kind and owner, same columns, no line twice."""
    if (sheet.kind, sheet.scope) != (title.kind, title.scope):
        return False
    known = set(sheet.columns)
    fresh = {column for column, _, _ in rows}
    if not fresh & known:
        return False
    return not any(line in sheet.columns.get(column, {}) for column, line, _ in rows)


def other_years(beside: Sequence[Sheet], sheets: Sequence[Sheet]) -> list[Sheet]:
    """Of summaries without a title beside full statements, what is told of earlier years only."""
    shown = {column.year for sheet in sheets for column in sheet.columns if column.year}
    kept = []
    for sheet in beside:
        earlier = {c: lines for c, lines in sheet.columns.items() if c.year and shown and c.year < min(shown)}
        if earlier and shown & {column.year for column in sheet.columns}:
            kept.append(replace(sheet, columns=earlier))
    return kept


def join_appropriations(apart: Sequence[Sheet], sheets: Sequence[Sheet]) -> None:
    """Puts what a 利润分配表 of its own tells below the profit of that year's sheet, of which it is the lower part."""
    for taken in apart:
        for column, lines in taken.columns.items():
            own = next((s for s in sheets if s.kind == "income" and column in s.columns), None)
            if own is not None and column.year:
                own.columns[column] = own.columns[column] | {
                    k: v for k, v in lines.items() if k not in own.columns[column]
                }
                own.unnamed.setdefault(column, []).extend(taken.unnamed.get(column, ()))
                own.blank.setdefault(column, set()).update(taken.blank.get(column, set()))
