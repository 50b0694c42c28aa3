"""T-11: works that took less than a month or more than eight years."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.dates import read_days, read_period
from check.evidence import Evidence
from check.registry import rule
from model.finding import Cause


@rule("T-11")
def find_build_length(case: Case) -> Iterator[Answer]:
    """Dates as printed: a month means all its days, so the reading that suits the applicant counts."""
    period = case.field("build_period")
    if period is not None:
        (start, end), spots = read_period(period.value), list[Evidence]([period])
    else:
        first, last = case.need("line_start"), case.need("line_end")
        start, end, spots = read_days(first.value), read_days(last.value), list[Evidence]([first, last])
    if start is None or end is None or end.last < start.first:
        raise NotChecked("建设起止日期不可读或先后颠倒，未核对工期。", Cause.AMBIGUOUS)
    longest, shortest = (end.last - start.first).days, (end.first - start.last).days
    low, high = case.param("days")
    if longest >= low and shortest <= high:
        yield Agreed()
        return
    said = f"约{round(shortest / 365, 1)}年" if shortest > high else f"至多{longest + 1}天"
    yield case.finding(f"建设起止日期相隔{said}，工期异常，请核实（是否分期建设）。", *spots, found=said)
