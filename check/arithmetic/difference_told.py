"""A-14, A-26: a difference is not that of its two ends, told beside it (由33人减少到15人，省下21人) or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.arithmetic.change_elsewhere import LEAST_NOUN, ends_of, is_free, noun_of, same_thing
from check.arithmetic.ends_alike import is_exact
from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.grade import grade
from check.show import WAN, show_amount, show_plain
from model.amount import Amount, Hedge
from model.finding import Severity
from model.submission import Change, Claim

#: Several shifts, lines or months taken together.
TOGETHER = re.compile(r"班|条|合计|共|全年|每年|年均|累计|每月|全厂|两|三")
UNITLESS = ("%", "百分点", "倍", "成")


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
        if miss is None or is_several(change.text, abs(after.value - before.value), delta.value):
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


def find_difference_elsewhere(case: Case) -> Iterator[Answer]:
    """W: 投诉减少12起 where another place tells 由11起降到2起. Head counts too: A-26 speaks of what stands together."""
    beside, ends = Beside.of(case.submission), ends_of(case)
    for claim in case.submission.claims:
        if claim.relation != "change" or not is_amount(claim) or not is_free(beside, claim):
            continue
        noun = noun_of(claim)
        pairs = (
            [c for c in same_thing(ends, noun, strict=True) if fits_pair(c, claim)] if len(noun) >= LEAST_NOUN else []
        )
        if not pairs:
            continue
        if any(agrees(change, claim) for change in pairs):
            yield Agreed()
            continue
        right = say(abs(pairs[0].after.value - pairs[0].before.value), claim.amount)
        yield case.finding(
            f"“{claim.text}”，按“{pairs[0].text}”应为{right}，不一致，请核实。",
            pairs[0],
            claim,
            severity=Severity.W,
            expected=right,
            found=claim.text,
        )


def is_amount(claim: Claim) -> bool:
    amount = claim.amount
    plain = amount.hedge is Hedge.NONE and amount.comparable and amount.unit not in UNITLESS
    return plain and not claim.planned and claim.direction != 0


def fits_pair(change: Change, claim: Claim) -> bool:
    """Ends of the claim's unit that go the way the claim says."""
    alike = change.before.unit == change.after.unit == claim.amount.unit and change.target and not change.planned
    return alike and is_exact(change) and claim.direction * (change.after.value - change.before.value) > 0


def agrees(change: Change, claim: Claim) -> bool:
    """The difference itself, within the last digits printed; or so many times it, where several are taken together."""
    due = abs(change.after.value - change.before.value)
    slack = sum((rounding(a) for a in (change.before, change.after, claim.amount)), Decimal(0))
    return abs(due - claim.amount.value) <= slack or is_several(claim.text, due, claim.amount.value)


def is_several(text: str, due: Decimal, told: Decimal) -> bool:
    """每班由5人减少到2人，三班共减少9人."""
    return bool(TOGETHER.search(text)) and due > 0 and told > due and told % due == 0


def rounding(amount: Amount) -> Decimal:
    return Decimal(0) if amount.count else amount.step / 2
