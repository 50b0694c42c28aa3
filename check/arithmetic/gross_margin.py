"""The gross margin that a rate called 销售利润率 may be, with its formula."""

from __future__ import annotations

from check.arithmetic.ratio_differs import number
from check.case import Case
from check.nearest import Reading
from check.show import show_amount, show_plain
from model.amount import Amount, Interval

#: Revenue and cost whose difference is gross.
SOLD = (("is.revenue", "is.op_cost"), ("is.main_revenue", "is.main_cost"), ("is.main_revenue", "is.op_cost"))
NAMES = {
    "is.revenue": "营业收入",
    "is.main_revenue": "主营业务收入",
    "main_revenue": "主营业务收入",
    "is.main_cost": "主营业务成本",
}


def gross_reading(case: Case, year: int, stated: Amount) -> Reading | None:
    """与销售毛利率相符（毛利率＝（营业收入900万元－营业成本600万元）÷营业收入900万元＝33.33%）, where it is so."""
    for sold_key, cost_key in (*SOLD, ("main_revenue", "is.op_cost")):
        found = gross_of(case, year, sold_key, cost_key)
        if found is None or not found[2].meets(stated.claimed):
            continue
        sold, cost, gross = found
        a, b = (show_amount(one.value, "元") for one in (sold, cost))
        top, low = f"{NAMES[sold_key]}{a}", f"{NAMES.get(cost_key, '营业成本')}{b}"
        formula = f"毛利率＝（{top}－{low}）÷{top}＝{show_plain(round(gross.middle, 2))}%"
        return Reading("gross_margin", "与销售毛利率相符", formula, gross)
    return None


def gross_of(case: Case, year: int, sold_key: str, cost_key: str) -> tuple[Amount, Amount, Interval] | None:
    """(revenue, cost, gross margin in percent) of a year by these two lines, or None."""
    sold, cost = number(case, f"{sold_key}[{year}]"), number(case, f"{cost_key}[{year}]")
    if not (sold and cost and sold.amount and cost.amount) or sold.amount.interval.low <= 0:
        return None
    gross = ((sold.amount.interval - cost.amount.interval) / sold.amount.interval).scaled(100)
    return sold.amount, cost.amount, gross
