"""The store gives back what it was given, and never loses a decision."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from build_nouns import LATER, make_decision, make_document, make_finding, make_review

from model.errors import BadData
from model.finding import Severity
from model.place import Place
from model.review import Verdict, fingerprint
from store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "ws") as store:
        yield store


def test_review_comes_back_equal(store: Store) -> None:
    """Decimal, tuples, enums and None survive the database, with their types."""
    review = make_review()
    store.save_review("一批", review)
    again = store.find_review("id-1", "gansu-2025", "e1")
    assert again == review
    assert str(again.submission.fields[1].amount) == str(review.submission.fields[1].amount)
    assert store.reviews("一批") == [review]
    assert store.review("id-1") == review


def test_document_comes_back_equal_with_its_node_types(store: Store) -> None:
    """Block, Table and Picture stay what they are."""
    store.save_document("a" * 64, "reader-1", make_document())
    assert store.document("a" * 64) == make_document()
    assert store.document("a" * 64, "reader-1") == make_document()
    assert store.document("a" * 64, "reader-2") is None
    assert store.document("b" * 64) is None


def test_review_is_found_only_for_the_same_bytes_regime_and_engine(store: Store) -> None:
    store.save_review("一批", make_review())
    assert store.find_review("id-2", "gansu-2025", "e1") is None
    assert store.find_review("id-1", "gansu-2024", "e1") is None
    assert store.find_review("id-1", "gansu-2025", "e2") is None


def test_same_name_in_a_batch_is_replaced_and_other_batches_stay(store: Store) -> None:
    store.save_review("一批", make_review(engine="e1"))
    store.save_review("二批", make_review(engine="e1"))
    store.save_review("一批", make_review(engine="e2"))
    assert [r.engine for r in store.reviews("一批")] == ["e2"]
    assert [r.engine for r in store.reviews()] == ["e2", "e1"]
    assert store.batches() == ["一批", "二批"]


def test_queue_counts_unfolded_findings_and_names_unreadable_papers(store: Store) -> None:
    """A folded finding counts neither for its severity nor as open."""
    store.save_review("一批", make_review())
    (row,) = store.queue("一批")
    assert row.counts == {"B": 1, "E": 1, "W": 0, "I": 0}
    assert (row.open, row.decided, row.not_checked, row.risk) == (2, 0, 2, 10)
    assert (row.company, row.form, row.name) == ("甲有限公司", "GS-02", "甲公司")
    assert [(paper.file, paper.error) for paper in row.unreadable] == [("甲公司/附件.doc", "需要 LibreOffice。")]


def test_queue_puts_unreadable_first_then_the_riskiest(store: Store) -> None:
    low, high, broken = (
        make_review("低", "1", "e", make_finding(Severity.W)),
        make_review("高", "2"),
        make_review("坏", "3"),
    )
    for review in (low, high):
        good = replace(review.submission, papers=review.submission.papers[:1])
        store.save_review("批", replace(review, submission=good))
    store.save_review("批", replace(broken, outcomes=()))
    assert [row.name for row in store.queue("批")] == ["坏", "高", "低"]


def test_decision_survives_a_new_review_of_the_same_bytes(store: Store) -> None:
    """Keyed by submission and fingerprint: another engine, another batch, the decision stands."""
    first = make_finding(Severity.B)
    store.save_review("一批", make_review())
    store.decide("id-1", make_decision(first))
    store.save_review("一批", make_review(engine="e2"))
    store.save_review("二批", make_review(engine="e3"))
    assert set(store.decisions("id-1")) == {fingerprint("A-15", first)}
    assert [(row.open, row.decided) for row in store.queue("一批") + store.queue("二批")] == [(1, 1), (1, 1)]


def test_undo_opens_the_finding_again_and_stays_in_the_history(store: Store) -> None:
    decision = make_decision(make_finding())
    store.decide("id-1", decision)
    store.decide("id-1", replace(decision, verdict=Verdict.DISMISSED, reason="识别错误"))
    assert store.undo("id-1", decision.fingerprint, "审查员乙", LATER) is True
    assert store.undo("id-1", decision.fingerprint, "审查员乙", LATER) is False
    assert store.decisions("id-1") == {}
    assert [(step.verdict, step.reason, step.by) for step in store.history("id-1")] == [
        (Verdict.CONFIRMED, "", "审查员甲"),
        (Verdict.DISMISSED, "识别错误", "审查员甲"),
        (None, "", "审查员乙"),
    ]


def test_dismissing_needs_a_reason(store: Store) -> None:
    with pytest.raises(BadData, match="理由"):
        store.decide("id-1", make_decision(make_finding(), Verdict.DISMISSED, " "))
    assert store.decisions("id-1") == {}
    assert store.history("id-1") == []


def test_batch_outcomes_come_back(store: Store) -> None:
    assert store.batch_outcomes("一批") == ()
    store.save_batch("一批", make_review().outcomes)
    assert store.batch_outcomes("一批") == make_review().outcomes


def test_names_that_are_no_utf8_do_not_stop_a_review(store: Store) -> None:
    """A file name with raw bytes in it (a lone surrogate in Python) is kept with replacement characters."""
    odd = replace(make_finding(), evidence=(Place("坏\udcff.pdf", "p1", text="\ud800"),))
    store.save_review("批\udcff", make_review("名\udcff\x00", "id-1", "e1", odd))
    assert store.batches() == ["批\ufffd"]
    assert store.queue("批\ufffd")[0].name == "名\ufffd\ufffd"
    assert store.reviews()[0].outcomes[0].findings[0].evidence[0].file == "坏\ufffd.pdf"


def test_blob_is_kept_once_under_its_hash(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "申报书.pdf"
    source.write_bytes(b"%PDF-1.7 ...")
    digest = store.keep_file(source)
    assert store.keep_file(source) == digest
    assert store.blob(digest).read_bytes() == b"%PDF-1.7 ..."
    assert store.blob(digest).relative_to(store.workspace / "blobs").as_posix() == f"{digest[:2]}/{digest}"
    assert list((store.workspace / "blobs" / "incoming").iterdir()) == []


@pytest.mark.parametrize("name", ["0" * 64, "../../mingjian.sqlite3", ""])
def test_unknown_or_odd_blob_names_are_refused(store: Store, name: str) -> None:
    with pytest.raises(BadData):
        store.blob(name)


def test_audit_trail_is_append_only_and_shows_tampering(store: Store) -> None:
    """A change is refused by the database; a change behind its back breaks the chain at that row."""
    for n in range(3):
        store.decide("id-1", make_decision(make_finding(found=str(n))))
    store.note("export", "一批", "审查员甲", {"rows": "3"})
    assert store.broken_audit() is None
    raw = sqlite3.connect(store.workspace / "mingjian.sqlite3")
    for table in ("audit", "history"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(f"UPDATE {table} SET by = '别人'")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(f"DELETE FROM {table}")
    raw.execute("DROP TRIGGER audit_no_update")
    raw.execute("UPDATE audit SET by = '别人' WHERE id = 2")
    raw.commit()
    raw.close()
    assert store.broken_audit() == 2
