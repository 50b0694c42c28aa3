"""A-37: investments within three years are more than the three years' investment stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from check.arithmetic.invested_years import BOTH, Years, years_told
from check.arithmetic.sentences import OWN
from check.case import Agreed, Answer, Case, NotChecked
from check.dates import add_months, read_days
from check.registry import rule
from check.show import WAN, show_plain
from check.sought import Sought
from check.telling import claim_sentence
from check.time.build_dates import read_build
from model.finding import Cause
from model.submission import Claim, Field

#: The company's spending on equipment and software of three years.
_SPAN = (
    r"(?:近三年|三年(?:来|间|里|内)|(?:这|上述|过去|最近|前)三个?(?:年度?|会计年度)|三个(?:会计)?年度"
    r"|20\d{2}年?[—–~～\-至到]+20\d{2}(?:年|三个?(?:会计)?年度?))"
)
WINDOW = re.compile(
    rf"{_SPAN}[）)]?[，,]?[^，,。；;]{{0,14}}(?:{BOTH}[^，,。；;]{{0,10}}(?:投资|投入|支出|花费|资金)"
    rf"|(?:投资|投入|支出|花费)(?:在|到|于|了)?[^，,。；;\d]{{0,4}}{BOTH}"
    rf"|(?:投资|投入|支出|花费|安排)[^，,。；;]{{0,20}}元(?:资金)?[，,]?(?:均|全部|专项|主要)?(?:用于|用在|购置|采购|购买)[^，,。；;]{{0,8}}{BOTH})"
)
YEARS = re.compile(r"(20\d{2})年?[—–~～\-至到]+(20\d{2})(?:年|三)")


_SPENT = ("投资", "投入", "支出", "花费", "安排", "资金")
_MONEY_IN = re.compile(r"\d\s*[万亿]?元")
#: The project has buildings, which no 软硬件投资 holds.
BUILDINGS = Sought(
    r"(?<!不含)(?<!不包括)(?<!新增)(?:土建|厂房(?:建设|新建|工程|改造)?|基建|建筑工程|建安|土地|征地)[^，,。；;\d]{0,10}\d[\d,.]*\s*[万亿]元"
)


@rule("A-37")
def find_investment_window(case: Case) -> Iterator[Answer]:
    """Investments within the three years make up no more than 近三年软硬件投资."""
    window: Field | Claim = case.field("invest_3y") or told_window(case) or case.need("invest_3y")
    parts = [f for key in case.param("parts") if (f := case.field(key)) and f.amount]
    parts = [f for f in parts if isinstance(window, Field) or within_window(case, window)]
    if isinstance(window, Claim) and (years := years_within(case, window)):
        yield judge_years(case, window, years)
        if not parts:
            return
    if window.amount is None or not parts:
        raise NotChecked("没有可与近三年软硬件投资比较的投资额，无法核对。", Cause.NOTHING)
    total = sum(f.amount.interval.low for f in parts if f.amount)
    built = isinstance(window, Claim) and any(BUILDINGS.search(p.text) for p in case.prose_with(BUILDINGS))
    if total <= window.amount.claimed.high or built:
        yield Agreed()
        return
    said = case.say(window) if isinstance(window, Field) else f"正文所称“{window.text}”"
    yield case.finding(
        f"{'、'.join(case.say(f) for f in parts)}，合计{show_plain(round(total / WAN, 2))}万元，"
        f"大于{said}，请核实投资年份。",
        window,
        *parts,
    )


def told_window(case: Case) -> Claim | None:
    """近三年软硬件投资合计1640万元, told of the whole company in the prose."""
    for claim in case.submission.claims:
        whole = claim.amount.unit == "元" and not claim.planned and not claim.relation and claim.amount.comparable
        if not whole or claim.scope not in OWN:
            continue
        words = clauses_of(case, claim)
        if (hit := WINDOW.search(words)) and words.find(claim.text) < hit.end():
            return (
                claim
                if YEARS.search(claim.text) or not YEARS.search(words)
                else replace(
                    claim,
                    text=words[: hit.end()]
                    if words.find(claim.text) + len(claim.text) < hit.end()
                    else words[: words.find(claim.text) + len(claim.text)],
                )
            )
    return None


def clauses_of(case: Case, claim: Claim) -> str:
    """The claim with the clause before it, which tells the years, and the one behind, which tells what for."""
    if not any(word in claim.text for word in _SPENT):
        return claim.text
    ahead, words, behind = claim_sentence(case, claim).partition(claim.text)
    first = re.split(r"[，,]", ahead.rstrip("，,"))[-1] + ahead[len(ahead.rstrip("，,")) :]
    last = re.match(r"[，,]?[^，,]*", behind)
    return (first if not _MONEY_IN.search(first) else "") + words + (last[0] if last else "")


def within_window(case: Case, window: Claim) -> bool:
    """Whether the works lie surely within the years that are named, else the three before the declaration."""
    if named := YEARS.search(window.text):
        try:
            build = read_build(case)
        except NotChecked:
            return False
        if build.start is None or build.end is None:
            return False
        return int(named[1]) <= build.start.first.year and build.end.last.year <= int(named[2])
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    try:
        start = read_build(case).start
    except NotChecked:
        return False
    return day is not None and start is not None and start.first >= add_months(day.first, -36)


#: Sums of rounded numbers.
ROUNDING = Decimal("0.99")


def years_within(case: Case, window: Claim) -> Years:
    """What the book says was invested in single years of the window."""
    if named := YEARS.search(window.text):
        wanted = range(int(named[1]), int(named[2]) + 1)
    else:
        declared = case.field("declare_date")
        day = read_days(declared.value) if declared else None
        wanted = range(day.first.year - 3, day.first.year) if day else range(0)
    return years_told(case, window, wanted, WINDOW)


def judge_years(case: Case, window: Claim, years: Years) -> Answer:
    total = sum((value for value, _ in years.values()), Decimal(0))
    if total * ROUNDING <= window.amount.claimed.high:
        return Agreed()
    listed = "、".join(f"{year}年{show_plain(value / WAN)}万元" for year, (value, _) in sorted(years.items()))
    return case.finding(
        f"书中写明{listed}，合计{show_plain(round(total / WAN, 2))}万元，大于正文所称“{window.text}”，"
        "请核实投资年份和口径。",
        window,
        *(place for _, place in years.values()),
        expected=f"不少于{show_plain(round(total / WAN, 2))}万元",
        found=show_plain(window.amount.value / WAN) + "万元",
    )
