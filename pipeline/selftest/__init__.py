"""The self-test: known errors planted in copies of a reviewed batch → what the rules found of them.

Every error is planted alone: in the parsed documents of a submission (all formats) and, for Word books, in a copy of
the file itself, which is then read anew. Nothing in the workspace is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import corpora
from check import check_batch
from ingest.batch import Source
from model.document import Reading
from model.errors import BadData
from model.finding import Finding, Outcome, State
from model.plant import Plant
from model.reference import Reference
from model.review import Review, fingerprint
from model.submission import Submission
from pipeline.engine import read_files
from pipeline.judging import review_readings
from pipeline.scenes import SceneJudge
from pipeline.selftest.changes import SENTENCES, Edit, Unfit, make_edits
from pipeline.selftest.documents import edit_document, edit_word
from pipeline.selftest.score import Rate, Score, Trial, rate, score_rules
from store import Store

__all__ = ["Rate", "Score", "SelfTest", "Trial", "run_selftest"]

Progress = Callable[[str, int, int], None]
#: The same choice of submissions and spots in every run.
SEED = 20250806


@dataclass(frozen=True, slots=True)
class SelfTest:
    """`unfit` are the titles of plants for which no submission of the batch had a spot."""

    batch: str
    submissions: int
    trials: tuple[Trial, ...]
    unfit: tuple[str, ...]

    @property
    def scores(self) -> tuple[Score, ...]:
        return score_rules(self.trials)

    def recall(self, carrier: str) -> Rate:
        """Over all errors planted in this carrier."""
        some = [trial for trial in self.trials if trial.carrier == carrier]
        return rate(sum(trial.found for trial in some), len(some))


@dataclass(frozen=True, slots=True)
class _Subject:
    """A submission of the batch as it was read: its findings by rule, and the rules that could be checked."""

    submission: Submission
    readings: tuple[Reading, ...]
    known: Mapping[str, tuple[Finding, ...]]
    checked: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Planned:
    """One error to try: `changed` replaces reading number `at`, or the Word file at `copy` is read for it."""

    plant: Plant
    subject: _Subject
    edits: tuple[Edit, ...]
    at: int
    changed: Reading | None = None
    copy: Path | None = None


def run_selftest(
    workspace: Path,
    batch: str | None = None,
    each: int = 3,
    words: int = 1,
    progress: Progress | None = None,
) -> SelfTest:
    """Plants every kind of error in up to `each` submissions (parsed) and `words` Word files.

    Raises BadData when the workspace has no batch or none of its submissions has a readable book.
    """
    if not workspace.is_dir():  # asking makes no workspace
        raise BadData(str(workspace), "工作区里还没有审查过的批次；请先运行 mingjian review")
    with Store(workspace) as store:
        chosen = _choose(store, workspace, batch)
        reviews = [r for r in store.reviews(chosen) if r.submission.form]
        if not reviews:
            raise BadData(chosen, "这个批次里没有读得出的申报书，无从自测")
        reference = corpora.load(reviews[0].regime)
        judge = SceneJudge(reference.guide)
        subjects = [_subject(review, store, reference, judge) for review in reviews]
        with TemporaryDirectory() as folder:
            planned = [
                one for plant in corpora.plants() for one in _plan(plant, subjects, store, Path(folder), each, words)
            ]
            copies = {one.copy: Source(one.edits[0].place.file, one.copy) for one in planned if one.copy}
            reread = dict(_read_copies(copies, progress))
        trials = list[Trial]()
        for done, one in enumerate(planned):
            if progress:
                progress(one.plant.title, done, len(planned))
            if trial := _try(one, reread, reference, judge):
                trials.append(trial)
    tried = {trial.plant.id for trial in trials}
    unfit = tuple(plant.title for plant in corpora.plants() if plant.id not in tried)
    return SelfTest(chosen, len(subjects), tuple(trials), unfit)


def _choose(store: Store, workspace: Path, batch: str | None) -> str:
    batches = store.batches()
    if not batches:
        raise BadData(str(workspace), "工作区里还没有审查过的批次；请先运行 mingjian review")
    if batch and batch not in batches:
        raise BadData(batch, f"没有这个批次；已有：{'、'.join(batches)}")
    return batch or batches[0]


def _subject(review: Review, store: Store, reference: Reference, judge: SceneJudge) -> _Subject:
    readings = tuple(
        Reading(paper.file, paper.sha256, paper.status, store.document(paper.sha256), paper.error)
        for paper in review.submission.papers
    )
    fresh = review_readings(review.submission.name, readings, reference, judge, "selftest")
    known = {o.rule: o.findings for o in fresh.outcomes}
    checked = frozenset(o.rule for o in fresh.outcomes if o.state in (State.CLEAN, State.FOUND))
    return _Subject(fresh.submission, readings, known, checked)


def _plan(
    plant: Plant, subjects: Sequence[_Subject], store: Store, folder: Path, each: int, words: int
) -> Iterator[_Planned]:
    """Submissions in the order of a fixed shuffle, until enough of them had a spot for the plant.

    Where the rule lacks its data (no statements attached) it says so itself: nothing is planted there.
    """
    order = [s for s in subjects if plant.op in SENTENCES or plant.twin or plant.rule in s.checked]
    Random(f"{SEED}|{plant.id}").shuffle(order)  # noqa: S311  choosing submissions, not a secret
    parsed = in_word = 0
    for subject in order:
        if parsed >= each and in_word >= words:
            return
        try:
            edits = make_edits(plant, subject.submission, subject.submission.id)
        except Unfit:
            continue
        at = next((n for n, r in enumerate(subject.readings) if r.file == edits[0].place.file and r.document), None)
        document = subject.readings[at].document if at is not None else None
        if at is None or document is None:
            continue
        if parsed < each:
            try:
                changed = replace(subject.readings[at], document=edit_document(document, edits))
            except Unfit:
                continue
            parsed += 1
            yield _Planned(plant, subject, edits, at, changed)
        if in_word < words and document.format == "docx":
            copy = folder / f"{plant.id}-{in_word}.docx"
            try:
                edit_word(store.blob(subject.readings[at].sha256), document, edits, copy)
            except Unfit:
                continue
            in_word += 1
            yield _Planned(plant, subject, edits, at, copy=copy)


def _read_copies(copies: dict[Path, Source], progress: Progress | None) -> Iterator[tuple[Path, Reading]]:
    paths = list(copies)
    for done, (number, reading) in enumerate(read_files(list(copies.values()), None, "local")):
        if progress:
            progress("重读改动后的Word副本", done, len(paths))
        yield paths[number], reading


def _try(planned: _Planned, reread: dict[Path, Reading], reference: Reference, judge: SceneJudge) -> Trial | None:
    """The rules on the submission with the one changed reading; None when the Word copy could not be read."""
    changed = planned.changed or (reread[planned.copy] if planned.copy else None)
    if changed is None or changed.document is None:
        return None
    subject = planned.subject
    readings = (*subject.readings[: planned.at], changed, *subject.readings[planned.at + 1 :])
    review = review_readings(subject.submission.name, readings, reference, judge, "selftest")
    carrier = "word" if planned.copy else "parsed"
    if planned.plant.twin:
        return _judge_twins(planned.plant, subject.submission, review.submission, reference, carrier)
    return _judge(planned.plant, planned.edits, review.outcomes, subject, carrier)


def _judge_twins(plant: Plant, book: Submission, changed: Submission, reference: Reference, carrier: str) -> Trial:
    """What the rules over a batch say of a book and its changed twin, beyond what they say of an unchanged one."""
    accepted = {plant.rule, *plant.also}
    before, after = (
        {
            (outcome.rule, finding.message)
            for outcome in check_batch([book, _twin(other, plant.twin)], reference)
            if outcome.rule in accepted
            for finding in outcome.findings
        }
        for other in (book, changed)
    )
    return Trial(plant, book.name, carrier, tuple(sorted({rule for rule, _ in after - before})), ())


def _twin(book: Submission, when: str) -> Submission:
    """Another submission with these fields, declared in the same year or a year later."""
    fields = tuple(
        replace(f, value=f"{int(f.value[:4]) + 1}{f.value[4:]}")
        if when == "later" and f.key in ("declare_date", "truth_date") and f.value[:4].isdigit()
        else f
        for f in book.fields
    )
    return replace(book, id=f"{book.id}-twin", name=f"{book.name}（另一份）", fields=fields)


def _judge(
    plant: Plant, edits: tuple[Edit, ...], outcomes: tuple[Outcome, ...], subject: _Subject, carrier: str
) -> Trial:
    accepted, found, alarms = {plant.rule, *plant.also}, set[str](), set[str]()
    for outcome in outcomes:
        known = subject.known.get(outcome.rule, ())
        same = {fingerprint(outcome.rule, old) for old in known}
        for finding in outcome.findings:
            if fingerprint(outcome.rule, finding) in same:
                continue
            if outcome.rule in accepted and _touches(finding, edits):
                found.add(outcome.rule)
            elif outcome.rule in accepted or _touches(finding, edits) or any(_repeats(finding, old) for old in known):
                continue
            elif _alarms(finding):
                alarms.add(outcome.rule)
    return Trial(plant, subject.submission.name, carrier, tuple(sorted(found)), tuple(sorted(alarms)))


def _alarms(finding: Finding) -> bool:
    return finding.severity in "BE" and not finding.folded_under


def _repeats(finding: Finding, old: Finding) -> bool:
    """Whether a finding says again, in other words or figures, what its rule said of the unchanged book."""
    spots, before = ({(place.file, place.path) for place in one.places} for one in (finding, old))
    return spots <= before or (bool(finding.about) and set(finding.about) <= set(old.about))


def _touches(finding: Finding, edits: tuple[Edit, ...]) -> bool:
    """Whether the finding speaks of the edited field or points at the edited place."""
    keys, paths = {edit.key for edit in edits}, {(edit.place.file, edit.place.path) for edit in edits}
    return bool(keys & set(finding.about)) or any((place.file, place.path) in paths for place in finding.places)
