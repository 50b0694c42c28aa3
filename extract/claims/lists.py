"""Lists: 收入、利润分别为 a 和 b · 2022—2024年收入为 a、b、c. Which number goes with which quantity or year."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from extract.claims.marks import Borders
from extract.claims.mentions import Mention
from extract.numbers import NumberSpan
from extract.periods import PeriodMark

T = TypeVar("T", Mention, PeriodMark)
_GLUE = re.compile(
    r"^\s*(?:\([^()\d]{0,8}\))?\s*(?:、|,|，|和|及|与|以及|,和|、和)?\s*(?:提升|提高|下降|降低|增长|减少|达到|约|为|缩短)?\s*$"
)
_EACH = re.compile(r"分别|依次|各自|逐年")
#: A year and its number stand so near: 2023年为15930万元, 2023年营业收入15930万元.
_NEAR = 16
#: Words of a row of years that are not named: 三年收入依次为, 历年销售额, 利润逐年为. No year before rules its numbers.
_SOME_YEARS = re.compile(
    r"(?<![\d第])[二两三四五2-5]个?(?:自然|会计|完整)?(?:年(?!级|期|内|来)|财年|年度)|历年|各年|逐年|连年|每年|年年|历次|各期|同期|往年"
)
#: So many letters beside the quantity's name lead from one list to the next.
_SHORT = 4
_COORDINATION = re.compile(r"、|以及|和|及(?!时)|与|,|，")


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a list gives one of its numbers: the mention (None: a quantity outside the vocabulary), the year or ""."""

    mention: Mention | None
    year: str
    subject: tuple[int, int]
    lead: tuple[int, int]
    share: bool = False


def read_lists(
    text: str,
    numbers: Sequence[NumberSpan],
    mentions: Sequence[Mention],
    periods: Sequence[PeriodMark],
    borders: Borders,
) -> dict[int, Assigned]:
    """Index of a number → what its list gives it."""
    found: dict[int, Assigned] = {}
    index = 0
    while index < len(numbers):
        stop = index + 1
        while stop < len(numbers) and _goes_on(text, numbers[stop - 1], numbers[stop]):
            stop += 1
        if stop - index >= 2:
            found |= _assign(text, numbers, index, stop, mentions, periods, borders, found)
        index = stop
    return found


def _goes_on(text: str, last: NumberSpan, number: NumberSpan) -> bool:
    between = text[last.end : number.start]
    return (
        bool(between)
        and _GLUE.match(between) is not None
        and between.strip() not in ("", "提升", "提高", "下降", "降低")
    )


def _assign(
    text: str, numbers: Sequence[NumberSpan], first: int, stop: int, mentions: Sequence[Mention],
    periods: Sequence[PeriodMark], borders: Borders, known: dict[int, Assigned],
) -> dict[int, Assigned]:  # fmt: skip
    count = stop - first
    number = numbers[first]
    begin, _ = borders.sentence(number.start)
    before = [n for n in numbers[max(0, first - 12) : first] if n.start >= begin]
    begin = max(begin, before[-1].end if before else begin)
    each = next(iter([*_EACH.finditer(text, begin, number.start)][-1:]), None)
    times = _between(periods, begin, number.start)
    years = next((p for p in reversed(times) if len(p.years) == count), None)
    inside = [m for m in _between(mentions, begin, number.start) if m.end <= (each.start() if each else number.start)]
    if years and (each or len(inside) == 1):
        mention = inside[-1] if inside else None
        spot = (mention.start, mention.end) if mention else (begin, begin)
        return {
            first + k: Assigned(mention, years.years[k], spot, (each.start() if each else number.start, number.start))
            for k in range(count)
        }
    if (led := _SOME_YEARS.search(text, begin, number.start)) and not any(len(p.years) > 1 for p in times):
        row = inside and all(numbers[k].printed_unit == number.printed_unit for k in range(first, stop - 1))
        if row and (each or led.end() <= inside[-1].start) and len({m.concept for m in inside}) == 1:
            spot, lead = (inside[-1].start, inside[-1].end), (each.end() if each else inside[-1].end, number.start)
            return {first + k: Assigned(inside[-1], f"one/{count}", spot, lead) for k in range(count)}
    if each is None:
        return _as_before(text, numbers, first, stop, inside, times, known)
    named_times = [p for p in times if p.start < each.start() and p.kind in ("date", "relative", "again", "none")]
    if len(named_times) == count and len(inside) == 1:
        spot = (inside[0].start, inside[0].end)
        lead = (each.end(), number.start)
        return {first + k: Assigned(inside[0], named_times[k].period, spot, lead) for k in range(count)}
    if len(inside) == 1 and (told := _years_before(text, numbers, first, count, periods)):
        spot, lead = (inside[0].start, inside[0].end), (each.end(), number.start)
        return {first + k: Assigned(inside[0], told[k], spot, lead) for k in range(count)}
    named = _coordinated(text, begin, each.start(), count, inside)
    if named is None and first - count in known and first - 1 in known and len(before) >= count:
        share = text.find("占", begin, number.start) >= 0
        own = inside[-1] if inside and not share else None
        return {
            first + k: replace(known[first - count + k], lead=(begin, number.start), share=share,
                               mention=own or known[first - count + k].mention)
            for k in range(count)
        }  # fmt: skip
    if named is None and before:
        return {}
    lead = (each.end(), number.start)
    if named is None:
        return {first + k: Assigned(None, "", (begin, begin), lead) for k in range(count)}
    return {first + k: Assigned(mention, "", spot, lead) for k, (mention, spot) in enumerate(named)}


