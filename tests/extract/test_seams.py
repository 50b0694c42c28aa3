"""A text of two columns that a page break cut is read whole; a row that begins anew is left."""

from __future__ import annotations

from extract.labels import LabelBook
from extract.seams import mend_texts
from model.document import Cell, Table
from model.place import Place

TOLD = "人均产值提高26%，一次交验合格率提高3.1个百分点，单位产"


def table(last: str, behind: str, label: str = "") -> Table:
    rows = [("项目", "内容"), ("取得成效", last), (label, behind)]
    cells = tuple(
        Cell(row, col, text, Place("a.pdf", f"p1/t1/r{row + 1}c{col + 1}", 1, None, text))
        for row, pair in enumerate(rows)
        for col, text in enumerate(pair)
    )
    return Table(cells, 3, 2, Place("a.pdf", "p1/t1", 1, None, ""), (2,))


def texts(one: Table) -> list[str]:
    return [cell.text for cell in mend_texts(one, LabelBook([])).cells if cell.col == 1]


def test_the_rest_of_a_text_stands_on_the_next_page() -> None:
    assert texts(table(TOLD, "品电耗下降9%。"))[1:] == [TOLD + "品电耗下降9%。", ""]


def test_a_row_of_its_own_is_left() -> None:
    whole = TOLD + "品电耗下降9%。"
    assert texts(table(whole, "另获专利4项。"))[1:] == [whole, "另获专利4项。"]
    assert texts(table(TOLD, "品电耗下降9%。", "其他"))[1:] == [TOLD, "品电耗下降9%。"]
    assert texts(table(TOLD, "（1）电耗下降9%。"))[1:] == [TOLD, "（1）电耗下降9%。"]
