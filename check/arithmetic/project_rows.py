"""A-19, A-21, A-22, A-23: rows of 附件7 (projects under construction) whose sums do not close."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from check.arithmetic.benefits_told import find_benefits_told
from check.arithmetic.columns_summed import find_footings_broken
from check.arithmetic.funds_told import (
    find_sources_bracketed,
    find_sources_listed,
    find_sources_summed,
    find_sources_told,
)
from check.arithmetic.projects_drawn import find_progress_drawn
from check.arithmetic.projects_told import find_funds_told, find_parts_told, find_progress_told
from check.case import Agreed, Answer, Case, NotApplicable
from check.evidence import legible
from check.grade import grade
from check.nearest import Reading, find_reading
from check.numerals import worth_and_step
from check.registry import rule
from check.show import WAN, show_plain
from check.spelling import fold_text
from model.amount import Amount, Interval, Source
from model.finding import Severity
from model.submission import Field

MONEY = re.compile(r"(?P<num>\d+(?:\.\d+)?)(?:(?P<unit>亿|万|元)元?)?")
#: The cell begins with the sum: 1500，…; 累计完成投资1500万元，….
LEAD = re.compile(
    r"(?:截[至止][^,，。;；\d]{0,6}(?:\d{4}年\d{1,2}月底?[,，]?)?)?(?:项目)?(?:累计|共计|合计|已)*(?:完成)?(?:固定资产)?(?:投资)?(?:额)?(?:约|为|共|[:：])?"
    r"(?P<num>\d+(?:\.\d+)?)(?:(?P<unit>亿|万|元)元?)?(?=[^\d%.年月台套条亩]|$)"
)
FIVE_PERCENT, ONE_PERCENT = Decimal("0.05"), Decimal("0.01")


def project_rows(case: Case) -> list[int]:
    """Numbers of the rows; raises NotApplicable where the papers hold no such table."""
    names = ("total_investment", "new_sales")
    rows = [n for n in case.rows("rows") if any(case.field(f"rows[{n}].{name}") for name in names)]
    if not rows:
        raise NotApplicable("材料中没有在建项目汇总表（附件7）。")
    return rows


def cell(case: Case, row: int, name: str) -> Field | None:
    found = case.field(f"rows[{row}].{name}")
    return found if legible(found) else None


def told_money(field: Field | None) -> Field | None:
    """The sum beside words in one cell (2100，设备安装60%; 累计完成800万元，主机到货); None when unsure."""
    if field is None or field.amount:
        return field
    text = fold_text(field.value).replace(",", "")
    said = [m for m in MONEY.finditer(text) if m["unit"]]
    lead = LEAD.match(text)
    if lead is None and len(said) != 1:
        return None
    match = lead or said[0]
    value, step = worth_and_step(match["num"], match["unit"] or "万")
    return replace(field, amount=Amount(value, "元", step, Source.CELL))


def interval(*fields: Field | None) -> Interval:
    """The sum; empty cells count as nothing."""
    total = Interval(Decimal(0), Decimal(0))
    for field in fields:
        if field and field.amount:
            total = total + field.amount.interval
    return total


TOLD: dict[str, tuple[Callable[[Case], Iterator[Answer]], ...]] = {
    "A-19": (find_parts_told,),
    "A-21": (
        find_funds_told,
        find_sources_told,
        find_sources_bracketed,
        find_sources_listed,
        find_sources_summed,
        find_footings_broken,
    ),
    "A-22": (find_progress_told, find_progress_drawn),
    "A-23": (find_benefits_told,),
}


def ask_both(case: Case, ask_row: Callable[[Case, int], Iterator[Answer]]) -> Iterator[Answer]:
    """What the book tells of its project, and each row of 附件7; not applicable where there is neither."""
    told = [answer for ask in TOLD[case.rule.id] for answer in ask(case)]
    yield from told
    try:
        rows = project_rows(case)
    except NotApplicable:
        if not told:
            raise
        return
    for row in rows:
        yield from ask_row(case, row)


@rule("A-19", "A-21")
def find_sum_differs(case: Case) -> Iterator[Answer]:
    """total = the parts; a part that is missing up to 5 % of the total is only doubtful (interest, land)."""
    yield from ask_both(case, sum_of_row)


def sum_of_row(case: Case, row: int) -> Iterator[Answer]:
    total = cell(case, row, "total_investment")
    parts = [f for name in case.param("parts") if (f := cell(case, row, name))]
    if total is None or total.amount is None or len(parts) < 2:
        return
    expected = interval(*parts)
    miss = grade(expected, total.amount)
    if miss is None:
        yield Agreed()
        return
    small = 0 < total.amount.value - expected.middle <= total.amount.value * FIVE_PERCENT
    said = "＋".join(show_plain(f.amount.value / WAN) for f in parts if f.amount)
    right = f"{show_plain(round(expected.middle / WAN, 2))}万元"
    exact = Amount(expected.middle, "元", expected.high - expected.low)
    reading = find_reading(total.amount, exact, slips_of_parts(parts))
    yield case.finding(
        f"{case.say(total)}，所列各项{said}＝{right}，不一致{reading.said if reading else ''}，请核实。",
        total,
        *parts,
        severity=Severity.W if small and miss.severity is Severity.E else miss.severity,
        tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
        about=(total.key,),
        expected=right,
        found=f"{total.value}万元",
    )


def slips_of_parts(parts: list[Field]) -> Iterator[Reading]:
    """The sums with one part ten, a hundred or ten thousand times more or less: its unit or a zero was mistaken."""
    for part in parts:
        rest = interval(*(f for f in parts if f is not part))
        for power in (-4, -2, -1, 1, 2, 4):
            if part.amount is None or not part.amount.value:  # nought times ten is nought
                continue
            slipped = part.amount.interval.scaled(Decimal(10) ** power)
            old, new = (show_plain(v / WAN) for v in (part.amount.value, slipped.middle))
            yield Reading("unit", "其中一项的单位或位数疑有出入", f"{old}万元改为{new}万元即相符", rest + slipped)


@rule("A-22")
def find_progress_over_total(case: Case) -> Iterator[Answer]:
    """Done + planned ≤ total; = total where the project ends by the last planned year (1 %)."""
    yield from ask_both(case, progress_of_row)


def progress_of_row(case: Case, row: int) -> Iterator[Answer]:
    total = cell(case, row, "total_investment")
    steps = [f for name in case.param("steps") if (f := told_money(case.field(f"rows[{row}].{name}")))]
    if total is None or total.amount is None or len(steps) < 2:
        return
    done, whole = interval(*steps), total.amount.claimed
    period = case.field(f"rows[{row}].period")
    ends = period is not None and period.value.partition("/")[2][:4] <= str(case.param("last_year"))
    over = done.low > whole.high * (1 + ONE_PERCENT)
    short = ends and len(steps) == len(case.param("steps")) and done.high < whole.low * (1 - ONE_PERCENT)
    if not over and not short:
        yield Agreed()
        return
    said = show_plain(round(done.middle / WAN, 2))
    yield case.finding(
        f"第{row}行已完成和计划投资合计{said}万元，{'大于' if over else '小于'}{say_cell(case, total)}，请核实。",
        total,
        *steps,
        expected=f"{total.value}万元",
        found=f"{said}万元",
    )


@rule("A-23")
def find_benefit_odd(case: Case) -> Iterator[Answer]:
    """New profit ≤ new sales; new sales 0.7–1.2 of the new output. What the prose tells of both is asked as well."""
    yield from ask_both(case, benefit_of_row)


def benefit_of_row(case: Case, row: int) -> Iterator[Answer]:
    profit, sales, output = (cell(case, row, name) for name in ("new_profit", "new_sales", "new_output"))
    if sales is None or not positive(sales.amount):
        return
    if profit and over(profit.amount, sales.amount, Decimal(1)):
        yield case.finding(f"{case.say(profit)}，大于{say_cell(case, sales)}，请核实。", profit, sales)
    if output and sales.amount and positive(output.amount):
        low, high = (Decimal(str(end)) for end in case.param("sales_of_output"))
        share = sales.amount.value / (output.amount.value if output.amount else Decimal(1))
        if not low <= share <= high:
            said = show_plain(round(share, 2))
            yield case.finding(
                f"{case.say(sales)}，{say_cell(case, output)}，前者为后者的{said}倍，请核实。", sales, output
            )
            return
    yield Agreed()


def say_cell(case: Case, field: Field) -> str:
    """A second cell of a row that the sentence has named: 总投资填5100万元."""
    return re.sub(r"^第\d+行", "", case.say(field))


def positive(amount: Amount | None) -> bool:
    return amount is not None and amount.value > 0


def over(first: Amount | None, second: Amount | None, factor: Decimal) -> bool:
    return first is not None and second is not None and first.interval.low > second.claimed.high * factor
