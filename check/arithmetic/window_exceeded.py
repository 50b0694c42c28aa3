"""A-37: investments within three years are more than the three years' investment stated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.sentences import OWN
from check.case import Agreed, Answer, Case, NotChecked
from check.dates import add_months, read_days
from check.registry import rule
from check.show import WAN, show_plain
from check.time.build_dates import read_build
from model.finding import Cause
from model.submission import Claim, Field

#: The company's spending on equipment and software of three years.
WINDOW = re.compile(
    r"(?:近三年|三年(?:来|间)|20\d{2}(?:年)?[—–~～\-至到]+20\d{2}年)[^，,。；;]{0,10}"
    r"(?:软硬件|数字化|信息化|智能化|智能制造|技术改造|技改)[^，,。；;]{0,8}(?:投资|投入)"
)
YEARS = re.compile(r"(20\d{2})年?[—–~～\-至到]+(20\d{2})年")


@rule("A-37")
def find_investment_window(case: Case) -> Iterator[Answer]:
    """Investments within the three years make up no more than 近三年软硬件投资."""
    window: Field | Claim = case.field("invest_3y") or told_window(case) or case.need("invest_3y")
    parts = [f for key in case.param("parts") if (f := case.field(key)) and f.amount]
    parts = [f for f in parts if isinstance(window, Field) or within_window(case, window)]
    if window.amount is None or not parts:
        raise NotChecked("没有可与近三年软硬件投资比较的投资额，无法核对。", Cause.NOTHING)
    total = sum(f.amount.interval.low for f in parts if f.amount)
    if total <= window.amount.claimed.high:
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
        if whole and WINDOW.search(claim.text) and claim.scope in OWN:
            return claim
    return None


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
