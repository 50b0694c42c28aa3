"""The ledger tells the true cause: over the whole catalogue, for submissions of which we know why a rule cannot answer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from build_submission import build_submission, reference

from check import check_submission
from model.document import Status
from model.finding import Cause, Outcome, State
from model.ledger import list_gaps
from model.submission import Blank, Field, Submission

UNSEEN = {Cause.MISSING, Cause.NOTHING}
READ = {Cause.AMBIGUOUS, Cause.DOUBTED, Cause.INCOMPARABLE}
RAW_KEY = re.compile(r"“[a-z][a-z0-9_.\[\]]*”")
FIGURES = ("total_assets", "main_revenue", "debt_ratio", "profit_margin", "kpi.")


def whole() -> Submission:
    return build_submission({"from": "clean"})


def unread() -> Submission:
    """Page 3 of the book shows nothing; the signature's empty cell stands on a page that was read."""
    book = whole()
    return replace(book, papers=tuple(replace(paper, unread_pages=(3,)) for paper in book.papers))


def unread_statements() -> Submission:
    """The book is whole; the statements are a file that cannot be opened."""
    book = whole()
    fields = tuple(f for f in book.fields if not f.key.startswith(("bs.", "is.", "cf.")))
    sheet = replace(book.papers[0], file="财务报表.pdf", kind="other", status=Status.CORRUPT, error="文件损坏。")
    return replace(book, fields=fields, papers=(*book.papers, sheet))


def empty() -> Submission:
    return replace(whole(), fields=(), passages=(), claims=(), changes=(), scenes=(), blanks=())


def in_words() -> Submission:
    """Every figure of the form is told in words that are no certain number."""

    def tell(field: Field) -> Field:
        loose = field.key.startswith(FIGURES)
        return replace(field, value="较多", text="较多", amount=None) if loose else field

    book = whole()
    return replace(book, fields=tuple(map(tell, book.fields)), claims=(), changes=())


def doubted() -> Submission:
    """The lines of the statements were read, but their columns are shifted."""

    def doubt(field: Field) -> Field:
        line = field.key.startswith(("bs.", "is."))
        return replace(field, amount=None, problem="报表的年份栏疑有错位，未用于核对。") if line else field

    book = whole()
    return replace(book, fields=tuple(map(doubt, book.fields)))


def left_blank() -> Submission:
    """The page was read, the printed cell is empty; another page could not be read."""
    book = unread()
    cell = next(f for f in book.fields if f.key == "declare_date")
    fields = tuple(f for f in book.fields if f.key != "declare_date")
    return replace(book, fields=fields, blanks=(*book.blanks, Blank("declare_date", "申报日期", cell.place)))


BOOKS: dict[str, Any] = {
    "whole": whole, "unread": unread, "unread statements": unread_statements, "empty": empty, "in words": in_words,
    "doubted": doubted, "left blank": left_blank,
}  # fmt: skip


def causes(book: Submission) -> dict[str, Outcome]:
    """The outcomes that were not wholly checked."""
    outcomes = check_submission(book, reference())
    return {o.rule: o for o in outcomes if o.reason and o.state is not State.NOT_APPLICABLE}


@pytest.mark.parametrize("name", BOOKS)
def test_every_gap_has_a_cause_and_names_things_as_printed(name: str) -> None:
    """Never the internal name of a field, never a gap without a cause; the program is the cause only where the catalogue says pending."""
    pending = {rule.id for rule in reference().rules if rule.automation == "pending"}
    for outcome in causes(BOOKS[name]()).values():
        assert outcome.cause is not None
        assert (outcome.cause is Cause.PROGRAM) == (outcome.rule in pending), outcome
        assert not RAW_KEY.search(outcome.reason or ""), outcome.reason


@pytest.mark.parametrize("name", ["whole", "empty", "in words", "doubted"])
def test_nothing_is_unreadable_where_all_was_read(name: str) -> None:
    assert [o.rule for o in causes(BOOKS[name]()).values() if o.cause is Cause.UNREADABLE] == []


def test_what_was_not_seen_on_unread_pages_is_not_called_missing() -> None:
    """One statement of unreadability; only what a readable page shows to be empty is missing."""
    gaps = causes(unread())
    unseen = {o.rule: o.reason for o in gaps.values() if o.cause in UNSEEN and o.state is State.NOT_CHECKED}
    assert all("未填写，" in (reason or "") for reason in unseen.values()), unseen
    assert len({o.reason for o in gaps.values() if o.cause is Cause.UNREADABLE}) == 1


