"""The written files: official labels, complete sources, text that stays text, equal bytes for equal tables."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from made_up_books import REFERENCE, make_review
from openpyxl import load_workbook

from fill import FilledTable, fill_table, write
from fill.layout import layout_of
from fill.package import clean
from fill.sources import HEADS, SHEET, TITLE, source_lines
from model.errors import BadData

FORMULAS = ['=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "=1+1|cmd"]


def table_of(**changes: str) -> FilledTable:
    reviews = [make_review(changes), make_review({"company_name": "乙方有限公司", "profile": None}, identity="id-2")]
    return fill_table("GS-06", reviews, REFERENCE)


def test_word_has_the_official_labels_and_rows(tmp_path: Path) -> None:
    """Reopened with python-docx: title, eighteen labels in order, a repeated header row, A3 landscape."""
    table, out = table_of(), tmp_path / "推荐表.docx"
    write(table, out)
    document = Document(str(out))
    grid = document.tables[0]
    assert [cell.text for cell in grid.rows[0].cells] == list(table.columns)
    assert [[cell.text for cell in row.cells] for row in grid.rows[1:]] == [
        [c.text for c in r.cells] for r in table.rows
    ]
    assert grid.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    texts = [p.text for p in document.paragraphs]
    assert texts[:3] == ["附件6", "甘肃省智能工厂评价推荐表", "填写单位（盖章）：\t年    月    日"]
    assert "联系人：\t联系电话：" in texts
    section = document.sections[0]
    assert section.page_width > section.page_height


def test_word_shades_what_is_missing(tmp_path: Path) -> None:
    """The clerk sees the cells that wait for him, and only those."""
    table, out = table_of(), tmp_path / "a.docx"
    write(table, out)
    grid = Document(str(out)).tables[0]
    shaded = [[cell._tc.tcPr.find(qn("w:shd")) is not None for cell in row.cells] for row in grid.rows[1:]]
    assert shaded == [[cell.missing for cell in row.cells] for row in table.rows]
    assert any(any(row) for row in shaded)


def test_word_lists_every_source(tmp_path: Path) -> None:
    """The appended page holds each cell's text, mode, places, quoted words and remark."""
    table, out = table_of(), tmp_path / "a.docx"
    write(table, out)
    document = Document(str(out))
    assert TITLE in [p.text for p in document.paragraphs]
    rows = [tuple(cell.text for cell in row.cells) for row in document.tables[1].rows]
    assert rows == [HEADS, *source_lines(table)]
    places = {(place.file, place.path) for row in table.rows for cell in row.cells for place in cell.sources}
    assert places == {(line[4], line[5]) for line in source_lines(table) if line[4]}
    assert len({line[:2] for line in source_lines(table)}) == 18 * len(table.rows)


@pytest.mark.parametrize("name", FORMULAS)
def test_excel_holds_only_strings(tmp_path: Path, name: str) -> None:
    """A leading = + - @ stays text; the sources stand on a hidden sheet."""
    table, out = table_of(company_name=name, profile="=1+1"), tmp_path / "a.xlsx"
    write(table, out)
    book = load_workbook(out)
    assert book[SHEET].sheet_state == "hidden"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [book.worksheets[0].cell(4, col).value for col in range(1, 19)] == list(table.columns)
    named = [c for c in cells if str(c.value).startswith(name)]
    assert named
    assert all(c.quotePrefix for c in named)
    assert b"<f>" not in out.read_bytes()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".DOCX"])
def test_illegal_characters_become_boxes(tmp_path: Path, suffix: str) -> None:
    """Control characters, lone surrogates and direction overrides cannot break or disguise the file."""
    out = tmp_path / f"a{suffix}"
    write(table_of(company_name="甲\x00乙\x0b\ud800\u202e\uffff公司"), out)
    if suffix == ".xlsx":
        text = str(load_workbook(out).worksheets[0].cell(6, 2).value)
    else:
        text = Document(str(out)).tables[0].rows[2].cells[1].text
    assert text.startswith("甲□乙□□□□公司")


def test_clean_keeps_lines() -> None:
    """Newline and tab are no illegal characters."""
    assert clean("a\r\nb\tc\rd") == "a\nb\tc\nd"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_equal_tables_give_equal_bytes(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock in the file."""
    one, two = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write(table_of(), one)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: __import__("time").gmtime(2_000_000_000))
    write(table_of(), two)
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.doc", "a.xls"])
def test_other_suffixes_are_refused(tmp_path: Path, name: str) -> None:
    """Only .docx and .xlsx."""
    with pytest.raises(BadData, match="docx"):
        write(table_of(), tmp_path / name)


def test_a_place_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    """A missing folder is a Chinese sentence, not a traceback."""
    with pytest.raises(BadData, match="写不进去"):
        write(table_of(), tmp_path / "没有" / "a.docx")


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither an empty table nor a part of one stands there afterwards, and the cause is told in Chinese."""
    (tmp_path / "a.docx").write_bytes(b"before")

    def fill_up(path: Path, data: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill_up)
    with pytest.raises(BadData, match="磁盘空间已满"):
        write(table_of(), tmp_path / "a.docx")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.docx", b"before")]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_table_without_rows_can_be_written(tmp_path: Path, suffix: str) -> None:
    """An empty batch gives the empty form and a note."""
    table = fill_table("GS-06", [], REFERENCE)
    assert table.notes == ("没有可列入本表的申报项目。",)
    write(table, tmp_path / f"a{suffix}")


def test_widths_fill_the_page() -> None:
    """390 mm between the margins of A3 landscape."""
    assert sum(column.width for column in layout_of(REFERENCE, "GS-06").columns) == 390
