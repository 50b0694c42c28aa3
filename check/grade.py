"""How grave a miss is: `judge` of the number model, with what hedges and points allow beyond it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from model.amount import Amount, Hedge, Interval, Miss, judge
from model.finding import Severity

TWO_POINTS = Decimal(2)
TENTH = Decimal("0.1")
TEN = Decimal(10)
TWENTIETH = Decimal("0.05")
HUNDREDTH = Decimal("0.01")


def grade(expected: Interval, stated: Amount, worst: Severity = Severity.E, points: bool = False) -> Miss | None:
    """None when `stated` can be right, else the miss.

    “超过30%” and “30%以上” with a truth far above are at most I (hedge table of crosschecks.md §2). With `points`,
    a miss of at most two percentage points is at most W (§2, “R1, then 2 points”). A miss of two last digits is no mere
    rounding (W) where the number was printed so coarsely that it makes a tenth: 3亿元 for 2.0亿元; nor is a miss of two
    things that are counted one by one (58台 for 60台), nor one of more than two points beside a tenth part (七成).
    """
    miss = judge(expected, stated, worst)
    if miss is None:
        return None
    if stated.hedge in (Hedge.OVER, Hedge.AT_LEAST) and expected.low >= stated.value:
        return Miss(Severity.I, miss.gap, ("beyond",))
    if "rounding" in miss.tags and stated.count and stated.hedge is Hedge.NONE:
        return Miss(softest(Severity.W, worst), miss.gap)
    if "rounding" in miss.tags and miss.gap > TENTH * max(abs(stated.value), abs(expected.middle)):
        miss = replace(miss, severity=softest(Severity.W, worst))
    over = stated.hedge in (Hedge.OVER, Hedge.AT_LEAST) and expected.high < stated.value
    far = miss.gap > HUNDREDTH * stated.value and expected.high < stated.value - stated.step / 2
    if "rounding" in miss.tags and over and far and not stated.count:
        return Miss(softest(Severity.W, worst), miss.gap)  # 突破1.6亿元 for 1.48亿元: not even rounded up it is more
    if "rounding" in miss.tags and stated.unit == "%" and stated.step >= TEN and miss.gap > TWO_POINTS:
        return Miss(softest(Severity.W, worst), miss.gap)  # 七成 for 60.8%
    off = abs(expected.middle - stated.value)
    wide = off > TENTH * abs(stated.value) or off > 2 * stated.step  # two last digits from the number, not its hedge
    if "rounding" in miss.tags and stated.hedge in (Hedge.NEAR, Hedge.ABOUT) and wide:
        return Miss(softest(Severity.W, worst), miss.gap)  # 近3亿元 for 2.4亿元: the hedge grants a tenth
    under = stated.hedge is Hedge.NEAR and expected.low > stated.value + stated.step and stated.unit == "元"
    if "rounding" in miss.tags and under and off > TWENTIETH * abs(stated.value):
        return Miss(softest(Severity.W, worst), miss.gap)  # 近3.6亿元 for 3.8亿元: not below, and more than it rounds
    if points and miss.gap <= TWO_POINTS:
        return replace(miss, severity=softest(miss.severity, Severity.W))
    if is_swapped(expected, stated):
        return replace(miss, tags=(*miss.tags, "typo"))
    return miss


def softest(a: Severity, b: Severity) -> Severity:
    """The less grave of two."""
    return a if a.rank >= b.rank else b


def is_swapped(expected: Interval, stated: Amount) -> bool:
    """Whether two neighbouring digits changed places: 12354 for 12345. Under three digits it proves nothing."""
    digits, right = _digits(stated.value, stated.step), _digits(expected.middle, stated.step)
    if len(digits) < 3 or len(digits) != len(right) or digits == right:
        return False
    wrong = [i for i, pair in enumerate(zip(digits, right, strict=True)) if pair[0] != pair[1]]
    if len(wrong) != 2 or wrong[1] - wrong[0] != 1:
        return False
    return digits[wrong[0]] == right[wrong[1]] and digits[wrong[1]] == right[wrong[0]]


def is_one_digit_off(expected: Interval, stated: Amount) -> bool:
    """Whether one digit alone is another: 3779.73 for 3079.73. Under five digits it proves nothing."""
    digits, right = _digits(stated.value, stated.step), _digits(expected.middle, stated.step)
    if len(digits) < 5 or len(digits) != len(right):
        return False
    return sum(a != b for a, b in zip(digits, right, strict=True)) == 1


def _digits(value: Decimal, step: Decimal) -> str:
    """The digits to the last one that is printed, without zeros at the ends."""
    return str(round(abs(value) / step)).strip("0") if step > 0 else format(abs(value), "f").replace(".", "")
