"""FMT-01: a book of another carrier, or of the edition that was repealed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.apply.told_applications import find_other_carrier_told
from check.case import Answer, Case, NotChecked, say_form
from check.explain import say_why_no_book
from check.fmt.letter_other import find_letter_other
from check.registry import rule
from check.spelling import fold_text
from model.document import TraceKind
from model.finding import Severity
from model.regime import CARRIERS
from model.submission import Paper

#: What was done under the repealed document while it held.
_GRANTED = re.compile(r"认定|评为|获评|获得|入选|通过|公布|命名|授予|奖")


#: A page or a copy of what was declared before.
_KEPT = re.compile(r"节选|摘录|留底|底稿|存档|未入选|未通过|未获批|落选|往年|去年|首页|历年")


def is_kept(paper: Paper, year: str) -> bool:
    """Whether a form beside the book calls itself one of an earlier year, or a page of one."""
    told = [paper.file, *(one.text for one in paper.passages[:3] if one.key == "paper")]
    years = re.findall(r"(20\d\d)年", told[0])
    return any(_KEPT.search(one) for one in told) or bool(year and years and max(years) < year)


@rule("FMT-01")
def find_wrong_book(case: Case) -> Iterator[Answer]:
    """Printed titles and file names against the form, repealed titles, several kinds of books in one submission."""
    submission, carriers = case.submission, case.param("carriers")
    books = [paper for paper in submission.papers if paper.kind in carriers]
    for field in submission.like("title"):
        told = fold_text(field.value)
        other = any(word in told for words in carriers.values() for word in words)
        kinds = [] if other or "申报" not in told else case.param("repealed_kinds")
        for word in (*case.param("repealed"), *kinds):
            if fold_text(word) in told:
                yield case.finding(
                    f"封面标题为“{field.value}”，属于已废止的表格，现行应为《{say_form(case)}》，请核实。",
                    field,
                    expected=say_form(case),
                    found=field.value,
                )
                return
    if submission.form is None:
        raise NotChecked(say_why_no_book(submission) or "材料中未识别出申报书，无法核对。")
    others = {p.kind: p.file for p in books if p.kind != submission.form and not is_kept(p, case.day[:4])}
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
        if named and submission.form in carriers and submission.form not in named:  # a list names what it lists
            yield case.finding(
                f"“{text}”所称载体与所用的《{say_form(case)}》不一致，请核实。",
                field,
                severity=severity,
                expected=say_form(case),
                found=text,
            )
    yield from find_cover_other(case)
    yield from find_repealed_basis(case)
    yield from find_other_carrier_told(case)
    yield from find_letter_other(case)


def find_cover_other(case: Case) -> Iterator[Answer]:
    """A line of the cover that names the carrier applied for, or the repealed document, of the book's own file."""
    for paper in case.submission.papers:
        for trace in paper.traces if paper.kind == case.submission.form else ():
            if trace.kind is not TraceKind.COVER or trace.place is None:
                continue
            flat = fold_text(trace.text)
            ticked = "".join(re.findall(r"[☑■√✓]([^□☑■√✓]+)", flat)) or ("" if "□" in flat else flat)
            named = [carrier for carrier in CARRIERS if carrier in ticked]
            old = next((word for word in map(fold_text, case.param("repealed")) if word in flat), "")
            if (named and case.carrier not in named) or old:
                yield case.finding(
                    f"封面“{trace.text}”{'所列文件（表格）已废止' if old else '所称载体'}，"
                    f"与所用的《{say_form(case)}》不一致，请核实。",
                    trace.place,
                    severity=Severity.W,
                    expected=say_form(case),
                    found=trace.text,
                )
                return


def find_repealed_basis(case: Case) -> Iterator[Answer]:
    """W: the book says that it was written by a document that no longer holds; not what was granted under it."""
    for passage in case.prose():
        flat = fold_text(passage.text)
        for word in map(fold_text, case.param("repealed")):
            basis = re.search(rf"(?:依据|根据|按照|按|遵照)[^。；;]{{0,30}}{re.escape(word)}[^。；;]{{0,20}}", flat)
            if basis and not _GRANTED.search(basis[0]):
                yield case.finding(
                    f"正文称“{basis[0][:60]}”，该文件（表格）已废止，现行应为《{say_form(case)}》，请核实。",
                    passage,
                    severity=Severity.W,
                    expected=say_form(case),
                    found=word,
                )
                return
