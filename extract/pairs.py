"""Pairs: which two neighbouring numbers are what was and what became of it: 由 a 减少至 b, 原为 a，现为 b, a→b."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.numbers import NumberSpan
from model.wording import FALL, FORMERLY, RISE

VERBS = rf"(?:{FALL}|{RISE}|节省|减|降|增|升|变|涨|跌|调整|优化|改善|变更|转变|整合|提|缩|砍|压)"
_EACH = r"(?:每[^\d,，。;；]{1,3})"
TIMES = ("小时", "分钟", "秒", "天", "月", "毫秒", "周")
_WHEN = r"(?:(?:19|20)\d{2}年(?:\d{1,2}月)?(?:度|底|末|初|上半年|下半年)?的?)?"
#: 3班×8人, 三班24人, 3班共45人
_SHIFTS = r"(?:(?:\d|[两三四])班(?:共|合计|[×xX*])?)?"
BETWEEN = re.compile(
    rf"^\s*(?:/[^\d,，。;；]{{1,4}}|{_EACH})?\s*(?:的[^\d,，。;；]{{0,6}})?(?P<verb>{VERBS})?(?P<to>至|到|为|成|了)"
    rf"{_WHEN}(?:现在的|目前的|如今的|改造后的|建设后的|现在|目前|如今)?(?:平均)?{_EACH}?{_SHIFTS}\s*$"
)
#: 由5名操作工减至2名, 从3200万元（2022年）下降到2400万元
_NAMED_BETWEEN = re.compile(
    rf"^\s*(?:\([^()]{{0,10}}\)|[\u4e00-\u9fff]{{0,6}}?)(?P<verb>{VERBS}|[\u4e00-\u9fff]{{1,2}}?)(?P<to>至|到|为|成)"
    rf"{_WHEN}(?:现在的|目前的|如今的|现在|目前|如今)?(?:平均)?{_EACH}?{_SHIFTS}\s*$"
)
#: 从86%起步，提升了两成半 · 在88%的基础上又提高12个百分点: the level before, and how much it rose.
_ON_BASE = re.compile(
    rf"^的?(?:起步|起|为(?:起点|基数|基准)|的?(?:基础|水平|基数|起点|底子)之?上?)[,，]?(?:再|又|已|被|累计|整体|总体|平均|共|一共|大幅|进一步|实际)*"
    rf"(?P<verb>{VERBS})(?:幅度)?(?:了|约|达|近|超过|高达|为)*$"
)
_UPON = re.compile(
    r"(?:由|从|自|在|以)(?:原来的|原先的|原有的|改造前的|建设前的|原来|原先|原|改造前|建设前|最初的?|当初的?)*$"
)
START = (
    rf"(?:由|从|自)(?:(?:{FORMERLY})的?|原|平均|"
    rf"{_EACH}|{_WHEN[:-1]})*{_SHIFTS}\s*$"
)
_FROM = re.compile(START)
#: 改造前42分钟，改造后25分钟 · 原为180秒，现为120秒 · 45天→30天
_NOW = re.compile(
    r"^\s*[,，;；]?\s*(?:改造后|建设后|实施后|上线后|投用后|投产后|现在|现|目前|如今)"
    rf"{_EACH}?(?:{FALL}|{RISE})?"
    r"(?:为|至|到|降至|降到|达到|达|仅为|仅需|只需|需要?|只用|仅用|只要|只有|仅有|只剩|仅剩|剩下?)?\s*$"
)
_ONCE = re.compile(rf"(?:{FORMERLY}|原)(?P<noun>[^\d,，。;；]{{0,14}})$")
_NEEDS = r"(?:的|需要?|要|为|约|是|有|用|靠|配备?|安排|共计?|合计|总共|[一二两三四]个?班|每班)"
_ARROW = re.compile(r"^\s*(?:→|⇒|->|—>)\s*$")


@dataclass(frozen=True, slots=True)
class Pair:
    """由 numbers[before] 降至 numbers[after]: `verb` and `to` as printed, `start` where 由 stands; `noun` what stands
    between 改造前 and the number (改造前每班操作工6人，改造后2人)."""

    before: int
    after: int
    start: int
    verb: str
    to: str
    opened: bool
    noun: str = ""


def find_pairs(text: str, numbers: Sequence[NumberSpan]) -> list[Pair]:
    """Every before → after among neighbouring numbers of one unit, and (减少了) a start with its delta."""
    found = []
    for index in range(len(numbers) - 1):
        before, after = numbers[index], numbers[index + 1]
        gap = text[before.end : after.start]
        rise = before.amount.unit == "%" and after.amount.unit == "百分点"
        if len(gap) > 40 or before.amount.top or after.amount.top or not (rise or _same_kind(before, after)):
            continue
        head = text[max(0, before.start - 40) : before.start]
        opened = _FROM.search(head)
        based = _ON_BASE.match(gap)
        if based and (upon := _UPON.search(head)):
            found.append(Pair(index, index + 1, before.start - len(head) + upon.start(), based["verb"], "了", True))
            continue
        middle = BETWEEN.match(gap) or (_NAMED_BETWEEN.match(gap) if opened else None)
        paired = _ARROW.match(gap) or (_NOW.match(gap) and _ONCE.search(head))
        if not (middle or paired):
            continue
        verb, to = (middle["verb"] or "", middle["to"]) if middle else ("", "为")
        if not paired and not opened and (to == "了" or not verb):
            continue
        once = _ONCE.search(head) if paired else None
        spot = opened.start() if opened else once.start() if once else len(head)
        noun = re.sub(rf"^{_NEEDS}+|{_NEEDS}+$", "", once["noun"]) if once and not opened else ""
        found.append(Pair(index, index + 1, before.start - len(head) + spot, verb, to, bool(opened), noun))
    return found


def _same_kind(before: NumberSpan, after: NumberSpan) -> bool:
    """One unit, or two units of time: 由3天缩短为4小时."""
    a, b = before.amount.unit, after.amount.unit
    return a == b or (a in TIMES and b in TIMES)


#: Seconds, where they are exact; a day may be one of work.
_SECONDS = {"小时": 3600, "分钟": 60, "秒": 1}


def in_one_unit(before: NumberSpan, after: NumberSpan) -> tuple[NumberSpan, NumberSpan]:
    """由2小时缩到15分钟 in minutes: the greater unit is told in the smaller."""
    a, b = _SECONDS.get(before.amount.unit), _SECONDS.get(after.amount.unit)
    if not a or not b or a == b:
        return before, after
    small = min(a, b)
    unit = next(name for name, worth in _SECONDS.items() if worth == small)

    def told(span: NumberSpan, worth: int) -> NumberSpan:
        by, amount = worth // small, span.amount
        return replace(span, amount=replace(amount, value=amount.value * by, step=amount.step * by, unit=unit))

    return told(before, a), told(after, b)
