"""P-08 for a table of lines or workshops with their capacities: its sum is not the capacity told of the company."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.drawn import flat, read_entry
from check.arithmetic.volume_over_capacity import is_capacity
from check.case import Agreed, Answer, Case
from check.exact import is_level
from check.numerals import GOODS
from check.show import show_stated
from model.document import Cell
from model.finding import Severity
from model.submission import Claim, Grid

#: 设计能力（万吨/年）: a column of capacities with its unit.
HEAD = re.compile(
    rf"(?:设计|年|现有|核定|生产)*(?:产能|能力)(?:规模)?[(](?P<ten>[万亿])?(?P<unit>{GOODS})(?:/年|/a|每年)?[)]"
)
ROWS = re.compile(r"产?线|车间|分厂|装置|工厂|厂区|基地")
SUM = re.compile(r"(?:合|总|共)计|全公司|公司(?:合计|总产能)")
PLANNED = re.compile(r"规划|计划|拟建|在建|未建|二期|三期|达产后|扩(?:建|能|产)后")
COMPANY = re.compile(r"公司|企业|全厂|总")
PART = re.compile(r"产线|生产线|[^，,。；;]{1,4}线(?!条)|车间|一期|二期|分厂|新增|其中")
TEN = {"万": Decimal(10_000), "亿": Decimal(10**8)}


def find_lines_over_company(case: Case) -> Iterator[Answer]:
    """W: 合计 of the table, without it the sum of two and more rows, against every capacity of the company alike."""
    told = [c for c in case.submission.claims if is_capacity(c) and is_level(c) and c.scope in ("", "company")]
    told = [c for c in told if (c.scope or COMPANY.search(c.text)) and not c.period and not PART.search(c.text)]
    for grid in case.submission.grids if told else ():
        found = summed(grid) if grid.own else None
        same = [c for c in told if found and c.amount.unit.removesuffix("/年") == found[1]]
        if found is None or not same:
            continue
        total, _, cell = found
        if any(c.amount.claimed.low <= total <= c.amount.claimed.high for c in same):
            yield Agreed()
            continue
        yield tell(case, same[0], cell, total)


def summed(grid: Grid) -> tuple[Decimal, str, Cell] | None:
    """(worth, unit, cell) of the sum of a column of capacities of lines."""
    heads = [(cell.col, HEAD.search(flat(cell.text))) for cell in grid.rows[0]] if grid.rows else []
    column, head = next(((col, hit) for col, hit in heads if hit), (0, None))
    if head is None or PLANNED.search(flat(grid.caption)):
        return None
    parts, total = list[tuple[Decimal, Cell]](), None
    for row in grid.rows[1:]:
        cell = next((one for one in row if one.col == column), None)
        entry, name = (read_entry(cell), flat(row[0].text + row[min(1, len(row) - 1)].text)) if cell else (None, "")
        if cell is None or entry is None or PLANNED.search(name):
            continue
        worth = entry.value * TEN.get(head["ten"] or "", Decimal(1))
        if SUM.search(name):
            total = worth, head["unit"], cell
        elif ROWS.search(name):
            parts.append((worth, cell))
    if len(parts) < 2:
        return None
    return total or (sum((worth for worth, _ in parts), Decimal(0)), head["unit"], parts[-1][1])


def tell(case: Case, claim: Claim, cell: Cell, total: Decimal) -> Answer:
    said = cell.text.strip()
    return case.finding(
        f"正文“{claim.text}”中的{show_stated(claim.amount)}，与表内各产线产能合计（{said}）不一致，请核实。",
        claim,
        cell.place,
        severity=Severity.W,
        expected=str(total.normalize()),
        found=show_stated(claim.amount),
    )
