"""A-36: R&D spend and its share of the revenue, or R&D people and all people, do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.sentences import OWN
from check.case import Agreed, Answer, Case, NotChecked
from check.grade import grade
from check.nearest import Reading, find_ratio_reading
from check.registry import rule
from check.show import WAN, show_plain, show_range
from model.amount import Hedge, Interval
from model.finding import Cause, Severity
from model.submission import Claim, Field

YEARS = re.compile(
    r"(?:近|最近|过去)?(?:三|两|3|2|几)年(?:来|间|累计|合计|总)|累计|年均|20\d{2}年?[至—–~～-]+20\d{2}年"
)


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
        if over_years(case, ratio):
            continue
        if spend is None and revenue is not None:
            looked = True
            yield from against_statement(case, ratio, revenue)
            continue
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


def over_years(case: Case, ratio: Claim) -> bool:
    """近三年累计研发费用占同期收入的7.61%: a share of several years, not of one."""
    texts = (p.text for p in case.prose() if p.place.path == ratio.place.path and ratio.text in p.text)
    clauses = (re.split(r"[。；;\n]", text[: text.find(ratio.text)])[-1] + ratio.text for text in texts)
    return any(YEARS.search(clause) for clause in (ratio.text, *clauses))


def against_statement(case: Case, ratio: Claim, revenue: tuple[Claim | Field, Interval]) -> Iterator[Answer]:
    """The share told alone, against 研发费用 of the income statement: W beyond a quarter, for capitalised
    spending and that of the tax rules differ from it."""
    line = case.field(f"is.rd[{ratio.period}]")
    if line is None or line.amount is None or revenue[1].low <= 0 or line.amount.value <= 0:
        return
    share = (line.amount.interval / revenue[1]).scaled(100)
    told = ratio.amount.value / share.middle
    if grade(share, ratio.amount, points=True) is None or Decimal("0.8") <= told <= Decimal("1.25"):
        yield Agreed()
        return
    right = show_range(share, "%", ratio.amount.step)
    formula = f"{show_plain(round(line.amount.value / WAN, 2))}÷{show_plain(round(revenue[1].middle / WAN, 2))}"
    yield case.finding(
        f"“{ratio.text}”，按利润表研发费用除以收入，{formula}为{right}，相差较大，请核实（加计扣除、资本化口径可有差别）。",
        ratio,
        line,
        revenue[0],
        severity=Severity.W,
        expected=right,
        found=f"{show_plain(ratio.amount.value)}%",
    )


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
    series = case.series("main_revenue") or case.series("is.revenue")
    field = series.get(int(year)) if year.isdigit() else None
    if field and field.amount:
        return field, field.amount.interval
    told = next((c for c in claims if c.concept in ("main_revenue", "revenue", "sales") and c.period == year), None)
    return (told, told.amount.interval) if told and not told.relation else None
