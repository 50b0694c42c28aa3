"""A-14, A-26: a claimed percentage is not what the numbers beside it give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from check.arithmetic.change import LEFT, Readings, claimed_changes, is_share
from check.arithmetic.change_elsewhere import find_change_told_elsewhere
from check.arithmetic.difference_told import find_difference_differs, find_difference_elsewhere
from check.arithmetic.rate_loose import find_rate_beside_pair
from check.case import Agreed, Answer, Case, Skipped
from check.grade import TWO_POINTS, grade, softest
from check.nearest import closed, find_reading, wrong_bases
from check.registry import rule
from check.show import show_percent, show_plain, show_stated
from model.amount import Amount, Hedge, Miss
from model.finding import Severity
from model.submission import Change


@rule("A-14", "A-26")
def find_claim_differs(case: Case) -> Iterator[Answer]:
    """A-26 looks at head counts alone (`units`), A-14 at all changes and leaves head counts folded under A-26."""
    units = case.param("units")
    yield from find_difference_differs(case, units)
    yield from find_rate_beside_pair(case, units)
    if not units:
        yield from find_change_told_elsewhere(case)
        yield from find_difference_elsewhere(case)
    for item in claimed_changes(case):
        if isinstance(item, Skipped):
            yield item
            continue
        change, claim, readings = item.change, item.claim, item.readings
        if units and change.before.unit not in units:
            continue
        miss = find_miss(change, claim, readings, case.rule.severity)
        if miss is None:
            yield Agreed()
            continue
        swap = swapped_formula(claim, readings)
        right = show_percent(readings.nominal)
        formula = "（变化前－变化后）÷变化前" if readings.falls else "（变化后－变化前）÷变化前"
        if LEFT.search(change.text) and claim.unit == "%":
            right, formula = show_percent(readings.swapped[-1][1].middle), "变化后÷变化前"
        if claim.unit == "百分点" and readings.points:
            right = f"{show_plain(readings.points.middle)}个百分点"
            formula = "变化前－变化后" if readings.falls else "变化后－变化前"
        exact = Amount(round(readings.nominal, 4), "%", Decimal("0.0001"))
        reading = find_reading(claim, exact, wrong_bases(exact, readings.falls)) if claim.unit == "%" else None
        hint = reading.said if reading else ""
        yield case.finding(
            f"“{change.text}”中的{show_stated(claim)}，按{formula}应为{right}，不一致{hint}，请核实。",
            *item.places,
            severity=miss.severity,
            tags=dict.fromkeys((*miss.tags, *(("base_swap",) if swap else ()), *((reading.tag,) if reading else ()))),
            expected=right,
            found=show_stated(claim),
        )


def find_miss(change: Change, claim: Amount, readings: Readings, most: Severity) -> Miss | None:
    """A miss, `most` at the gravest; None when any fair reading of the sentence fits: relative, points, what is left,
    了 meant as 到."""
    if claim.unit == "百分点" and readings.points and grade(readings.right, claim, most):
        miss = grade(readings.points, claim, most)  # 百分点 that fit as per cent are a slip of the word
        off = miss is not None and miss.severity is Severity.I and claim.hedge is Hedge.NONE
        return replace(miss, severity=softest(Severity.W, most)) if miss and off else miss
    fair = [readings.points] if readings.points else []
    if claim.unit == "%":
        fair.append(readings.right)
    if is_share(change):
        fair = [readings.swapped[-1][1]] if LEFT.search(change.text) else [*fair, readings.swapped[-1][1]]
    if not change.target and readings.other:
        fair.append(readings.other)
    if readings.points:
        fair.append(readings.right)
    misses = [grade(interval, claim, most, points=True) for interval in fair or [readings.right]]
    if any(miss is None for miss in misses):
        return None
    miss = min((miss for miss in misses if miss), key=lambda miss: miss.gap)
    exact = change.before.count and change.after.count and claim.unit == "%" and claim.hedge is Hedge.NONE
    if exact and "rounding" in miss.tags and all(abs(one.middle - claim.value) > TWO_POINTS for one in fair):
        return replace(miss, severity=softest(Severity.W, most))  # 36人减到9人 is 75% and never 80%
    return miss


def swapped_formula(claim: Amount, readings: Readings) -> str | None:
    """The name of the wrong formula that reproduces the claim, or None.

    A hedge that is open to one side (达到, 超过) proves no formula: any quotient beyond would fit.
    """
    stated = closed(claim)
    return next((name for name, interval in readings.swapped if interval.meets(stated)), None)
