"""A-07, A-08: output, people and output per person-day do not go together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.show import show_plain
from model.amount import Amount
from model.finding import Cause, Severity
from model.submission import Field


@rule("A-07")
def find_working_days(case: Case) -> Iterator[Answer]:
    """Days = output ÷ (people × output per person-day). 200–366 is a year of work, 150–200 doubtful, else E."""
    output, staff, each = (case.need(key) for key in ("line_output_prev", "staff_after", "percap_after"))
    made, people, daily = (amount_of(f) for f in (output, staff, each))
    low, doubtful, high = (Decimal(n) for n in case.param("days"))
    days = made.interval / (people.interval * daily.interval)
    if days.high >= low and days.low <= high:
        yield Agreed()
        return
    middle = round(days.middle, 1)
    factor = next((n for n in (10, 100, 1000, 10000) if low <= middle / n <= high or low <= middle * n <= high), 0)
    severity = Severity.W if doubtful <= days.high < low else Severity.E
    hint = f"，相差约{factor}倍，是否为单位之误" if factor else ""
    yield case.finding(
        f"{case.say(output)}、{case.say(staff)}、{case.say(each)}，折合每人一年工作{show_plain(middle)}天{hint}，请核实。",
        output,
        staff,
        each,
        severity=severity,
        tags=("unit", f"10^{len(str(factor)) - 1}") if factor else (),
        expected=f"{low}～{high}天",
        found=f"{show_plain(middle)}天",
    )


@rule("A-08")
def find_per_head_change(case: Case) -> Iterator[Answer]:
    """Output per person-day changes as sales grow and people go; a tenth is allowed."""
    names = ("sales_before", "sales_after", "staff_before", "staff_after", "percap_before", "percap_after")
    fields = [case.need(name) for name in names]
    old_sales, new_sales, old_staff, new_staff, old_each, new_each = (amount_of(f) for f in fields)
    due = (new_sales.interval / old_sales.interval) * (old_staff.interval / new_staff.interval)
    told = new_each.interval / old_each.interval
    tenth = Decimal("0.1")
    if told.high >= due.low * (1 - tenth) and told.low <= due.high * (1 + tenth):
        yield Agreed()
        return
    yield case.finding(
        f"每人每天产出由{fields[4].value}变为{fields[5].value}（{show_plain(round(told.middle, 2))}倍），"
        f"按销售和人数推算应为{show_plain(round(due.middle, 2))}倍，请核实口径。",
        *fields[4:],
        *fields[:4],
        about=("percap_after",),
        expected=f"{show_plain(round(due.middle, 2))}倍",
        found=f"{show_plain(round(told.middle, 2))}倍",
    )


def amount_of(field: Field) -> Amount:
    """Raises NotChecked where the cell holds no positive number."""
    if field.amount is None or field.amount.interval.low <= 0:
        raise NotChecked(f"“{field.text}”不是大于零的数，无法核对。", Cause.AMBIGUOUS)
    return field.amount
