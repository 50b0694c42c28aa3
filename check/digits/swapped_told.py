"""D-07 in the prose: a sum of a named year is the cell's but for two neighbouring digits."""

from __future__ import annotations

from collections.abc import Iterator

from check.arithmetic.sentences import OWN
from check.case import Answer, Case
from check.grade import is_swapped
from check.show import show_plain
from model.amount import Hedge, Interval
from model.finding import Severity

#: The cells and lines that each quantity of the prose may be.
CELLS = {
    "main_revenue": ("main_revenue", "is.main_revenue"),
    "revenue": ("is.revenue", "main_revenue", "sales_prev"),
    "sales": ("main_revenue", "sales_prev", "is.revenue"),
    "assets": ("total_assets", "bs.total_assets"),
    "total_assets": ("total_assets", "bs.total_assets"),
    "liabilities": ("total_liabilities", "bs.total_liabilities"),
    "profit_total": ("profit", "is.total_profit"),
    "net_profit": ("is.net_profit",),
}
#: So many digits are no accident.
DIGITS = 4


def find_swapped_told(case: Case) -> Iterator[Answer]:
    """W; silent where any value of that quantity is the one told, or where what is told is a part or of others."""
    for claim in case.submission.claims:
        plain = claim.concept in CELLS and claim.amount.unit == "元" and claim.period.isdigit() and claim.scope in OWN
        plain = plain and not claim.relation and not claim.planned and claim.amount.hedge is Hedge.NONE
        if not plain or len(claim.amount.value.normalize().as_tuple().digits) < DIGITS:
            continue
        series = (case.series(key) for key in CELLS[claim.concept])
        fields = [f for one in series for f in one.values() if f.amount]
        if any(f.amount and f.amount.value == claim.amount.value for f in fields):
            continue
        year = [f for f in fields if f.key.endswith(f"[{claim.period}]")]
        for field in year:
            if field.amount is None:
                continue
            truth = field.amount.value
            if is_swapped(Interval(truth, truth), claim.amount):
                yield case.finding(
                    f"正文“{claim.text}”，{case.say(field)}，只有相邻两位数字互换，似为笔误，请核实。",
                    claim,
                    field,
                    severity=Severity.W,
                    tags=("typo",),
                    expected=f"{show_plain(truth / 10000)}万元",
                    found=claim.text,
                )
                break