def _as_before(
    text: str, numbers: Sequence[NumberSpan], first: int, stop: int, inside: Sequence[Mention],
    times: Sequence[PeriodMark], known: dict[int, Assigned],
) -> dict[int, Assigned]:  # fmt: skip
    """2021—2023年收入分别为a、b、c，利润d、e、f: as many numbers of the next quantity are of the same years."""
    count = stop - first
    told = [known[k] for k in range(max(0, first - count), first) if k in known]
    years = [one.year for one in told if one.year]
    if len(inside) != 1 or times or len(years) != count or len(set(years)) != count:
        return {}
    mention, number = inside[0], numbers[first]
    between = text[numbers[first - 1].end : number.start]
    listed = all("、" in text[numbers[k - 1].end : numbers[k].start] for k in range(first + 1, stop - 1))
    if not listed or len(between) - (mention.end - mention.start) > _SHORT or re.search(r"[。\n]", between):
        return {}
    spot, lead = (mention.start, mention.end), (mention.end, number.start)
    return {first + k: Assigned(mention, years[k], spot, lead) for k in range(count)}


def _years_before(
    text: str, numbers: Sequence[NumberSpan], first: int, count: int, periods: Sequence[PeriodMark]
) -> list[str]:
    """The years of as many numbers right before, each with its own: 收入2022年a、2023年b；利润依次为c、d. Else none."""
    if first < count or re.search(r"[。\n]", text[numbers[first - count].start : numbers[first].start]):
        return []
    if _between(periods, numbers[first - 1].end, numbers[first].start):
        return []  # a time of its own
    years = []
    for k in range(first - count, first):
        opened = max(numbers[k - 1].end if k else 0, numbers[k].start - _NEAR)
        mark = next((p for p in reversed(_between(periods, opened, numbers[k].start)) if p.kind == "date"), None)
        if mark is None or not re.fullmatch(r"\d{4}", mark.period):
            return []
        years.append(mark.period)
    return years if len(set(years)) == count else []


def _between(marks: Sequence[T], start: int, stop: int) -> list[T]:
    """Those of the marks that begin in [start, stop)."""
    low = bisect_right(marks, start - 1, key=lambda m: m.start)
    return list(marks[low : bisect_right(marks, stop - 1, key=lambda m: m.start)])


def _coordinated(
    text: str, begin: int, end: int, count: int, mentions: Sequence[Mention]
) -> list[tuple[Mention | None, tuple[int, int]]] | None:
    """The last `count` members of 甲、乙和丙, each with the mention that ends it; None when there are fewer."""
    begin = max(begin, end - 120)
    bounds = [begin]
    ends = []
    for match in _COORDINATION.finditer(text, begin, end):
        if any(m.start < match.end() and match.start() < m.end for m in mentions):
            continue  # 自动化、智能化设备 is one quantity
        ends.append(match.start())
        bounds.append(match.end())
    ends.append(end)
    pieces = [(a, b) for a, b in zip(bounds, ends, strict=True) if b > a]
    if len(pieces) < count:
        return None
    named: list[tuple[Mention | None, tuple[int, int]]] = []
    for low, high in pieces[-count:]:
        inside = [m for m in mentions if low <= m.start and m.end <= high]
        tail = text[inside[-1].end : high] if inside else ""
        mention = inside[-1] if inside and len(tail) <= 3 else None
        named.append((mention, (mention.start, mention.end) if mention else (low, high)))
    return named
