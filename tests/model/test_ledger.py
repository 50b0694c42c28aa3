"""The ledger by whose turn it is: what a person must see stands first, what asks nothing of anybody counts nowhere."""

from __future__ import annotations

from model.finding import Cause, Outcome, Severity, State
from model.ledger import Turn, count_turns, list_gaps


def skipped(rule: str, cause: Cause | None, state: State = State.NOT_CHECKED, reason: str = "") -> Outcome:
    return Outcome(rule, state, Severity.W, reason=reason or f"{rule}。", cause=cause)


OUTCOMES = (
    skipped("N", Cause.NOTHING),
    skipped("O", Cause.OUTSIDE),
    skipped("M1", Cause.MISSING, reason="没有报表。"),
    skipped("M2", Cause.MISSING, reason="没有报表。"),
    skipped("P", Cause.UNSURE, State.CLEAN),
    skipped("C", None, State.CRASHED),
    skipped("A", Cause.MISSING, State.NOT_APPLICABLE),
)


def test_what_must_be_seen_stands_first_and_equal_reasons_once() -> None:
    gaps = list_gaps(OUTCOMES)
    assert [gap.rules for gap in gaps] == [("M1", "M2"), ("C",), ("P",), ("O",), ("N",)]
    assert [gap.turn for gap in gaps] == [Turn.MEND, Turn.MEND, Turn.MEND, Turn.LOOK, Turn.NONE]


def test_a_broken_rule_is_for_this_book_and_a_part_is_no_rule_without_an_answer() -> None:
    assert count_turns(OUTCOMES) == {Turn.MEND: 3, Turn.LOOK: 1, Turn.NONE: 1}
