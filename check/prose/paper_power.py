"""P-12 in papers: a sum beside its label is the book's but for a power of ten (501,424,300 under 万元)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.drawn import pairs_of
from check.case import Agreed, Answer, Case
from check.show import WAN, show_plain
from model.finding import Severity
from model.submission import Field

LABELS = {
    "main_revenue": re.compile(r"(?:上?年?度?)?(?:主营业务|营业|销售)收入(?:总额)?|年?销售额"),
    "total_assets": re.compile(r"(?:年末)?(?:资产总[额计]|总资产)"),
    "profit": re.compile(r"利润总额"),
    "total_liabilities": re.compile(r"负债总[额计]|总负债"),
    "sales_prev": re.compile(r"(?:上?年?度?)?(?:主营业务|营业|销售)收入(?:总额)?"),
    "project_investment": re.compile(r"项目(?:总)?投资(?:额|总额)?"),
    "line_investment": re.compile(r"(?:智能化改造|产线|项目)(?:完成)?(?:总)?投资(?:额)?"),
}
LEAST = Decimal(100)
EXACT = Decimal("0.001")


def find_paper_power(case: Case) -> Iterator[Answer]:
    """W for a cell of a paper a hundred and more times, by a power of ten, what the book says."""
    for grid in case.submission.grids:
        if grid.own:
            continue
        for label, entry in pairs_of(grid):
            known = fields_of(case, re.sub(r"[(][^()]*[)]|20\d{2}年?", "", label)) if entry.unit in ("元", "") else []
            if not known or entry.value <= 0:
                continue
            if any(near(entry.value, value_of(f)) or near(entry.value * WAN, value_of(f)) for f in known):
                yield Agreed()
                continue
            slipped = next(
                (f for f in known if (power := power_between(entry.value, value_of(f))) and power >= LEAST), None
            )
            if slipped is None or entry.unit != "元":
                continue
            stated = f"{show_plain(entry.value / WAN)}万元"
            yield case.finding(
                f"《{grid.file}》“{label}”按所注单位为{stated}，与{case.say(slipped)}数字相同而相差"
                f"{show_plain(power_between(entry.value, value_of(slipped)))}倍，疑为单位之误，请核实单位。",
                entry.place,
                slipped,
                severity=Severity.W,
                tags=("unit",),
                about=(f"{grid.file}{entry.place.path}",),
                expected=f"{show_plain(value_of(slipped) / WAN)}万元",
                found=stated,
            )


def fields_of(case: Case, label: str) -> list[Field]:
    keys = [key for key, named in LABELS.items() if named.fullmatch(label)]
    found = [f for key in keys for f in (*case.series(key).values(), case.field(key)) if f and f.amount]
    return [f for f in found if value_of(f) > 0]


def value_of(field: Field) -> Decimal:
    return field.amount.value if field.amount else Decimal(0)


def near(one: Decimal, other: Decimal) -> bool:
    return other > 0 and abs(one - other) <= other * EXACT


def power_between(one: Decimal, other: Decimal) -> Decimal:
    """Ten, a hundred … where the two have the same digits; 0 where they have not."""
    large, small = max(one, other), min(one, other)
    return next((Decimal(10) ** n for n in range(1, 9) if near(large, small * Decimal(10) ** n)), Decimal(0))
