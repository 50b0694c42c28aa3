"""A-16: the claimed sales growth is not the growth of the revenue columns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.case import Answer, Case, NotChecked
from check.dates import read_days
from check.grade import grade
from check.nearest import Reading, find_ratio_reading
from check.registry import rule
from check.show import show_amount, show_field, show_percent, show_range
from model.amount import Interval
from model.finding import Cause, Cure, Severity
from model.submission import Field

ONE = Interval(Decimal(1), Decimal(1))


@rule("A-16")
def find_growth_differs(case: Case) -> Iterator[Answer]:
    """Last year over the year before; a fit over the whole period, as yearly average or with 营业收入 is named (I)."""
    field = case.need("kpi.G10")
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
        severity=Severity.I if fit else miss.severity,
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


def formula(old: Field, new: Field) -> str:
    """（28113.86万元－25902.44万元）÷25902.44万元."""
    b, a = (show_amount(f.amount.value, "元") if f.amount else f.value for f in (old, new))
    return f"（{a}－{b}）÷{b}"


def wrong_growths(old: Field, new: Field) -> Iterator[Reading]:
    """Divided by the later year, or the later year as a share of the earlier one."""
    if not (old.amount and new.amount) or new.amount.interval.low <= 0 or old.amount.interval.low <= 0:
        return
    b, a = (show_amount(f.amount.value, "元") if f.amount else "" for f in (old, new))
    ratio = new.amount.interval / old.amount.interval
    back = (ONE - ONE / ratio).scaled(100)
    told = show_percent(back.middle)
    yield Reading("base_swap", "疑以变化后为基数", f"（{a}－{b}）÷{a}＝{told}", back)
    whole = ratio.scaled(100)
    yield Reading("base_swap", "疑为后一年占前一年之比", f"{a}÷{b}＝{show_percent(whole.middle)}", whole)


def last_year(case: Case) -> int:
    """The latest year the book tells of: its three printed years, else any column, else the year before declaration."""
    printed = [int(field.value[:4]) for field in case.submission.like("year_") if field.value[:4].isdigit()]
    if len(printed) == 3:
        return max(printed)
    columns = [year for base in ("total_assets", "debt_ratio", "profit_margin") for year in case.series(base)]
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    return max([*printed, *columns, day.first.year - 1 if day else 0])


def growth(before: Field, after: Field) -> Interval | None:
    if before.amount is None or after.amount is None or before.amount.interval.low <= 0:
        return None
    return (after.amount.interval / before.amount.interval - ONE).scaled(100)


def other_growths(case: Case, series: dict[int, Field]) -> Iterator[tuple[str, Interval]]:
    """Other growths that people mean by the name, each with its Chinese name."""
    years = list(series)
    if len(years) >= 3:
        whole = growth(series[years[0]], series[years[-1]])
        if whole is not None:
            yield f"{years[0]}年至{years[-1]}年累计增长", whole
            steps = years[-1] - years[0]
            low, high = (
                (1 + end / 100) ** (Decimal(1) / steps) if end > -100 else Decimal(0) for end in (whole.low, whole.high)
            )
            yield f"{years[0]}年至{years[-1]}年年均复合增长", Interval((low - 1) * 100, (high - 1) * 100)
        earlier = growth(series[years[-3]], series[years[-2]])
        if earlier is not None:
            yield f"{years[-2]}年增长", earlier
    revenue = case.series("is.revenue")
    if len(revenue) >= 2:
        *_, before, after = revenue.values()
        total = growth(before, after)
        if total is not None:
            yield "营业收入增长", total
