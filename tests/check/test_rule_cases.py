"""Every case of `tests/rules/<ID>.yml`: a small submission, and what its rule must say of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from build_submission import build_archive, build_submission, reference

from check import check_batch, check_rules
from model.finding import Finding, Outcome

RULES = Path(__file__).parents[1] / "rules"
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
    for path in sorted(RULES.glob("*.yml"))
    for case in yaml.safe_load(path.read_text("utf-8"))["cases"]
]


def outcome_of(rule_id: str, case: dict[str, Any]) -> Outcome:
    """`given` is one submission, `batch` several; `archive` the rows of earlier awards, `regime` the law."""
    law, archive = reference(case.get("regime", "gansu-2025")), build_archive(case.get("archive"))
    if "batch" in case:
        books = [build_submission({"id": f"s{n}", "name": f"s{n}", **given}) for n, given in enumerate(case["batch"])]
        outcomes = check_batch(books, law, archive)
    else:
        outcomes = check_rules(build_submission(case.get("given", {})), law, archive)
    return next(outcome for outcome in outcomes if outcome.rule == rule_id)


@pytest.mark.parametrize(("rule_id", "case"), CASES)
def test_case(rule_id: str, case: dict[str, Any]) -> None:
    """The outcome has the state and exactly the findings that the case names, in their order; all of it well worded."""
    outcome = outcome_of(rule_id, case)
    wanted = case.get("finds", [])
    said = [(f.severity.value, f.message, f.tags) for f in outcome.findings]
    assert case.get("state", "found" if wanted else "clean") == outcome.state, (outcome.reason, said)
    assert len(wanted) == len(said), said
    for want, finding in zip(wanted, outcome.findings, strict=True):
        expect_finding(want, finding)
    assert case.get("reason", "") in (outcome.reason or "")
    expect_wording(outcome)


def expect_finding(want: dict[str, Any], finding: Finding) -> None:
    """Severity, tags (a part of them), folded under, pieces of the message, and what is quoted among others."""
    assert want["severity"] == finding.severity, finding.message
    assert set(want.get("tags", [])) <= set(finding.tags)
    assert want.get("folded") == finding.folded_under
    pieces = want.get("contains", [])
    for piece in pieces if isinstance(pieces, list) else [pieces]:
        assert str(piece) in finding.message
    assert not [piece for piece in want.get("without", []) if piece in finding.message]
    assert set(want.get("quotes", [])) <= {place.text for place in finding.evidence}
    if "expected" in want:
        assert want["expected"] == finding.expected


def expect_wording(outcome: Outcome) -> None:
    """A message is one neutral Chinese sentence that asks to verify; a reason is a sentence too, of a named kind."""
    for finding in outcome.findings:
        assert finding.message.endswith("。")
        assert "核实" in finding.message
        assert not any(word in finding.message for word in ("造假", "虚假", "伪造", "作假"))
        assert "None" not in finding.message
        assert finding.question
    if outcome.reason:
        assert outcome.reason.endswith("。")
        assert outcome.state == "not_applicable" or outcome.cause is not None
