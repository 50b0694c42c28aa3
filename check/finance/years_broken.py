"""F-08, F-09: this year's opening is not last year's closing; retained earnings rise beyond the profit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked
from check.finance.columns import amount_of, columns, named, yuan
from check.registry import rule
from model.finding import Severity
from model.submission import Field, Statement

_NAMED = 4
#: A rise up to so many times the profit may come from adjustments of earlier years.
WIDE = Decimal("1.5")


@rule("F-08")
def find_opening_differs(case: Case) -> Iterator[Answer]:
    """The comparison column of a year's statement against that year's own statement, same owner: one finding a pair."""
    found = columns(case, "balance", "income")
    looked = False
    for later in (s for s in found if s.opening):
        for own in (s for s in found if not s.opening and same_column(s, later)):
            wrong = [(a, b) for a, b in pairs(later, own) if differ(a, b)]
            looked = True
            if not wrong:
                yield Agreed()
                continue
            said = "；".join(
                f"{named(case, base(a))}：{yuan(a.amount.value)}，{yuan(b.amount.value)}"
                for a, b in wrong[:_NAMED]
                if a.amount and b.amount
            )
            more = f"等{len(wrong)}项" if len(wrong) > _NAMED else ""
            yield case.finding(
                f"{own.title}的数，次年报表的比较栏与当年报表不一致（{said}{more}），请核实是否追溯调整。",
                *(field for pair in wrong[:_NAMED] for field in pair),
            )
    if not looked:
        raise NotChecked("没有相邻两年的同口径报表，未核对期初数与上年期末数。")


def same_column(own: Statement, later: Statement) -> bool:
    return own.kind == later.kind and own.year == later.year and own.scope == later.scope and own.place != later.place


def pairs(later: Statement, own: Statement) -> Iterator[tuple[Field, Field]]:
    for line in later.lines:
        other = own.line(base(line))
        if line.amount and other and other.amount:
            yield line, other


def base(field: Field) -> str:
    return field.key.partition("[")[0]


def differ(a: Field, b: Field) -> bool:
    return bool(a.amount and b.amount and not a.amount.interval.meets(b.amount.interval))


@rule("F-09")
def find_retained_beyond_profit(case: Case) -> Iterator[Answer]:
    """Dividends and reserves only lessen it: a rise of 未分配利润 by more than the profit (and 5 %) has no source.

    I in a year of loss (losses are covered from reserves) and up to half more than the profit (adjustments); else W.
    """
    balances, incomes = columns(case, "balance"), columns(case, "income")
    looked = False
    for closing in (s for s in balances if not s.opening):
        opening = next(
            (s for s in balances if s.year == (closing.year or 0) - 1 and s.scope == closing.scope),
            None,
        )
        income = next((s for s in incomes if s.year == closing.year and s.scope == closing.scope), None)
        if opening is None or income is None:
            continue
        end, start = amount_of(closing, "bs.retained"), amount_of(opening, "bs.retained")
        profit = amount_of(income, "is.parent_net_profit") or amount_of(income, "is.net_profit")
        if not (end and start and profit):
            continue
        looked = True
        rise, slack = end.value - start.value, abs(profit.value) * Decimal("0.05") + end.step + start.step
        if rise <= profit.value + slack:
            yield Agreed()
            continue
        lines = (closing.line("bs.retained"), opening.line("bs.retained"), income.line("is.net_profit"))
        yield case.finding(
            f"{closing.year}年未分配利润增加{yuan(end.value)}－{yuan(start.value)}＝{yuan(rise)}，"
            f"大于当年净利润{yuan(profit.value)}，请核实（以前年度调整、资本公积转入等）。",
            *(line for line in lines if line),
            severity=Severity.I if profit.value <= 0 or rise <= profit.value * WIDE else None,
            expected=f"不大于{yuan(profit.value)}",
            found=yuan(rise),
        )
    if not looked:
        raise NotChecked("没有读到相邻两年末的未分配利润和当年净利润，无法核对。")
