"""The nearest true reading: which innocent slip would make a stated number right, with the formula and its values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from check.grade import is_swapped
from check.show import WAN, show_amount, show_percent, show_plain
from model.amount import Amount, Hedge, Interval, power_of_ten
from model.submission import Field

HUNDRED = Interval(Decimal(100), Decimal(100))
#: 1 + the rates of value added tax: sales with tax are that much above the statement.
TAX_FACTORS = (Decimal("1.13"), Decimal("1.09"), Decimal("1.06"))
OPEN = frozenset({Hedge.OVER, Hedge.AT_LEAST, Hedge.ODD, Hedge.BELOW, Hedge.AT_MOST})
_NEAR = Decimal("0.002")
_FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """What the number may have been meant as.

    `tag`: unit | tax_included | typo | other_year | other_definition | other_line | gross_margin | other_scope |
    other_end | base_swap | points;
    `hint` a Chinese clause; `formula` that clause in numbers; `interval` what such a number would be.
    """

    tag: str
    hint: str
    formula: str
    interval: Interval

    @property
    def said(self) -> str:
        """，与2023年数相符（2023年为25902.44万元）: ready to stand before 请核实."""
        return f"，{self.hint}（{self.formula}）"


def find_reading(stated: Amount, right: Amount, others: Iterable[Reading] = ()) -> Reading | None:
    """The first reading that fits: the unit, one of `others` (in their order), value added tax, a slip of the digits.

    `right` is the number it was held against. None where nothing innocent is near: the miss stands as it is.
    """
    if found := _unit(stated, right):
        return found
    claim = closed(stated)
    if found := next((reading for reading in others if reading.interval.meets(claim)), None):
        return found
    return _tax(stated, right) or _typo(stated, right)


def closed(stated: Amount) -> Interval:
    """The numbers that a claim may mean; a percentage whose hedge is open to one side (达到52%) stands for itself:
    else any wrong formula that gives more would seem to reproduce it."""
    if stated.unit == "%" and stated.hedge in OPEN:
        return replace(stated, hedge=Hedge.NONE, hedge_word="").claimed
    return stated.claimed


def find_ratio_reading(stated: Amount, right: Interval, others: Iterable[Reading] = ()) -> Reading | None:
    """As `find_reading`, held against a percentage that was computed; its middle stands for it in the formula."""
    return find_reading(stated, Amount(round(right.middle, 2), "%", Decimal("0.01")), others)


def _unit(stated: Amount, right: Amount) -> Reading | None:
    power = power_of_ten(stated.value, right.value)
    if not power:
        return None
    times = f"×10^{power}" if power > 0 else f"÷10^{-power}"
    formula = f"{_show(right.value, right.unit)}{times}＝{_show(stated.value, stated.unit)}"
    hint = "单位疑有出入"
    if power in (1, -1):
        hint = "疑多写一个零或小数点错一位" if power > 0 else "疑少写一个零或小数点错一位"
    return Reading("unit", hint, formula, right.interval.scaled(Decimal(10) ** power))


def _tax(stated: Amount, right: Amount) -> Reading | None:
    if stated.unit != "元" or right.value <= 0:
        return None
    for factor in TAX_FACTORS:
        for sign, times, hint in (("×", factor, "疑含增值税"), ("÷", 1 / factor, "疑为不含增值税的数")):
            if abs(stated.value / (right.value * times) - 1) <= _NEAR:
                formula = f"{_show(right.value, '元')}{sign}{factor}＝{_show(right.value * times, '元')}"
                return Reading("tax_included", hint, formula, right.interval.scaled(times))
    return None


def _typo(stated: Amount, right: Amount) -> Reading | None:
    formula = f"{_show(right.value, right.unit)}与{_show(stated.value, stated.unit)}"
    if is_swapped(right.interval, stated):
        return Reading("typo", "相邻两位数字疑写颠倒", formula, right.interval)
    if _is_one_digit_more(_digits(stated), _digits(right)):
        return Reading("typo", "疑多写一位数字", formula, right.interval)
    if _is_one_digit_more(_digits(right), _digits(stated)):
        return Reading("typo", "疑漏写一位数字", formula, right.interval)
    return None


def _digits(amount: Amount) -> tuple[str, int]:
    """(the digits as printed, how many stand before the point), in 万元 where money was printed so."""
    value = abs(amount.value) / (WAN if amount.unit == "元" and amount.step != 1 else 1)
    whole, _, rest = f"{value:f}".partition(".")
    return whole + rest.rstrip("0"), len(whole)


def _is_one_digit_more(longer: tuple[str, int], shorter: tuple[str, int]) -> bool:
    """12845 for 1284.5 is a slip of the unit; 120845 for 12845 has a digit too many. Short numbers prove nothing."""
    (more, _), (less, point) = longer, shorter
    if len(less) < _FEWEST_DIGITS or len(more) != len(less) + 1 or longer[1] != point + 1:
        return False
    return any(more[:at] + more[at + 1 :] == less for at in range(len(more)))


def other_years(series: dict[int, Field], year: int | None) -> Iterator[Reading]:
    """The same row of the table in its other years."""
    for other, field in series.items():
        if other != year and field.amount:
            told = _show(field.amount.value, field.amount.unit)
            yield Reading("other_year", f"与{other}年数相符", f"{other}年为{told}", field.amount.interval)


def other_field(name: str, field: Field) -> Reading | None:
    """Another quantity of the same kind: 净利润 for 利润总额, 营业收入 for 主营业务收入."""
    if field.amount is None:
        return None
    told = _show(field.amount.value, field.amount.unit)
    return Reading("other_definition", f"与{name}相符", f"{name}为{told}", field.amount.interval)


def other_owners(field: Field, amounts: Iterable[Amount]) -> Iterator[Reading]:
    """Values that other papers give for the same line: the parent's beside the group's statement."""
    for amount in amounts:
        if field.amount and amount.value != field.amount.value:
            told = _show(amount.value, amount.unit)
            yield Reading("other_scope", "与另一份报表相符，疑合并与母公司口径不同", f"另一份为{told}", amount.interval)


def other_end(name: str, field: Field | None) -> Iterator[Reading]:
    """The cell of the other end of a change: 建设完成后 for 建设完成前."""
    if field and field.amount:
        told = _show(field.amount.value, field.amount.unit)
        yield Reading("other_end", f"与{name}相符，疑前后颠倒", f"{name}为{told}", field.amount.interval)


def wrong_parts(part: Amount, whole: Amount, unit: str = "%") -> Iterator[Reading]:
    """What is left instead of the part, and the whole over the part, of a share part ÷ whole."""
    if part.interval.low <= 0 or whole.interval.low <= 0:
        return
    a, b = show_plain(part.value), show_plain(whole.value)
    left = show_percent((whole.value - part.value) / whole.value * 100, unit)
    yield Reading("other_definition", "疑为其余部分的占比", f"（{b}－{a}）÷{b}＝{left}",
                  HUNDRED - (part.interval / whole.interval).scaled(100))  # fmt: skip
    over = show_percent(whole.value / part.value * 100, unit)
    yield Reading("base_swap", "疑分子分母颠倒", f"{b}÷{a}＝{over}", (whole.interval / part.interval).scaled(100))


def wrong_bases(right: Amount, falls: bool) -> Iterator[Reading]:
    """What the usual wrong formulas make of a right change in percent (after instead of before; what is left)."""
    if right.unit != "%" or not 0 < right.value < 100:
        return
    rate, value = right.interval, right.value
    shown = show_percent(value)
    if falls:
        left = HUNDRED - rate
        over = value / (100 - value) * 100
        formula = f"{shown}÷（100%－{shown}）＝{show_percent(over)}"
        yield Reading("base_swap", "疑以变化后为基数", formula, (rate / left).scaled(100))
        yield Reading("base_swap", "疑为变化后占变化前之比", f"100%－{shown}＝{show_percent(100 - value)}", left)
    else:
        grown = HUNDRED + rate
        under = value / (100 + value) * 100
        formula = f"{shown}÷（100%＋{shown}）＝{show_percent(under)}"
        yield Reading("base_swap", "疑以变化后为基数", formula, (rate / grown).scaled(100))


def points_for_percent(before: Amount, after: Amount) -> Iterator[Reading]:
    """Both ends in percent: the difference in points, told as a percentage, and the other way round."""
    if before.unit != "%" or after.unit != "%" or before.interval.low <= 0:
        return
    ends = f"{show_plain(after.value)}%－{show_plain(before.value)}%"
    diff = after.interval - before.interval
    sign = -1 if after.value < before.value else 1
    points = show_plain(abs(after.value - before.value))
    formula = f"{ends}＝{'－' if sign < 0 else ''}{points}个百分点"
    yield Reading("points", "疑为百分点", formula, diff.scaled(sign))
    rate = (after.interval / before.interval - Interval(Decimal(1), Decimal(1))).scaled(100 * sign)
    told = show_percent(abs(after.value - before.value) / before.value * 100)
    yield Reading("points", "疑为相对变化", f"（{ends}）÷{show_plain(before.value)}%＝{told}", rate)


def _show(value: Decimal, unit: str) -> str:
    if unit == "元":
        return show_amount(value, unit)
    return f"{show_plain(value)}{unit}"
