"""Uploads: kept in the workspace first, then reviewed by a thread of the server that outlives the page.

An upload is a folder `uploads/<time>/`; `uploads/<time>.done` says that its review ended. Nothing else removes it.
"""

from __future__ import annotations

import importlib
import logging
import os
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from model.errors import MingjianError

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
    for file in files:
        spot = _free(home / safe_path(file.name))
        spot.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with spot.open("xb") as out:
            out.write(file.getbuffer())
            out.flush()
            os.fsync(out.fileno())
    return target


def paths_of(folder: Path) -> list[Path]:
    """What to hand to the review: each direct child is a file, an archive or a folder of its own."""
    return sorted(child for child in folder.iterdir())


def unfinished(workspace: Path) -> list[Path]:
    """Upload folders whose review never ended (the server was stopped), and that no job works on now."""
    root = workspace / "uploads"
    if not root.is_dir():
        return []
    folders = sorted(child for child in root.iterdir() if child.is_dir())
    return [f for f in folders if not f.with_suffix(".done").exists() and str(f) not in jobs]


def start_review(folder: Path, workspace: Path, review: Callable[..., Any] | None = None) -> Job:
    """Reviews an upload folder in the background as a batch named after it."""
    job = jobs[str(folder)] = Job(folder)
    work = threading.Thread(target=_run, args=(job, workspace, review or _pipeline()), daemon=True)
    work.start()
    return job


def _pipeline() -> Callable[..., Any]:
    def review(*arguments: Any, **options: Any) -> Any:
        return importlib.import_module("pipeline").review_paths(*arguments, **options)

    return review


def _run(job: Job, workspace: Path, review: Callable[..., Any]) -> None:
    def report(step: str, done: int, total: int) -> None:
        job.step, job.done, job.total = step, done, total

    try:
        review(paths_of(job.folder), workspace, batch=f"上传 {job.folder.name[:15]}", progress=report)
        job.folder.with_suffix(".done").touch()
    except MingjianError as error:
        job.error = str(error)
    except Exception:
        logging.getLogger("mingjian").exception("review of %s failed", job.folder)
        job.error = "审查中断（程序内部错误）；上传的文件已保存，可以重试。"
    finally:
        job.ended = True


def _free(spot: Path) -> Path:
    stem, number = spot.stem, 2
    while spot.exists():
        spot = spot.with_name(f"{stem}_{number}{spot.suffix}")
        number += 1
    return spot
