"""The way of the data: paths → stored reviews.

paths ─ingest▶ readings ─extract▶ Submission ─classify▶ scenes ─check▶ outcomes ─store▶ Review
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import corpora
from check import check_submission
from extract import extract_submission
from ingest.batch import Bundle, find_submissions
from model.document import Reading
from model.reference import Reference
from model.review import Review
from model.submission import submission_id
from pipeline.engine import read_files
from pipeline.scenes import SceneJudge
from pipeline.version import engine_version
from store import Store

#: (what is being done, done so far, of how many)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The reviews of one call, in the order of the submissions; `reused` of them were known already."""

    batch: str
    regime: str
    guide: str
    reviews: tuple[Review, ...]
    reused: int

    @property
    def unreadable(self) -> int:
        return sum(not paper.status.readable for review in self.reviews for paper in review.submission.papers)


def review_paths(
    paths: Sequence[Path],
    workspace: Path,
    *,
    regime: str = corpora.DEFAULT_REGIME,
    batch: str | None = None,
    workers: int | None = None,
    engine: str = "local",
    progress: Progress | None = None,
) -> BatchResult:
    """Reads, classifies, checks and stores every submission under `paths`; one bad file never stops the rest.

    Raises BadData for a path, regime or engine that does not exist. The same bytes under the same program and
    reference data are not judged again.
    """
    reference = corpora.load(regime)
    judge = SceneJudge(reference.guide)
    version = engine_version(reference)
    name = batch or paths[0].resolve().name
    with Store(workspace) as store, TemporaryDirectory(prefix="mingjian-") as scratch:
        bundles = find_submissions(paths, Path(scratch))
        known = {bundle.name: _known(store, bundle, regime, version) for bundle in bundles}
        fresh = [bundle for bundle in bundles if known[bundle.name] is None]
        readings = _read_all(fresh, store, workers, engine, progress)
        reviews = []
        for done, bundle in enumerate(bundles):
            if progress:
                progress(f"核对 {bundle.name}", done, len(bundles))
            review = known[bundle.name] or _review(bundle, readings[bundle.name], reference, judge, version)
            store.save_review(name, review)
            reviews.append(review)
        if progress:
            progress("完成", len(bundles), len(bundles))
    return BatchResult(name, regime, reference.guide.edition, tuple(reviews), len(bundles) - len(fresh))


def _review(
    bundle: Bundle, readings: Sequence[Reading], reference: Reference, judge: SceneJudge, version: str
) -> Review:
    """One applicant's readings → the review."""
    submission = extract_submission(bundle.name, readings, reference)
    submission = replace(submission, scenes=judge.scenes(submission))
    outcomes = check_submission(submission, reference)
    return Review(submission, outcomes, reference.regime, reference.guide.edition, version)


def _read_all(
    bundles: Sequence[Bundle], store: Store, workers: int | None, engine: str, progress: Progress | None
) -> dict[str, list[Reading]]:
    """Readings by submission, in the order of its files; bytes and documents are kept for the screen."""
    jobs = [(bundle.name, source) for bundle in bundles for source in bundle.files]
    for _, source in jobs:
        store.keep_file(source.path)
    readings: dict[int, Reading] = {}
    for number, reading in read_files([source for _, source in jobs], workers, engine):
        readings[number] = reading
        if reading.document:
            store.save_document(reading.sha256, "ingest", reading.document)
        if progress:
            progress(f"读取 {reading.file}", len(readings), len(jobs))
    found: dict[str, list[Reading]] = {bundle.name: list(bundle.refused) for bundle in bundles}
    for number, (name, _) in enumerate(jobs):
        found[name].append(readings[number])
    return found


def _known(store: Store, bundle: Bundle, regime: str, version: str) -> Review | None:
    """The stored review of exactly these files under these names, if program and data have not changed."""
    if bundle.refused:
        return None
    shas = [store.keep_file(source.path) for source in bundle.files]
    review = store.find_review(submission_id(shas), regime, version)
    if review is None or review.submission.name != bundle.name:
        return None
    same = [paper.file for paper in review.submission.papers] == [source.name for source in bundle.files]
    return review if same else None
