"""One text with everything that was found in it: numbers, quantities, times, scopes, plans, and where clauses end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.claims.lists import Assigned, read_lists
from extract.claims.marks import Borders, Mark, MarkFinder
from extract.claims.mentions import Mention
from extract.claims.owners import OwnerFinder
from extract.claims.times import TimeTeller
from extract.flat import Flat
from extract.numbers import NumberSpan
from extract.pairs import Pair, find_pairs
from extract.periods import PeriodMark


@dataclass(frozen=True, slots=True)
class Prose:
    """`mute`: the text with times and scopes blanked out; `befores`, `afters`: pairs by their numbers' index."""

    flat: Flat
    numbers: Sequence[NumberSpan]
    mentions: Sequence[Mention]
    mute: str
    befores: dict[int, Pair]
    afters: dict[int, Pair]
    lists: dict[int, Assigned]
    borders: Borders
    times: TimeTeller
    scopes: Sequence[Mark]
    plans: Sequence[Mark]

    @property
    def text(self) -> str:
        return self.flat.text

    def between(self, start: int, stop: int) -> Sequence[Mention]:
        """The mentions that begin in [start, stop)."""
        low = bisect_right(self.mentions, start - 1, key=lambda m: m.start)
        return self.mentions[low : bisect_right(self.mentions, stop - 1, key=lambda m: m.start)]


def lay_out(
    flat: Flat,
    numbers: Sequence[NumberSpan],
    mentions: Sequence[Mention],
    periods: Sequence[PeriodMark],
    finder: MarkFinder,
    owners: OwnerFinder,
) -> Prose:
    """Everything of one text, ready to be resolved."""
    text = flat.text
    borders = Borders(text, numbers)
    starts = [m.start for m in mentions]
    named = [mark for mark in finder.scopes(text, numbers) if not _inside(mark, mentions, starts)]
    scopes = owners.settle(text, named)
    pairs = find_pairs(text, numbers)
    return Prose(
        flat,
        numbers,
        mentions,
        _muted(text, periods, scopes),
        {p.before: p for p in pairs},
        {p.after: p for p in pairs},
        read_lists(text, numbers, mentions, periods, borders),
        borders,
        TimeTeller(text, periods, borders),
        scopes,
        finder.plans(text),
    )


def _inside(mark: Mark, mentions: Sequence[Mention], starts: Sequence[int]) -> bool:
    """关键工序数控化率: 工序 is a part of the quantity's name."""
    index = bisect_right(starts, mark.start)
    mention = mentions[index - 1] if index else None
    return (
        mention is not None
        and mark.end <= mention.end
        and mention.concept.code not in ("lines", "workshops", "suppliers", "customers")
    )


def _muted(text: str, periods: Sequence[PeriodMark], scopes: Sequence[Mark]) -> str:
    """The text with times and scopes blanked out: they never name a quantity."""
    letters = list(text)
    for start, end in [*((p.start, p.end) for p in periods), *((s.start, s.end) for s in scopes)]:
        letters[start:end] = "\0" * (end - start)
    return "".join(letters)
