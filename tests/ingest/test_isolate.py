"""A document that hangs, dies or eats memory costs itself, never its neighbours."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from ingest import pool, worker
from ingest.isolate import Limits, read_isolated
from model.document import Document, Reading, Status
from tests.ingest.docx_file import write_docx
from tests.ingest.pdf_file import text, write_pdf

BOUNDS = Limits(seconds_base=5, seconds_per_page=0, memory=1024**3, tasks_per_worker=3)


class Unpicklable(Exception):
    pass


class Evil:
    """Unpickled without care it would run a command, which leaves a mark."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {shlex.quote(str(self.mark))}",)


def leave_children(note: Path) -> None:
    """Twenty sleeping children, one of them a grandchild whose parent is gone; their ids are written down."""
    ids = [subprocess.Popen(["sleep", "600"]).pid for _ in range(19)]
    ids.append(int(subprocess.check_output(["sh", "-c", "sleep 600 >/dev/null 2>&1 & echo $!"])))
    note.with_suffix(".part").write_text(" ".join(map(str, ids)))
    note.with_suffix(".part").rename(note.with_suffix(".ids"))


def is_running(pid: int) -> bool:
    """Whether a process lives; a zombie that nobody has taken in does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    except OSError:
        return False


def misbehave(path: Path, name: str) -> Reading:
    """A reader that does what its file's name says."""
    match name:
        case "hang":
            time.sleep(600)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "spin":
            while True:
                pass
        case "die":
            os._exit(7)
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "eat":
            hoard = []
            while True:
                hoard.append(bytearray(512 * 1024**2))
        case "raise":
            raise ValueError("不该出现")
        case "raise-unpicklable":
            raise Unpicklable(lambda: None)
        case "exit":
            sys.exit(0)
        case "die-quietly":
            os._exit(0)
        case "deaf":
            for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(each, signal.SIG_IGN)
            time.sleep(600)
        case "chatter":
            while True:
                os.write(1, b"x" * 65536)
                os.write(2, b"x" * 65536)
        case "shout":
            for _ in range(1024):
                os.write(1, b"x" * 2**20)
        case "bloat":
            return Reading(name, "", Status.OK, Document(name, "pdf", (), properties={"x": "x" * (65 * 2**20)}))
        case "fill-disk":
            with (Path(tempfile.gettempdir()) / "big").open("wb") as sink:
                while True:
                    sink.write(b"x" * 2**24)
        case "leak-files":
            held = [os.open(os.devnull, os.O_RDONLY) for _ in range(10_000)]
            return Reading(name, "", Status.OK, Document(str(len(held)), "pdf", ()))
        case "leave-children" | "hang-with-children" | "die-with-children":
            leave_children(path.parent / name)
            if name.startswith("hang"):
                time.sleep(600)
            if name.startswith("die"):
                os.kill(os.getpid(), signal.SIGSEGV)
        case "fork-back":
            os.fork()
        case "close-pipes":
            os.closerange(3, 256)
            time.sleep(600)
        case "forge":
            Path(tempfile.gettempdir(), "result").symlink_to(path.parent / "canary")
        case "evil-pickle":
            return Evil(path.parent / "was-here")  # type: ignore[return-value]
        case "nonsense":
            return "kein Reading"  # type: ignore[return-value]
        case "unpicklable":
            return Reading(name, "", Status.OK, document=lambda: None)  # type: ignore[arg-type]
    return Reading(name, "", Status.OK, Document(name, "pdf", ()))


