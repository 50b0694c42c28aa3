"""A-06: 甲占乙的 X% where the part or the whole is told beside it, in a cell, or elsewhere in the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from check.arithmetic.sentences import OWN
from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.evidence import Evidence, stated_amounts
from check.grade import grade, softest
from check.nearest import find_ratio_reading, wrong_parts
from check.once import sentence_ahead
from check.prose.comparable import YEAR
from check.show import show_amount, show_plain, show_range
from model.amount import Amount, Hedge, fits_count
from model.finding import Severity
from model.submission import Claim, Share

#: Words that make one of several kinds out of a whole that bears the same name.
FOREIGN = ("group", "other", "industry", "national")
#: More things than this and every percentage can be hit.
MANY = 500
#: A claim that names a whole must share these words with the share's: 关键设备 is no 设备.
KINDS = ("关键", "生产", "自动化", "智能", "数控", "典型", "研发", "技术", "在册", "在岗", "派遣", "一线", "女")


@dataclass(frozen=True, slots=True)
class Side:
    """A number that may be the part or the whole; `spot` where it stands, None in the share's own sentence."""

    amount: Amount
    spot: Evidence | None = None


def find_shares_differ(case: Case, judged: set[tuple[str, Decimal]]) -> Iterator[Answer]:
    """E where part and whole stand in the sentence; W where one is found elsewhere (another scope or day).

    One pair that gives the share is enough: the sum of the parts told before it, any of the wholes of that name.
    `judged`: (place, share) looked at before; what is looked at here is added.
    """
    for claim in case.submission.claims:
        share = claim.share
        if share is None or claim.planned or not claim.amount.comparable or claim.scope in FOREIGN:
            continue
        if is_research_share(case, claim) or OF_SEGMENT.search(claim.text):
            continue  # A-36 asks that; of a line of business the book tells no number by this name
        if (claim.place.path, claim.amount.value) in judged or claim.concept in case.param("elsewhere"):
            continue
        if (
            ASSUMED.search(claim.text)
            or is_of_ranked(case, claim)
            or (share.part and share.part.count and OF_WORTH.search(claim.text))
        ):
            continue
        parts = [Side(share.part)] if share.part else list(sides_of(case, claim, claim.concept, ""))
        of = share.of or (unsaid(claim, share) if not share.words else "")
        wholes = [Side(share.whole)] if share.whole else list(sides_of(case, claim, of, share.words))
        pairs = [(p, w) for p in parts for w in wholes if is_pair(p.amount, w.amount) and not is_itself(claim, p, w)]
        if not pairs:
            for answer in tell_impossible(case, claim, share) if not parts else ():
                judged.add((claim.place.path, claim.amount.value))
                yield answer
            continue
        judged.add((claim.place.path, claim.amount.value))
        sums = list(sums_of(share.part, share.beside)) if share.part else []
        tried = [*pairs, *((Side(total), w) for total in sums for w in wholes if is_pair(total, w.amount))]
        if any(fits(p.amount, w.amount, claim.amount) for p, w in tried):
            yield Agreed()
            continue
        yield tell(case, claim, *pairs[0])


def is_itself(claim: Claim, part: Side, whole: Side) -> bool:
    """其中少数民族职工占六成: the staff is no part of itself; nor is 来自省外的收入达3.1亿元 the whole revenue."""
    read_twice = isinstance(whole.spot, Claim) and whole.spot.place.path == claim.place.path
    return (part.spot is not None or read_twice) and part.amount.value == whole.amount.value


def is_research_share(case: Case, claim: Claim) -> bool:
    """研发费用527万元，占营业收入（14865万元）的5.18%: a share of the revenue without a name of its own."""
    share = claim.share
    if (
        share is None
        or share.part is None
        or share.whole is None
        or share.part.unit != "元"
        or share.whole.unit != "元"
    ):
        return False
    text = Beside.of(case.submission).texts.get(claim.place.path, "")
    before = sentence_ahead(text, text.find(claim.text) + len(claim.text))
    return RESEARCH.search(before) is not None


def is_of_ranked(case: Case, claim: Claim) -> bool:
    """Whether what has the share is named by its rank, in the claim or right before it."""
    text = Beside.of(case.submission).texts.get(claim.place.path, "")
    at = text.find(claim.text)
    ahead = sentence_ahead(text, at)[-12:] if at >= 0 else ""
    return OF_RANKED.search(ahead + claim.text) is not None


RESEARCH = re.compile(r"研发(?:费用|投入|经费|支出)[^。；;]*占[^。；;]*收入")


#: 主营业务阀门收入占营业收入91%: not all of 主营业务收入.
OF_SEGMENT = re.compile(r"(?:主营业务|主营)[^，,。；;占]{2,}收入占")
#: 按设备占总投资的5%统计: what an estimate takes for granted.
ASSUMED = re.compile(r"按[^，,。；;]{0,30}占[^，,。；;]{0,20}%(?:来|进行)?(?:统计|测算|估算|推算|计算|匡算)")
#: 按采购额计占41.9%: a share by worth or weight counts no things.
WEIGHED = re.compile(r"按[^，,。；;\d]{0,8}(?:额|值|量|产能|能力|收入|面积|功率|容量|投资|工时|里程)[^，,。；;\d]{0,4}")