def test_a_file_that_cannot_be_opened_is_the_cause_for_what_it_may_hold() -> None:
    gaps = causes(unread_statements())
    for rule in ("F-01", "F-02", "F-08", "F-13"):
        assert gaps[rule].cause is Cause.UNREADABLE
        assert "财务报表.pdf" in (gaps[rule].reason or "")


def test_nothing_was_read_of_an_empty_book() -> None:
    """No number of it can be ambiguous, in doubt or of another scope."""
    assert [(o.rule, o.reason) for o in causes(empty()).values() if o.cause in READ] == []


def test_a_figure_told_in_words_is_ambiguous_not_missing() -> None:
    gaps = causes(in_words())
    for rule in ("A-16", "F-04", "F-05", "Y-01"):
        assert gaps[rule].cause is Cause.AMBIGUOUS, gaps[rule]
    assert "较多" in (gaps["Y-01"].reason or "")


def test_a_doubted_column_is_the_cause() -> None:
    gaps = causes(doubted())
    for rule in ("F-01", "F-04", "F-05", "A-01"):
        assert gaps[rule].cause is Cause.DOUBTED, gaps[rule]
        assert "错位" in (gaps[rule].reason or "")


def test_an_empty_cell_that_was_read_stays_missing_beside_unread_pages() -> None:
    gaps = causes(left_blank())
    assert gaps["REG-05"].cause is Cause.MISSING
    assert "未填写" in (gaps["REG-05"].reason or "")


@pytest.mark.parametrize("form", ["GS-03", "GS-04", "GS-12"])
def test_a_field_that_the_form_does_not_print_is_not_asked_for(form: str) -> None:
    """What another form prints is no gap of this book: not applicable, or found under this form's own field."""
    outcomes = check_submission(build_submission({"form": form}), reference())
    assert not [o.reason for o in outcomes if RAW_KEY.search(o.reason or "")]


def test_without_a_known_book_one_reason_stands_for_all() -> None:
    """Rules on books say one thing: that there is none."""
    outcomes = check_submission(replace(whole(), form=None, fields=()), reference())
    named = {r.id for r in reference().rules if r.forms}
    said = {o.reason for o in outcomes if o.rule in named and o.state is State.NOT_CHECKED}
    assert len(said) == 1


def test_statements_that_were_not_handed_in_are_one_line() -> None:
    """Every rule that lacks nothing but statements says so in the same words; what the form does not print is no lack."""
    book = whole()
    fields = tuple(f for f in book.fields if not f.key.startswith(("bs.", "is.", "cf.")))
    papers = tuple(replace(paper, statements=()) for paper in book.papers)
    outcomes = check_submission(replace(book, fields=fields, papers=papers), reference())
    gaps = [gap for gap in list_gaps(outcomes) if gap.cause is Cause.MISSING]
    (lacking,) = [gap for gap in gaps if "没有读到财务报表" in gap.reason]
    assert {"A-01", "A-02", "D-07", "F-01", "F-04", "F-08", "F-10", "F-11"} <= set(lacking.rules)
    assert not [gap for gap in gaps if gap is not lacking and "报表" in gap.reason and "审计" not in gap.reason]


def test_columns_that_the_form_does_not_print_are_not_missing() -> None:
    outcomes = {o.rule: o for o in check_submission(build_submission({"form": "GS-03"}), reference())}
    assert outcomes["L-06"].cause is Cause.NOTHING
    assert "没有本规则所核对的栏目" in (outcomes["L-06"].reason or "")


def test_a_unit_taken_from_the_book_is_not_held_against_the_book() -> None:
    """A sheet without a unit whose figures were read in the book's: what agrees then proves no unit."""
    told = {"total_assets[2024]": "26348.17", "main_revenue[2024]": "28113.86"}
    lines = {"bs.total_assets[2024]": "26348.17", "is.main_revenue[2024]": "28113.86"}
    plain = build_submission({"fields": told | lines})
    scaled = tuple(
        replace(f, amount=replace(f.amount, value=f.amount.value * 10000, step=f.amount.step * 10000))
        if f.key in lines and f.amount
        else f
        for f in plain.fields
    )
    (found,) = [o for o in check_submission(replace(plain, fields=scaled), reference()) if o.rule == "F-10"]
    assert (found.state, found.cause) == ("not_checked", Cause.AMBIGUOUS)
    assert "“万元”" in (found.reason or "")
