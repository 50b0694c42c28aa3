"""Tables a second of the Word reader against naive python-docx. `python -m bench.word`.

`table.cell()` finds each cell by a walk through the whole table, so its time grows with the square of the cells.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx

from ingest.word import read_word

ROWS, COLUMNS = 25, 8


def by_mingjian(path: Path, tables: int) -> None:
    assert len(read_word(path, path.name).tables) == tables


def by_row_cells(path: Path, tables: int) -> None:
    found = docx.Document(str(path)).tables
    assert sum(bool([[cell.text for cell in row.cells] for row in table.rows]) for table in found) == tables


def by_cell(path: Path, tables: int) -> None:
    for table in docx.Document(str(path)).tables:
        for i in range(len(table.rows)):
            for j in range(len(table.columns)):
                assert table.cell(i, j).text is not None


READERS: dict[str, tuple[Callable[[Path, int], None], int]] = {
    "mingjian": (by_mingjian, 120),
    "row.cells": (by_row_cells, 120),
    "table.cell()": (by_cell, 4),
}
"""Reader and how many tables it is given; the slowest gets few."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=3)
    repeats = parser.parse_args().repeats
    with tempfile.TemporaryDirectory() as name:
        files = {}
        for tables in {count for _, count in READERS.values()}:
            files[tables] = Path(name) / f"{tables}.docx"
            document = docx.Document()
            for k in range(tables):
                table = document.add_table(ROWS, COLUMNS)
                for i, cell in enumerate(table._cells):
                    cell.text = f"单元格{k}-{i}"
            document.save(str(files[tables]))
        spent: dict[str, list[float]] = {reader: [] for reader in READERS}
        for _ in range(repeats):
            for reader, (read, tables) in READERS.items():
                begin = time.process_time()
                read(files[tables], tables)
                spent[reader].append((time.process_time() - begin) / tables)
    print(f"tables of {ROWS} × {COLUMNS} cells, {repeats} repeats (CPU time)")
    for reader, seconds in spent.items():
        slower = [own / ours for own, ours in zip(seconds, spent["mingjian"], strict=True)]
        rate, times = 1 / statistics.median(seconds), statistics.median(slower)
        print(f"  {reader:14}{rate:8.1f} tables/s   {times:7.1f} times our time")


if __name__ == "__main__":
    main()
