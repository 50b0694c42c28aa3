"""Uploads: kept in the workspace first, then reviewed by a process of its own that outlives the page.

An upload is a folder `uploads/<time>/`; `uploads/<time>.done` says that its review ended. Nothing else removes it.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Protocol

#: The script that does the work.
CHILD = Path(__file__).with_name("review_upload.py")
INTERRUPTED = "审查中断（程序内部错误）；上传的文件已保存，可以重试。"

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class Upload(Protocol):
    """What Streamlit gives for a file: a name (with folders, for a folder upload) and its bytes."""

    name: str

    def getbuffer(self) -> memoryview: ...


@dataclass(slots=True)
class Job:
    """A review under way, or ended with `error` (a Chinese sentence) or without."""

    folder: Path
    step: str = "准备中"
    done: int = 0
    total: int = 0
    ended: bool = False
    error: str | None = None


#: Jobs of this server, by upload folder.
jobs: dict[str, Job] = {}


def safe_path(name: str) -> PurePosixPath:
    """A relative path without anything that leads elsewhere or that Windows refuses; never empty."""
    parts = []
    for part in name.replace("\\", "/").split("/"):
        clean = _FORBIDDEN.sub("_", part).strip(" .")[:120]
        if clean:
            parts.append(f"_{clean}" if _RESERVED.match(clean) else clean)
    return PurePosixPath(*parts[-8:]) if parts else PurePosixPath("未命名")


def keep_uploads(files: Sequence[Upload], workspace: Path, apart: bool, title: str) -> Path:
    """Writes the files into a new upload folder and gives it. `apart`: each loose file is a submission of its own;
    else all belong to one submission called `title`. Folders and archives stay what they are."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    target = workspace / "uploads" / stamp
    target.mkdir(mode=0o700, parents=True)
    # A folder upload brings its own structure; loose files of one company get a folder of their own.
    loose = not any("/" in file.name.replace("\\", "/") for file in files)
    home = target / safe_path(title).name if loose and not apart else target
    with _whole(target):
        for file in files:
            spot = _free(home / safe_path(file.name))
            spot.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with spot.open("xb") as out:
                out.write(file.getbuffer())
                out.flush()
                os.fsync(out.fileno())
    return target


def keep_options(folder: Path, regime: str, archive: Upload | None) -> None:
    """Writes beside the upload by which law it is judged, and the archive of earlier awards."""
    options = {"regime": regime}
    with _whole(folder):
        if archive is not None:
            spot = folder.with_suffix(f".archive{safe_path(archive.name).suffix.lower()}")
            spot.write_bytes(archive.getbuffer())
            options["archive"] = spot.name
        folder.with_suffix(".json").write_text(json.dumps(options, ensure_ascii=False), encoding="utf-8")


@contextmanager
def _whole(folder: Path) -> Iterator[None]:
    """An upload that could not be kept whole leaves nothing behind: it must not look like one that waits for review."""
    try:
        yield
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        for beside in folder.parent.glob(f"{folder.name}.*"):
            beside.unlink(missing_ok=True)
        raise


def unfinished(workspace: Path) -> list[Path]:
    """Upload folders whose review never ended (the server was stopped), and that no job works on now."""
    root = workspace / "uploads"
    if not root.is_dir():
        return []
    folders = sorted(child for child in root.iterdir() if child.is_dir())
    return [f for f in folders if not f.with_suffix(".done").exists() and str(f) not in jobs]


def start_review(folder: Path, workspace: Path, child: Path = CHILD) -> Job:
    """Reviews an upload folder in a process of its own, as a batch named after it; a thread follows its reports."""
    job = jobs[str(folder)] = Job(folder)
    command = [sys.executable, "-P", str(child), str(workspace), f"上传 {folder.name[:15]}", str(folder)]
    threading.Thread(target=_follow, args=(job, command), daemon=True).start()
    return job


def _follow(job: Job, command: list[str]) -> None:
    root = str(Path(__file__).resolve().parents[1])
    paths = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    environment = dict(os.environ, PYTHONPATH=paths, PYTHONIOENCODING="utf-8")
    try:
        with subprocess.Popen(  # noqa: S603 - our own script; the arguments are paths in the workspace
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process:
            for line in process.stdout or ():
                _note(job, line)
        if process.returncode and job.error is None:
            job.error = INTERRUPTED
    except OSError:
        logging.getLogger("mingjian").exception("review of %s cannot be started", job.folder)
        job.error = INTERRUPTED
    finally:
        job.ended = True


def _note(job: Job, line: str) -> None:
    try:
        said = json.loads(line)
    except ValueError:  # something else was printed
        return
    if isinstance(said, dict):
        job.step, job.error = str(said.get("step", job.step)), said.get("error", job.error)
        job.done, job.total = int(said.get("done", job.done)), int(said.get("total", job.total))


def _free(spot: Path) -> Path:
    stem, number = spot.stem, 2
    while spot.exists():
        spot = spot.with_name(f"{stem}_{number}{spot.suffix}")
        number += 1
    return spot
