"""Dates as precise as printed: 2023 · 2023-05 · 2023-05-18, and periods 2023-05/2024-06 (open end: 2023-05/)."""

from __future__ import annotations

import re

from model.text import HAN_DIGITS, squash

_HAN_YEAR = re.compile(
    r"([一二三四五六七八九〇○零]{2,4})年(?:(十[一二]?|[一二三四五六七八九])月)?(?:([一二三]?十[一二三四五六七八九]?|[一二三]?[一二三四五六七八九]|)[日号])?"
)
_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2}|(?<![\d.])\d{2}(?=年))(?:年度?|[-./](?=\d))?"
    r"(?:(?<=[年\-./度])(?P<m>0?[1-9]|1[0-2])(?!\d)(?:月份?|[-./](?=\d)|(?=$|[^\d万元%])))?"
    r"(?:(?<=[月\-./])(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)[日号]?)?"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?(?!\d)")
_OPEN_END = ("至今", "长期", "现在", "目前", "在建")


def find_dates(text: str) -> list[tuple[str, int, int]]:
    """Every date in `text` (already squashed): (ISO as precise as printed, start, end)."""
    found = []
    for match in _DATE.finditer(text):
        year = match["y"] if len(match["y"]) == 4 else "20" + match["y"]
        parts = [year]
        if match["m"]:
            parts.append(match["m"].zfill(2))
            if match["d"]:
                parts.append(match["d"].zfill(2))
        found.append(("-".join(parts), match.start(), match.end()))
    return found


def read_date(text: str) -> str | None:
    """The first date in `text`, or None: 2025年8月20日, 2025.8, 2025/08/20, 二〇二五年八月, 20250820."""
    flat = _from_han(squash(text))
    if compact := _COMPACT.search(flat):
        return "-".join(part for part in compact.groups() if part)
    dates = find_dates(flat)
    return dates[0][0] if dates else None


def read_period(text: str) -> str | None:
    """`start/end` of a printed period; the end takes the start's year when only its month is printed."""
    flat = _from_han(squash(text))
    if compact := _COMPACT.findall(flat):
        dates = ["-".join(part for part in groups if part) for groups in compact]
    else:
        dates = [iso for iso, _, _ in find_dates(flat)]
        if len(dates) == 1 and (short := re.search(r"[-—–~～至到](\d{1,2})月(?:(\d{1,2})[日号])?", flat)):
            tail = [dates[0][:4], short[1].zfill(2)] + ([short[2].zfill(2)] if short[2] else [])
            dates.append("-".join(tail))
    if not dates:
        return None
    if len(dates) >= 2:
        return f"{dates[0]}/{dates[1]}"
    if any(word in flat for word in _OPEN_END):
        return f"{dates[0]}/"
    return None


def read_year(text: str) -> str | None:
    """The year of a column head: 2022年, 2022, 2022年度, 二〇二二年; None for 20**年."""
    match = re.search(r"(?<!\d)((?:19|20)\d{2})(?!\d)", _from_han(squash(text)))
    return match[1] if match else None


def _from_han(text: str) -> str:
    """二〇二五年八月二十日 → 2025年8月20日."""

    def plain(match: re.Match[str]) -> str:
        year = match[1].translate(HAN_DIGITS)
        month = f"{_small(match[2])}月" if match[2] else ""
        day = f"{_small(match[3])}日" if match[3] else ""
        return f"{year}年{month}{day}"

    return _HAN_YEAR.sub(plain, text)


def _small(numeral: str) -> int:
    """一 … 三十一."""
    if "十" not in numeral:
        return int(numeral.translate(HAN_DIGITS))
    tens, _, ones = numeral.partition("十")
    return int(tens.translate(HAN_DIGITS) or 1) * 10 + int(ones.translate(HAN_DIGITS) or 0)
