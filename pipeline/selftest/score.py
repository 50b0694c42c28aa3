"""What the self-test found, as recall and false alarms for each rule, with 95 % bounds (Clopper–Pearson)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scipy.stats import binomtest

from model.plant import Plant


@dataclass(frozen=True, slots=True)
class Trial:
    """One planted error: `carrier` parsed or word; `found_by` the accepted rules that spoke of it; `alarms` the rules
    that raised a new B or E finding elsewhere."""

    plant: Plant
    submission: str
    carrier: str
    found_by: tuple[str, ...]
    alarms: tuple[str, ...]

    @property
    def found(self) -> bool:
        return bool(self.found_by)


@dataclass(frozen=True, slots=True)
class Rate:
    """`hits` of `trials`, with the 95 % bounds of the share (0..1)."""

    hits: int
    trials: int
    low: float
    high: float


def rate(hits: int, trials: int) -> Rate:
    """Bounds are 0 and 1 where nothing was tried."""
    if trials == 0:
        return Rate(0, 0, 0.0, 1.0)
    bounds = binomtest(hits, trials).proportion_ci(0.95, method="exact")
    return Rate(hits, trials, float(bounds.low), float(bounds.high))


@dataclass(frozen=True, slots=True)
class Score:
    """`recall`: errors of this rule that it, or a rule that may rightly speak instead, found; `own`: by itself;
    `alarms`: trials of other errors in which it raised a new B or E finding elsewhere."""

    rule: str
    recall: Rate
    own: Rate
    alarms: Rate


def score_rules(trials: Iterable[Trial]) -> tuple[Score, ...]:
    """One row for each rule that was tried or gave an alarm, by id."""
    done = list(trials)
    rules = sorted({t.plant.rule for t in done} | {rule for t in done for rule in t.alarms})
    return tuple(_score(rule, done) for rule in rules)


def _score(rule: str, trials: list[Trial]) -> Score:
    mine = [t for t in trials if t.plant.rule == rule]
    others = [t for t in trials if t.plant.rule != rule]
    return Score(
        rule,
        rate(sum(t.found for t in mine), len(mine)),
        rate(sum(rule in t.found_by for t in mine), len(mine)),
        rate(sum(rule in t.alarms for t in others), len(others)),
    )
