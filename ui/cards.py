"""Cards: the findings of a review in the order a reviewer reads them, folded ones under their root."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from model.finding import Finding, Outcome, Severity
from model.review import Decision, Review, fingerprint


@dataclass(slots=True)
class Card:
    """A finding on the screen; `folded` are findings that follow from it. `batch`: it compares several submissions."""

    rule: str
    finding: Finding
    fingerprint: str
    decision: Decision | None = None
    batch: bool = False
    folded: list[Card] = field(default_factory=list)

    @property
    def severity(self) -> Severity:
        return self.finding.severity


def build_cards(
    review: Review, decisions: Mapping[str, Decision], batch_outcomes: Sequence[Outcome] = ()
) -> list[Card]:
    """Root cards, gravest first; within a severity by rule. Batch findings count when they show one of our papers."""
    ours = {paper.file for paper in review.submission.papers}
    everything = [(outcome.rule, finding, False) for outcome in review.outcomes for finding in outcome.findings]
    for outcome in batch_outcomes:
        everything += [
            (outcome.rule, finding, True)
            for finding in outcome.findings
            if any(place.file in ours for place in finding.places)
        ]
    roots: list[Card] = []
    dependent: list[Card] = []
    seen: set[str] = set()
    for rule, finding, batch in everything:
        mark = fingerprint(rule, finding)
        if mark in seen:  # the same rule, fields and values twice: one card, one decision
            continue
        seen.add(mark)
        card = Card(rule, finding, mark, decisions.get(mark), batch)
        (roots if finding.folded_under is None else dependent).append(card)
    for card in dependent:
        root = _root_of(card, roots)
        (root.folded if root else roots).append(card)
    return sorted(roots, key=lambda card: (card.severity.rank, card.rule))


def _root_of(card: Card, roots: Sequence[Card]) -> Card | None:
    candidates = [root for root in roots if root.rule == card.finding.folded_under]
    about = set(card.finding.about)
    return next((root for root in candidates if about & set(root.finding.about)), candidates[0] if candidates else None)


def flatten(cards: Sequence[Card]) -> list[Card]:
    """All cards in reading order, each root followed by what is folded under it."""
    return [card for root in cards for card in (root, *root.folded)]


def next_open(cards: Sequence[Card], after: str | None) -> str | None:
    """Fingerprint of the next undecided root after the given card, going around the end; None when all are decided."""
    flat = flatten(cards)
    roots = {card.fingerprint for card in cards}
    start = next((n for n, card in enumerate(flat) if card.fingerprint == after), -1)
    for card in flat[start + 1 :] + flat[: start + 1]:
        if card.fingerprint in roots and card.decision is None:
            return card.fingerprint
    return None


def step_from(cards: Sequence[Card], current: str | None, step: int) -> str | None:
    """Fingerprint of the card `step` places on, staying within the list."""
    flat = flatten(cards)
    if not flat:
        return None
    here = next((n for n, card in enumerate(flat) if card.fingerprint == current), 0)
    return flat[min(max(here + step, 0), len(flat) - 1)].fingerprint
