"""A-14, A-38: a change or a level told by itself, where another sentence tells the two ends of the same quantity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from check.arithmetic.change import read_change
from check.arithmetic.ends_alike import ALIKE, SIDES, TELLING, is_exact, meet
from check.beside import Beside
from check.case import Agreed, Answer, Case, previous_year
from check.grade import grade
from check.once import BOOKS, Same, kept
from check.show import show_percent, show_plain, show_stated
from model.amount import Amount, Hedge
from model.finding import Severity
from model.submission import Change, Claim
from model.wording import FALL, RISE

#: What is said of a quantity behind its name.
SAID = re.compile(
    r"(?:同步|相应|整体|总体|综合|平均|大幅|显著|明显|有效|累计|相对|实际|进一步|可|已|均|也|又)*"
    rf"(?:{RISE}|{FALL}|节约|节省|改善|达到?|为|稳定在|保持在|是|约|近|超过|了|到|至|幅度|相当于|等于|一共|总共|合计)+$"
)
#: What may stand before a name without narrowing it.
OPEN = re.compile(
    r"^(?:产品|产线|企业|公司|全厂|工厂|项目|场景|平均|综合|总体|整体|全年|使|令|将|其中|实现|主要|关键|生产线|车间|，)*"
)
YEAR = re.compile(r"^(?:(?:19|20)\d{2}年(?:度|末|底)?|去年|上年)")
BEFORE = re.compile(r"^.*(?:[，,]|相比|以来|之后|以后|使得|从而|期间)")
THAN = re.compile(r"(?:较|比|与|同)[^，,]{0,6}?(?:前|初|原来)(?:的)?(?:相比|水平)?")
#: Measured from another time than the works began, or at another.
OTHER_TIME = re.compile(
    r"同比|环比|上年|去年|每年|年均|逐年|上半年|下半年|季度|(?:[\d一二三四五六七八九十本当上首近每])个?月|月份|月底|月末|今年|目前|当前|最新|现已|截至|试运行|一期|二期|首年|其中|(?<![订工账清表])单(?!位)|部分|个别|最高|最低|行业|目标"
)
FOREIGN_SCOPES = ("group", "other", "industry", "national", "product")
LEAST_NOUN, LEAST_LEVEL = 3, 4
#: Letters that one of two names of a thing may have more: 吨饮片能耗, 吨饮片综合能耗.
FEW_MORE = 3
REACHED = "达到"
#: Words for the people of a line.
STAFF = re.compile(r"(?:用工|人数|人员|定员|用人|岗位|操作人员|一线用工)(?:数量|总数|人数|总量)?$")
PEOPLE = "用工人数"

LEVELS = ("%", "天", "小时", "分钟", "秒")
#: Money by head: the level of last year is what came of the works.
PER_HEAD = ("percap", "labor_productivity")

Ends = dict[str, list[Change]]


def find_change_told_elsewhere(case: Case) -> Iterator[Answer]:
    """W: 设计周期缩短48.9% here, 设计周期由18天缩短到11天 there. One pair of ends that gives it is enough."""
    beside, ends = Beside.of(case.submission), ends_of(case)
    known: dict[str, list[Change]] = {}
    for claim in case.submission.claims:
        change = claim.relation == "change" and claim.amount.unit in ("%", "百分点") and claim.direction != 0
        if not change or not is_free(beside, claim) or len(noun := noun_of(claim)) < LEAST_NOUN:
            continue
        if noun not in known:
            known[noun] = same_thing(ends, noun)
        same = [c for c in known[noun] if claim.direction * (c.after.value - c.before.value) > 0]
        if not same:
            continue
        misses = [judge(c, claim) for c in same]
        if case.form is not None and case.form.free and all(is_share_of(c, claim) for c in same):
            continue  # what one of many scenes gave
        if any(miss is None for miss in misses):
            yield Agreed()
            continue
        right, miss = misses[0] or ("", "")
        yield case.finding(
            f"“{claim.text}”中的{show_stated(claim.amount)}，按“{same[0].text}”{miss}，不一致，请核实。",
            claim,
            same[0],
            severity=Severity.W,
            expected=right,
            found=show_stated(claim.amount),
        )


def is_share_of(change: Change, claim: Claim) -> bool:
    """提高1.2个百分点 in one scene of a factory whose rate rose by 3.5 in all its years."""
    rate = change.before.unit == "%" and claim.amount.unit == "百分点"
    return rate and claim.amount.value < abs(change.after.value - change.before.value)


def find_level_told_elsewhere(case: Case) -> Iterator[Answer]:
    """W: 一次交检合格率达到97.9% here, 由96.5%提高到98.8% there: neither what was nor what came of it."""
    beside, ends = Beside.of(case.submission), ends_of(case)
    for claim in case.submission.claims:
        if claim.concept in PER_HEAD and claim.period.isdigit():
            claim = replace(claim, period="") if int(claim.period) == previous_year(case) else claim
        level = not claim.relation and (plain(claim) in LEVELS or claim.concept in PER_HEAD)
        if not level or not is_free(beside, claim) or len(noun := noun_of(claim)) < LEAST_LEVEL:
            continue
        same = [c for c in same_thing(ends, noun, strict=True) if c.before.unit.partition("/")[0] == plain(claim)]
        if not same:
            continue
        if any(meet(end, as_printed(claim.amount)) for c in same for end in (c.before, c.after)):
            yield Agreed()
            continue
        yield case.finding(
            f"“{claim.text}”与“{same[0].text}”所述为同一指标，两处不一致，请核实。",
            claim,
            same[0],
            severity=Severity.W,
            expected=same[0].text,
            found=claim.text,
        )


def plain(claim: Claim) -> str:
    """元 of 元/人: in 人均产值 the head stands in the name."""
    return claim.amount.unit.partition("/")[0]


def as_printed(amount: Amount) -> Amount:
    """达到98.8% of a quantity with two ends elsewhere is that number."""
    return amount if amount.hedge is Hedge.RANGE else replace(amount, hedge=Hedge.NONE, hedge_word="")


def ends_of(case: Case) -> Ends:
    return _ends(Same(case.submission.changes))


@kept(BOOKS)
def _ends(changes: Same) -> Ends:
    found: Ends = defaultdict(list)
    for change in changes.parts[0]:
        noun = OPEN.sub("", SIDES.sub("", change.subject))
        noun = PEOPLE if STAFF.match(noun) else noun
        if change.target and not change.planned and is_exact(change) and change.before.value > 0 and len(noun) > 1:
            found[noun].append(change)
    return found


def is_free(beside: Beside, claim: Claim) -> bool:
    """Told by itself, of the works as a whole: no pair of ends beside it, no other time, no plan."""
    exact = claim.amount.hedge in (Hedge.NONE, Hedge.RANGE) or claim.amount.hedge_word == REACHED
    plain = not claim.planned and claim.amount.comparable and exact and not claim.operands
    timeless = claim.period in ("", "after") and not OTHER_TIME.search(claim.text)
    return plain and timeless and claim.scope not in FOREIGN_SCOPES and not beside.changes_of(claim)


def noun_of(claim: Claim) -> str:
    """The name of what changed: the words before the number without those that say how."""
    number = next((part.text for part in claim.parts if part.role == "number"), None)
    at = claim.text.find(number) if number else -1
    if at <= 0:
        return ""
    head = YEAR.sub("", BEFORE.sub("", THAN.sub("", re.sub(r"[\s“”\"]", "", claim.text[:at]))))
    noun = OPEN.sub("", SAID.sub("", head))
    return PEOPLE if STAFF.match(noun) else noun


def same_thing(ends: Ends, noun: str, strict: bool = False) -> list[Change]:
    """The changes of this very noun, else (unless `strict`) of nouns that are alike in all that tells things apart."""
    if strict or noun in ends:
        return ends.get(noun, [])
    longer = [n for n in ends if n.startswith(noun) and len(n) - len(noun) <= FEW_MORE]
    if len(noun) < LEAST_NOUN + 2:  # 人均月产 is 人均月产管材, where nothing else begins so
        return ends[longer[0]] if len(noun) > LEAST_NOUN and len(longer) == 1 else []
    alike = [n for n in ends if abs(len(n) - len(noun)) <= FEW_MORE and n[-2:] == noun[-2:]]
    mark = TELLING.findall(noun)
    return [
        change
        for name in alike
        if TELLING.findall(name) == mark and fuzz.ratio(name, noun) >= ALIKE
        for change in ends[name]
    ]


def judge(change: Change, claim: Claim) -> tuple[str, str] | None:
    """(what it should be, the formula) or None where the ends give the claim, in percent or points."""
    readings = read_change(change)
    if readings is None:
        return None
    fair = [readings.right, *([readings.points] if readings.points else [])]
    if any(grade(one, claim.amount, Severity.W) is None for one in fair):
        return None
    if claim.amount.unit == "百分点" and readings.points:
        right = f"{show_plain(abs(change.after.value - change.before.value))}个百分点"
    elif claim.amount.unit == "百分点":
        return None
    else:
        right = show_percent(readings.nominal)
    return right, f"应为{right}"
