"""The way of the data: paths → stored reviews.

paths ─ingest▶ readings ─extract▶ Submission ─classify▶ scenes ─check▶ outcomes ─store▶ Review
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import corpora
from check import check_batch
from extract.archive import extract_archive
from ingest.batch import Bundle, Source, find_submissions
from ingest.pool import Workers
from model.archive import Archive
from model.document import Reading, Status
from model.errors import BadData, say_cause
from model.finding import Outcome
from model.reference import Reference
from model.review import Review
from model.submission import submission_id
from pipeline.engine import read_files
from pipeline.judging import BOUNDS, Bench, judge_isolated, prepare
from pipeline.scenes import SceneJudge
from pipeline.version import engine_version
from store import Store

#: SHA-256 of no bytes, for what has none.
NOTHING = hashlib.sha256().hexdigest()
#: Failures that may not happen again.
PASSING = (Status.TIMEOUT, Status.CRASH, Status.OOM, Status.INTERNAL_ERROR)

#: (what is being done, done so far, of how many)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The reviews of one call, in the order of the submissions; `reused` of them were known already.

    `outcomes` are the answers of the rules that look at the whole batch; `remarks` what the archive left out.
    """

    batch: str
    regime: str
    guide: str
    reviews: tuple[Review, ...]
    reused: int
    outcomes: tuple[Outcome, ...] = ()
    remarks: tuple[str, ...] = ()

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
    archive: Path | None = None,
) -> BatchResult:
    """Reads, classifies, checks and stores every submission under `paths`; one bad file never stops the rest.

    `archive`: a workbook of earlier titles and awards. Raises BadData for a path, regime, engine or archive that does
    not exist or cannot be used. The same bytes under the same program, data and archive are not judged again.
    """
    reference = corpora.load(regime)
    regime = reference.regime
    history = read_archive(archive, reference) if archive else None
    version = engine_version(reference) + (f"-{history.version}" if history else "")
    bench = Bench(reference, SceneJudge(reference.guide), version, history)
    name = batch or "/".join(paths[0].resolve().parts[-2:]).lstrip("/")
    with (
        Store(workspace) as store,
        TemporaryDirectory(prefix="mingjian-") as scratch,
        ThreadPoolExecutor(1) as aside,  # kept to the end: a worker dies with the thread that started it
        Workers(1, BOUNDS) as judges,
    ):
        bundles = find_submissions(paths, Path(scratch))
        known = {bundle.name: _known(store, bundle, regime, version) for bundle in bundles}
        fresh = [bundle for bundle in bundles if known[bundle.name] is None]
        ready = aside.submit(prepare, judges, bench) if fresh else None  # while the files are read
        readings = _read_all(fresh, store, workers, engine, progress)
        if ready:
            ready.result()
        reviews: list[Review] = []
        for done, bundle in enumerate(bundles):
            if progress:
                progress(f"核对 {bundle.name}", done, len(bundles))
            if review := known[bundle.name]:
                parts: tuple[Review, ...] = (review,)
            else:
                parts = judge_isolated(judges, bundle.name, readings[bundle.name], bench)
            for review in parts:
                store.save_review(name, review)
            reviews += parts
        outcomes = check_batch([review.submission for review in reviews], reference, history)
        store.save_batch(name, outcomes)
        if progress:
            progress("完成", len(bundles), len(bundles))
    remarks = history.problems if history else ()
    reused = len(bundles) - len(fresh)
    return BatchResult(name, regime, reference.guide.edition, tuple(reviews), reused, outcomes, remarks)


def read_archive(path: Path, reference: Reference) -> Archive:
    """The archive of earlier titles and awards. Raises BadData when the workbook cannot be used."""
    if not path.is_file():
        raise BadData(str(path), "没有这个档案文件")
    reading = next(reading for _, reading in read_files([Source(path.name, path)], 1, "local"))
    return extract_archive(reading, reference.archive)


def _read_all(
    bundles: Sequence[Bundle], store: Store, workers: int | None, engine: str, progress: Progress | None
) -> dict[str, list[Reading]]:
    """Readings by submission, in the order of its files; bytes and documents are kept for the screen."""
    found: dict[str, list[Reading]] = {bundle.name: list(bundle.refused) for bundle in bundles}
    jobs: list[tuple[str, Source]] = []
    for bundle in bundles:
        if not bundle.files and not bundle.refused:
            found[bundle.name].append(
                Reading(bundle.name, NOTHING, Status.EMPTY, None, "文件夹是空的，没有可审查的文件。")
            )
        for source in bundle.files:
            try:
                store.keep_file(source.path)
                jobs.append((bundle.name, source))
            except OSError as error:
                why = f"无法打开文件（{say_cause(error)}），请检查权限或是否被占用。"
                found[bundle.name].append(Reading(source.name, NOTHING, Status.CORRUPT, None, why))
    readings: dict[int, Reading] = {}
    for number, reading in read_files([source for _, source in jobs], workers, engine):
        readings[number] = reading
        if reading.document:
            store.save_document(reading.sha256, "ingest", reading.document)
        if progress:
            progress(f"读取 {reading.file}", len(readings), len(jobs))
    for number, (name, _) in enumerate(jobs):
        found[name].append(readings[number])
    return found


def _known(store: Store, bundle: Bundle, regime: str, version: str) -> Review | None:
    """The stored review of exactly these files under these names, if program and data have not changed.

    What failed for a reason of the machine (time, memory, a crash) is tried again.
    """
    if bundle.refused or not bundle.files:
        return None
    try:
        shas = [store.keep_file(source.path) for source in bundle.files]
    except OSError:
        return None  # named when it is read
    review = store.find_review(submission_id(shas), regime, version)
    if review is None or review.submission.name != bundle.name:
        return None
    papers = review.submission.papers
    same = [paper.file for paper in papers] == [source.name for source in bundle.files]
    return review if same and not any(paper.status in PASSING for paper in papers) else None
