"""A-27: 减少了 where 减少到 is meant, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.change import claimed_changes
from check.arithmetic.gone_in_table import find_gone_in_table
from check.arithmetic.gone_or_left import find_gone_or_left
from check.arithmetic.left_over import find_left_over
from check.arithmetic.left_share import find_left_share
from check.beside import Beside
from check.case import Agreed, Answer, Case, Skipped
from check.registry import rule
from check.show import show_stated
from model.finding import Severity
from model.submission import Change, Claim, Field


def find_left_for_gone(case: Case) -> Iterator[Answer]:
    """W: 由34人减少了21人 where the book tells elsewhere that 21 are left: the same quantity, the same start."""
    changes = [c for c in case.submission.changes if not c.planned and c.before.comparable and c.after.comparable]
    for change in changes:
        by, before = change.after.value, change.before.value
        if change.target or change.claim is not None or not change.direction or not 0 < by < before or by * 2 == before:
            continue
        ends = [c for c in changes if c.target and c.before.unit == change.before.unit and c.before.value == before]
        left = before + by * change.direction
        cells = [(f, g) for f, g in ends_in_table(case, change) if f.amount and f.amount.value == before]
        falls = [c for c in rates_beside(case, change) if c.amount.value < 100]
        gone = by / before * 100
        kept = any(g.amount and g.amount.value == left for _, g in cells)
        if kept or any(c.after.value == left for c in ends) or any(near(c, gone) for c in falls):
            yield Agreed()
            continue
        told: list[Change | Claim | Field] = [c for c in ends if c.after.value == by]
        told += [c for c in falls if near(c, 100 - gone)]
        told += [g for _, g in cells if change.direction < 0 and g.amount and g.amount.value == by]
        if not told or (change.direction > 0 and isinstance(told[0], Claim)):
            continue
        other = told[0]
        said = case.say(other) if isinstance(other, Field) else f"“{other.text}”"
        yield case.finding(
            f"“{change.text}”写作变化“了”，而{said}与变化“到（至）”相符，应写明是哪一种，请核实。",
            change,
            other,
            severity=Severity.W,
            tags=("to_or_by",),
            expected="到（至）",
            found="了",
        )


def ends_in_table(case: Case, change: Change) -> Iterator[tuple[Field, Field]]:
    """The cells before and after of the table's lines that may count the same: in its unit, or without one."""
    for first in case.submission.fields:
        after = case.field(first.key.removesuffix("before") + "after") if first.key.endswith("before") else None
        if first.amount and after and after.amount and first.amount.unit in ("", change.before.unit):
            yield first, after


def is_left_in_table(case: Case, change: Change) -> bool:
    """Whether a line of the table goes from where the change starts to what is said to be gone."""
    ends = ((f.amount.value, g.amount.value) for f, g in ends_in_table(case, change) if f.amount and g.amount)
    return (change.before.value, change.after.value) in ends


def rates_beside(case: Case, change: Change) -> list[Claim]:
    """Percentages of change that the same place tells of the same kind of thing."""
    kind = {c.concept for c in Beside.of(case.submission).claims.get(change.place.path, ()) if c.text in change.text}
    beside = Beside.of(case.submission).claims.get(change.place.path, ())
    return [
        c
        for c in beside
        if c.relation == "change" and c.amount.unit == "%" and c.concept in kind - {""} and c.direction <= 0
    ]


def near(claim: Claim, right: Decimal) -> bool:
    return abs(claim.amount.value - right) <= max(claim.amount.step, Decimal("0.1"))


@rule("A-27")
def find_to_or_by(case: Case) -> Iterator[Answer]:
    yield from find_left_for_gone(case)
    yield from find_left_over(case)
    yield from find_left_share(case)
    yield from find_gone_in_table(case)
    told = set[str]()
    for item in claimed_changes(case):
        if isinstance(item, Skipped):
            yield item
            continue
        change, claim, readings = item.change, item.claim, item.readings
        told.add(change.text)
        stated = claim.claimed
        if readings.other is None or readings.right.meets(stated) or not readings.other.meets(stated):
            yield Agreed()
            continue
        said, meant = ("到（至）", "了") if change.target else ("了", "到（至）")
        yield case.finding(
            f"“{change.text}”写作变化“{said}”，而{show_stated(claim)}与变化“{meant}”相符，应写明是哪一种，请核实。",
            *item.places,
            severity=Severity.W if meant != "了" and is_left_in_table(case, change) else None,
            tags=("to_or_by",),
            expected=meant,
            found=said,
        )
    yield from find_gone_or_left(case, told)
