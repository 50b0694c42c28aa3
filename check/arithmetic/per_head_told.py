"""A-07, A-08, A-12 where the prose or a drawn table tells it in one breath: people, what each makes, what all make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.sentences import changes_together, sentences
from check.case import Agreed, Answer, Case
from check.exact import is_level
from check.show import show_plain
from model.amount import Interval
from model.finding import Severity
from model.submission import Change

#: 每人每天产出, 人均日产值: what one makes in a day.
BY_DAY = re.compile(r"每人每?[天日]|人均每?[天日]")
A_YEAR = re.compile(r"年(?:度|总|工业)*(?:产值|产出)|全年|每年|年均|上年|20\d{2}年")
#: Not all of what is made, or not in a year.
PART = re.compile(r"新增|增加值|其中|每月|月均|季度?|最高|目标|单班|每班|分别")
#: What each makes, and what all make.
EACH = re.compile(r"人均|每人|全员(?:劳动)?生产率|劳动生产率")
MADE = re.compile(r"(?:产值|产出|产量|销售收入|营业收入|销售额)$")
PEOPLE = ("人", "名", "位")
TENTH = Decimal("0.1")
PREMIUM = re.compile(r"优(?:良|等|级|质|秀)?品率")
PASS = re.compile(r"^(?:产品|成品|出厂|终检|总体?|综合|平均)*合格率$")


def find_days_in_sentence(case: Case) -> Iterator[Answer]:
    """W: 58人，人均日产出3200元，年产值1.2亿元 is no year of work."""
    low, _, high = (Decimal(n) for n in case.param("days"))
    for sentence in sentences(case, least=3):
        each = [c for c in sentence.claims if c.amount.unit == "元" and BY_DAY.search(c.text) and is_level(c)]
        people = [c for c in sentence.claims if c.amount.unit == "人" and is_level(c)]
        made = [c for c in sentence.claims if c.concept == "output" and c not in each and A_YEAR.search(c.text)]
        if not len(each) == len(people) == len(made) == 1 or PART.search(sentence.text) or not is_level(made[0]):
            continue
        daily, crew, output = each[0], people[0], made[0]
        if daily.amount.interval.low <= 0 or crew.amount.interval.low <= 0:
            continue
        days = output.amount.interval / (crew.amount.interval * daily.amount.interval)
        if days.high >= low and days.low <= high:
            yield Agreed()
            continue
        middle = show_plain(round(days.middle, 1))
        yield case.finding(
            f"“{output.text}”“{crew.text}”“{daily.text}”，折合每人一年工作{middle}天，请核实。",
            output,
            crew,
            daily,
            severity=Severity.W,
            expected=f"{low}～{high}天",
            found=f"{middle}天",
        )


def find_per_head_told(case: Case) -> Iterator[Answer]:
    """W: what each makes grows otherwise than what all make over the people, beyond a tenth."""
    for changes in changes_together(case):
        level = [c for c in changes if c.target and not c.planned and c.before.interval.low > 0 < c.after.interval.low]
        each = [c for c in level if EACH.search(c.subject)]
        made = [c for c in level if MADE.search(c.subject) and c not in each]
        people = [c for c in level if c.before.unit in PEOPLE]
        if not len(each) == len(made) == len(people) == 1 or each[0].before.unit.split("/")[0] != made[0].before.unit:
            continue
        due, told = times(made[0]) / times(people[0]), times(each[0])
        if told.high >= due.low * (1 - TENTH) and told.low <= due.high * (1 + TENTH):
            yield Agreed()
            continue
        right, grown = (f"{show_plain(round(one, 2))}倍" for one in (said(made[0]) / said(people[0]), said(each[0])))
        yield case.finding(
            f"“{each[0].text}”为{grown}，按“{made[0].text}”“{people[0].text}”推算应为{right}，不一致，请核实。",
            each[0],
            made[0],
            people[0],
            severity=Severity.W,
            expected=right,
            found=grown,
        )


def times(change: Change) -> Interval:
    return change.after.interval / change.before.interval


def said(change: Change) -> Decimal:
    """So many times as printed."""
    return change.after.value / change.before.value


def find_premium_over_pass(case: Case) -> Iterator[Answer]:
    """A-12, W: more are of the best than pass at all, before or after."""
    for changes in changes_together(case):
        rates = [c for c in changes if c.target and not c.planned and c.before.unit == c.after.unit == "%"]
        best = [c for c in rates if PREMIUM.search(c.subject)]
        passed = [c for c in rates if PASS.match(c.subject)]
        if not len(best) == len(passed) == 1:
            continue
        ends = (("前", best[0].before, passed[0].before), ("后", best[0].after, passed[0].after))
        over = next(((when, few, most) for when, few, most in ends if few.value > most.claimed.high), None)
        if over is None:
            yield Agreed()
            continue
        when, few, most = over
        yield case.finding(
            f"“{best[0].text}”，变化{when}的{show_plain(few.value)}%大于“{passed[0].text}”的{show_plain(most.value)}%，"
            "前者应不大于后者，请核实。",
            best[0],
            passed[0],
            severity=Severity.W,
            expected=f"不大于{show_plain(most.value)}%",
            found=best[0].text,
        )
