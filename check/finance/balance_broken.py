"""F-01: assets are not liabilities plus equity."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.grade import is_swapped
from check.registry import rule
from check.show import show_amount
from model.finding import Cause, Severity


@rule("F-01")
def find_balance_broken(case: Case) -> Iterator[Answer]:
    """An identity of bookkeeping: only the last digit may differ (I), everything else is E."""
    assets = case.series("bs.total_assets")
    if not assets:
        if why := case.doubt("bs.total_assets"):
            raise NotChecked(why, Cause.DOUBTED)
        raise NotChecked("材料中没有读到资产负债表的资产总计，无法核对。")
    for year, total in assets.items():
        liabilities, equity = case.field(f"bs.total_liabilities[{year}]"), case.field(f"bs.equity[{year}]")
        if not (liabilities and liabilities.amount and equity and equity.amount and total.amount):
            why = case.doubt("bs.total_liabilities", "bs.equity")
            yield Skipped(
                why or f"{year}年资产负债表缺负债合计或所有者权益合计，未核对。",
                Cause.DOUBTED if why else Cause.MISSING,
            )
            continue
        expected = liabilities.amount.interval + equity.amount.interval
        if expected.meets(total.amount.claimed):
            yield Agreed()
            continue
        rounding = expected.gap(total.amount.claimed) <= 2 * total.amount.step
        right = show_amount(expected.middle, "元")
        yield case.finding(
            f"{year}年资产总计为{show_amount(total.amount.value, '元')}，"
            f"负债合计与所有者权益合计相加为{right}，应当相等，请核实。",
            total,
            liabilities,
            equity,
            severity=Severity.I if rounding else Severity.E,
            tags=("rounding",) if rounding else ("typo",) if is_swapped(expected, total.amount) else (),
            expected=right,
            found=show_amount(total.amount.value, "元"),
        )
