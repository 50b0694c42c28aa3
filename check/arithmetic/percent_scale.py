"""A-09, A-10, L-01: a percentage that cannot be: over 100, or 0.35 where 35 is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.percent_fraction import find_fractions
from check.arithmetic.ratio_differs import debt_ratio, said_ratios
from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked, previous_year
from check.evidence import spot
from check.once import sentence_ahead
from check.registry import rule
from check.show import show_field, show_plain
from model.finding import Severity
from model.reference import Kpi
from model.submission import Claim, Field
from model.text import half_width

ONE, HUNDRED = Decimal(1), Decimal(100)


@rule("A-09")
def find_percent_scale(case: Case) -> Iterator[Answer]:
    """Levels lie in 0–100 (E), in cells and in prose. 0.35 beside indicators over 1 may be 35 % (W)."""
    elsewhere = [*find_over_hundred(case), *find_debt_fraction(case), *find_fractions(case)]
    yield from elsewhere
    filled = [] if elsewhere and not prints_kpis(case) else filled_kpis(case)
    peers = [value for kpi, _, value in filled if kpi.unit == "%"]
    for kpi, field, value in filled:
        if kpi.kind == "level" and not 0 <= value <= HUNDRED:
            yield case.finding(
                f"“{case.label(field.key)}”填{show_field(field)}，比率类指标应在0～100%之间，请核实。",
                field,
                expected="0～100%",
                found=show_field(field),
            )
        elif kpi.unit == "%" and looks_like_ratio(kpi, field, value) and any(peer > ONE for peer in peers):
            meant = f"{show_plain(value * 100)}%"
            yield case.finding(
                f"“{case.label(field.key)}”填{show_field(field)}，其余指标多大于1，是否应为{meant}，请核实。",
                field,
                severity=Severity.W,
                tags=("scale",),
                expected=meant,
                found=show_field(field),
            )
        else:
            yield Agreed()


def find_over_hundred(case: Case) -> Iterator[Answer]:
    """Rates that are no indicator of the form: other cells, and levels that the prose states."""
    for key in case.param("cells"):
        field = case.field(key)
        if field is None or field.amount is None:
            continue
        if field.amount.value <= HUNDRED:
            yield Agreed()
            continue
        yield case.finding(f"{case.say(field)}，比率应在0～100%之间，请核实。", field, expected="0～100%",
                           found=show_field(field))  # fmt: skip
    for claim in case.submission.claims:
        named = claim.concept in case.param("bounded") or (not claim.concept and is_bounded(claim))
        level = named and not claim.relation and not claim.planned
        if level and claim.amount.unit == "%" and claim.amount.value > HUNDRED:
            said = f"{show_plain(claim.amount.value)}%"
            yield case.finding(f"“{claim.text}”，比率应在0～100%之间，请核实。", claim, expected="0～100%", found=said)


def find_debt_fraction(case: Case) -> Iterator[Answer]:
    """0.351 where the years beside it have 36.2, or where none has more than such a fraction: W.

    Silent where the papers tell debts and assets of the year, which say themselves what is right (A-01).
    """
    last, cell = previous_year(case), case.field("debt_ratio_prev")
    stated = case.series("debt_ratio") or ({last or 0: cell} if cell and cell.amount else {})
    known = {**said_ratios(case, last), **stated}
    odd = {y: f for y, f in stated.items() if is_fraction(f) and debt_ratio(case, y) is None}
    if alike := len(odd) == len(known) and (len(odd) > 1 or all(decimals_of(f) > 2 for f in odd.values())):
        groups = [list(odd.values())] if odd else []
    else:
        groups = [[f] for y, f in odd.items() if any(is_hundredth(f, known[one]) for one in known if one != y)]
    for fields in groups:
        meant = "、".join(f"{show_plain(f.amount.value * HUNDRED)}%" for f in fields if f.amount)
        beside = "形似小数" if alike else "约为其余年份的百分之一"
        yield case.finding(
            f"{'，'.join(case.say(f) for f in fields)}，{beside}，是否应为{meant}，请核实。",
            *fields,
            severity=Severity.W,
            tags=("scale",),
            about=[f.key for f in fields],
            expected=meant,
            found="、".join(show_field(f) for f in fields),
        )


def is_fraction(field: Field) -> bool:
    """0.05 … 1 with two decimals."""
    amount = field.amount
    return amount is not None and Decimal("0.05") <= amount.value < ONE and decimals_of(field) >= 2


def decimals_of(field: Field) -> int:
    return -int(field.amount.step.as_tuple().exponent) if field.amount else 0


def is_hundredth(field: Field, other: Field) -> bool:
    """Whether a hundred times the one is about the other."""
    if field.amount is None or other.amount is None or other.amount.value <= ONE:
        return False
    return ONE / 2 <= field.amount.value * HUNDRED / other.amount.value <= 2


def is_bounded(claim: Claim) -> bool:
    """投用率达到103%; 投用率四月一度达到103%: words between that bring no other quantity, up to the number itself."""
    if BOUNDED.search(claim.text):
        return True
    number = next((part.text for part in claim.parts if part.role == "number"), "")
    at = claim.text.rfind(number) if number else -1
    return at > 0 and BOUNDED_BEFORE.search(claim.text[:at]) is not None


#: Rates of a quantity that the lexicon does not know, which a part of the whole cannot pass.
_BOUNDED = (
    r"(?:覆盖|普及|合格|完好|准确|联网|化|达标|占有|通过|投用|投运|自控|自给|识别|检出|命中|良品|优良|优等|优品|成品|准时|准点|及时|满意"
    r"|齐套|开通|在线|接入|持证|正确|开动|稼动|闭环|处置|整改|点检|巡检|签收|一致|有效|可用|响应|不良|次品|废品|报废|故障|差错|漏检|误报|退货|采集|上传|上云|上线|追溯|归档|录入|绑定|扫码|培训|参训|取证|及格|对接|贯通|共享)率"
)
BOUNDED = re.compile(_BOUNDED + r"(?:[由从][\d.]+%)?(?:提高|提升|达|为|至|到|高达|约|已|均|的)*\d")
#: What stands between is a time or an adverb, no comparison and no other thing.
BOUNDED_BEFORE = re.compile(
    _BOUNDED
    + r"[（(]?(?:(?:19|20)\d{2}年|\d{1,2}月份?|[一二三四五六七八九十]{1,2}月份?|上半年|下半年|[一二三四]季度|全年"
    r"|当年|当月|今年|去年"
    r"|一度|曾|最高|峰值|平均|均值|始终|一直|长期|稳定|保持|维持|实际|实测|统计|月均|普遍|目前|现|已经?|均|都|也|更|竟|甚至|可|能"
    r"|在|有|的|[)）]|达到?|为|是|至|到|高达|约|近|逾|超过?|突破|升至|升到|上升到|提高到|提升到|冲到|冲上|摸到)*$"
)


def looks_like_ratio(kpi: Kpi, field: Field, value: Decimal) -> bool:
    """0 < v ≤ 1 with two decimals, below the usual range as it stands and inside it times 100."""
    low, high = kpi.soft_min, kpi.soft_max
    if not 0 < value <= ONE or decimals_of(field) < 2 or low is None or high is None:
        return False
    return value < low and low <= value * 100 <= high


@rule("A-10")
def find_reduction_impossible(case: Case) -> Iterator[Answer]:
    """Nothing falls by more than 100 %; costs, cycles and consumption not even by 100 (`never_all`)."""
    told = list(find_told_reduction(case))
    yield from told
    if told and not any(case.field(f"kpi.{kpi.code}") for kpi in case.reference.kpis):
        return
    for kpi, field, value in filled_kpis(case):
        if kpi.kind != "reduction":
            continue
        all_gone = value == HUNDRED and kpi.code in case.param("never_all")
        if value <= HUNDRED and not all_gone:
            yield Agreed()
            continue
        limit = "小于100%" if kpi.code in case.param("never_all") else "不超过100%"
        yield case.finding(
            f"“{case.label(field.key)}”填{show_field(field)}，下降幅度应{limit}，是否为“降至”之误，请核实。",
            field,
            expected=limit,
            found=show_field(field),
        )


def find_told_reduction(case: Case) -> Iterator[Answer]:
    """下降105% in the prose; between two numbers it is first of all the wrong percentage of these (A-14, A-15)."""
    beside = Beside.of(case.submission)
    for claim in case.submission.claims:
        falls = claim.relation == "change" and claim.direction < 0 and claim.amount.unit == "%" and not claim.planned
        if falls and claim.amount.interval.low > HUNDRED and not may_turn(claim, beside):
            yield case.finding(
                f"正文“{claim.text}”，下降幅度应不超过100%，是否为“降至”之误，请核实。",
                claim,
                about=(spot(claim), *(spot(change) for change in beside.changes_of(claim))),
                expected="不超过100%",
                found=show_plain(claim.amount.value) + "%",
            )


#: What may fall below nothing: a profit turns into a loss, more money leaves than comes in.
SIGNED = re.compile(r"利润|净利|盈利|亏损|每股|收益|现金流|净额|财务费用|业绩")
#: Of a clause that names no quantity only such words are there: 较上年同期下滑258%.
RELATING = re.compile(
    r"同比|环比|[较比](?:上年|去年|前年|年初|上期|期初|同期|上季|上月|[\d]+年)*|上年|去年|同期|期?末|[下减降][降滑跌少低]|降幅|幅度"
    r"|大幅|达到?|为|约|了|\d|[.%％\s，,。；;、()（）]"
)
CLAUSE_END = re.compile(r"[，,；;](?!\d{3})")


def may_turn(claim: Claim, beside: Beside) -> bool:
    """净利润同比下降133%: now a loss. Where the clause names nothing, what the clause before names has fallen."""
    if SIGNED.search(claim.text):
        return True
    if RELATING.sub("", claim.text):
        return False
    text = half_width(beside.texts.get(claim.place.path, ""))
    before = sentence_ahead(text, max(0, text.find(claim.text))).rstrip("，,； ")
    return SIGNED.search(CLAUSE_END.split(before)[-1]) is not None


@rule("L-01")
def find_hard_range(case: Case) -> Iterator[Answer]:
    for kpi, field, value in filled_kpis(case):
        low, high = kpi.hard_min, kpi.hard_max
        if (low is None or value >= low) and (high is None or value <= high):
            yield Agreed()
            continue
        ends = [f"{show_plain(bound)}{kpi.unit}" if bound is not None else "" for bound in (low, high)]
        bounds = "～".join(ends) if all(ends) else f"不超过{ends[1]}" if ends[1] else f"不低于{ends[0]}"
        yield case.finding(
            f"“{case.label(field.key)}”填{show_field(field)}，超出该指标可能的范围（{bounds}），请核实。",
            field,
            expected=bounds,
            found=show_field(field),
        )


def prints_kpis(case: Case) -> bool:
    """Whether the form has the table of indicators; a book without a printed form may have any of it."""
    return case.form is None or case.form.free or any(case.spec(f"kpi.{kpi.code}") for kpi in case.reference.kpis)


def filled_kpis(case: Case) -> list[tuple[Kpi, Field, Decimal]]:
    """Indicators of the form that carry a number; raises NotChecked when there is none."""
    found = [
        (kpi, field, field.amount.value)
        for kpi in case.reference.kpis
        if (field := case.field(f"kpi.{kpi.code}")) and field.amount is not None
    ]
    if not found:
        raise NotChecked("整体建设成效各指标未填写或未读到，无法核对。")
    return found
