"""Reading in processes that may die: `read_isolated(jobs, workers)` (reliability.md §0.1: isolation is the defence).

A parser that hangs, crashes or eats memory costs its own document, never the batch.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from ingest import limits, read
from ingest.sniff import Kind, content_of, sha256_of
from model.document import Reading, Status

#: Anything that `read` can stand in for: (path, name) → Reading. Must be importable in the worker.
Reader = Callable[[Path, str], Reading]
Key = TypeVar("Key", bound=Hashable)
_Done = queue.SimpleQueue[tuple[Any, Path, str, float, Any]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one document: seconds = base + per page (by size), at most `seconds_most`; memory in bytes."""

    seconds_base: float = limits.SECONDS_BASE
    seconds_per_page: float = limits.SECONDS_PER_PAGE
    seconds_most: float = limits.SECONDS_MOST
    memory: int = limits.WORKER_MEMORY
    tasks_per_worker: int = limits.WORKER_TASKS
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
    count = max(1, workers or os.cpu_count() or 1)
    todo = iter(jobs)
    done: _Done = queue.SimpleQueue()
    running = 0
    context = multiprocessing.get_context("spawn")  # fork after native libraries have threads hangs (engines.md §3)
    with ProcessPool(count, bounds.tasks_per_worker, _confine, (bounds.memory,), context) as pool:
        try:
            while True:
                while running < 2 * count and (job := next(todo, None)) is not None:
                    key, path, name = job
                    seconds = bounds.seconds(path)
                    future = pool.schedule(reader, args=(path, name), timeout=seconds)
                    future.add_done_callback(partial(_report, done, key, path, name, seconds))
                    running += 1
                if not running:
                    return
                key, path, name, seconds, future = done.get()
                running -= 1
                yield key, _outcome(future, path, name, seconds)
        finally:
            if running:  # the consumer went away, or an error passes through
                pool.stop()  # type: ignore[no-untyped-call]


def _report(done: _Done, key: Any, path: Path, name: str, seconds: float, future: Any) -> None:
    done.put((key, path, name, seconds, future))


def _outcome(future: Any, path: Path, name: str, seconds: float) -> Reading:
    """The Reading of a finished future, or the reason why there is none."""

    def failed(status: Status, why: str) -> Reading:
        return Reading(name, sha256_of(path), status, error=why)

    try:
        reading = future.result()
    except FutureTimeout:
        return failed(Status.TIMEOUT, f"读取超过 {seconds:.0f} 秒仍未完成，已停止。")
    except ProcessExpired as error:
        if error.exitcode == -9:  # SIGKILL: the system's out-of-memory killer
            return failed(Status.OOM, "读取时内存不足，进程被系统终止。")
        return failed(Status.CRASH, f"读取进程崩溃（退出码 {error.exitcode}），文件可能已损坏或含恶意结构。")
    except MemoryError:
        return failed(Status.OOM, "读取此文件所需内存超过上限。")
    except CancelledError:
        return failed(Status.INTERNAL_ERROR, "读取任务被取消。")
    except Exception as error:  # noqa: BLE001  whatever a worker sends back, the coordinator lives on
        return failed(Status.INTERNAL_ERROR, f"程序内部错误（{type(error).__name__}：{error}）。")
    if isinstance(reading, Reading):
        return reading
    return failed(Status.INTERNAL_ERROR, "读取进程返回了无法识别的结果。")


def _confine(memory: int) -> None:
    """Runs first in each worker: bounds its memory, writes no core files. Windows has no `resource`: no bound there."""
    try:
        import resource
    except ImportError:
        return
    for kind, bound in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
