"""A-38: the yearly capacity of one product told twice with different numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.volume_over_capacity import PRODUCTION, is_capacity, is_level
from check.case import Agreed, Answer, Case
from model.finding import Severity
from model.submission import Claim
from model.wording import FORMERLY

#: A part, another time, or what is yet to come.
OTHER = re.compile(
    rf"新增|扩|[一二三]期|首期|单台|单线|每条|日|月|班|小时|{FORMERLY}|原|由|至|从|曾|年初|合计|其中|各|将|拟|规划|最大|最高|集团|国内|全球|全省|行业"
)
#: What is left beside the product.
QUIET = re.compile(r"[\s的在以上具备现有目前基础]|主要|产品|各类|形成|年")


#: 20万吨的板带箔设计产能: the number before its product.
BEFORE = re.compile(
    r"\d[十百千万亿]*(?:吨|台|套|件|米|平方米|立方米|只|支|片|块|箱|瓶|辆|千升)的?(?P<product>[\u4e00-\u9fff]{1,10}?)的?"
    r"(?:设计|年|综合|总)*(?:产能|生产能力|加工能力)(?!利用|项目|置换|提升|缺口|指标|规模|建设|释放|目标)"
)
#: Copper and aluminium strip are other products; 板带箔 alone is whichever the company makes.
METAL = re.compile(r"^[铝铜钢铁镍锌铅钛镁]")


def named_before(claim: Claim) -> str:
    """The product of a capacity told behind its number; empty for any other claim."""
    hit = None if claim.concept else BEFORE.search(claim.text)
    return hit["product"] if hit else ""


def is_one_product(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """(what is told of which year, the product): 板带箔 is 铝板带箔, but no 铜板带箔 is."""
    bare = min(len(one[1]), len(other[1])) > 2 and one[1] in (other[1], METAL.sub("", other[1]))
    back = min(len(one[1]), len(other[1])) > 2 and other[1] in (one[1], METAL.sub("", one[1]))
    return one[0] == other[0] and (one[1] == other[1] or bare or back)


def find_capacities_differ(case: Case) -> Iterator[Answer]:
    """年产抽油泵2.3万套的能力 here, 现有抽油泵年产能3.2万套 there: W, where both name the same product;
    likewise what was made in one year."""
    told: list[tuple[tuple[str, str], Claim]] = []
    for claim in case.submission.claims:
        dated = claim.concept == "volume" and claim.period.isdigit()
        kind = (
            "volume"
            if dated
            else "capacity"
            if (is_capacity(claim) or named_before(claim)) and not claim.period
            else ""
        )
        if not kind or not is_level(claim) or claim.scope not in ("", "company") or OTHER.search(claim.text):
            continue
        name = named_before(claim) or QUIET.sub("", PRODUCTION.sub("", claim.text))
        product = (f"{kind}{claim.period}", name)
        same = (
            [c for p, c in told if is_one_product(p, product) and c.amount.unit == claim.amount.unit]
            if len(name) > 1
            else []
        )
        told.append((product, claim))
        if not same:
            continue
        if any(c.amount.claimed.meets(claim.amount.claimed) for c in same):
            yield Agreed()
            continue
        yield case.finding(
            f"“{same[0].text}”与“{claim.text}”所述为同一产品的{'产量' if dated else '产能'}，两处不一致，请核实。",
            same[0],
            claim,
            severity=Severity.W,
            expected=same[0].text,
            found=claim.text,
        )
