"""Both numbers of 由186万元增加到342万元 against the cells before and after the works: one fits, the other does not."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.grade import grade
from check.show import show_field, show_range, show_stated
from model.submission import Claim, Field


def compare_halves(case: Case) -> Iterator[Answer]:
    """The row's `around` names for each concept the cell whose `_before` and `_after` the form prints (GS-03).

    A sentence is only held against them where one of its numbers is the cell's: then it tells of the same quantity.
    """
    around: dict[str, str] = case.rule.params.get("around", {})
    told: dict[tuple[str, str, str], dict[str, Claim]] = {}
    for claim in case.submission.claims:
        usable = claim.concept in around and not claim.planned and not claim.relation and claim.amount.comparable
        if usable and claim.period in ("before", "after"):
            told.setdefault((claim.place.path, claim.text, claim.concept), {})[claim.period] = claim
    for (_, _, concept), pair in told.items():
        cells = {when: case.field(f"{around[concept]}_{when}") for when in pair}
        if len(pair) == 2:
            yield from _weigh(case, [(claim, cells[when]) for when, claim in pair.items()])


def _weigh(case: Case, pairs: list[tuple[Claim, Field | None]]) -> Iterator[Answer]:
    right = [(c, f) for c, f in pairs if f and f.amount and grade(f.amount.interval, c.amount) is None]
    wrong = [(c, f, f.amount) for c, f in pairs if f and f.amount and grade(f.amount.interval, c.amount) is not None]
    if len(right) == len(pairs):
        yield Agreed()
    elif right and wrong:
        claim, field, amount = wrong[0]
        yield case.finding(
            f"正文“{claim.text}”中的{show_stated(claim.amount)}，与表内“{case.label(field.key)}”填{show_field(field)}"
            f"不一致（同句另一数与“{case.label(right[0][1].key if right[0][1] else '')}”相符），请核实。",
            claim,
            field,
            severity=case.rule.severity.softer(),
            expected=show_range(amount.interval, amount.unit, amount.step),
            found=show_stated(claim.amount),
        )
