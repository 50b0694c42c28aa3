"""A-02: the profit margin fits none of the profits of the income statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.gross_margin import SOLD, gross_of, gross_reading
from check.arithmetic.ratio_differs import number, told
from check.arithmetic.sentences import OWN
from check.case import Agreed, Answer, Case, Skipped, previous_year
from check.exact import is_level
from check.finance.owners_mixed import find_owners_mixed, quotients_of
from check.grade import grade, softest
from check.nearest import Reading, find_ratio_reading
from check.registry import rule
from check.show import show_amount, show_field, show_percent, show_range
from model.amount import Amount, Interval, Miss
from model.finding import Severity
from model.submission import Claim, Field

PROFITS = {"is.total_profit": "利润总额", "is.net_profit": "净利润", "is.op_profit": "营业利润"}
#: 利润总额与销售额之比为12.4%.
QUOTIENT = re.compile(
    r"利润(?:总额)?(?:与|占|除以|对)[^，,。；;\d]{0,10}(?:收入|销售额?|营收)(?:之比|的比[例重率值]?|比)?(?:为|达|约|是)*\d"
)
TOLD = {"is.total_profit": "profit_total", "is.net_profit": "net_profit", "is.op_profit": "op_profit"}


@rule("A-02")
def find_margin_differs(case: Case) -> Iterator[Answer]:
    """Any of three profits over any of three revenues may fit; the gross margin is W; with a profit line missing, W."""
    told_too = [*find_told_margin_differs(case), *find_gross_margin_differs(case)]
    yield from told_too
    stated = case.series("profit_margin")
    if not stated and not told_too:
        raise case.lack("profit_margin")
    if without := "、".join(f"{year}年" for year in stated if not margins(case, year)):
        yield Skipped(f"{without}没有可用的利润或收入，未核对利润率。")
    yield from find_owners_mixed(case)
    for year, field in stated.items():
        amount = field.amount
        quotients = margins(case, year)
        if amount is None or not quotients:
            continue
        misses = [(grade(interval, amount), name, interval) for name, interval, _ in quotients]
        if any(miss is None for miss, _, _ in misses) or any(
            one.meets(amount.claimed) for one in quotients_of(case, "profit_margin", year)
        ):
            yield Agreed()  # the other owner's statement bears it out: who is mixed with whom is told once
            continue
        miss, _, _ = min(misses, key=lambda m: m[0].gap if m[0] else 0)
        severity, tags = (miss.severity, miss.tags) if miss else (case.rule.severity, ())
        said = "、".join(say_quotient(*quotient, amount) for quotient in best_of(quotients))
        missing = [
            name for key, name in PROFITS.items() if case.amount(f"{key}[{year}]") is None and key != "is.op_profit"
        ]
        hint = ""
        if gross := gross_reading(case, year, amount):
            severity, tags, hint = softest(severity, Severity.W), (*tags, gross.tag), gross.said
        elif missing:
            severity, hint = softest(severity, Severity.W), f"，报表未见{'、'.join(missing)}"
        nearest = find_ratio_reading(amount, near_of(misses), other_margins(case, stated, year))
        if nearest and "gross_margin" not in tags:
            tags, hint = (*tags, nearest.tag), hint + nearest.said
        lines = list(dict.fromkeys(f for _, _, used in quotients for f in used))
        yield case.finding(
            f"{case.say(field)}，{said}{hint}，均不一致，请核实利润率口径。",
            field,
            *lines,
            severity=severity,
            tags=dict.fromkeys(tags),
            about=(field.key, *(line.key for line in lines)),
            expected=said,
            found=show_field(field),
        )


def find_told_margin_differs(case: Case) -> Iterator[Answer]:
    """2024年销售利润率9.6% in the prose, where the form asks for none: W, any of the profits may be meant."""
    printed = bool(case.series("profit_margin"))
    for claim in case.submission.claims:
        if claim.amount.unit != "%" or claim.planned:
            continue
        quotient = QUOTIENT.search(claim.text) is not None
        level = quotient or (claim.concept == "profit_margin" and not claim.relation)
        if printed and not (quotient or "净利" in claim.text):
            continue  # P-13 holds the sentence against the cell
        year = year_of(case, claim) if level else None
        if year is None or claim.scope not in OWN:
            continue
        quotients = [q for q in margins(case, year) if "净" not in claim.text or q[0] == PROFITS["is.net_profit"]]
        if not quotients or not claim.amount.comparable or re.search(r"毛利|成本|资产|资本|产品", claim.text):
            continue
        misses = [grade(interval, claim.amount) for _, interval, _ in quotients]
        if any(miss is None for miss in misses):
            yield Agreed()
            continue
        gross = gross_reading(case, year, claim.amount)
        said = "、".join(say_quotient(*quotient, claim.amount) for quotient in best_of(quotients))
        lines = list(dict.fromkeys(f for _, _, used in quotients for f in used))
        yield case.finding(
            f"正文“{claim.text}”，{said}{gross.said if gross else ''}，均不一致，请核实利润率口径。",
            claim,
            *lines,
            severity=Severity.W,
            tags=(gross.tag,) if gross else (),
            about=(f"{claim.place.path}“{claim.text}”", *(line.key for line in lines)),
            expected=said,
            found=show_percent(claim.amount.value),
        )


def year_of(case: Case, claim: Claim) -> int | None:
    """The year that the claim tells; the last one where it tells none or 上年."""
    if claim.period in ("", "last_year"):
        return previous_year(case)
    return int(claim.period) if claim.period.isdigit() else None


def find_gross_margin_differs(case: Case) -> Iterator[Answer]:
    """2024年综合毛利率25.6%: (revenue - cost) ÷ revenue of the year's statement, of all business or the main one: W
    beyond a point."""
    for claim in case.submission.claims:
        level = claim.concept == "gross_margin" and is_level(claim)
        year = year_of(case, claim) if level else None
        if year is None or claim.scope not in OWN or re.search(r"产品毛利|柜|行业|主导|单", claim.text):
            continue
        gross = [found[2] for pair in SOLD if (found := gross_of(case, year, *pair))]
        if not gross:
            continue
        stated = claim.amount.claimed
        if any(one.low - 1 <= stated.high and stated.low <= one.high + 1 for one in gross):
            yield Agreed()
            continue
        right = show_range(gross[0], "%", claim.amount.step)
        lines = [f for key in ("revenue", "op_cost") if (f := case.field(f"is.{key}[{year}]"))]
        yield case.finding(
            f"正文“{claim.text}”，按利润表（营业收入－营业成本）÷营业收入应为{right}，不一致，请核实毛利率口径。",
            claim,
            *lines,
            severity=Severity.W,
            about=(f"{claim.place.path}“{claim.text}”", *(line.key for line in lines)),
            expected=right,
            found=show_percent(claim.amount.value),
        )


def say_quotient(name: str, interval: Interval, used: tuple[Field, Field], stated: Amount) -> str:
    """利润总额2080.31万元÷营业收入28467.52万元＝7.3%."""
    profit, revenue = (show_amount(f.amount.value, "元") if f.amount else f.value for f in used)
    return f"按{name}{profit}÷收入{revenue}为{show_range(interval, '%', stated.step)}"


def near_of(misses: list[tuple[Miss | None, str, Interval]]) -> Interval:
    """The quotient that is nearest to the stated one."""
    return min(misses, key=lambda m: m[0].gap if m[0] else 0)[2]


def other_margins(case: Case, stated: dict[int, Field], year: int) -> Iterator[Reading]:
    """The margins of the neighbouring years: the column may have slipped."""
    for other in stated:
        if abs(other - year) != 1:
            continue
        for name, interval, _ in margins(case, other):
            shown = show_percent(interval.middle)
            yield Reading("other_year", f"与{other}年{name}算得的相符", f"{other}年为{shown}", interval)


def revenues(case: Case, year: int) -> list[Field]:
    keys = (
        f"is.revenue[{year}]",
        f"is.main_revenue[{year}]",
        f"main_revenue[{year}]",
        *last_cells(case, year, "sales_prev"),
    )
    found = [f for key in keys if (f := number(case, key))]
    said = (told(case, name, year, f"is.{name}[{year}]") for name in ("revenue", "main_revenue"))
    return found or [f for f in said if f]


def last_cells(case: Case, year: int, key: str) -> tuple[str, ...]:
    """The cell of 上年 where that is the year asked."""
    return (key,) if year == previous_year(case) else ()


def margins(case: Case, year: int) -> list[tuple[str, Interval, tuple[Field, Field]]]:
    """(name of the profit, percentage interval, the two lines) for each profit and revenue on the papers."""
    found = []
    profits = [
        (name, number(case, f"{key}[{year}]") or told(case, TOLD[key], year, f"{key}[{year}]"))
        for key, name in PROFITS.items()
    ]
    if not any(profit for _, profit in profits):  # the form's own cell does not say which profit
        profits = [("利润", number(case, f"profit[{year}]", *last_cells(case, year, "profit_prev")))]
    for name, profit in profits:
        for revenue in revenues(case, year):
            if profit and profit.amount and revenue.amount and revenue.amount.interval.low > 0:
                quotient = (profit.amount.interval / revenue.amount.interval).scaled(100)
                found.append((name, quotient, (profit, revenue)))
    return found


def best_of(
    quotients: list[tuple[str, Interval, tuple[Field, Field]]],
) -> list[tuple[str, Interval, tuple[Field, Field]]]:
    """One quotient for each profit, the first revenue's: three numbers are enough for one sentence."""
    return list({q[0]: q for q in reversed(quotients)}.values())[::-1]
