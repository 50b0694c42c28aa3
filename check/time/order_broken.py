"""T-02, DATE-05, T-03: the company is younger than its project or its figures."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Answer, Case, NotChecked
from check.dates import Days, read_days
from check.registry import rule
from check.time.build_dates import read_build
from model.finding import Cause, Severity
from model.submission import Field


@rule("T-02", "DATE-05")
def find_founded_late(case: Case) -> Iterator[Answer]:
    founded, day = need_founded(case)
    dates = read_build(case)
    if dates.start is None:
        raise NotChecked(f"建设起止日期“{dates.first}～{dates.last}”没有可读的开始日期，无法核对。", Cause.AMBIGUOUS)
    if day.surely_after(dates.start):
        yield case.finding(
            f"成立时间为{founded.value}，建设开始于{dates.first}，早于成立时间，请核实。",
            founded,
            *dates.fields[:1],
            expected=f"不晚于{dates.first}",
            found=founded.value,
        )


@rule("T-03")
def find_series_before_founding(case: Case) -> Iterator[Answer]:
    """E; W where the profile tells of a predecessor (`predecessor`): its history may be carried on."""
    founded, day = need_founded(case)
    told = any(word in passage.text for passage in case.prose() for word in case.param("predecessor"))
    told = told or any(word in f.text for f in case.submission.like("profile") for word in case.param("predecessor"))
    figures = [(year, f) for base in ("total_assets", "main_revenue") for year, f in case.series(base).items()]
    if not figures:
        raise NotChecked("近三年数据未填写或未读到，无法核对。")
    early = [f for year, f in figures if year < day.first.year and f.amount and f.amount.value != 0]
    if early:
        yield case.finding(
            f"{'，'.join(case.say(f) for f in early)}，成立时间为{founded.value}，成立之前不应有经营数据，"
            "请核实是否承继原企业。",
            *early,
            founded,
            severity=Severity.W if told else Severity.E,
            about=[f.key for f in early],
            expected=f"{founded.value[:4]}年及以后",
            found="、".join(case.label(f.key) for f in early),
        )


def need_founded(case: Case) -> tuple[Field, Days]:
    founded = case.need("founded_date")
    day = read_days(founded.value)
    if day is None:
        raise NotChecked(f"成立时间“{founded.value}”无法解析，无法核对。", Cause.AMBIGUOUS)
    return founded, day
