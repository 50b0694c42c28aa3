"""A-38: one quantity of the company told twice with different numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from check.arithmetic.sentences import OWN
from check.case import Agreed, Answer, Case, NotChecked
from check.nearest import find_reading
from check.registry import rule
from model.amount import Hedge
from model.finding import Cause, Severity
from model.submission import Claim

#: The company as it was once.
FIRST_DAYS = re.compile(r"之初|初期|最初|起步|创立|创办|成立时|建厂时|原有|当时|前身")


@rule("A-38")
def find_repeated_number(case: Case) -> Iterator[Answer]:
    """One quantity of the company told twice with different numbers: money of one year, staff without a year."""
    told: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in case.submission.claims:
        known = claim.concept in case.param("concepts") and claim.scope in OWN and not claim.relation
        known = known and not FIRST_DAYS.search(claim.text)
        dated = claim.period.isdigit() or (claim.concept == "staff" and claim.period == "")
        if known and dated and not claim.planned and claim.amount.comparable and claim.amount.hedge is not Hedge.PEAK:
            told[claim.concept, claim.period, claim.amount.unit].append(claim)
    several = {key: claims for key, claims in told.items() if len({c.place.path + c.text for c in claims}) > 1}
    if not several:
        raise NotChecked("没有同一年同一指标在两处写明的数，未核对。", Cause.NOTHING)
    for (concept, _, _), claims in several.items():
        first = claims[0]
        other = next((c for c in claims[1:] if not c.amount.claimed.meets(first.amount.claimed)), None)
        if other is None:
            yield Agreed()
            continue
        reading = find_reading(other.amount, first.amount)
        yield case.finding(
            f"“{first.text}”与“{other.text}”所述为同一指标，两处不一致{reading.said if reading else ''}，请核实。",
            first,
            other,
            severity=Severity.W if concept == "staff" else None,
            tags=(reading.tag,) if reading else (),
            expected=first.text,
            found=other.text,
        )
