"""Archive: what the office granted before: titles with their awards, cancellations and bans, by company."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from model.place import Place
from model.text import squash

#: States of a title.
VALID, PROPOSED, DEMOTED, CANCELLED = "有效", "拟奖励", "降格", "取消"


@dataclass(frozen=True, slots=True)
class Award:
    """One row of the archive. `carrier` as printed (数字化车间 and 智能工厂 are titles of before 2025).

    Dates are ISO as precise as printed, "" unknown; `amount` in 万元, None unknown; `unread`: money may have been paid,
    but how much was not understood; `cause` is the article of a cancellation; `lowered_to` the carrier after a
    demotion; `barred_until` the end of a ban; `asked` the date of the request for re-review.
    """

    company: str
    uscc: str
    carrier: str
    place: Place
    project: str = ""
    granted: str = ""
    amount: Decimal | None = None
    state: str = VALID
    state_date: str = ""
    cause: str = ""
    lowered_to: str = ""
    barred_from: str = ""
    barred_until: str = ""
    asked: str = ""
    line: str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True)
class ArchiveHeads:
    """How offices head the columns of such a list: names by column, words and units (powers of ten of 元) of money."""

    heads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    money: tuple[str, ...] = ()
    no_money: tuple[str, ...] = ()
    units: dict[str, int] = field(default_factory=dict)
    usual: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """All rows. `version` is the hash of the file they came from; `problems` are rows left out (Chinese sentences)."""

    version: str
    awards: tuple[Award, ...]
    problems: tuple[str, ...] = ()

    def of(self, company: str, uscc: str) -> tuple[Award, ...]:
        """The rows of one company, oldest first: by credit code where both sides have one, else by name."""
        code, name = squash(uscc).upper(), squash(company)
        own = [a for a in self.awards if (a.uscc == code if a.uscc and code else bool(name) and a.company == name)]
        return tuple(sorted(own, key=lambda award: award.granted or "9999"))
