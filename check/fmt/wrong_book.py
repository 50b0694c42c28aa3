"""FMT-01: a book of another carrier, or of the edition that was repealed."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Answer, Case, NotChecked, say_form, say_why_no_book
from check.registry import rule
from check.spelling import fold_text
from model.finding import Severity
from model.place import Place


@rule("FMT-01")
def find_wrong_book(case: Case) -> Iterator[Answer]:
    """Printed titles and file names against the form, repealed titles, several kinds of books in one submission."""
    submission, carriers = case.submission, case.param("carriers")
    books = [paper for paper in submission.papers if paper.kind in carriers]
    for paper in submission.papers:
        if paper.kind not in ("other", submission.form):
            continue
        said = fold_text(paper.file + "".join(paper.notes))
        for word in case.param("repealed"):
            if fold_text(word) in said:
                place = Place(paper.file, "", text=word)
                yield case.finding(
                    f"“{paper.file}”是“{word}”，属于已废止的表格，现行应为《{say_form(case)}》，请核实。",
                    place,
                    expected=say_form(case),
                    found=word,
                )
                return
    if submission.form is None:
        raise NotChecked(say_why_no_book(submission) or "材料中未识别出申报书，无法核对。")
    kinds = dict.fromkeys(paper.kind for paper in books)
    if len(kinds) > 1:
        names = "、".join(f"“{paper.file}”" for paper in books)
        yield case.finding(
            f"材料中同时有{len(kinds)}种申报书（{names}），一次申报应只有一种载体，请核实。",
            *(Place(paper.file, "", text=paper.kind) for paper in books),
            severity=Severity.W,
            tags=("several_books",),
        )
    titles = [("title", field.value, field.place, Severity.E) for field in submission.like("title")]
    titles += [("", submission.name, Place(submission.name, "", text=submission.name), Severity.W)]
    for key, text, place, severity in titles:
        named = [form for form, words in carriers.items() if any(word in fold_text(text) for word in words)]
        if named and submission.form not in named:
            yield case.finding(
                f"“{text}”所称载体与所用的《{say_form(case)}》不一致，请核实。",
                place,
                severity=severity,
                about=(key,) if key else (),
                expected=say_form(case),
                found=text,
            )
