"""A-27: 减少了 where 减少到 is meant, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from check.arithmetic.change import claimed_changes
from check.case import Agreed, Answer, Case, Skipped
from check.registry import rule
from check.show import show_stated


@rule("A-27")
def find_to_or_by(case: Case) -> Iterator[Answer]:
    for item in claimed_changes(case):
        if isinstance(item, Skipped):
            yield item
            continue
        change, claim, readings = item.change, item.claim, item.readings
        stated = claim.claimed
        if readings.other is None or readings.right.meets(stated) or not readings.other.meets(stated):
            yield Agreed()
            continue
        said, meant = ("到（至）", "了") if change.target else ("了", "到（至）")
        yield case.finding(
            f"“{change.text}”写作变化“{said}”，而{show_stated(claim)}与变化“{meant}”相符，应写明是哪一种，请核实。",
            *item.places,
            tags=("to_or_by",),
            expected=meant,
            found=said,
        )
