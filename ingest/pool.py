"""A pool of confined processes that may die: `Workers(count, bounds).call(function, args, seconds)`.

Own pool, because a shared result pipe lets one worker that dies at the wrong moment stop all others, wall-clock
time-outs fire when the clock is set, and the process ids of hanging workers are needed to end their children.
"""

from __future__ import annotations

import multiprocessing
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from ingest import limits
from ingest.confine import end_session
from ingest.worker import DONE, READY, Failure, Job, take_result, work
from model.document import Status

Key = TypeVar("Key", bound=Hashable)
_START_SECONDS = 120
_START_ATTEMPTS = 3
_LOOK_SECONDS = 1.0

_starting = threading.Lock()


@contextmanager
def _no_main_module() -> Iterator[None]:
    """A worker needs nothing of the program that starts it.

    Python would load that program's main file once more in the worker: slow, and impossible where the file is gone
    or is a page that Streamlit runs.
    """
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a process may take; sizes in bytes. After `tasks_per_worker` calls another takes its place."""

    memory: int = limits.WORKER_MEMORY
    output: int = limits.WORKER_OUTPUT
    file_size: int = limits.WORKER_FILE
    open_files: int = limits.WORKER_OPEN_FILES
    tasks_per_worker: int = limits.WORKER_TASKS


DEFAULT = Bounds()


@dataclass(frozen=True, slots=True)
class Task:
    """One call for a worker: which function with which arguments, and how long it may take."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    seconds: float


class _Worker:
    """One process and its pipe; `deadline` by the monotonic clock."""

    def __init__(self, bounds: Bounds, scratch: Path) -> None:
        context = multiprocessing.get_context("spawn")  # fork after native libraries have threads hangs (engines.md §3)
        self.pipe, theirs = context.Pipe()
        self._bounds, self._scratch = bounds, scratch
        sizes = (bounds.memory, bounds.output, bounds.file_size, bounds.open_files)
        self.process: SpawnProcess = context.Process(target=work, args=(theirs, *sizes), daemon=True)
        with _no_main_module():
            self.process.start()
        theirs.close()
        self.ready, self.done = False, 0
        self.deadline = time.monotonic() + _START_SECONDS
        self.key: Any = None
        self.job: Job | None = None

    def give(self, key: Any, task: Task) -> None:
        folder = Path(tempfile.mkdtemp(prefix="job-", dir=self._scratch))
        self.key, self.job = key, Job(task.function, task.args, task.seconds, folder)
        self.deadline = time.monotonic() + task.seconds
        try:
            self.pipe.send(self.job)
        except OSError:  # died while idle: seen at once by its closed pipe
            self.deadline = time.monotonic()

    def take(self) -> Any:
        """The result of the job that is done."""
        assert self.job is not None
        result = take_result(self.job.folder, self._bounds.output)
        self._clean()
        self.done += 1
        return result

    def end(self) -> int | None:
        """Kills the process and all it has started; its exit code where it was dead already."""
        code = self.process.exitcode
        pid = self.process.pid
        if self.process.is_alive():
            self.process.kill()
        self.wait(10)
        if pid is not None:
            end_session(pid)
        self.pipe.close()
        self._clean()
        return code

    def wait(self, seconds: float) -> None:
        """Waits for the process to end. (`join` would wait for ever once the process has closed its descriptors.)"""
        end = time.monotonic() + seconds
        while self.process.is_alive() and time.monotonic() < end:
            time.sleep(0.01)

    def _clean(self) -> None:
        if self.job is not None:
            shutil.rmtree(self.job.folder, ignore_errors=True)
        self.job = None


