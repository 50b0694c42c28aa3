"""A finding shows where else the book states what it quotes."""

from __future__ import annotations

from typing import Any

import pytest
from build_submission import build_submission, reference

from check.also_told import show_also_told
from model.finding import Finding, Outcome, Severity, State
from model.review import fingerprint

REVENUE = "8600.00"


def quotes(
    fields: dict[str, Any], told: str, of: str, form: str = "GS-04", severity: Severity = Severity.W
) -> list[str]:
    """What a finding on one of these fields shows after the prose was looked through."""
    submission = build_submission({"form": form, "fields": fields, "told": {"profile": told}})
    field = submission.field(of)
    assert field is not None
    outcome = Outcome("F-01", State.FOUND, severity, (Finding(severity, "一句话，请核实。", (field.place,)),))
    shown = show_also_told(submission, [outcome], reference().rules)
    return [place.text for place in shown[0].findings[0].also]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("2024年公司主营业务收入8600万元。", 1),
        ("2024年公司主营业务收入8600万元。2024年主营业务收入为0.86亿元。2024年实现主营业务收入约8600万元。", 2),
        ("2024年公司主营业务收入8700万元。", 0),
        ("计划2027年主营业务收入达到8600万元。", 0),
        ("2024年公司资产总额8600万元。", 0),
    ],
)
def test_the_same_number_of_the_same_quantity(told: str, shown: int) -> None:
    """Another number, another quantity and a plan are other statements; two places are enough."""
    assert len(quotes({"main_revenue[2024]": REVENUE}, told, "main_revenue[2024]")) == shown


def test_an_indicator_is_found_in_prose_as_a_change() -> None:
    assert quotes({"kpi.G06": "32"}, "项目投用后，运营成本下降32%。", "kpi.G06", "GS-02")


def test_a_further_place_does_not_change_what_a_finding_is() -> None:
    """A decision stands where a later version of the book tells the same number once more."""
    told = {"profile": "2024年公司主营业务收入8600万元。"}
    submission = build_submission({"form": "GS-04", "fields": {"main_revenue[2024]": REVENUE}, "told": told})
    finding = Finding(Severity.W, "一句话，请核实。", (submission.fields[0].place,))
    outcome = Outcome("F-01", State.FOUND, Severity.W, (finding,))
    (shown,) = show_also_told(submission, [outcome], reference().rules)[0].findings
    assert shown.also
    assert fingerprint("F-01", shown) == fingerprint("F-01", finding)


def test_a_remark_is_left_as_it_is() -> None:
    told = "2024年公司主营业务收入8600万元。"
    assert quotes({"main_revenue[2024]": REVENUE}, told, "main_revenue[2024]", severity=Severity.I) == []
