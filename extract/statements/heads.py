"""Heads and headings → what a column holds: this period or the one before, which year, whose, in which unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from model.statement import StatementGuide
from model.text import HAN_DIGITS, squash

FACTORS = {
    "亿元": Decimal("1e8"),
    "千万元": Decimal("1e7"),
    "百万元": Decimal("1e6"),
    "万元": Decimal("1e4"),
    "千元": Decimal("1e3"),
    "元": Decimal(1),
}
_DASHES = re.compile(r"[–—―−~～－一](?=\d)")
_HAN_DIGITS = HAN_DIGITS | {ord("O"): "0"}
_UNIT = r"(亿元|千万元|百万元|万元|千元|元)"
_OURS = r"(?<!编制)(?<!填报)(?<!报送)(?<!申报)(?<!编报)单位(?:均?为|是)?[:：;；.]?[(]?(?:人民币|RMB)?[:：]?"
#: Words that stand beside a unit in its brackets: （万元，经审计）, （合并口径、万元）, （单位千元/人民币）.
_BESIDE = r"[^()\[\]元]{1,20}"
_UNITS = (
    re.compile(rf"{_OURS}{_UNIT}(?![\u4e00-\u9fff])"),
    re.compile(rf"{_OURS}{_UNIT}(?=币种|人民币|$|会|[\u4e00-\u9fff]{{2,10}}[:：])"),  # 单位：万元 编制日期：…
    re.compile(rf"(?:金额|货币)(?:单位)?(?:均?以|均?为|是)?[:：]?(?:人民币)?{_UNIT}(?:为单位)?"),
    re.compile(rf"人民币[(]?{_UNIT}"),
    re.compile(rf"[(\[【]{_UNIT}[)\]】]"),
    re.compile(rf"^{_UNIT}$"),
    re.compile(rf"[(\[【](?:{_BESIDE}[,、;/:·])?以?{_UNIT}(?:[,、;·]{_BESIDE}|/?人民币|计|列示|为单位)?[)\]】]"),
    re.compile(rf"(?:均?以|按){_UNIT}(?:计算?|列示|填列|表示|反映|为单位)(?![\u4e00-\u9fff]*\d)"),
    re.compile(rf"(?<=[表据标况要览目])[-—:/,]?{_UNIT}$"),
)
#: The last sign of the unit lost or misread on a scan: 单位：万, 单位：万兀.
_CUT = re.compile(rf"{_OURS}(亿|百万|万|千)[兀无几]?(?=[)\]】]|币种|人民币|$)")
_DAY = re.compile(r"(20\d{2})(?:年(?=\d{1,2}月)|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?(?!\d)")
_SPAN = re.compile(r"(20\d{2})(?:年|[-./])0?1(?:月份?)?[-~至到—](?:20\d{2}年)?(\d{1,2})月")
_MONTH = re.compile(r"(20\d{2})(?:年|[-./])(\d{1,2})(?:月份?|期)?(?![\d.,])")
_QUARTER = re.compile(r"(20\d{2})年?(?:第?([一二三四1-4])季度|(半年度|上半年|中期))")
_YEAR = re.compile(r"(?<![\d.,])(20[0-4]\d)(?:年度?|(?![\d.,]))")
_HAN_YEAR = re.compile(r"[二2][〇○零O0][〇○零O0一二三四][〇○零O0一二三四五六七八九]年")


@dataclass(frozen=True, slots=True)
class Date:
    """Year, last month (None: not printed) and day of a statement's date."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a column's head says. `role`: now | before | month | skip | "" (silent)."""

    text: str
    role: str = ""
    date: Date | None = None
    scope: str = ""
    unit: str = ""
    start_of_year: bool = False
    cumulative: bool = False

    @property
    def speaks(self) -> bool:
        return bool(self.role or self.date)


def _quarter(match: re.Match[str]) -> Date:
    number = 2 if match[3] else "一二三四".find(match[2]) + 1 or int(match[2])
    return Date(int(match[1]), 3 * number)


_DATES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Date]], ...] = (
    (_SPAN, lambda m: Date(int(m[1]), int(m[2]))),
    (_DAY, lambda m: Date(int(m[1]), int(m[2]), int(m[3]))),
    (_QUARTER, _quarter),
    (_MONTH, lambda m: Date(int(m[1]), int(m[2]))),
    (_YEAR, lambda m: Date(int(m[1]))),
)


def find_unit(text: str) -> str:
    """The unit that a heading, caption or paragraph gives for its figures, or ""."""
    flat = squash(text)
    if found := next((match[1] for pattern in _UNITS if (match := pattern.search(flat))), ""):
        return found
    cut = _CUT.search(flat) if "单位" in flat else None
    return f"{cut[1]}元" if cut else ""


def find_dates(text: str, other_dates: Sequence[str] = ()) -> list[Date]:
    """All dates of a text, the most exact reading of each; those behind 打印日期 and the like are left out."""
    flat = _HAN_YEAR.sub(lambda m: m[0].translate(_HAN_DIGITS), _DASHES.sub("-", squash(text)))
    for word in other_dates:
        flat = re.sub(rf"{word}[^\d]{{0,6}}20\d{{2}}(?:年|[-./])\d{{1,2}}(?:月|[-./])(?:\d{{1,2}}日?)?", "", flat)
    found: list[Date] = []
    for pattern, make in _DATES:
        found += [
            date for m in pattern.finditer(flat) if (date := make(m)).month is None or 1 <= (date.month or 0) <= 12
        ]
        flat = pattern.sub("|", flat)
    return found


class HeadReader:
    """Reads heads with the words of one guide."""

    def __init__(self, guide: StatementGuide) -> None:
        used = ("now", "before", "skip", "month", "cumulative", "consolidated")
        self._words = {key: re.compile("|".join(guide.words[key])) for key in used}
        self._labels = re.compile(rf"(?:{'|'.join(guide.words['label_heads'])})(?:[(].*[)])?")
        self.other_dates = guide.words["other_dates"]

    def is_label_head(self, text: str) -> bool:
        """项目, 资产, 负债和所有者权益 …: the head of a column of names."""
        return bool(self._labels.fullmatch(squash(text).strip(":")))

    def read(self, parts: Sequence[str]) -> Head:
        """The texts above a column, from the top down."""
        text = "".join(squash(part) for part in parts)
        head = Head(text)
        if not text or re.search(r"单位[:：]|编制人|负责人", text):
            return head
        if self._words["skip"].search(text):
            return replace(head, role="skip")
        dates = find_dates(text)
        date = dates[0] if dates else None
        start = bool(re.search(r"20\d{2}年?(?:年初|期初|初|0?1月0?1日)|20\d{2}[-./]0?1[-./]0?1(?!\d)", text))
        cumulative = bool(self._words["cumulative"].search(text))
        role = ""
        opening = re.search(r"年初|期初", text)
        if opening or (self._words["before"].search(text) and not re.search(r"^(?:期末|年末|本期|本年)", text)):
            role = "before"
        elif cumulative or (self._words["now"].search(text)):
            role = "now"
        if not cumulative and self._words["month"].search(text):
            role = "month"
        scope = "consolidated" if self._words["consolidated"].search(text) else ""
        scope = scope or ("parent" if re.search(r"(?<!子)公司", text) else "")
        return replace(head, role=role, date=date, scope=scope, unit=find_unit(text) if "元" in text else "",
                       start_of_year=start, cumulative=cumulative)  # fmt: skip


def choose_date(texts: Sequence[str], other_dates: Sequence[str], balance: bool) -> Date | None:
    """The date that the nearest text gives (nearest first): one date, or the later of two neighbouring years.

    A day that ends no month is no balance date; several years that are no neighbours say nothing.
    """
    for text in texts:
        dates = find_dates(text, other_dates)
        days = [d for d in dates if d.day is not None]
        dates = [d for d in days if _ends_month(d)] or [d for d in dates if d.day is None]
        if not dates:
            continue
        years = sorted({d.year for d in dates})
        if len(years) > 2 or (len(years) == 2 and years[1] - years[0] != 1):
            return None
        last = [d for d in dates if d.year == years[-1]]
        return max(last, key=lambda d: (d.month or 0, d.day or 0))
    return None


def _ends_month(date: Date) -> bool:
    return date.day is not None and date.day >= 28
