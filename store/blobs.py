"""The original bytes of every file, kept once under their SHA-256: `blobs/ab/<sha256>`."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

from model.errors import BadData, say_cause

CHUNK = 1 << 20
STALE_SECONDS = 24 * 3600


class Blobs:
    """A folder of blobs. A blob is there whole or not at all: write a temporary file, fsync, rename."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.incoming = folder / "incoming"
        self.incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sweep()

    def keep(self, path: Path) -> str:
        """SHA-256 of the file, whose bytes are in the store afterwards.

        Raises OSError when the file cannot be read, BadData when the workspace takes nothing more.
        """
        with path.open("rb") as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
            if self._spot(digest).is_file():
                return digest
            source.seek(0)
            try:
                return self._copy(source)
            except OSError as error:
                raise BadData(str(self.folder), f"工作区写不进去（{say_cause(error)}）") from error

    def _copy(self, source: BinaryIO) -> str:
        handle, name = tempfile.mkstemp(dir=self.incoming)
        copy = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                running = hashlib.sha256()  # once more while copying: the file may have changed since
                while chunk := source.read(CHUNK):
                    running.update(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            digest = running.hexdigest()
            spot = self._spot(digest)
            spot.parent.mkdir(mode=0o700, exist_ok=True)
            copy.replace(spot)
            _sync_folder(spot.parent)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        return digest

    def path(self, sha256: str) -> Path:
        """Where the bytes lie. Raises BadData when they are not in the store."""
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise BadData(sha256, "不是文件的 SHA-256 值。")
        spot = self._spot(sha256)
        if not spot.is_file():
            raise BadData(sha256, "工作区里没有这份文件的原件。")
        return spot

    def _spot(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def _sweep(self) -> None:
        """Removes what a killed process left behind; younger files may be another process's work."""
        for left in self.incoming.iterdir():
            try:
                if time.time() - left.stat().st_mtime > STALE_SECONDS:
                    left.unlink()
            except FileNotFoundError:
                continue


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
