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
class Claim:
    """One number that the prose states, with what it speaks of (crosschecks.md §1).

    `concept` from the glossary ("" unknown), `subject` the words that name it (其 and ellipsis resolved);
    `scope`: company | line | workshop | process | scene | product | group | other (another company) | industry |
    national | "". `period`: `2024`, `2025H1`, `2024Q1`, `2024Q1-3`, `2024-06`, a span `2022/2024`, before, after,
    cumulative, last_year or recent3 where the year of report is unknown, "" unsaid; `since` is the date behind `after`.
    `relation`: "" a level; `change` an amount of it (提高 12%, 减少 3人), with `direction` +1 rise, -1 fall, 0 unsaid;
    `ratio` how many times what was (为原来的 2.5倍, 翻一番); `share` a part of a whole. `base`: the period a change is
    measured from, `industry` for an average of others. `operands`: (part, whole) of a share, (before, after) of a
    change, where the text states them. `parts`: which words gave which part.
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


@dataclass(frozen=True, slots=True)
class Change:
    """由 before 变为 after, with the percentage claimed beside it, if any.

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