#: 前三家占采购额的61.7%: three of so many suppliers, and a share of the money.
OF_WORTH = re.compile(
    r"占[^，,。；;\d]{0,8}(?:(?<![名定])额|(?<![数总])量|产值|产能|能力|收入|面积|能耗|工时|利润|投资)的?(?:约|近|超过?|达)?\d"
)
#: 前三家占…, 头部五家合计占四成: what the first of a ranking have is worth or output, and those are not counted.
OF_RANKED = re.compile(
    r"(?:(?<![目之以此当日从先生造设施线提])前|头部|规模最大的|最大的?)[一二两三四五六七八九十\d]{1,3}(?:大|强|[家名位个])?(?![台套道条])[^占，,。；;\d]{0,8}[，,]?[^占，,。；;\d]{0,6}(?<!家数)(?<!数量)(?<!户数)占"
)
#: 产量占64.3%, 能耗最高的占38.2%: what they make, or how they rank, is not how many of them there are.
_NOT_COUNTED = re.compile(
    r"(?:产量|产能|产值|产出|能耗|电耗|电量|重量|面积|收入|投资|工时|里程|功率|容量|[^名定]额)所?占|最[^占，,]{1,6}占"
)


def tell_impossible(case: Case, claim: Claim, share: Share) -> Iterator[Answer]:
    """GRIM in the prose: 8套试验台中，无人值守的占68.0% is no number of benches."""
    if WEIGHED.search(claim.text) or _NOT_COUNTED.search(claim.text):
        return
    whole, stated = share.whole, claim.amount
    exact = whole is not None and whole.count and whole.hedge is Hedge.NONE and stated.hedge is Hedge.NONE
    if whole is None or not exact or stated.step > 1 or not 1 < whole.value <= MANY or stated.value > 100:
        return
    things = int(whole.value)
    if fits_count(stated.value, stated.step, things):
        yield Agreed()
        return
    low = int(stated.value * things / 100)
    said = "、".join(f"{k}/{things}={show_plain(round(Decimal(k) * 100 / things, 1))}%" for k in (low, low + 1))
    yield case.finding(
        f"“{claim.text}”，以{say(whole)}为总数，没有相应的整数个数（最近为{said}），请核实是否按其他口径计算。",
        claim,
        severity=Severity.W,
        expected=said,
        found=show_amount(stated.value, "%", stated.step),
    )


def unsaid(claim: Claim, share: Share) -> str:
    """技术人员占比23%（27人）is of the staff, 软件投入216万元，占比24.7% of the investment."""
    people = share.part.unit == "人" if share.part else claim.concept.startswith("staff_")
    if people and claim.concept != "staff":
        return "staff"
    return "build_investment" if claim.concept.startswith("inv_") else ""


def tell(case: Case, claim: Claim, part: Side, whole: Side) -> Answer:
    expected = (part.amount.interval / whole.amount.interval).scaled(100)
    miss = grade(expected, claim.amount, points=True)
    if miss is None:
        return Agreed()
    reading = find_ratio_reading(claim.amount, expected, wrong_parts(part.amount, whole.amount))
    right = show_range(expected, "%", claim.amount.step)
    told = part.spot is None and whole.spot is None
    return case.finding(
        f"“{claim.text}”，按{say(part.amount)}÷{say(whole.amount)}应为{right}{reading.said if reading else ''}，"
        "不一致，请核实。",
        claim,
        *(side.spot for side in (part, whole) if side.spot is not None),
        severity=miss.severity if told else softest(miss.severity, Severity.W),
        tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
        expected=right,
        found=show_amount(claim.amount.value, "%", claim.amount.step),
    )


def sides_of(case: Case, claim: Claim, concept: str, words: str) -> Iterator[Side]:
    """The numbers of a quantity in cells, statements and the prose; of a series those of the claim's year."""
    year = int(claim.period) if YEAR.fullmatch(claim.period) and claim.period.isdigit() else None
    for key in case.param("sides").get(concept, ()):
        field = case.field(key)
        found = [field] if field else [f for y, f in case.series(key).items() if year in (None, y)]
        yield from (Side(amount, f) for f in found if f.amount for amount in stated_amounts(f))
    for other in Beside.of(case.submission).claims_of([concept] if concept else ()):
        same = not other.relation and other is not claim
        level = same and not other.planned and other.amount.hedge is Hedge.NONE and other.scope not in FOREIGN
        if (
            not level
            or other.period == "before"
            or (words and concept != "staff" and kinds(words) != kinds(other.text))
        ):
            continue
        if year is not None and other.period.isdigit() and other.period != str(year):
            continue
        of_another = other.scope == "product" != claim.scope  # 禽苗销售额61亿元 is no 年度销售总额
        if other.scope in OWN or (words and not of_another):
            yield Side(other.amount, other)


def kinds(words: str) -> set[str]:
    return {kind for kind in KINDS if kind in words}


def is_pair(part: Amount, whole: Amount) -> bool:
    same = part.unit == whole.unit or (part.count and not whole.unit)  # cells of machines print no unit
    return same and part.comparable and whole.comparable and 0 < part.value <= whole.value and whole.interval.low > 0


def fits(part: Amount, whole: Amount, stated: Amount) -> bool:
    return grade((part.interval / whole.interval).scaled(100), stated, points=True) is None


def sums_of(part: Amount, beside: tuple[Amount, ...]) -> Iterator[Amount]:
    """The part together with those told before it, one more each time."""
    total = part
    for other in beside:
        total = Amount(total.value + other.value, part.unit, max(total.step, other.step), count=part.count)
        yield total


def say(amount: Amount) -> str:
    return show_amount(amount.value, amount.unit) if amount.unit == "元" else f"{show_plain(amount.value)}{amount.unit}"
