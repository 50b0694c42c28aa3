"""Claim: a number that prose states, and Change: 由…变为…, each with what it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from model.amount import Amount
from model.place import Place


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """Words that gave one part of a claim: number | unit | hedge | concept | scope | period | base | verb | plan.

    `start` and `end` are characters of the passage's text.
    """

    role: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """What a percentage is a share of: 868.5万元占总投资的68.5%.

    `part`, `whole`: the amounts where the sentence states them; `beside`: amounts of the part's unit told before it,
    nearest first (the share may be of their sum); `of`: the concept code of the whole ("" unknown), `words` its words.
    """

    part: Amount | None = None
    whole: Amount | None = None
    of: str = ""
    words: str = ""
    beside: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One number that the prose states, with what it speaks of (crosschecks.md §1).

    `concept` from the glossary ("" unknown), `subject` the words that name it (其 and ellipsis resolved);
    `scope`: company | line | workshop | process | scene | product | group | other (another company) | industry |
    national | "". `period`: `2024`, `2025H1`, `2024Q1`, `2024Q1-3`, `2024-06`, a span `2022/2024`, before, after,
    cumulative, last_year or recent3 where the year of report is unknown, "" unsaid; `since` is the date behind `after`.
    `relation`: "" a level; `change` an amount of it (提高 12%, 减少 3人), with `direction` +1 rise, -1 fall, 0 unsaid;
    `ratio` how many times what was (为原来的 2.5倍, 翻一番); `share` a part of a whole. `base`: the period a change is
    measured from, `industry` for an average of others. `operands`: (part, whole) of a share, (before, after) of a
    change, where the text states them. `parts`: which words gave which part. `share`: part
    and whole of a percentage that is one of the other, wherever they stand.
    """

    text: str
    concept: str
    amount: Amount
    place: Place
    scope: str = ""
    period: str = ""
    planned: bool = False
    relation: str = ""
    direction: int = 0
    base: str = ""
    subject: str = ""
    since: str = ""
    operands: tuple[Amount, ...] = ()
    parts: tuple[ClaimPart, ...] = ()
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """由 before 变为 after, with the percentage claimed beside it, if any; `delta`: the difference told beside it, in
    the unit of the two (由33人减到15人，省下18人).

    `direction`: +1 rise, -1 fall, 0 unsaid. `target` is False where the text says 减少了 (a delta), True for 减少到.
    """

    text: str
    subject: str
    before: Amount
    after: Amount
    place: Place
    claim: Amount | None = None
    direction: int = 0
    target: bool = True
    planned: bool = False
    delta: Amount | None = None
