"""P-13 for lines of statements that no form asks for: 2024年末应收账款余额1.27亿元, 当年管理费用860万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.sentences import OWN
from check.case import Agreed, Answer, Case
from check.finance.columns import base, named
from check.grade import grade
from check.nearest import find_reading
from check.prose.comparable import YEAR
from check.show import show_amount
from model.finding import Severity
from model.submission import Claim, Field, Statement, Trust

#: Lines that other rows of the prose rules hold, or whose names mean other things in prose.
ELSEWHERE = frozenset(
    {
        "bs.total_assets", "bs.total_liabilities", "bs.equity", "is.revenue", "is.main_revenue", "is.total_revenue",
        "is.total_profit", "is.net_profit", "is.op_profit", "is.rd", "is.subsidy", "is.tax", "is.other_gains",
    }
)  # fmt: skip
#: What may stand between the line's name and its number, and before the name.
BEHIND = re.compile(
    r"(?:期末|年末|账面|净)?(?:余额|总额|价值|净值|净额|金额|合计|规模|发生额|支出)?"
    r"(?:合计|共计|共|为|达到?|是|约|近|超过?|[:：])*$"
)
FREE = re.compile(r"(?:^|[，,、；;：:（(]|末|底|年度?|全年|当年|当期|期末|公司|企业|我司|其中|发生|支出|和|及|与|的)$")
LEAST_NAME = 2


def find_lines_told(case: Case) -> Iterator[Answer]:
    """W: a line of the year's statement told in the prose with another number."""
    names = {
        name: line.id
        for line in case.reference.statements.lines
        if line.id not in ELSEWHERE
        for name in line.names
        if len(name) >= LEAST_NAME
    }
    longest = sorted(names, key=len, reverse=True)
    for claim in case.submission.claims:
        if not is_level(claim) or (year := YEAR.fullmatch(claim.period)) is None:
            continue
        head = head_of(claim)
        name = next((n for n in longest if head.endswith(n)), None)
        if name is None or not FREE.search(head.removesuffix(name).rstrip()):
            continue
        lines = lines_of(case, names[name], int(year[1]))
        if lines:
            yield judge(case, claim, lines)


def is_level(claim: Claim) -> bool:
    level = not claim.relation and claim.amount.unit == "元" and claim.amount.comparable and not claim.planned
    return level and claim.scope in OWN and claim.base != "industry"


def head_of(claim: Claim) -> str:
    """The words before the number, up to the name of the line."""
    number = next((part.text for part in claim.parts if part.role == "number"), None)
    return BEHIND.sub("", claim.text.partition(number)[0].rstrip()) if number else ""


def lines_of(case: Case, line: str, year: int) -> list[tuple[Statement, Field]]:
    """The line in every column of that year: of the group, of the parent."""
    found = (s for paper in case.submission.papers for s in paper.statements)
    own = (s for s in found if s.trust is Trust.OK and s.year == year and s.month == 12 and not s.opening)
    return [(s, f) for s in own if (f := s.line(line)) and f.amount]


def judge(case: Case, claim: Claim, lines: list[tuple[Statement, Field]]) -> Answer:
    for _, line in lines:
        miss = grade(line.amount.interval, claim.amount, Severity.W) if line.amount else None
        if miss is None or miss.severity is Severity.I:
            return Agreed()
    statement, line = lines[0]
    shown = show_amount(line.amount.value, "元") if line.amount else line.value
    reading = find_reading(claim.amount, line.amount) if line.amount else None
    return case.finding(
        f"正文“{claim.text}”，{statement.title}“{named(case, base(line))}”为{shown}，不一致"
        f"{reading.said if reading else ''}，请核实。",
        claim,
        line,
        severity=Severity.W,
        tags=(reading.tag,) if reading else (),
        expected=shown,
        found=claim.text,
    )
