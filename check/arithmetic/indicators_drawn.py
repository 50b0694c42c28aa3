"""A-07, A-12 in drawn tables: what each makes in a day beside people and output; the best beside all that pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.drawn import Entry, as_read, flat, head_over, heads_of, label_of, pairs_of, read_entry
from check.case import Agreed, Answer, Case
from check.show import show_plain
from model.finding import Severity
from model.submission import Grid

_PLAN = re.compile(r"计划|目标|预计|预测|行业|同行|标准")
#: 产线年产出（万元）, 产线人数（人）, 每人每天产出水平（元/人/天）.
YEARLY = re.compile(
    r"(?:产线|车间|生产线|全厂|企业|公司|工厂|全线)?(?:上?年度?|全年|年度?)(?:总)?(?:产出|产值|工业总产值)[(]?.{0,8}"
)
PEOPLE = re.compile(
    r"(?:现有|产线|车间|生产线|全线|全厂|企业|公司|工厂|/|或|的)*(?:人数|用工人?数?|职工人?数?|员工人?数?|从业人员(?:人数)?|定员)(?:[(][人名][)])?"
)
DAILY = re.compile(r"(?:每人每?[天日]|人均(?:每?[天日]))(?:的)?(?:产出|产值)(?:水平)?.{0,12}")
#: Of the line and of the firm: 产线年产值 over 企业人数 is nobody's output.
SCOPES = (re.compile(r"产线|车间|生产线|全线"), re.compile(r"全厂|企业|公司|工厂"))
PREMIUM = re.compile(r"(?:产品|成品)?优(?:良|等|级|质|秀)?品率")
PASS = re.compile(r"(?:产品|成品|出厂|终检|总体?|综合|平均)*合格率")


def find_days_drawn(case: Case) -> Iterator[Answer]:
    """W: one row of a table for each of the three, and no year has so many days of work."""
    low, _, high = (Decimal(n) for n in case.param("days"))
    for grid in case.submission.grids:
        if not grid.own or _PLAN.search(flat(grid.caption)):
            continue
        told = [(flat(label), entry) for label, entry in pairs_of(grid)]
        output, crew, daily = (
            [entry for label, entry in told if pattern.fullmatch(label)] for pattern in (YEARLY, PEOPLE, DAILY)
        )
        if not len(output) == len(crew) == len(daily) == 1 or output[0].unit != "元" or crew[0].value <= 0:
            continue
        said = "".join(label for label, entry in told if entry in (output[0], crew[0], daily[0]))
        if all(scope.search(said) for scope in SCOPES):
            continue
        each = daily[0].value
        if each <= 0 or not re.search(
            r"(?<!万)元", daily[0].unit + "".join(label for label, e in told if e is daily[0])
        ):
            continue
        days = output[0].value / (crew[0].value * each)
        if low <= days <= high:
            yield Agreed()
            continue
        yield tell_days(case, grid, (output[0], crew[0], daily[0]), days, f"{low}～{high}天")


def tell_days(case: Case, grid: Grid, found: tuple[Entry, Entry, Entry], days: Decimal, right: str) -> Answer:
    output, crew, daily = found
    middle = show_plain(round(days, 1))
    return case.finding(
        f"表中年产出{output.say()}、人数{show_plain(crew.value)}、每人每天产出{show_plain(daily.value)}元，"
        f"折合每人一年工作{middle}天，请核实。",
        *(one.place for one in found),
        severity=as_read(case, Severity.W, grid.place),
        about=(daily.place.path,),
        expected=right,
        found=f"{middle}天",
    )


def find_premium_drawn(case: Case) -> Iterator[Answer]:
    """W: rows 合格率 and 优良品率 of one table, in a column of which the second is the greater."""
    for grid in case.submission.grids:
        heads = heads_of(grid.rows)
        if not grid.own or not heads:
            continue
        rows = [(label_of(row[0]), row) for row in grid.rows[1:] if row]
        best, passed = ([row for label, row in rows if p.fullmatch(rate_of(label))] for p in (PREMIUM, PASS))
        if not len(best) == len(passed) == 1:
            continue
        most = {cell.col: entry for cell in passed[0][1:] if (entry := read_entry(cell, "(%)"))}
        pairs = [
            (entry, most[cell.col]) for cell in best[0][1:] if cell.col in most and (entry := read_entry(cell, "(%)"))
        ]
        over = [(a, b) for a, b in pairs if a.unit == b.unit == "%" and a.value > b.value > 1]
        over = [pair for pair in over if not _PLAN.search(head_over(heads, pair[0].cell))]
        if not over:
            yield from [Agreed()] * bool(pairs)
            continue
        few, whole = over[0]
        when, best_is, all_are = head_over(heads, few.cell).strip(), show_plain(few.value), show_plain(whole.value)
        yield case.finding(
            f"表中“{when}”的优良品率{best_is}%大于合格率{all_are}%，前者应不大于后者，请核实。",
            few.place,
            whole.place,
            severity=as_read(case, Severity.W, grid.place),
            about=(few.place.path,),
            expected=f"不大于{all_are}%",
            found=f"{best_is}%",
        )


def rate_of(label: str) -> str:
    return re.sub(r"[(][^()]*[)]", "", flat(label))
