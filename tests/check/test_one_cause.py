"""One cause, one finding: a slipped column, a wrong unit or one wrong cell leaves one root; the rest folds under it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from build_submission import build_submission, clean_book, reference

from check import check_submission
from check.causes import NUMERIC
from check.slips import times
from model.finding import Finding, Severity

DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "one_cause.yml").read_text("utf-8"))
LINES = {key: value for key, value in clean_book()["fields"].items() if key.startswith(("bs.", "is."))}
CASES = [
    pytest.param(form, case, id=f"{form}: {case['name']}")
    for form in ("GS-02", "GS-03", "GS-04")
    for case in DATA[form]
]


def book(form: str, changed: dict[str, str]) -> dict[str, Any]:
    if form == "GS-02":
        return {"from": "clean", "fields": changed}
    base = DATA["books"][form]
    return {**base, "fields": {**LINES, **base["fields"], **changed}}


def fields_of(form: str) -> dict[str, str]:
    return dict(clean_book()["fields"]) if form == "GS-02" else dict(book(form, {})["fields"])


def changed_cells(form: str, case: dict[str, Any]) -> dict[str, str]:
    """The cells that the slip of this case changes, with what is printed then."""
    fields = fields_of(form)
    if "change" in case:
        return dict(case["change"])
    if "turn" in case:
        ends = (("before", "after"), ("after", "before"))
        return {f"{name}_{a}": fields[f"{name}_{b}"] for name in case["turn"] for a, b in ends}
    kind = next(kind for kind in ("shift", "scale", "swap") if kind in case)
    more = case[kind]
    cells = {
        k: v
        for k, v in fields.items()
        if any(k.startswith(b if b.endswith(".") else f"{b}[") or k == b for b in more["of"])
    }
    if kind == "scale":
        return {k: f"{Decimal(v) * Decimal(more['by']):f}" for k, v in cells.items()}
    changed = {}
    for key, value in cells.items():
        base, _, rest = key.partition("[")
        year = int(rest[:4])
        if kind == "shift":  # the first year's place is taken by a year that no paper shows
            changed[key] = cells.get(f"{base}[{year - more['by']}]", f"{Decimal(value) * Decimal('0.97'):.2f}")
        elif year in more["years"]:
            changed[key] = cells[f"{base}[{sum(more['years']) - year}]"]
    return changed


def numeric_findings(form: str, changed: dict[str, str]) -> list[tuple[str, Finding]]:
    outcomes = check_submission(build_submission(book(form, changed)), reference())
    return [(o.rule, f) for o in outcomes for f in o.findings if NUMERIC.match(o.rule) and "ELIG" not in o.rule]


@pytest.mark.parametrize("form", ["GS-02", "GS-03", "GS-04"])
def test_the_books_are_clean(form: str) -> None:
    assert [(rule, f.message) for rule, f in numeric_findings(form, {}) if f.severity is not Severity.I] == []


@pytest.mark.parametrize(("form", "case"), CASES)
def test_one_slip_leaves_one_root(form: str, case: dict[str, Any]) -> None:
    """One finding above I, which tells of the slip; each rule that met it folds under that root."""
    found = numeric_findings(form, changed_cells(form, case))
    roots = [(rule, f) for rule, f in found if f.severity is not Severity.I]
    assert [rule for rule, _ in roots] == [case["root"]], [(rule, f.message) for rule, f in roots]
    folded = {rule for rule, f in found if f.folded_under == case["root"]}
    assert set(case["folds"]) <= folded
    assert all(f.folded_under in (None, case["root"]) for _, f in found)


def labelled(changed: dict[str, str], unit: Decimal) -> list[tuple[str, Finding]]:
    """What is found where the labels of these sums print a unit worth so many 万元."""
    book = build_submission({"from": "clean", "fields": changed})
    read = (
        replace(f, amount=times(f.amount, unit), value=f"{Decimal(f.value) * unit:f}")
        if f.key in changed and f.amount
        else f
        for f in book.fields
    )
    outcomes = check_submission(replace(book, fields=tuple(read)), reference())
    return [(o.rule, f) for o in outcomes for f in o.findings if NUMERIC.match(o.rule) and f.severity is not Severity.I]


@pytest.mark.parametrize(("name", "unit", "word"), [("main_revenue", 10000, "亿元"), ("total_assets", "0.0001", "元")])
def test_a_wrong_unit_of_a_label_is_one_root(name: str, unit: int | str, word: str) -> None:
    """The sums are in 万元 and their label says otherwise: the cause is named with the finding that stands."""
    sums = {key: value for key, value in fields_of("GS-02").items() if key.startswith(f"{name}[")}
    ((_, root),) = labelled(sums, Decimal(unit))
    assert f"栏目所印单位“{word}”疑有误，若按“万元”读取" in root.message
    assert "printed_unit" in root.tags


def test_sums_that_are_right_in_the_unit_of_their_label_are_clean() -> None:
    sums = {k: f"{Decimal(v) * 10000:f}" for k, v in fields_of("GS-02").items() if k.startswith("total_assets[")}
    assert labelled(sums, Decimal("0.0001")) == []


def test_two_slips_stay_two() -> None:
    """A wrong total and a ratio that is wrong by itself are not taken for one."""
    found = numeric_findings("GS-02", {"total_assets[2024]": "36348.17", "debt_ratio[2022]": "43.88"})
    roots = {rule for rule, f in found if f.severity is Severity.E}
    assert roots == {"F-04", "A-01"}


def test_a_line_of_the_cash_flow_that_breaks_two_sums_is_told_once() -> None:
    """现金净增加额 is wrong: what the activities give and what the balances give are one cause."""
    lines = {"operating": "5000000", "investing": "-1000000", "financing": "-1000000", "exchange": "0"}
    lines |= {"change": "3600000", "opening": "5000000", "closing": "8000000"}
    sheet = {"kind": "cash", "lines": {f"cf.{name}": f"{value}.00" for name, value in lines.items()}}
    paper = {"file": "现金流量表.xlsx", "kind": "statements", "statements": [sheet]}
    outcomes = check_submission(build_submission({**book("GS-02", {}), "papers": [paper]}), reference())
    found = [f for o in outcomes if o.rule == "F-13" for f in o.findings]
    assert sorted(f.folded_under or "" for f in found) == ["", "F-13"]
    assert "现金及现金等价物净增加额" in next(f.message for f in found if f.folded_under is None).partition("；若")[2]
