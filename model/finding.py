"""Finding and Outcome: what a rule says. Every rule answers every time; silence never looks like a pass."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from model.place import Place


class Severity(StrEnum):
    """B 硬伤 (blocks) · E 矛盾 (error) · W 疑点 (warning) · I 提示 (information)."""

    B = "B"
    E = "E"
    W = "W"
    I = "I"  # noqa: E741

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return "BEWI".index(self.value)

    def softer(self, steps: int = 1) -> Severity:
        """One step (or more) less grave, ending at I."""
        return Severity("BEWI"[min(self.rank + steps, 3)])


class State(StrEnum):
    FOUND = "found"
    CLEAN = "clean"
    NOT_CHECKED = "not_checked"
    NOT_APPLICABLE = "not_applicable"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact for a person to look at.

    `message` is one Chinese sentence with both values; `evidence` is never empty; `about` are the field keys
    it speaks of (used to fold dependent findings under their root); `folded_under` names the root rule.
    """

    severity: Severity
    message: str
    evidence: tuple[Place, ...]
    tags: tuple[str, ...] = ()
    expected: str | None = None
    found: str | None = None
    question: str | None = None
    about: tuple[str, ...] = ()
    folded_under: str | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"finding without evidence: {self.message}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer of one rule on one submission (or on a batch: then `submissions` names them)."""

    rule: str
    state: State
    severity: Severity
    findings: tuple[Finding, ...] = ()
    reason: str | None = None
    submissions: tuple[str, ...] = ()
