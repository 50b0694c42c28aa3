"""A-13: percent written where percentage points fit, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from check.arithmetic.change import claimed_changes
from check.case import Agreed, Answer, Case, Skipped
from check.registry import rule
from check.show import show_percent, show_stated
from model.amount import Hedge


@rule("A-13")
def find_points_or_percent(case: Case) -> Iterator[Answer]:
    for item in claimed_changes(case):
        if isinstance(item, Skipped):
            yield item
            continue
        change, claim, readings = item.change, item.claim, item.readings
        if readings.points is None:
            continue
        stated = claim.claimed
        relative, points = readings.right.meets(stated), readings.points.meets(stated)
        difference = abs(change.after.value - change.before.value)
        # 由82%提高到94%，提高12%: the ends as printed give the points to the last digit and the percentage by far not
        exact = difference == claim.value and abs(readings.nominal - claim.value) > claim.step
        relative = relative and not (exact and claim.unit == "%" and claim.hedge is Hedge.NONE)
        relative_is = show_percent(readings.nominal)
        points_are = show_percent(difference, "个百分点")
        if claim.unit == "%" and points and not relative:
            meant = points_are
        elif claim.unit == "百分点" and relative and not points:
            meant = relative_is
        else:
            yield Agreed()
            continue
        yield case.finding(
            f"“{change.text}”中的{show_stated(claim)}，按前后两数相对变化为{relative_is}、"
            f"相差{points_are}，应写作“{meant}”，请核实。",
            *item.places,
            tags=("pp",),
            expected=meant,
            found=show_stated(claim),
        )
