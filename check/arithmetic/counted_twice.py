"""A-38 for things that are counted: 386个传感器 here, 传感器共368个 there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations, product

from check.arithmetic.counted_nouns import GENERIC, MACHINES, SUBSET, TAIL, UNITS, noun_of
from check.arithmetic.deeds import EVERY, has_deed_of_its_own
from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.dated import is_year_printed
from check.grade import is_swapped
from check.once import sentence_ahead
from model.amount import Amount, Hedge, Interval
from model.finding import Severity
from model.submission import Claim
from model.text import half_width
from model.wording import FORMERLY

#: What makes of a kind a smaller one.
NARROW = re.compile(
    r"核心|重点|主要|战略|关键|优质|[A-Za-z]|[一二三甲乙丙新老大小高低]|进口|国产|本地|省|外|骨干|专用|部分"
)
WHOLE = re.compile(r"全部|共|总|合计|全体|所有|现有|逐一|数量")
GONE = re.compile(r"淘汰|退出|新增|引入|增至|增加到|扩大到|减至|减少到|缩减|优化|原|上年|曾")
#: A part of the things, or those of another time.
PART = re.compile(
    rf"其中|部分|个别|引入了?新|新增|另|首批|二期|一期|计划|拟|将|预计|原有|{FORMERLY}|每(?![季年月周日天][度末初]?(?:对|由|组织|开展|进行|集中|召开|为|向))|单|近\d|分别|其余|剩余|辅助|第|最多|至多|最少|已交付|已售|售出|交付给|在外运行|同时|一天|一次|照看|看管|兼管|照管|值守|看护"
)
LEAST, FEW, THOUSAND = Decimal(10), Decimal(2), Decimal(1000)
#: 1,100余户 tells the number as well as 1,100户.
PLAIN = (Hedge.NONE, Hedge.ODD)
LONG, LONGER = 3, 6
#: Short names that name nothing else.
SLOTS = ("货位", "库位", "储位")
#: The store that slots are in: only those of one store can be counted twice.
STORE = re.compile(r"立体|立库|平库|平面库|原料库|成品库|线边|高架|冷库|料架")
#: A place of its own within the firm, and all of the firm.
SPOT = re.compile(r"[\u4e00-\u9fffA-Z0-9]{0,3}(?:车间|工段|生产线|产线|班组|厂区|分厂|仓库)")
ALL = re.compile(r"全公司|全厂|工厂|公司共|各车间|各工段")
#: A thing with more numbers than these is counted place by place.
MOST = 3
#: Of a day these are compared as the company's.
HEADS = ("staff", "staff_rd")

#: First claim at each path, by value: how often and where one number of a thing is told.
Tellings = dict[Decimal, dict[str, Claim]]


def find_counted_twice(case: Case) -> Iterator[Answer]:
    """W where digits changed places, or one telling stands against two and more alike, or a long name is the same."""
    beside = Beside.of(case.submission)
    told: dict[tuple[str, str], dict[str, Tellings]] = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for claim in case.submission.claims:
        if not is_plain_count(claim) or beside.changes_of(claim) or not (noun := noun_of(claim)):
            continue
        if RIGHTS.search(noun) and is_gained(claim, beside):
            continue
        unit, at = UNITS.get(claim.amount.unit, claim.amount.unit), claim.place.path
        day = day_of(claim) if claim.concept not in HEADS else ""
        printed = day and is_year_printed(claim, beside.texts.get(at, ""))
        for group in ([] if is_dated(claim) else [""]) + ([day] if printed else []):  # 截至6月，公司有…: both
            told[unit, group][noun][claim.amount.value].setdefault(at, claim)
    yield from find_shuffled(case, beside, [nouns for (_, day), nouns in told.items() if not day])
    reported: set[tuple[str, frozenset[Decimal]]] = set()
    for (unit, _), nouns in told.items():
        known = {noun: values for noun, values in nouns.items() if len(values) <= MOST}
        for noun in known:
            alike = [other for other in known if noun in other]  # 传感器 and 油液传感器, 规则 and 规则库
            for other in alike:
                votes = Counter(value for name in alike for value, where in known[name].items() for _ in where)
                for one, two in product(known[noun], known[other]):
                    pair = find_pair(beside, known[noun][one].values(), known[other][two].values())
                    values = unit, frozenset((one, two))
                    if pair is None or values in reported:
                        continue
                    if one == two:
                        yield Agreed()
                        continue
                    same_name = noun == other and (len(noun) >= LONG or noun in SLOTS)
                    # a kind of them, or fewer of a kind, are other things
                    part = noun != other and (NARROW.search(other.replace(noun, "", 1)) is not None or one >= two)
                    if are_apart(*pair) or are_of_two_days(*pair):
                        continue
                    if fits_odd(pair[0].amount, pair[1].amount):
                        yield Agreed()
                        continue
                    if noun in SLOTS and not set.intersection(*(set(STORE.findall(c.text)) for c in pair)):
                        continue
                    sure = same_name and (min(one, two) >= LEAST or len(noun) >= LONGER)
                    # 共打通接口93个, 共87个接口: both tell all of them
                    sure |= noun == other and min(one, two) >= LEAST and all(EVERY.search(c.text) for c in pair)
                    swapped = is_swapped(Interval(one, one), pair[1].amount) or is_shuffled(one, two)
                    if is_shuffled(one, two) and min(one, two) >= THOUSAND:
                        continue  # told already
                    if not swapped and has_deed_of_its_own(*pair):
                        continue
                    agreed = max(votes[one], votes[two]) > 1 and not part
                    if swapped or agreed or sure:
                        reported.add(values)
                        yield tell(case, noun, *(pair if votes[one] >= votes[two] else reversed(pair)))


#: 报告期内取得专利证书9项，其中外观设计2项: those of one year, beside which stand all that the company has.
RIGHTS = re.compile(r"专利|软著|著作权|商标|证书|外观设计|实用新型")
GAINED = re.compile(
    r"(?:期内|年内|当年|本年度?|全年|今年|上半年|(?<![至止到])(?:19|20)\d\d年度?(?![末底]))[^。；;]*?(?:取得|获得?|新增|申请|受理|授权)"
)


def is_gained(claim: Claim, beside: Beside) -> bool:
    text = half_width(beside.texts.get(claim.place.path, ""))
    before = sentence_ahead(text, max(0, text.find(claim.text)))
    return GAINED.search(before) is not None and not re.search(r"累计|拥有|共有|现有|截[至止]", before)


def find_subset_over_all(case: Case) -> Iterator[Answer]:
    """接入关键设备264台 where the book has 关键设备248台 and no other number of them: W, a part is never more."""
    whole: dict[str, list[Claim]] = defaultdict(list)
    parts: list[tuple[str, Claim]] = []
    counts = [claim for claim in case.submission.claims if is_plain_count(claim) and not is_dated(claim)]
    for claim in counts if any(SUBSET.search(claim.text) for claim in counts) else ():
        noun = noun_of(claim, subsets=True)
        if not MACHINES.search(noun):
            continue
        if SUBSET.search(claim.text):
            parts.append((noun, claim))
        else:
            whole[noun].append(claim)
    for noun, claim in parts:
        known = whole[noun]
        if len({c.amount.value for c in known}) != 1 or claim.amount.unit != known[0].amount.unit:
            continue
        if claim.amount.value > known[0].amount.value and not are_apart(known[0], claim):
            yield tell(case, noun, known[0], claim)
        else:
            yield Agreed()


def are_apart(one: Claim, other: Claim) -> bool:
    """冷轧车间 has 51台, 全公司 132台: each counts another place."""
    places = [set(SPOT.findall(claim.text)) for claim in (one, other)]
    return places[0] != places[1] and (all(places) or any(ALL.search(claim.text) for claim in (one, other)))


def fits_odd(one: Amount, other: Amount) -> bool:
    """Whether 350余 and 358 may be one number: the odd one is as rough as its last digit that is no zero."""
    return Hedge.ODD in (one.hedge, other.hedge) and one.interval.meets(other.interval)


def is_shuffled(one: Decimal, two: Decimal) -> bool:
    """The same digits in another order, zeros included: 1200 and 2100, 1100 and 1010."""
    a, b = (format(value, "f").partition(".")[0] for value in (one, two))
    return len(a) == len(b) >= 3 and sorted(a) == sorted(b)


def find_shuffled(case: Case, beside: Beside, told: list[dict[str, Tellings]]) -> Iterator[Answer]:
    """W: things whose names end alike (稳定合作种植户, 药材种植户), whose four digits and more are in disorder."""
    for nouns in told:
        ends: dict[str, dict[Decimal, Claim]] = defaultdict(dict)
        for noun, by_value in nouns.items():
            for value, where in by_value.items():
                if value >= THOUSAND and not GENERIC.fullmatch(noun[-TAIL:]):
                    ends[noun[-TAIL:]].setdefault(value, next(iter(where.values())))
        for end, claims in ends.items():
            for one, two in combinations(claims, 2) if len(claims) <= MOST else ():
                paths = {claims[value].place.path for value in (one, two)}
                if is_shuffled(one, two) and not beside.are_rows(paths):
                    yield tell(case, end, claims[one], claims[two])


def find_pair(beside: Beside, ones: Iterable[Claim], others: Iterable[Claim]) -> tuple[Claim, Claim] | None:
    """The first two claims in different places that are not different rows of one part."""
    for one, other in product(ones, others):
        paths = {one.place.path, other.place.path}
        if len(paths) > 1 and not beside.are_rows(paths):
            return one, other
        small, big = sorted((one, other), key=lambda c: c.amount.value)
        text = small.text + big.text
        if len(paths) == 1 and small.text != big.text and WHOLE.search(small.text) and not GONE.search(text):
            return one, other  # all of them, and yet fewer
    return None


def tell(case: Case, thing: str, first: Claim, last: Claim) -> Answer:
    return case.finding(
        f"“{first.text}”与“{last.text}”所述{thing}的数量不一致，请核实。",
        first,
        last,
        severity=Severity.W,
        expected=first.text,
        found=last.text,
    )


def is_plain_count(claim: Claim) -> bool:
    amount = claim.amount
    counted = amount.count and amount.hedge in PLAIN and amount.value >= FEW and not claim.relation
    return counted and not claim.planned and claim.period != "before" and not PART.search(claim.text)


def is_dated(claim: Claim) -> bool:
    """Whether its own words tell the year; also of a sum up to then (截至2023年末累计)."""
    told = claim.period not in ("", "after") and claim.period[:4] in claim.text
    return told or (claim.period == "cumulative" and re.search(r"20\d\d年", claim.text) is not None)


def day_of(claim: Claim) -> str:
    if claim.period != "cumulative":
        return claim.period if claim.period[:4].isdigit() else ""
    said = re.search(r"(20\d\d)年(?:(\d{1,2})月)?", claim.text)
    return "-".join((said[1], *([said[2].zfill(2)] if said[2] else []))) if said else ""


def are_of_two_days(one: Claim, other: Claim) -> bool:
    """Each of a day that it tells, in words right before it or its own: 截至2023年，…; 截至2024年，…."""
    days = [day_of(claim) for claim in (one, other)]
    return all(days) and not days[0].startswith(days[1]) and not days[1].startswith(days[0])
