"""The ledger: what was not checked of a submission, and why; equal reasons stand once, with all their rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from model.finding import Cause, Outcome, State


@dataclass(frozen=True, slots=True)
class Gap:
    """One reason with the rules it keeps from answering; `partly`: these answered, but for a part."""

    cause: Cause
    reason: str
    rules: tuple[str, ...]
    partly: bool = False


def list_gaps(outcomes: Iterable[Outcome]) -> tuple[Gap, ...]:
    """Whole gaps first, then partial ones, each by cause in the order of the enumeration, then by first rule."""
    rules: dict[tuple[bool, Cause, str], list[str]] = {}
    for outcome in outcomes:
        if outcome.state is State.NOT_APPLICABLE or not outcome.reason:
            continue
        partly = outcome.state in (State.FOUND, State.CLEAN)
        cause = outcome.cause or (Cause.PROGRAM if outcome.state is State.CRASHED else Cause.MISSING)
        rules.setdefault((partly, cause, outcome.reason), []).append(outcome.rule)
    order = list(Cause)
    keys = sorted(rules, key=lambda key: (key[0], order.index(key[1])))
    return tuple(Gap(cause, reason, tuple(rules[partly, cause, reason]), partly) for partly, cause, reason in keys)
