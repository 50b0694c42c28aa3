"""F-08, F-09: this year's opening is not last year's closing; retained earnings rise beyond the profit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked
from check.finance.appropriation_told import find_appropriation_told
from check.finance.columns import amount_of, base, columns, doubted, named, yuan
from check.finance.displaced import find_displaced
from check.finance.dividends_told import find_told_not_rolled
from check.finance.retained_rolled import find_retained_not_rolled
from check.registry import rule
from model.finding import Finding, Severity
from model.submission import Field, Statement, Trust

_NAMED = 4


@rule("F-08")
def find_opening_differs(case: Case) -> Iterator[Answer]:
    """The comparison column of a year's statement against that year's own statement, same owner: one finding a pair."""
    for kind in ("balance", "income"):
        yield from find_displaced(case, kind, Trust.TURNED)
    found = [s for s in columns(case, "balance", "income") if any(s.line(total) for total in case.param("totals"))]
    looked = False
    yield from doubted(case, "balance", "income")
    for later in (s for s in found if s.opening):
        for own in (s for s in found if not s.opening and same_column(s, later)):
            wrong = sorted((pair for pair in pairs(later, own) if differ(*pair)), key=lambda pair: rank(case, pair[0]))
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
                expected=list_lines(case, [own for _, own in wrong[:_NAMED]]),
                found=list_lines(case, [later for later, _ in wrong[:_NAMED]]),
            )
    if not looked:
        raise NotChecked("没有相邻两年的同口径报表，未核对期初数与上年期末数。")


def list_lines(case: Case, lines: Iterable[Field]) -> str:
    """资产总计26348.17万元；负债合计12576.65万元."""
    return "；".join(f"{named(case, base(one))}{yuan(one.amount.value)}" for one in lines if one.amount)


def same_column(own: Statement, later: Statement) -> bool:
    return own.kind == later.kind and own.year == later.year and own.scope == later.scope and own.place != later.place


def pairs(later: Statement, own: Statement) -> Iterator[tuple[Field, Field]]:
    for line in later.lines:
        other = own.line(base(line))
        if line.amount and other and other.amount:
            yield line, other


def rank(case: Case, line: Field) -> int:
    """The totals ahead (`shown_first`), the rest as the sheet has them."""
    order: list[str] = case.param("shown_first")
    return order.index(base(line)) if base(line) in order else len(order)


def differ(a: Field, b: Field) -> bool:
    return bool(a.amount and b.amount and not a.amount.interval.meets(b.amount.interval))


@rule("F-09")
def find_retained_beyond_profit(case: Case) -> Iterator[Answer]:
    """Dividends and reserves only lessen it: a rise of 未分配利润 by more than the profit (and 5 %) has no source.

    The opening is that of the same sheet, which is restated where the year before was. What left the other reserves
    (弥补亏损, 其他综合收益结转) explains a rise; in the years in which new standards were first applied without
    restating the year before (param `transitions`), a small one is a hint.
    """
    balances, incomes = columns(case, "balance"), columns(case, "income")
    looked = False
    yield from doubted(case, "balance", "income")
    told = list(find_appropriation_told(case, balances))
    if not any(isinstance(one, Finding) for one in told):
        told += find_told_not_rolled(case, balances, incomes)
    for answer in (*told, *find_retained_not_rolled(case, balances, incomes)):
        looked = True
        yield answer
    if any(isinstance(one, Finding) for one in told):
        return
    for closing in (s for s in balances if not s.opening):
        opening = nearest(closing, (s for s in balances if s.year == (closing.year or 0) - 1))
        income = nearest(closing, (s for s in incomes if s.year == closing.year))
        if opening is None or income is None:
            continue
        end, start = amount_of(closing, "bs.retained"), amount_of(opening, "bs.retained")
        profit = amount_of(income, "is.parent_net_profit") or amount_of(income, "is.net_profit")
        if not (end and start and profit):
            continue
        looked = True
        rise, slack = end.value - start.value, abs(profit.value) * Decimal("0.05") + end.step + start.step
        reserve = laid_up(closing, opening)
        beyond = rise + reserve - profit.value - slack
        if beyond <= 0 or beyond <= moved(case, closing, opening, min(start.value, profit.value) < 0):
            yield Agreed()
            continue
        first, last = case.param("transitions")
        small = beyond <= abs(start.value) * Decimal("0.2") and first <= (closing.year or 0) <= last
        source = "is.parent_net_profit" if income.line("is.parent_net_profit") else "is.net_profit"
        lines = (closing.line("bs.retained"), opening.line("bs.retained"), income.line(source))
        yield case.finding(
            f"{closing.year}年未分配利润增加{yuan(end.value)}－{yuan(start.value)}＝{yuan(rise)}，"
            f"{f'盈余公积另增加{yuan(reserve)}，' if reserve else ''}"
            f"大于当年{named(case, source)}{yuan(profit.value)}，"
            "请核实（会计政策变更、追溯调整、同一控制下企业合并、盈余公积补亏、其他综合收益结转等）。",
            *(line for line in lines if line),
            severity=Severity.I if small else None,
            expected=f"不大于{yuan(profit.value)}",
            found=yuan(rise),
        )
    if not looked:
        raise NotChecked("没有读到相邻两年末的未分配利润和当年净利润，无法核对。")


def laid_up(closing: Statement, opening: Statement) -> Decimal:
    """What 盈余公积 rose by: it was taken out of the same profit."""
    before, after = amount_of(opening, "bs.surplus_reserve"), amount_of(closing, "bs.surplus_reserve")
    return max(Decimal(0), after.value - before.value) if before and after else Decimal(0)


def nearest(closing: Statement, others: Iterable[Statement]) -> Statement | None:
    """The column of the same owner that stands nearest: in the same sheet, the same paper, any paper."""
    same = [s for s in others if s.scope == closing.scope]
    return min(same, key=lambda s: (s.file != closing.file, s.place != closing.place, not s.opening), default=None)


def moved(case: Case, closing: Statement, opening: Statement, loss: bool) -> Decimal:
    """What left the reserves from which retained earnings may be filled up: those that cover losses, only a loss."""
    lines = [*case.param("reserves"), *(case.param("covers_loss") if loss else ())]
    total = Decimal(0)
    for line in lines:
        before, after = amount_of(opening, line), amount_of(closing, line)
        if before:
            total += max(Decimal(0), before.value - (after.value if after else Decimal(0)))
    return total
