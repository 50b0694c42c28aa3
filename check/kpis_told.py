"""The indicators of the effect wherever the book tells them: cells of the form's own table, else claims of the prose
and of tables drawn in it. Forms that print no such table (GS-03, GS-04) are asked about them all the same."""

from __future__ import annotations

import re
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
        times = claim.amount.unit == "倍"
        kpi = risen_times(case, claim) if times else known.get(claim.concept)
        if kpi is None or kpi.code in seen or claim.amount.unit not in ("%", "倍") or not claim.amount.comparable:
            continue
        own = not claim.planned and claim.scope in ("", "company", "line") and claim.period in ("", "after")
        risen = claim.relation == "change" and claim.direction == SIGN.get(kpi.kind)
        if own and (not claim.relation if kpi.kind == "level" else risen):
            seen.add(kpi.code)
            yield kpi, claim, claim.amount.value * (100 if times else 1)


def risen_times(case: Case, claim: Claim) -> Kpi | None:
    """库存周转率提升1.8倍: an indicator that rises, by its bare name; to so many times is no rise by them."""
    if claim.relation != "change" or claim.direction <= 0 or TO.search(claim.text):
        return None
    rising = (kpi for kpi in case.reference.kpis if kpi.kind == "increase" and kpi.unit == "%")
    return next((kpi for kpi in rising if kpi.label.partition("提升")[0] in claim.text), None)


TO = re.compile(r"[到至为]的?[^\d]{0,3}\d[\d.]*倍|\d倍以[上内]|的\d[\d.]*倍")


def say_indicator(case: Case, told: Field | Claim) -> str:
    return f"正文“{told.text}”" if isinstance(told, Claim) else case.say(told)
