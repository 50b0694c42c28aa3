"""ELIG-C-03: more debts than assets, where the form prints the two and not their ratio (GS-04)."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Case
from check.show import show_field, show_plain
from check.years_told import years_of
from model.finding import Finding
from model.submission import Field


def find_debts_over_assets(case: Case) -> Iterator[Finding]:
    """One finding for all years; where all of them are so and the assets would be sound debts, the rows may be turned.
    Nothing where a column says the ratio: that one is judged."""
    if case.series("debt_ratio"):
        return
    debts, assets = years_of(case, "total_liabilities"), years_of(case, "total_assets")
    pairs = [(debt, assets[year]) for year, debt in debts.items() if year in assets]
    over = [(debt, whole) for debt, whole in pairs if is_over(debt, whole)]
    if not over:
        return
    said = "；".join(
        f"{case.say(debt)}，大于{case.say(whole)}，资产负债率＝{ratio(debt, whole)}" for debt, whole in over
    )
    turned = "，资产与负债两栏疑填反" if len(over) == len(pairs) > 1 else ""
    yield case.finding(
        f"{said}{turned}，请核实财务状况。",
        *(field for pair in over for field in pair),
        tags=("debt", *(("turned",) if turned else ())),
        expected="负债总额不大于资产总额",
        found="；".join(ratio(*pair) for pair in over),
    )


def is_over(debt: Field, whole: Field) -> bool:
    return bool(debt.amount and whole.amount and debt.amount.claimed.low > whole.amount.claimed.high > 0)


def ratio(debt: Field, whole: Field) -> str:
    """37980.02万元÷16331.41万元＝232.56%."""
    if debt.amount is None or whole.amount is None:
        return ""
    rate = show_plain(round(debt.amount.value / whole.amount.value * 100, 2))
    return f"{show_field(debt)}÷{show_field(whole)}＝{rate}%"
