"""Claims and changes by the sentence or table they stand in: what is said in one breath speaks of one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from check.case import Case
from check.once import BOOKS, Same, kept
from model.submission import Change, Claim, Passage
from model.text import half_width

#: The scopes of a claim that speaks of the whole company.
OWN = ("", "company")
END = re.compile(r"[。；;！？\n]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the applicant with the claims in it, in their order; plans and vague numbers are left out."""

    text: str
    claims: tuple[Claim, ...]


def sentences(case: Case, least: int = 2) -> tuple[Sentence, ...]:
    """Every sentence that states at least two (`least`) comparable numbers."""
    told = _sentences(Same(case.submission.claims, case.submission.passages))
    return tuple(sentence for sentence in told if len(sentence.claims) >= least)


@kept(BOOKS)
def _sentences(prose: Same) -> tuple[Sentence, ...]:
    return tuple(_tell(*prose.parts))


def _tell(told: tuple[Claim, ...], passages: tuple[Passage, ...]) -> Iterator[Sentence]:
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in told:
        if not claim.planned and claim.amount.comparable:
            claims[claim.place.path].append(claim)
    for passage in passages:
        waiting = claims.get(passage.place.path, [])
        folded = half_width(passage.text) if waiting else ""  # as long as the text itself
        start = 0
        for end in (*(hit.start() for hit in END.finditer(passage.text)), len(passage.text)) if waiting else ():
            inside = tuple(claim for claim in waiting if claim.text in folded[start:end])
            if inside:
                yield Sentence(passage.text[start:end], inside)
            start = end + 1


#: A cell of a drawn table: its place up to the row.
CELL = re.compile(r"(?P<table>.*t\d+)/r\d+c\d+(?:/|$)")


def changes_together(case: Case) -> Iterator[list[Change]]:
    """The changes of one sentence, or of one drawn table, where there are two and more."""
    told: dict[tuple[str, str], list[Change]] = defaultdict(list)
    texts = {passage.place.path: half_width(passage.text) for passage in case.submission.passages}
    for change in case.submission.changes:
        path = change.place.path
        text = texts.get(path, "")
        at = text.find(change.text)
        if at < 0:
            cell = CELL.match(path)
            told[cell["table"] if cell else path, ""].append(change)
            continue
        start = max((hit.end() for hit in END.finditer(text, 0, at)), default=0)
        told[path, str(start)].append(change)
    for changes in told.values():
        if len(changes) > 1:
            yield changes
