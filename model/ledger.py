"""The ledger: what was not checked of a submission, why, and whose turn it is; equal reasons stand once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from model.finding import Cause, Outcome, State


class Turn(StrEnum):
    """What a gap asks of a person.

    mend: papers or fields of this submission are missing, unread or uncertain: look at the original or ask for them ·
    look: it is not in the applicant's papers by nature: records, registers, the site · none: there is nothing of the
    kind to check, or another gap or finding says it already.
    """

    MEND = "mend"
    LOOK = "look"
    NONE = "none"


_NONE = (Cause.NOTHING, Cause.INCOMPARABLE, Cause.DEPENDS)
_LOOK = (Cause.OUTSIDE, Cause.MANUAL, Cause.PROGRAM)


@dataclass(frozen=True, slots=True)
class Gap:
    """One reason with the rules it keeps from answering; `partly`: these answered, but for a part."""

    cause: Cause
    reason: str
    rules: tuple[str, ...]
    partly: bool = False
    crashed: bool = False

    @property
    def turn(self) -> Turn:
        return _turn(self.cause, self.crashed)


def list_gaps(outcomes: Iterable[Outcome]) -> tuple[Gap, ...]:
    """By turn (mend, look, none); within it whole gaps first, then by cause in the enumeration's order."""
    rules: dict[tuple[bool, Cause, str, bool], list[str]] = {}
    for outcome in outcomes:
        if outcome.state is State.NOT_APPLICABLE or not outcome.reason:
            continue
        partly, crashed = outcome.state in (State.FOUND, State.CLEAN), outcome.state is State.CRASHED
        rules.setdefault((partly, _cause(outcome), outcome.reason, crashed), []).append(outcome.rule)
    turns, causes = list(Turn), list(Cause)
    keys = sorted(rules, key=lambda key: (turns.index(_turn(key[1], key[3])), key[0], causes.index(key[1])))
    return tuple(
        Gap(cause, reason, tuple(rules[partly, cause, reason, crashed]), partly, crashed)
        for partly, cause, reason, crashed in keys
    )


def count_turns(outcomes: Sequence[Outcome]) -> dict[Turn, int]:
    """How many rules gave no answer at all, by whose turn it is."""
    silent = [o for o in outcomes if o.state in (State.NOT_CHECKED, State.CRASHED)]
    turns = [_turn(_cause(o), o.state is State.CRASHED) for o in silent]
    return {turn: turns.count(turn) for turn in Turn}


def _cause(outcome: Outcome) -> Cause:
    return outcome.cause or (Cause.PROGRAM if outcome.state is State.CRASHED else Cause.MISSING)


def _turn(cause: Cause, crashed: bool) -> Turn:
    if crashed:  # a rule that broke is no routine: someone must look at this very book
        return Turn.MEND
    return Turn.NONE if cause in _NONE else Turn.LOOK if cause in _LOOK else Turn.MEND
