"""PageImage: the picture of a page, made by a short-lived child process and cached in the workspace."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from model.errors import CannotRead, say_cause

PATIENCE = 25

#: Pictures rendered at a time: each may take up to 2 GiB.
_slots = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class PageImage:
    """A JPEG and the size of its page in points."""

    path: Path
    width: float
    height: float


def page_image(source: Path, sha256: str, page: int, workspace: Path, part: str = "") -> PageImage:
    """The picture of a page (from 1) of a PDF, of an image file, or of a picture in a Word file (`part` of its zip).

    Raises CannotRead when there is none.
    """
    folder = workspace / "pages" / sha256[:2]
    name = f"{sha256}-{hashlib.sha256(part.encode()).hexdigest()[:16] if part else page}"
    picture, size = folder / f"{name}.jpg", folder / f"{name}.json"
    if not (size.is_file() and picture.is_file()):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _slots:
                _render(source, page, picture, size, part)
        except OSError as error:
            raise CannotRead(source.name, f"这一页的画面存不进工作区：{say_cause(error)}。", "crash") from error
    facts = json.loads(size.read_text())
    return PageImage(picture, float(facts["width"]), float(facts["height"]))


def _render(source: Path, page: int, picture: Path, size: Path, part: str) -> None:
    handle, name = tempfile.mkstemp(dir=picture.parent, suffix=".part")
    os.close(handle)
    unfinished = Path(name)
    child = [sys.executable, "-I", str(Path(__file__).with_name("render_page.py")), str(source), str(page), name, part]
    try:
        done = subprocess.run(  # noqa: S603 - our own script; the arguments are two paths and a number
            child, capture_output=True, timeout=PATIENCE, check=True, stdin=subprocess.DEVNULL
        )
        facts = json.loads(done.stdout)
        unfinished.replace(picture)
        unfinished.write_text(json.dumps({"width": float(facts["width"]), "height": float(facts["height"])}))
        unfinished.replace(size)  # the size comes last: where it is, the picture is whole
    except subprocess.TimeoutExpired as error:
        raise CannotRead(source.name, "这一页的画面生成超时。", "timeout") from error
    except (subprocess.CalledProcessError, ValueError, KeyError) as error:
        raise CannotRead(source.name, "这一页的画面无法生成。", "crash") from error
    finally:
        unfinished.unlink(missing_ok=True)
