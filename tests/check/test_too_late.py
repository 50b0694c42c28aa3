"""The deadline: a date of the cover that nothing names is a doubt, not a fault."""

from __future__ import annotations

from dataclasses import replace

from build_submission import build_submission, reference

from check import check_rules
from model.place import Place
from model.submission import Submission


def dated(place: Place) -> Submission:
    """A free book of a day after the deadline, with its date at this place."""
    book = build_submission({"form": "GS-12", "fields": {"declare_date": "2025-07-25"}})
    return replace(book, fields=tuple(replace(f, place=place) if f.key == "declare_date" else f for f in book.fields))


def test_a_bare_date_of_the_cover_is_a_doubt() -> None:
    said = {}
    for place in (
        Place("1.docx", "para4", text="2025年7月25日"),
        Place("1.docx", "para4", text="申报日期：2025年7月25日"),
    ):
        outcome = next(o for o in check_rules(dated(place), reference("fujian-2025"), None) if o.rule == "DL-03")
        said[place.text] = [finding.severity.value for finding in outcome.findings]
    assert said == {"2025年7月25日": ["W"], "申报日期：2025年7月25日": ["B"]}
