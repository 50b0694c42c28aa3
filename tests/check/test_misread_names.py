"""A company's name with one sign off on a picture that gives the company's own code: the recogniser's, as a rule."""

from dataclasses import replace
from typing import Any

import pytest
from build_submission import build_submission, reference

import check
from model.finding import Severity
from model.submission import Submission


def book(code: str, name: str = "白银甲水闸有限公司") -> Submission:
    """A book with a licence on a picture."""
    given: dict[str, Any] = {
        "form": "GS-03",
        "fields": {"company_name": "白银甲水泵有限公司", "uscc": "91620102MA71PFYB8K"},
        "papers": [
            {"file": "执照.png", "kind": "licence", "facts": {"licence.company_name": name, "licence.uscc": code}}
        ],
    }
    made = build_submission(given)
    papers = [p for p in made.papers if p.kind != "licence"]
    licence = next(p for p in made.papers if p.kind == "licence")
    facts = tuple(replace(f, place=replace(f.place, page=1)) for f in licence.facts)
    return replace(made, papers=(*papers, replace(licence, facts=facts, ocr_pages=(1,))))


@pytest.mark.parametrize(
    ("submission", "severity"),
    [(book("91620102MA71PFYB8K"), Severity.I), (book("91620103MA71PFYB8K"), Severity.W)],
)
def test_one_sign_off_beside_the_own_code_is_for_the_list(submission: Submission, severity: Severity) -> None:
    """With another code it stays a doubt."""
    outcome = next(o for o in check.check_submission(submission, reference()) if o.rule == "I-13")
    assert [f.severity for f in outcome.findings if "company_name" in f.about] == [severity]
