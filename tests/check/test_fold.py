"""Folding: ranks choose what explains; nothing grave vanishes under something lighter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from build_submission import reference

from check.causes import Spot, tell
from check.fold import fold_findings
from check.slips import Slip
from model.finding import Finding, Outcome, Severity, State
from model.place import Place
from model.rule import Rule

#: LOW is outranked by MID, MID by TOP.
RANKS = {"TOP": (), "MID": ("TOP",), "LOW": ("MID",)}


PLACE = Place("申报书.docx", "para1")


def rules(params: dict[str, bool] | None = None) -> list[Rule]:
    row = reference().rules[0]
    return [replace(row, id=name, outranked_by=above, params=params or {}) for name, above in RANKS.items()]


def say(severity: str, *about: str, tags: tuple[str, ...] = ()) -> Finding:
    return Finding(Severity(severity), f"{severity}{'、'.join(about)}", (PLACE,), tags=tags, about=about)


def fold(
    params: dict[str, bool] | None = None, **told: Finding | list[Finding]
) -> dict[str, list[tuple[str, str | None]]]:
    """(severity, root) of each rule's findings after folding."""
    outcomes = []
    for name in RANKS:
        found = told.get(name, [])
        findings = tuple(found) if isinstance(found, list) else (found,)
        state = State.FOUND if findings else State.CLEAN
        outcomes.append(Outcome(name, state, Severity.W, findings))
    folded = fold_findings(outcomes, rules(params))
    return {o.rule: [(str(f.severity), f.folded_under) for f in o.findings] for o in folded if o.findings}


@pytest.mark.parametrize(("root", "leaf"), [("E", "E"), ("E", "W"), ("B", "E"), ("W", "W"), ("I", "W"), ("W", "I")])
def test_what_ranks_below_folds_under_its_root(root: str, leaf: str) -> None:
    assert fold(MID=say(root, "a"), LOW=say(leaf, "a")) == {"MID": [(root, None)], "LOW": [("I", "MID")]}


@pytest.mark.parametrize(("root", "leaf"), [("W", "E"), ("I", "E"), ("W", "B"), ("I", "B")])
def test_a_grave_finding_takes_the_place_of_a_lighter_root(root: str, leaf: str) -> None:
    assert fold(MID=say(root, "a"), LOW=say(leaf, "a", "b")) == {"MID": [("I", "LOW")], "LOW": [(leaf, None)]}


def test_a_list_folds_only_under_a_root_that_speaks_of_all_of_it() -> None:
    """Two blanks, one of them filled with the form's own words."""
    whole = {"folds_whole": True}
    assert fold(whole, MID=say("E", "a"), LOW=say("E", "a")) == {"MID": [("E", None)], "LOW": [("I", "MID")]}
    assert fold(whole, MID=say("E", "a"), LOW=say("E", "a", "b")) == {"MID": [("E", None)], "LOW": [("E", None)]}


def test_a_root_that_tells_of_more_stands_beside_what_is_grave() -> None:
    """Five blanks, one of them the date of the commitment."""
    told = fold(MID=say("W", "a", "b"), LOW=[say("E", "a"), say("W", "b")])
    assert told == {"MID": [("W", None)], "LOW": [("E", None), ("I", "MID")]}


def test_a_rule_that_tells_of_other_fields_as_gravely_is_root_enough() -> None:
    """An empty form: its blanks are one finding, the merely wanted ones another."""
    told = fold(MID=[say("E", "c"), say("W", "a")], LOW=say("E", "a"))
    assert told == {"MID": [("E", None), ("W", None)], "LOW": [("I", "MID")]}


def test_what_an_excuse_explains_is_no_graver_than_it_says() -> None:
    told = fold(MID=say("W", "a", tags=("excuse",)), LOW=say("E", "a"))
    assert told == {"MID": [("W", None)], "LOW": [("I", "MID")]}


@pytest.mark.parametrize("tag", ["ocr", "low_confidence"])
def test_a_root_whose_signs_may_be_misread_is_never_raised(tag: str) -> None:
    told = fold(MID=say("W", "a", "b", tags=(tag,)), LOW=[say("E", "a"), say("W", "b")])
    assert told == {"MID": [("I", "LOW")], "LOW": [("E", None), ("I", "LOW")]}


def test_the_gravest_of_a_chain_stands() -> None:
    told = fold(TOP=say("W", "a"), MID=say("W", "a"), LOW=say("E", "a"))
    assert told == {"TOP": [("I", "LOW")], "MID": [("I", "LOW")], "LOW": [("E", None)]}


def test_grave_findings_of_one_rule_stand_together() -> None:
    told = fold(MID=say("W", "a"), LOW=[say("E", "a"), say("B", "a"), say("W", "a")])
    assert told == {"MID": [("I", "LOW")], "LOW": [("E", None), ("B", None), ("I", "LOW")]}


def test_the_tale_of_a_slip_stays_the_root() -> None:
    """It says what explains the others: it takes their severity."""
    told = fold(MID=say("W", "a", tags=("root", "one_cell")), LOW=say("E", "a"))
    assert told == {"MID": [("E", None)], "LOW": [("I", "MID")]}


def test_a_slip_is_as_grave_as_what_it_explains() -> None:
    root, leaf = Spot("F-10", say("W", "a")), Spot("F-04", say("E", "b"))
    assert tell(root, Slip("若各金额除以10", "unit", {}), [root, leaf]).severity is Severity.E


def test_a_slip_that_excuses_is_as_grave_as_it_says() -> None:
    root, leaf = Spot("F-10", say("W", "a", tags=("excuse",))), Spot("F-04", say("E", "b"))
    assert tell(root, Slip("若各金额除以10", "unit", {}), [root, leaf]).severity is Severity.W
