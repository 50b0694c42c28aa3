"""The unit of a table of figures wherever it stands: in a caption, a note, a column, a label, a sentence for the book."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

import corpora
from extract.statements import StatementReader, settle_units
from extract.statements.heads import find_unit
from model.amount import Amount
from model.document import Block
from model.place import Place
from model.submission import Field
from tests.extract.grids import document, grid
from tests.extract.test_segments import book_of, extract

READER = StatementReader(corpora.load().statements)
HEAD = "项目 | 2022年 | 2023年 | 2024年"
ROWS = (
    ("资产总计", "8,150.40", "8,633.25", "9,120.75"),
    ("负债合计", "3,200.15", "3,310.60", "3,420.10"),
    ("营业收入", "6,010.20", "6,455.80", "7,020.35"),
    ("营业利润", "410.05", "436.70", "470.90"),
    ("利润总额", "412.30", "440.15", "471.60"),
    ("净利润", "350.25", "372.40", "401.35"),
    ("流动资产合计", "4,100.30", "4,420.10", "4,700.55"),
    ("所有者权益合计", "4,950.25", "5,322.65", "5,700.65"),
)
TABLE = "\n".join([HEAD, *(" | ".join(row) for row in ROWS)])


def units(*nodes: str) -> set[str]:
    found = READER.read(document(*(grid(n, i) if "|" in n else n for i, n in enumerate(nodes, 1))))
    assets = [s.line("bs.total_assets") for s in found if s.year == 2024]
    assert len(assets) == 1
    assert assets[0]
    return {"万元" if assets[0].value == "91207500" else "元" if assets[0].value == "9120.75" else assets[0].value}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("表3 财务概览（千元，已审计）", "千元"),
        ("（母公司口径、万元）", "万元"),
        ("单位：万", "万元"),
        ("单位：千兀 币种：人民币", "千元"),
        ("各表均以万元列示", "万元"),
        ("近三年财务情况/百万元", "百万元"),
        ("单位：万元  统一社会信用代码：9162XXXX", "万元"),
        ("单位：元 编制日期：2023年12月31日", "元"),
        ("编制单位：万方公司", ""),
        ("编制单位：元通商贸  日期：2023年", ""),
        ("采购合同（金额80万元，含税）", ""),
        ("按6万元计算", ""),
        ("单位：万吨", ""),
        ("（万元/人）", ""),
    ],
)
def test_units_of_captions(text: str, unit: str) -> None:
    assert find_unit(text) == unit


def test_where_the_unit_stands() -> None:
    labelled = "\n".join([HEAD, *(" | ".join((f"{row[0]}{{}}", *row[1:])) for row in ROWS)])
    beside = "\n".join(
        ["项目 | 单位 | 2022年 | 2023年 | 2024年", *(" | ".join((row[0], "万元", *row[1:])) for row in ROWS)]
    )
    assert units("表1 财务概览（万元，已审计）", TABLE) == {"万元"}
    assert units(TABLE, "注：表中金额单位为万元，取自审计报告。") == {"万元"}
    assert units("本申报书财务数据的金额单位均为万元。", "一、概况", "详见下表：", TABLE) == {"万元"}
    assert units(beside) == {"万元"}
    assert units(TABLE.replace("项目", "项目/万元")) == {"万元"}
    for tail in ("，万元", "/万元", "（万元", "（万", "（万元，含税）"):
        assert units(labelled.format(*[tail] * len(ROWS))) == {"万元"}


def test_the_unit_of_the_next_table_is_not_this_ones() -> None:
    assert units(TABLE, "单位：万元", "设备 | 金额\n机床 | 30") == {"元"}
    assert units(TABLE, "2024年研发投入215.40万元。") == {"元"}


@pytest.mark.parametrize("said", [("表1 财务概览（万元）",), ("文中各表金额单位均为万元。", "二、经营情况")])
def test_a_table_in_the_book_keeps_its_caption(said: tuple[str, ...]) -> None:
    """A summary among the prose of a book, begun by no heading of an annex: the caption speaks for it and stays."""
    book = book_of("GS-03")
    lines = [Block(text, Place(book.file, f"para90{i}", text=text)) for i, text in enumerate(said)]
    found = extract(replace(book, nodes=(*book.nodes, *lines, grid(TABLE, 91))))
    assert {s.unit for s in found.papers[0].statements if s.place.path == "t91"} == {"万元"}
    bare = extract(replace(book, nodes=(*book.nodes, grid(TABLE, 91))))
    assert {s.unit for s in bare.papers[0].statements if s.place.path == "t91"} == {""}


def stated(*values: str) -> list[Field]:
    """Cells of a book in 万元."""
    place = Place("申报表.docx", "t7/r1c1")
    made = [(Decimal(value) * 10000, Decimal(10000).scaleb(-len(value.partition(".")[2]))) for value in values]
    return [Field(f"k{n}", str(v), str(v), place, amount=Amount(v, "元", step)) for n, (v, step) in enumerate(made)]


@pytest.mark.parametrize(
    ("values", "assets"),
    [
        (("9120.75", "7020.35", "480.00"), "91207500"),  # one figure is another: told by its rule, in the right unit
        (("9120.75",), "9120.75"),  # one figure alone shows nothing
        (("9121", "7020", "3420.1"), "91207500"),  # rounded in the book
        (("8150.40", "6010.20", "0.912075"), "9120.75"),  # as printed in one place, as 万元 in others
        (("3.10", "4.20"), "9120.75"),
    ],
)
def test_no_unit_is_the_unit_of_the_book(values: tuple[str, ...], assets: str) -> None:
    papers = extract(document(grid(TABLE, 1))).papers
    fields = stated(*values)
    settled = settle_units(papers, fields, ())
    [column] = [s for s in settled[0].statements if s.year == 2024]
    line = column.line("bs.total_assets")
    assert line
    assert (line.value, column.unit) == (assets, "")
    assert line.amount
    assert line.amount.value == Decimal(assets)


def test_a_sheet_of_which_little_is_told_has_the_unit_of_its_file() -> None:
    """Of the second sheet the book states nothing."""
    other = TABLE
    for n, digits in enumerate(sorted(set(re.findall(r"\d[\d,]*\.\d+", TABLE)), key=len, reverse=True)):
        other = other.replace(digits, f"{3000 + n * 17}.{n + 10}")
    papers = extract(document(grid(TABLE, 1), "其他", grid(other, 2))).papers
    fields = stated("9120.75", "7020.35")
    before = {s.place.path: s for s in papers[0].statements if s.year == 2024}
    after = {s.place.path: s for s in settle_units(papers, fields, ())[0].statements if s.year == 2024}
    assert len(before) == 2
    for path in before:
        for old, new in zip(before[path].lines, after[path].lines, strict=True):
            assert old.amount
            assert new.amount
            assert new.amount.value == old.amount.value * 10000


def test_a_printed_unit_is_kept() -> None:
    papers = extract(document("单位：元", grid(TABLE, 1))).papers
    assert settle_units(papers, stated("9120.75", "7020.35"), ()) == papers


def test_large_figures_are_in_yuan() -> None:
    """The book then wrote 元 into cells of 万元, which is no matter of the sheet."""
    large = (
        re.sub(r"(?<=\d),(?=\d)|\.(?=\d\d\b)", "", TABLE).replace("912075", "91207500").replace("702035", "70203500")
    )
    papers = extract(document(grid(large, 1))).papers
    assert settle_units(papers, stated("91207500", "70203500"), ()) == papers
