"""Scenes told twice, in the list of all and in the cards or texts of the same: one list."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from extract.free.scene_heads import Head, Told
from model.text import squash

#: A list of fewer scenes may be of some by chance.
_LISTED = 3
#: A name shortened to less says too little.
_SHORTEST = 4


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


def unite_told(tabled: list[Told], written: list[Told]) -> list[Told]:
    """A table that lists the scenes told below is no second set of them: the text below goes to its row."""
    if not tabled or not written:
        return tabled or written
    names, rows = [squash(t.head.name) for t in written], [squash(t.head.name) for t in tabled]
    if len(written) >= len(tabled) and set(rows) <= set(names):
        left = list(tabled)
        for told in written:
            match = next((t for t in left if squash(t.head.name) == squash(told.head.name)), None)
            if match is not None:
                left.remove(match)
                told.head = _with_row(told.head, match.head)
        return written
    if not any(_same_name(name, row) for name in names for row in rows):
        return tabled + written
    left, untold = list(written), list[Told]()
    for told in tabled:
        match = next((w for w in left if squash(w.head.name) == squash(told.head.name)), None)
        if match is None:
            untold.append(told)
            continue
        left.remove(match)
        _add_text(told, match)
    for short in list(left):
        meant = [told for told in untold if _same_name(squash(short.head.name), squash(told.head.name))]
        if len(meant) == 1:
            left.remove(short)
            untold.remove(meant[0])
            _add_text(meant[0], short)
    return tabled + left


def _with_row(head: Head, row: Head) -> Head:
    """What the list of scenes says of one beside the text that tells it."""
    if not head.link:
        head = replace(head, link=row.link, link_place=row.link_place)
    if not head.ai:
        head = replace(head, ai=row.ai, ai_place=row.ai_place)
    return head if head.spent else replace(head, spent=row.spent, spent_in=row.spent_in)


def _add_text(row: Told, below: Told) -> None:
    row.prose += below.prose
    row.head = replace(row.head, instance=row.head.instance or below.head.instance)


def _same_name(told: str, listed: str) -> bool:
    """One name, or the listed one shortened in the text below: 质量追溯 of 质量精准追溯."""
    signs = iter(listed)
    return told == listed or (len(told) >= _SHORTEST and all(sign in signs for sign in told))
