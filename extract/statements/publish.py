"""Statements of all papers → the contract's fields (`bs.total_assets[2024]` …): one value, the others as rivals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from model.statement import StatementGuide
from model.submission import Field, Rival, Statement, Trust

_ORDER = {"consolidated": 0, "": 1, "parent": 2}
_TRUST = {Trust.OK: 0, Trust.UNSURE: 1, Trust.SHIFTED: 2, Trust.SLIPPED: 2, Trust.TURNED: 2}


def publish_lines(statements: Sequence[Statement], guide: StatementGuide) -> tuple[Field, ...]:
    """Whole years only. For each line: a trusted column before a doubted one, a statement before a summary, a typed
    one before a picture of it, the group's before the parent's, the year's own column before the next year's
    comparison. Every other value is a rival.

    All lines of a year and kind come from the same column, so that sums hold; a line that only another column prints
    is taken from there when both have the same owner.
    """
    ranked = sorted(
        (s for s in statements if s.year is not None and s.month == 12 and s.kind != "cash"),
        key=lambda s: (_TRUST[s.trust], s.kind == "key", bool(s.place.picture), _ORDER[s.scope], s.opening),
    )
    listed = [line.id for line in guide.lines if line.listed]
    instead = {line.stands_for: line.id for line in guide.lines if line.stands_for}
    fields: dict[str, Field] = {}
    owner: dict[tuple[str, int | None], str] = {}
    for statement in ranked:
        for line in listed:
            field = statement.line(line) or _stand_in(statement, line, instead)
            if field is None:
                continue
            first = owner.setdefault((line[:2], statement.year), statement.scope)
            known = fields.get(field.key)
            if known is None:
                if first == statement.scope:
                    fields[field.key] = field
            elif known.value != field.value and field.amount and not _equal(known, field):
                fields[field.key] = replace(known, rivals=(*known.rivals, Rival(field.value, field.place)))
    order = {line: at for at, line in enumerate(listed)}
    return tuple(sorted(fields.values(), key=lambda f: (order[f.key.partition("[")[0]], f.key)))


def _stand_in(statement: Statement, line: str, instead: dict[str, str]) -> Field | None:
    """营业总收入 for 营业收入 where the sheet prints no other."""
    other = statement.line(instead[line]) if line in instead else None
    return replace(other, key=f"{line}[{statement.year}]") if other else None


def _equal(a: Field, b: Field) -> bool:
    """Whether two printed numbers may be the same one, rounded: 12345.67万元 and 123456700.00元."""
    return bool(a.amount and b.amount and a.amount.interval.meets(b.amount.interval))
