"""A-34: a rate that rises over 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.columns_beside import find_drawn_rise_over_hundred
from check.arithmetic.rise_on_level import OLD, UNBOUNDED, find_rise_on_level
from check.case import Agreed, Answer, Case, NotChecked
from check.once import sentence_ahead, spans_with
from check.registry import rule
from check.show import show_plain
from model import wording
from model.finding import Cause, Finding


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
#: The rate, and what it rose by: the two ends of every such telling.
_WHAT = r"(?P<what>[\u4e00-\u9fffA-Za-z]{0,12}?(?:率|OEE))"
_RISEN = rf"(?:{wording.RISE})(?:幅度)?(?P<to>了|达|约|近|超过|为)?(?P<rise>\d{{1,3}}(?:\.\d+)?)(?P<unit>%|个?百分点)"
#: 改造前为88.5%，改造后相对提升了16.2%: the level and the rise are told apart.
TOLD_RISE = re.compile(
    _WHAT + r"[^，,。；;%\d]{0,10}?"
    r"(?:[，,][^，,。；;%\d]{0,8}?(?:前|原|过去|以往|上年|去年|起初|最初|基期)[^，,。；;%\d]{0,16}?)?(?P<before>\d{1,3}(?:\.\d+)?)%"
    r"(?P<between>[^。；;%\d，,]{0,10}[，,][^。；;%\d]{0,36}?)" + _RISEN
)
#: 在建设前88.0%的基础上提升18%: the level is the base that the rise is told on.
ON_BASE = re.compile(
    _WHAT + r"[^。；;%\d]{0,16}?(?:在|从|于|以|较|比|由)[^。；;%\d]{0,14}?"
    r"(?P<before>\d{1,3}(?:\.\d+)?)%(?P<between>[^。；;%\d]{0,4}(?:基础|水平|基数|起点)[^。；;%\d]{0,12}?)" + _RISEN
)
#: 准时交付率已达95%，在此基础上又提升了8%.
ON_THAT = re.compile(
    _WHAT + r"[^，,。；;%\d]{0,10}?(?P<before>\d{1,3}(?:\.\d+)?)%"
    r"(?P<between>[，,](?:并|又)?在(?:此|这一?|该)(?:基础|水平)上?[^。；;%\d，,]{0,10}?)" + _RISEN
)
#: 由88.5%相对提升16.2%, with no 了, 至 or comma between the level and its rise.
BY = re.compile(
    _WHAT + r"[^，,。；;%\d]{0,6}?(?:由|从|自)[^，,。；;%\d]{0,10}?"
    r"(?P<before>\d{1,3}(?:\.\d+)?)%(?P<between>[^。；;%\d，,至到为]{0,8}?)"
    rf"(?:{wording.RISE})(?:幅度)?(?P<to>了|达|约|近|超过)?(?P<rise>\d{{1,2}}(?:\.\d+)?)(?P<unit>%|个?百分点)"
)
#: 较改造前的93.0%又提高了9.5%.
THAN = re.compile(
    _WHAT + r"[^。；;%\d]{0,6}?(?:较|比)[^。；;，,%\d]{0,14}?"
    r"(?P<before>\d{1,3}(?:\.\d+)?)%(?P<between>[^。；;，,%\d]{0,4}?)" + _RISEN
)
#: The year of a level: 建设前（2019年）为, 2021年为.
ASIDE = re.compile(r"[（(][^（）()%，,。；;]{0,12}[)）]|20\d{2}年(?:\d{1,2}月)?[底末初]?")
FORMER = re.compile(rf"{OLD.pattern}|上年|去年")
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
