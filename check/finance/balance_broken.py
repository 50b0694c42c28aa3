"""F-01: assets are not liabilities plus equity."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.finance.columns import doubted, usable
from check.finance.displaced import find_displaced
from check.nearest import find_reading
from check.registry import rule
from check.show import show_amount
from model.amount import Amount
from model.finding import Cause, Cure, Severity
from model.submission import Field


@rule("F-01")
def find_balance_broken(case: Case) -> Iterator[Answer]:
    """An identity of bookkeeping: only the last digit may differ (I), everything else is E."""
    displaced = list(find_displaced(case, "balance"))
    yield from displaced
    assets = case.series("bs.total_assets")
    if not assets:
        if displaced:
            return
        if why := case.doubt("bs.total_assets"):
            raise NotChecked(why, Cause.DOUBTED)
        raise NotChecked("材料中没有读到资产负债表的资产总计，无法核对。")
    for year, total in assets.items():
        liabilities, equity = case.field(f"bs.total_liabilities[{year}]"), case.field(f"bs.equity[{year}]")
        yield weigh_sides(case, f"{year}年", total, liabilities, equity)
    yield from doubted(case, "balance")
    yield from find_parent_broken(case)
    yield from find_summary_broken(case)


def find_summary_broken(case: Case) -> Iterator[Answer]:
    """The three figures of a table of 主要财务数据 among themselves, where they are not those of a sheet above."""
    for table in usable(case, "key"):
        keys = ("bs.total_assets", "bs.total_liabilities", "bs.equity")
        total, liabilities, equity = map(table.line, keys)
        if not (total and liabilities and equity):
            continue
        above = [case.field(f"{key}[{table.year}]") for key in keys]
        if [f.place for f in above if f] != [total.place, liabilities.place, equity.place]:
            yield weigh_sides(case, table.title, total, liabilities, equity)


def find_parent_broken(case: Case) -> Iterator[Answer]:
    """The parent company's own sheet beside the group's, each year once: the fields above are the group's."""
    sheets = usable(case, "balance")
    if not any(s.scope == "consolidated" for s in sheets):
        return
    seen: set[int | None] = set()
    for sheet in sorted((s for s in sheets if s.scope == "parent"), key=lambda s: s.opening):
        total, liabilities, equity = map(sheet.line, ("bs.total_assets", "bs.total_liabilities", "bs.equity"))
        if total and liabilities and equity and sheet.year not in seen:
            seen.add(sheet.year)
            yield weigh_sides(case, sheet.title, total, liabilities, equity)


def weigh_sides(case: Case, whose: str, total: Field, liabilities: Field | None, equity: Field | None) -> Answer:
    """Assets against liabilities plus equity of one column."""
    if not (liabilities and liabilities.amount and equity and equity.amount and total.amount):
        why = case.doubt("bs.total_liabilities", "bs.equity")
        return Skipped(
            why or f"{whose}资产负债表缺负债合计或所有者权益合计，未核对。", Cause.DOUBTED if why else Cause.MISSING
        )
    expected = liabilities.amount.interval + equity.amount.interval
    if expected.meets(total.amount.claimed):
        return Agreed()
    rounding = expected.gap(total.amount.claimed) <= 2 * total.amount.step
    right = show_amount(expected.middle, "元")
    reading = None if rounding else find_reading(total.amount, Amount(expected.middle, "元", total.amount.step))
    parts = "＋".join(show_amount(f.amount.value, "元") for f in (liabilities, equity) if f.amount)
    return case.finding(
        f"{whose}资产总计为{show_amount(total.amount.value, '元')}，"
        f"负债合计与所有者权益合计相加为{parts}＝{right}，应当相等{reading.said if reading else ''}，请核实。",
        total,
        liabilities,
        equity,
        severity=Severity.I if rounding else Severity.E,
        tags=("rounding",) if rounding else (reading.tag,) if reading else (),
        expected=right,
        cures=sides(case, total, liabilities, equity),
        found=show_amount(total.amount.value, "元"),
    )


def sides(case: Case, total: Field, liabilities: Field, equity: Field) -> list[Cure]:
    """Any one of the three may be wrong."""
    a, b, c = (f.amount for f in (total, liabilities, equity))
    if not (a and b and c):
        return []
    rights = ((total, b.value + c.value), (liabilities, a.value - c.value), (equity, a.value - b.value))
    return [case.cure(field, value, a.step) for field, value in rights]
