"""Printed numerals → (value, worth of the last printed digit): 1,234.50 · 三千二百 · 叁佰万."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

import cn2an

SCALES = {
    "亿": Decimal("1e8"), "千亿": Decimal("1e11"), "百亿": Decimal("1e10"), "万": Decimal("1e4"), "w": Decimal("1e4"),
    "千万": Decimal("1e7"), "百万": Decimal("1e6"), "十万": Decimal("1e5"), "千": Decimal("1e3"), "百": Decimal("1e2"),
    "十": Decimal("10"), "万亿": Decimal("1e12"),
}  # fmt: skip
#: Digits with or without separators; a comma followed by other than three digits ends the number.
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_HAN_DIGIT = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖俩仨"
HAN = rf"[{_HAN_DIGIT}十百千拾佰仟][{_HAN_DIGIT}十百千万亿拾佰仟]*(?:点[零〇一二三四五六七八九]+)?"
#: 四亿二, 三万六, 八千五: the last digit counts the next lower unit.
_ELIDED = re.compile(r".*(亿|万|千|百)[一二三四五六七八九]")
_NEXT = {"亿": "千万", "万": "千", "千": "百", "百": "十"}
#: 六亿八千 is 六亿八千万: hundreds of millions go on in ten thousands.
_THOUSANDS = re.compile(r"(亿[一二三四五六七八九]千)$")
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟俩仨两〇", "一二三四五六七八九十百千二三二零")


def read_numeral(printed: str) -> tuple[Decimal | None, Decimal]:
    """(value, worth of the last printed digit); (None, 1) for what is no numeral."""
    if printed[-1].isdigit():
        try:
            value = Decimal(printed.replace(",", ""))
        except InvalidOperation:
            return None, Decimal(1)
        exponent = value.as_tuple().exponent
        return value, Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    plain = printed.translate(_FORMAL)
    if re.fullmatch(r"[一二三四五六七八九]{2,}", plain):  # 二三十人, 三四台 are vague, 一二三 is no number
        return None, Decimal(1)
    elided = _ELIDED.fullmatch(plain)
    plain = plain + _NEXT[elided[1]] if elided else plain
    plain = _THOUSANDS.sub(r"\1万", plain)
    try:
        value = Decimal(str(cn2an.cn2an(plain, "smart")))
    except (ValueError, KeyError):
        return None, Decimal(1)
    exponent = value.normalize().as_tuple().exponent  # 三千二百万 is as precise as 3200万
    return value, Decimal(1).scaleb(exponent if isinstance(exponent, int) and value else 0)
