"""A-18: taxes below nothing, above the sales, or an unusual part of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked
from check.exact import is_level
from check.registry import rule
from check.show import show_plain
from check.years_told import said_years, years_of
from model.submission import Field

INDUSTRY = ("industry_small", "industry_mid", "industry_major", "sub_industry", "industry_text", "company_name")


@rule("A-18")
def find_tax_odd(case: Case) -> Iterator[Answer]:
    """Every odd column in one finding: what makes them so is one cause mostly (a unit, 消费税)."""
    looked, odd, most = False, list[tuple[Field, Field, Decimal]](), usual_most(case)
    for tax_key, sales_key in case.param("pairs"):
        for tax, sales in pairs_of(case, tax_key, sales_key):
            if tax.amount is None or sales.amount is None or sales.amount.value <= 0:
                continue
            looked = True
            share = tax.amount.value / sales.amount.value * 100
            if 0 <= share <= most:
                yield Agreed()
                continue
            odd.append((tax, sales, share))
    if odd:
        said = "；".join(
            f"{case.say(tax)}，{case.say(sales)}，税金占{show_plain(round(s, 1))}%" for tax, sales, s in odd
        )
        usual = f"{'均' if len(odd) > 1 else ''}不在常见的0～{most}%之内"
        yield case.finding(
            f"{said}，{usual}，请核实（消费税、退税可属正常）。",
            *(field for tax, sales, _ in odd for field in (tax, sales)),
        )
    for answer in find_told_tax_odd(case) if not looked else ():
        looked = True
        yield answer
    if not looked:
        raise NotChecked("没有同年的税金和销售收入，无法核对。")


def find_told_tax_odd(case: Case) -> Iterator[Answer]:
    """2024年缴纳税金1280万元 in the prose, where the form asks for none, against the revenue of that year."""
    sales = years_of(case, "main_revenue") or said_years(case, "main_revenue")
    most = usual_most(case)
    for claim in case.submission.claims:
        whole = claim.concept == "tax" and claim.scope in ("", "company") and claim.amount.unit == "元"
        level = is_level(claim) and claim.amount.value > 0
        earned = sales.get(int(claim.period)) if claim.period.isdigit() else None
        if not (whole and level) or earned is None or earned.amount is None or earned.amount.value <= 0:
            continue
        share = claim.amount.value / earned.amount.value * 100
        if share <= most:
            yield Agreed()
            continue
        yield case.finding(
            f"正文“{claim.text}”，{case.say(earned)}，税金占{show_plain(round(share, 1))}%，"
            f"不在常见的0～{most}%之内，请核实（消费税、退税可属正常）。",
            claim,
            earned,
        )


def usual_most(case: Case) -> int:
    """The largest usual part in percent: more for makers of goods with 消费税, by code or name."""
    excise = case.param("excise")
    told = [f.value for key in INDUSTRY if (f := case.field(key))]
    pays = any(word in value for value in told for word in excise["names"]) or any(
        re.match(rf"[A-Z]?{code}", value) for value in told for code in excise["codes"]
    )
    return int(excise["most"] if pays else case.param("most"))


def pairs_of(case: Case, first: str, second: str) -> Iterator[tuple[Field, Field]]:
    """Two single fields, or the same years of two series."""
    years = case.series(second)
    for year, field in case.series(first).items():
        if year in years:
            yield field, years[year]
    single, other = case.field(first), case.field(second)
    if single and other:
        yield single, other
