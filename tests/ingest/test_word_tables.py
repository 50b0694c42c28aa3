"""How a Word table lies on its grid."""

from __future__ import annotations

import time
from pathlib import Path

from ingest import read
from model.document import Document, Status, Table
from tests.ingest.docx_file import cell, document_xml, par, row, table, write_docx


def document(path: Path) -> Document:
    reading = read(path, path.name)
    assert reading.document is not None, reading.error
    return reading.document


def grid(found: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in found.cells]


def test_merged_cells_are_one_cell(tmp_path: Path) -> None:
    """G|LVLV: a group label merged down beside pairs, as in 联系人 of GS-02."""
    body = table(
        row(cell("联系人", merge="restart"), "姓名", "李晓梅", "电话", "0938"),
        row(cell(merge=""), "职务", "部长", "手机", "139"),
        row(cell(merge="continue"), "传真", cell(span=3)),
        row(cell("信用等级"), cell("AAA", span=4)),
    )
    found = document(write_docx(tmp_path / "a.docx", body)).tables[0]
    assert (found.rows, found.cols) == (4, 5)
    assert grid(found) == [
        (0, 0, 3, 1, "联系人"), (0, 1, 1, 1, "姓名"), (0, 2, 1, 1, "李晓梅"), (0, 3, 1, 1, "电话"), (0, 4, 1, 1, "0938"),
        (1, 1, 1, 1, "职务"), (1, 2, 1, 1, "部长"), (1, 3, 1, 1, "手机"), (1, 4, 1, 1, "139"),
        (2, 1, 1, 1, "传真"), (2, 2, 1, 3, ""),
        (3, 0, 1, 1, "信用等级"), (3, 1, 1, 4, "AAA"),
    ]  # fmt: skip


def test_merge_in_two_directions_and_restart(tmp_path: Path) -> None:
    body = table(
        row(cell("甲", span=2, merge="restart"), "1"),
        row(cell(span=2, merge=""), "2"),
        row(cell("乙", span=2, merge="restart"), "3"),
        row(cell("丙", merge=""), "丁", "4"),
    )
    assert grid(document(write_docx(tmp_path / "a.docx", body)).tables[0]) == [
        (0, 0, 2, 2, "甲"), (0, 2, 1, 1, "1"), (1, 2, 1, 1, "2"), (2, 0, 1, 2, "乙"), (2, 2, 1, 1, "3"),
        (3, 0, 1, 1, "丙"), (3, 1, 1, 1, "丁"), (3, 2, 1, 1, "4"),
    ]  # fmt: skip


def test_row_may_begin_later(tmp_path: Path) -> None:
    body = table(row("a", "b", "c"), row("d", properties='<w:gridBefore w:val="2"/>'))
    found = document(write_docx(tmp_path / "a.docx", body)).tables[0]
    assert [(c.row, c.col, c.text) for c in found.cells][-1] == (1, 2, "d")
    assert found.cols == 3


def test_old_horizontal_merge(tmp_path: Path) -> None:
    body = table(row("x", "y", "z")).replace("<w:tcPr></w:tcPr>", '<w:tcPr><w:hMerge w:val="restart"/></w:tcPr>', 1)
    body = body.replace("<w:tcPr></w:tcPr>", "<w:tcPr><w:hMerge/></w:tcPr>", 1)
    assert grid(document(write_docx(tmp_path / "a.docx", body)).tables[0]) == [(0, 0, 1, 2, "x"), (0, 2, 1, 1, "z")]


def test_nested_table_joins_its_cell_and_follows_as_its_own(tmp_path: Path) -> None:
    inner = table(row("内1", "内2"), row("内3", "内4"))
    body = (table(row(cell("前", inner, "后"), "右")), table(row("另一表")))
    outer, nested, other = document(write_docx(tmp_path / "a.docx", *body)).tables
    assert outer.cells[0].text == "前\n内1\t内2\n内3\t内4\n后"
    assert [c.text for c in nested.cells] == ["内1", "内2", "内3", "内4"]
    assert (outer.place.path, nested.place.path, other.place.path) == ("t1", "t2", "t3")


def test_rows_and_cells_inside_controls_and_deleted_rows(tmp_path: Path) -> None:
    body = table(
        row("一", f"<w:sdt><w:sdtContent>{cell('控件格')}</w:sdtContent></w:sdt>"),
        f"<w:sdt><w:sdtContent>{row('二', '控件行')}</w:sdtContent></w:sdt>",
        row("删", "除", properties="<w:del/>"),
        row("三", "末"),
    )
    found = document(write_docx(tmp_path / "a.docx", body)).tables[0]
    assert [c.text for c in found.cells] == ["一", "控件格", "二", "控件行", "三", "末"]
    assert found.rows == 3


def test_paragraphs_of_a_cell_are_lines(tmp_path: Path) -> None:
    body = table(row(cell("整", "体", "", "成  效"), cell("　")))
    assert [c.text for c in document(write_docx(tmp_path / "a.docx", body)).tables[0].cells] == [
        "整\n体\n\n成  效",
        "　",
    ]


def test_hostile_span_is_clamped(tmp_path: Path) -> None:
    """gridSpan=50000000 hangs python-docx (reliability.md §0.4)."""
    body = table(row(cell("大", span=50_000_000)), row("小", properties='<w:gridBefore w:val="99999999"/>'), row("末"))
    begin = time.monotonic()
    found = document(write_docx(tmp_path / "a.docx", body)).tables[0]
    assert time.monotonic() - begin < 60  # a guard against hanging, no speed claim
    assert found.cols <= 1000
    assert [c.text for c in found.cells] == ["大", "末"]


def test_long_vertical_merge_takes_linear_time(tmp_path: Path) -> None:
    """python-docx needs 43 s for 800 rows (engines.md §4)."""
    rows = [row(cell("组", merge="restart"), "0"), *(row(cell(merge=""), str(i)) for i in range(1, 3000))]
    begin = time.monotonic()
    found = document(write_docx(tmp_path / "a.docx", table(*rows))).tables[0]
    assert time.monotonic() - begin < 60  # a guard against hanging, no speed claim
    assert found.cells[0].rowspan == 3000


def test_deep_nesting_stops(tmp_path: Path) -> None:
    body = table(row("底"))
    for _ in range(30):
        body = table(row(cell(body)))
    doc = document(write_docx(tmp_path / "a.docx", "文", body))
    assert read(tmp_path / "a.docx", "a.docx").status is Status.OK_PARTIAL
    assert len(doc.tables) == 20
    assert any("嵌套" in note for note in doc.notes)


def test_strict_open_xml_reads_like_transitional(tmp_path: Path) -> None:
    """60 of 61 KeyErrors of python-docx were Strict OOXML files (reliability.md §0.7)."""
    body = ("标题", table(row(cell("甲", span=2)), row("乙", "丙")))
    strict = (
        document_xml(*body)
        .replace("schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main")
        .replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")
    )
    plain = document(write_docx(tmp_path / "a.docx", *body))
    found = document(write_docx(tmp_path / "a.docx", parts={"word/document.xml": strict}))
    assert found.nodes == plain.nodes


def test_cell_text_keeps_nested_paragraph_in_control(tmp_path: Path) -> None:
    inner = f"<w:sdt><w:sdtContent>{par('控')}</w:sdtContent></w:sdt>"
    assert document(write_docx(tmp_path / "a.docx", table(row(cell("前", inner))))).tables[0].cells[0].text == "前\n控"
