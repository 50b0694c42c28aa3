"""Another line of the same sheet under the name of a total: 所有者权益, 流动资产 or 负债 called 资产总额."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Case
from check.finance.columns import usable
from check.nearest import Reading
from check.show import show_amount
from model.amount import Amount

#: The total that is asked: by its line or cell, what else of the sheet may stand under its name.
OF_SHEET = {
    "所有者权益合计": "bs.equity",
    "负债合计": "bs.total_liabilities",
    "资产总计": "bs.total_assets",
    "流动资产合计": "bs.current_assets",
    "非流动资产合计": "bs.noncurrent_assets",
    "流动负债合计": "bs.current_liabilities",
    "固定资产": "bs.fixed_assets",
}
CELLS = {"bs.total_assets": "total_assets", "bs.total_liabilities": "total_liabilities"}
GROSS = ("is.revenue", "is.op_cost")
PROFITS = ("profit", "is.total_profit", "is.net_profit", "is.op_profit")


def other_lines(case: Case, base: str, year: int | None, stated: Amount) -> Iterator[Reading]:
    """Of the year's balance sheet, or of the form's own cells; of profits the gross one (收入－成本)."""
    if stated.unit != "元" or year is None or stated.value <= 0:
        return
    if base in PROFITS and (pair := amounts(case, year, *GROSS)):
        sold, cost = pair
        formula = f"营业收入{show(sold)}－营业成本{show(cost)}＝{show_amount(sold.value - cost.value, '元')}"
        yield Reading("other_line", "与毛利相符", formula, sold.interval - cost.interval)
    own = next((line for line, cell in CELLS.items() if base in (line, cell)), None)
    for name, line in OF_SHEET.items() if own else ():
        if line != own and (amount := first(case, line, year)):
            yield Reading("other_line", f"与{name}相符", f"{name}为{show(amount)}", amount.interval)
    if own and first(case, "bs.equity", year) is None:
        assets, debts = (first(case, line, year) for line in CELLS)
        if assets and debts:
            formula = f"资产总额{show(assets)}－负债总额{show(debts)}＝{show_amount(assets.value - debts.value, '元')}"
            yield Reading("other_line", "与所有者权益相符", formula, assets.interval - debts.interval)


def first(case: Case, line: str, year: int) -> Amount | None:
    """The sheet's figure, else that of the form's own cell."""
    sheets = sorted((s for s in usable(case, "balance", "income") if s.year == year), key=lambda s: s.opening)
    keys = [f"{line}[{year}]", *([f"{CELLS[line]}[{year}]"] if line in CELLS else [])]
    fields = (*(case.field(key) for key in keys), *(s.line(line) for s in sheets))
    return next((one.amount for one in fields if one and one.amount), None)


def amounts(case: Case, year: int, *lines: str) -> list[Amount]:
    """All of them, or none where one is missing."""
    found = [amount for line in lines if (amount := first(case, line, year))]
    return found if len(found) == len(lines) else []


def show(amount: Amount) -> str:
    return show_amount(amount.value, "元")
