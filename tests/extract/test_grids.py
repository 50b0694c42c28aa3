"""Tables as they are drawn: which nodes make one, whose they are and what stands above them."""

from __future__ import annotations

from extract.grids import read_grids
from model.submission import Grid
from tests.extract.grids import document, table_of

ROWS = [["类别", "金额（万元）"], ["设备", "310"], ["合计", "310"]]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_a_table_has_the_short_line_above_it_as_caption() -> None:
    (grid,) = read_grids([(document("表2 投资明细", table_of(ROWS, 2)), True)])
    assert (grid.caption, grid.own, texts(grid), grid.place.path) == ("表2 投资明细", True, ROWS, "t2")


def test_a_paragraph_is_no_caption_and_a_caption_serves_one_table() -> None:
    long = "公司分两期建设，先改造备料和包装两个工段，再把仓储、质检和能源几个系统接到同一个平台上，" * 2
    first, second, third = read_grids(
        [(document(long, table_of(ROWS, 2), "表3", table_of(ROWS, 4), table_of(ROWS, 5)), True)]
    )
    assert [first.caption, second.caption, third.caption] == ["", "表3", ""]


def test_the_unit_above_the_last_line_belongs_to_the_caption() -> None:
    (grid,) = read_grids([(document("表7 技改资金（万元）", "填报部门：财务部", table_of(ROWS, 3)), False)])
    assert grid.caption == "表7 技改资金(万元) 填报部门:财务部"


def test_empty_rows_are_left_out_and_a_single_row_is_no_table() -> None:
    gaps = [ROWS[0], ["", " "], ROWS[1], ["", ""]]
    (grid,) = read_grids([(document(table_of(gaps, 1), table_of([["签章", ""]], 2)), True)])
    assert texts(grid) == ROWS[:2]


def test_lines_of_money_count_in_papers_beside_the_book_only() -> None:
    line = "项目总投资6,400万元，其中建设投资5,200万元"
    papers = [(document(line), True), (document(line, "备案机关盖章"), False)]
    (grid,) = read_grids(papers)
    assert (grid.own, texts(grid)) == (False, [[line.replace("，", ",")]])


def test_what_the_form_asks_for_behind_a_heading_is_no_name_of_the_table() -> None:
    heading = "（三）实施成效（与实施前比较，与国内外先进水平比较，并说明下一步的目标。）"
    (grid,) = read_grids([(document(heading, table_of(ROWS, 2)), True)])
    assert grid.caption == "(三)实施成效"
    (short,) = read_grids([(document("表4 年度费用（万元）", table_of(ROWS, 2)), True)])
    assert short.caption == "表4 年度费用(万元)"
