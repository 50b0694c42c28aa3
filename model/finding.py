"""Finding and Outcome: what a rule says. Every rule answers every time; silence never looks like a pass."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
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
        return "BEWI".index(self)

    def softer(self, steps: int = 1) -> Severity:
        """One step (or more) less grave, ending at I."""
        return Severity("BEWI"[min(self.rank + steps, 3)])


class Cause(StrEnum):
    """Why a rule was not, or not wholly, checked: a closed list.

    missing: what the rule needs was not handed in or not filled · nothing: the papers say nothing of the kind the rule
    looks at · unreadable: pages or files that may hold it could not be read · ambiguous: filled, but no certain value ·
    doubted: read, but the reading is in doubt (a shifted column, low confidence) · incomparable: other scope, year or
    quantity · unsure: words that may mean it · outside: needs papers the applicant does not hand in · depends: another
    finding comes first · manual: a person must look, by the rule's nature · program: not decided by the program.
    """

    MISSING = "missing"
    NOTHING = "nothing"
    UNREADABLE = "unreadable"
    AMBIGUOUS = "ambiguous"
    DOUBTED = "doubted"
    INCOMPARABLE = "incomparable"
    UNSURE = "unsure"
    OUTSIDE = "outside"
    DEPENDS = "depends"
    MANUAL = "manual"
    PROGRAM = "program"


class State(StrEnum):
    FOUND = "found"
    CLEAN = "clean"
    NOT_CHECKED = "not_checked"
    NOT_APPLICABLE = "not_applicable"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Cure:
    """The value (base unit) that would make a finding vanish if it stood in the field `key`, exact to `step`.

    `said` names it: 资产总额（2024年）为26348.17万元. `printed` is the value that stands there: the group's line and
    the parent's have one key.
    """

    key: str
    value: Decimal
    step: Decimal
    said: str
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact for a person to look at.

    `message` is one Chinese sentence with both values; `evidence` is never empty; `about` are the field keys
    it speaks of (used to fold dependent findings under their root); `folded_under` names the root rule; `cures` are the
    single cells that may be wrong, with the value each would have (the root of several findings is found by them).
    `also` are places that merely repeat what the evidence says: shown, and no part of what the finding is.
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
    cures: tuple[Cure, ...] = ()
    also: tuple[Place, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """All places to look at, the evidence first."""
        return (*self.evidence, *self.also)

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"finding without evidence: {self.message}")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the papers say on a condition that is met, and where: 自评估2级."""

    text: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer of one rule on one submission (or on a batch: then `submissions` names them).

    `reason` and `cause` say what was not checked: of the whole rule (`not_checked`), or of a part of it (found, clean).
    `shown` is what the rule found in order.
    """

    rule: str
    state: State
    severity: Severity
    findings: tuple[Finding, ...] = ()
    reason: str | None = None
    submissions: tuple[str, ...] = ()
    cause: Cause | None = None
    shown: tuple[Shown, ...] = ()
