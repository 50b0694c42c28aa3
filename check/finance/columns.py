"""Columns of the attached statements that rules may use, and their figures as a reader expects them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from check.case import NO_STATEMENTS, Case, NotChecked, Skipped
from check.show import WAN, show_amount
from model.amount import Amount
from model.finding import Cause
from model.submission import STATEMENT_KINDS, Field, Paper, Statement, Trust

YEAR_END = 12


def columns(case: Case, *kinds: str) -> list[Statement]:
    """Trusted columns of whole years of these kinds; raises NotChecked with the reason where there are none."""
    if trusted := usable(case, *kinds):
        return trusted
    found = [s for paper in case.submission.papers for s in paper.statements if s.kind in kinds]
    doubt = next((s.reason for s in found if s.reason), "")
    if doubt:
        raise NotChecked(doubt, Cause.DOUBTED)
    if found:
        raise NotChecked("所附报表不是年度报表或看不出年份，无法核对。", Cause.INCOMPARABLE)
    read = {s.kind for paper in case.submission.papers for s in paper.statements}
    if read:
        lacking, there = (name_kinds(k for k in STATEMENT_KINDS if k in some) for some in (kinds, read))
        raise NotChecked(f"材料中有{there}，没有读到{lacking}，无法核对。")
    raise NotChecked(NO_STATEMENTS)


def doubted(case: Case, *kinds: str) -> Iterator[Skipped]:
    """Columns of whole years that rules leave alone, with the reason: another sheet of the year does not stand in."""
    found = [s for paper in case.submission.papers for s in paper.statements if s.kind in kinds and s.year]
    for reason in dict.fromkeys(s.reason for s in found if s.trust is not Trust.OK and s.month == YEAR_END):
        yield Skipped(reason, Cause.DOUBTED)


def name_kinds(kinds: Iterable[str]) -> str:
    """资产负债表、利润表."""
    return "、".join(STATEMENT_KINDS[kind] for kind in kinds)


def usable(case: Case, *kinds: str) -> list[Statement]:
    """Trusted columns of whole years of these kinds, if any."""
    found = (s for paper in case.submission.papers for s in paper.statements if s.kind in kinds)
    return [s for s in found if s.trust is Trust.OK and s.year is not None and s.month == YEAR_END]


def named(case: Case, line_id: str) -> str:
    """The Chinese name of a line: bs.retained → 未分配利润."""
    return next((line.names[0] for line in case.reference.statements.lines if line.id == line_id), line_id)


def base(field: Field) -> str:
    """The line without its year: bs.retained[2024] → bs.retained."""
    return field.key.partition("[")[0]


def amount_of(statement: Statement, line_id: str) -> Amount | None:
    line = statement.line(line_id)
    return line.amount if line else None


def printed_unit(case: Case, line: Field) -> str | None:
    """The unit printed on the sheet of this line; "" where none is, None where the line is of no sheet."""
    sheets = (s for paper in case.submission.papers for s in paper.statements)
    own = [s.unit for s in sheets if any(one.place == line.place for one in s.lines)]
    return next((unit for unit in own if unit), "") if own else None


def yuan(value: Decimal) -> str:
    """万元, or 元 where a hundred yuan matter."""
    shown = show_amount(value, "元")
    return shown if round(value / WAN, 2) * WAN == value else f"{value:,.2f}元"


def facts(case: Case, suffix: str) -> Iterator[tuple[Paper, Field]]:
    """Every fact of the attachments whose key ends so: `.company_name`, `audit.date`."""
    for paper in case.submission.papers:
        for fact in paper.facts:
            if re.sub(r"\[\d+\]", "", fact.key).endswith(suffix) and fact.value.strip():
                yield paper, fact
