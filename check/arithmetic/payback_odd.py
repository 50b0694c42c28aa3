"""A-25: the yearly saving told pays the investment back sooner or later than works usually do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.show import show_plain
from model.finding import Cause, Severity
from model.submission import Claim


@rule("A-25")
def find_payback_odd(case: Case) -> Iterator[Answer]:
    """Investment ÷ yearly saving: under 0.3 or over 15 years; a stated payback that the two do not give."""
    cost = next((f for key in case.param("costs") if (f := case.field(key)) and f.amount), None)
    savings = [c for c in case.submission.claims if is_yearly_saving(c)]
    if cost is None or cost.amount is None or not savings:
        raise NotChecked("正文没有写明年节约额，或没有填写投资，未推算回收期。", Cause.NOTHING)
    largest = max(savings, key=lambda c: c.amount.value)
    years = cost.amount.interval / largest.amount.interval
    low, high = (Decimal(str(end)) for end in case.param("years"))
    if low <= years.high and years.low <= high:
        yield Agreed()
        return
    middle = show_plain(round(years.middle, 2))
    yield case.finding(
        f"{case.say(cost)}，正文称“{largest.text}”，推算回收期约{middle}年，不在常见的{low}～{high}年之内，请核实。",
        cost,
        largest,
        severity=Severity.I if years.low > high else None,  # the saving told may be one of several
        found=f"{middle}年",
    )


def is_yearly_saving(claim: Claim) -> bool:
    yearly = re.search(r"年(?:均|可)?(?:直接)?(?:节|降|增|创)|每年|年度", claim.text) is not None
    return claim.concept == "saving" and claim.amount.unit == "元" and yearly and claim.amount.interval.low > 0
