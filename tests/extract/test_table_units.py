"""Units of money that a table tells once: in its corner, above it or in a column of units."""

from __future__ import annotations

import pytest

import corpora
from extract import extract_submission
from model.document import Reading, Status, Table
from tests.extract.grids import document, grid

REFERENCE = corpora.load()
YEARS = "2022年 | 2023年 | 2024年\n总资产 | 4.8 | 5.0 | 5.1\n总负债 | 2.1 | 2.2 | 2.3\n主营业务收入 | 3.3 | 3.6 | 3.9"
COLUMN = (
    "指标 | 单位 | 2022年 | 2023年 | 2024年\n总资产 | 亿元 | 4.8 | 5.0 | 5.1\n总负债 | 万元 | 21000 | 22000 | 23000"
)


@pytest.mark.parametrize(
    ("nodes", "wanted"),
    [
        (("近三年主要经济指标", grid(f"指标（单位：亿元） | {YEARS}", 3)), "510000000"),
        (("近三年主要经济指标（单位：亿元）", grid(f"指标 | {YEARS}", 3)), "510000000"),
        (("近三年主要经济指标", grid(f"指标（单位：万元） | {YEARS}", 3)), "51000"),
        (("近三年主要经济指标", grid(f"指标 | {YEARS}", 3)), "51000"),
        (("近三年主要经济指标", grid(COLUMN, 3)), "510000000"),
        (("上表单位：亿元。以下为近三年主要经济指标", grid(f"指标 | {YEARS}", 3)), "51000"),
    ],
)
def test_a_unit_told_once_is_that_of_every_bare_sum(nodes: tuple[Table | str, ...], wanted: str) -> None:
    """A unit of another table, or none, leaves the form's own."""
    made = document(
        "甘肃省先进级智能工厂申报书", "申报单位（盖章）  甘肃甲锻件有限公司", "申报日期  2025年9月3日", *nodes
    )
    found = extract_submission("甲", (Reading("1.docx", "1" * 64, Status.OK, made),), REFERENCE)
    field = found.field("total_assets[2024]")
    amount = field.amount if field else None
    assert amount is not None
    assert f"{amount.value.normalize():f}" == wanted
