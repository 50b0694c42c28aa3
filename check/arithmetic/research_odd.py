"""A-36: R&D spend and its share of the revenue, or R&D people and all people, do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.columns_beside import find_drawn_research
from check.arithmetic.sentences import OWN
from check.arithmetic.shares_told import is_research_share
from check.case import Agreed, Answer, Case, NotChecked, previous_year
from check.grade import grade, is_one_digit_off, is_swapped
from check.nearest import Reading, find_ratio_reading, find_reading, other_years
from check.once import sentence_ahead
from check.registry import rule
from check.show import WAN, show_amount, show_plain, show_range
from model.amount import Amount, Hedge, Interval
from model.finding import Cause, Severity
from model.submission import Claim, Field

YEARS = re.compile(
    r"(?:近|最近|过去)?(?:三|两|3|2|几)年(?:来|间|累计|合计|总)|累计|年均|20\d{2}年?[至—–~～-]+20\d{2}年"
)

#: ，2024年为3428万元: behind several years one of them is taken up.
ONE_YEAR = re.compile(r"[，,](?=(?:其中)?20\d{2}年(?!度?[至到—–~～-]))")


@rule("A-36")
def find_research_odd(case: Case) -> Iterator[Answer]:
    """R&D spend ÷ revenue against the stated share of the same year; the spend and the share against 研发费用 of the
    income statement; R&D people among all people."""
    looked = False
    claims = [c for c in case.submission.claims if not c.planned and c.scope in OWN and c.amount.comparable]
    for ratio in (c for c in claims if c.concept == "rd_ratio" and c.amount.unit == "%"):
        year = year_of(case, claims, ratio)
        spend = next((c for c in claims if is_spend(c) and c.period == year and near(c, ratio)), None)
        spend = spend or undated_spend(case, claims, ratio) or carried_spend(case, claims, ratio)
        revenues = revenues_of(case, claims, year)
        if over_years(case, ratio) or not revenues:
            continue
        if spend is None:
            looked = True
            yield from against_statement(case, ratio, year, revenues[0])
            continue
        looked = True
        shares = [((spend.amount.interval / found[1]).scaled(100), found) for found in revenues]
        misses = [grade(share, ratio.amount, points=True) for share, _ in shares]
        miss = misses[0]
        if any(m is None for m in misses) or miss is None:
            yield Agreed()
            continue
        expected, revenue = shares[0]
        right = show_range(expected, "%", ratio.amount.step)
        reading = find_ratio_reading(ratio.amount, expected, shares_of_years(case, spend, year))
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
    for claim in claims:
        if claim.concept != "rd_ratio" and is_research_share(case, claim):
            looked = True
            yield judge_share(case, claim)
    for answer in (*spends_differ(case, [c for c in claims if is_spend(c)]), *find_drawn_research(case)):
        looked = True
        yield answer
    for few, most in people_of(claims):
        looked = True
        if few.amount.value <= most.amount.value:
            yield Agreed()
        else:
            yield case.finding(f"“{few.text}”，多于“{most.text}”，请核实。", few, most)
    if not looked:
        raise NotChecked("正文没有可核对的研发投入占比或研发人员数，未核对。", Cause.NOTHING)


def judge_share(case: Case, claim: Claim) -> Answer:
    """研发费用527万元，占当年营业收入（14865.40万元）的5.18%: both sums stand in the sentence."""
    part, whole = (claim.share.part, claim.share.whole) if claim.share else (None, None)
    if part is None or whole is None:
        return Agreed()
    right = (part.interval / whole.interval).scaled(100)
    miss = grade(right, claim.amount, points=True)
    if miss is None:
        return Agreed()
    shown = show_range(right, "%", claim.amount.step)
    formula = f"{show_plain(part.value / WAN)}÷{show_plain(whole.value / WAN)}"
    return case.finding(
        f"“{claim.text}”，研发投入按{formula}应为{shown}，不一致，请核实。",
        claim,
        severity=miss.severity,
        tags=miss.tags,
        expected=shown,
        found=f"{show_plain(claim.amount.value)}%",
    )


def people_of(claims: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """R&D or technical people, with the sentence on all people."""
    staff = [c for c in claims if c.concept == "staff" and c.amount.hedge is Hedge.NONE]
    for few in (c for c in claims if c.concept in ("staff_rd", "staff_tech") and c.amount.hedge is Hedge.NONE):
        same = [c for c in staff if c.period == few.period or not c.period or not few.period]
        if same:
            yield few, max(same, key=lambda c: c.amount.value)


def is_spend(claim: Claim) -> bool:
    return claim.concept == "rd_spend" and not claim.relation and claim.amount.unit == "元"


def year_of(case: Case, claims: list[Claim], ratio: Claim) -> str:
    """The year of a share: its own, 上年's, or that of the only spend told beside it."""
    if ratio.period:
        return ratio.period
    last = previous_year(case)
    if last and re.search(r"上年|上一年|去年", ratio.text):
        return str(last)
    years = {c.period for c in claims if is_spend(c) and near(c, ratio)}
    return years.pop() if len(years) == 1 else ""


