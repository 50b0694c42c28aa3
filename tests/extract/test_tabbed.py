"""Statements typed with tabs are tables; lists and prose with a tab are none."""

from __future__ import annotations

from extract import extract_submission
from extract.tabbed import table_tabs
from model.document import Reading, Status
from tests.extract.grids import document
from tests.extract.test_free_books import REFERENCE

SHEET = (
    "甘肃甲阀门有限公司\t2024年12月31日\t单位：元", "项目\t期末余额\t期初余额", "流动资产：\t\t",
    "货币资金\t600,000.00\t500,000.00", "应收账款\t400,000.00\t300,000.00", "流动资产合计\t1,000,000.00\t800,000.00",
    "固定资产\t2,000,000.00\t1,900,000.00", "非流动资产合计\t2,000,000.00\t1,900,000.00", "资产总计\t3,000,000.00\t2,700,000.00",
    "短期借款\t1,000,000.00\t900,000.00", "负债合计\t1,000,000.00\t900,000.00", "所有者权益合计\t2,000,000.00\t1,800,000.00",
    "负债和所有者权益总计\t3,000,000.00\t2,700,000.00",
)  # fmt: skip


def test_a_statement_typed_with_tabs_is_read() -> None:
    made = document("资产负债表", *SHEET, "法定代表人：")
    found = extract_submission("甲", (Reading("1.docx", "1" * 64, Status.OK, made),), REFERENCE)
    assert found.papers[0].kind == "statements"
    lines = {key: field.value if (field := found.field(key)) else None for key in (
        "bs.total_assets[2024]", "bs.total_assets[2023]", "bs.total_liabilities[2024]")}  # fmt: skip
    assert list(lines.values()) == ["3000000.00", "2700000.00", "1000000.00"]
    place = found.field("bs.total_assets[2024]")
    assert place is not None
    assert place.place.path == "para10"


def test_what_is_no_sheet() -> None:
    """Labels and values, a table of contents of five lines."""
    pairs = document(*(f"{label}\t甲" for label in "一二三四五六七"))
    assert table_tabs(pairs) is pairs
    contents = document(*(f"第{n}章\t{n}" for n in range(1, 6)))
    assert table_tabs(contents) is contents
