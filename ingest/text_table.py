"""A table in plain text (.csv, or tabs under an .xls name) as a Document: `read_text_table(path, name)`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ingest import limits
from ingest.web import decode
from model.document import Cell, Document, Table
from model.errors import CannotRead
from model.place import Place

_MARKS = ",\t;|，"


def read_text_table(path: Path, name: str) -> Document:
    """One Table of the file's lines. Raises CannotRead: empty, limit_exceeded, corrupt."""
    text = decode(path.read_bytes())
    if "\0" in text:
        raise CannotRead(name, "文本表格含有空字符，已损坏")
    csv.field_size_limit(limits.MAX_PART)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_mark_of(text)))
    except csv.Error as error:
        raise CannotRead(name, f"文本表格无法解析（{error}）") from error
    rows = [[cell.strip() for cell in row] for row in rows]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((n for row in rows for n, cell in enumerate(row, 1) if cell), default=0)
    if not width:
        raise CannotRead(name, "文件打得开，但没有任何内容", "empty")
    if len(rows) * width > limits.MAX_SHEET_CELLS:
        raise CannotRead(name, f"表格有 {len(rows)} 行 × {width} 列，超过上限", "limit_exceeded")
    cells = tuple(
        Cell(i, j, text, Place(name, f"t1/r{i + 1}c{j + 1}", text=text))
        for i, row in enumerate(rows)
        for j, text in enumerate([*row, *[""] * (width - len(row))][:width])
    )
    return Document(name, "xlsx", (Table(cells, len(rows), width, Place(name, "t1")),))


def _mark_of(text: str) -> str:
    """The separator: the one that most often stands equally often in the first lines."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def fit(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        usual = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(usual) if usual else 0, usual)

    return max(_MARKS, key=fit)
