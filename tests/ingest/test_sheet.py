"""Workbooks: one table a sheet, values as printed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from ingest import read
from ingest.sheet import to_text
from model.document import Block, Document, Status, Table


def saved(path: Path, book: Workbook) -> Document:
    book.save(path)
    reading = read(path, "表.xlsx")
    assert reading.document is not None, reading.error
    return reading.document


def test_sheets_are_tables_behind_their_names(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "资产负债表"
    sheet["A1"], sheet["B1"] = "项目", "期末余额"
    sheet["A2"], sheet["B2"] = "资产总计", 421179512.5
    sheet["B4"] = date(2024, 12, 31)
    book.create_sheet("利润表")["B2"] = 3
    book.create_sheet("空表")
    doc = saved(tmp_path / "a.xlsx", book)
    shape = [n.text if isinstance(n, Block) else (n.rows, n.cols) for n in doc.nodes if isinstance(n, Block | Table)]
    assert shape == ["资产负债表", (4, 2), "利润表", (2, 2), "空表"]
    assert [c.text for c in doc.tables[0].cells] == [
        "项目",
        "期末余额",
        "资产总计",
        "421179512.5",
        "",
        "",
        "",
        "2024-12-31",
    ]
    assert [(c.place.path, c.text) for c in doc.tables[1].cells][-1] == ("t2/r2c2", "3")


def test_merged_ranges_are_one_cell(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"], book.active["C2"] = "标题", "末"
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("A2:A9")
    cells = saved(tmp_path / "a.xlsx", book).tables[0].cells
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in cells] == [
        (0, 0, 1, 3, "标题"), (1, 0, 1, 1, ""), (1, 1, 1, 1, ""), (1, 2, 1, 1, "末"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (12345.67, "12345.67"),
        (1e20, "100000000000000000000"),
        (1.5e-7, "0.00000015"),
        (-0.5, "-0.5"),
        (100.0, "100"),
        (True, "TRUE"),
        (float("nan"), ""),
        ("  文 ", "  文 "),
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1, 8, 30), "2024-05-01 08:30:00"),
        (timedelta(hours=25), "1 day, 1:00:00"),
    ],
)
def test_values_as_printed(value: object, expected: str) -> None:
    assert to_text(value) == expected  # type: ignore[arg-type]


def test_far_away_cell_is_refused_before_memory_is_asked(tmp_path: Path) -> None:
    """calamine keeps the rectangle A1:XFD1048576 in full."""
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 2
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx", "a.xlsx").status is Status.LIMIT_EXCEEDED


def test_formula_without_stored_result_is_noted(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"], book.active["A2"] = 1, "=A1*2"
    assert any("公式" in note for note in saved(tmp_path / "a.xlsx", book).notes)


def test_hidden_sheet_is_read_and_noted(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = 1
    hidden = book.create_sheet("藏")
    hidden["A1"] = 2
    hidden.sheet_state = "hidden"
    doc = saved(tmp_path / "a.xlsx", book)
    assert len(doc.tables) == 2
    assert any("藏" in note for note in doc.notes)


def test_empty_workbook(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx", "a.xlsx").status is Status.EMPTY
