"""Regime: the law of one province and year: dated values, conditions of each carrier, limits; every row cites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from model.rule import Citation

#: Ascending; a carrier's place in it is its level.
CARRIERS = ("优秀场景", "基础级", "先进级", "卓越级", "领航级")


@dataclass(frozen=True, slots=True)
class Term:
    """One value of the law. `value` is None where the law of this regime says nothing, or not yet (`note` says why).

    `carrier`: for this carrier only ("" for all). `since`, `until`: ISO days between which it holds ("" open).
    """

    key: str
    value: Any
    document: str
    article: str
    quote: str = ""
    carrier: str = ""
    since: str = ""
    until: str = ""
    note: str = ""

    @property
    def citation(self) -> Citation:
        return Citation(self.document, self.article, self.quote)

    @property
    def source(self) -> str:
        """For a sentence: the article, behind its document where it says nothing by itself (2, 四(四))."""
        if self.article.startswith(("第", "附件")):
            return self.article
        return f"“{self.document}”{f'第{self.article}点' if self.article.isdigit() else self.article}"

    def holds(self, carrier: str, day: str) -> bool:
        """Whether it speaks of this carrier on this ISO day ("" : any day)."""
        return self.carrier in ("", carrier) and not (day and (day < self.since or (self.until and day > self.until)))


@dataclass(frozen=True, slots=True)
class Condition:
    """A row of the eligibility table of one carrier: what is required, where it is written, which rule answers it."""

    carrier: str
    rule: str
    title: str
    required: str
    document: str
    article: str
    quote: str

    @property
    def citation(self) -> Citation:
        return Citation(self.document, self.article, self.quote)


@dataclass(frozen=True, slots=True)
class Regime:
    """The law that a batch is judged by. `lineage`: its own name, then those it is based on.

    `informative`: a draft; findings under it are remarks. Terms and conditions stand own first, then inherited.
    `rules`: those that its own data calls for, whatever regimes the catalogue wrote them for.
    """

    name: str
    title: str
    province: str = ""
    lineage: tuple[str, ...] = ()
    informative: bool = False
    terms: tuple[Term, ...] = ()
    conditions: tuple[Condition, ...] = ()
    rules: frozenset[str] = frozenset()

    def term(self, key: str, carrier: str = "", day: str = "") -> Term | None:
        """The term in force: the nearest regime's, there the one for this very carrier first; None when unwritten."""
        for found in self._holding(key, carrier, day):
            return found
        return None

    def _holding(self, key: str, carrier: str, day: str) -> Iterator[Term]:
        same = [term for term in self.terms if term.key == key and term.holds(carrier, day)]
        yield from same

    def with_home(self, home: Regime) -> Regime:
        """This law with what the applicant's own province adds to it; where both speak of one thing, this one holds."""
        own = {term.key for term in self.terms}
        added = tuple(term for term in home.terms if term.key not in own)
        lineage = (*self.lineage, home.name)
        return replace(self, lineage=lineage, terms=(*self.terms, *added), rules=self.rules | home.rules)

    def conditions_of(self, carrier: str) -> tuple[Condition, ...]:
        """The rows of a carrier; a rule that stands twice keeps its first (nearest) row."""
        rows: dict[str, Condition] = {}
        for condition in self.conditions:
            if condition.carrier == carrier:
                rows.setdefault(condition.rule, condition)
        return tuple(row for row in rows.values() if row.required)


#: A reference without law of its own, for tests of single rules.
NO_LAW = Regime("", "")
