"""Files that a command writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from model.errors import BadData
from model.whole_file import write_whole


def writable(path: Path | None) -> None:
    """Raises BadData where the file could not be written, before the work begins."""
    if path is not None and not path.resolve().parent.is_dir():
        raise BadData(str(path), "输出文件所在的文件夹不存在")
    if path is not None and path.is_dir():
        raise BadData(str(path), "这是文件夹，请给出输出文件的名称")


def write_json(path: Path, data: Any) -> None:
    """The data as indented JSON in UTF-8."""
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def write_text(path: Path, text: str) -> None:
    """The text in UTF-8."""
    write_whole(path, text.encode("utf-8", "replace"))
