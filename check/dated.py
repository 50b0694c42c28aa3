"""How surely a number is of the year that it was given: printed beside it, or carried over from words before."""

from __future__ import annotations

import re

from model.submission import Claim

#: Between the year and the number: another sentence part, a span of years or a habit of every year.
CARRIED = re.compile(
    r"[;；。\n]|每年|年均|历年|逐年|各年|连年|(?<![\d第])[二两三四五2-5]个?年(?!级|期)|同期|此后|随后|次年|其后|以来|[投启运使应]用[^,，。；;]{0,16}后"
)
#: The last day of a year dates what is there, not what was made or earned.
LAST_DAY = re.compile(r"年?[底末]$")
FLOWS = ("revenue", "main_revenue", "sales", "output", "volume", "profit", "net_profit", "op_profit", "tax")
#: Years after the row, several in one word: the numbers may be of any of them.
GUESSED = re.compile(r"近|最近|过去|年来")


def is_year_printed(claim: Claim, text: str) -> bool:
    """Whether the year of this claim stands in the words that lead to its number; True where it has none.

    `text`: that of its passage. What is told in a table has its year in the head.
    """
    number = next((part for part in claim.parts if part.role == "number"), None)
    if not claim.period.isdigit() or number is None:
        return True
    year = next((part for part in claim.parts if part.role == "period"), None)
    if year is None or text[number.start : number.end] != number.text or text[year.start : year.end] != year.text:
        return year is not None
    if GUESSED.search(year.text):
        return False
    between = text[year.end : number.start]
    if LAST_DAY.search(year.text) and claim.concept.startswith(FLOWS):
        return False
    return CARRIED.search(between) is None


def is_row(one: Claim, other: Claim, text: str) -> bool:
    """Whether two numbers of one passage stand side by side in a row: a、b和c, a / b, a，b."""
    ends = [[part for part in claim.parts if part.role in ("number", "unit")] for claim in (one, other)]
    if not all(ends):
        return False
    first, second = sorted(ends, key=lambda parts: parts[0].start)
    between = text[max(part.end for part in first) : min(part.start for part in second)]
    return re.fullmatch(r"[\s、,，;；/／和及与→至到—–~～-]{1,3}|以及|逐年[增升][至到]", between) is not None


#: 截至2025年8月末，投用率为…: the number follows in the next words.
UP_TO = re.compile(r"截[至止]到?20\d\d年\d{1,2}月(?:\d{1,2}日|底|末|份)?[，,]?[^，,。；;\d]{0,24}\d")


def is_of_today(claim: Claim, text: str, last: int | None) -> bool:
    """Whether the level of an indicator is told as it stood in the year of the declaration (`last` is the one before),
    which is what the form asks."""
    level = claim.concept.startswith("kpi.") and not claim.relation and re.fullmatch(r"20\d\d-\d\d", claim.period)
    if not level or last is None or int(claim.period[:4]) <= last:
        return False
    return UP_TO.search(text.partition(claim.text)[0][-20:] + claim.text) is not None
