"""F-12: a figure told in the audit report is not that of the attached statement of the same year."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.evidence import stated_amounts
from check.finance.columns import named, yuan
from check.nearest import find_reading
from model.amount import Amount, Source
from model.submission import Field, Paper

LINES = {
    "audit.total_assets": "bs.total_assets",
    "audit.total_liabilities": "bs.total_liabilities",
    "audit.revenue": "is.revenue",
    "audit.total_profit": "is.total_profit",
    "audit.net_profit": "is.net_profit",
}


def find_audit_figures_differ(case: Case, paper: Paper) -> Iterator[Answer]:
    """W where another figure of the report agrees: then both speak of the same owner. Both units are as printed."""
    year = paper.fact("audit.year")
    if year is None or not year.value.isdigit():
        return
    pairs = [
        (fact, fact.amount, line)
        for key, base in LINES.items()
        if (fact := paper.fact(key)) and fact.amount and (line := case.field(f"{base}[{year.value}]")) and line.amount
    ]
    wrong = [(fact, told, line) for fact, told, line in pairs if not fits(told, line)]
    if len(wrong) < len(pairs):
        yield Agreed()
    for fact, told, line in wrong if len(wrong) < len(pairs) else ():
        right = line.amount
        if right is None:
            continue
        reading = find_reading(told, right)
        name = named(case, line.key.partition("[")[0])
        yield case.finding(
            f"审计报告称{year.value}年{name}{yuan(told.value)}，所附财务报表为{yuan(right.value)}，"
            f"不一致{reading.said if reading else ''}，请核实。",
            fact,
            line,
            tags=(reading.tag,) if reading else (),
            expected=yuan(right.value),
            found=yuan(told.value),
        )


def fits(told: Amount, line: Field) -> bool:
    """Exact to the last printed digit: a report rounds, it does not estimate."""
    exact = Amount(told.value, told.unit, told.step, Source.CELL)
    return any(amount.interval.meets(exact.claimed) for amount in stated_amounts(line))
