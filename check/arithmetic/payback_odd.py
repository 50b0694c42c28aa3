"""A-25: the yearly saving told pays the investment back sooner or later than works usually do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.payback_own import is_all_gained, is_investment, own_works, span_of, usual, years_of
from check.arithmetic.payback_told import MATTER, PAYBACK, find_payback_told
from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked
from check.numerals import worth_of
from check.once import sentence_ahead
from check.registry import rule
from check.show import show_plain
from check.sought import Sought
from model.amount import Amount, Hedge
from model.finding import Cause, Finding, Severity
from model.submission import Claim, Field
from model.text import half_width

#: What one machine, line or part costs.
OF_ONE = re.compile(
    r"(?:单|每|各)(?:一)?(?:条|台|套|座|个|组|机|线|元|班|站|间|户|家)|(?<![统第单])一(?:条|台|套|座|组|间)|单元|模块|首(?:条|台|套)|同(?:等)?规模"
)
#: 料库投资较大，约需六年收回: what one thing of the works cost.
ONE_THING = re.compile(r"(?:库|线|机|系统|设备|仓|站|炉|平台|装置|机器人|车)(?:的)?(?:投资|投入|造价|成本)")
#: A payback further than this from what is reckoned is worth a question.
SLACK = Decimal("0.3")
#: Sooner than reckoned by more than this: what building, upkeep and taxes take makes it later, never sooner.
SOONER, LEAST_SOONER = Decimal("0.2"), Decimal("0.4")
SAVED = re.compile(r"节约|节省|节支|省|少支出|少花|降本|降低|减少|增效|效益|收益|利润|利税|净利")
#: 年新增经济效益, 每年可节约, 年均增加利润; not 2024年实现利润, which is no yield of the works.
YEARLY = re.compile(
    r"(?<!\d)年(?:均|化|可|约|预计|将|共|度|能|下来|就|便|里|大约)*(?:直接|综合|新)*(?:节|降|增|创|减|省|少|产生|带来|经济效益|效益|净?收益)|每年|年均|按年"
)
GAINED = re.compile(r"新增|增加|增创|多创|可实现|带来|产生|创造|增收|增利|少花|少支出|省下|年经济效益|年效益|年净?收益")
#: 年综合节能效益约520万元: a yearly worth, by its own name.
WORTH = re.compile(r"(?:节能|节约|综合|直接|经济|降本|增效)[^，,\d]{0,4}效益")


@rule("A-25")
def find_payback_odd(case: Case) -> Iterator[Answer]:
    """Investment ÷ yearly saving: under 0.3 or over 15 years; a stated payback that the two do not give (W)."""
    odd = list(find_payback_told(case))
    yield from odd
    if any(isinstance(answer, Finding) for answer in odd):
        return
    cost = next((f for key in case.param("costs") if (f := case.field(key)) and f.amount), None)
    savings = savings_of(case)
    if savings and (cost is None or cost.amount is None):
        told = [c for c in case.submission.claims if is_payback(c)]
        answers = [answer for c in told if (answer := judge_payback(case, None, c, savings))]
        yield from answers
        if answers:
            return
    if odd and (cost is None or cost.amount is None or not savings):
        return
    if cost is None or cost.amount is None or not savings:
        raise NotChecked("正文没有写明年节约额，或没有填写投资，未推算回收期。", Cause.NOTHING)
    yield from find_return_differs(case, cost, savings)
    told = [c for c in case.submission.claims if is_payback(c)]
    for claim in told:
        if answer := judge_payback(case, cost, claim, savings):
            yield answer
    own = list(own_works(case, savings))
    if not told and (apart := next((pair for pair in own if not usual(case, years_of(*pair))), None)):
        spent, saved = apart
        middle = show_plain(round(years_of(spent, saved).middle, 2))
        yield case.finding(
            f"正文称“{spent.text}”“{saved.text}”，推算回收期约{middle}年，不在常见范围之内，请核实。",
            spent,
            saved,
            severity=Severity.W,
            found=f"{middle}年",
        )
        return
    largest = max(savings, key=lambda c: c.amount.value)
    years = cost.amount.interval / largest.amount.interval
    if told or usual(case, years) or any(saved is largest for _, saved in own):
        yield Agreed()
        return
    low, high = span_of(case)
    whole = cost.amount.hedge is Hedge.NONE and is_all_gained(case, largest, cost.key)
    middle = show_plain(round(years.middle, 2))
    yield case.finding(
        f"{case.say(cost)}，正文称“{largest.text}”，推算回收期约{middle}年，不在常见的{low}～{high}年之内，请核实。",
        cost,
        largest,
        severity=Severity.I if years.low > high and not whole else None,  # the saving told may be one of several
        found=f"{middle}年",
    )


def judge_payback(case: Case, cost: Field | None, claim: Claim, savings: list[Claim]) -> Answer | None:
    """The investment over the savings told beside the payback, each alone or all together; wide, since taxes, upkeep
    and the months of building are reckoned in or not. None without an investment that both could be of."""
    beside = [c for c in savings if c.place.path == claim.place.path]
    own = [c for c in case.submission.claims if c.place.path == claim.place.path and is_investment(c)]
    text = Beside.of(case.submission).texts.get(claim.place.path, "")
    if not beside and (
        (own and all(OF_ONE.search(c.text) for c in own))
        or ONE_THING.search(sentence_ahead(text, text.find(claim.text)))
    ):
        return None  # 单台设备投资90万元，两年收回: the savings told elsewhere are not its own
    spent: list[tuple[Decimal, Claim | Field]] = [(c.amount.value, c) for c in own]
    if cost is not None and cost.amount is not None:
        beside = beside or savings
        spent.append((cost.amount.value, cost))
    if not beside or not spent:
        return None
    per_year = 12 if claim.amount.unit == "月" else 1
    amounts = list(dict.fromkeys(c.amount.value for c in beside))
    due = [(one / value, of) for one, of in spent for value in (*amounts, sum(amounts, Decimal(0)))]
    told = [*amounts_told(case, claim), *amounts]
    in_all = [worth_of(hit["n"], hit["u"]) for hit in IN_ALL.finditer(text)]
    whole = [*told, *in_all, sum(set(told), Decimal(0)), sum(set(amounts), Decimal(0))]
    if any(fits(one / value * per_year, claim.amount, per_year) for one, _ in spent for value in whole):
        return Agreed()
    stated = claim.amount.value / per_year
    near, of = min((pair for pair in due if not own or pair[1] is not cost), key=lambda pair: abs(pair[0] - stated))
    right = show_plain(round(near, 1))
    said = f"“{of.text}”" if isinstance(of, Claim) else case.say(of)
    return case.finding(
        f"正文称“{claim.text}”，按{said}与“{beside[0].text}”推算约{right}年，不一致，请核实。",
        claim,
        of,
        *beside,
        severity=Severity.W,
        expected=f"约{right}年",
        found=f"{show_plain(claim.amount.value)}{claim.amount.unit}",
    )


#: 节约蒸汽约46万元、返烘损失约38万元，合计约115万元: the sum of the paragraph, whatever it names.
IN_ALL = re.compile(
    r"(?:合计|共计|总计|总共|综合|两项|三项|四项)[^，,。；;\d]{0,10}(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>亿|万)元"
)


def amounts_told(case: Case, claim: Claim) -> Iterator[Decimal]:
    """What else the paragraph says is saved: 其中蒸汽节约47万元; costs that fell from one sum to another."""
    beside = Beside.of(case.submission)
    for other in beside.claims.get(claim.place.path, ()):
        if other.amount.unit == "元" and SAVED.search(other.text) and not other.operands and other.amount.value > 0:
            yield other.amount.value
    for change in beside.changes.get(claim.place.path, ()):
        if change.before.unit == change.after.unit == "元" and change.target:
            yield abs(change.before.value - change.after.value) or change.before.value


def fits(due: Decimal, stated: Amount, per_year: int) -> bool:
    """Whether the reckoned time is near what is said, in its unit; 不到三年, 三年内 and 2～3年 are open."""
    later = max(SLACK * due, Decimal(per_year))
    sooner = max(SOONER * due, LEAST_SOONER * per_year) + stated.step / 2
    shorter = stated.hedge in (Hedge.BELOW, Hedge.AT_MOST)
    if shorter:
        return due <= stated.value + SOONER / 2 * due
    return stated.value - later <= due <= (stated.top or stated.value) + sooner


#: 年化收益约占投资额的42.3%, 年节约额相当于改造投资的24.5%.
RETURN = Sought(
    r"年(?:均|化|度|可)?(?:综合|直接|新增)?(?:经济)?(?:收益|效益|节约|节省|增效|降本|回报)[^，,。；;\d%]{0,8}?"
    r"(?:占|相当于|为|达到?)[^，,。；;\d%]{0,6}?投(?:资|入)(?:额|总额)?的?(?P<hedge>约|近|超过)?(?P<share>\d{1,3}(?:\.\d+)?)%"
)


def find_return_differs(case: Case, cost: Field, savings: list[Claim]) -> Iterator[Answer]:
    """W: the yearly saving as a share of the investment, told in a sentence, is not saving ÷ investment."""
    for passage in case.prose_with(RETURN):
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


def is_payback(claim: Claim) -> bool:
    paid = PAYBACK.search(claim.text) is not None and not MATTER.search(claim.text)
    named = claim.concept == "payback" or paid
    return named and claim.amount.unit in ("年", "月") and claim.amount.comparable and claim.amount.value > 0


#: 2024年节约蒸汽、水、人工合计139万元: the sum of a list that is saved in a year; …折算全年约209万元.
LISTED = re.compile(
    r"(?:20\d{2}年|全年|每年|年度|一年|年均?|年化)(?:共|可|累计|直接|预计)*(?:节约|节省|节支|减少|降低|省)[^，,。；;\d]{2,30}(?:合计|共计|总计|共)[约近超过]*$"
    r"|(?:年均|每年|一年|(?<![\d一二两三四五六七八九十几数多半近])年)(?:共|可|累计|直接)*(?:节约|节省|节支|减少|降低)[^，,。；;\d]{1,20}[、和及与][^，,。；;\d]{1,12}[约近超过]*$"
    r"|(?:节约|节省|节支|省)[^。；;]{2,60}[，,](?:折算|折合|折)(?:成|为|到)?(?:全年|一年|年)[约近超过]*$"
)


#: A list of what is saved may end in the name of a cost: 年节约用电和人工成本约210万元.
UNNAMED = ("", "cost", "labor_cost")


def savings_of(case: Case) -> list[Claim]:
    """What is saved in a year, by the words of its clause or of the list or the months that it sums."""
    beside = Beside.of(case.submission)
    found = []
    for claim in case.submission.claims:
        if is_yearly_saving(claim):
            found.append(claim)
        elif claim.amount.unit == "元" and claim.concept in UNNAMED and is_sum(claim) and not claim.planned:
            text = half_width(beside.texts.get(claim.place.path, ""))
            number = next((part.text for part in claim.parts if part.role == "number"), "")
            at = text.find(claim.text) + claim.text.find(number)
            if number and claim.text in text and LISTED.search(text[max(0, at - 80) : at]):
                found.append(claim)
    return found


def is_sum(claim: Claim) -> bool:
    """Of a cost that is saved, what it fell by is the saving."""
    return not claim.relation or (bool(claim.concept) and claim.relation == "change" and claim.direction < 0)


def is_yearly_saving(claim: Claim) -> bool:
    if claim.amount.unit != "元" or claim.amount.interval.low <= 0:
        return False
    yearly = YEARLY.search(claim.text) is not None
    gained = claim.relation == "change" or GAINED.search(claim.text) is not None or WORTH.search(claim.text) is not None
    saves = claim.concept == "saving" or (gained and SAVED.search(claim.text) is not None)
    yearly_worth = "年化" in claim.text and not claim.relation and not claim.concept
    return yearly_worth or (saves and yearly)
