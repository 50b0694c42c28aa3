"""Yearly figures of the company wherever the papers tell them: cells of the form, lines of its statements, rows of
tables in the book. Forms that print no columns of years (GS-03) are asked about them all the same."""

from __future__ import annotations

import re

from check.arithmetic.columns_summed import years_drawn
from check.case import Case
from check.show import WAN, show_plain
from model.amount import Amount, Source
from model.submission import Claim, Field

#: The lines of the statements that carry a figure of the books.
LINES = {
    "total_assets": ("bs.total_assets",),
    "total_liabilities": ("bs.total_liabilities",),
    "main_revenue": ("is.main_revenue", "is.revenue"),
    "profit": ("is.total_profit",),
}
#: 销售(主营业务收入): the law's name of it stands beside the form's.
_SALES = r"(?:主营业务|主营|营业|销售)(?:总)?收入"
#: Rows of a table of the book that carry it, and in what unit.
ROWS = {
    "total_assets": (re.compile(r"(?:年末|期末)?(?:资产总[额计]|总资产)"), "元"),
    "total_liabilities": (re.compile(r"(?:年末|期末)?(?:负债总[额计]|总负债)"), "元"),
    "main_revenue": (
        re.compile(
            rf"(?:公司|企业)?(?:年度?)?(?:{_SALES}|年?销售[总金]?额?[(（]{_SALES}[)）]|{_SALES}[(（](?:年?销售[总金]?额?|{_SALES})[)）])"
        ),
        "元",
    ),
    "profit": (re.compile(r"(?:公司|企业)?年?(?:度?利润总额(?:[(（]年?利润[)）])?|利润[(（]利润总额[)）])"), "元"),
    "debt_ratio": (re.compile(r"(?:年末|期末)?(?:资产)?负债率"), "%"),
}


def years_of(case: Case, base: str) -> dict[int, Field]:
    """The figure by year, ascending: of the form, else of the statements, else of the one row of the book's tables."""
    found = case.series(base)
    if found or case.submission.like(f"{base}["):  # what a cell of the form says in words is not sought elsewhere
        return found
    for key in LINES.get(base, ()):
        if case.submission.like(f"{key}[") and (found := case.series(key)):
            return found
    return drawn_years(case, base)


def drawn_years(case: Case, base: str) -> dict[int, Field]:
    """Fields made of the row of years in a table of the book; none where two rows of that name differ."""
    named, unit = ROWS.get(base, (None, ""))
    rows = [years for label, years in years_drawn(case) if named and named.fullmatch(label)]
    if not rows or any(year in one and one[year].value != n.value for one in rows for year, n in rows[0].items()):
        return {}
    return {
        year: Field(
            f"{base}[{year}]",
            show_plain(entry.value / WAN if unit == "元" else entry.value),
            entry.cell.text.strip(),
            entry.place,
            "percent" if unit == "%" else "money_wan",
            "万元" if unit == "元" else unit,
            amount=Amount(entry.value, unit, entry.step, Source.CELL),
        )
        for year, entry in sorted(rows[0].items())
        if unit in (entry.unit, "%")
    }


#: What the prose calls it.
CONCEPTS = {"main_revenue": ("sales", "revenue", "main_revenue"), "profit": ("profit",)}


def said_years(case: Case, base: str) -> dict[int, Field]:
    """Fields made of what sentences say of the company by year: 2020年销售15388.2万元，2021年16420.35万元; no year of
    which two sentences say different things, nor one that speaks of a line or a product."""
    told: dict[int, list[Claim]] = {}
    for claim in case.submission.claims:
        level = claim.concept in CONCEPTS.get(base, ()) and not claim.relation and not claim.planned
        if level and claim.amount.unit == "元" and claim.scope in ("", "company") and claim.period.isdecimal():
            told.setdefault(int(claim.period), []).append(claim)
    return {
        year: Field(
            f"{base}[{year}]",
            show_plain(one.amount.value / WAN),
            one.text,
            one.place,
            "money_wan",
            "万元",
            amount=one.amount,
        )
        for year, (one, *more) in sorted(told.items())
        if all(other.amount.value == one.amount.value for other in more)
    }
