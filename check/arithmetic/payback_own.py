"""A-25: works that one passage tells of with what they cost and what they save in a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.beside import Beside
from check.case import Case
from check.hoped import is_hoped
from check.once import split_sentences
from model.amount import Hedge, Interval
from model.submission import Claim
from model.text import half_width

#: What the works cost; not 研发投入 and not 投入使用.
PUT_IN = re.compile(r"(?<!研发)(?<!运维)(?<!年均)投入(?!使用|运[行营]|生产|产出比|应用)")
#: Works that were not made for what they save, or whose saving is but one of their gains.
FOR_MORE = re.compile(
    r"环保|环境|排放|治理|安全|消防|防爆|隐患|合规|产能|产量|扩产|新增产值|合格率|良品率|良率|优等品率|质量|交付|交期|周期|效率|库容"
)
#: What is saved by a part of what was spent, or by other works of the same sentence.
APART = re.compile(r"其中|另|分别|之一|部分|首期|一期|每[台套条座个]|单[台套条座]")
#: All that the whole gains in a year, by its own name: 项目建成后年综合经济效益…
ALL_GAINED = re.compile(
    r"(?:本|该|整个|全部|各)?(?P<what>项目|智能工厂|工厂|场景|产线)(?!二期|三期)[^，,。；;\d]{0,12}年[^，,。；;\d]{0,6}(?:(?:经济|综合|总|新增)效益|增效|净?收益)"
)
#: Whose cost it is measured by; a factory's gain is not held against the cost of a line.
COST_OF = {"场景": ("build_investment",), "产线": ("line_investment",)}


def own_works(case: Case, savings: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """(cost, yearly saving) of works: the one investment and the one saving of a passage, or of a sentence in it."""
    texts = Beside.of(case.submission).texts
    for saving in savings:
        here = [c for c in case.submission.claims if c.place.path == saving.place.path]
        text = half_width(texts.get(saving.place.path, ""))
        said = next((s for s in split_sentences(text) if half_width(saving.text) in s), "")
        near = [c for c in here if half_width(c.text) in said]
        spent = sole_cost(here, saving, savings)
        if spent is None and is_plain(saving) and not APART.search(said):
            spent = sole_cost(near, saving, savings)
        if spent is None:
            continue
        sooner = years_of(spent, saving).high < span_of(case)[0]
        if not sooner and FOR_MORE.search(said):
            continue
        if not saving.planned or (saving.period == "after" and not is_hoped(case, saving.text) and sooner):
            yield spent, saving


def sole_cost(here: Sequence[Claim], saving: Claim, savings: list[Claim]) -> Claim | None:
    """The one investment, where no other money and no other saving is told."""
    spent = [c for c in here if is_investment(c) and not c.planned and c.amount.hedge is Hedge.NONE]
    money = [c for c in here if c.amount.unit == "元" and not c.relation and c not in spent and c is not saving]
    alone = sum(one in here for one in savings) == 1
    return spent[0] if alone and len(spent) == 1 and not money else None


def is_plain(saving: Claim) -> bool:
    return saving.amount.hedge is Hedge.NONE and not saving.planned


def is_all_gained(case: Case, saving: Claim, cost: str) -> bool:
    """Whether it is told, without a hedge, as all that what `cost` paid for brings in a year."""
    hit = ALL_GAINED.match(saving.text)
    plain = hit is not None and is_plain(saving) and not is_hoped(case, saving.text)
    return hit is not None and plain and cost in COST_OF.get(hit["what"], (cost,))


def is_investment(claim: Claim) -> bool:
    """该实例投资约1250万元, 总投入1286万元: what this instance cost."""
    spent = "投资" in claim.text or PUT_IN.search(claim.text) is not None
    return spent and claim.amount.unit == "元" and not claim.relation and claim.amount.value > 0


def years_of(spent: Claim, saved: Claim) -> Interval:
    return spent.amount.interval / saved.amount.interval


def usual(case: Case, years: Interval) -> bool:
    low, high = span_of(case)
    return low <= years.high and years.low <= high


def span_of(case: Case) -> tuple[Decimal, Decimal]:
    """The years that works usually take to pay for themselves."""
    low, high = (Decimal(str(end)) for end in case.param("years"))
    return low, high
