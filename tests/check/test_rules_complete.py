"""Rule, function and cases belong together: none of the three may stand alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from build_submission import build_submission, reference

from check import check_submission
from check.registry import find_batch_logics, find_logics
from model.ledger import list_gaps

CATALOGUE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "catalogue.yml").read_text("utf-8"))
CROSS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "crosschecks.yml").read_text("utf-8"))
CASES = {path.stem: path for path in (Path(__file__).parents[1] / "rules").glob("*.yml")}
#: Rules of mercy that never find anything.
MERCY = {"FMT-05", "FMT-18", "COV-05", "PSD-01"}
ROWS = {rule.id: rule for rule in reference().rules}
MANUAL = {rule.id for rule in ROWS.values() if rule.automation == "manual"}
PENDING = {rule.id for rule in ROWS.values() if rule.automation == "pending"}
LOGICS = {*find_logics(), *find_batch_logics()}


def test_every_rule_of_the_catalogue_is_there() -> None:
    """No id of the catalogue is left out silently: what is pending is named, and stops being so when it lands."""
    missing = set(CATALOGUE["rules"]) - set(ROWS)
    assert missing <= set(CATALOGUE["pending"]), missing - set(CATALOGUE["pending"])


@pytest.mark.parametrize("rule_id", sorted(set(CATALOGUE["rules"]) & set(ROWS)))
def test_a_row_is_as_grave_and_as_decided_as_the_catalogue_says(rule_id: str) -> None:
    """A rule left to persons by the catalogue may look at what the book itself tells, and says so (`departs`)."""
    wanted, row = CATALOGUE["rules"][rule_id], ROWS[rule_id]
    assert row.severity == wanted["severity"]
    assert row.automation == wanted["automation"] or (wanted["automation"] == "manual" and row.departs)


def test_every_cross_check_is_built_served_by_another_or_named_as_missing() -> None:
    """What is neither built nor served elsewhere stands in the ledger as pending, or is named with what it waits for."""
    assert len(CROSS["checks"]) == 156
    missing = set(CROSS["checks"]) - set(ROWS)
    assert missing - set(CROSS["elsewhere"]) <= set(CROSS["lands"])
    assert set(CROSS["elsewhere"].values()) <= set(LOGICS)
    assert set(CROSS["pending"]) == PENDING


def test_what_is_pending_stands_in_the_ledger() -> None:
    outcomes = check_submission(build_submission({"from": "clean"}), reference())
    gaps = [gap for gap in list_gaps(outcomes) if set(gap.rules) & PENDING]
    assert {rule for gap in gaps for rule in gap.rules} == PENDING
    assert all("尚未自动核对" in gap.reason for gap in gaps)


@pytest.mark.parametrize("rule_id", sorted(set(CROSS["checks"]) & set(ROWS)))
def test_a_cross_check_is_as_grave_as_the_catalogue_says_or_says_why_not(rule_id: str) -> None:
    assert ROWS[rule_id].severity == CROSS["checks"][rule_id] or ROWS[rule_id].departs


@pytest.mark.parametrize("rule_id", sorted(ROWS))
def test_a_row_has_logic_or_tells_a_person_what_to_look_at(rule_id: str) -> None:
    row = ROWS[rule_id]
    if rule_id in PENDING:
        assert row.look_at
        assert row.id not in LOGICS
        return
    assert (row.logic or row.id in LOGICS) if rule_id not in MANUAL else (row.look_at and row.id not in LOGICS)


@pytest.mark.parametrize("rule_id", sorted(LOGICS))
def test_function_has_row_and_cases(rule_id: str) -> None:
    """Every registered function has its row of data and its cases."""
    assert rule_id in ROWS
    assert rule_id in CASES


@pytest.mark.parametrize("rule_id", sorted(CASES))
def test_cases_belong_to_a_rule(rule_id: str) -> None:
    """A file of cases is named after a rule with a function, or one for a person."""
    assert rule_id in LOGICS | MANUAL


@pytest.mark.parametrize("rule_id", sorted(CASES))
def test_each_rule_fires_and_stays_silent(rule_id: str) -> None:
    """At least one case finds something and one innocent case finds nothing; a manual rule says what to look at."""
    cases: list[dict[str, Any]] = yaml.safe_load(CASES[rule_id].read_text("utf-8"))["cases"]
    if rule_id in MANUAL:
        asked = [case for case in cases if not case.get("finds")]  # what the book itself denies is told
        assert [case["state"] for case in asked if case.get("reason")] == ["not_checked"] * len(asked)
        return
    assert any(not case.get("finds") and case.get("state", "clean") == "clean" for case in cases)
    assert rule_id in MERCY or any(case.get("finds") for case in cases)


@pytest.mark.parametrize("rule_id", sorted(ROWS))
def test_row_is_told_in_full(rule_id: str) -> None:
    """A reviewer finds a title, what is checked, a question, a citation, examples and innocent explanations."""
    row = ROWS[rule_id]
    assert all((row.title, row.checks, row.question, row.citations, row.example_pass, row.example_fail))
    assert row.innocent


def test_ids_are_unique() -> None:
    """No id stands twice in the data."""
    assert len(ROWS) == len(reference().rules)


def test_ranking_has_no_circle() -> None:
    """A root cause is never explained by its own consequence; two rules that outrank one another are told by gravity."""

    def above(rule_id: str, seen: tuple[str, ...]) -> None:
        assert rule_id not in seen, seen
        for other in ROWS[rule_id].outranked_by:
            assert other in ROWS
            if rule_id not in ROWS[other].outranked_by:
                above(other, (*seen, rule_id))

    for rule_id in ROWS:
        above(rule_id, ())
