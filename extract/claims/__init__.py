"""Claims: the numbers that prose states, with what they speak of; and changes 由 a 变为 b (crosschecks.md §1).

A spaCy pipeline over `blank("zh")` (no model download) marks the quantities; `resolve` then gives every number its
concept, relation, scope, period and plan, each with the words that say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import spacy
from spacy.language import Language

from extract.changes import PLANS, find_changes
from extract.claims.mentions import MarkConcepts, read_mentions
from extract.claims.prose import lay_out
from extract.claims.resolve import Resolver
from extract.claims.tables import ProseTable, read_table
from extract.claims.united import share_units
from extract.flat import flatten
from extract.numbers import NumberReader
from extract.periods import find_periods
from model.amount import Amount
from model.reference import Concept, Lexicons
from model.submission import Change, Claim, Passage
from model.wording import EARLIER_BOOK

#: The chapter that tells of spreading what is there, as well as of plans; what a company is rather than does.
WIDE = ("promote_plan",)
STOCKS = ("staff", "staff_rd", "capacity", "assets")
_EARLIER = re.compile(EARLIER_BOOK)
#: A number without a unit states something only at the end of its clause: 设备总数为120，.
_NOT_BARE = re.compile(r"[^,，。;；、)）\n!?！？]")


class ClaimReader:
    """Reads passages with the lexicons of one reference; `report_year` is the year of declaration (去年 is before),
    `own` the applicant's name."""

    def __init__(
        self, lexicons: Lexicons, numbers: NumberReader, report_year: int | None = None, own: str = ""
    ) -> None:
        self._lexicons = lexicons
        self._numbers = numbers
        self._report_year = report_year
        self._concepts = {concept.code: concept for concept in lexicons.concepts}
        self._resolver = Resolver(lexicons, own)

    def amount(self, text: str) -> Amount | None:
        """The amount that a text is, from end to end; None where it is anything else."""
        spans = self._numbers.find(text, bare=True)
        whole = len(spans) == 1 and (spans[0].start, spans[0].end) == (0, len(text))
        return spans[0].amount if whole else None

    def read_tables(self, tables: Sequence[ProseTable]) -> tuple[tuple[Claim, ...], tuple[Change, ...]]:
        """All claims and changes of tables that stand in the prose; what was declared in another year is another's."""
        found = [read_table(self, table) for table in tables if not _EARLIER.search(table.caption)]
        return tuple(c for claims, _ in found for c in claims), tuple(c for _, changes in found for c in changes)

    def read(self, passages: Sequence[Passage]) -> tuple[tuple[Claim, ...], tuple[Change, ...]]:
        """All claims and changes of the passages, in reading order."""
        claims: list[Claim] = []
        changes: list[Change] = []
        flats = [flatten(passage.text) for passage in passages]
        docs = _marking(self._lexicons.concepts).pipe(flat.text for flat in flats)
        for passage, flat, doc in zip(passages, flats, docs, strict=True):
            text = flat.text
            periods = find_periods(text, self._report_year)
            dated = bytearray(len(text) + 1)
            for mark in periods:
                if mark.kind != "state":
                    dated[mark.start : mark.end] = b"1" * (mark.end - mark.start)
            spans = [n for n in self._numbers.find(text, bare=True) if not dated[n.inner[0]]]
            numbers = [n for n in share_units(text, spans) if not (n.bare and _NOT_BARE.match(text, n.end))]
            united = [n for n in numbers if not n.bare]
            changes += find_changes(passage, flat, united, self._lexicons)
            finders = self._resolver.finder, self._resolver.owners
            prose = lay_out(flat, numbers, read_mentions(doc, self._concepts), periods, *finders)
            found = self._resolver.resolve(passage, prose, passage.key.startswith(PLANS))
            wide = passage.key.startswith(WIDE)
            claims += (replace(c, planned=False) if self._is_past(c) or (wide and is_stock(c)) else c for c in found)
        return tuple(claims), tuple(changes)

    def _is_past(self, claim: Claim) -> bool:
        """A level of a year before the declaration, told in a chapter of plans without a word of planning."""
        past = self._report_year is not None and claim.period.isdigit() and int(claim.period) < self._report_year
        return claim.planned and past and not any(part.role == "plan" for part in claim.parts)


@lru_cache(maxsize=2)
def _marking(concepts: tuple[Concept, ...]) -> Language:
    """The pipeline that marks these quantities; building it takes as long as reading the claims of a book."""
    nlp = spacy.blank("zh")
    marker = nlp.add_pipe("concepts")
    assert isinstance(marker, MarkConcepts)
    marker.teach(concepts)
    return nlp


def is_stock(claim: Claim) -> bool:
    """What the company is, told in the chapter on spreading the scene without a word of planning: 公司上下286名员工."""
    level = not claim.relation and claim.concept in STOCKS and claim.scope in ("", "company")
    return claim.planned and level and "公司" in claim.text and not any(part.role == "plan" for part in claim.parts)
