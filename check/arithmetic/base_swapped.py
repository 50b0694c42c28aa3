"""A-15: only a wrong formula reproduces the claimed percentage: divided by the end value instead of the start."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.change import Readings, claimed_changes
from check.arithmetic.claim_differs import find_miss, swapped_formula
from check.case import Agreed, Answer, Case, Skipped
from check.registry import rule
from check.show import show_percent, show_stated
from model.amount import Amount, Hedge
from model.finding import Severity
from model.submission import Change

#: So many percentage points are no rounding of the claim.
_POINTS = 2


@rule("A-15")
def find_base_swapped(case: Case) -> Iterator[Answer]:
    """W; E where the numbers are exact counts, where the printed ends give to its last digit a claim that A-14 is
    sure of, and where the claimed fall passes 100 %, which no fall can. Of ends that may be rounded (80吨, 100吨) W,
    too, where as printed they give the claim over the end and another over the start."""
    for item in claimed_changes(case):
        if isinstance(item, Skipped):
            yield item
            continue
        change, claim, readings = item.change, item.claim, item.readings
        miss = find_miss(change, claim, readings, Severity.E)
        formula = swapped_formula(claim, readings)
        same = any(abs(one - claim.value) <= claim.step / 2 for one in swapped_nominals(change))
        fits = miss is None or miss.severity is Severity.I
        if formula is None or (fits and not (same and is_plain_swap(change, claim, readings))):
            yield Agreed()
            continue
        exact = change.before.u == 0 and change.after.u == 0
        impossible = readings.falls and claim.value > 100
        sure = miss is not None and miss.severity is Severity.E
        grave = miss is not None and (exact or impossible or (change.target and same and sure))
        right = show_percent(readings.nominal)
        yield case.finding(
            f"“{change.text}”中的{show_stated(claim)}与{formula}所得相符，以变化前为基数应为{right}，不一致，请核实。",
            *item.places,
            severity=Severity.E if grave else Severity.W,
            tags=("base_swap",),
            expected=right,
            found=show_stated(claim),
        )


def is_plain_swap(change: Change, claim: Amount, readings: Readings) -> bool:
    """Whether ends printed without a hedge give over the start what is points and a tenth away from the claim."""
    plain = all(one.hedge is Hedge.NONE for one in (change.before, change.after, claim))
    apart = abs(readings.nominal - claim.value)
    return plain and readings.points is None and apart > _POINTS and apart * 10 > claim.value


def swapped_nominals(change: Change) -> tuple[Decimal, ...]:
    """The change over its end, and the end over its start, of the numbers as printed, in per cent."""
    before, after = change.before.value, change.after.value
    return (abs(after - before) * 100 / after, after * 100 / before) if before > 0 < after else ()
