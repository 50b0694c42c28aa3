"""L-06: costs that fell by a tenth or more, and a margin of the whole company that does not show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked
from check.once import sentence_ahead
from check.plausible.ratio_unusual import ALL_WORKS, TEN, amount_of
from check.registry import rule
from check.show import show_plain
from check.years_told import years_of
from model.finding import Severity
from model.submission import Claim, Field


@rule("L-06")
def find_saving_without_margin(case: Case) -> Iterator[Answer]:
    """Costs fell by a tenth or more and the margin did not move: I; W where the margin fell, or so much of the costs
    went (`plain` points of the margin) that no price of materials explains it."""
    margins = margins_of(case)
    cuts = [f for key in case.param("cuts") if (f := case.field(key)) and f.amount]
    cell = max(cuts, key=lambda f: amount_of(f).value, default=None)
    said_so = next((c for c in case.submission.claims if is_cut(case, c)), None)
    bare = None if cell or said_so else bare_cut(case)
    said_so = said_so or bare
    larger = said_so and (cell is None or amount_of(cell).value < said_so.amount.value)
    cut = said_so if larger else cell  # of the two the one that says more
    if cut is None or cut.amount is None or len(margins) < 2:
        raise NotChecked("没有成本下降指标或利润率，未核对。")
    rates = {year: rate for year, (_, rate) in margins.items()}
    first, last = (margins[year][0] for year in (min(margins), max(margins)))
    old, new = rates[min(rates)], rates[max(rates)]
    due = cut.amount.value * (100 - old) / 100
    if due < TEN or (new - old) * case.param("times") >= due:
        yield Agreed()
        return
    grave = new < old or due >= case.param("plain") or (both_fell(case, cuts) and not prices_told(case))
    if bare and due < case.param("plain"):
        yield Agreed()  # whose costs these are is not said
        return
    if not grave and isinstance(cut, Field) and not case.series("profit_margin"):
        yield Agreed()  # a margin that we reckoned proves less than one that is told; of the whole company it must show
        return
    said = f"正文称“{cut.text}”" if isinstance(cut, Claim) else case.say(cut)
    yield case.finding(
        f"{said}，按全公司口径利润率应升约{show_plain(round(due, 1))}个百分点，"
        f"而{case.say(first)}、{case.say(last)}，请核实成本下降的口径（产线或全公司）。",
        cut,
        first,
        last,
        severity=Severity.W if grave else Severity.I,
    )


def both_fell(case: Case, cuts: Sequence[Field]) -> bool:
    """Whether the costs of running and those of the product are both said to have fallen so far (`both`)."""
    least = Decimal(str(case.param("both")))
    return sum(amount_of(cut).value >= least for cut in cuts) > 1


def prices_told(case: Case) -> bool:
    """Whether the book tells of prices, or whose costs these are: that explains a margin that stood still."""
    return any(PRICES.search(passage.text) for passage in case.prose())


PRICES = re.compile(
    r"(?:原料|原材料|材料|燃料|煤|天然气|产品|销售|市场|采购|运)[^，,。；;]{0,6}(?:价|涨)|涨价|降价|让利|售价|单价下|价格战|成本上升"
    r"|(?:试点|示范|本|该|单条)(?:产线|生产线|工段|工序)[^，,。；;]{0,8}成本"
)


def margins_of(case: Case) -> dict[int, tuple[Field, Decimal]]:
    """利润率 by year with its cell, else 利润 over 主营业务收入."""
    told = {year: (f, amount_of(f).value) for year, f in case.series("profit_margin").items()}
    profits, sales = years_of(case, "profit"), years_of(case, "main_revenue")
    reckoned = {
        year: (f, amount_of(f).value * 100 / amount_of(sales[year]).value)
        for year, f in profits.items()
        if year in sales and amount_of(sales[year]).value > 0
    }
    return told or reckoned


def is_cut(case: Case, claim: Claim) -> bool:
    """全公司运营成本下降31.5%: a fall of the costs of the whole company."""
    costs = claim.concept in case.param("cuts") or COSTS.search(claim.text) is not None
    return is_fall(claim) and costs and ALL_WORKS.search(claim.text) is not None


def is_fall(claim: Claim) -> bool:
    falls = claim.relation == "change" and claim.direction < 0 and claim.amount.unit == "%" and not claim.planned
    return falls and claim.scope in ("", "company")


COSTS = re.compile(r"(?:运营|生产|制造|总|综合)成本")


def bare_cut(case: Case) -> Claim | None:
    """运营成本下降36% among the effects of the whole project: no line, step, system or scene is named with it."""
    beside = Beside.of(case.submission)
    for claim in case.submission.claims:
        text = beside.texts.get(claim.place.path, "")
        at = text.find(claim.text)
        if at < 0 or not is_fall(claim) or claim.concept not in case.param("cuts") or not BARE_COST.match(claim.text):
            continue
        ahead = sentence_ahead(text, at)
        if not PART_OF.search(ahead) and (not ahead or ahead[-1] in "，,、使：:"):
            return claim
    return None


#: 运营成本 by its bare name, and what makes it the cost of a part.
BARE_COST = re.compile("运营成本")
PART_OF = re.compile(
    "线|车间|工段|工序|单元|场景|系统|平台|仓|物流|能源|采购|设备|机组|模块|试点|示范|电力|维[修护]|同行|行业"
)
