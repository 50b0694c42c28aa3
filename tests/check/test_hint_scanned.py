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
