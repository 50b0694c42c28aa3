"""Every case of `tests/rules/<ID>.yml`: a small submission, and what its rule must say of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from build_submission import build_submission, reference

from check import check_submission
from model.finding import Finding, Outcome

RULES = Path(__file__).parents[1] / "rules"
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
    for path in sorted(RULES.glob("*.yml"))
    for case in yaml.safe_load(path.read_text("utf-8"))["cases"]
]


def outcome_of(rule_id: str, given: dict[str, Any]) -> Outcome:
    outcomes = check_submission(build_submission(given), reference())
    return next(outcome for outcome in outcomes if outcome.rule == rule_id)


@pytest.mark.parametrize(("rule_id", "case"), CASES)
def test_case(rule_id: str, case: dict[str, Any]) -> None:
    """The outcome has the state and exactly the findings that the case names, in their order."""
    outcome = outcome_of(rule_id, case.get("given", {}))
    wanted = case.get("finds", [])
    said = [(f.severity.value, f.message, f.tags) for f in outcome.findings]
    assert case.get("state", "found" if wanted else "clean") == outcome.state, (outcome.reason, said)
    assert len(wanted) == len(said), said
    for want, finding in zip(wanted, outcome.findings, strict=True):
        expect_finding(want, finding)
    if "reason" in case:
        assert case["reason"] in (outcome.reason or "")


def expect_finding(want: dict[str, Any], finding: Finding) -> None:
    """Severity, tags (a part of them), folded under, and pieces of the message."""
    assert want["severity"] == finding.severity, finding.message
    assert set(want.get("tags", [])) <= set(finding.tags)
    assert want.get("folded") == finding.folded_under
    pieces = want.get("contains", [])
    for piece in pieces if isinstance(pieces, list) else [pieces]:
        assert str(piece) in finding.message
    if "expected" in want:
        assert want["expected"] == finding.expected


@pytest.mark.parametrize(("rule_id", "case"), CASES)
def test_wording(rule_id: str, case: dict[str, Any]) -> None:
    """A message is one neutral Chinese sentence that asks to verify; a reason is a sentence too."""
    outcome = outcome_of(rule_id, case.get("given", {}))
    for finding in outcome.findings:
        assert finding.message.endswith("。")
        assert "核实" in finding.message
        assert not any(word in finding.message for word in ("造假", "虚假", "伪造", "作假"))
        assert "None" not in finding.message
        assert finding.question
    if outcome.reason:
        assert outcome.reason.endswith("。")
