"""Review: a submission with the answer of every rule; Decision: what a person said of one finding."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from model.eligibility import EligibilityRow
from model.finding import Finding, Outcome
from model.submission import Submission


class Verdict(StrEnum):
    """A reviewer's word on a finding: 确认成立 · 不成立 · 需企业说明."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Decision:
    """`at` is an ISO time in UTC, `by` who decided; `reason` is required when a finding is dismissed.

    `carried`: it was made on a former version of the submission; `finding` then tells what it was made on.
    """

    fingerprint: str
    verdict: Verdict
    reason: str
    by: str
    at: str
    carried: bool = False
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """`engine` names the version of program and reference data that judged; equal engine and bytes, equal review.

    `eligibility`: the conditions of the book's carrier against what it says.
    """

    submission: Submission
    outcomes: tuple[Outcome, ...]
    regime: str
    guide: str
    engine: str
    eligibility: tuple[EligibilityRow, ...] = ()


def fingerprint(rule: str, finding: Finding) -> str:
    """A stable name of a finding: rule, fields spoken of and values, so that a decision survives a new run."""
    spots = sorted(f"{place.path}|{place.text}" for place in finding.evidence)
    parts = [rule, *sorted(finding.about), finding.expected or "", finding.found or "", *spots]
    return hashlib.sha256("\x1f".join(parts).encode(errors="replace")).hexdigest()[:16]


def risk(outcomes: tuple[Outcome, ...]) -> int:
    """Score of a book (crosschecks.md §3): B 10, E 5, W 2, I 0; at most 10 a rule family; folded findings count 0."""
    weight = {"B": 10, "E": 5, "W": 2, "I": 0}
    families: dict[str, int] = {}
    for outcome in outcomes:
        family = outcome.rule.split("-")[0]
        points = sum(weight[f.severity] for f in outcome.findings if f.folded_under is None)
        families[family] = min(10, families.get(family, 0) + points)
    return sum(families.values())
