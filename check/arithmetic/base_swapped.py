"""A-15: only a wrong formula reproduces the claimed percentage: divided by the end value instead of the start."""

from __future__ import annotations

from collections.abc import Iterator

from check.arithmetic.change import claimed_changes
from check.arithmetic.claim_differs import find_miss, swapped_formula
from check.case import Agreed, Answer, Case, Skipped
from check.registry import rule
from check.show import show_percent, show_stated
from model.finding import Severity


@rule("A-15")
def find_base_swapped(case: Case) -> Iterator[Answer]:
    """W; E where the numbers are exact counts or the claimed fall passes 100 %, which no fall can."""
    for item in claimed_changes(case):
        if isinstance(item, Skipped):
            yield item
            continue
        change, claim, readings = item.change, item.claim, item.readings
        miss = find_miss(change, claim, readings, case)
        formula = swapped_formula(claim, readings)
        if miss is None or miss.severity is Severity.I or formula is None:
            yield Agreed()
            continue
        exact = change.before.u == 0 and change.after.u == 0
        impossible = readings.falls and claim.value > 100
        right = show_percent(readings.nominal)
        yield case.finding(
            f"“{change.text}”中的{show_stated(claim)}与{formula}所得相符，以变化前为基数应为{right}，不一致，请核实。",
            *item.places,
            severity=Severity.E if exact or impossible else Severity.W,
            tags=("base_swap",),
            expected=right,
            found=show_stated(claim),
        )