def run(tmp_path: Path, names: list[str], workers: int = 2) -> dict[int, Reading]:
    (tmp_path / "f").write_bytes(b"x")
    found: dict[int, Reading] = {}
    jobs = [(i, tmp_path / "f", name) for i, name in enumerate(names)]
    for key, reading in read_isolated(jobs, workers, BOUNDS, misbehave):
        assert key not in found
        found[key] = reading
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="signals and rlimits are POSIX")
def test_each_misbehaviour_has_its_status_and_neighbours_are_fine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    bad = {
        "hang": Status.TIMEOUT,
        "spin": Status.TIMEOUT,
        "die": Status.CRASH,
        "segfault": Status.CRASH,
        "eat": Status.OOM,
        "raise": Status.INTERNAL_ERROR,
        "nonsense": Status.INTERNAL_ERROR,
        "unpicklable": Status.INTERNAL_ERROR,
        "raise-unpicklable": Status.INTERNAL_ERROR,
        "exit": Status.INTERNAL_ERROR,
        "die-quietly": Status.CRASH,
        "deaf": Status.TIMEOUT,
        "chatter": Status.TIMEOUT,
        "shout": Status.OK,
        "bloat": Status.LIMIT_EXCEEDED,
        "fill-disk": Status.INTERNAL_ERROR,
        "leak-files": Status.CRASH,
        "leave-children": Status.OK,
        "hang-with-children": Status.TIMEOUT,
        "die-with-children": Status.CRASH,
        "fork-back": Status.OK,
        "close-pipes": Status.CRASH,
        "forge": Status.OK,
        "evil-pickle": Status.INTERNAL_ERROR,
    }
    names = [name for each in bad for name in (each, f"gut-{each}")]
    (tmp_path / "canary").write_text("unchanged")
    found = run(tmp_path, names, workers=4)
    assert (tmp_path / "canary").read_text() == "unchanged"  # what a parser links to is never written to
    assert {names[i]: reading.status for i, reading in found.items()} == {
        **bad,
        **{f"gut-{name}": Status.OK for name in bad},
    }
    for i, reading in found.items():
        assert reading.file == names[i]
        assert reading.status.readable or ((reading.error or "").endswith("。") and len(reading.sha256) == 64)
    for name in ("leave-children", "hang-with-children", "die-with-children"):
        ids = [int(pid) for pid in (tmp_path / f"{name}.ids").read_text().split()]
        assert len(ids) == 20
        assert not [pid for pid in ids if is_running(pid)], name
    assert not (tmp_path / "was-here").exists()
    assert not list((tmp_path / "temp").iterdir())


def test_enums_of_early_python_3_11(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.11.2 pickles an enum as `getattr(class, name)`: the result is nouns all the same."""
    monkeypatch.setattr(Status, "__reduce_ex__", lambda self, _: (getattr, (type(self), self.name)))
    worker._write_result(tmp_path / "result", worker._pickled(Reading("书.docx", "0" * 64, Status.EMPTY)))
    assert worker.take_result(tmp_path, 2**20) == Reading("书.docx", "0" * 64, Status.EMPTY)


def test_no_jobs(tmp_path: Path) -> None:
    assert run(tmp_path, []) == {}


def test_real_files_in_workers(tmp_path: Path) -> None:
    paths = [write_docx(tmp_path / "a.docx", "文"), write_pdf(tmp_path / "b.pdf", [text(72, 100, "字")])]
    found = dict(read_isolated([(path.name, path, path.name) for path in paths], workers=1))
    assert {name: reading.status for name, reading in found.items()} == {"a.docx": Status.OK, "b.pdf": Status.OK}


def test_consumer_may_stop_early(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x")
    begin = time.monotonic()
    results = read_isolated(
        [(i, tmp_path / "f", n) for i, n in enumerate(["ok", "hang", "hang"])], 1, BOUNDS, misbehave
    )
    assert next(results)[1].status is Status.OK
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begin < 120  # a guard against hanging, no speed claim


def test_time_grows_with_the_file_up_to_a_cap(tmp_path: Path) -> None:
    small, large = tmp_path / "s", tmp_path / "l"
    small.write_bytes(b"x")
    large.write_bytes(b"x" * 500_000)
    bounds = Limits(seconds_base=60, seconds_per_page=3, seconds_most=80)
    assert round(bounds.seconds(small)) == 60
    assert bounds.seconds(large) == 80


def stillborn(*_: object) -> None:
    os._exit(3)


def test_no_worker_can_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is named, nothing hangs and nothing is tried for ever."""
    monkeypatch.setattr(pool, "work", stillborn)
    (tmp_path / "f").write_bytes(b"x")
    ends = [r.status for _, r in read_isolated([(i, tmp_path / "f", "ok") for i in range(3)], 2, BOUNDS, misbehave)]
    assert ends == [Status.INTERNAL_ERROR] * 3


def test_workers_killed_from_outside(tmp_path: Path) -> None:
    """The system's memory killer takes a worker, busy or idle: its own file is named, all others are read."""
    (tmp_path / "f").write_bytes(b"x")
    names = ["ok", "killed", "ok", "killed", "ok", "ok"]
    jobs = [(i, tmp_path / "f", name) for i, name in enumerate(names)]
    ends = {i: reading.status for i, reading in read_isolated(jobs, 2, BOUNDS, misbehave)}
    assert ends == {i: Status.OOM if name == "killed" else Status.OK for i, name in enumerate(names)}
