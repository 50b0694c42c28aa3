"""A-11, A-34: rates near or over 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.arithmetic.columns_beside import find_drawn_rise_over_hundred
from check.arithmetic.complements import (
    DEFECTS,
    NOT_ALL_BAD,
    PASS,
    find_ends_not_complements,
    follows,
    is_worked_out,
    words_of,
)
from check.arithmetic.rise_on_level import find_rise_on_level
from check.arithmetic.sentences import OWN
from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked
from check.grade import grade, softest
from check.nearest import Reading, find_ratio_reading
from check.once import sentence_ahead, spans_with
from check.registry import rule
from check.show import show_plain, show_range
from model import wording
from model.amount import Interval
from model.finding import Cause, Finding, Severity
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
    whole = of_all or is_based(case, before, after) or bool(only_rates(case))
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


@rule("A-34")
def find_rate_over_hundred(case: Case) -> Iterator[Answer]:
    """合格率由95%提高了12%: more than 100 % as a share and as points. 由95%提高到103% likewise."""
    looked = False
    for change in case.submission.changes:
        bounded = any(word in change.subject for word in case.param("bounded"))
        rise = not change.target and change.subject.endswith("率") and not UNBOUNDED.search(change.subject)
        bounded = bounded or rise
        if change.before.unit != "%" or not bounded or change.planned or change.direction < 0:
            continue
        looked = True
        before, after = change.before.interval, change.after.interval
        if change.target:
            least = after.low
        elif any(pattern.search(change.text) for pattern in (TOLD_RISE, ON_BASE, ON_THAT, THAN, BY)):
            continue  # told below
        elif change.direction > 0 and change.after.unit in ("%", "百分点"):
            least = before.low + min(after.low, before.low * after.low / 100)
        else:
            continue
        if least <= 100:
            yield Agreed()
            continue
        yield case.finding(
            f"“{change.text}”，变化后至少为{show_plain(round(least, 1))}%，超过100%，请核实。",
            change,
            expected="不超过100%",
            found=f"{show_plain(round(least, 1))}%",
        )
    rises = [*find_told_rise_over_hundred(case), *find_drawn_rise_over_hundred(case)]
    if not any(isinstance(answer, Finding) for answer in rises):
        rises += find_rise_on_level(case)
    for answer in rises:
        looked = True
        yield answer
    if not looked:
        raise NotChecked("正文没有说明合格率、联网率等比率的变化，未核对。", Cause.NOTHING)


#: Words without which no rise of a rate is told.
RISE = re.compile(rf"(?:{wording.RISE_NAMED})[幅了达约近超为度过]*\d")
RATE = re.compile(r"(?:率|OEE)[^%]*\d%")
#: 改造前为88.5%，改造后相对提升了16.2%: the level and the rise are told apart.
TOLD_RISE = re.compile(
    r"(?P<what>[\u4e00-\u9fffA-Za-z]{0,12}?(?:率|OEE))[^，,。；;%\d]{0,10}?"
    r"(?:[，,][^，,。；;%\d]{0,8}?(?:前|原|过去|以往|上年|去年|起初|最初|基期)[^，,。；;%\d]{0,16}?)?(?P<before>\d{1,3}(?:\.\d+)?)%"
    rf"(?P<between>[^。；;%\d，,]{{0,10}}[，,][^。；;%\d]{{0,36}}?)(?:{wording.RISE})(?:幅度)?(?P<to>了|达|约|近|超过|为)?(?P<rise>\d{{1,3}}(?:\.\d+)?)"
    r"(?P<unit>%|个?百分点)"
)
#: 在建设前88.0%的基础上提升18%: the level is the base that the rise is told on.
ON_BASE = re.compile(
    r"(?P<what>[\u4e00-\u9fffA-Za-z]{0,12}?(?:率|OEE))[^。；;%\d]{0,16}?(?:在|从|于|以|较|比|由)[^。；;%\d]{0,14}?"
    r"(?P<before>\d{1,3}(?:\.\d+)?)%(?P<between>[^。；;%\d]{0,4}(?:基础|水平|基数|起点)[^。；;%\d]{0,12}?)"
    rf"(?:{wording.RISE})(?:幅度)?(?P<to>了|达|约|近|超过|为)?(?P<rise>\d{{1,3}}(?:\.\d+)?)(?P<unit>%|个?百分点)"
)
#: 准时交付率已达95%，在此基础上又提升了8%.
ON_THAT = re.compile(
    r"(?P<what>[\u4e00-\u9fffA-Za-z]{0,12}?(?:率|OEE))[^，,。；;%\d]{0,10}?(?P<before>\d{1,3}(?:\.\d+)?)%"
    r"(?P<between>[，,](?:并|又)?在(?:此|这一?|该)(?:基础|水平)上?[^。；;%\d，,]{0,10}?)"
    rf"(?:{wording.RISE})(?:幅度)?(?P<to>了|达|约|近|超过|为)?(?P<rise>\d{{1,3}}(?:\.\d+)?)(?P<unit>%|个?百分点)"
)
#: 由88.5%相对提升16.2%, with no 了, 至 or comma between the level and its rise.
BY = re.compile(
    r"(?P<what>[\u4e00-\u9fffA-Za-z]{0,12}?(?:率|OEE))[^，,。；;%\d]{0,6}?(?:由|从|自)[^，,。；;%\d]{0,10}?"
    r"(?P<before>\d{1,3}(?:\.\d+)?)%(?P<between>[^。；;%\d，,至到为]{0,8}?)"
    rf"(?:{wording.RISE})(?:幅度)?(?P<to>了|达|约|近|超过)?(?P<rise>\d{{1,2}}(?:\.\d+)?)(?P<unit>%|个?百分点)"
)
#: 较改造前的93.0%又提高了9.5%.
THAN = re.compile(
    r"(?P<what>[\u4e00-\u9fffA-Za-z]{0,12}?(?:率|OEE))[^。；;%\d]{0,6}?(?:较|比)[^。；;，,%\d]{0,14}?"
    r"(?P<before>\d{1,3}(?:\.\d+)?)%(?P<between>[^。；;，,%\d]{0,4}?)"
    rf"(?:{wording.RISE})(?:幅度)?(?P<to>了|达|约|近|超过|为)?(?P<rise>\d{{1,3}}(?:\.\d+)?)(?P<unit>%|个?百分点)"
)
#: Rates that may pass one hundred, and words that bring another quantity in between.
UNBOUNDED = re.compile(r"周转率|生产率|效率|负荷率|达产率|增长率|毛利率|利润率|收益率|回报率|负债率|增速")
#: The year of a level: 建设前（2019年）为, 2021年为.
ASIDE = re.compile(r"[（(][^（）()%，,。；;]{0,12}[)）]|20\d{2}年(?:\d{1,2}月)?[底末初]?")
FORMER = re.compile(r"前|原|过去|以往|上年|去年|起初|最初")
BASE = re.compile(r"^的?(?:基础|水平|基数|起点)")
OTHER_RATE = re.compile(r"效率|产能|产量|产值|速度|能力|水平|收入|[^率]率")


def without_own(between: str, rate: str) -> str:
    """The words in between without the rate's own name, told once more: …后一次合格率又提高."""
    own = next((rate[at:] for at in range(len(rate) - 2) if rate[at:] in between), "")
    return between.replace(own, "") if own else between


