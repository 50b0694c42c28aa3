"""Numbers and fields as a Chinese reader expects them in a sentence."""

from __future__ import annotations

from decimal import Decimal

from model.amount import Amount, Interval
from model.submission import Field
from model.text import squash

WAN = Decimal(10000)
#: Longer is no date: the line that it stands in.
_LONGEST_DATES = 30


def show_number(value: Decimal, step: Decimal) -> str:
    """1234.5 at step 0.01 → 1234.50; never an exponent."""
    digits = max(0, -int(step.normalize().as_tuple().exponent)) if step > 0 else 0
    return f"{value:.{digits}f}"


#: From here on a count is told in ten thousands: 3200万只, not 32000000只.
MANY = Decimal(10) ** 5


def show_amount(value: Decimal, unit: str, step: Decimal = Decimal("0.01")) -> str:
    """A value in its base unit; money in 万元."""
    if unit == "元":
        return f"{show_plain(round(value / WAN, 2))}万元"
    return f"{show_number(value, step)}{unit}"


def show_plain(value: Decimal) -> str:
    """Without trailing zeros: 12000.00 → 12000."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_range(interval: Interval, unit: str, step: Decimal) -> str:
    """60.00% where both ends print alike, else 60.0%～60.1%; money in 万元."""
    fine = min(step, Decimal("0.1")) if unit in ("%", "百分点") else step
    low, high = show_amount(interval.low, unit, fine), show_amount(interval.high, unit, fine)
    return low if low == high else f"{low}～{high}"


def show_percent(value: Decimal, unit: str = "%") -> str:
    """To one decimal, without a trailing zero: 60%, 57.1%."""
    return f"{show_plain(round(value, 1))}{unit}"


def show_stated(amount: Amount) -> str:
    """A number of prose with its hedge word: 约860万元, 30%以上."""
    scale = WAN if amount.unit == "元" or abs(amount.value) >= MANY else Decimal(1)
    text = show_plain(amount.value / scale)
    if amount.top is not None:
        text += f"～{show_plain(amount.top / scale)}"
    text += f"万{amount.unit}" if scale == WAN else amount.unit
    behind = amount.hedge_word in ("左右", "上下", "以上", "以内", "余", "多")
    return f"{text}{amount.hedge_word}" if behind else f"{amount.hedge_word}{text}"


def show_field(field: Field) -> str:
    """The value with the unit of the form: 62.00%, 12345.67万元; texts in quotes."""
    if field.amount is None:
        return f"“{field.value}”"
    unit = field.unit or ("%" if field.amount.unit == "%" else "")
    return field.value if field.value.endswith(unit) else f"{field.value}{unit}"


def show_dates(field: Field) -> str:
    """Dates as the cell prints them, so that they are found there: 2024年3月, where the value is 2024-03."""
    said = squash(field.text)
    return said if 0 < len(said) <= _LONGEST_DATES else field.value
