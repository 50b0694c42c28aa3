"""Scenes in two tables, the list of all and the cards or texts of the same: one list."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from extract.free.scene_heads import Told
from model.text import squash

#: A list of fewer scenes may be of some by chance.
_LISTED = 3


def unite_tables(tabled: list[Told]) -> list[Told]:
    """The scenes of the first table, with what later tables tell of the same; where these tell of a few of them alone,
    of others too, or of another instance of one, nothing is the same."""
    names = [squash(told.head.name) for told in tabled]
    for at in range(_LISTED, len(names)):
        apart = _table(tabled[at - 1]) != _table(tabled[at])
        if apart and 2 * (len(names) - at) >= at and Counter(names[at:]) <= Counter(names[:at]):
            return _united(tabled[:at], tabled[at:]) or tabled
    return tabled


def _table(told: Told) -> str:
    return told.place.path.rpartition("/")[0]


def _united(listed: list[Told], again: list[Told]) -> list[Told]:
    """Each of `listed` with its text of `again`; none where one of them has no row of its own."""
    left, pairs = list(listed), list[tuple[Told, Told]]()
    for told in again:
        row = next((row for row in left if _same(row, told)), None)
        if row is None:
            return []
        left.remove(row)
        pairs.append((row, told))
    for row, told in pairs:
        head, more = row.head, told.head
        row.head = replace(
            head, link=head.link or more.link, link_place=head.link_place or more.link_place,
            instance=head.instance or more.instance, ai=head.ai or more.ai, ai_place=head.ai_place or more.ai_place,
            spent=head.spent or more.spent, spent_in=head.spent_in or more.spent_in,
        )  # fmt: skip
        row.prose += told.prose
    return listed


def _same(row: Told, told: Told) -> bool:
    instances = {squash(one.head.instance) for one in (row, told) if one.head.instance}
    return squash(row.head.name) == squash(told.head.name) and len(instances) < 2
