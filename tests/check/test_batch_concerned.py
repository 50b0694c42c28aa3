"""Which submissions a finding over a batch shows, where files of several bear one name."""

from __future__ import annotations

from dataclasses import replace

import check
from check.batch import concerned
from model.finding import Finding
from tests.check.build_submission import build_submission, reference


def finding_of(fields: dict[str, str], rule: str) -> Finding:
    outcomes = check.check_submission(build_submission({"fields": fields}), reference())
    return next(f for o in outcomes if o.rule == rule for f in o.findings)


def test_a_cell_in_a_file_of_the_same_name_is_of_the_one_that_holds_it() -> None:
    right, wrong = {"link_name": "生产作业"}, {"link_name": "生产管理"}
    scene = {"scene_name": "质量精准追溯"}
    finding = finding_of({**wrong, **scene}, "ELIG-S-02")
    one, two = (build_submission({"fields": {**said, **scene}}) for said in (right, wrong))
    assert {p.file for p in one.papers} == {p.file for p in two.papers}
    assert concerned(finding, (one, two)) == {1}


def test_what_several_hold_alike_is_of_the_one_that_another_place_is_surely_of() -> None:
    finding = finding_of({"link_name": "生产管理", "scene_name": "质量精准追溯"}, "ELIG-S-02")
    book = build_submission({"fields": {"link_name": "生产管理", "scene_name": "质量精准追溯"}})
    other = replace(finding.evidence[0], file="另一件的申报书.docx")
    papers = (*book.papers, replace(book.papers[0], file=other.file))
    both = replace(finding, evidence=(*finding.evidence, other))
    assert concerned(both, (book, replace(book, papers=papers))) == {1}
    assert concerned(finding, (book, book)) == {0, 1}
