"""A-17: a growth told with a minus (增幅为-9.4%) of a quantity that rose, between its ends or in its columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from check.arithmetic.growth import year_told
from check.arithmetic.growth_told import is_growth, pairs_of
from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.evidence import spot
from check.prose.comparable import YEAR
from check.show import show_percent, show_stated
from model.amount import Amount
from model.finding import Severity
from model.submission import Claim, Field


def find_negative_growth(case: Case) -> Iterator[Answer]:
    """E: the minus says fall where the two numbers say rise. 增幅为-9.4% of what fell is how a fall may be told."""
    beside = Beside.of(case.submission)
    for claim in case.submission.claims:
        minus = claim.relation == "change" and claim.direction > 0 and claim.amount.value < 0
        if not minus or claim.amount.unit not in ("%", "百分点") or claim.planned or not claim.amount.comparable:
            continue
        changes = [one for one in beside.changes_of(claim) if one.claim == claim.amount and one.target]
        columns = columns_of(case, claim) if not changes else []
        ends = [(one.before, one.after) for one in changes]
        ends += [(a.amount, b.amount) for a, b in columns if a.amount and b.amount]
        if not ends:
            continue
        if not all(rises(before, after) for before, after in ends):
            yield Agreed()
            continue
        before, after = ends[0]
        stated = show_stated(claim.amount)
        right = show_percent((after.value - before.value) / before.value * 100)
        yield case.finding(
            f"“{claim.text}”写作{stated}，为下降，而{show_stated(before)}变为{show_stated(after)}是上升，"
            "两者不一致，请核实。",
            claim,
            *(field for pair in columns[:1] for field in pair),
            severity=Severity.E,
            about=(spot(claim), *(spot(one) for one in changes)),
            expected=right,
            found=stated,
        )


def rises(before: Amount, after: Amount) -> bool:
    return before.unit == after.unit and before.value > 0 and before.interval.high < after.interval.low


def columns_of(case: Case, claim: Claim) -> list[tuple[Field, Field]]:
    """The columns of the year that the growth is told of, by the quantities that A-16 asks."""
    asked: dict[str, Any] = next((one.params["told"] for one in case.reference.rules if one.id == "A-16"), {})
    year = year_told(case, claim)
    if not YEAR.fullmatch(year) or not is_growth(claim):
        return []
    series = (case.series(key) for key in asked.get(claim.concept, ()))
    return [pair for one in series for pair, _ in pairs_of(one, int(year[:4]), claim)]
