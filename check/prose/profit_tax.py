"""P-02 for 利税: profit and taxes of one year told as one sum."""

from __future__ import annotations

from collections.abc import Iterator

from check.arithmetic.sentences import OWN
from check.case import Agreed, Answer, Case, previous_year
from check.grade import grade, softest
from check.show import WAN, show_amount, show_plain, show_range
from model.finding import Severity
from model.submission import Claim, Field


def find_profit_tax_differs(case: Case) -> Iterator[Answer]:
    """W: 利税1.13亿元 is not the year's 利润 plus 税金 of the table."""
    for claim in case.submission.claims:
        known = claim.concept == "profit_tax" and claim.amount.unit == "元" and not claim.relation
        if not known or claim.planned or claim.scope not in OWN or not claim.amount.comparable:
            continue
        pair = cells_of(case, claim)
        if pair is None or not all(f.amount for f in pair):
            continue
        profit, tax = (f.amount for f in pair)
        if profit is None or tax is None:
            continue
        expected = profit.interval + tax.interval
        miss = grade(expected, claim.amount)
        if miss is None:
            yield Agreed()
            continue
        right = show_range(expected, "元", claim.amount.step)
        formula = "＋".join(show_plain(a.value / WAN) for a in (profit, tax))
        yield case.finding(
            f"正文“{claim.text}”，表内利润与税金之和{formula}＝{right}，不一致，请核实利税的口径。",
            claim,
            *pair,
            severity=softest(miss.severity, Severity.W),
            tags=miss.tags,
            expected=right,
            found=show_amount(claim.amount.value, "元"),
        )


def cells_of(case: Case, claim: Claim) -> tuple[Field, Field] | None:
    """利润 and 税金 of the claim's year, or of 上年 where the form has that alone."""
    last = previous_year(case)
    year = int(claim.period) if claim.period.isdigit() else last if not claim.period else None
    if year is None:
        return None
    profit, tax = case.series("profit").get(year), case.series("tax").get(year)
    if profit is None and year == last:
        profit, tax = case.field("profit_prev"), case.field("tax_prev")
    return (profit, tax) if profit and tax else None
