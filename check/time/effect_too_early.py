"""T-01: an effect is dated before the scene was finished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.dates import read_period
from check.registry import rule
from model.finding import Severity

#: The year named is the year compared with: 较2022年提升30%.
BASE = re.compile(
    r"(?:较|比|相比|相较|对比|与|同)\s*(?:于)?\s*(?:19|20)\d\d\s*年?|(?:19|20)\d\d\s*年(?:的)?(?:相比|同期)|同比"
)


@rule("T-01")
def find_effect_too_early(case: Case) -> Iterator[Answer]:
    """E; W where the book speaks of a stepwise start or a trial run (`stepwise`)."""
    period = case.need("build_period")
    start, end = read_period(period.value)
    if end is None:
        raise NotChecked(f"应用建设起止日期“{period.value}”没有可读的结束日期，无法核对。")
    stepwise = any(word in passage.text for passage in case.prose() for word in case.param("stepwise"))
    seen = False
    for claim in case.submission.claims:
        if not claim.concept.startswith(tuple(case.param("effects"))) or claim.planned or not claim.period.isdigit():
            continue
        if BASE.search(claim.text):
            continue
        seen = True
        year = int(claim.period)
        if year >= end.first.year:
            yield Agreed()
            continue
        during = start is not None and year >= start.first.year
        yield case.finding(
            f"“{claim.text}”所述成效为{year}年，应用建设结束于{period.value.partition('/')[2]}，成效应在建成之后，请核实。",
            claim,
            period,
            severity=Severity.W if during and stepwise else Severity.E,
            expected=f"不早于{end.first.year}年",
            found=f"{year}年",
        )
    if not seen:
        raise NotChecked("正文中没有注明年份的成效，未核对。")
