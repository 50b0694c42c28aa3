"""Worker: the process that may die. It takes jobs from the coordinator, one at a time, and writes what came out.

The result goes to a file in the job's own folder and a mark goes down the pipe: the coordinator never waits for bytes
of a process that a foreign file may have taken over, looks at the size first, and loads nouns only.
"""

from __future__ import annotations

import dataclasses
import importlib
import os
import pickle
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ingest.confine import Confinement, confine, end_session, limit_cpu
from model.document import Status

READY, DONE = b"r", b"d"
_RESULT = "result"
_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job has no result: a status of the closed list and a Chinese sentence."""

    status: Status
    why: str


@dataclass(frozen=True, slots=True)
class Job:
    """A call to make in a worker: `function` must be importable there; `seconds` it may take; its own `folder`."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    seconds: float
    folder: Path


def work(pipe: Connection, memory: int, output: int, file_size: int, files: int) -> None:
    """Runs jobs until the pipe closes. Started by the coordinator as a process of its own (spawn)."""
    global _walls
    _walls = confine(memory, file_size, files)
    pipe.send_bytes(READY)
    while True:
        try:
            job: Job = pipe.recv()
        except (EOFError, OSError):  # the coordinator is gone or has no more work
            os._exit(0)
        limit_cpu(2 * job.seconds + 10)
        os.environ["TMPDIR"] = tempfile.tempdir = str(job.folder)
        data = _run(job, output)
        end_session(os.getpid())
        _write_result(job.folder / _RESULT, data)
        pipe.send_bytes(DONE)


_walls = Confinement(False, False, False)


def walls() -> tuple[bool, bool, bool]:
    """What holds around this worker: limits, own session, no network. For `doctor`."""
    return (_walls.limits, _walls.session, _walls.network)


def _run(job: Job, most: int) -> bytes:
    own = os.getpid()
    try:
        result = job.function(*job.args)
        if os.getpid() != own:  # a parser forked and its child came back here
            os._exit(0)
        data = _pickled(result)
    except MemoryError:
        data = b""
    except RecursionError:
        return _failed(Status.LIMIT_EXCEEDED, "文件结构嵌套过深，已停止读取。")
    except BaseException as error:  # noqa: BLE001  whatever comes, also SystemExit: the worker answers
        return _failed(Status.INTERNAL_ERROR, f"程序内部错误（{type(error).__name__}：{str(error)[:500]}）。")
    if not data:
        return _failed(Status.OOM, "读取此文件所需内存超过上限。")
    if len(data) > most:
        return _failed(Status.LIMIT_EXCEEDED, f"读取结果超过 {most // 2**20} MB，已停止。")
    return data


def _write_result(path: Path, data: bytes) -> None:
    """A new file of our own: a link that a parser planted under this name is removed, never written through."""
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as sink:
        sink.write(data)


def _failed(status: Status, why: str) -> bytes:
    return _pickled(Failure(status, why))


def take_result(folder: Path, most: int) -> Any:
    """What the worker wrote for a job, or a Failure; never more than `most` bytes, never anything but nouns."""
    try:
        handle = os.open(folder / _RESULT, os.O_RDONLY | _CAREFUL)
        with os.fdopen(handle, "rb") as stream:
            about = os.fstat(stream.fileno())
            if not stat.S_ISREG(about.st_mode) or about.st_size > most + 4096:
                return Failure(Status.LIMIT_EXCEEDED, f"读取结果超过 {most // 2**20} MB，已停止。")
            data = stream.read(most + 4096)
        return _NounsOnly(BytesIO(data)).load()
    except Exception as error:  # noqa: BLE001  a damaged or forged result must not hurt the coordinator
        return Failure(Status.INTERNAL_ERROR, f"读取进程返回了无法识别的结果（{type(error).__name__}）。")


class _Plain(pickle.Pickler):
    """Writes an enum as its class called with its value, whatever the Python.

    Python 3.11.2 (of Debian 12; no longer 3.11.7) writes it as `getattr(class, name)`, and `getattr` is not a noun.
    """

    def reducer_override(self, obj: Any) -> Any:
        return (type(obj), (obj.value,)) if isinstance(obj, Enum) else NotImplemented


def _pickled(result: Any) -> bytes:
    sink = BytesIO()
    _Plain(sink, protocol=5).dump(result)
    return sink.getvalue()


class _NounsOnly(pickle.Unpickler):
    """Loads dataclasses and enums of `model` (with Failure and Decimal), and nothing that could act."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (Failure.__module__, Failure.__name__):
            return Failure
        if (module, name) == ("decimal", "Decimal"):
            return Decimal
        if module.startswith("model.") and "." not in name:
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type) and (dataclasses.is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
