"""The self-test: known errors in copies of the sample batch are found, and a rule that sleeps is shown as asleep."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import corpora
import pipeline.selftest as selftest
from model.amount import Amount, Source
from model.finding import Finding, Outcome, Severity, State
from model.place import Place
from model.plant import Plant
from model.submission import Field, Submission
from pipeline import BatchResult
from pipeline.selftest import SelfTest, run_selftest
from pipeline.selftest.changes import CHANGES, SENTENCES, Unfit, make_edits
from pipeline.selftest.score import rate
from store import Store


@pytest.fixture(scope="module")
def result(sample_batch: BatchResult, sample_workspace: Path) -> SelfTest:
    return run_selftest(sample_workspace, sample_batch.batch, each=1, words=0)


def test_at_least_forty_kinds_of_errors_each_with_rules_of_the_catalogue() -> None:
    """A plant for a rule that does not exist would never be found."""
    known = {rule.id for rule in corpora.load().rules}
    plants = corpora.plants()
    assert len({p.id for p in plants}) == len(plants) >= 40
    assert {p.op for p in plants} <= CHANGES.keys() | SENTENCES.keys()
    assert {rule for p in plants for rule in (p.rule, *p.also)} - known == set()


def test_most_known_errors_are_found_without_new_alarms(result: SelfTest) -> None:
    """On the shipped samples: what the product promises a reviewer on his own batch."""
    missed = [t.plant.id for t in result.trials if not t.found]
    assert len({t.plant.id for t in result.trials}) >= 40
    assert len(missed) <= len(result.trials) * 0.1, missed
    assert [t.alarms for t in result.trials if t.alarms] == []


def test_a_rule_that_never_speaks_is_measured_as_such(
    sample_batch: BatchResult, sample_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The figure can fall: without its logic P-01 finds none of its own errors."""
    deaf = replace(corpora.load(), rules=tuple(r for r in corpora.load().rules if r.id.startswith("FMT")))
    hearing = selftest.review_readings

    def review_deaf(*args: object) -> object:
        return hearing(args[0], args[1], deaf, *args[3:])  # type: ignore[arg-type]

    plants = tuple(p for p in corpora.plants() if p.id in ("prose-revenue", "cover-other"))
    monkeypatch.setattr(selftest.corpora, "plants", lambda: plants)
    monkeypatch.setattr(selftest, "review_readings", review_deaf)
    asleep = run_selftest(sample_workspace, sample_batch.batch, each=1, words=0)
    assert {t.plant.id: t.found for t in asleep.trials} == {"prose-revenue": False, "cover-other": True}


def test_a_word_copy_is_changed_and_read_anew(
    sample_batch: BatchResult, sample_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error goes through the whole way, and the stored file stays as it was."""
    plants = tuple(p for p in corpora.plants() if p.id in ("uscc-digit", "staff-wrong"))
    monkeypatch.setattr(selftest.corpora, "plants", lambda: plants)
    with Store(sample_workspace) as store:
        papers = [p for r in store.reviews(sample_batch.batch) for p in r.submission.papers]
        before = {p.sha256: store.blob(p.sha256).read_bytes() for p in papers}
    found = run_selftest(sample_workspace, sample_batch.batch, each=0, words=1)
    assert {(t.plant.id, t.carrier, t.found) for t in found.trials} == {
        ("uscc-digit", "word", True), ("staff-wrong", "word", True),
    }  # fmt: skip
    with Store(sample_workspace) as store:
        assert {sha: store.blob(sha).read_bytes() for sha in before} == before


def test_an_old_finding_in_other_words_is_no_new_alarm() -> None:
    """13 thin chapters that become 12 are the same finding; a chapter that was sound, or another spot, is new."""

    def finding(*keys: str) -> Finding:
        spots = tuple(Place("书.docx", f"para{key}") for key in keys)
        return Finding(Severity.E, f"{len(keys)}章缺少内容", spots, found=str(len(keys)), about=keys)

    def alarms(now: Finding) -> tuple[str, ...]:
        subject = selftest._Subject(one_field("k", "1"), (), {"FMT-07": (finding("1", "2", "3"),)}, frozenset())
        outcome = Outcome("FMT-07", State.FOUND, Severity.E, (now,))
        return selftest._judge(Plant("p", "错", "F-04", ("k",), "add"), (), (outcome,), subject, "parsed").alarms

    assert alarms(finding("1", "3")) == ()
    assert alarms(replace(finding("1", "2"), evidence=(Place("书.docx", "para9"),))) == ()
    assert alarms(finding("1", "4")) == ("FMT-07",)


def test_bounds_are_those_of_clopper_and_pearson() -> None:
    """9 of 10: 0.555 … 0.997 (tables of the exact interval); nothing tried says nothing."""
    nine = rate(9, 10)
    assert (round(nine.low, 3), round(nine.high, 3)) == (0.555, 0.997)
    assert (rate(0, 0).low, rate(0, 0).high) == (0.0, 1.0)


def one_field(key: str, text: str) -> Submission:
    place = Place("书.docx", "t1/r1c1", text=text)
    amount = Amount(Decimal(1), "元", Decimal(1), Source.CELL)
    return Submission("甲", "id", "GS-02", (), (Field(key, text, text, place, amount=amount),))


@pytest.mark.parametrize(
    ("op", "by", "text", "expected"),
    [
        ("multiply", "10", "18,927.34", "189273.40"),
        ("multiply", "0.01", "62.6%", "0.6260%"),
        ("add", "-9", "41.9%", "32.9%"),
        ("swap_digits", "", "18927.34", "81927.34"),
        ("swap_digits", "", "1000.00", None),
        ("negate", "", "5.7", "-5.7"),
        ("drop", "2", "91620100", "9120100"),
        ("turn", "", "2023年6月—2024年12月", "2024年12月—2023年6月"),
        ("tick_all", "", "□大型 ☑中型 □小型", "☑大型 ☑中型 ☑小型"),
        ("tick_none", "", "□大型 ☑中型 □小型", "□大型 □中型 □小型"),
        ("tick_other", "", "□大型 ☑中型 □小型", "☑大型 □中型 □小型"),
        ("tick_other", "", "中型", None),
    ],
)
def test_changes(op: str, by: str, text: str, expected: str | None) -> None:
    """Old text → planted text; where the error cannot be made, the submission is left out."""
    plant = Plant("p", "错", "F-04", ("k[*]",), op, by=by)
    if expected is None:
        with pytest.raises(Unfit):
            make_edits(plant, one_field("k[2024]", text), "seed")
        return
    (edit,) = make_edits(plant, one_field("k[2024]", text), "seed")
    assert (edit.old, edit.new) == (text, expected)
