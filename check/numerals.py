"""Numerals that rules find in sentences by themselves: 12, 1,260, 六, 两百三十 六成五 → their value."""

from __future__ import annotations

import re
from decimal import Decimal

import cn2an

from check.show import WAN
from model.submission import Field
from model.text import half_width

#: 三四 is vague, 一二三 no number.
_NONE = re.compile("[一二两三四五六七八九]{2,}")
#: How cn2an spells them.
_PLAIN = str.maketrans("两〇", "二零")
HAN = "一二两三四五六七八九十百"
#: 二 to 九十九 in Chinese numerals, whole: not the 二 of 十二.
TENS = r"(?<![一二两三四五六七八九十百])(?:[二两三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九])(?![十百])"
#: A number in digits, its thousands set apart or not.
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
#: What a plant's output is counted in.
GOODS = "吨|台|套|件|米|平方米|立方米|只|支|片|块|箱|瓶|辆"
#: A count in digits or in Chinese numerals.
COUNT = rf"(?:\d[\d,]{{0,6}}|[{HAN}]{{1,6}})"
#: The units of money and their worth in 元.
MONEY = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": WAN,
    "百万元": WAN * 100,
    "千万元": WAN * 1000,
    "亿元": WAN * WAN,
}


def read_number(printed: str) -> Decimal:
    """The value; raises ValueError for Chinese characters that are no numeral (一二三)."""
    if _NONE.fullmatch(printed):
        raise ValueError(printed)
    if printed[0].isdigit():
        return Decimal(printed.replace(",", ""))
    plain = printed.translate(_PLAIN)
    return Decimal(str(cn2an.cn2an("一" * plain.startswith(("百", "千", "万")) + plain, "smart")))


def whole_of(printed: str) -> int:
    """The value, 0 for what is no numeral (三四)."""
    try:
        return int(read_number(printed))
    except ValueError:
        return 0


def tenths_of(tens: str, ones: str) -> Decimal:
    """The percent of 六成五 (`ones` 五), 九成半 (半) or 三成 (""); raises ValueError for what is no numeral."""
    return read_number(tens) * 10 + (5 if ones == "半" else read_number(ones) if ones else 0)


def read_count(printed: str) -> Decimal | None:
    """The value; None for what is no numeral and for 一, which counts nothing (一条产线)."""
    try:
        return None if printed == "一" else read_number(printed)
    except ValueError:
        return None


def worth_of(number: str, unit: str | None) -> Decimal:
    """1,234.5 and 万元 (or 万) → 12345000 元; a count likewise (1.2 and 万 of 1.2万件), as it stands without a unit."""
    return worth_and_step(number, unit)[0]


def worth_and_step(number: str, unit: str | None) -> tuple[Decimal, Decimal]:
    """`worth_of` the number and of a one in its last printed place: 1.25 and 亿 → 125000000, 1000000."""
    value, factor = Decimal(number.replace(",", "")), MONEY[f"{(unit or '').removesuffix('元')}元"]
    return value * factor, Decimal(1).scaleb(int(value.as_tuple().exponent)) * factor


def read_in(field: Field) -> str:
    """The unit in which a sum printed without one was read (its label's, its sheet's, the form's); else ""."""
    printed = half_width(field.text).strip()
    if field.amount is None or not re.fullmatch(r"-?[\d,]*\d(?:\.\d+)?", printed):
        return ""
    bare = worth_of(printed, None)
    return next((unit for unit, worth in MONEY.items() if bare and bare * worth == field.amount.value), "")


#: 两千万元, 一亿二千万元: a sum in Chinese characters alone.
_WORDED = re.compile(r"(?P<n>[一二两三四五六七八九十百千零〇壹贰叁肆伍陆柒捌玖拾佰仟]{1,9})(?P<unit>亿|万)元")


def money_in_digits(text: str) -> str:
    """The text with such sums printed in digits: 两千万元 → 2000万元."""

    def digits(hit: re.Match[str]) -> str:
        value = whole_of(hit["n"])
        return f"{value}{hit['unit']}元" if value else hit[0]

    return _WORDED.sub(digits, text)
