"""A-27: 减少至原来的60%，由20人减到8人: the share that is told as left is the one that went."""

from __future__ import annotations

from collections.abc import Iterator

from check.arithmetic.change import LEFT_OVER
from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.once import split_sentences
from check.show import show_plain
from model.finding import Severity
from model.submission import Change, Claim
from model.text import half_width


def find_left_share(case: Case) -> Iterator[Answer]:
    """W where the ends of the very sentence give the told share as what went, and not as what is left."""
    beside = Beside.of(case.submission)
    for claim in case.submission.claims:
        left = claim.relation == "ratio" and claim.amount.unit == "%" and not claim.planned
        if not left or not claim.amount.comparable or not LEFT_OVER.search(claim.text):
            continue
        text = half_width(beside.texts.get(claim.place.path, ""))
        said = next((s for s in split_sentences(text) if half_width(claim.text) in s), "")
        near = [c for c in beside.changes.get(claim.place.path, ()) if half_width(c.text) in said and is_fall(c)]
        if len({(c.before.value, c.after.value) for c in near}) != 1:
            continue  # of several falls none is surely its own
        change = near[0]
        rest = change.after.value / change.before.value * 100
        slack = claim.amount.step
        if abs(rest - claim.amount.value) <= slack or abs(100 - rest - claim.amount.value) > slack:
            yield Agreed()
            continue
        yield case.finding(
            message(claim, change),
            claim,
            change,
            severity=Severity.W,
            tags=("to_or_by",),
            expected=f"{show_plain(round(rest, 1))}%",
            found=f"{show_plain(claim.amount.value)}%",
        )


def is_fall(change: Change) -> bool:
    before, after = change.before, change.after
    plain = before.comparable and after.comparable and before.unit == after.unit != "%"
    return plain and change.target and not change.planned and 0 < after.value < before.value


def message(claim: Claim, change: Change) -> str:
    """The share that is left, and the one that went, with the two ends in them."""
    before, after = show_plain(change.before.value), show_plain(change.after.value)
    rest = change.after.value / change.before.value * 100
    left, gone = show_plain(round(rest, 1)), show_plain(round(100 - rest, 1))
    return (
        f"“{claim.text}”，而“{change.text}”为原来的{after}÷{before}＝{left}%，所写之数与减少的比例相符"
        f"（（{before}－{after}）÷{before}＝{gone}%），“减少至”是否应为“减少了”，请核实。"
    )
