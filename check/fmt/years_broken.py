"""FMT-10: the three year columns are not the last three consecutive years."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Answer, Case, NotChecked, Skipped
from check.dates import read_days
from check.registry import rule
from model.finding import Severity


@rule("FMT-10")
def find_years_broken(case: Case) -> Iterator[Answer]:
    fields = [f for f in case.submission.like("year_") if f.value[:4].isdigit()]
    years = sorted(int(f.value[:4]) for f in fields)
    if len(years) < 2:
        raise NotChecked("近三年的年份表头未填写或未读到，无法核对。")
    said = "、".join(str(year) for year in years)
    whole = len(years) == 3
    gap = years != list(range(years[0], years[0] + len(years))) if whole else years[-1] - years[0] > 2
    if gap or len(set(years)) < len(years):
        yield case.finding(
            f"近三年填写的年份为{said}，应为连续的三个年度，请核实。",
            *fields,
            expected="连续三年",
            found=said,
        )
        return
    declared = case.field("declare_date")
    days = read_days(declared.value) if declared else None
    if declared is None or days is None:
        yield Skipped("申报日期未填写或未读到，未能核对最近一年。")
        return
    last, year = years[-1], days.last.year
    if last == year - 1:
        return
    if not whole and last < year - 1:
        yield Skipped("近三年的年份表头未全部读到，未能核对最近一年。")
        return
    early = last == year - 2 and (days.first.month, days.first.day) < (6, 30)
    yield case.finding(
        f"近三年最后一年为{last}年，申报日期为{declared.value}，最近一个完整年度应为{year - 1}年，请核实。",
        *fields,
        declared,
        severity=Severity.W if early else Severity.E,
        about=[f.key for f in fields],
        expected=str(year - 1),
        found=str(last),
    )
