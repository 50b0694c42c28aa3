"""Claims by the sentence they stand in: what is said in one breath speaks of one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from check.case import Case
from model.submission import Claim

#: The scopes of a claim that speaks of the whole company.
OWN = ("", "company")
END = re.compile(r"[。；;！？\n]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the applicant with the claims in it, in their order; plans and vague numbers are left out."""

    text: str
    claims: tuple[Claim, ...]


def sentences(case: Case) -> Iterator[Sentence]:
    """Every sentence that states at least two comparable numbers."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.submission.claims:
        if not claim.planned and claim.amount.comparable:
            claims[claim.place.path].append(claim)
    for passage in case.prose():
        waiting = claims.get(passage.place.path, [])
        for text in filter(None, END.split(passage.text)):
            inside = tuple(claim for claim in waiting if claim.text in text)
            if len(inside) > 1:
                yield Sentence(text, inside)
