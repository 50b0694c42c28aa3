"""A-14, A-26: the difference told beside its two ends is not theirs: 由33人减少到15人，省下21人."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.grade import grade
from check.show import WAN, show_amount, show_plain
from model.amount import Amount


def find_difference_differs(case: Case, units: Sequence[str]) -> Iterator[Answer]:
    """Of people where the rule names `units` (A-26), else of all others (A-14). Each told once."""
    seen = set[tuple[Amount, Amount, Amount]]()
    for change in case.submission.changes:
        delta, before, after = change.delta, change.before, change.after
        if delta is None or (before.unit == "人") != bool(units):
            continue
        known = change.target and not change.planned and all(a.comparable for a in (before, after, delta))
        if not known or (before, after, delta) in seen:
            continue
        seen.add((before, after, delta))
        rise = after.interval - before.interval if after.value >= before.value else before.interval - after.interval
        miss = grade(rise, delta, case.rule.severity)
        if miss is None:
            yield Agreed()
            continue
        right = say(abs(after.value - before.value), delta)
        yield case.finding(
            f"“{change.text}”，两数相差{right}，与所称{say(delta.value, delta)}不一致，请核实。",
            change,
            severity=miss.severity,
            tags=miss.tags,
            expected=right,
            found=say(delta.value, delta),
        )


def say(value: Decimal, like: Amount) -> str:
    return show_amount(value, "元") if like.unit == "元" and value >= WAN else f"{show_plain(value)}{like.unit}"
