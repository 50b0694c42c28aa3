"""L-05: a line made more than its whole company sold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked, previous_year
from check.exact import is_level
from check.plausible.ratio_unusual import amount_of
from check.registry import rule
from check.show import show_field, show_stated
from model.finding import Cause


@rule("L-05")
def find_line_over_company(case: Case) -> Iterator[Answer]:
    """A line does not sell more than its company (stock and inner deliveries: a tenth)."""
    told = [*find_told_line(case)]
    yield from told
    if told and not case.field("line_output_prev"):
        return
    line, company = case.need("line_output_prev"), case.need("sales_prev")
    if line.amount is None or company.amount is None:
        raise NotChecked("产线产出或企业销售不是一个数，无法比较。", Cause.AMBIGUOUS)
    if line.amount.interval.low <= company.amount.interval.high * Decimal("1.1"):
        yield Agreed()
        return
    yield case.finding(
        f"{case.say(line)}，大于{case.say(company)}，请核实口径。",
        line,
        company,
        expected=f"不大于{show_field(company)}的1.1倍",
        found=show_field(line),
    )


def find_told_line(case: Case) -> Iterator[Answer]:
    """代表产线2024年产值2.9亿元, 上年该产线实现产值… in the prose against the company's revenue of that year."""
    last = previous_year(case)
    for claim in case.submission.claims:
        made = claim.concept in ("output", "sales", "revenue", "main_revenue") and claim.amount.unit == "元"
        level = made and is_level(claim)
        year = last if claim.period == "last_year" else int(claim.period) if claim.period.isdigit() else None
        if not level or claim.scope != "line" or re.search(r"累计|全部|各", claim.text):
            continue
        keys = ("main_revenue", "is.revenue", "is.main_revenue")
        found = [f for key in keys if year and (f := case.series(key).get(year)) and f.amount]
        if claim.period == "last_year" or (year and year == last):
            found += [f for f in [case.field("sales_prev")] if f and f.amount]
        if not found:
            continue
        if any(claim.amount.interval.low <= amount_of(f).interval.high * Decimal("1.1") for f in found):
            yield Agreed()
            continue
        yield case.finding(
            f"正文“{claim.text}”，大于{case.say(found[0])}，请核实口径。",
            claim,
            found[0],
            expected=f"不大于{show_field(found[0])}的1.1倍",
            found=show_stated(claim.amount),
        )
