"""Files that a command writes: whole or not at all; what cannot be written is one Chinese sentence (BadData)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from model.errors import BadData


def writable(path: Path | None) -> None:
    """Raises BadData where the file could not be written, before the work begins."""
    if path is not None and not path.resolve().parent.is_dir():
        raise BadData(str(path), "输出文件所在的文件夹不存在")
    if path is not None and path.is_dir():
        raise BadData(str(path), "这是文件夹，请给出输出文件的名称")


def write_json(path: Path, data: Any) -> None:
    """The data as indented JSON in UTF-8."""
    write_whole(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Writes beside and renames, so that a half-written file never stands there; BadData when it cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", errors="replace")
        part.replace(path)
    except OSError as error:
        raise BadData(str(path), f"写不进去（{error.strerror or error}）") from error
