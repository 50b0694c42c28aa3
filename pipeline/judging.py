"""One submission's readings → its reviews, in a process that may be stopped: `judge_isolated(pool, bundle)`.

Reading a hostile file ends with its text; what our own rules make of such a text may take for ever. As with reading,
it costs its own submission, never the batch.
"""

from __future__ import annotations

import io
import logging
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

from check import check_submission, tabulate_eligibility
from extract import extract_submission, lost_submission
from extract.shelf import split_readings
from ingest import limits
from ingest.pool import Bounds, Workers
from ingest.worker import Failure
from model.archive import Archive
from model.document import Block, Reading, Status, Table
from model.reference import Reference
from model.review import Review
from model.submission import Submission
from pipeline.anchor import anchor_outcomes
from pipeline.scenes import SceneJudge

log = logging.getLogger("mingjian")

#: Bounds of the process that extracts and checks.
BOUNDS = Bounds(memory=limits.REVIEW_MEMORY, output=limits.REVIEW_OUTPUT, tasks_per_worker=limits.REVIEW_TASKS)
#: A paragraph or cell this long is told when a submission is stopped: it is nearly always the reason.
_LONG = 5_000


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """What every submission of a call is judged by."""

    reference: Reference
    judge: SceneJudge
    version: str
    archive: Archive | None = None


def judge_isolated(pool: Workers, name: str, readings: Sequence[Reading], bench: Bench) -> tuple[Review, ...]:
    """The reviews of one folder, judged in a worker; a lost one, named with its cause, where the worker was stopped."""
    seconds = review_seconds(readings)
    answer = pool.call(judge_readings, (name, tuple(readings), _packed(bench)), seconds)
    if not isinstance(answer, Failure):
        reviews, told = answer
        if told:
            log.error("%s", told.rstrip())
        return tuple(reviews)
    status, why = _cause(answer, readings, seconds)
    lost = lost_submission(name, readings, f"“{name}”{why}", status)
    return (_conclude(lost, readings, bench.reference, bench.version, bench.archive),)


def prepare(pool: Workers, bench: Bench) -> None:
    """Learns the scenes, once for all submissions, and has the worker load the program and the bench.

    If the worker dies of that, the first call starts another, which tells the cause.
    """
    bench.judge.learn()
    pool.call(_load, (_packed(bench),), limits.REVIEW_SECONDS_BASE)


def _load(packed: bytes) -> None:
    _unpacked(packed)


def review_seconds(readings: Sequence[Reading]) -> float:
    """How long extraction and checking of these readings may take."""
    pages = sum(len(reading.document.pages) for reading in readings if reading.document)
    return min(limits.REVIEW_SECONDS_MOST, limits.REVIEW_SECONDS_BASE + limits.REVIEW_SECONDS_PER_PAGE * pages)


@lru_cache(maxsize=1)
def _packed(bench: Bench) -> bytes:
    return pickle.dumps(bench)


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Bench:
    """One bench for all submissions of a worker: what it keeps of the law's lists serves the next one, too."""
    bench: Bench = pickle.loads(packed)  # noqa: S301  our own, from the process that started this one
    return bench


def judge_readings(name: str, readings: Sequence[Reading], packed: bytes) -> tuple[tuple[Review, ...], str]:
    """The reviews of one folder, nearly always one, and what was logged meanwhile: a worker has no screen."""
    bench = _unpacked(packed)
    with _logged() as told:
        reviews = tuple(
            review_readings(part, own, bench.reference, bench.judge, bench.version, bench.archive)
            for part, own in split_readings(name, readings, bench.reference)
        )
    return reviews, told.getvalue()


def review_readings(
    name: str,
    readings: Sequence[Reading],
    reference: Reference,
    judge: SceneJudge,
    version: str,
    archive: Archive | None = None,
) -> Review:
    """One applicant's readings → the review. A book on which our own code fails is named; the batch goes on."""
    try:
        submission = extract_submission(name, readings, reference)
        submission = replace(submission, scenes=judge.scenes(submission))
    except Exception as error:
        log.exception("submission %s", name)
        submission = lost_submission(name, readings, f"程序处理此件时出错（{type(error).__name__}：{error}）。")
    return _conclude(submission, readings, reference, version, archive)


def _conclude(
    submission: Submission, readings: Sequence[Reading], reference: Reference, version: str, archive: Archive | None
) -> Review:
    documents = {reading.file: reading.document for reading in readings if reading.document}
    outcomes = anchor_outcomes(check_submission(submission, reference, archive), documents)
    eligibility = tabulate_eligibility(submission, outcomes, reference)
    return Review(submission, outcomes, reference.regime, reference.guide.edition, version, eligibility)


def _cause(failure: Failure, readings: Sequence[Reading], seconds: float) -> tuple[Status, str]:
    """Why a submission was stopped, for the screen."""
    size, file = max(((_longest(reading), reading.file) for reading in readings), default=(0, ""))
    long = f"（{file}中有一段文字长达{size}字）" if size >= _LONG else ""
    match failure.status:
        case Status.TIMEOUT:
            why = f"内容异常或过长{long}，核对超过{seconds:.0f}秒，已停止；请人工审阅。"
        case Status.OOM:
            why = f"内容异常或过长{long}，核对时内存不足，已停止；请人工审阅。"
        case Status.CRASH:
            why = f"核对进程中断{long}，已停止；请人工审阅。"
        case Status.LIMIT_EXCEEDED:
            why = f"内容异常或过长{long}，核对结果超过上限，已停止；请人工审阅。"
        case _:
            why = f"核对未能完成{long}：{failure.why}"
    return failure.status, why


def _longest(reading: Reading) -> int:
    """The length of the longest paragraph or cell."""
    nodes = reading.document.unfolded if reading.document else ()
    return max(
        (
            max((len(cell.text) for cell in node.cells), default=0) if isinstance(node, Table) else len(node.text)
            for node in nodes
            if isinstance(node, Block | Table)
        ),
        default=0,
    )


@contextmanager
def _logged() -> Iterator[io.StringIO]:
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    log.addHandler(handler)
    try:
        yield told
    finally:
        log.removeHandler(handler)
