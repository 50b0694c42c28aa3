"""What an attachment says of itself, as data (`corpora/papers/`): which paper it is, and label or pattern per fact."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

VALUE_KINDS = ("text", "name", "person", "date", "period", "code", "uscc", "money", "number", "level", "choice")


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One fact. `labels` stand before (or above) it; `patterns` find it in running text (group 1 is the fact).

    `kind` is one of VALUE_KINDS; `choices` (kind choice) map a value to patterns, the first found wins; `long`: the
    answer may run over several lines. Raises ValueError for an unknown kind or a broken pattern.
    """

    key: str
    title: str
    kind: str = "text"
    labels: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    long: bool = False

    def __post_init__(self) -> None:
        if self.kind not in VALUE_KINDS:
            raise ValueError(f"{self.key}：没有这种值“{self.kind}”")
        for pattern in (*self.patterns, *(p for found in self.choices.values() for p in found)):
            re.compile(pattern)


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """One sort of attachment; `kind` is the contract's.

    A paper is of this sort when `needed` of the `decisive` words (patterns) stand in it, `must` among them.
    `one_page`: it stands on one page, so that every page of a longer file is looked at (`patent[2].number`).
    `others` is a pattern of such papers that are not the applicant's (the accountants' licence behind their report).
    `repeat`: the facts stand as rows of a table (`patents[1].number`). A value is cut at a word of `stops`.
    """

    id: str
    kind: str
    title: str
    decisive: tuple[str, ...]
    needed: int
    facts: tuple[FactSpec, ...]
    stops: tuple[str, ...] = ()
    must: str = ""
    one_page: bool = False
    repeat: bool = False
    others: str = ""