def spends_differ(case: Case, spends: list[Claim]) -> Iterator[Answer]:
    """W: a year's spend against 研发费用. Beyond a quarter, for what the tax rules count and what is capitalised differ
    from it; at all, where the book takes the line itself for another year, or two digits changed places."""
    pairs = [(c, f) for c in spends if c.period.isdigit() and (f := case.field(f"is.rd[{c.period}]")) and f.amount]
    judged = [(c, f, f.amount, grade(f.amount.interval, c.amount)) for c, f in pairs if f.amount]
    own = any(miss is None for *_, miss in judged)
    for claim, line, right, miss in judged:
        near_enough = right.value > 0 and Decimal("0.8") <= claim.amount.value / right.value <= Decimal("1.25")
        if (
            miss is None
            or (near_enough and not own and not is_line(claim) and not mistyped(claim.amount, right))
            or miss.severity is Severity.I
        ):
            yield Agreed()
            continue
        reading = find_reading(claim.amount, right, other_years(case.series("is.rd"), int(claim.period)))
        told = show_amount(right.value, "元")
        yield case.finding(
            f"“{claim.text}”，{claim.period}年利润表研发费用为{told}，不一致{reading.said if reading else ''}，"
            "请核实（加计扣除、资本化口径可有差别）。",
            claim,
            line,
            severity=Severity.W,
            tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
            expected=told,
            found=show_amount(claim.amount.value, "元"),
        )


def is_line(claim: Claim) -> bool:
    """研发费用, the very name of the line, told to the last digit of ten thousand."""
    named = "研发费用" in claim.text and not re.search(r"加计|资本化|投入|归集|专账|其中", claim.text)
    return named and claim.amount.hedge is Hedge.NONE and claim.amount.step <= WAN


def over_years(case: Case, ratio: Claim) -> bool:
    """近三年累计研发费用占同期收入的7.61%: a share of several years, not of one."""
    texts = (p.text for p in case.prose() if p.place.path == ratio.place.path and ratio.text in p.text)
    clauses = (sentence_ahead(text, text.find(ratio.text)) + ratio.text for text in texts)
    return any(YEARS.search(ONE_YEAR.split(clause)[-1]) for clause in (ratio.text, *clauses))


def undated_spend(case: Case, claims: list[Claim], ratio: Claim) -> Claim | None:
    """研发费用980万元，占上年销售收入的6.1%: a spend without a year, and its share in the next clause."""
    for text in (p.text for p in case.prose() if p.place.path == ratio.place.path and ratio.text in p.text):
        ahead = sentence_ahead(text, text.find(ratio.text)).rstrip("，, ")
        for claim in claims:
            if is_spend(claim) and not claim.period and near(claim, ratio) and ahead.endswith(claim.text):
                return claim
    return None


def carried_spend(case: Case, claims: list[Claim], ratio: Claim) -> Claim | None:
    """近三年研发费用累计9,323万元，2024年为3,428万元，占主营业务收入4.6%: the sum of that year, named before it."""
    for text in (p.text for p in case.prose() if p.place.path == ratio.place.path and ratio.text in p.text):
        clause = sentence_ahead(text, text.find(ratio.text))
        last = ONE_YEAR.split(clause)[-1].rstrip("，, ")
        if "研发" not in clause or len(last) == len(clause):
            continue
        for claim in claims:
            bare = claim.amount.unit == "元" and not claim.concept and not claim.relation and near(claim, ratio)
            if bare and claim.period == ratio.period and last.endswith(claim.text):
                return claim
    return None


def mistyped(stated: Amount, right: Amount) -> bool:
    return is_swapped(right.interval, stated) or is_one_digit_off(right.interval, stated)


def against_statement(case: Case, ratio: Claim, year: str, revenue: tuple[Claim | Field, Interval]) -> Iterator[Answer]:
    """The share told alone, against 研发费用 of the income statement: W beyond a quarter, for capitalised
    spending and that of the tax rules differ from it."""
    line = case.field(f"is.rd[{year}]")
    if line is None or line.amount is None or line.amount.value <= 0:
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


def revenues_of(case: Case, claims: list[Claim], year: str) -> list[tuple[Claim | Field, Interval]]:
    """Revenue of the year, of any kind that the share may be of: from the table, the statement, else from the prose."""
    series = (case.series(key) for key in ("main_revenue", "is.revenue", "is.main_revenue"))
    found = [(f, f.amount) for one in series if year.isdigit() and (f := one.get(int(year))) and f.amount]
    cell, last = case.field("sales_prev"), previous_year(case)
    if not found and cell and cell.amount and year == str(last):
        found = [(cell, cell.amount)]
    lines: list[tuple[Claim | Field, Interval]] = [(f, a.interval) for f, a in found if a.interval.low > 0]
    told = next((c for c in claims if c.concept in ("main_revenue", "revenue", "sales") and c.period == year), None)
    if not lines and told and not told.relation and told.amount.interval.low > 0:
        lines = [(told, told.amount.interval)]
    return lines
