"""Numerals that rules find in sentences by themselves: 12, 1,260, 六, 两百三十 → their value."""

from __future__ import annotations

from decimal import Decimal

import cn2an

HAN = "一二两三四五六七八九十百"
#: A count in digits or in Chinese numerals.
COUNT = rf"(?:\d[\d,]{{0,6}}|[{HAN}]{{1,6}})"


def read_number(printed: str) -> Decimal:
    """The value; raises ValueError for Chinese characters that are no numeral (一二三)."""
    if printed[0].isdigit():
        return Decimal(printed.replace(",", ""))
    return Decimal(str(cn2an.cn2an(printed.replace("两", "二"), "smart")))


def read_count(printed: str) -> Decimal | None:
    """The value; None for what is no numeral and for 一, which counts nothing (一条产线)."""
    try:
        return None if printed == "一" else read_number(printed)
    except ValueError:
        return None
