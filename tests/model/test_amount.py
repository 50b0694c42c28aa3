"""The number model: every vector of crosschecks.md that concerns amounts, the hedge table, and laws of intervals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from model.amount import Amount, Hedge, Interval, Source, fits_count, judge, power_of_ten
from model.finding import Severity

D = Decimal


def cell(text: str, unit: str = "%", *, count: bool = False) -> Amount:
    """A number as printed in a table cell."""
    value = D(text)
    return Amount(value, unit, D(1).scaleb(int(value.as_tuple().exponent)), Source.CELL, count=count)


def prose(text: str, hedge: str = "", unit: str = "万元", top: str | None = None) -> Amount:
    """A number as printed in a sentence."""
    value = D(text)
    step = D(1).scaleb(int(value.as_tuple().exponent))
    return Amount(value, unit, step, Source.PROSE, Hedge(hedge), top=D(top) if top else None)


def exact(value: str) -> Interval:
    return Interval(D(value), D(value))


@pytest.mark.parametrize(
    ("pct", "whole", "fits"),
    [
        ("93.7", 12, False),
        ("91.7", 12, True),
        ("35.7", 14, True),
        ("35", 14, True),
        ("35.0", 14, False),
        ("38", 14, False),
        ("66.7", 3, True),
        ("66.6", 3, True),
        ("0", 5, True),
        ("100", 5, True),
    ],
)
def test_grim_vectors(pct: str, whole: int, fits: bool) -> None:
    """crosschecks.json `grim`: a share of countable things must be k/N, rounded or cut off."""
    assert fits == fits_count(D(pct), D(1).scaleb(int(D(pct).as_tuple().exponent)), whole)


def test_grim_of_nothing() -> None:
    """No share of nothing fits."""
    assert not fits_count(D(50), D(1), 0)


@given(st.integers(1, 400), st.data(), st.integers(0, 2))
def test_every_true_share_fits(whole: int, data: st.DataObject, digits: int) -> None:
    """Whatever k of N is, its share fits when rounded and when cut off."""
    k = data.draw(st.integers(0, whole))
    step = D(1).scaleb(-digits)
    share = D(k) * 100 / whole
    assert fits_count(share.quantize(step), step, whole)
    assert fits_count(share.quantize(step, "ROUND_DOWN"), step, whole)


@pytest.mark.parametrize(
    ("before", "after", "claim", "right"),
    [
        ("5", "2", "60.0", True),
        ("5", "2", "40", False),
        ("5", "2", "150", False),
        ("12", "6", "50.0", True),
        ("95", "98", "3.16", True),
        ("100", "130", "30.0", True),
        ("100", "130", "23.08", False),
    ],
)
def test_change_vectors(before: str, after: str, claim: str, right: bool) -> None:
    """crosschecks.json `change`: exact counts, relative to the start."""
    quotient = exact(after) / exact(before)
    lower, upper = sorted((abs(quotient.low - 1) * 100, abs(quotient.high - 1) * 100))
    assert right == (judge(Interval(lower, upper), cell(claim)) is None)


def test_defect_reduction_vector() -> None:
    """合格率 95→98 is 不良率 5→2: down 60 %, up 3 points, up 3.16 %."""
    before, after = exact("95"), exact("98")
    hundred = exact("100")
    defects = ((hundred - before) - (hundred - after)) / (hundred - before)
    assert judge(defects.scaled(100), cell("60.0")) is None
    assert (after - before) == exact("3")


@pytest.mark.parametrize(
    ("amount", "low", "high", "low_open", "high_open"),
    [
        (cell("12.5"), "12.45", "12.55", False, False),
        (cell("5", "人", count=True), "5", "5", False, False),
        (prose("5000"), "4750", "5250", False, False),
        (prose("4987"), "4986.5", "4987.5", False, False),
        (prose("860", "about"), "817", "903", False, False),
        (prose("5000", "about"), "4500", "5500", False, False),
        (prose("5000", "near"), "4500", "5000", False, False),
        (prose("30", "over"), "30", "36", True, False),
        (prose("30", "at_least"), "30", "45", False, False),
        (prose("300", "odd", "人"), "300", "400", True, True),
        (prose("20", "odd", "台"), "20", "30", True, True),
        (prose("50", "below"), "40", "50", False, True),
        (prose("50", "at_most"), "0", "50", False, False),
        (prose("50", "peak"), "0", "50", False, False),
        (prose("5", "range", "%", top="8"), "4.5", "8.5", False, False),
    ],
)
def test_hedge_table(amount: Amount, low: str, high: str, low_open: bool, high_open: bool) -> None:
    """The hedge table of crosschecks.md §2, row by row."""
    assert Interval(D(low), D(high), low_open, high_open) == amount.interval


def test_truncation_is_accepted() -> None:
    """66.6 % for 2/3 was cut off, not wrong."""
    two_thirds = exact("2") / exact("3")
    assert judge(two_thirds.scaled(100), cell("66.6")) is None


@pytest.mark.parametrize("hedge", [Hedge.FUTURE, Hedge.VAGUE])
def test_plans_and_vague_words_are_not_comparable(hedge: Hedge) -> None:
    """预计 and 数十 state no result."""
    assert not prose("30", hedge.value).comparable
    assert prose("30").comparable


@pytest.mark.parametrize(
    ("expected", "stated", "severity", "tag"),
    [
        ("60.00", "60.02", Severity.I, "rounding"),
        ("60.00", "62.00", Severity.W, None),
        ("60.00", "42.90", Severity.E, None),
        ("60.00", "0.60", Severity.E, "unit"),
        ("12000", "120000000", Severity.E, "unit"),
    ],
)
def test_grading(expected: str, stated: str, severity: Severity, tag: str | None) -> None:
    """crosschecks.md §2: two last digits I, 5 % W, more E, a power of ten is a slip of the unit."""
    miss = judge(exact(expected), cell(stated))
    assert miss is not None
    assert severity == miss.severity
    assert tag is None or tag in miss.tags


def test_worst_severity_caps() -> None:
    """A rule whose worst word is W never says E."""
    miss = judge(exact("60"), cell("20.00"), Severity.W)
    assert miss is not None
    assert miss.severity is Severity.W


@pytest.mark.parametrize(
    ("a", "b", "power"),
    [
        ("12000", "120000000", -4),
        ("120000000", "12000", 4),
        ("5", "50", -1),
        ("7", "8", 0),
        ("0", "8", 0),
        ("-5", "50", 0),
    ],
)
def test_power_of_ten(a: str, b: str, power: int) -> None:
    """P-12: n of 1, 2, 3, 4, 8 within 1 %."""
    assert power == power_of_ten(D(a), D(b))


numbers = st.decimals(min_value="-10000", max_value="10000", places=2, allow_nan=False, allow_infinity=False)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    a, b = sorted((draw(numbers), draw(numbers)))
    return Interval(a, b)


@st.composite
def inside(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    interval = draw(intervals())
    share = draw(st.decimals(min_value=0, max_value=1, places=3))
    return interval, interval.low + (interval.high - interval.low) * share


@given(inside(), inside())
def test_arithmetic_contains_the_truth(a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]) -> None:
    """Whatever the true numbers are, sum, difference and product lie in the computed interval."""
    (ia, x), (ib, y) = a, b
    assert (ia + ib).holds(x + y)
    assert (ia - ib).holds(x - y)
    assert (ia * ib).holds(x * y)


@given(inside(), inside())
def test_quotient_contains_the_truth(a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]) -> None:
    """So does the quotient, up to the precision of decimals; a divisor that may be zero raises."""
    (ia, x), (ib, y) = a, b
    if ib.low <= 0 <= ib.high:
        with pytest.raises(ZeroDivisionError):
            ia / ib
        return
    quotient, slip = ia / ib, D("1e-15")
    assert quotient.low - slip <= x / y <= quotient.high + slip


@given(intervals(), intervals())
def test_meeting_is_symmetric(a: Interval, b: Interval) -> None:
    """Two intervals meet both ways or not at all, and those that meet have no gap."""
    assert a.meets(b) == b.meets(a)
    assert a.gap(b) == b.gap(a)
    if a.meets(b):
        assert a.gap(b) == 0


@given(st.decimals(min_value="0.01", max_value="100000", places=2), st.sampled_from(list(Hedge)))
def test_a_number_is_near_its_own_interval(value: Decimal, hedge: Hedge) -> None:
    """No hedge moves a number away from itself: its value is in the closure of its interval."""
    interval = Amount(value, "%", D("0.01"), Source.PROSE, hedge).interval
    assert interval.low <= value <= interval.high


@given(st.decimals(min_value="1", max_value="100000", places=2))
def test_own_value_is_never_a_miss(value: Decimal) -> None:
    """A cell that prints the true value is right."""
    assert judge(Interval(value, value), Amount(value, "%", D("0.01"))) is None


@given(st.decimals(min_value="1", max_value="9999", places=4))
def test_rounding_and_cutting_off_are_never_a_miss(value: Decimal) -> None:
    """Whoever rounds or cuts the truth to two digits is not found."""
    for mode in ("ROUND_HALF_UP", "ROUND_DOWN"):
        printed = value.quantize(D("0.01"), mode)
        assert judge(Interval(value, value), Amount(printed, "%", D("0.01"))) is None


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(intervals(), st.decimals(min_value="1", max_value="1000", places=1), st.sampled_from(list(Severity)))
def test_judge_is_never_graver_than_worst(expected: Interval, stated: Decimal, worst: Severity) -> None:
    """`worst` caps the severity of every miss but a mere rounding."""
    assume(expected.low > 0)
    miss = judge(expected, Amount(stated, "%", D("0.1")), worst)
    if miss and "rounding" not in miss.tags:
        assert miss.severity.rank >= worst.rank
