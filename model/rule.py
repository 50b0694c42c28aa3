"""Rule: one check as data: what it looks at, what it says, and the article it stands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from model.finding import Severity


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the rule stands: document (short code and title), article, quoted words."""

    document: str
    article: str
    quote: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of `corpora/rules/<family>.yml`; all texts are Chinese because reviewers read them on screen.

    `logic` names the function under `check/` (default: the rule's own id); `forms` lists the forms it applies to
    (empty: all); `params` are the thresholds of the law;
    `outranked_by` are rules whose findings on the same field explain this rule's finding away.
    `automation`: full decides, partial looks for evidence and may miss, manual says what a person looks at (`look_at`),
    pending is not built yet and says so in the ledger (`look_at`). `departs`: where the rule is on purpose not as
    the catalogue of checks has it, and why.
    `rows` lists the office's tables of whose rows, one by one, the rule speaks as it speaks of a book.
    `regimes` names the regimes (and, by descent, those based on them) whose law the rule is.
    """

    id: str
    title: str
    checks: str
    severity: Severity
    question: str
    citations: tuple[Citation, ...] = ()
    formula: str = ""
    example_pass: str = ""
    example_fail: str = ""
    innocent: tuple[str, ...] = ()
    logic: str = ""
    forms: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()
    params: dict[str, Any] = field(default_factory=dict)
    outranked_by: tuple[str, ...] = ()
    automation: str = "full"
    look_at: str = ""
    departs: str = ""
