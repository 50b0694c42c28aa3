"""The sample batch against its truth file: what the product promises, measured on what it ships."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
import yaml

from model.finding import Outcome
from model.review import Review
from pipeline import BatchResult
from tests.conftest import SAMPLES

TRUTH: dict[str, Any] = yaml.safe_load((SAMPLES.parent / "truth.yml").read_text(encoding="utf-8"))
BOOKS = [name for name, truth in TRUTH.items() if truth.get("clean") is not None]
CLEAN = [name for name in BOOKS if TRUTH[name].get("clean")]
FAULTS = [(name, fault) for name in BOOKS for fault in TRUTH[name].get("faults") or []]


def squash(value: object) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value)))


def review_of(batch: BatchResult, name: str) -> Review:
    return next(r for r in batch.reviews if r.submission.name == name)


def spoken(outcome: Outcome) -> bool:
    """Whether the rule says more than a passing remark (folded findings count: they are shown under their root)."""
    return any(f.severity in "BEW" or f.folded_under for f in outcome.findings)


@pytest.mark.parametrize("name", BOOKS)
def test_every_field_is_read_and_none_invented(sample_batch: BatchResult, name: str) -> None:
    """Fields of the truth file, value by value; a field left empty stays absent."""
    fields = {f.key: f.value for f in review_of(sample_batch, name).submission.fields}
    expected = {k: squash(v) for k, v in TRUTH[name]["fields"].items()}
    got = {k: squash(fields.get(k, "")) for k in expected}
    numeric = {k for k in expected if k.startswith(("bs.", "is."))}
    wrong = {
        k: (got[k], v)
        for k, v in expected.items()
        if got[k] != v and not (k in numeric and got[k] and float(got[k]) == float(v))
    }
    assert (wrong, [k for k in TRUTH[name].get("empty") or [] if k in fields]) == ({}, [])


@pytest.mark.parametrize("name", CLEAN)
def test_clean_books_full_of_innocent_traps_raise_no_error(sample_batch: BatchResult, name: str) -> None:
    """Precision first: no B or E finding on a clean book."""
    outcomes = review_of(sample_batch, name).outcomes
    assert [(o.rule, f.message) for o in outcomes for f in o.findings if f.severity in "BE"] == []


@pytest.mark.parametrize(("name", "fault"), FAULTS, ids=[f"{n}-{f['rule']}" for n, f in FAULTS])
def test_every_planted_fault_is_found(sample_batch: BatchResult, name: str, fault: dict[str, Any]) -> None:
    """By its own rule, or by one of those that may rightly speak of the same cause."""
    found = {o.rule for o in review_of(sample_batch, name).outcomes if spoken(o)}
    assert found & {fault["rule"], *(fault.get("also") or [])}


def test_unreadable_files_are_named_and_never_called_empty(sample_batch: BatchResult) -> None:
    """A cut file is corrupt and yields no false 'missing'."""
    bad = {
        r.submission.name: r for r in sample_batch.reviews if not all(p.status.readable for p in r.submission.papers)
    }
    assert {name: str(r.submission.papers[0].status) for name, r in bad.items()} == {
        "陇南白龙江建材有限公司": "corrupt"}  # fmt: skip
    assert all(p.error for r in bad.values() for p in r.submission.papers)
    assert [f for r in bad.values() for o in r.outcomes for f in o.findings if f.severity in "BE"] == []


def test_the_scanned_book_is_read(sample_batch: BatchResult) -> None:
    """Three pages in black and white at 130 dpi: every field of the truth but the long text, which may miss a sign."""
    scan = review_of(sample_batch, "白银铜城线缆有限公司").submission
    assert (scan.form, str(scan.papers[0].status), scan.papers[0].ocr_pages) == ("GS-02", "ok_ocr", (1, 2, 3))
    truth = {k: v for k, v in TRUTH["白银铜城线缆有限公司"]["fields"].items() if k != "profile"}
    got = {f.key: f.value for f in scan.fields}
    missed = {
        key: (value, got.get(key)) for key, value in truth.items() if squash(got.get(key, "")) != squash(str(value))
    }
    assert len(missed) <= 0.03 * len(truth), missed


def test_a_foreign_document_is_said_to_be_so(sample_batch: BatchResult) -> None:
    """A purchase contract is none of the known forms."""
    foreign = review_of(sample_batch, "庆阳董志塬果汁有限公司")
    assert (foreign.submission.form, foreign.submission.papers[0].kind) == (None, "other")
    assert {str(o.state) for o in foreign.outcomes if o.rule == "FMT-03"} == {"not_checked"}


def test_no_rule_crashes(sample_batch: BatchResult) -> None:
    assert [(o.rule, o.reason) for r in sample_batch.reviews for o in r.outcomes if o.state == "crashed"] == []
