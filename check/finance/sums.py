"""What the members of a footing add up to in one column."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import product

from check.finance.columns import amount_of
from model.amount import Interval
from model.statement import Term
from model.submission import Statement


def can_add(statement: Statement, way: tuple[Term, ...], blank: Collection[str] = ()) -> bool:
    """Whether every needed member is printed with a figure, or is one of `blank`."""
    needed = all(t.optional or t.line in blank or amount_of(statement, t.line) for t in way)
    return needed and any(amount_of(statement, t.line) for t in way)


def sums(statement: Statement, way: tuple[Term, ...]) -> Iterator[Interval]:
    """The sum with the signs as written, then with those of ± lines turned, then with minus printed in the line."""
    there = [(t, amount) for t in way if (amount := amount_of(statement, t.line))]
    choices = [(1, -1) if t.sign == "±" else (-1,) if t.sign == "-" else (1,) for t, _ in there]
    signs = list(product(*choices))
    if all(amount.value <= 0 for t, amount in there if t.sign == "-"):
        signs += list(product(*[(1, -1) if t.sign == "±" else (1,) for t, _ in there]))
    for choice in signs:
        total = Interval(Decimal(0), Decimal(0))
        for sign, (_, amount) in zip(choice, there, strict=True):
            total = total + amount.interval.scaled(sign)
        yield total
