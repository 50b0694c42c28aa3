"""由 before 变为 after, as intervals: what a claimed percentage beside it should be, and what wrong formulas give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from check.beside import Beside
from check.case import Case, Skipped
from check.show import show_plain
from model.amount import Amount, Interval
from model.finding import Cause
from model.reference import Lexicons
from model.submission import Change, Claim
from model.text import half_width
from model.wording import FALL, FALL_NAMED, FORMERLY, RISE, RISE_NAMED

#: Quantities a sentence may name beside the one that changed: “由5人减至2人，效率提升30%” speaks of two.
NOUNS = re.compile(
    r"效率|成本|能耗|不良|合格率|良品|周期|产能|产量|产值|产出|质量|损失|利用率|周转|交付|排放"
    r"|速度|节拍|能力|水平|OEE|时间|人员|人数|用工|收入|利润|费用"
)
#: 仅为原来的四成: what is left.
LEFT = re.compile(rf"(?:是|为|到|至|达|相当于|剩|不足)(?:{FORMERLY})的[^，,。；;]{{0,8}}$")
#: 近三年由18466万元降至15188万元，其中2024年下降10.2%: of one of the years between.
OTHER_SPAN = re.compile(r"其中|(?:19|20)\d{2}年|同比|环比|[较比]?上年|年均")
TIME_UNITS = frozenset({"秒", "分钟", "小时", "天", "月", "年"})


@dataclass(frozen=True, slots=True)
class Readings:
    """Intervals of the percentages (always positive) that a change can mean.

    `nominal` takes the printed values as exact. `right` is relative to the start; `points` the difference where both
    are percentages, else None; `swapped` what the wrong formulas give; `other` the right one if 减少了 was meant as
    减少到, or vice versa (None when senseless).
    """

    nominal: Decimal
    right: Interval
    points: Interval | None
    swapped: tuple[tuple[str, Interval], ...]
    other: Interval | None
    falls: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """A change with its claimed percentage; `places` are all sentences that state exactly the same."""

    change: Change
    claim: Amount
    readings: Readings
    places: tuple[Change, ...]


#: 降到原来的60%, 减少至改造前的40%: what is left, as a share.
LEFT_OVER = re.compile(
    rf"(?:减少|降低|下降|缩短|压缩|压减|精简|减|降|缩)(?:到|至|为|成)了?(?:约|不到)?(?:{FORMERLY})的?"
)


def claimed_changes(case: Case) -> Iterator[Claimed | Skipped]:
    """Every change with a claimed percentage that can be recomputed; else why not. The same numbers count once."""
    stated: dict[tuple[object, ...], list[Change]] = {}
    for change in (*case.submission.changes, *told_behind(case), *told_of_same(case)):
        if change.claim is None:
            continue
        if change.claim.value < 0:  # which way a minus points is asked by A-17
            change = replace(change, claim=replace(change.claim, value=-change.claim.value))
        if why := say_why_not(change, case.reference.lexicons):
            yield Skipped(f"“{change.text}”{why}，未核对。", Cause.INCOMPARABLE)
        else:
            key = (change.before, change.after, change.claim, change.target)
            stated.setdefault(key, []).append(change)
    for same in stated.values():
        first, readings = same[0], read_change(same[0])
        if readings is not None and first.claim is not None:
            yield Claimed(first, first.claim, readings, tuple(same))


def told_behind(case: Case) -> Iterator[Change]:
    """配送人员由33人减少到15人，少用了近四成的人: the percentage that the reader of prose led back to the two ends."""
    beside = Beside.of(case.submission)
    for claim in case.submission.claims:
        if claim.relation != "change" or len(claim.operands) != 2 or claim.amount.unit not in ("%", "百分点"):
            continue
        for change in beside.changes.get(claim.place.path, ()):
            alone = change.claim is None and (change.before, change.after) == claim.operands and not claim.planned
            if alone and same_way(change, claim, case.reference.lexicons):
                yield replace(change, claim=claim.amount, text=f"{change.text}，{claim.text}")


#: 编制时间, 换型时长: words for how long something takes; before them stands what does.
_LASTS = re.compile(r"(?:时间|时长|用时|耗时|工时|周期)$")


#: 减少41.7%, 减幅为41.7%: a percentage without a noun of its own.
_BARE = re.compile(rf"(?:即|共|合计|相当于)?(?:{RISE_NAMED}|{FALL_NAMED})(?:了|约|达到?|为|近|[:：])*\d[\d.]*%")


def told_of_same(case: Case) -> Iterator[Change]:
    """The percentage right behind two ends: 工艺文件编制由8小时压缩为5小时，编制时间缩短37.5% names what takes it;
    由12名减到5名，减少7名，减少58.3% stands behind the difference."""
    beside = Beside.of(case.submission)
    for claim in case.submission.claims:
        if claim.relation != "change" or claim.operands or claim.amount.unit != "%" or claim.planned:
            continue
        text = half_width(beside.texts.get(claim.place.path, ""))
        for change in beside.changes.get(claim.place.path, ()):
            if not change.target or change.claim or change.planned or OTHER_SPAN.search(claim.text):
                continue
            gap = change.after.value - change.before.value
            same = gap * claim.direction > 0 and (is_bare_behind(change, claim) or is_time_named(change, claim))
            if same and f"{change.text},{claim.text}" in text.replace("、", ","):
                yield replace(change, claim=claim.amount, text=f"{change.text}，{claim.text}")


def is_bare_behind(change: Change, claim: Claim) -> bool:
    return change.delta is not None and _BARE.fullmatch(claim.text) is not None


def is_time_named(change: Change, claim: Claim) -> bool:
    noun = re.split(rf"{RISE}|{FALL}", claim.text)[0]
    lasts = _LASTS.search(noun) if change.before.unit in TIME_UNITS - {"年"} and claim.direction < 0 else None
    return lasts is not None and lasts.start() > 1 and noun[: lasts.start()] in change.subject


def same_way(change: Change, claim: Claim, lexicons: Lexicons) -> bool:
    """The same direction, where the claim says one, and no other quantity named in its clause."""
    rises = change.after.value - change.before.value if change.target else change.direction
    if OTHER_SPAN.search(claim.text):
        return False
    named = set(NOUNS.findall(claim.text)) - set(lexicons.lists["same_staff"] if change.before.unit == "人" else ())
    return claim.direction * rises > 0 and not named - set(NOUNS.findall(change.subject))


def say_why_not(change: Change, lexicons: Lexicons) -> str | None:
    """Why a change proves nothing (Chinese), or None."""
    before, after, claim = change.before, change.after, change.claim
    if claim is None:
        return "没有百分比"
    if change.planned or not (before.comparable and after.comparable and claim.comparable):
        return "为计划或约数"
    if claim.unit not in ("%", "百分点"):
        return "用倍数表述，有两种读法"
    if before.unit != after.unit or before.value <= 0 or after.value < 0:
        return "前后两数不可比"
    if not change.target and change.direction == 0:
        return "未说明增减"
    if re.search(LEFT_OVER.pattern + r"\d[\d.]*[%％][，,]", change.text):
        return "中的百分比是余下部分的占比"
    if claims_other(change, lexicons):
        return "中的百分比说的是另一项指标"
    measured = [amount for amount in (before, after) if amount.u > 0]
    slack = max((amount.u for amount in measured), default=Decimal(0))
    if (
        slack
        and change.target
        and (slack / before.value > Decimal("0.1") or abs(before.value - after.value) < 3 * slack)
    ):
        return "数值过小，舍入后无法判断"
    return None


def read_change(change: Change) -> Readings | None:
    """None when an interval reaches zero and no quotient exists."""
    before, after = change.before.interval, change.after.interval
    delta = before + after if change.direction > 0 else before - after
    end, other_end = (after, delta) if change.target else (delta, after)
    try:
        right = relative(before, end)
        falls = end.middle < before.middle
        back = before / end if end.low > 0 else None
    except ZeroDivisionError:
        return None
    wrong = [("以变化后为基数", absolute(back - one()).scaled(100))] if back else []
    wrong.append(("用变化后÷变化前", (end / before).scaled(100)))
    points = absolute(end - before) if change.before.unit == "%" else None
    sensible = other_end.low >= 0 and (change.direction != 0)
    other = relative(before, other_end) if sensible else None
    step = abs(change.after.value - change.before.value) if change.target else change.after.value
    return Readings(step / change.before.value * 100, right, points, tuple(wrong), other, falls)


def relative(before: Interval, after: Interval) -> Interval:
    """|after - before| ÷ before in percent; computed from the quotient so that `before` counts once."""
    return absolute(after / before - one()).scaled(100)


def one() -> Interval:
    return Interval(Decimal(1), Decimal(1))


def absolute(interval: Interval) -> Interval:
    """Sign dropped: -0.6 … -0.4 → 0.4 … 0.6."""
    return Interval(-interval.high, -interval.low) if interval.middle < 0 else interval


def claims_other(change: Change, lexicons: Lexicons) -> bool:
    """Whether the words between the numbers and the percentage name another quantity than the words before them.

    由5人减至2人，用工减少60% and 由12个月缩至6个月，周期缩短50% speak of the number itself, and
    人均日处理由240千克提高到384千克，劳动效率提升60% of what one pair of hands does.
    """
    if change.claim is None:
        return False
    head, between = split_text(change.text, change.after, change.claim)
    name = "same_staff" if change.before.unit == "人" else "same_time" if change.before.unit in TIME_UNITS else ""
    same = set(lexicons.lists[name]) if name else set()
    if lexicons.any_of("by_head").match(change.subject) and change.before.value < change.after.value:
        same |= {"效率"}
    nouns = set(NOUNS.findall(between)) - same
    return bool(nouns) and not nouns & set(NOUNS.findall(head + change.subject))


def split_text(text: str, after: Amount, claim: Amount) -> tuple[str, str]:
    """The words up to the end value, and those between it and the percentage ("" where a number is not found)."""
    spot = re.search(rf"(?<![\d.]){re.escape(show_plain(abs(claim.value)))}0*\s*(?:%|％|个?百分点)", text)
    if spot is None:
        return text, ""
    head = text[: spot.start()]
    end = head.rfind(show_plain(after.value))
    return (head, "") if end < 0 else (head[:end], head[end:])


def is_share(change: Change) -> bool:
    """Whether the percentage says what is left (降至原来的40%), not what went."""
    if change.claim is None:
        return False
    number = re.escape(show_plain(change.claim.value))
    plain = re.search(rf"(?:至|到|为|相当于)(?:{FORMERLY})?的?\s*{number}0*\s*[%％]", change.text)
    return plain is not None or LEFT.search(change.text) is not None
