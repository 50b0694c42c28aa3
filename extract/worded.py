"""Numbers told in words: 三分之一, 1/3, 一半, 腰斩, 翻一番, 一成二, 八五折, 两倍半, 百分百, 1分30秒, 一年零七个月."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.numerals import read_numeral

_HUNDREDTH = Decimal("0.01")
_SECONDS = {"小时": 3600, "h": 3600, "分钟": 60, "分": 60, "min": 60, "秒": 1, "s": 1}
_WORDED = re.compile(
    r"(?P<of>(?P<den>[二三四五六七八九十]|\d{1,2})分之(?P<n>[一二三四五六七八九]|\d{1,2}))"
    r"|(?<![\d./])(?P<a>[1-9])/(?P<b>[2-9]|10)(?![\d/.])"
    r"|(?P<half>一半|半数|减半(?!径)|过半|近半|腰斩|对半砍|打了?个?对折)"
    r"|翻(?:了)?(?P<fan>[一二两三四1-4])?番|(?P<double>翻(?:了)?[一1]?倍)"
    r"|(?P<beihalf>[一二两三四五六七八九十]|\d+)倍半"
    r"|(?P<cheng>[一二两三四五六七八九])成(?P<cheng2>[一二三四五六七八九半]|(?<=[一二三四五六七八九]成)[1-9](?![\d.万亿台套个名人项家条种%]))"
    r"|(?P<zhe>[一二三四五六七八九])(?P<zhe2>[一二三四五六七八九])折"
    r"|(?P<hundred>百分之?百)"
)
_YEARS = r"[一二两三四五六七八九十]{1,3}"
_COUNT = rf"\d+|{_YEARS}"
_COMPOUND = re.compile(
    rf"(?<![\d.第])(?P<t1>{_COUNT})\s*(?:个(?=小时))?(?P<u1>小时|h|分钟|分(?!之)|min)(?:零|又|加)?\s*(?P<t2>\d{{1,2}}|{_YEARS})\s*(?P<u2>分钟|分(?!之)|min|秒|s)"
    r"(?![A-Za-z\d])"
)
#: 一个半小时, 1个半月, 2天半, 3小时半, 一刻钟.
_HALVES = re.compile(
    rf"(?<![\d.第])(?P<n>{_COUNT})\s*(?:个半(?P<unit>小时|月|钟头|工作日)|(?P<day>天|小时|分钟|个?月)半(?![成导自数天月])|(?P<quarter>刻钟))"
)
#: 一年零七个月, 1年7个月, 两年半: spans of time in months; not 2023年7个月, not 三年半成品.
_MONTHS = re.compile(
    rf"(?<![\d.第])(?P<years>\d{{1,2}}|(?<![一二两三四五六七八九十百零〇]){_YEARS})\s*年(?:(?P<half>半(?![成导自数]))"
    rf"|[零又加]?\s*(?P<months>\d{{1,2}}|{_YEARS})\s*个(?P<odd>半)?月)"
)


@dataclass(frozen=True, slots=True)
class Worded:
    """`value` in `unit`; `ratio`: it says times what was (翻两番 → 4倍); `hedge` is 过 or 近 of 过半, 近半."""

    value: Decimal
    unit: str
    step: Decimal
    start: int
    end: int
    printed_unit: str
    ratio: bool = False
    hedge: str = ""


def find_worded(flat: str) -> Iterator[Worded]:
    """Every such number of the text; those in words first, then compound times and spans of years."""
    for match in _WORDED.finditer(flat):
        if worded := _read(match, flat):
            yield worded
    for match in _COMPOUND.finditer(flat):
        small = _SECONDS[match["u2"]]
        total = (_small(match["t1"]) * _SECONDS[match["u1"]] + _small(match["t2"]) * small) // small
        unit = "秒" if small == 1 else "分钟"
        yield Worded(total, unit, Decimal(1), match.start(), match.end(), match["u2"])
    for match in _HALVES.finditer(flat):
        yield _half(match)
    for match in _MONTHS.finditer(flat):
        if months := _months(match):
            yield Worded(months, "月", Decimal(1), match.start(), match.end(), "个月")


def _half(match: re.Match[str]) -> Worded:
    count, start, end = _small(match["n"]), match.start(), match.end()
    if match["quarter"]:
        return Worded(count * 15, "分钟", Decimal(1), start, end, "刻钟")
    printed = (match["unit"] or match["day"]).removeprefix("个")
    unit = {"钟头": "小时", "工作日": "天"}.get(printed, printed)
    return Worded(count + Decimal("0.5"), unit, Decimal("0.5"), start, end, printed)


def _months(match: re.Match[str]) -> Decimal | None:
    years = read_numeral(match["years"])[0]
    rest = Decimal(6) if match["half"] else read_numeral(match["months"])[0]
    if years is None or rest is None:
        return None
    return years * 12 + rest + (Decimal("0.5") if match["odd"] else 0)


def _read(match: re.Match[str], flat: str) -> Worded | None:
    """None for what only looks like a number in words (3/5月)."""
    start, end, printed, one = match.start(), match.end(), match[0], Decimal(1)
    if match["of"]:
        den, part = _small(match["den"]), _small(match["n"])
        if part >= den:
            return None
        return Worded((part * 100 / den).quantize(_HUNDREDTH), "%", one, start, end, printed)
    if match["a"]:
        if int(match["a"]) >= int(match["b"]) or re.match(r"\s*(?:[A-Za-z]|月|日)", flat[end : end + 2]):
            return None
        value = (Decimal(match["a"]) * 100 / Decimal(match["b"])).quantize(_HUNDREDTH)
        return Worded(value, "%", one, start, end, printed)
    if match["half"]:
        hedge = printed[0] if printed in ("过半", "近半") else ""
        return Worded(Decimal(50), "%", one, start, end, printed, hedge=hedge)
    if match["beihalf"]:
        return Worded(_small(match["beihalf"]) + Decimal("0.5"), "倍", Decimal("0.5"), start, end, printed)
    if match["cheng"]:
        ones = Decimal(5) if match["cheng2"] == "半" else _small(match["cheng2"])
        return Worded(_small(match["cheng"]) * 10 + ones, "%", one, start, end, printed)
    if match["zhe"]:
        return Worded(_small(match["zhe"]) * 10 + _small(match["zhe2"]), "%", one, start, end, printed)
    if match["hundred"]:
        return Worded(Decimal(100), "%", one, start, end, printed)
    doublings = int(_small(match["fan"])) if match["fan"] else 1
    return Worded(Decimal(2) ** doublings, "倍", Decimal("0.2"), start, end, printed, ratio=True)


def _small(numeral: str) -> Decimal:
    return read_numeral(numeral)[0] or Decimal(1)
