"""A-15: only a wrong formula reproduces the claimed percentage: divided by the end value instead of the start."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.change import claimed_changes
from check.arithmetic.claim_differs import find_miss, swapped_formula
from check.case import Agreed, Answer, Case, Skipped
from check.registry import rule
from check.show import show_percent, show_stated
from model.finding import Severity
from model.submission import Change


@rule("A-15")
def find_base_swapped(case: Case) -> Iterator[Answer]:
    """W; E where the numbers are exact counts, where the printed ends give to its last digit a claim that A-14 is
    sure of, and where the claimed fall passes 100 %, which no fall can."""
    for item in claimed_changes(case):
        if isinstance(item, Skipped):
            yield item
            continue
        change, claim, readings = item.change, item.claim, item.readings
        miss = find_miss(change, claim, readings, Severity.E)
        formula = swapped_formula(claim, readings)
        if miss is None or miss.severity is Severity.I or formula is None:
            yield Agreed()
            continue
        exact = change.before.u == 0 and change.after.u == 0
        impossible = readings.falls and claim.value > 100
        same = any(abs(one - claim.value) <= claim.step / 2 for one in swapped_nominals(change))
        grave = exact or impossible or (change.target and same and miss.severity is Severity.E)
        right = show_percent(readings.nominal)
        yield case.finding(
            f"“{change.text}”中的{show_stated(claim)}与{formula}所得相符，以变化前为基数应为{right}，不一致，请核实。",
            *item.places,
            severity=Severity.E if grave else Severity.W,
            tags=("base_swap",),
            expected=right,
            found=show_stated(claim),
        )


def swapped_nominals(change: Change) -> tuple[Decimal, ...]:
    """The change over its end, and the end over its start, of the numbers as printed, in per cent."""
    before, after = change.before.value, change.after.value
    return (abs(after - before) * 100 / after, after * 100 / before) if before > 0 < after else ()
