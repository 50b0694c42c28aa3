"""A document that hangs, dies or eats memory costs itself, never its neighbours."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from ingest.isolate import Limits, read_isolated
from model.document import Document, Reading, Status
from tests.ingest.docx_file import write_docx
from tests.ingest.pdf_file import text, write_pdf

BOUNDS = Limits(seconds_base=6, seconds_per_page=0, memory=1024**3, tasks_per_worker=3)


def misbehave(path: Path, name: str) -> Reading:
    """A reader that does what its file's name says."""
    match name:
        case "hang":
            time.sleep(600)
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
def test_each_misbehaviour_has_its_status_and_neighbours_are_fine(tmp_path: Path) -> None:
    bad = {
        "hang": Status.TIMEOUT,
        "spin": Status.TIMEOUT,
        "die": Status.CRASH,
        "segfault": Status.CRASH,
        "eat": Status.OOM,
        "raise": Status.INTERNAL_ERROR,
        "nonsense": Status.INTERNAL_ERROR,
        "unpicklable": Status.CRASH,
    }
    names = [name for each in bad for name in (each, f"gut-{each}")]
    found = run(tmp_path, names, workers=4)
    assert {names[i]: reading.status for i, reading in found.items()} == {
        **bad,
        **{f"gut-{name}": Status.OK for name in bad},
    }
    for i, reading in found.items():
        assert reading.file == names[i]
        assert reading.status.readable or ((reading.error or "").endswith("。") and len(reading.sha256) == 64)


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
