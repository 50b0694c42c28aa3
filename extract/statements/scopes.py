"""Scopes: beside the group's statement one that does not say whose it is, and tells other figures, is the parent's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from model.submission import Statement

#: Lines that both print, and the share of them that must differ: a copy with a slip or two is still the group's.
_LEAST, _DIFFERENT = 5, 0.5


def settle_scopes(statements: Sequence[Statement]) -> list[Statement]:
    """合并资产负债表, and behind it 资产负债表 of the same dates in one paper: the second is the parent company's."""
    silent: dict[tuple[str, str], list[Statement]] = {}
    for one in statements:
        if not one.scope and one.kind != "key":
            silent.setdefault((one.kind, one.place.path), []).append(one)
    groups = [s for s in statements if s.scope == "consolidated"]
    parents = {
        key
        for key, columns in silent.items()
        if _periods(own := [g for g in groups if g.kind == key[0]]) >= _periods(columns) and _differ(columns, own)
    }
    return [replace(s, scope="parent") if not s.scope and (s.kind, s.place.path) in parents else s for s in statements]


def _periods(columns: Iterable[Statement]) -> set[tuple[int | None, int, bool]]:
    return {(s.year, s.month, s.opening) for s in columns}


def _differ(columns: Sequence[Statement], groups: Sequence[Statement]) -> bool:
    """Whether most lines that both print tell other figures, in every period."""
    pairs = [(s, g) for s in columns for g in groups if _periods([s]) == _periods([g])]
    for one, group in pairs:
        both = [(a, b) for a in one.lines if a.amount and (b := group.line(a.key.partition("[")[0])) and b.amount]
        other = sum(a.amount.value != b.amount.value for a, b in both if a.amount and b.amount)
        if len(both) < _LEAST or other < _DIFFERENT * len(both):
            return False
    return bool(pairs)
