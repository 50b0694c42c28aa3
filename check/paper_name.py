"""What a paper is called in a sentence: 《附件1 营业执照.pdf》, or 申报书第7页所附营业执照 where it is bound in."""

from __future__ import annotations

from pathlib import PurePath

from check.case import Case
from model.submission import Field, InnerPaper, Paper

#: The sorts of papers that lie in a file, by the first part of a fact's key.
SORTS = {
    "licence": "营业执照",
    "audit": "审计报告",
    "cmmm": "成熟度自评估材料",
    "contract": "合同",
    "invoice": "发票",
}


def name_paper(case: Case, paper: Paper, fact: Field) -> str:
    """The file; a paper bound in with the book by its sort and page, or a reader would take it for the book."""
    if paper.kind != case.submission.form:
        return f"《{PurePath(paper.file).name}》"
    inner = _inner_of(paper, fact)
    sort = SORTS.get(fact.key.split("[")[0].split(".")[0], "材料")
    title = f"“{inner.title}”" if inner and inner.title and sort == "材料" else sort
    return f"申报书{f'第{fact.place.page}页' if fact.place.page else ''}所附{title}"


def _inner_of(paper: Paper, fact: Field) -> InnerPaper | None:
    """The paper bound in on whose pages the fact stands."""
    return next((one for one in paper.inner if fact.place.page and fact.place.page in one.pages), None)
