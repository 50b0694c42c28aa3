"""How surely a number is of the year that it was given: printed beside it, or carried over from words before."""

from __future__ import annotations

import re

from check.once import TEXTS, kept, sentence_ahead
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


#: 2021年, 2021年底: a year of its own, not the one compared with (较2021年) nor a span of years.
TOLD_YEAR = re.compile(r"(?<!\d)(20\d{2})(?=年)")
#: 建设初期, 立项之初, 以2021年为基期: the state that the works began from.
AT_FIRST = re.compile(
    r"基[期准线数年]|初期|之初|(?:建设|改造|实施|投用|上线|启动|立项|开工)(?:之?前|以前)|(?:启动|立项|开工)[^，,。；;]{0,2}时|当时|彼时|那时|起步|起点|原来|原先|过去"
)
#: The year stands in the clause of the number, or is the clause before it: 2021年底，….
OF_THAT_YEAR = re.compile(r"20\d{2}年(?:[底末初]|\d{1,2}月)?(?:时|的时候)?[，,]?[^，,]*$")
#: The state reached takes the sentence out of the first one.
BY_NOW = re.compile(
    r"目前|现在|现已|如今|至今|当前|现(?=为|达|有)|(?:建成|投用|投产|改造|实施|上线|建设)(?:之|以)?后"
    r"|提[高升][到至]|升[到至]|达到"
)


def is_of_base_year(claim: Claim, text: str, last: int | None) -> bool:
    """Whether a level is told as it stood years ago, at the state that the works began from: by the latest year of its
    sentence, or by its words. `text`: that of its passage; `last`: the year before the declaration."""
    return not claim.relation and _is_of_base_year(claim.text, claim.period, text, last)


@kept(TEXTS)
def _is_of_base_year(told: str, period: str, text: str, last: int | None) -> bool:
    at = text.find(told)
    ahead = sentence_ahead(text, at) if at >= 0 else ""
    said = re.sub(r"[（(]\d+[)）]", "", ahead + told)
    dated = re.fullmatch(r"\d{4}(?:-12)?", period)
    if dated and last is not None and (period[:4] not in said or int(period[:4]) >= last):
        return int(period[:4]) < last  # the head of a column, or of a paragraph
    if BY_NOW.search(said):
        return False
    years = [int(year) for year in TOLD_YEAR.findall(said)]
    if last is not None and years and max(years) >= last:
        return False
    return AT_FIRST.search(said) is not None or bool(years and OF_THAT_YEAR.search(said))
