"""Y-03, Y-04: 上年 figures, and figures before and after the works, that fit no year of the statements."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked, Skipped, previous_year
from check.dates import Days, read_days, read_period
from check.evidence import stated_amounts
from check.grade import grade, softest
from check.nearest import TAX_FACTORS, find_reading, other_end, other_years
from check.registry import rule
from check.show import show_amount, show_field
from check.years_told import LINES, drawn_years, said_years
from model.amount import Amount
from model.finding import Cause, Severity
from model.submission import Field

#: How far a number may be off that was rounded coarsely, and one that was worked out.
COARSE, WORKED_OUT = Decimal("0.01"), Decimal("0.0002")


@rule("Y-03")
def find_last_year_differs(case: Case) -> Iterator[Answer]:
    """上年销售, 上年末总资产 … against the lines of the year before the declaration; another year that fits: W."""
    year, looked = previous_year(case), False
    if year is None:
        raise NotChecked("申报日期未填写或未读到，不知“上年”是哪一年，无法核对。")
    for key, lines in case.param("pairs"):
        field = case.field(key)
        found = [(base, f) for base in lines if (f := case.field(f"{base}[{year}]")) and f.amount]
        if field is None or field.amount is None:
            continue
        if not found:
            yield Skipped(f"没有读到{year}年财务报表的对应项目，未核对“{case.label(key)}”。")
            continue
        looked = True
        yield compare(case, field, field.amount, found, year)
    if not looked:
        raise NotChecked("没有可对照的上年数与同年报表，无法核对。")


def compare(case: Case, field: Field, stated: Amount, found: list[tuple[str, Field]], year: int) -> Answer:
    misses = [(grade(a.interval, stated), base, line, a) for base, line in found for a in stated_amounts(line)]
    if any(miss is None for miss, *_ in misses):
        return Agreed()
    miss, base, line, right = min(misses, key=lambda m: m[0].gap if m[0] else Decimal(0))
    reading = find_reading(stated, right, other_years(case.series(base), year))
    severity = miss.severity if miss else case.rule.severity
    if reading and reading.tag in ("other_year", "tax_included"):
        severity = softest(severity, Severity.W)
    said = "、".join(f"{case.label(f.key)}{show_amount(f.amount.value, f.amount.unit)}" for _, f in found if f.amount)
    return case.finding(
        f"{case.say(field)}，{year}年财务报表为{said}，应当一致{reading.said if reading else ''}，请核实。",
        field,
        line,
        severity=severity,
        tags=(*(miss.tags if miss else ()), *((reading.tag,) if reading else ())),
        about=(field.key,),
        expected=said,
        found=show_field(field),
        cures=[c for _, f in found if f.amount for c in (case.cure_by(field, f.amount), case.cure_by(f, stated))],
    )


@rule("Y-04")
def find_before_after_differs(case: Case) -> Iterator[Answer]:
    """Before: some year up to the start; after: some year from the end on. Only where such a year was read; W."""
    start, end = works(case)
    looked = False
    if start and end and start.first > end.last:
        raise NotChecked("建设开始时间晚于完成时间，不知哪些年份在建设之前，未核对。", Cause.DEPENDS)
    for key, bases, is_after in case.param("pairs"):
        field, limit = case.field(key), end if is_after else start
        if field is None or field.amount is None or limit is None:
            continue
        stated = field.amount
        sheets = [(y, f) for base in bases for y, f in case.series(base).items()]
        lines = [*sheets, *other_figures(case, bases[0], {year for year, _ in sheets})]
        if is_after:
            fitting = [(y, f) for y, f in lines if y >= limit.last.year]
        else:
            fitting = [(y, f) for y, f in lines if y <= limit.first.year]
            if not any(y == limit.first.year - 1 for y, _ in fitting):
                fitting = []  # the year before the works, the usual one, was not read
        if not fitting:
            continue
        looked = True
        theirs = [a for _, f in fitting for a in stated_amounts(f)]
        others = [(y, f) for y, f in lines if (y, f) not in fitting]
        elsewhere = any(f.amount and is_same(stated, f.amount) for _, f in others)
        if any(is_same(stated, a) if elsewhere else fits(stated, a) for a in theirs):
            yield Agreed()
            continue
        said = "、".join(f"{case.label(f.key)}{show_amount(f.amount.value, '元')}" for _, f in fitting if f.amount)
        where = "报表" if all(one in sheets for one in fitting) else "报表、正文"
        named = next((y for y, f in others if f.amount and fits(field.amount, f.amount)), None)
        pair = case.field(next(k for k, b, after in case.param("pairs") if b == bases and after is not is_after))
        nearest = min((f.amount for _, f in fitting if f.amount), key=lambda a: abs(a.value - stated.value))
        reading = None if named else find_reading(stated, nearest, other_end(say_end(case, pair), pair))
        hint = f"，与{named}年数相符" if named else reading.said if reading else ""
        when = "完成后" if is_after else "开始前"
        yield case.finding(
            f"{case.say(field)}，建设{when}各年的{where}为{said}，均不一致{hint}，请核实所属年份。",
            field,
            *(f for _, f in fitting),
            tags=("other_year",) if named else (reading.tag,) if reading else (),
            about=(field.key,),
            expected=said,
            found=show_field(field),
        )
    if not looked:
        raise NotChecked("没有建设前后的企业年数，或没有读到对应年份的报表，无法核对。")


def other_figures(case: Case, line: str, known: Set[int]) -> Iterator[tuple[int, Field]]:
    """Years that no statement covers, from the book's tables and sentences; where both tell one they must agree."""
    base = next((key for key, lines in LINES.items() if line in lines), "")
    drawn, said = drawn_years(case, base), said_years(case, base)
    for year in sorted({*drawn, *said} - known):
        one, two = drawn.get(year, said.get(year)), said.get(year, drawn.get(year))
        if one and two and one.amount and two.amount and fits(one.amount, two.amount):
            yield year, replace(one, key=f"{line}[{year}]")


def say_end(case: Case, field: Field | None) -> str:
    return f"“{case.label(field.key)}”" if field else ""


def works(case: Case) -> tuple[Days | None, Days | None]:
    period = case.field("build_period")
    if period:
        return read_period(period.value)
    first, last = case.field("line_start"), case.field("line_end")
    return read_days(first.value) if first else None, read_days(last.value) if last else None


def is_same(stated: Amount, right: Amount) -> bool:
    """Equal as printed: where another year's figure is, no tax and no rounding explains the number."""
    return grade(right.interval, stated) is None


def fits(stated: Amount, right: Amount) -> bool:
    """Equal, rounded coarsely (1 %), or with value added tax (0.02 %, as worked out), a last digit more or less."""
    if is_same(stated, right) or right.value == 0:
        return True
    if abs(stated.value / right.value - 1) <= COARSE:
        return True
    taxed = (right.value * factor for factor in TAX_FACTORS)
    return any(abs(stated.value - due) <= WORKED_OUT * abs(due) + stated.step for due in taxed)
