"""F-09 where the papers print what became of the profit: opening + profit - reserves - dividends is not the closing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked
from check.finance.columns import amount_of, columns, named, yuan
from check.finance.details_off import find_details_off
from check.finance.sums import can_add, sums
from model.amount import Amount
from model.submission import Field, Statement

CLOSING = "is.retained_closing"
#: What retained earnings may be turned into without being paid out.
TURNED = ("bs.surplus_reserve", "bs.paid_in_capital", "bs.capital_reserve", "bs.special_reserve", "bs.other_payables")
#: 加：本年净利润, repeated at the head of the appropriation.
PROFIT_AGAIN = re.compile(r"净利润")
#: A fall of this part of the profit and more that nothing printed explains is worth a question.
SHARE = Decimal("0.2")


def find_retained_not_rolled(
    case: Case, balances: Sequence[Statement], incomes: Sequence[Statement]
) -> Iterator[Answer]:
    """W: the appropriation printed below the profit does not add up, or its end is not the balance sheet's; retained
    earnings fell by more than the cash flow statement says was paid out and the reserves took up."""
    told: set[int | None] = set()
    for income in (s for s in incomes if not s.opening and s.line(CLOSING)):
        for answer in (*appropriation(case, income), *ends_differ(case, income, balances)):
            told.add(income.year)
            yield answer
    yield from find_details_off(case, [s for s in incomes if s.year not in told], (CLOSING,))
    for income in (s for s in incomes if not s.opening and s.year not in told):
        yield from unexplained_fall(case, income, balances)


def appropriation(case: Case, income: Statement) -> Iterator[Answer]:
    """Where opening, a reserve and a dividend are printed, nothing usual is left out: the sum must hold."""
    footing = next((f for f in case.reference.statements.footings if f.total == CLOSING), None)
    total = income.line(CLOSING)
    whole = all(amount_of(income, line) for line in ("is.retained_opening", "is.to_reserve", "is.dividends"))
    strange = [name for name in income.unnamed if not PROFIT_AGAIN.search(name)]
    if footing is None or total is None or total.amount is None or not whole or strange:
        return
    way = footing.terms[0]
    if not can_add(income, way):
        return
    if any(s.meets(total.amount.interval) for s in sums(income, way)):
        yield Agreed()
        return
    right = next(sums(income, way)).middle
    there = [t for t in way if amount_of(income, t.line)]
    formula = "".join(f"{'－' if t.sign == '-' else '＋'}{named(case, t.line)}" for t in there).lstrip("＋")
    yield case.finding(
        f"{income.title}“{named(case, CLOSING)}”为{yuan(total.amount.value)}，{formula}＝{yuan(right)}，"
        "应当相等，请核实。",
        total,
        *(line for t in there if (line := income.line(t.line))),
        expected=yuan(right),
        found=yuan(total.amount.value),
    )


def ends_differ(case: Case, income: Statement, balances: Sequence[Statement]) -> Iterator[Answer]:
    """The closing of the appropriation against 未分配利润 of the same year's balance sheet."""
    total = income.line(CLOSING)
    sheets = (s for s in balances if not s.opening and (s.scope, s.year) == (income.scope, income.year))
    line = next((f for s in sheets if (f := s.line("bs.retained")) and f.amount), None)
    if total is None or total.amount is None or line is None or line.amount is None:
        return
    if total.amount.interval.meets(line.amount.interval):
        yield Agreed()
        return
    yield case.finding(
        f"{income.title}“{named(case, CLOSING)}”为{yuan(total.amount.value)}，同年资产负债表未分配利润为"
        f"{yuan(line.amount.value)}，应当相等，请核实。",
        total,
        line,
        expected=yuan(line.amount.value),
        found=yuan(total.amount.value),
    )


def unexplained_fall(case: Case, income: Statement, balances: Sequence[Statement]) -> Iterator[Answer]:
    """Opening + profit - closing against what was paid (dividends and interest together) and what took it up."""
    closing, opening = pair_of(income, balances)
    profit = amount_of(income, "is.parent_net_profit") or amount_of(income, "is.net_profit")
    if closing is None or opening is None or profit is None or profit.value <= 0:
        return
    paid = paid_out(case, income)
    end, start = closing.line("bs.retained"), opening.line("bs.retained")
    if paid is None or end is None or start is None or not (end.amount and start.amount and paid.amount):
        return
    gone = start.amount.value + profit.value - end.amount.value
    taken = sum((risen(line, opening, closing) for line in TURNED), Decimal(0))
    left = gone - max(Decimal(0), paid.amount.value) - taken
    if left <= profit.value * SHARE:
        yield Agreed()
        return
    yield case.finding(
        f"{income.year}年初未分配利润{yuan(start.amount.value)}加当年净利润{yuan(profit.value)}，年末为"
        f"{yuan(end.amount.value)}，减少了{yuan(gone)}；现金流量表分配股利、利润或偿付利息支付的现金{yuan(paid.amount.value)}"
        f"和各项公积、资本的增加{yuan(taken)}不能说明其中的{yuan(left)}，请核实（已宣告未付的股利等）。",
        end,
        start,
        paid,
        found=yuan(end.amount.value),
    )


def pair_of(income: Statement, balances: Sequence[Statement]) -> tuple[Statement | None, Statement | None]:
    same = [s for s in balances if s.scope == income.scope]
    closing = next((s for s in same if not s.opening and s.year == income.year), None)
    before = [s for s in same if s.year == (income.year or 0) - 1]
    return closing, min(before, key=lambda s: not s.opening, default=None)


def paid_out(case: Case, income: Statement) -> Field | None:
    try:
        sheets = columns(case, "cash")
    except NotChecked:
        return None
    own = (s for s in sheets if not s.opening and (s.scope, s.year) == (income.scope, income.year))
    return next((line for s in own if (line := s.line("cf.dividends")) and line.amount), None)


def risen(line: str, opening: Statement, closing: Statement) -> Decimal:
    before, after = amount_of(opening, line), amount_of(closing, line)
    return max(Decimal(0), value(after) - value(before))


def value(amount: Amount | None) -> Decimal:
    return amount.value if amount else Decimal(0)
