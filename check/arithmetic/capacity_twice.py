"""A-38: the yearly capacity of one product told twice with different numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.volume_over_capacity import PRODUCTION, is_capacity, is_volume
from check.case import Agreed, Answer, Case
from check.exact import is_level
from check.numerals import GOODS
from model.finding import Severity
from model.submission import Claim
from model.wording import FORMERLY

#: A part, another time, or what is yet to come.
OTHER = re.compile(
    rf"新增|扩|[一二三]期|首期|单台|单线|每条|日|月|班|小时|{FORMERLY}|原|由|至|从|曾|年初|合计|其中|各(?!类|种)|将|拟|规划|最大|最高|集团|国内|全球|全省|行业"
)
#: What is left beside the product.
ENUM = re.compile(r"^(?:第?[一二三四五六]是|其[一二三四五六]|首先|其次|再次)")
QUIET = re.compile(r"[\s的在以上具备现有目前基础]|主要|产品|各类|形成|年")

#: 新装置可支撑水泥产能…: what makes it stands before the product.
ABLE = re.compile(r"^.*?(?:支撑|支持|满足|保障|配套|承载)了?(?=[^，,]{2,12}\d)")

_UNIT = rf"[十百千万亿]*(?:{GOODS}|千升)"
_CAPACITY = r"(?:设计|年|综合|总)*(?:产能|生产能力|加工能力)(?!利用|项目|置换|提升|缺口|指标|规模|建设|释放|目标)"
#: 20万吨的板带箔设计产能: the number before its product.
BEFORE = re.compile(
    rf"\d{_UNIT}(?:/年|每年)?的?(?P<product>[\u4e00-\u9fff]{{1,10}}?)的?"
    rf"{_CAPACITY}"
)
#: 水泥80万吨的年产能: the product, its number, and then what it is.
AHEAD = re.compile(
    rf"(?:^|[，,、]|[以按])(?P<product>[\u4e00-\u9fff]{{2,8}}?)(?:以|按)?\d[\d,.]*{_UNIT}"
    rf"(?:/年|每年)?的?{_CAPACITY}"
)
#: Copper and aluminium strip are other products; 板带箔 alone is whichever the company makes.
METAL = re.compile(r"^[铝铜钢铁镍锌铅钛镁]")


def named_before(claim: Claim) -> str:
    """The product of a capacity told behind its number; empty for any other claim."""
    hit = None if claim.concept not in ("", "capacity") else AHEAD.search(claim.text) or BEFORE.search(claim.text)
    return hit["product"].lstrip("以按") if hit else ""


def is_one_product(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """(what is told of which year, the product): 板带箔 is 铝板带箔, but no 铜板带箔 is."""
    bare = min(len(one[1]), len(other[1])) > 2 and one[1] in (other[1], METAL.sub("", other[1]))
    back = min(len(one[1]), len(other[1])) > 2 and other[1] in (one[1], METAL.sub("", one[1]))
    short = min(len(one[1]), len(other[1])) > 1 and (is_short_for(one[1], other[1]) or is_short_for(other[1], one[1]))
    return one[0] == other[0] and (one[1] == other[1] or bare or back or short)


def is_short_for(short: str, name: str) -> bool:
    """生乳 for 生鲜乳: the first and the last letter alike, the others in between left out."""
    letters = iter(name)
    return short[0] == name[0] and short[-1] == name[-1] and all(letter in letters for letter in short)


def find_capacities_differ(case: Case) -> Iterator[Answer]:
    """年产抽油泵2.3万套的能力 here, 现有抽油泵年产能3.2万套 there: W, where both name the same product;
    likewise what was made in one year."""
    told: list[tuple[tuple[str, str], Claim]] = []
    for claim in case.submission.claims:
        dated = is_volume(claim) and claim.period.isdigit()
        kind = (
            "volume"
            if dated
            else "capacity"
            if (is_capacity(claim) or named_before(claim)) and claim.period in ("", "after")
            else ""
        )
        if not kind or not is_level(claim) or not is_own(claim) or OTHER.search(claim.text):
            continue
        unit = claim.amount.unit.removesuffix("/年")
        said = ABLE.sub("", ENUM.sub("", claim.text)).removesuffix("/年")
        name = named_before(claim) or QUIET.sub("", PRODUCTION.sub("", said)).removesuffix(unit)
        product = (f"{kind}{claim.period}" if dated else kind, name)
        if kind == "volume" and (less := less_in_all(told, product, claim)):
            yield differ(less, claim, "产量", case)
            continue
        same = (
            [
                c
                for p, c in told
                if is_one_product(p, product) and c.amount.unit.removesuffix("/年") == unit and c.text != claim.text
            ]
            if len(name) > 1
            else []
        )
        told.append((product, claim))
        if not same:
            continue
        if any(c.amount.claimed.meets(claim.amount.claimed) for c in same):
            yield Agreed()
            continue
        yield differ(same[0], claim, "产量" if dated else "产能", case)


FOREIGN = re.compile(r"企业|公司|厂|同行|客户|集团|股东|园区")


def is_own(claim: Claim) -> bool:
    """A neighbour named clauses before (毗邻电解铝企业) does not own what a clause tells without any owner."""
    return claim.scope in ("", "company") or (claim.scope == "other" and FOREIGN.search(claim.text) is None)


#: Signs that all of what was made is meant.
ALL = re.compile(r"各类|各种|全部|总|共|合计|全年")


def less_in_all(told: list[tuple[tuple[str, str], Claim]], product: tuple[str, str], claim: Claim) -> Claim | None:
    """2024年产量1036万套 without a product, and 2024年产出各类轴承1306万套: a product is never more than the whole, and
    all products are never another number."""
    for (year, name), other in told:
        short, long = sorted((name, product[1]), key=len)
        kind = short != long and len(short) <= 1 and long.endswith(short)  # 柜 for 开关柜, or none at all
        apart = year == product[0] and kind and other.amount.unit == claim.amount.unit
        if not apart or other.amount.claimed.meets(claim.amount.claimed):
            continue
        whole, part = (other, claim) if len(product[1]) > len(name) else (claim, other)
        if part.amount.interval.low > whole.amount.interval.high or ALL.search(part.text):
            return other
    return None


def differ(one: Claim, other: Claim, what: str, case: Case) -> Answer:
    return case.finding(
        f"“{one.text}”与“{other.text}”所述为同一产品的{what}，两处不一致，请核实。",
        one,
        other,
        severity=Severity.W,
        expected=one.text,
        found=other.text,
    )
