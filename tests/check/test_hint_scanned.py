"""Words of the template in what was read from a picture of the page are asked about, never said to be there (TXT-01)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from build_submission import BOOK, build_submission, reference

from check import check_rules
from model.finding import Severity
from model.place import Place


@pytest.mark.parametrize(("pages", "severity"), [((), Severity.E), ((1,), Severity.W)])
@pytest.mark.parametrize(
    "said",
    ["计划把产品推广到XX地区。", "全厂升级。与项目实施前的效果比较，与国内外先进水平的比较，目标产品市场前景分析。"],
)
def test_words_of_the_template_on_a_scanned_page(said: str, pages: tuple[int, ...], severity: Severity) -> None:
    book = build_submission({"form": "GS-04", "passages": {"c3": said}})
    passages = tuple(replace(p, place=Place(BOOK, "p1/para3", 1, text=p.text)) for p in book.passages)
    papers = tuple(replace(paper, ocr_pages=pages) for paper in book.papers)
    told = check_rules(replace(book, passages=passages, papers=papers), reference())
    found = next(outcome for outcome in told if outcome.rule == "TXT-01").findings
    assert [f.severity for f in found] == [severity]


@pytest.mark.parametrize(("said", "told"), [("大概三千多万上下", 1), ("37I0.5O", 0), ("三千七百一十", 0)])
def test_words_where_a_number_is_asked_for_are_no_digits_misread(said: str, told: int) -> None:
    """Recognition makes letters of digits, but no words such as 大概 (FMT-11)."""
    given = {"value": said, "problem": "读不出数值", "confidence": 0.8}
    book = build_submission({"form": "GS-02", "fields": {"build_investment": given}})
    fields = tuple(replace(f, place=Place(BOOK, "p1/t1/r1c2", 1, text=said)) for f in book.fields)
    papers = tuple(replace(paper, ocr_pages=(1,)) for paper in book.papers)
    outcomes = check_rules(replace(book, fields=fields, papers=papers), reference())
    found = next(outcome for outcome in outcomes if outcome.rule == "FMT-11").findings
    assert [f.severity for f in found] == [Severity.W] * told
