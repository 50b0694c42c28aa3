"""Cells → figures: a number as printed in a statement, an empty sign, a note reference, or text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from model.text import squash

#: Signs of a negative number: dashes of all widths, and the triangle of older sheets (△1,234.56).
_DASHES = str.maketrans(dict.fromkeys("−–—―﹣－─━一△▲∆", "-"))
_EMPTY = re.compile(r"^(?:[-/\\*·.]{0,6}|无|不适用|N/?A|0?空白?)$", re.I)
_PLAIN = re.compile(
    r"^(?P<open>[(\[])?(?P<sign>[-+])?(?:¥|￥|RMB|人民币)?(?P<sign2>-)?(?P<digits>[\d.,'’]+)(?P<unit>亿元|百万元|万元|千元|元)?(?P<close>[)\]])?$"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMERAL = r"[一二三四五六七八九十\dIVXⅠ-Ⅻ]{1,4}"
_NOTE = re.compile(rf"(?:附注|注释?)?[(]?{_NUMERAL}[)]?(?:[、.,:\-(]*{_NUMERAL}[)]*)*[、.]?")


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` and `step` in the printed unit; `unit` where it stands in the cell; `sure` False for odd separators."""

    value: Decimal
    step: Decimal
    unit: str = ""
    sure: bool = True


def read_figure(text: str) -> Figure | None:
    """The number of a cell, or None where it is empty, a note reference, a percentage or words."""
    flat = squash(text)
    if not re.search(r"\d", flat) or is_note(flat):
        return None
    flat = flat.replace("，", ",").replace("。", ".").replace("、", ",").translate(_DASHES)
    match = _PLAIN.match(flat)
    if not match or bool(match["open"]) != bool(match["close"]):
        return None
    digits, sure = _ungroup(match["digits"])
    if digits is None or (not sure and re.search(r"\d\s+[.,，]?\d", text)):
        return None  # “111,152 19 .10”: pieces of two cells
    value = Decimal(digits)
    if match["open"] or match["sign"] == "-" or match["sign2"]:
        value = -value
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return Figure(value, step, match["unit"] or "", sure)


def _ungroup(digits: str) -> tuple[str | None, bool]:
    """Digits without separators, and whether they stand as one writes them."""
    digits = digits.strip("'’").replace("'", ",").replace("’", ",")
    if re.fullmatch(r"\d+(?:\.\d+)?", digits) or _GROUPED.fullmatch(digits):
        return digits.replace(",", ""), True
    parts = re.split(r"[.,]", digits)
    if not all(part.isdigit() for part in parts):
        return None, False
    *middle, last = parts[1:]
    if parts[0] and len(parts[0]) <= 3 and all(len(part) == 3 for part in middle) and len(last) in (1, 2):
        return "".join(parts[:-1]) + "." + last, False  # a dot read as a comma, or the other way round
    if all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and len(parts) > 2:
        return "".join(parts), False
    if digits.count(".") <= 1 and re.fullmatch(r"[\d,]+(?:\.\d{1,4})?", digits):
        return digits.replace(",", ""), False  # 12,34,567.00: grouped by hand
    return None, False


def is_empty(text: str) -> bool:
    """Whether a cell says nothing: blank, a dash, a slash, 无."""
    return bool(_EMPTY.match(squash(text).translate(_DASHES)))


def is_note(text: str) -> bool:
    """Whether a cell refers to a note: 七、1, 附注五（一）3, (12)、."""
    flat = squash(text)
    flat = flat.replace("，", ",")
    told = re.search(r"[一二三四五六七八九十、注]|[IVXⅠ-Ⅻ]", flat)
    return len(flat) <= 14 and bool(told and _NOTE.fullmatch(flat)) and set(flat) != {"一"}


def is_money(text: str) -> bool:
    """Whether a number looks like money and not like a row number: separators, decimals or five digits."""
    flat = squash(text)
    return bool(re.search(r"[.,，]\d|\d{5}", flat)) and read_figure(text) is not None


def plain_value(value: Decimal) -> str:
    """Without exponent and without trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
