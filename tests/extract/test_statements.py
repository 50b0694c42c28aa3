"""Statement lines by year, in 元, whatever the layout."""

from __future__ import annotations

from extract.statements import read_statements
from tests.extract.grids import document, grid


def lines(*nodes: object) -> dict[str, str]:
    return {f.key: f.value for f in read_statements(document(*nodes))}  # type: ignore[arg-type]


def test_two_column_balance_sheet_with_row_numbers() -> None:
    """资产 left, 负债 right, each with 行次, 期末 and 年初."""
    sheet = grid(
        "资产 | 行次 | 期末余额 | 年初余额 | 负债和所有者权益 | 行次 | 期末余额 | 年初余额\n"
        "流动资产合计 | 11 | 60.00 | 50.00 | 负债合计 | 40 | 70.50 | 66.00\n"
        "资产总计 | 30 | 123,456.78 | 100,000.00 | 所有者权益（或股东权益）合计 | 50 | 52.00 | 34.00"
    )
    got = lines("资产负债表", "2024年12月31日  单位：万元", sheet)
    assert got == {
        "bs.total_assets[2024]": "1234567800", "bs.total_assets[2023]": "1000000000", "bs.total_liabilities[2024]": "705000",
        "bs.total_liabilities[2023]": "660000", "bs.equity[2024]": "520000", "bs.equity[2023]": "340000",
    }  # fmt: skip


def test_income_statement_with_years_in_the_heads() -> None:
    """Columns 2022年度 … 2024年度; 其中 lines keep their own key; 净亏损 in brackets is negative."""
    sheet = grid(
        "项目 | 2024年度 | 2023年度\n一、营业收入 | 5,000.10 | 4,000.00\n其中：主营业务收入 | 4,800.00 | 3,900.00\n"
        "三、利润总额（亏损总额以“-”号填列） | 300 | -20\n四、净利润（净亏损以“-”号填列） | 250 | (18)"
    )
    got = lines("利润表 单位：元", sheet)
    assert (got["is.revenue[2024]"], got["is.main_revenue[2023]"], got["is.total_profit[2023]"], got["is.net_profit[2023]"]) == (
        "5000.10", "3900.00", "-20", "-18")  # fmt: skip


def test_a_table_without_statement_lines_says_nothing() -> None:
    """A price list is no statement."""
    assert lines(grid("品名 | 数量 | 金额\n轴承 | 10 | 2,000")) == {}
