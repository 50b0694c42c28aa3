"""A-25: the yearly saving told pays the investment back sooner or later than works usually do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.show import show_plain
from model.finding import Cause, Severity
from model.submission import Claim, Field

#: A payback further than this from what is reckoned is worth a question.
SLACK = Decimal("0.3")
PAYBACK = re.compile(
    r"收回(?:全部|建设)?(?:投资|成本)|回收期|回本|(?:便|即|就)[可能]收回|年(?:便|即|就)?(?:可|能)(?:全部)?收回|\d(?:个月|年)(?:左右|内|多|上下)?(?:即可|可|就能|便可|能)?(?:全部)?收回"
)
SAVED = re.compile(r"节约|节省|节支|降本|降低|减少|增效|效益|收益|利润|利税|净利")
#: 年新增经济效益, 每年可节约, 年均增加利润; not 2024年实现利润, which is no yield of the works.
YEARLY = re.compile(
    r"(?<!\d)年(?:均|可|约|预计|将|共|度)*(?:直接|综合|新)*(?:节|降|增|创|减|省|产生|带来|经济效益|效益|净?收益)|每年|年均|按年"
)
GAINED = re.compile(r"新增|增加|增创|多创|可实现|带来|产生|创造|增收|增利|年经济效益|年效益|年净?收益")
#: 年综合节能效益约520万元: a yearly worth, by its own name.
WORTH = re.compile(r"(?:节能|节约|综合|直接|经济|降本|增效)[^，,\d]{0,4}效益")


@rule("A-25")
def find_payback_odd(case: Case) -> Iterator[Answer]:
    """Investment ÷ yearly saving: under 0.3 or over 15 years; a stated payback that the two do not give (W)."""
    cost = next((f for key in case.param("costs") if (f := case.field(key)) and f.amount), None)
    savings = [c for c in case.submission.claims if is_yearly_saving(c)]
    if cost is None or cost.amount is None or not savings:
        raise NotChecked("正文没有写明年节约额，或没有填写投资，未推算回收期。", Cause.NOTHING)
    yield from find_return_differs(case, cost, savings)
    told = [c for c in case.submission.claims if is_payback(c)]
    for claim in told:
        yield judge_payback(case, cost, claim, savings)
    largest = max(savings, key=lambda c: c.amount.value)
    years = cost.amount.interval / largest.amount.interval
    low, high = (Decimal(str(end)) for end in case.param("years"))
    if told or (low <= years.high and years.low <= high):
        yield Agreed()
        return
    middle = show_plain(round(years.middle, 2))
    yield case.finding(
        f"{case.say(cost)}，正文称“{largest.text}”，推算回收期约{middle}年，不在常见的{low}～{high}年之内，请核实。",
        cost,
        largest,
        severity=Severity.I if years.low > high else None,  # the saving told may be one of several
        found=f"{middle}年",
    )


def judge_payback(case: Case, cost: Field, claim: Claim, savings: list[Claim]) -> Answer:
    """The investment over the savings told beside the payback, each alone or all together; wide, since taxes, upkeep
    and the months of building are reckoned in or not."""
    beside = [c for c in savings if c.place.path == claim.place.path] or savings
    years = claim.amount.value / (12 if claim.amount.unit == "月" else 1)
    amounts = list(dict.fromkeys(c.amount.value for c in beside))
    own = [c for c in case.submission.claims if c.place.path == claim.place.path and is_investment(c)]
    costs = [amount.value for amount in (cost.amount, *(c.amount for c in own)) if amount]
    due = [one / value for one in costs for value in (*amounts, sum(amounts, Decimal(0)))]
    if any(abs(one - years) <= max(SLACK * one, Decimal(1)) for one in due):
        return Agreed()
    nearest = min(due, key=lambda one: abs(one - years))
    right = show_plain(round(nearest, 1))
    return case.finding(
        f"正文称“{claim.text}”，按{case.say(cost)}与“{beside[0].text}”推算约{right}年，不一致，请核实。",
        claim,
        cost,
        *beside,
        severity=Severity.W,
        expected=f"约{right}年",
        found=f"{show_plain(claim.amount.value)}{claim.amount.unit}",
    )


#: 年化收益约占投资额的42.3%, 年节约额相当于改造投资的24.5%.
RETURN = re.compile(
    r"年(?:均|化|度|可)?(?:综合|直接|新增)?(?:经济)?(?:收益|效益|节约|节省|增效|降本|回报)[^，,。；;\d%]{0,8}?"
    r"(?:占|相当于|为|达到?)[^，,。；;\d%]{0,6}?投(?:资|入)(?:额|总额)?的?(?P<hedge>约|近|超过)?(?P<share>\d{1,3}(?:\.\d+)?)%"
)


def find_return_differs(case: Case, cost: Field, savings: list[Claim]) -> Iterator[Answer]:
    """W: the yearly saving as a share of the investment, told in a sentence, is not saving ÷ investment."""
    for passage in case.prose():
        for hit in RETURN.finditer(passage.text):
            beside = [c for c in savings if c.place.path == passage.place.path] or savings
            own = [c.amount for c in case.submission.claims if c.place.path == passage.place.path and is_investment(c)]
            share = Decimal(hit["share"])
            wholes = [a for a in (cost.amount, *own) if a and a.interval.low > 0]
            due = [(c, (c.amount.interval / whole.interval).scaled(100)) for c in beside for whole in wholes]
            if any(one.low - 2 <= share <= one.high + 2 for _, one in due) or hit["hedge"]:
                yield Agreed()
                continue
            saving, near = min(due, key=lambda pair: abs(pair[1].middle - share))
            right = f"{show_plain(round(near.middle, 1))}%"
            yield case.finding(
                f"正文“{hit[0]}”，按“{saving.text}”与{case.say(cost)}推算约{right}，不一致，请核实。",
                passage.place.quoting(hit[0]),
                saving,
                cost,
                severity=Severity.W,
                about=(f"{passage.place.path}“{hit[0]}”",),
                expected=right,
                found=f"{show_plain(share)}%",
            )


def is_investment(claim: Claim) -> bool:
    """该实例投资约1250万元: what this instance cost."""
    return "投资" in claim.text and claim.amount.unit == "元" and not claim.relation and claim.amount.value > 0


def is_payback(claim: Claim) -> bool:
    named = claim.concept == "payback" or PAYBACK.search(claim.text) is not None
    return named and claim.amount.unit in ("年", "月") and claim.amount.comparable and claim.amount.value > 0


def is_yearly_saving(claim: Claim) -> bool:
    yearly = YEARLY.search(claim.text) is not None
    gained = claim.relation == "change" or GAINED.search(claim.text) is not None or WORTH.search(claim.text) is not None
    saves = claim.concept == "saving" or (gained and SAVED.search(claim.text) is not None)
    yearly_worth = "年化" in claim.text and not claim.relation and not claim.concept
    return (yearly_worth or (saves and yearly)) and claim.amount.unit == "元" and claim.amount.interval.low > 0
