"""A book handed in again keeps what was decided on its former version; nothing is lost, nothing goes to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from build_nouns import LATER, SPOT, make_decision, make_finding, make_review

from model.finding import Finding, Outcome, Severity, State
from model.review import Decision, Review, Verdict
from model.submission import Field
from store import Store

STAYS, GOES, OPEN = (make_finding(found=found) for found in ("150%", "151%", "152%"))
NOTED = make_decision(STAYS, Verdict.DISMISSED, "识别错误")
GONE = make_decision(GOES)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "ws") as store:
        yield store


def first_version(store: Store) -> None:
    """A book with three findings; two are decided."""
    store.save_review("一批", make_review("甲公司", "v1", "e1", STAYS, GOES, OPEN))
    store.decide("v1", NOTED)
    store.decide("v1", GONE)


def of_company(review: Review, company: str, form: str = "GS-02") -> Review:
    fields = (Field("company_name", company, company, SPOT),)
    return replace(review, submission=replace(review.submission, fields=fields, form=form))


def test_the_same_finding_keeps_its_decision_with_time_and_note(store: Store) -> None:
    first_version(store)
    store.save_review("一批", make_review("甲公司", "v2", "e1", STAYS, OPEN))
    told = store.decisions("v2")[NOTED.fingerprint]
    assert told == replace(NOTED, carried=True, finding=f"A-15 {STAYS.message}")
    assert [(row.open, row.decided) for row in store.queue("一批")] == [(1, 1)]
    assert store.broken_audit() is None


def test_a_decision_without_its_finding_comes_along_and_returns_with_it(store: Store) -> None:
    """Over a version that could not be read at all, too."""
    first_version(store)
    unread = make_review("甲公司", "v2", "e1")
    unread = replace(unread, submission=replace(unread.submission, form=None, fields=()), outcomes=())
    store.save_review("一批", unread)
    assert store.decisions("v2")[GONE.fingerprint].finding == f"A-15 {GOES.message}"
    store.save_review("一批", make_review("甲公司", "v3", "e1", STAYS, GOES))
    assert set(store.decisions("v3")) == {NOTED.fingerprint, GONE.fingerprint}
    assert store.queue("一批")[0].decided == 2


def test_a_carried_decision_is_undone_and_decided_like_any(store: Store) -> None:
    """What was undone stays undone in the next version; a new word is no carried one; the former version keeps its own."""
    first_version(store)
    store.save_review("一批", make_review("甲公司", "v2", "e1", STAYS, GOES))
    assert store.undo("v2", NOTED.fingerprint, "审查员乙", LATER)
    again = Decision(GONE.fingerprint, Verdict.ASK, "请说明。", "审查员乙", LATER)
    store.decide("v2", again)
    assert store.decisions("v2")[GONE.fingerprint].carried is False
    store.save_review("一批", make_review("甲公司", "v2", "e2", STAYS, GOES))
    store.save_review("一批", make_review("甲公司", "v3", "e2", STAYS, GOES))
    told = store.decisions("v3")
    assert set(told) == {GONE.fingerprint}
    assert (told[GONE.fingerprint].verdict, told[GONE.fingerprint].carried) == (Verdict.ASK, True)
    assert set(store.decisions("v1")) == {NOTED.fingerprint, GONE.fingerprint}


def test_going_back_to_the_former_bytes_the_newest_word_counts(store: Store) -> None:
    first_version(store)
    store.save_review("一批", make_review("甲公司", "v2", "e1", STAYS, GOES, OPEN))
    store.undo("v2", NOTED.fingerprint, "审查员乙", LATER)
    store.decide("v2", make_decision(OPEN))
    store.save_review("一批", make_review("甲公司", "v1", "e1", STAYS, GOES, OPEN))
    told = store.decisions("v1")
    assert {mark: decision.carried for mark, decision in told.items()} == {
        GONE.fingerprint: False,
        make_decision(OPEN).fingerprint: True,
    }


def test_a_word_on_a_page_of_the_replaced_version_reaches_the_newer(store: Store) -> None:
    first_version(store)
    store.save_review("一批", make_review("甲公司", "v2", "e1", STAYS, GOES, OPEN))
    store.decide("v1", make_decision(OPEN))
    assert store.undo("v1", NOTED.fingerprint, "审查员乙", LATER)
    assert set(store.decisions("v2")) == {GONE.fingerprint, make_decision(OPEN).fingerprint}


@pytest.mark.parametrize(("company", "form"), [("乙有限公司", "GS-02"), ("甲有限公司", "GS-03")])
def test_another_company_or_form_under_the_name_takes_nothing_over(store: Store, company: str, form: str) -> None:
    """What was decided is told beside the new book, with what it was decided on."""
    first_version(store)
    store.save_review("一批", of_company(make_review("甲公司", "v2", "e1", STAYS, GOES), company, form))
    assert store.decisions("v2") == {}
    assert {d.finding for d in store.left_behind("v2")} == {f"A-15 {f.message}" for f in (STAYS, GOES)}
    assert store.newer_version("v1") == ("一批", "v2")


def test_a_corrected_name_with_the_same_credit_code_is_the_same_company(store: Store) -> None:
    def coded(submission: str, company: str) -> Review:
        review = of_company(make_review("甲公司", submission, "e1", STAYS), company)
        code = Field("uscc", "91620100MA71234565", "91620100MA71234565", SPOT)
        return replace(review, submission=replace(review.submission, fields=(*review.submission.fields, code)))

    store.save_review("一批", coded("v1", "甲有限公词"))
    store.decide("v1", NOTED)
    store.save_review("一批", coded("v2", "甲有限公司"))
    assert store.decisions("v2")[NOTED.fingerprint].carried


def test_an_upload_in_another_batch_takes_over_from_the_same_name_company_and_form(store: Store) -> None:
    first_version(store)
    store.save_review("二批", make_review("甲公司", "v2", "e1", STAYS))
    store.save_review("二批", of_company(make_review("甲公司", "v3", "e1", STAYS), "乙有限公司"))
    store.save_review("三批", of_company(make_review("甲公司", "v4", "e1", STAYS), "丙有限公司"))
    store.save_review("三批", make_review("别名", "v5", "e1", STAYS))
    assert [len(store.decisions(version)) for version in ("v2", "v3", "v4", "v5")] == [2, 0, 0, 0]
    assert store.review("v1") is not None
    assert len(store.decisions("v1")) == 2


@pytest.mark.parametrize(("declared", "kept"), [("2024-09-18", False), ("2025-08-30", True)])
def test_the_book_of_another_year_is_no_version(store: Store, declared: str, kept: bool) -> None:
    def dated(day: str, version: str) -> Review:
        review = of_company(make_review("甲公司", version, "e1", STAYS), "甲有限公司")
        fields = (*review.submission.fields, Field("declare_date", day, day, SPOT))
        return replace(review, submission=replace(review.submission, fields=fields))

    store.save_review("上批", dated(declared, "v1"))
    store.decide("v1", NOTED)
    store.save_review("本批", dated("2025-10-11", "v2"))
    assert (NOTED.fingerprint in store.decisions("v2")) is kept


def test_decisions_on_findings_of_the_batch_are_told_in_words_too(store: Store) -> None:
    finding: Finding = make_finding(Severity.W, "两家写同一金额")
    store.save_batch("一批", (Outcome("A-15", State.FOUND, Severity.W, (finding,)),))
    store.save_review("一批", make_review("甲公司", "v1", "e1", STAYS))
    store.decide("v1", make_decision(finding))
    store.save_review("一批", make_review("甲公司", "v2", "e1", STAYS))
    assert [d.finding for d in store.decisions("v2").values()] == [f"A-15 {finding.message}"]


def test_the_newer_version_is_found_over_several(store: Store) -> None:
    for version in ("v1", "v2", "v3"):
        store.save_review("一批", make_review("甲公司", version))
    assert store.newer_version("v1") == store.newer_version("v2", "一批") == ("一批", "v3")
    assert store.newer_version("v3") is store.newer_version("v1", "二批") is None
