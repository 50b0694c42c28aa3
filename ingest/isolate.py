"""Reading in processes that may die: `read_isolated(jobs, workers)` (reliability.md §0.1: isolation is the defence).

A parser that hangs, crashes, eats memory or leaves children costs its own document, never the batch.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest import limits, read
from ingest.pool import Bounds, Key, Task, Workers
from ingest.sniff import Kind, content_of, sha256_of
from ingest.worker import Failure
from model.document import Reading, Status

#: Anything that `read` can stand in for: (path, name) → Reading. Must be importable in the worker.
Reader = Callable[[Path, str], Reading]
#: Text files whose pictures may be papers that are recognised.
_HOLDS_PICTURES = (Kind.PDF, Kind.DOCX, Kind.DOC, Kind.RTF, Kind.ODT, Kind.WORD_XML, Kind.FLAT_DOCX)


@dataclass(frozen=True, slots=True)
class Limits(Bounds):
    """Bounds for one document, with its seconds: base + per page (by size), at most `seconds_most`."""

    seconds_base: float = limits.SECONDS_BASE
    seconds_per_page: float = limits.SECONDS_PER_PAGE
    seconds_most: float = limits.SECONDS_MOST
    scans: bool = True

    def seconds(self, path: Path) -> float:
        """Time for this file: pages are guessed from its size, because opening it is what may hang.

        What may be a scan gets the time of recognition on top; within it the reader stops by itself.
        """
        try:
            size = path.stat().st_size
            kind = content_of(path) if size else Kind.EMPTY
        except OSError:
            return self.seconds_base
        seconds = self.seconds_base + self.seconds_per_page * size / limits.BYTES_PER_PAGE
        if self.scans and kind in (Kind.PDF, Kind.IMAGE):
            seconds += limits.scan_seconds(size)
        if self.scans and kind in _HOLDS_PICTURES:
            seconds += limits.pasted_seconds(size)
        return min(self.seconds_most, seconds)


DEFAULT = Limits()


def read_isolated(
    jobs: Iterable[tuple[Key, Path, str]],
    workers: int | None = None,
    bounds: Limits = DEFAULT,
    reader: Reader = read,
) -> Iterator[tuple[Key, Reading]]:
    """Reads (key, path, name) jobs in worker processes; yields (key, Reading) as they finish.

    Every job yields exactly one Reading; a hang gives timeout, a dead worker crash (or oom), too much memory oom.
    Jobs are taken from the iterable as workers fall free. `reader` is for tests.
    """
    files: dict[Any, tuple[Path, str]] = {}

    def tasks() -> Iterator[tuple[Key, Task]]:
        for key, path, name in jobs:
            files[key] = (path, name)
            yield key, Task(reader, (path, name), bounds.seconds(path))

    with Workers(workers or os.cpu_count() or 1, bounds) as pool:
        for key, result in pool.run(tasks()):
            path, name = files.pop(key)
            yield key, result if isinstance(result, Reading) else _lost(result, path, name)


def _lost(result: object, path: Path, name: str) -> Reading:
    if isinstance(result, Failure):
        return Reading(name, sha256_of(path), result.status, error=result.why)
    return Reading(name, sha256_of(path), Status.INTERNAL_ERROR, error="读取进程返回了无法识别的结果。")
