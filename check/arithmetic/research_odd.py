"""A-36: R&D spend and its share of the revenue, or R&D people and all people, do not fit."""

from __future__ import annotations

from collections.abc import Iterator

from check.arithmetic.sentences import OWN
from check.case import Agreed, Answer, Case, NotChecked
from check.grade import grade
from check.nearest import Reading, find_ratio_reading
from check.registry import rule
from check.show import WAN, show_plain, show_range
from model.amount import Hedge, Interval
from model.finding import Cause
from model.submission import Claim, Field


@rule("A-36")
def find_research_odd(case: Case) -> Iterator[Answer]:
    """R&D spend ÷ revenue against the stated share of the same year; R&D people among all people."""
    looked = False
    claims = [c for c in case.submission.claims if not c.planned and c.scope in OWN and c.amount.comparable]
    for ratio in (c for c in claims if c.concept == "rd_ratio" and c.amount.unit == "%"):
        spend = next(
            (c for c in claims if c.concept == "rd_spend" and c.period == ratio.period and near(c, ratio)), None
        )
        revenue = revenue_of(case, claims, ratio.period)
        if spend is None or revenue is None or revenue[1].low <= 0:
            continue
        looked = True
        expected = (spend.amount.interval / revenue[1]).scaled(100)
        miss = grade(expected, ratio.amount, points=True)
        if miss is None:
            yield Agreed()
            continue
        right = show_range(expected, "%", ratio.amount.step)
        reading = find_ratio_reading(ratio.amount, expected, shares_of_years(case, spend, ratio.period))
        formula = f"{show_plain(spend.amount.value / WAN)}÷{show_plain(round(revenue[1].middle / WAN, 2))}"
        yield case.finding(
            f"“{ratio.text}”，按“{spend.text}”除以收入，{formula}应为{right}，不一致{reading.said if reading else ''}，"
            "请核实。",
            ratio,
            spend,
            revenue[0],
            severity=miss.severity,
            tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
            expected=right,
            found=f"{show_plain(ratio.amount.value)}%",
        )
    staff = [c for c in claims if c.concept == "staff" and c.amount.hedge is Hedge.NONE]
    for few in (c for c in claims if c.concept in ("staff_rd", "staff_tech") and c.amount.hedge is Hedge.NONE):
        same = [c for c in staff if c.period == few.period or not c.period or not few.period]
        if not same:
            continue
        looked = True
        most = max(same, key=lambda c: c.amount.value)
        if few.amount.value <= most.amount.value:
            yield Agreed()
        else:
            yield case.finding(f"“{few.text}”，多于“{most.text}”，请核实。", few, most)
    if not looked:
        raise NotChecked("正文没有可核对的研发投入占比或研发人员数，未核对。", Cause.NOTHING)


def shares_of_years(case: Case, spend: Claim, year: str) -> Iterator[Reading]:
    """The spend over the revenue of another year."""
    for other, field in case.series("main_revenue").items():
        if str(other) != year and field.amount and field.amount.interval.low > 0:
            share = (spend.amount.interval / field.amount.interval).scaled(100)
            told = f"{show_plain(spend.amount.value / WAN)}÷{show_plain(field.amount.value / WAN)}"
            shown = show_plain(round(share.middle, 2))
            yield Reading("other_year", f"与按{other}年收入算得的相符", f"{told}＝{shown}%", share)


def near(one: Claim, other: Claim) -> bool:
    return one.place.path == other.place.path


def revenue_of(case: Case, claims: list[Claim], year: str) -> tuple[Claim | Field, Interval] | None:
    """Revenue of the year from the table, else from the prose."""
    field = case.series("main_revenue").get(int(year)) if year.isdigit() else None
    if field and field.amount:
        return field, field.amount.interval
    told = next((c for c in claims if c.concept in ("main_revenue", "revenue", "sales") and c.period == year), None)
    return (told, told.amount.interval) if told and not told.relation else None
