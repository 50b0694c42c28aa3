"""A-11: the fall of the defect rate against the rise of the pass rate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.arithmetic.complements import (
    DEFECTS,
    NOT_ALL_BAD,
    PASS,
    find_ends_not_complements,
    follows,
    is_worked_out,
    words_of,
)
from check.arithmetic.sentences import OWN
from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked
from check.grade import grade, softest
from check.nearest import Reading, find_ratio_reading
from check.registry import rule
from check.show import show_plain, show_range
from model.amount import Interval
from model.finding import Cause, Severity
from model.submission import Change, Claim, Field

HUNDRED = Interval(Decimal(100), Decimal(100))


@rule("A-11")
def find_defect_against_pass(case: Case) -> Iterator[Answer]:
    """Pass rates before and after give the fall of the defect rate; near 100 % the interval is wide.

    The pass rate of the product (`whole`) W, of a process or an inspection only I: they may count other things.
    """
    told = [*find_defects_beside(case), *find_ends_not_complements(case)]
    yield from told
    claim = next((f for key in case.param("falls") if (f := case.field(key)) and f.amount), None)
    if told and (claim is None or claim.amount is None):
        return
    if claim is None or claim.amount is None:
        raise NotChecked("没有填写产品不良率下降，无法核对。")
    pairs = list(pass_rates(case))
    if not pairs:
        raise NotChecked("书中没有同时写明前后两个合格率，无法推算不良率下降。", Cause.NOTHING)
    answers = []
    for before, after, spots in pairs:
        bad_before, bad_after = HUNDRED - before, HUNDRED - after
        if bad_before.low <= 0 or bad_after.low < 0 or bad_after.high >= bad_before.low:
            continue
        expected = ((bad_before - bad_after) / bad_before).scaled(100)
        answers.append((grade(expected, claim.amount, points=True), expected, spots, (before, after)))
    if not answers:
        raise NotChecked("合格率接近100%或没有上升，无法推算不良率下降。", Cause.INCOMPARABLE)
    if any(miss is None for miss, *_ in answers):
        yield Agreed()
        return
    miss, expected, spots, (before, after) = answers[0]
    reading = find_ratio_reading(claim.amount, expected, wrong_falls(before, after))
    formula = f"（{show_plain(after.middle)}－{show_plain(before.middle)}）÷（100－{show_plain(before.middle)}）"
    right = show_range(expected, "%", claim.amount.step)
    of_all = not isinstance(spots[0], Change) or spots[0].subject in case.param("whole")
    whole = of_all or any(same(case, before, after) for same in (is_based, is_mirrored)) or bool(only_rates(case))
    yield case.finding(
        f"{case.say(claim)}，按合格率的变化推算，{formula}应为{right}{reading.said if reading else ''}，"
        "请核实两者的口径。",
        claim,
        *spots,
        severity=softest(miss.severity, Severity.W if whole else Severity.I) if miss else None,
        tags=(reading.tag,) if reading else (),
        about=(claim.key,),
        expected=right,
        found=f"{claim.value}%",
    )


def is_based(case: Case, before: Interval, after: Interval) -> bool:
    """不良率下降按一次合格率94.0%→97.0%折算: the book itself says what the fall is worked out from."""
    ends = r"[^。；;\n]{0,24}?".join(re.escape(show_plain(one.middle)) + r"0*\s*%?" for one in (before, after))
    told = re.compile(rf"不良[^。；;\n]{{0,16}}?(?:按|由|据|以|取|从|系|用)[^。；;\n]{{0,24}}?{ends}")
    return any("不良" in passage.text and told.search(passage.text) for passage in case.prose())


def is_mirrored(case: Case, before: Interval, after: Interval) -> bool:
    """不良率由5.4%降至1.9% beside 一次交检合格率由94.6%提高到98.1%: the one is the rest of the other."""
    rest = (100 - before.middle, 100 - after.middle)
    bad = [c for c in case.submission.changes if DEFECTS.search(c.subject)]
    return any(c.before.unit == c.after.unit == "%" and (c.before.value, c.after.value) == rest for c in bad)


WHOLE_RATE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:产品|成品|整体|综合|总体)?(?:不良品?率|不合格品?率|次品率|废品率)|[，,]不良品?率"
)


def find_defects_beside(case: Case) -> Iterator[Answer]:
    """W: the fall of the bad ones told right behind the two pass rates of the same sentence."""
    beside, only = Beside.of(case.submission), only_rates(case)
    for claim in case.submission.claims:
        falls = claim.relation == "change" and claim.direction < 0 and claim.amount.unit == "%" and not claim.planned
        if not falls or not DEFECTS.search(words_of(claim)) or NOT_ALL_BAD.search(words_of(claim)):
            continue
        text = beside.texts.get(claim.place.path, "")
        here = beside.changes.get(claim.place.path, ())
        worked = is_worked_out(text, claim) and WHOLE_RATE.search(words_of(claim)) is not None
        rates = only or (only_rates(case, apart=True) if worked else [])
        near = bool(rates) and (rates[0] in here or rates[0].subject in case.param("whole"))
        by_itself = near and (worked or alone(claim, here))
        for change in rates if by_itself else here:
            if change.before.unit != "%" or change.after.unit != "%" or not change.target or change.planned:
                continue
            named = PASS.search(change.subject) and not DEFECTS.search(change.subject)
            of_row = not text and change.claim is None  # told in the cell of its row
            if not named or not (by_itself or of_row or follows(text, change.text, claim.text)):
                continue
            bad_before, bad_after = HUNDRED - change.before.interval, HUNDRED - change.after.interval
            if bad_before.low <= 0 or bad_after.low < 0 or bad_after.high >= bad_before.low:
                continue
            expected = ((bad_before - bad_after) / bad_before).scaled(100)
            miss = grade(expected, claim.amount, points=True)
            if miss is None:
                yield Agreed()
                continue
            before, after = show_plain(change.before.value), show_plain(change.after.value)
            right = f"{show_plain(round(expected.middle, 1))}%"
            yield case.finding(
                f"“{claim.text}”，按“{change.text}”推算，（{after}－{before}）÷（100－{before}）应约为{right}，"
                "不一致，请核实两者的口径。",
                claim,
                change,
                severity=softest(miss.severity, Severity.W),
                expected=right,
                found=f"{show_plain(claim.amount.value)}%",
            )


def only_rates(case: Case, apart: bool = False) -> list[Change]:
    """The one pair of pass rates of the book, where it tells no defect rates (or none that count): what falls elsewhere
    follows from it."""
    rates = [c for c in case.submission.changes if c.before.unit == "%" and c.target and not c.planned]
    passes = [c for c in rates if PASS.search(c.subject) and not DEFECTS.search(c.subject)]
    apart = not apart and any(DEFECTS.search(c.subject) for c in case.submission.changes)
    return [] if apart or len({(c.before, c.after) for c in passes}) != 1 else passes[:1]


def alone(claim: Claim, here: Sequence[Change]) -> bool:
    """不良率下降八成 of the whole, with no pair of ends of its own beside it."""
    return (
        WHOLE_RATE.search(words_of(claim)) is not None
        and (claim.scope in OWN or "产品" in claim.text)
        and not claim.operands
        and not any(DEFECTS.search(c.text) for c in here)
    )


def wrong_falls(before: Interval, after: Interval) -> Iterator[Reading]:
    """The rise of the pass rate in points or in percent, told as the fall of the defect rate."""
    b, a = show_plain(before.middle), show_plain(after.middle)
    rise = after - before
    yield Reading("points", "疑为合格率提高的百分点", f"{a}－{b}＝{show_plain(rise.middle)}个百分点", rise)
    if before.low > 0:
        share = (rise / before).scaled(100)
        told = show_plain(round(share.middle, 1))
        yield Reading("other_definition", "疑为合格率的提高", f"（{a}－{b}）÷{b}＝{told}%", share)
    bad = HUNDRED - after
    if bad.low > 0:
        back = (rise / bad).scaled(100)
        told = show_plain(round(back.middle, 1))
        yield Reading("base_swap", "疑以变化后为基数", f"（{a}－{b}）÷（100－{a}）＝{told}%", back)


def pass_rates(case: Case) -> Iterator[tuple[Interval, Interval, tuple[Field | Change, ...]]]:
    before, after = case.field("pass_before"), case.field("pass_after")
    if before and after and before.amount and after.amount:
        yield before.amount.interval, after.amount.interval, (before, after)
    for change in case.submission.changes:
        is_pass = "合格率" in change.subject and "不合格率" not in change.subject
        if is_pass and change.target and change.before.unit == change.after.unit == "%" and not change.planned:
            yield change.before.interval, change.after.interval, (change,)
