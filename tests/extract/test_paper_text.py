"""What papers beside the book say, paragraph by paragraph and row by row."""

from __future__ import annotations

from extract.paper_text import read_papers
from model.document import Block, Cell, Document, Table
from model.place import Place


def cell(row: int, col: int, text: str, colspan: int = 1) -> Cell:
    return Cell(row, col, text, Place("合同.docx", f"t1/r{row + 1}c{col + 1}", text=text), colspan=colspan)


def test_rows_are_lines_with_tabs() -> None:
    cells = (
        cell(0, 0, "甲方（买方）", 2),
        cell(0, 2, "乙方"),
        cell(1, 0, "名称"),
        cell(1, 1, "甲 公司"),
        cell(1, 2, ""),
    )
    table = Table(cells, 2, 3, Place("合同.docx", "t1"))
    document = Document(
        "合同.docx", "docx", nodes=(Block("设备采购合同", Place("合同.docx", "para1", text="设备采购合同")), table)
    )
    told = read_papers([document])
    assert [one.text for one in told] == ["设备采购合同", "甲方(买方)\t乙方", "名称\t甲 公司"]
    assert [one.key for one in told] == ["paper", "paper.row", "paper.row"]
    assert told[2].place.path == "t1/r2c1"
