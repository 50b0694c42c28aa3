"""F-04…F-07, A-01, A-02: some cells are of the group's statements, others of the parent's, which are attached too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from check.case import Case, previous_year
from check.finance.columns import base, named, usable
from check.fold import EXCUSE
from check.grade import grade
from check.show import show_amount, show_field, show_plain
from model.amount import Amount, Interval
from model.finding import Finding, Severity
from model.submission import Field, Statement

#: Cell → the lines any of which it may be; of a rate the pairs (part, whole). In the order in which one rule tells of
#: all: growth is reckoned from the revenue, the other cells stand for themselves.
CELLS: dict[str, tuple[str, tuple[str, ...]]] = {
    "main_revenue": ("F-05", ("is.main_revenue", "is.revenue", "is.total_revenue")),
    "total_assets": ("F-04", ("bs.total_assets",)),
    "total_liabilities": ("F-07", ("bs.total_liabilities",)),
    "profit": ("F-06", ("is.total_profit", "is.net_profit", "is.op_profit")),
    "debt_ratio": ("A-01", ("bs.total_liabilities÷bs.total_assets",)),
    "profit_margin": (
        "A-02",
        tuple(
            f"is.{profit}÷is.{sold}"
            for profit in ("total_profit", "net_profit", "op_profit")
            for sold in ("revenue", "total_revenue", "main_revenue")
        ),
    ),
}
PREVIOUS = {"sales_prev": "main_revenue"}
#: How a sheet is called by its scope: one that does not say it, beside a parent's, is the other one.
OWNERS = {"consolidated": "合并", "parent": "母公司", "": "另一份"}
PARENT = OWNERS["parent"]
_SHOWN = 3
#: A rate that is rounded more fits some quotient by chance.
_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Worth:
    """What a line, or a rate of two, is in the statement of one owner, and that in words."""

    line: str
    owner: str
    amount: Amount
    said: str
    used: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Owned:
    """A cell that only the one owner's statement bears out: `own` and `other` say the lines of the two in words."""

    rule: str
    cell: Field
    owner: str
    own: str
    other: str
    lines: tuple[Field, ...]


def find_owners_mixed(case: Case) -> Iterator[Finding]:
    """One finding: W where some cells are the parent's and some the group's, I where all are the parent's (a company
    that declares as a single legal person). It is told by the rule of the first cell at issue."""
    cells = list(owned_cells(case))
    parents = [one for one in cells if one.owner == PARENT]
    groups = [one for one in cells if one.owner != PARENT]
    if not parents:
        return
    odd, rest = (groups, parents) if groups and len(groups) < len(parents) else (parents, groups)
    if min(odd, key=lambda one: list(CELLS).index(base_of(one.cell.key))).rule != case.rule.id:
        return
    said = "；".join(f"{case.say(one.cell)}，与{one.own}相符，而{one.other}" for one in odd[:_SHOWN])
    more = f"等{len(odd)}处" if len(odd) > _SHOWN else ""
    beside = "、".join(case.say(one.cell) for one in rest[:_SHOWN])
    owner = "、".join(dict.fromkeys(one.owner for one in rest))
    tail = (
        f"而{beside}{'等' if len(rest) > _SHOWN else ''}与{owner}报表相符，各栏口径不一，请核实"
        if rest
        else "各栏均按母公司报表填写，请核实是否以母公司单体口径申报"
    )
    yield case.finding(
        f"{said}{more}；{tail}。",
        *(spot for one in odd for spot in (one.cell, *one.lines)),
        *(one.cell for one in rest[:_SHOWN]),
        severity=Severity.W if rest else Severity.I,
        tags=("other_scope", EXCUSE),
        about=[one.cell.key for one in odd],
        expected="；".join(dict.fromkeys(one.other for one in odd[:_SHOWN])),
        found="；".join(f"{case.label(one.cell.key)}{show_field(one.cell)}（{one.owner}）" for one in odd[:_SHOWN]),
    )


