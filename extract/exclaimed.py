"""Changes told as a thing: 38.6%的降幅让人印象深刻——能耗由1.86吨降至1.41吨 → which percentage goes with a pair."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.numbers import NumberSpan
from model.wording import FALL_NAMED, RISE_NAMED

_THING = re.compile(
    rf"^(?:以上|左右|之多)?的(?:惊人|显著|巨大|大幅|可观|综合|整体)?(?:(?P<rise>{RISE_NAMED}|改善)|(?P<fall>{FALL_NAMED}|节约|节省|节能率?))(?:幅度|效果|成绩|空间)?"
)
#: Of another quantity than that of the pair: 38.6%的降幅出现在电耗上.
_OTHER = re.compile(
    r"率|成本|能耗|[电水气汽煤]耗|周期|费用|产[量值能]|人员|用工|时间|次数|排放|质量|收入|利润|(?:出现|体现|表现)在"
)
#: What may stand before the percentage without naming a quantity of its own.
_QUIET = re.compile(
    r"(?:这样|这|那|一|是|即|实现|取得|达到?|高达|多达|约|近|超过?|逾|了|以|有|交出|收获|拿下|拿到|迎来|带来|足足|整整|"
    r"从?结果看|可谓|获得|换来|相当于|也就是|折合|接近|将近|个)*"
)
_STOPS = "。；;!！?？\n"
_BREAK = re.compile(r"[—–]{1,2}|[,:]")


def find_exclaimed(text: str, spans: Sequence[NumberSpan], index: int, start: int, opened: bool) -> NumberSpan | None:
    """The percentage right before or right behind the pair (index, index + 1) that begins at `start`, told as 的降幅
    in the pair's direction and of nothing else; None where there is none."""
    before, after = spans[index].amount, spans[index + 1].amount
    falls = after.value < before.value
    if index + 2 < len(spans):
        following = spans[index + 2]
        gap = text[spans[index + 1].end : following.start]
        lead = re.fullmatch(r"[^\d,。;%]{0,4}(?:[—–]{1,2}|[,:(])(?P<quiet>[^\d,。;%]{0,12})", gap)
        if lead and _QUIET.fullmatch(lead["quiet"]) and _names(text, following, falls) is not None:
            return following
    if index == 0 or not opened:
        return None
    previous = spans[index - 1]
    sentence = max(text.rfind(mark, 0, previous.start) for mark in _STOPS) + 1
    if index > 1 and spans[index - 2].start >= sentence:
        return None  # it may belong to what stands before
    head = re.split(r"[,:—–]", text[sentence : previous.start])[-1]
    end = _names(text, previous, falls)
    if end is None or not _QUIET.fullmatch(head):
        return None
    praise, *parts = _BREAK.split(text[end:start])
    near = len(parts) == 1 and len(praise) <= 16 and len(parts[0]) <= 24
    return previous if near and not any(mark in text[end:start] for mark in _STOPS) else None


def _names(text: str, span: NumberSpan, falls: bool) -> int | None:
    """Where 的降幅 behind a percentage ends, if it goes the way of the pair and is not said of something else."""
    said = _THING.match(text[span.end : span.end + 20]) if span.amount.unit == "%" else None
    if said is None or bool(said["fall"]) is not falls:
        return None
    end = span.end + said.end()
    praise = re.match(r"[^,。;:—–\d]{0,16}", text[end:])
    return None if praise and _OTHER.search(praise[0]) else end
