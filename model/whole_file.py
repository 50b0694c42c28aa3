"""A file that is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from model.errors import BadData, say_cause


def write_whole(path: Path, data: bytes) -> None:
    """Writes beside and renames; what cannot be written leaves nothing behind and is one Chinese sentence (BadData)."""
    try:
        if path.exists() and not path.is_file():  # a device or a pipe cannot be renamed over
            path.write_bytes(data)
            return
        place = path.resolve()  # a link stays one
        part = place.with_name(f".mingjian-{os.getpid()}.part")
        try:
            part.write_bytes(data)
            part.replace(place)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadData(str(path), f"写不进去（{say_cause(error)}）") from error
