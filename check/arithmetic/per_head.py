"""A-07, A-08: output, people and output per person-day do not go together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.indicators_drawn import find_days_drawn
from check.arithmetic.per_head_told import find_days_in_sentence, find_per_head_told
from check.case import Agreed, Answer, Case, NotChecked, previous_year
from check.dates import read_days
from check.grade import grade
from check.registry import rule
from check.show import show_plain
from model.amount import Amount, Interval
from model.finding import Cause, Severity
from model.submission import Change, Field

#: 全年工作280天, 年开工330天: the days of a year on which the line works.
WORKED = re.compile(
    r"年(?:均|度|内)?(?:有效|实际|计划)?(?:工作|开工|生产|运行|作业|开机|运转|出勤)(?:日|时间|天数)?|按(?:每|全)?年(?=\d)"
)
LINE_OUTPUT = re.compile(r"(?:产线|线体|本线|该线|全线)的?(?:全?年)?(?:度|均)?(?:总|工业)?(?:产出|产值)")
TENTHS_MORE, TENTH_LESS = Decimal("1.1"), Decimal("0.9")


@rule("A-07")
def find_working_days(case: Case) -> Iterator[Answer]:
    """Days = output ÷ (people × output per person-day). 200–366 is a year of work, 150–200 doubtful, else E;
    W where the line was not at work all that year as it is now."""
    told = [*find_days_in_sentence(case), *find_days_drawn(case)]
    yield from told
    if told and not case.field("percap_after"):
        return
    output, staff, each = (case.need(key) for key in ("line_output_prev", "staff_after", "percap_after"))
    made, people, daily = (amount_of(f) for f in (output, staff, each))
    low, doubtful, high = (Decimal(n) for n in case.param("days"))
    days = made.interval / (people.interval * daily.interval)
    yield from find_days_told(case, days, output, staff, each)
    if days.high >= low and days.low <= high:
        yield Agreed()
        return
    middle = round(days.middle, 1)
    factor = next((n for n in (10, 100, 1000, 10000) if low <= middle / n <= high or low <= middle * n <= high), 0)
    late = not factor and not ran_all_year(case)
    severity = Severity.W if late or doubtful <= days.high < low else Severity.E
    hint = f"，相差约{factor}倍，是否为单位之误" if factor else ""
    yield case.finding(
        f"{case.say(output)}、{case.say(staff)}、{case.say(each)}，折合每人一年工作{show_plain(middle)}天{hint}，请核实。",
        output,
        staff,
        each,
        severity=severity,
        tags=("unit", f"10^{len(str(factor)) - 1}") if factor else (),
        expected=f"{low}～{high}天",
        found=f"{show_plain(middle)}天",
    )


def ran_all_year(case: Case) -> bool:
    """Whether the line was finished before the year of the output began: only then is what people make a day after its
    completion of that year; without a day that is not known, which makes it W. A power of ten is not explained so."""
    end, last = case.field("line_end"), previous_year(case)
    days = read_days(end.value) if end else None
    return last is not None and days is not None and days.last.year < last


def find_days_told(case: Case, days: Interval, *cells: Field) -> Iterator[Answer]:
    """W: 全年工作330天 where the three cells give 280. A tenth is granted, for people come and go."""
    for claim in case.submission.claims:
        told = claim.amount
        known = told.unit in ("天", "日") and told.comparable and not claim.planned and not claim.relation
        if not known or not WORKED.search(claim.text) or not 200 <= told.value <= 366:
            continue
        if told.interval.high * TENTHS_MORE >= days.low and told.interval.low <= days.high * TENTHS_MORE:
            yield Agreed()
            continue
        right = f"{show_plain(round(days.middle, 1))}天"
        yield case.finding(
            f"正文“{claim.text}”，而{'、'.join(case.say(f) for f in cells)}，折合每人一年工作{right}，不一致，请核实。",
            claim,
            *cells,
            severity=Severity.W,
            about=(cells[-1].key,),
            expected=right,
            found=f"{show_plain(told.value)}天",
        )


@rule("A-08")
def find_per_head_change(case: Case) -> Iterator[Answer]:
    """Output per person-day changes as sales grow and people go; a tenth is allowed, more for the line's own.

    Sales are the company's: where the prose tells the line's own output before and after, that decides.
    """
    told_so = [*find_per_head_told(case)]
    yield from told_so
    if told_so and not case.field("percap_after"):
        return
    names = ("sales_before", "sales_after", "staff_before", "staff_after", "percap_before", "percap_after")
    fields = [case.need(name) for name in names]
    old_sales, new_sales, old_staff, new_staff, old_each, new_each = (amount_of(f) for f in fields)
    fewer = old_staff.interval / new_staff.interval
    due, told = new_sales.interval / old_sales.interval * fewer, new_each.interval / old_each.interval
    slack = Decimal("0.3" if is_of_line(case, new_staff, new_each) else "0.1")
    own = [(growth * fewer, change) for growth, change in line_growth(case)]
    ways = [(one, Decimal("0.1")) for one, _ in own] or [(due, slack)]
    due = own[0][0] if own else due
    if any(told.high >= one.low * (1 - more) and told.low <= one.high * (1 + more) for one, more in ways):
        yield Agreed()
        return
    sold = f"产线产出（“{own[0][1].text}”）" if own else "销售"
    yield case.finding(
        f"每人每天产出由{fields[4].value}变为{fields[5].value}（{show_plain(round(told.middle, 2))}倍），"
        f"按{sold}和人数推算应为{show_plain(round(due.middle, 2))}倍，请核实口径。",
        *fields[4:],
        *fields[:4],
        *(change for _, change in own[:1]),
        about=("percap_after",),
        expected=f"{show_plain(round(due.middle, 2))}倍",
        found=f"{show_plain(round(told.middle, 2))}倍",
    )


def line_growth(case: Case) -> Iterator[tuple[Interval, Change]]:
    """产线产出由4725万元增至6180万元, where the second is the line's output in its own cell; where that cell was not
    read, the words must name the line's output."""
    cell = case.field("line_output_prev")
    made = cell.amount if cell else None
    for change in case.submission.changes:
        before, after = change.before, change.after
        known = change.target and not change.planned and {before.unit, after.unit} == {"元"} and before.interval.low > 0
        meant = grade(made.interval, after) is None if made else LINE_OUTPUT.search(change.text)
        if known and meant:
            yield after.interval / before.interval, change


def is_of_line(case: Case, staff: Amount, each: Amount) -> bool:
    """Whether output per person-day is the line's own output over its people and the days of a year, and the company
    sells more than that: its other lines need not grow alike."""
    output, sales = case.field("line_output_prev"), case.field("sales_after")
    if not (output and output.amount and sales and sales.amount and output.amount.interval.low > 0):
        return False
    low, _, high = (Decimal(n) for n in case.param("days"))
    days = output.amount.interval / (staff.interval * each.interval)
    return days.high >= low and days.low <= high and sales.amount.value > output.amount.value * TENTHS_MORE


def amount_of(field: Field) -> Amount:
    """Raises NotChecked where the cell holds no positive number."""
    if field.amount is None or field.amount.interval.low <= 0:
        raise NotChecked(f"“{field.text}”不是大于零的数，无法核对。", Cause.AMBIGUOUS)
    return field.amount