def find_told_rise_over_hundred(case: Case) -> Iterator[Answer]:
    """As above where no 由…: the level before in one clause, its rise in the next."""
    for passage in case.prose():
        spans = spans_with(passage.text, RISE, RATE)
        ways = (TOLD_RISE, ON_BASE, ON_THAT, THAN, BY)
        text = ASIDE.sub(lambda aside: " " * len(aside[0]), passage.text) if spans else ""
        for hit in (hit for way in ways for span in spans for hit in way.finditer(text, *span)):
            said = passage.text[hit.start() : hit.end()]
            bounded = any(word in hit["what"] for word in case.param("bounded")) or hit["what"].endswith("率")
            if (
                not bounded
                or UNBOUNDED.search(hit["what"])
                or OTHER_RATE.search(BASE.sub("", without_own(hit["between"], hit["what"])).replace("水平", ""))
            ):
                continue
            sentence = sentence_ahead(passage.text, hit.start()) + hit[0]
            level = re.split(r"[，,]", sentence[: -len(hit[0])])[-1] + hit[0][: hit.start("before") - hit.start()]
            if hit.re is TOLD_RISE and ("后" in level or not FORMER.search(level)):
                continue  # 改造后合格率98.6%，提高3.2个百分点: the rise is in it already
            before, rise = Decimal(hit["before"]), Decimal(hit["rise"])
            if hit.re is BY and rise >= before:
                continue  # 由88%提升93%: a 至 was left out
            if before > 100 or case.reference.lexicons.is_plan(sentence) or hit[0].count("%") > 2:
                continue
            least = before + (rise if hit["unit"] != "%" else min(rise, before * rise / 100))
            if least <= 100:
                yield Agreed()
                continue
            yield case.finding(
                f"“{said}”，变化后至少为{show_plain(round(least, 1))}%，超过100%，请核实。",
                passage.place.quoting(said),
                about=(f"{passage.place.path}“{said}”",),
                expected="不超过100%",
                found=f"{show_plain(round(least, 1))}%",
            )