class Workers:
    """A pool of confined processes. Use as a context manager; nothing of it is left behind."""

    def __init__(self, count: int, bounds: Bounds = DEFAULT) -> None:
        self._count, self._bounds = max(1, count), bounds
        self._scratch = tempfile.TemporaryDirectory(prefix="mingjian-work-", ignore_cleanup_errors=True)
        self._crew: list[_Worker] = []
        self._stillborn = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._crew:
            worker.end()
        self._crew.clear()
        self._scratch.cleanup()

    def call(self, function: Callable[..., Any], args: tuple[Any, ...], seconds: float) -> Any:
        """One call, waited for: its result or a Failure."""
        return next(result for _, result in self.run([(0, Task(function, args, seconds))]))

    def run(self, tasks: Iterable[tuple[Key, Task]]) -> Iterator[tuple[Key, Any]]:
        """Yields (key, result or Failure) as calls finish; tasks are taken as workers fall free."""
        todo = iter(tasks)
        waiting: tuple[Key, Task] | None = next(todo, None)
        while True:
            while waiting is not None and (worker := self._free()) is not None:
                if self._stillborn >= _START_ATTEMPTS:
                    break
                worker.give(*waiting)
                waiting = next(todo, None)
            if waiting is not None and self._stillborn >= _START_ATTEMPTS:
                yield waiting[0], Failure(Status.INTERNAL_ERROR, "读取进程无法启动，请检查内存与系统限制。")
                waiting = next(todo, None)
                continue
            if waiting is None and not any(worker.job for worker in self._crew):
                return
            yield from self._listen()

    def _free(self) -> _Worker | None:
        idle = next((worker for worker in self._crew if worker.ready and worker.job is None), None)
        if idle is None and len(self._crew) < self._count:
            self._crew.append(_Worker(self._bounds, Path(self._scratch.name)))
        return idle

    def _listen(self) -> Iterator[tuple[Any, Any]]:
        """Waits for the next thing to happen: a result, a death, a deadline."""
        awake = [worker for worker in self._crew if worker.job or not worker.ready]
        soonest = min(worker.deadline for worker in awake)
        patience = min(_LOOK_SECONDS, max(0.0, soonest - time.monotonic()))
        heard = wait([worker.pipe for worker in awake], patience)
        for worker in awake:
            if worker.pipe in heard:
                yield from self._hear(worker)
            elif not worker.process.is_alive():  # its pipe is held open by a child that it left behind
                yield from self._lose(worker, late=False)
            elif time.monotonic() >= worker.deadline:
                yield from self._lose(worker, late=True)

    def _hear(self, worker: _Worker) -> Iterator[tuple[Any, Any]]:
        mark = _mark(worker.pipe)
        if mark == READY and not worker.ready:
            worker.ready, self._stillborn = True, 0
        elif mark == DONE and worker.job is not None:
            key = worker.key
            yield key, worker.take()
            if worker.done >= self._bounds.tasks_per_worker:
                self._crew.remove(worker)
                worker.end()
        else:
            yield from self._lose(worker, late=False)

    def _lose(self, worker: _Worker, late: bool) -> Iterator[tuple[Any, Any]]:
        self._crew.remove(worker)
        if not late:
            worker.wait(2)
        job, key = worker.job, worker.key
        code = worker.end()
        if job is None:
            self._stillborn += not worker.ready
        else:
            yield key, _failure(code, job.seconds, late and code is None)


def _mark(pipe: Connection) -> bytes:
    try:
        return pipe.recv_bytes(16)
    except (EOFError, OSError):
        return b""


def _failure(code: int | None, seconds: float, late: bool) -> Failure:
    """What the death of a worker means."""
    if late or code == -getattr(signal, "SIGXCPU", 24):
        return Failure(Status.TIMEOUT, f"读取超过 {seconds:.0f} 秒仍未完成，已停止。")
    if code == -9:  # SIGKILL by nobody of us: the system's out-of-memory killer
        return Failure(Status.OOM, "读取时内存不足，进程被系统终止。")
    return Failure(Status.CRASH, f"读取进程崩溃（退出码 {code}），文件可能已损坏或含恶意结构。")
