"""FMT-01: a book of another carrier, or of the edition that was repealed."""

from __future__ import annotations

from collections.abc import Iterator

from check.apply.told_applications import find_other_carrier_told
from check.case import Answer, Case, NotChecked, say_form, say_why_no_book
from check.registry import rule
from check.spelling import fold_text
from model.finding import Severity


@rule("FMT-01")
def find_wrong_book(case: Case) -> Iterator[Answer]:
    """Printed titles and file names against the form, repealed titles, several kinds of books in one submission."""
    submission, carriers = case.submission, case.param("carriers")
    books = [paper for paper in submission.papers if paper.kind in carriers]
    for field in submission.like("title"):
        for word in case.param("repealed"):
            if fold_text(word) in fold_text(field.value):
                yield case.finding(
                    f"封面标题为“{field.value}”，属于已废止的表格，现行应为《{say_form(case)}》，请核实。",
                    field,
                    expected=say_form(case),
                    found=field.value,
                )
                return
    if submission.form is None:
        raise NotChecked(say_why_no_book(submission) or "材料中未识别出申报书，无法核对。")
    others = {paper.kind: paper.file for paper in books if paper.kind != submission.form}
    title = next(iter(submission.like("title")), None) or next(iter(submission.fields), None)
    if others and title:
        names = "、".join(f"“{file}”" for file in others.values())
        yield case.finding(
            f"材料中另有其他种类的申报书（{names}），一次申报应只有一种载体，请核实。",
            title,
            severity=Severity.W,
            tags=("several_books",),
        )
    titles = [(field.value, field, Severity.E) for field in submission.like("title")]
    titles += [(f.value, f, Severity.W) for f in submission.like("factory_name")]
    if title is not None:
        titles.append((submission.name, title, Severity.W))
    for text, field, severity in titles:
        named = [form for form, words in carriers.items() if any(word in fold_text(text) for word in words)]
        if named and submission.form not in named:
            yield case.finding(
                f"“{text}”所称载体与所用的《{say_form(case)}》不一致，请核实。",
                field,
                severity=severity,
                expected=say_form(case),
                found=text,
            )
    yield from find_other_carrier_told(case)
