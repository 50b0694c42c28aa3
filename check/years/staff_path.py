"""Y-06: a line's crew falls while the company's staff, or what it pays its staff, rises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.sentences import OWN
from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.evidence import Evidence
from check.finance.columns import amount_of, columns, yuan
from check.numerals import worth_of
from check.plausible.efficiency_alone import STAFFED, row_of
from check.prose.staff_differs import is_crew
from check.registry import rule
from check.show import show_stated
from check.sought import Sought
from check.telling import texts_with
from model.amount import Amount
from model.finding import Cause
from model.submission import Change, Claim

#: 分切线用工, 二号线操作人员: all of the line's people, not its inspectors.
LINE = re.compile(
    r"[\u4e00-\u9fff]{1,6}线(?:的)?(?:直接|一线|操作|生产|总)?(?:用工|定员|人数|人员|员工|操作工)(?:总数|人数)?$"
)

#: 支付职工薪酬2022年2410万元，2024年3920万元: what all are paid, of two years.
_PAID = (
    r"(?P<{y}>20\d{{2}})年度?(?:全年|共|为|是|约|达到?|增至|增加到|升至|支付)*"
    r"(?P<{n}>\d[\d,]*(?:\.\d+)?)(?P<{u}>亿元|万元)"
)
WAGES = Sought(
    r"(?:职工薪酬|职工工资|员工薪酬|员工工资|工资总额|薪酬总额|薪酬支出|工资支出|支付给职工)[^，,。；;\d]{0,16}[:：，,]?"
    + _PAID.format(y="y", n="n", u="u")
    + r"[，,、；;](?:[^，,。；;\d]{0,8})"
    + _PAID.format(y="y2", n="n2", u="u2")
)
#: So much more paid is more than a rise of wages.
MUCH = Decimal("1.25")
#: Those who are there now, and all of them.
NOW = re.compile(r"现有|在册|在岗|目前|现已|共有|全公司|全厂")


@rule("Y-06")
def find_staff_path(case: Case) -> Iterator[Answer]:
    """I. Wages by a quarter and more, staff by a twentieth and more between the first year told and the last. The crew
    is that of the form's cells, or of a sentence on the whole line."""
    crew = crew_of(case)
    if crew is None:
        raise NotChecked("没有产线建设前后的人数，无法核对。", Cause.NOTHING)
    falls, said, spots = crew
    rises = list[tuple[str, tuple[Evidence, ...]]]()
    looked = False
    for find in (wages_rise, staff_rises):
        try:
            found = find(case)
        except NotChecked as why:
            yield Skipped(why.args[0], why.cause)
            continue
        looked = True
        rises += [found] if found else []
    if not looked:
        raise NotChecked("没有两年的支付给职工的现金，正文也没有写明两年的职工人数，无法核对。")
    if not falls or not rises:
        yield Agreed()
        return
    yield case.finding(
        f"{said}，产线减员，而{'，'.join(told for told, _ in rises)}，请核实（转岗、扩产可属正常）。",
        *spots,
        *(place for _, places in rises for place in places),
    )


def crew_of(case: Case) -> tuple[bool, str, tuple[Evidence, ...]] | None:
    """Whether the crew falls, in which words, and where that stands."""
    before, after = case.field("staff_before"), case.field("staff_after")
    if before and after and before.amount and after.amount:
        return after.amount.value < before.amount.value, f"{case.say(before)}、{case.say(after)}", (before, after)
    for change in case.submission.changes:
        if (is_crew(change) or is_line(change)) and not change.planned:
            return change.after.value < change.before.value, f"正文称“{change.text}”", (change,)
    return None


def is_line(change: Change) -> bool:
    """高塔线直接用工由138人变为97人: the line is named by its short name."""
    return change.before.unit == "人" and change.target and LINE.match(change.subject) is not None


def wages_rise(case: Case) -> tuple[str, tuple[Evidence, ...]] | None:
    if said := wages_told(case):
        return said
    paid: dict[int, Amount] = {}
    found = columns(case, "cash")
    for sheet in found:
        amount = amount_of(sheet, "cf.staff")
        if amount and sheet.year:
            paid[sheet.year] = amount
    if len(paid) < 2:
        raise NotChecked("没有两年的支付给职工的现金。", Cause.NOTHING)
    first, last = paid[min(paid)].value, paid[max(paid)].value
    if last <= first * MUCH:
        return None
    lines = tuple(line for s in found if s.year in (min(paid), max(paid)) and (line := s.line("cf.staff")))
    return f"支付给职工的现金由{min(paid)}年{yuan(first)}增至{max(paid)}年{yuan(last)}", lines


def wages_told(case: Case) -> tuple[str, tuple[Evidence, ...]] | None:
    """What a sentence of the book says of the wages of two years, where they rose so much."""
    for text in texts_with(case, WAGES):
        for hit in WAGES.finditer(text.text):
            rose = worth_of(hit["n2"], hit["u2"]) > worth_of(hit["n"], hit["u"]) * MUCH and hit["y"] < hit["y2"]
            if rose and not case.reference.lexicons.is_plan(hit[0]):
                return f"正文称“{hit[0]}”", (text.place.quoting(hit[0]),)
    return None


def staff_rises(case: Case) -> tuple[str, tuple[Evidence, ...]] | None:
    told: dict[int, Claim] = {}
    now: Claim | None = None
    for claim in case.submission.claims:
        whole = claim.concept == "staff" and claim.scope in OWN and not claim.relation and not claim.planned
        if whole and claim.period.isdigit() and claim.amount.comparable:
            told.setdefault(int(claim.period), claim)
        elif whole and not claim.period and claim.amount.comparable and NOW.search(claim.text):
            now = now or claim
    if now and any(one.place.path == now.place.path for one in told.values()):
        told[max(told) + 1] = now  # 现有职工412人（2021年末371人）
    if len(told) < 2 and (drawn := row_of(case, STAFFED)):
        (old, least, first_place), (new, most, last_place) = drawn[0], drawn[-1]
        return (f"{old}，{new}", (first_place, last_place)) if most > least * Decimal("1.05") else None
    if len(told) < 2:
        raise NotChecked("正文没有写明两年的职工人数。", Cause.NOTHING)
    first, last = told[min(told)], told[max(told)]
    if last.amount.value <= first.amount.value * Decimal("1.05"):
        return None
    then = "目前" if last is now else f"{max(told)}年"
    said = f"职工由{min(told)}年{show_stated(first.amount)}增至{then}{show_stated(last.amount)}"
    return said, (first, last)
