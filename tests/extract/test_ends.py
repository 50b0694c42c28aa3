"""Rows that tell both ends of a change in one cell, with the percentage beside them."""

from __future__ import annotations

import pytest

import corpora
from extract.claims import ClaimReader
from extract.claims.ends import read_ends
from extract.numbers import NumberReader
from model.submission import Grid
from tests.extract.grids import table_of

LEXICONS = corpora.load().lexicons
READER = ClaimReader(LEXICONS, NumberReader(LEXICONS), 2025)


def told(*rows: list[str], caption: str = "", own: bool = True, taken: tuple[str, ...] = ()) -> list[str]:
    table = table_of(list(rows), 1)
    grid = Grid("书.docx", own, caption, tuple(tuple(line) for line in table.lines()), table.place)
    return [f"{change.text}|{change.direction}" for change in read_ends(READER, [grid], taken)]


HEAD = ["指标", "数值", "说明"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["产品不良率下降（%）", "31.3", "由2.40%降至1.65%"], "产品不良率由2.40%变为1.65%，下降31.3%|-1"),
        (["研制周期缩短", "37.3%", "142天→89天"], "研制周期由142天变为89天，下降37.3%|-1"),
        (["订单准时交付率", "提升7.6%", "91.3%→98.2%，相对提升"], "订单准时交付率由91.3%变为98.2%，提高7.6%|1"),
        (["吨产品综合能耗", "", "从86千克减少到79千克"], "吨产品综合能耗由86千克变为79千克|-1"),
        (["客户投诉件数降幅", "61%", "1,180件降到460件（全年）"], "客户投诉件数由1,180件变为460件，下降61%|-1"),
    ],
)
def test_ends_in_one_cell(row: list[str], said: str) -> None:
    """The only other number of the row is the change, where its label or its own words say so."""
    assert told(HEAD, row) == [said]


@pytest.mark.parametrize(
    "row",
    [
        ["建设时间", "", "2022年→2024年"],
        ["人工智能场景比例", "64.3%", "9/14"],
        ["关键设备数控化率", "97.4", "较上年提高"],
        ["计划产能提升", "20%", "5万吨→6万吨"],
        ["序号", "1", "3→4"],
    ],
)
def test_no_ends(row: list[str]) -> None:
    """Years, counts, words and plans are no change."""
    assert told(HEAD, row) == []


def test_where_it_is_not_read() -> None:
    """A paper beside the book, a table of aims, a cell that is read as a sentence."""
    row = ["研制周期缩短", "37.3%", "142天→89天"]
    assert told(HEAD, row, own=False) == []
    assert told(HEAD, row, caption="表5 培育期目标") == []
    assert told(HEAD, row, taken=("t1/r2c3",)) == []
    assert told(["指标", "2027年目标", "说明"], row) == ["研制周期由142天变为89天|-1"]
