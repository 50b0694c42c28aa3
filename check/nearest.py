"""The nearest true reading: which innocent slip would make a stated number right, with the formula and its values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from check.grade import is_swapped
from check.show import show_amount, show_percent, show_plain
from model.amount import Amount, Interval, power_of_ten
from model.submission import Field

HUNDRED = Interval(Decimal(100), Decimal(100))
#: 1 + the rates of value added tax: sales with tax are that much above the statement.
TAX_FACTORS = (Decimal("1.13"), Decimal("1.09"), Decimal("1.06"))
_NEAR = Decimal("0.002")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the number may have been meant as.

    `tag`: unit | tax_included | typo | other_year | other_definition | other_scope | base_swap | points; `hint` a
    Chinese clause; `formula` that clause in numbers; `interval` what such a number would be.
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
    """The first reading that fits: the unit, one of `others` (in their order), value added tax, digits changed over.

    `right` is the number it was held against. None where nothing innocent is near: the miss stands as it is.
    """
    if found := _unit(stated, right):
        return found
    claim = stated.claimed
    if found := next((reading for reading in others if reading.interval.meets(claim)), None):
        return found
    return _tax(stated, right) or _typo(stated, right)


def _unit(stated: Amount, right: Amount) -> Reading | None:
    power = power_of_ten(stated.value, right.value)
    if not power:
        return None
    times = f"×10^{power}" if power > 0 else f"÷10^{-power}"
    formula = f"{_show(right.value, right.unit)}{times}＝{_show(stated.value, stated.unit)}"
    return Reading("unit", "单位疑有出入", formula, right.interval.scaled(Decimal(10) ** power))


def _tax(stated: Amount, right: Amount) -> Reading | None:
    if stated.unit != "元" or right.value <= 0:
        return None
    for factor in TAX_FACTORS:
        if abs(stated.value / (right.value * factor) - 1) <= _NEAR:
            formula = f"{_show(right.value, '元')}×{factor}＝{_show(right.value * factor, '元')}"
            return Reading("tax_included", "疑含增值税", formula, right.interval.scaled(factor))
    return None


def _typo(stated: Amount, right: Amount) -> Reading | None:
    if not is_swapped(right.interval, stated):
        return None
    formula = f"{_show(right.value, right.unit)}与{_show(stated.value, stated.unit)}"
    return Reading("typo", "相邻两位数字疑写颠倒", formula, right.interval)


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
