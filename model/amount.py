"""Amount: a number exactly as precise as printed. The one place that knows tolerance, hedges and rounding.

Source: crosschecks.md §1–2 (R1 for cells, R2 for prose). Decimals only, never floats.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from model.finding import Severity

ZERO = Decimal(0)
FIVE_PERCENT = Decimal("0.05")
ONE_PERCENT = Decimal("0.01")
#: The powers of ten by which units slip: 十, 百, 千, 万, 亿.
POWERS = (1, 2, 3, 4, 8)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between `low` and `high`; an open end excludes its bound."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        if self.low > other.high or other.low > self.high:
            return False
        if self.low == other.high:
            return not (self.low_open or other.high_open)
        if other.low == self.high:
            return not (other.low_open or self.high_open)
        return True

    def holds(self, value: Decimal) -> bool:
        return self.meets(Interval(value, value))

    def gap(self, other: Interval) -> Decimal:
        """Distance between the two, 0 when they meet or touch."""
        return max(self.low - other.high, other.low - self.high, ZERO)

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: Interval) -> Interval:
        """Quotient; raises ZeroDivisionError when the divisor can be zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("divisor interval contains zero")
        corners = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def scaled(self, factor: Decimal | int) -> Interval:
        return self * Interval(Decimal(factor), Decimal(factor))


class Source(StrEnum):
    """Where a number was printed decides how far it may be rounded."""

    CELL = "cell"
    PROSE = "prose"


class Hedge(StrEnum):
    """The hedge classes of crosschecks.md §2; the words of each class are data (`corpora/lexicons/hedges.yml`)."""

    NONE = ""
    ABOUT = "about"
    NEAR = "near"
    OVER = "over"
    AT_LEAST = "at_least"
    ODD = "odd"
    BELOW = "below"
    AT_MOST = "at_most"
    PEAK = "peak"
    RANGE = "range"
    FUTURE = "future"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Amount:
    """A stated number.

    `value` (and `top` for a range a–b) in the base unit `unit` (元, %, 百分点, 倍, 人, 台 …); `step` is the worth of
    the last printed digit in that unit; `hedge_word` is the word as printed. `count`: a number of countable things,
    exact when printed without a hedge.
    """

    value: Decimal
    unit: str
    step: Decimal
    source: Source = Source.CELL
    hedge: Hedge = Hedge.NONE
    hedge_word: str = ""
    top: Decimal | None = None
    count: bool = False
    decimals: int = 0

    @property
    def u(self) -> Decimal:
        """Half of the last printed digit; 0 for unhedged counts."""
        return ZERO if self.count and self.hedge is Hedge.NONE else self.step / 2

    @property
    def comparable(self) -> bool:
        """Whether it states a definite result: plans and vague words (数十, 若干) do not."""
        return self.hedge not in (Hedge.FUTURE, Hedge.VAGUE)

    @property
    def interval(self) -> Interval:
        """The numbers that would be printed like this (hedge table of crosschecks.md §2)."""
        v, size = self.value, abs(self.value)
        match self.hedge:
            case Hedge.ABOUT:
                rate = Decimal("0.10") if _significant_digits(v) == 1 else FIVE_PERCENT
                return Interval(v - size * rate, v + size * rate)
            case Hedge.NEAR:
                return _ordered(v * Decimal("0.90"), v)
            case Hedge.OVER:
                return Interval(v, v + size / 5, low_open=True)
            case Hedge.AT_LEAST:
                reached = v - self.u if self.hedge_word == "达到" else v  # 达到5.63亿元 is rounded like 为5.63亿元
                return Interval(reached, v + size / 2)
            case Hedge.ODD:
                return Interval(v, v + _last_nonzero_unit(v), low_open=True, high_open=True)
            case Hedge.BELOW:
                return Interval(v - size / 5, v, high_open=True)
            case Hedge.AT_MOST | Hedge.PEAK:
                return Interval(min(ZERO, v), v)
            case Hedge.RANGE:
                return Interval(v - self.u, (self.top if self.top is not None else v) + self.u)
        if self.source is Source.CELL or self.u == 0:
            return Interval(v - self.u, v + self.u)
        rounded_to = self.step if self.decimals else _last_nonzero_unit(v)
        slack = max(self.u, min(rounded_to / 2, size * FIVE_PERCENT))
        return Interval(v - slack, v + slack)

    @property
    def claimed(self) -> Interval:
        """As `interval`, accepting truncation instead of rounding: [v, v+2u) away from zero."""
        plain = self.interval
        if self.hedge is not Hedge.NONE or self.u == 0:
            return plain
        if self.value < 0:
            return Interval(min(plain.low, self.value - 2 * self.u), plain.high)
        return Interval(plain.low, max(plain.high, self.value + 2 * self.u))


@dataclass(frozen=True, slots=True)
class Miss:
    """How far a stated number is from what it should be: severity after crosschecks.md §2, and tags."""

    severity: Severity
    gap: Decimal
    tags: tuple[str, ...] = ()


def judge(expected: Interval, stated: Amount, worst: Severity = Severity.E) -> Miss | None:
    """None when `stated` can be right; else a Miss, never graver than `worst`.

    Gap of at most two last digits → I `rounding`; relative gap ≤ 5 % → W; more → E; a factor 10^n → E `unit`.
    """
    claim = stated.claimed
    if expected.meets(claim):
        return None
    gap = expected.gap(claim)
    if power := power_of_ten(stated.value, expected.middle):
        return Miss(_softest(Severity.E, worst), gap, ("unit", f"10^{power}"))
    if gap <= 2 * stated.step:
        return Miss(Severity.I, gap, ("rounding",))
    scale = max(abs(stated.value), abs(expected.middle))
    severity = Severity.W if gap <= scale * FIVE_PERCENT else Severity.E
    return Miss(_softest(severity, worst), gap)


def power_of_ten(a: Decimal, b: Decimal) -> int:
    """n of {1,2,3,4,8} (or its negative) when a ≈ b·10^n within 1 %, else 0."""
    if a == 0 or b == 0 or (a < 0) != (b < 0):
        return 0
    ratio = a / b
    digits = ratio.adjusted()
    near = (n for n in (digits, digits + 1) if abs(n) in POWERS and abs(ratio.scaleb(-n) - 1) <= ONE_PERCENT)
    return next(near, 0)


def fits_count(percent: Decimal, step: Decimal, whole: int) -> bool:
    """GRIM: whether some k of `whole` things gives this printed percentage (rounded or truncated).

    Source: N. Brown, J. Heathers, The GRIM Test (2016); crosschecks.md A-06.
    """
    if whole <= 0:
        return False
    nearest = int(percent * whole / 100)
    for k in range(max(0, nearest - 1), min(whole, nearest + 2) + 1):
        exact = Decimal(k) * 100 / whole
        if abs(exact - percent) <= step / 2 or percent <= exact < percent + step:
            return True
    return False


def _softest(severity: Severity, worst: Severity) -> Severity:
    return severity if severity.rank >= worst.rank else worst


def _ordered(a: Decimal, b: Decimal) -> Interval:
    return Interval(min(a, b), max(a, b))


def _last_nonzero_unit(value: Decimal) -> Decimal:
    """Worth of the last digit that is not zero: 5000 → 1000, 4987 → 1, 0.30 → 0.1."""
    if value == 0:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _significant_digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)
