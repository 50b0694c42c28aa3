"""The indicators of the effect wherever the book tells them: cells of the form's own table, else claims of the prose
and of tables drawn in it. Forms that print no such table (GS-03, GS-04) are asked about them all the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.percent_scale import filled_kpis, prints_kpis
from check.case import Case, NotChecked
from model.finding import Cause
from model.reference import Kpi
from model.submission import Claim, Field

#: One indicator: what it is, where it stands, its value.
Indicator = tuple[Kpi, Field | Claim, Decimal]
SIGN = {"increase": 1, "reduction": -1}


def indicators_of(case: Case) -> list[Indicator]:
    """Raises NotChecked where the book tells none."""
    if prints_kpis(case):
        return [*filled_kpis(case)]
    if told := list(told_indicators(case)):
        return told
    raise NotChecked("书中没有读到整体成效指标，无法核对。", Cause.NOTHING)


def told_indicators(case: Case) -> Iterator[Indicator]:
    """Of each indicator the first telling of the works as they are now, or of their line."""
    known = {f"kpi.{kpi.code}": kpi for kpi in case.reference.kpis}
    seen = set[str]()
    for claim in case.submission.claims:
        kpi = known.get(claim.concept)
        if kpi is None or kpi.code in seen or claim.amount.unit != "%" or not claim.amount.comparable:
            continue
        own = not claim.planned and claim.scope in ("", "company", "line") and claim.period in ("", "after")
        risen = claim.relation == "change" and claim.direction == SIGN.get(kpi.kind)
        if own and (not claim.relation if kpi.kind == "level" else risen):
            seen.add(kpi.code)
            yield kpi, claim, claim.amount.value


def say_indicator(case: Case, told: Field | Claim) -> str:
    return f"正文“{told.text}”" if isinstance(told, Claim) else case.say(told)
