"""A-32: so much each, so many, so much together, told in one breath: 318人，人均91万元，共2.9亿元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from check.arithmetic.parts import number_at
from check.arithmetic.price_told import sells_others
from check.arithmetic.sentences import OWN, Sentence, sentences
from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.evidence import Evidence, stated_amounts
from check.exact import is_level
from check.show import show_amount, show_plain
from check.sought import Sought
from model.amount import Amount, Interval
from model.finding import Severity
from model.submission import Claim
from model.wording import FORMERLY

#: What stands right before an amount of one: 人均创收, 每条线投入, 月均, 平均每台; 人均日产出 is over days as well.
EACH = re.compile(
    r"(?:(?P<a>[人户台月日线条套家班])均|每(?:一|个|名|位)?(?P<b>人|员工|职工|月|天|日|台|条|套|吨|公斤|千克|家|户|亩|班)"
    r"|单(?P<c>[台条套]))(?![的/]?每?(?:[日天月班]|小时|工[日时]))[^\d，,。；;]{0,12}$"
)
#: The units in which those that an average is over are counted, with their worth in the unit of the average.
OVER: dict[str, dict[str, Decimal]] = {
    "人": {"人": Decimal(1)}, "员工": {"人": Decimal(1)}, "职工": {"人": Decimal(1)},
    "月": {"月": Decimal(1)}, "天": {"天": Decimal(1)}, "日": {"天": Decimal(1)},
    "台": {"台": Decimal(1), "套": Decimal(1)}, "套": {"套": Decimal(1), "台": Decimal(1)},
    "条": {"条": Decimal(1)}, "线": {"条": Decimal(1)}, "家": {"家": Decimal(1)},
    "户": {"户": Decimal(1), "家": Decimal(1)},
    "亩": {"亩": Decimal(1)}, "班": {"班": Decimal(1)},
    "吨": {"吨": Decimal(1), "公斤": Decimal("0.001"), "千克": Decimal("0.001")},
    "公斤": {"公斤": Decimal(1), "千克": Decimal(1), "吨": Decimal(1000)},
    "千克": {"公斤": Decimal(1), "千克": Decimal(1), "吨": Decimal(1000)},
}  # fmt: skip
#: Prices: several products, taxes.
PRICED = ("吨", "公斤", "千克")
#: The sentence goes on with the one before: 按全年300天算.
GOES_ON = re.compile(r"^\s*(?:若|如)?(?:按|以|照|依)")
#: Not all of them, or not all the time.
OTHER = re.compile(r"最高|最低|峰值|高峰|不等|新增|分别|约合|加班|另外?|其余|之间|至少")
MONTHS = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?:月)?[—–~～\-至到](?P<b>\d{1,2})月")
WHOLE_YEAR = Sought(r"全年|每年|一年|年化")
YEAR = Decimal(12)
EARNS = re.compile(r"(?:创收|营收|收入|产值|销售)")
SPREAD = re.compile(r"摊|平均|折合")
SPENDS = re.compile(r"投入|投资|建设")
#: 人均收入 alone may be what people are paid.
SALES = re.compile(r"创收|营收|(?:营业|业务|销售)(?:总)?收入|销售额")
PEOPLE = ("人", "员工", "职工")
STAFFED = re.compile(
    r"^(?:公司|企业|全厂|厂内|目前|现|共|总|年末|其|20\d{2}年末?|[有现为])*(?:在岗|在册|在职|从业|用工|全员)(?:总数|总人数|人数)?(?:共|有|为|约)?\d"
)
PART_OF = re.compile(rf"车间|产线|班组|销售人员|一线|研发|生产线|工段|线均|{FORMERLY}|原")
STAFF = Decimal("0.2")
LOOSE, TIGHT = Decimal("0.15"), Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Item:
    claim: Claim
    each: str


def find_averages_differ(case: Case) -> Iterator[Answer]:
    """W: each × number is not the sum, beyond a twentieth (prices 15 %); the sum may stand in a cell."""
    before: Sentence | None = None
    for sentence in sentences(case, least=1):
        joined = before if before and GOES_ON.match(sentence.text) and is_same_place(before, sentence) else None
        before = sentence
        own = list(items_of(sentence))
        answers = list(judge(case, own, sentence.text)) or list(judge_staff(case, own, sentence))
        if not answers and joined:
            answers = list(judge(case, [*items_of(joined), *own], joined.text + sentence.text))
        yield from answers


def judge(case: Case, items: list[Item], text: str) -> Iterator[Answer]:
    """Nothing where there is not exactly one average, one number and one sum."""
    rates = [item for item in items if item.each]
    if len(rates) != 1 or OTHER.search(text) or rates[0].claim.relation == "share":
        return
    if is_price_of_inputs(rates[0].claim, [item.claim for item in items]):
        return
    rate, others = rates[0], [item.claim for item in items if not item.each]
    over = OVER[rate.each]
    counts: list[tuple[Interval, str, Evidence | None]] = [
        (c.amount.interval.scaled(over[c.amount.unit]), c.text, c)
        for c in others
        if c.amount.unit in over and not c.relation
    ]
    if rate.each == "月" and not counts and (span := MONTHS.search(text)):
        months = Decimal(int(span["b"]) - int(span["a"]) + 1)
        counts = [(Interval(months, months), span[0], None)] if months > 1 else []
    elif rate.each == "月" and not counts and (span := WHOLE_YEAR.search(text)):
        counts = [(Interval(YEAR, YEAR), span[0], None)]
    unit = rate.claim.amount.unit
    turned = {"before", "after"}  # 由24分钟缩短到15分钟: the ends of one change, of which none is the sum
    sums = [
        (a.amount, a.text, a)
        for a in others
        if a.amount.unit == unit
        and unit not in over
        and a.relation != "share"
        and not a.text.startswith("其中")
        and not ({a.period, rate.claim.period} == turned and a.text == rate.claim.text)
    ]
    if len(counts) != 1 or len(sums) > 1:
        return
    count, said, spot = counts[0]
    totals: list[tuple[Amount, str, Evidence]] = list(sums)
    if not sums:
        words = rate.claim.text
        keys: tuple[str, ...] = ()
        if SPENDS.search(words) and SPREAD.search(text):
            keys = ("build_investment",)
        elif EARNS.search(words) and rate.each in ("人", "员工", "职工"):
            keys = ("main_revenue", "is.revenue")
        year = rate.claim.period if rate.claim.period.isdigit() else None
        fields = [f for key in keys for f in (case.field(key), *list(case.series(key).values())[-1:]) if f]
        fields = [f for f in fields if year is None or "[" not in f.key or year in f.key]
        totals = [(amount, f"{case.say(f)}", f) for f in fields for amount in stated_amounts(f) if amount.unit == unit]
    slack = LOOSE if rate.each in PRICED else TIGHT
    each = rate.claim.amount.interval
    due = each * count
    low, high = due.low * (1 - slack), due.high * (1 + slack)
    if not totals or due.low <= 0:
        return
    if any(total.interval.high >= low and total.interval.low <= high for total, _, _ in totals):
        yield Agreed()
        return
    total, words, place = totals[-1]
    priced = rate.each not in (*PEOPLE, "月", "天", "日", "班") and "价" in rate.claim.text
    if priced and total.interval.low > high and sells_others(paragraph_of(case, rate.claim), rate.claim.text):
        return  # a firm that sells other goods as well earns more
    right = (total.value / count.middle) if count.middle else Decimal(0)
    shown = (
        show_amount(round(right, 0), "元") if unit == "元" and right > 100 else f"{show_plain(round(right, 2))}{unit}"
    )
    yield case.finding(
        f"“{rate.claim.text}”，按“{words}”与“{said}”推算约{shown}，不一致，请核实。",
        rate.claim,
        place,
        *((spot,) if spot is not None else ()),
        severity=Severity.W,
        expected=shown,
        found=rate.claim.text,
    )


def paragraph_of(case: Case, claim: Claim) -> str:
    return Beside.of(case.submission).texts.get(claim.place.path, "")


#: What is bought to make the goods; and what is made of them.
INPUTS = re.compile(r"煤|[电气水油柴]价|电费|电度|蒸汽|天然气|燃料|原料|原材料|辅料|标准煤|碳价|采购|运费|药剂")
GOODS = re.compile(r"产量|年产|产能|生产|产出|销量|销售")


def is_price_of_inputs(rate: Claim, claims: Sequence[Claim]) -> bool:
    """标煤单价每吨1000元，年产熟料130万吨: what is bought is dear by itself, not by what is made of it."""
    if not INPUTS.search(rate.text) or rate.amount.unit != "元":
        return False
    made = [c for c in claims if c is not rate and c.amount.unit in OVER.get("吨", {}) and GOODS.search(c.text)]
    return any(not INPUTS.search(c.text) for c in made)


def judge_staff(case: Case, items: list[Item], sentence: Sentence) -> Iterator[Answer]:
    """人均主营业务收入约86.2万元 where the staff is told in another sentence of the paragraph: W beyond a fifth, for
    people are counted on one day and earn all year."""
    rates = [item for item in items if item.each in PEOPLE]
    if len(rates) != 1 or not SALES.search(rates[0].claim.text) or OTHER.search(sentence.text):
        return
    rate = rates[0].claim
    if rate.relation or rate.amount.unit != "元" or any(i.claim.amount.unit == "人" for i in items):
        return
    near = Beside.of(case.submission).claims.get(rate.place.path, ())
    staff = [c for c in near if c.amount.unit == "人" and is_staff(c)]
    if len({c.amount.value for c in staff}) != 1 or staff[0].amount.interval.low <= 0 or not is_of_all(rate):
        return
    year = rate.period if rate.period.isdigit() else ""
    earned = [f for key in ("main_revenue", "is.revenue") for y, f in case.series(key).items() if str(y) == year]
    told = [(a, case.say(f), f) for f in earned for a in stated_amounts(f) if a.unit == "元"]
    if not told:
        return
    rates_due = [a.interval / staff[0].amount.interval for a, _, _ in told]
    if any(
        due.low * (1 - STAFF) <= rate.amount.claimed.high and rate.amount.claimed.low <= due.high * (1 + STAFF)
        for due in rates_due
    ):
        yield Agreed()
        return
    _, said, field = told[0]
    shown = show_amount(round(rates_due[0].middle, 0), "元")
    yield case.finding(
        f"“{rate.text}”，按{said}与“{staff[0].text}”推算约{shown}，不一致，请核实。",
        rate,
        field,
        staff[0],
        severity=Severity.W,
        expected=shown,
        found=rate.text,
    )


def is_staff(claim: Claim) -> bool:
    """在岗218人, 职工总数218人: all of the company's people on its own day, and no shop's or trade's."""
    level = is_level(claim) and claim.scope in OWN
    return level and (claim.concept == "staff" or STAFFED.search(claim.text) is not None)


def is_of_all(rate: Claim) -> bool:
    """Whether the average is over all people and of the whole income: no shop's, no output of a line."""
    return PART_OF.search(rate.text) is None and "产值" not in rate.text


def items_of(sentence: Sentence) -> Iterator[Item]:
    for claim in sentence.claims:
        head = sentence.text[: number_at(sentence.text, claim)]
        hedge = claim.amount.hedge_word
        head = head.removesuffix(hedge) if hedge else head
        found = EACH.search(head)
        each = (found["a"] or found["b"] or found["c"]) if found else ""
        yield Item(claim, each if each in OVER and claim.amount.unit not in ("%", "百分点", "倍") else "")


def is_same_place(one: Sentence, other: Sentence) -> bool:
    return one.claims[0].place.path == other.claims[0].place.path
