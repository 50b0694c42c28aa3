"""F-02, F-03 below a subtotal: its details do not make it, though in the columns of other years they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from check.case import Agreed, Answer, Case
from check.finance.columns import amount_of, base, named, yuan
from check.finance.sums import can_add, sums
from model.amount import Amount
from model.statement import Footing, Term
from model.submission import Field, Statement

Way = tuple[Term, ...]


def find_details_off(case: Case, found: Sequence[Statement], totals: Sequence[str]) -> Iterator[Answer]:
    """W. A sheet may leave lines out, so that a sum proves little by itself: it must hold in another column of the
    same owner that prints the same lines, and the column must have no row of unknown name that the other has not."""
    for statement in found:
        if statement.opening and any(s is not statement and is_own(s, statement) for s in found):
            continue  # the year's own sheet is asked
        for footing in case.reference.statements.footings:
            if not footing.soft or footing.total not in totals or told_elsewhere(case, statement, footing):
                continue
            total = statement.line(footing.total)
            if total is None or total.amount is None or not (ways := open_ways(case, statement, footing)):
                continue
            if holds(statement, footing):
                yield Agreed()
                continue
            sisters = [(s, way) for s in found if (way := sister_way(s, statement, footing, ways))]
            if sisters:
                yield tell(case, statement, sisters[0][1], total, total.amount, sisters[0][0], found)


def is_own(one: Statement, other: Statement) -> bool:
    return not one.opening and (one.kind, one.scope, one.year) == (other.kind, other.scope, other.year)


def sister_way(one: Statement, other: Statement, footing: Footing, ways: Sequence[Way]) -> Way | None:
    """How another column of this statement, in which the same lines are printed, makes the subtotal."""
    if one is other or one.kind != other.kind or one.scope != other.scope:
        return None
    if not set(other.unnamed) <= set(one.unnamed):
        return None
    good = (way for way in ways if shown(one, way) == shown(other, way) and makes(one, footing, way))
    return max(good, key=lambda way: len(printed(one, way)), default=None)


def printed(statement: Statement, way: Way) -> set[str]:
    return {t.line for t in way if amount_of(statement, t.line)}


def shown(statement: Statement, way: Way) -> set[str]:
    """The lines that stand in the sheet, with a figure in this column or without."""
    return printed(statement, way) | ({t.line for t in way} & set(statement.blank))


def open_ways(case: Case, statement: Statement, footing: Footing) -> list[Way]:
    """The ways of which the sheet prints at least two lines, and no subtotal of some of them: that is asked then."""
    ways = (way for way in footing.terms if can_add(statement, way) and len(printed(statement, way)) > 1)
    return [way for way in ways if not has_subtotals(case, statement, footing, way)]


def holds(statement: Statement, footing: Footing) -> bool:
    return any(makes(statement, footing, way) for way in footing.terms)


def makes(statement: Statement, footing: Footing, way: Way) -> bool:
    """Whether these lines make the total."""
    total = amount_of(statement, footing.total)
    if total is None or not can_add(statement, way):
        return False
    return any(s.meets(total.interval) for s in sums(statement, way))


def told_elsewhere(case: Case, statement: Statement, footing: Footing) -> bool:
    """Whether the subtotal itself breaks a sum of subtotals: then it is the one cause, told already."""
    for other in case.reference.statements.footings:
        takes_part = other.total == footing.total or any(t.line == footing.total for way in other.terms for t in way)
        if not takes_part or other.soft or not any(can_add(statement, way) for way in other.terms):
            continue
        if amount_of(statement, other.total) and not holds(statement, other):
            return True
    return False


def has_subtotals(case: Case, statement: Statement, footing: Footing, way: Way) -> bool:
    """Whether the sheet prints a subtotal of some of these lines: then that is the one to ask."""
    lines = {t.line for t in way}
    return any(
        other.soft
        and other.total != footing.total
        and statement.line(other.total) is not None
        and any(can_add(statement, part) and printed(statement, part) < lines for part in other.terms)
        for other in case.reference.statements.footings
    )


def tell(
    case: Case,
    statement: Statement,
    way: Way,
    total: Field,
    stated: Amount,
    sister: Statement,
    found: Sequence[Statement],
) -> Answer:
    there = [t for t in way if amount_of(statement, t.line)]
    right = min((s for s in sums(statement, way)), key=lambda s: s.gap(stated.interval)).middle
    lines = [line for t in there if (line := statement.line(t.line))]
    culprit = next((one for one in (*lines, total) if differs_next_year(statement, one, found)), None)
    hint = f"（“{named(case, base(culprit))}”与次年报表的比较栏不同）" if culprit else ""
    signs = "".join(f"{'－' if t.sign == '-' else '＋'}{named(case, t.line)}" for t in there).lstrip("＋")
    name = named(case, base(total))
    return case.finding(
        f"{statement.title}“{name}”为{yuan(stated.value)}，所列明细{signs}＝{yuan(right)}，相差"
        f"{yuan(abs(right - stated.value))}，而{sister.title}的同样项目相加相符，请核实{hint}。",
        total,
        *((culprit,) if culprit and culprit is not total else lines),
        expected=yuan(right),
        found=yuan(stated.value),
    )


def differs_next_year(statement: Statement, line: Field, found: Sequence[Statement]) -> bool:
    """Whether the comparison column of the next year's sheet gives this line another value."""
    for other in found:
        if other is statement or not other.opening or statement.opening or other.year != statement.year:
            continue
        again = amount_of(other, base(line))
        same = (other.kind, other.scope) == (statement.kind, statement.scope)
        if same and again and line.amount and not again.interval.meets(line.amount.interval):
            return True
    return False
