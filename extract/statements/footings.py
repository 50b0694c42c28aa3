"""Do the figures of a column add up? One wrong line is left to the rules; misread columns are recognised as such."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from model.amount import Amount
from model.statement import Footing, Term
from model.submission import Trust

Amounts = Mapping[str, Amount]


@dataclass(frozen=True, slots=True)
class Sum:
    """A footing that could be computed: whether it holds, and the lines that take part."""

    footing: Footing
    holds: bool
    lines: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Trust in a column with the reason (Chinese), and the lines that a footing confirms."""

    trust: Trust
    reason: str
    confirmed: frozenset[str]


def weigh(
    column: Amounts,
    sibling: Amounts,
    footings: Sequence[Footing],
    names: Mapping[str, str],
    blank: Collection[str] = (),
) -> Verdict:
    """The verdict on one column; `sibling` is the other period's column of the same table, `names` the Chinese names,
    `blank` the lines printed without a figure.

    Footings that fail together through one line are a fault of that line (check/finance speaks of it). Totals that
    fit the parts of the other column are shifted; failures without a common line are misread rows.
    """
    sums = [s for footing in footings if (s := add_up(footing, column, blank=blank))]
    broken = [s for s in sums if not s.holds and s.footing.may_fail(column)]
    confirmed = frozenset(line for s in sums if s.holds for line in s.lines)
    if not broken:
        return Verdict(Trust.OK, "", confirmed)
    crossed = [s for s in broken if sibling and _fits_crosswise(s.footing, column, sibling)]
    if crossed:
        total = names[crossed[0].footing.total]
        why = f"“{total}”与另一期间的各项之和相符，与本栏不符，疑似期末、年初两栏错位，本栏数据未用于核对。"
        return Verdict(Trust.SHIFTED, why, frozenset())
    common = frozenset.intersection(*(_merged(s, column) for s in broken))
    if common or len(broken) == 1:
        return Verdict(Trust.OK, "", confirmed)
    said = "、".join(dict.fromkeys(names[s.footing.total] for s in broken))
    why = f"“{said}”等{len(broken)}处合计不成立且无共同原因，疑似错行或识别有误，未经核对的项目未用于核对。"
    return Verdict(Trust.UNSURE, why, confirmed)


def add_up(footing: Footing, column: Amounts, parts: Amounts | None = None, blank: Collection[str] = ()) -> Sum | None:
    """The footing on one column (or with its terms taken from `parts`); None where a needed line is missing. Lines
    printed without a figure (`blank`) are nothing where the sum then holds; where it does not they prove nothing."""
    total = column.get(footing.total)
    if total is None:
        return None
    source = column if parts is None else parts
    possible = [way for way in footing.terms if _present(way, source)]
    for way in [*possible, *(way for way in footing.terms if way not in possible and _present(way, source, blank))]:
        if _holds(total, way, source):
            return Sum(footing, True, frozenset({footing.total, *(t.line for t in way if t.line in source)}))
    if not possible:
        return None
    lines = {t.line for t in possible[0] if t.line in source}
    return Sum(footing, False, frozenset({footing.total, *lines}))


def _present(way: Sequence[Term], source: Amounts, blank: Collection[str] = ()) -> bool:
    needed = all(term.optional or term.line in source or term.line in blank for term in way)
    return needed and any(term.line in source for term in way)


def _holds(total: Amount, way: Sequence[Term], source: Amounts) -> bool:
    """Within half a last digit for each number; the sign of ± lines is free."""
    there = [term for term in way if term.line in source]
    slack = sum((source[term.line].step for term in there), total.step) / 2
    choices = [(1, -1) if term.sign == "±" else (-1,) if term.sign == "-" else (1,) for term in there]
    values = [source[term.line].value for term in there]
    for signs in product(*choices):
        if abs(sum((s * v for s, v in zip(signs, values, strict=True)), Decimal(0)) - total.value) <= slack:
            return True
    return any(term.sign == "-" for term in there) and _holds_with_minus(total, there, source, slack)


def _holds_with_minus(total: Amount, there: Sequence[Term], source: Amounts, slack: Decimal) -> bool:
    """Some sheets print what is taken off with a minus of its own."""
    taken = [source[t.line].value for t in there if t.sign == "-"]
    if not all(value <= 0 for value in taken):
        return False
    return abs(sum((source[t.line].value for t in there), Decimal(0)) - total.value) <= slack


def _fits_crosswise(footing: Footing, column: Amounts, sibling: Amounts) -> bool:
    """The total of each column is the sum of the other's parts: one side of the sheet stands in the wrong columns."""
    here, there = add_up(footing, column, sibling), add_up(footing, sibling, column)
    if here is None or there is None or not (here.holds and there.holds):
        return False
    return column[footing.total].value != sibling[footing.total].value


def _merged(item: Sum, column: Amounts) -> frozenset[str]:
    """Lines of a sum; both totals of a balance sheet count as one where they are printed alike."""
    assets, funding = column.get("bs.total_assets"), column.get("bs.total_funding")
    if assets and funding and assets.value == funding.value and "bs.total_funding" in item.lines:
        return item.lines - {"bs.total_funding"} | {"bs.total_assets"}
    return item.lines
