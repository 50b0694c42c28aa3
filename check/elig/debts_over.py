"""ELIG-C-03: more debts than assets, where the form prints the two and not their ratio (GS-04), and rows of losses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.columns_summed import years_drawn
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


#: A row of the results in a table of the book's own; those of a part of the firm have other words ahead.
RESULTS = re.compile(
    r"(?:公司|企业)?(?:年度?)?(?:(?:归母)?净利润|利润总额|营业利润|利润|净利|盈利|盈亏)(?:额|情况)?(?:[（(][^（）()]*[)）])?"
)


def find_losses_drawn(case: Case) -> Iterator[Finding]:
    """W where such a row has as many years of loss as the rule asks for."""
    for label, years in years_drawn(case):
        lost = {year: entry for year, entry in years.items() if entry.value < 0}
        if not RESULTS.fullmatch(label) or len(lost) < int(case.param("loss_years")):
            continue
        said = "，".join(f"{year}年{entry.cell.text.strip()}" for year, entry in lost.items())
        yield case.finding(
            f"书中表格“{label}”{said}，近三年中{len(lost)}年为负，请核实经营状况。",
            *(entry.place for entry in lost.values()),
            tags=("losses",),
            expected=f"亏损少于{case.param('loss_years')}年",
            found=f"{len(lost)}年",
        )
        return