def base_of(key: str) -> str:
    """The cell of `CELLS` that a key is of: sales_prev → main_revenue, profit[2024] → profit."""
    name = key.partition("[")[0]
    return PREVIOUS.get(name, name.removesuffix("_prev"))


def owned_cells(case: Case) -> Iterator[Owned]:
    """The cells of the form for which both owners' statements of the year are there, and one of them is right."""
    sheets = usable(case, "balance", "income")
    if not any(s.scope == "parent" for s in sheets):
        return
    for name in (*CELLS, *PREVIOUS, *(f"{name}_prev" for name in CELLS)):
        known = of_last_year(case, name) if name.endswith("_prev") else case.series(name)
        rule = CELLS[base_of(name)][0]
        for year, cell in known.items():
            if cell.amount is None or (cell.amount.unit == "%" and cell.amount.step > _STEP):
                continue
            parent, group = sides_of(case, sheets, base_of(name), year)
            fits = [[one for one in side if agrees(one.amount, cell.amount)] for side in (parent, group)]
            if not parent or not group or bool(fits[0]) == bool(fits[1]):
                continue
            own, across = (fits[0][0], group) if fits[0] else (fits[1][0], parent)
            twin = next((one for one in across if one.line == own.line), across[0])
            yield Owned(rule, cell, own.owner, own.said, twin.said, (*own.used, *twin.used))


def quotients_of(case: Case, name: str, year: int) -> Iterator[Interval]:
    """What the parent's and the group's statements make of a rate, where both are there."""
    sheets = usable(case, "balance", "income")
    if all(owners(sheets, year)):
        yield from (one.amount.interval for side in sides_of(case, sheets, name, year) for one in side)


def of_last_year(case: Case, key: str) -> dict[int, Field]:
    year, cell = previous_year(case), case.field(key)
    return {year: cell} if year and cell else {}


def owners(sheets: Sequence[Statement], year: int) -> tuple[list[Statement], list[Statement]]:
    """The parent's columns of a year and the group's, the year's own before the next year's comparison."""
    here = sorted((s for s in sheets if s.year == year), key=lambda s: s.opening)
    said = {s.kind for s in here if s.scope == "consolidated"}
    return [s for s in here if s.scope == "parent"], [
        s for s in here if s.scope == "consolidated" or (not s.scope and s.kind not in said)
    ]


def sides_of(case: Case, sheets: Sequence[Statement], base: str, year: int) -> tuple[list[Worth], list[Worth]]:
    """What the lines of a cell of `CELLS` are of a year in the parent's statements, and in the group's."""
    parent, group = (
        [found for line in CELLS[base][1] if (found := worth_of(case, columns, line))]
        for columns in owners(sheets, year)
    )
    return parent, group


def worth_of(case: Case, columns: Sequence[Statement], line: str) -> Worth | None:
    """The line of the first column that has it; of a rate its quotient."""
    found = [at for name in line.split("÷") if (at := line_of(columns, name))]
    if len(found) <= line.count("÷"):
        return None
    sheet, used, amounts = found[0][0], tuple(one for _, one, _ in found), [amount for *_, amount in found]
    names = [f"{named(case, base(one))}{show_amount(amount.value, '元')}" for _, one, amount in found]
    owner, said = OWNERS[sheet.scope], f"{sheet.title}的{'÷'.join(names)}"
    if len(amounts) == 1:
        return Worth(line, owner, amounts[0], said, used)
    if amounts[1].interval.low <= 0:
        return None
    rate = (amounts[0].interval / amounts[1].interval).scaled(100)
    exact = Amount(rate.middle, "%", rate.high - rate.low)
    return Worth(line, owner, exact, f"{said}＝{show_plain(round(rate.middle, 2))}%", used)


def line_of(columns: Sequence[Statement], name: str) -> tuple[Statement, Field, Amount] | None:
    return next(((s, one, one.amount) for s in columns if (one := s.line(name)) and one.amount), None)


def agrees(right: Amount, stated: Amount) -> bool:
    return grade(right.interval, stated) is None
