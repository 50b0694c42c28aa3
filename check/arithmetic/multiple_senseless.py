"""A-28: a fall by its own size and more."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.show import show_plain
from model.finding import Cause


@rule("A-28")
def find_senseless_multiple(case: Case) -> Iterator[Answer]:
    """降低2倍, 减少一倍: nothing falls by its own size and more. 提高2倍 has two readings: no finding (trap 13)."""
    looked = False
    for claim in case.submission.claims:
        if claim.amount.unit != "倍" or claim.planned:
            continue
        looked = True
        if claim.relation == "change" and claim.direction < 0 and claim.amount.value >= 1:
            yield case.finding(
                f"“{claim.text}”中下降{show_plain(claim.amount.value)}倍没有意义，是否为降至几分之一，请核实。",
                claim,
                tags=("multiple",),
            )
        else:
            yield Agreed()
    if not looked:
        raise NotChecked("正文没有用倍数表述的变化，未核对。", Cause.NOTHING)
