"""One file → its reading, in a process of its own."""

from __future__ import annotations

from pathlib import Path

from ingest.batch import Source
from model.document import Reading
from model.errors import BadData
from pipeline.engine import read_files


def read_one(path: Path) -> Reading:
    """The reading of one file. Raises BadData when there is no such file."""
    if path.is_dir():
        raise BadData(str(path), "这是文件夹；parse 只读一个文件，文件夹请用 review")
    if not path.is_file():
        raise BadData(str(path), "没有这个文件")
    return next(reading for _, reading in read_files([Source(path.name, path)], 1, "local"))
