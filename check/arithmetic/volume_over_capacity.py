"""A-33: more was made than the stated capacity allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.columns_beside import find_output_over_capacity
from check.arithmetic.made_over import find_made_over, is_of_firm
from check.arithmetic.sentences import OWN
from check.case import Agreed, Answer, Case, NotChecked
from check.exact import is_level
from check.registry import rule
from check.show import show_range
from model.finding import Cause, Severity
from model.submission import Claim

ABILITY = re.compile(r"年产[^，,。；;]{0,10}能力|(?:年|设计|生产|加工)[^，,。；;]{0,6}能力")
#: What a clause on output says beside its product.
PRODUCTION = re.compile(
    r"[\d,.]+|[〇零一二三四五六七八九十百千万亿]+|年|全|实际|设计|综合|生产|加工|产能|产量|能力|产|公司|拥有|达到?|为|实现|共|可|约|超|一?条|生产线|产线|"
    r"吨|台|套|件|米|平方|立方|只|支|片|块|各类|各种|[,，、:：（(）)\s]"
)


@rule("A-33")
def find_volume_over_capacity(case: Case) -> Iterator[Answer]:
    """A tenth over the stated capacity, same unit, same sentence or both without a narrower scope."""
    volumes = [c for c in case.submission.claims if is_volume(c) and is_level(c)]
    capacities = [c for c in case.submission.claims if is_capacity(c) and is_level(c)]
    looked, told = False, set[tuple[Decimal, Decimal]]()
    for volume in volumes:
        same = [c for c in capacities if alike(volume, c)] or told_elsewhere(volume, capacities)
        if not same:
            continue
        looked = True
        named = [c for c in same if all(names_of(volume, c)) and same_product(volume, c)]
        same = named or same  # 锦纶长丝 made is asked of the capacity for 锦纶长丝, not of those for its raw material
        capacity = max(same, key=lambda c: c.amount.value)
        together = sum({c.amount.value for c in same})  # two lines of one product add up
        if volume.amount.interval.low <= max(capacity.amount.interval.high, together) * Decimal("1.1"):
            yield Agreed()
            continue
        if (volume.amount.value, capacity.amount.value) in told:
            continue
        told.add((volume.amount.value, capacity.amount.value))
        yield case.finding(
            f"“{volume.text}”，大于“{capacity.text}”一成以上，请核实（是否超负荷或产能口径不同）。", volume, capacity
        )
    more = () if told else find_made_over(case)  # both hear a plain sentence
    for answer in (*find_use_differs(case, volumes, capacities), *find_output_over_capacity(case), *more):
        looked = True
        yield answer
    if not looked:
        raise NotChecked("正文没有可比较的产量和产能，未核对。", Cause.NOTHING)


def find_use_differs(case: Case, volumes: list[Claim], capacities: list[Claim]) -> Iterator[Answer]:
    """W: 产能利用率91% where every output over its capacity in the prose gives another rate, by two points and more."""
    pairs = [(v, c) for v in volumes for c in capacities if alike(v, c) and c.amount.interval.low > 0]
    for claim in case.submission.claims:
        if claim.concept != "capacity_use" or not is_level(claim) or claim.scope not in OWN:
            continue
        same = [(v, c) for v, c in pairs if claim.period in ("", v.period) or not v.period]
        rates = [(v.amount.interval / c.amount.interval).scaled(100) for v, c in same]
        if not rates:
            continue
        stated = claim.amount.claimed
        if any(rate.low - 2 <= stated.high and stated.low <= rate.high + 2 for rate in rates):
            yield Agreed()
            continue
        (volume, capacity), right = same[0], show_range(rates[0], "%", Decimal("0.1"))
        yield case.finding(
            f"“{claim.text}”，按“{volume.text}”与“{capacity.text}”推算应为{right}，不一致，请核实。",
            claim,
            volume,
            capacity,
            severity=Severity.W,
            expected=right,
            found=claim.text,
        )


#: 灌装量, 加工量, 处理量 …: what was made where the trade has a word of its own for it.
MADE = re.compile(
    r"(?:灌装|加工|处理|生产|装机|投料|压榨|冶炼|熔炼|轧制|酿造|屠宰|收购加工|破碎|粉磨|切割|焊接|装配|组装|下线|产出|入库|完成)(?:总)?量"
    r"|(?:入库|完工|下线|验收)(?:的)?(?:合格|成品|产成品)(?:品)?(?!率|证|供)[\u4e00-\u9fff]{0,8}?[约近超共达逾]?\d"
    r"|(?<!可)(?<!能)(?:生产|产出|下线|做了|造了|干了|(?<=实际)加工|(?<=共)加工|(?<=公司)加工|(?<=全年)加工)(?:了|各类)?(?!能力|线|效率|设备|装备|车间|单元|人员|工|系统|管理|计划|现场|过程|基地|部|厂|班|用)[\u4e00-\u9fff、及和与]{0,10}?[约近超共达逾]?\d"
)


#: 产酱5.6万吨: the verb and its product, of one year.
YIELD = re.compile(
    r"(?:实际|全年|当年|本年|年度|实|榨季|[今去上]年|20\d{2}年|共)(?:共|已|实际|累计)?产(?!值|能|业|权|线|生|销|税|地|区|成|比)"
    r"[\u4e00-\u9fff]{1,8}?[约近超共达逾]?\d"
)
#: What was made since the start, or by all of the trade, is held against no year's capacity.
LONG = re.compile(r"累计|以来(?!.{0,3}新高|.{0,3}最)|[二两三四五]年|集团|全国|全省|全市|行业|规划|目标")
#: Words of an output's own that say nothing of its product.
MEANS = re.compile(r"榨季|生产期|实际|全年|当年|本年|年度|满产|满负荷|运转|[今去上]年|公司|全厂|共|实")


#: What a mass is reckoned as: 金属量 and 实物量 of one product are other numbers.
BASIS = re.compile(r"金属量|实物量|折[合算纯百标]|当量|干基|湿基|纯量|标准品")


#: 日处理鲜奶180吨, 每班: a span shorter than the year, which goes without saying.
SPAN = re.compile(
    r"(?P<span>[月日班时])(?:产|处理|加工|生产|处置|屠宰|压榨|灌装|供|出)|(?:每|一个?|单)(?P<each>[月日天班时])"
)


#: 人均年产41面 is no capacity of the firm.
EACH = re.compile(r"人均|每人|单人|单机|单台|每台")
SAID = re.compile(r"产|能力|设计|规模")


def is_volume(claim: Claim) -> bool:
    return claim.concept == "volume" or (
        not claim.concept
        and claim.amount.unit not in ("元", "%", "个", "次", "项")
        and (MADE.search(claim.text) or YIELD.search(claim.text)) is not None
        and re.search(r"能力|数据|订单|任务|废|污", claim.text) is None
    )


def told_elsewhere(volume: Claim, capacities: list[Claim]) -> list[Claim]:
    """The capacities of the same product that another paragraph tells, where all of the book's of this unit are alike.

    A year's output of the whole company only; one capacity alone, or two of the same number.
    """
    if volume.scope not in OWN or volume.period in ("cumulative", "recent3", "before") or LONG.search(volume.text):
        return []
    same = [
        c
        for c in capacities
        if c.scope in OWN
        and c.period in ("", volume.period)
        and not re.search(r"新增|扩|单线|每条", c.text)
        and not SPAN.search(c.text)
        and c.amount.unit.removesuffix("/年") == volume.amount.unit.removesuffix("/年")
    ]
    if len({c.amount.value for c in same}) != 1 or set(BASIS.findall(volume.text)) != set(BASIS.findall(same[0].text)):
        return []
    one, other = (MEANS.sub("", PRODUCTION.sub("", c.text)) for c in (volume, same[0]))
    named = bool(one) and (one in other or other in one) if other else False
    return same if named else []


def is_capacity(claim: Claim) -> bool:
    """产能, 设计能力; or 年产水泥能力, with the product in between."""
    if claim.concept not in ("", "capacity") or not SAID.search(claim.text):
        return False
    own = not EACH.search(claim.text)  # 2021年人均年产41面，2024年58面: not of the firm
    return own and (claim.concept == "capacity" or ABILITY.search(claim.text) is not None)


def alike(volume: Claim, capacity: Claim) -> bool:
    """Same unit, place and time span; 日产 and 年产 are other quantities."""
    spans = [SPAN.search(c.text) for c in (volume, capacity)]
    same_span = len({(m["span"] or m["each"]).replace("天", "日") if m else "" for m in spans}) == 1
    near = volume.place.path == capacity.place.path
    years = {volume.period, capacity.period} - {""}
    bases = [set(BASIS.findall(c.text)) for c in (volume, capacity)]
    of_all = capacity.scope == "line" and is_of_firm(volume.text) and not is_of_firm(capacity.text)
    return (
        not of_all
        and bases[0] == bases[1]
        and volume.amount.unit.removesuffix("/年") == capacity.amount.unit.removesuffix("/年")
        and near
        and same_span
        and len(years) <= 1
        and (
            volume.scope == capacity.scope
            or ({volume.scope, capacity.scope} <= {*OWN, "line"} and same_product(volume, capacity))
        )
    )


def names_of(volume: Claim, capacity: Claim) -> tuple[str, str]:
    """What both clauses say beside numbers, units and making: their products."""
    return PRODUCTION.sub("", volume.text), PRODUCTION.sub("", capacity.text)


def same_product(volume: Claim, capacity: Claim) -> bool:
    """Whether both name one product (生产水泥, 年产水泥能力), or one of them none."""
    one, other = names_of(volume, capacity)
    return not one or not other or one in other or any(one[at : at + 2] in other for at in range(len(one) - 1))
