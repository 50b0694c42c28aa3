"""What the prose states as it is, no plan and no change of it: levels, and the exact ones of today."""

from __future__ import annotations

from collections.abc import Sequence

from check.beside import Beside
from check.case import Case
from model.amount import Hedge
from model.submission import Claim


def is_level(claim: Claim) -> bool:
    """Whether it states how much there is, however roughly: no change, no share, no plan, nothing vague."""
    return not claim.relation and not claim.planned and claim.amount.comparable


def is_exact(claim: Claim) -> bool:
    """Whether it states how much there is today, without a hedge."""
    plain = claim.amount.hedge is Hedge.NONE and not claim.relation and not claim.planned
    return plain and claim.period != "before"


def is_exact_count(claim: Claim) -> bool:
    return claim.amount.count and is_exact(claim)


def exact_counts(case: Case, *concepts: str, prefix: str = "") -> list[Claim]:
    """The exact counts of these quantities, and of those whose code starts with `prefix`."""
    return [claim for claim in Beside.of(case.submission).claims_of(concepts, prefix) if is_exact_count(claim)]


def only_one(claims: Sequence[Claim]) -> Claim | None:
    """The first of them where all tell one value."""
    return claims[0] if len({claim.amount.value for claim in claims}) == 1 else None
