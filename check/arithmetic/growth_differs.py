"""A-16: the claimed growth, in the table or in the prose, is not the growth of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.growth import formula, growth, other_growths, wrong_growths
from check.arithmetic.growth_told import find_told_growth, find_told_trend
from check.case import Answer, Case, NotChecked
from check.dates import read_days
from check.grade import grade
from check.nearest import find_ratio_reading
from check.registry import rule
from check.show import show_field, show_range
from model.amount import Interval
from model.finding import Cause, Cure, Severity
from model.submission import Field

#: The growth of the year before: a cell that was not brought up to date.
OTHER_YEAR = re.compile(r"20\d\d年增长")
#: 销售增长率 in the forms of the scenes and in those of the factories.
GROWTH = ("kpi.G10", "kpi.K07")


@rule("A-16")
def find_growth_differs(case: Case) -> Iterator[Answer]:
    told = [*find_told_growth(case), *find_told_trend(case)]
    yield from told
    try:
        yield from compare_cell(case)
    except NotChecked:
        if not told:
            raise


def compare_cell(case: Case) -> Iterator[Answer]:
    """销售增长率: last year over the year before; a fit over the whole period, on average or with 营业收入 is named."""
    key = next((key for key in GROWTH if case.spec(key)), None)
    if key is None or (key == "kpi.K07" and case.field(key) is None):
        raise NotChecked("正文没有可与各年数对照的增长率，未核对。", Cause.NOTHING)
    field = case.need(key)
    series = case.series("main_revenue")
    if field.amount is None:
        raise NotChecked("“销售增长率”不是可读的数，无法核对。", Cause.AMBIGUOUS)
    years = list(series)
    if len(years) < 2 or years[-1] - years[-2] != 1:
        raise NotChecked("没有最近两个连续年度的主营业务收入，无法核对销售增长率。")
    if years[-1] < last_year(case):
        raise NotChecked("最近一年的主营业务收入未填写或未读到，无法核对销售增长率。")
    expected = growth(series[years[-2]], series[years[-1]])
    if expected is None:
        raise NotChecked("上年主营业务收入为零，无法计算增长率。", Cause.INCOMPARABLE)
    miss = grade(expected, field.amount, points=True)
    if miss is None:
        return
    stated = field.amount.claimed
    fit = next((name for name, interval in other_growths(case, series) if interval.meets(stated)), None)
    right = show_range(expected, "%", field.amount.step)
    old, new = series[years[-2]], series[years[-1]]
    reading = None if fit else find_ratio_reading(field.amount, expected, wrong_growths(old, new))
    hint = f"，与{fit}相符" if fit else reading.said if reading else ""
    yield case.finding(
        f"“{case.label(field.key)}”填{show_field(field)}，按主营业务收入{years[-1]}年比{years[-2]}年，"
        f"{formula(old, new)}应为{right}{hint}，不一致，请核实。",
        field,
        series[years[-2]],
        series[years[-1]],
        severity=miss.severity if not fit else Severity.W if OTHER_YEAR.fullmatch(fit) else Severity.I,
        tags=dict.fromkeys(
            (*miss.tags, *(("other_period",) if fit else ()), *((reading.tag,) if reading else ())),
        ),
        about=(field.key, series[years[-2]].key, series[years[-1]].key),
        expected=right,
        found=show_field(field),
        cures=sides(case, field, old, new, expected),
    )


def sides(case: Case, rate: Field, old: Field, new: Field, right: Interval) -> list[Cure]:
    """The growth, or one of the two years, may be wrong."""
    if not (rate.amount and old.amount and new.amount) or rate.amount.value <= -100:
        return []
    factor, slack = 1 + rate.amount.value / 100, rate.amount.step / 100
    last, first = old.amount.value * factor, new.amount.value / factor
    return [
        case.cure(rate, right.middle, rate.amount.step),
        case.cure(new, last, old.amount.value * slack),
        case.cure(old, first, first * slack),
    ]


def last_year(case: Case) -> int:
    """The latest year the book tells of: its three printed years, else any column, else the year before declaration."""
    printed = [int(field.value[:4]) for field in case.submission.like("year_") if field.value[:4].isdigit()]
    if len(printed) == 3:
        return max(printed)
    columns = [year for base in ("total_assets", "debt_ratio", "profit_margin") for year in case.series(base)]
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    return max([*printed, *columns, day.first.year - 1 if day else 0])
