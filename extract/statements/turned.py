"""A sheet whose two columns stand under each other's heads: its figures are crosswise those of the year beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from model.place import Place
from model.submission import Field, Paper, Statement, Trust

#: So many lines with a figure of their own must be alike, and as many differ as the heads stand.
_LINES = 4
_HEADS = {"balance": ("期末", "年初"), "income": ("本期", "上期")}

#: The year's own column and the comparison column of one sheet.
_Pair = tuple[Statement, Statement]


def mark_turned(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """The papers with such sheets marked and their figures taken out of use.

    One year's sheet and the next print the same year twice. Where that year's figures stand in the wrong column of one
    of the two, and the column under the right head is not the other's, its heads were changed over. What was recognised
    from a picture or laid out by a PDF may be a reading that went astray: it is left alone.
    """
    why: dict[tuple[Place, str], str] = {}
    pairs = list(_pairs(s for paper in papers for s in paper.statements))
    for later in pairs:
        for earlier in pairs:
            if _beside(later, earlier) and (found := _turned(later, earlier)):
                sheet, reason = found
                why.setdefault((sheet[0].place, sheet[0].scope), reason)
    if not why:
        return tuple(papers)
    return tuple(replace(p, statements=tuple(_marked(s, why) for s in p.statements)) for p in papers)


def _pairs(statements: Iterator[Statement]) -> Iterator[_Pair]:
    sheets: dict[tuple[Place, str, str], list[Statement]] = {}
    for one in statements:
        plain = one.trust is Trust.OK and one.year and one.month == 12 and one.kind in _HEADS
        if plain and one.place.page is None and not one.place.picture:
            sheets.setdefault((one.place, one.kind, one.scope), []).append(one)
    for columns in sheets.values():
        if len(columns) == 2:
            now, before = sorted(columns, key=lambda s: s.opening)
            if before.opening and not now.opening and now.year == (before.year or 0) + 1:
                yield now, before


def _beside(later: _Pair, earlier: _Pair) -> bool:
    one, other = later[0], earlier[0]
    return (one.kind, one.scope, one.year) == (other.kind, other.scope, (other.year or 0) + 1)


def _turned(later: _Pair, earlier: _Pair) -> tuple[_Pair, str] | None:
    """The sheet of the two that is turned, with the reason; none where both columns are alike: one sheet, two years."""
    (now, before), (own, past) = later, earlier
    if not _differ(before, own):
        return None
    if _alike(now, own) and _differ(before, past):
        return later, _say(later, now, own)
    if _alike(before, past) and _differ(now, own):
        return earlier, _say(earlier, past, before)
    return None


def _say(sheet: _Pair, column: Statement, twin: Statement) -> str:
    line, _ = max(_common(column, twin), key=lambda pair: pair[0].amount.value if pair[0].amount else 0)
    now, before = (s.head or word for s, word in zip(sheet, _HEADS[column.kind], strict=True))
    here, there = (now, before) if column is sheet[0] else (before, now)
    return (
        f"“{now}”“{before}”两栏疑互换：“{here}”栏所印（如{line.text}）逐项是{twin.title}"
        f"“{twin.head or _HEADS[twin.kind][twin.opening]}”栏的数，应在“{there}”栏，本栏数据未用于核对。"
    )


def _common(one: Statement, other: Statement) -> list[tuple[Field, Field]]:
    """The figures of lines that both print."""
    twins = ((line, other.line(line.key.partition("[")[0])) for line in one.lines)
    return [(a, b) for a, b in twins if b and a.amount and b.amount and a.amount.value]


def _alike(one: Statement, other: Statement) -> bool:
    """Every line in common is the same, and enough of them are different numbers."""
    found = _common(one, other)
    same = [a.amount.value for a, b in found if a.amount and b.amount and a.amount.interval.meets(b.amount.interval)]
    return len(same) == len(found) and len(set(same)) >= _LINES


def _differ(one: Statement, other: Statement) -> bool:
    found = _common(one, other)
    apart = [a for a, b in found if a.amount and b.amount and not a.amount.interval.meets(b.amount.interval)]
    return len(apart) >= _LINES


def _marked(one: Statement, why: dict[tuple[Place, str], str]) -> Statement:
    reason = why.get((one.place, one.scope)) if one.kind in _HEADS else None
    if reason is None:
        return one
    lines = tuple(replace(line, amount=None, confidence=0.5, problem=reason) for line in one.lines)
    return replace(one, trust=Trust.TURNED, reason=reason, lines=lines)
