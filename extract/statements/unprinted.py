"""Sheets that print no unit: the one unit in which their figures are those that the book and other sheets state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.statements.figures import plain_value
from extract.statements.heads import FACTORS
from model.amount import Amount, Hedge
from model.place import Place
from model.submission import Claim, Field, Paper, Statement

#: So many different figures must agree; what is told with fewer digits may be any other.
_AGREEING, _TELLING = 2, 1000
#: A sheet with such a figure may well be in 元: then it is the book that is a factor off (F-10).
_YUAN = Decimal(10**7)
_UNITS = sorted(FACTORS.values())


def settle_units(papers: Sequence[Paper], fields: Iterable[Field], claims: Iterable[Claim]) -> tuple[Paper, ...]:
    """The papers with the figures of such sheets in 元: times the one factor after which at least two are what the
    book or a sheet with a unit states, where none is so as printed or after another factor. A sheet with too few such
    figures has the factor of its file's other sheets. Else 元 is assumed, as where the figures are as large as
    amounts in 元.
    """
    mute: dict[str, list[Statement]] = {}
    for one in (s for paper in papers for s in paper.statements if not s.unit):
        mute.setdefault(_sheet(one.place), []).append(one)
    if not mute:
        return tuple(papers)
    plain = (c for c in claims if not c.planned and not c.relation)
    sheets = (line for paper in papers for s in paper.statements if s.unit for line in s.lines)
    told = list(_exact((*fields, *plain, *sheets)))
    factors = _alike({sheet: _factor(sheet, columns, told) for sheet, columns in mute.items()}, mute)
    return tuple(
        replace(p, statements=tuple(s if s.unit else _scaled(s, factors[_sheet(s.place)]) for s in p.statements))
        for p in papers
    )


#: The factor of a sheet, and those that figures told elsewhere speak for.
_Hint = tuple[Decimal | None, set[Decimal]]


def _sheet(place: Place) -> str:
    return f"{place.file}/{place.path}/"


def _exact(stated: Iterable[Field | Claim]) -> Iterator[tuple[str, Amount]]:
    """Amounts of money told without a hedge and with enough digits, with the spot where each stands."""
    for one in stated:
        amount = one.amount
        plain = amount and amount.unit == "元" and amount.hedge is Hedge.NONE and amount.top is None
        if amount and plain and abs(amount.value) >= _TELLING * amount.step:
            yield _sheet(one.place), amount


def _factor(sheet: str, columns: Sequence[Statement], told: Sequence[tuple[str, Amount]]) -> _Hint:
    """The factor, None where too little, or this and that, is told of the sheet's figures; all factors told."""
    others = [amount for spot, amount in told if not spot.startswith(sheet)]
    own = _figures(columns)
    if any(abs(value) >= _YUAN for value in own):
        return Decimal(1), {Decimal(1)}
    agreeing = {
        unit: sum(any(abs(value * unit - one.value) * 2 <= one.step for one in others) for value in own)
        for unit in _UNITS
    }
    best = [unit for unit, count in agreeing.items() if count]
    return best[0] if len(best) == 1 and agreeing[best[0]] >= _AGREEING else None, set(best)


def _alike(hints: dict[str, _Hint], mute: dict[str, list[Statement]]) -> dict[str, Decimal]:
    """With the one factor of its file for a sheet that tells no other: of a balance sheet the book may state one
    figure."""
    settled: dict[str, set[Decimal]] = {}
    for sheet, (factor, _) in hints.items():
        if factor is not None:
            settled.setdefault(mute[sheet][0].file, set()).add(factor)
    of_file = {file: next(iter(known)) for file, known in settled.items() if len(known) == 1}
    found = dict[str, Decimal]()
    for sheet, (factor, told) in hints.items():
        shared = of_file.get(mute[sheet][0].file, Decimal(1))
        found[sheet] = factor if factor is not None else shared if told <= {shared} else Decimal(1)
    return found


def _figures(columns: Sequence[Statement]) -> set[Decimal]:
    return {line.amount.value for s in columns for line in s.lines if line.amount and line.amount.value}


def _scaled(statement: Statement, factor: Decimal) -> Statement:
    if factor == 1:
        return statement
    return replace(statement, lines=tuple(_times(line, factor) for line in statement.lines))


def _times(line: Field, factor: Decimal) -> Field:
    if line.amount is None:
        return line
    amount = replace(line.amount, value=line.amount.value * factor, step=line.amount.step * factor)
    return replace(line, value=plain_value(amount.value), amount=amount)
