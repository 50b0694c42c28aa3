"""The archive of earlier awards: what a workbook of an office says, and what of it is left out aloud."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from corpora import load
from extract.archive import extract_archive, read_carrier, read_state
from ingest import read
from model.errors import BadData

#: The words of the heads, as the product has them.
HEADS = load().archive
HEAD = [
    "序号",
    "单位名称",
    "统一社会信用代码",
    "获评类型",
    "项目名称",
    "获评时间",
    "奖励金额（万元）",
    "状态",
    "处理日期",
    "处理依据",
    "限制申报至",
]


def workbook(path: Path, *rows: list[object], head: list[str] = HEAD, title: str = "") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if title:
        sheet.append([title])
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_rows_under_a_title_with_heads_of_other_names(tmp_path: Path) -> None:
    """获评类型 for 载体, a title line above, money with a thousands comma, dates as months."""
    path = workbook(
        tmp_path / "a.xlsx",
        [
            1,
            "甘肃甲有限公司",
            "9162012167591306xw",
            "先进级智能工厂",
            "甲工厂",
            "2024年12月",
            "1,300",
            "有效",
            None,
            None,
            None,
        ],
        [
            2,
            "甘肃乙（集团）公司",
            "",
            "数字化车间",
            "",
            "2022",
            "/",
            "撤销",
            "2024-11",
            "依据第二十四条处理",
            "2026-11-30",
        ],
        title="甘肃省历年认定汇总",
    )
    archive = extract_archive(read(path, "a.xlsx"), HEADS)
    first, second = archive.awards
    assert (first.carrier, first.granted, first.amount, first.uscc) == (
        "先进级",
        "2024-12",
        Decimal(1300),
        "9162012167591306XW",
    )
    assert (second.carrier, second.state, second.cause, second.barred_until) == (
        "数字化车间",
        "取消",
        "第二十四条",
        "2026-11-30",
    )
    assert (second.amount, archive.problems) == (None, ())
    assert first.place.path == "t1/r3c2"


def test_rows_left_out_are_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [1, "甲", "", "神奇级"], [2, "", "", "基础级"], [3, "乙", "", "基础级", "", "某年", "许多"]
    )
    archive = extract_archive(read(path, "a.xlsx"), HEADS)
    assert len(archive.awards) == 1
    assert [p[:5] for p in archive.problems] == ["档案第2行", "档案第3行", "档案第4行", "档案第4行"]


def test_cells_that_cannot_be_are_named(tmp_path: Path) -> None:
    """A day that no calendar has, an award below nothing, a state that nobody knows, a day that Excel keeps as number."""
    head = ["企业名称", "载体", "认定日期", "奖励金额（万元）", "状态", "处理日期"]
    path = workbook(
        tmp_path / "a.xlsx",
        ["甲", "基础级", "2099-99-99", "-50", "飞了", "2024-02-31"],
        ["乙", "基础级", 45413, "NaN", "无效", "2024-05-99"],
        ["丙", "基础级", "2024年第3批", "0", "有效期内", "2025-03-01 00:00:00"],
        head=head,
    )
    archive = extract_archive(read(path, "a.xlsx"), HEADS)
    assert [(a.granted, a.state_date, a.amount) for a in archive.awards] == [
        ("", "", None),
        ("2024-05-01", "", None),
        ("2024", "2025-03-01", Decimal(0)),
    ]
    told = [(problem[:5], problem.split("“")[1].split("”")[0]) for problem in archive.problems]
    assert told == [
        ("档案第2行", "2099-99-99"),
        ("档案第2行", "2024-02-31"),
        ("档案第2行", "飞了"),
        ("档案第2行", "-50"),
        ("档案第3行", "45413"),
        ("档案第3行", "2024-05-99"),
        ("档案第3行", "无效"),
        ("档案第3行", "NaN"),
    ]
    assert "读作2024-05-01" in archive.problems[4]


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [1, 2], head=["科目", "金额"])
    with pytest.raises(BadData, match="表头"):
        extract_archive(read(path, "a.xlsx"), HEADS)
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(BadData, match="没有读出"):
        extract_archive(read(tmp_path / "b.xlsx", "b.xlsx"), HEADS)


def test_a_company_is_found_by_code_before_name(tmp_path: Path) -> None:
    """A renamed company keeps its code; an equal name with another code is another company."""
    path = workbook(
        tmp_path / "a.xlsx",
        [1, "甘肃甲机械厂", "9162012167591306XW", "基础级"],
        [2, "甘肃甲有限公司", "91620100MA7ABCDE1X", "先进级"],
        [3, "甘肃甲有限公司", "", "优秀场景"],
    )
    archive = extract_archive(read(path, "a.xlsx"), HEADS)
    assert [a.carrier for a in archive.of("甘肃甲有限公司", "9162012167591306XW")] == ["基础级", "优秀场景"]


@pytest.mark.parametrize(
    ("text", "carrier"),
    [
        ("智能制造优秀应用场景", "优秀场景"),
        ("卓越级智能工厂", "卓越级"),
        ("智能工厂", "智能工厂"),
        ("数字化车间", "数字化车间"),
        ("绿色工厂", None),
        ("", None),
    ],
)
def test_carriers(text: str, carrier: str | None) -> None:
    assert read_carrier(text) == carrier


def test_states() -> None:
    assert [read_state(t) for t in ("", "有效", "已取消", "降格为基础级", "拟奖励")] == [
        "有效",
        "有效",
        "取消",
        "降格",
        "拟奖励",
    ]


@pytest.mark.parametrize(
    ("head", "row", "amount"),
    [
        (["认定年份", "奖补资金（元）", "认定类别", "企业"], ["2024", 600000, "优秀场景", "甲"], 60),
        (["企业", "认定称号", "补助金额/千元", "公布时间"], ["甲", "省级优秀场景", "600", "2024年"], 60),
        (["企业", "载体", "类别", "奖金（万元）", "年份"], ["甲", "第三批", "优秀场景", 60, "2024"], 60),
        (["获奖企业", "认定级别", "奖励金额(单位：亿元)", "获奖年度"], ["甲", "优秀场景", "0.006", "2024"], 60),
        (["获评企业", "称号类别", "扶持资金万元", "获评年度"], ["甲", "优秀场景", "60", "2024"], 60),
        (["公司", "级别", "类别", "资金", "年份"], ["甲", "省级", "优秀场景", "600000元", "2024"], 60),
        (["统一社会信用代码证", "企业名称*", "载体类型", "奖金", "年度"], ["", "甲", "优秀场景", "60万元", "2024"], 60),
    ],
)
def test_heads_in_other_words_and_units(tmp_path: Path, head: list[str], row: list[object], amount: int) -> None:
    """Whatever the order; the unit is the head's, or the cell's own."""
    archive = extract_archive(read(workbook(tmp_path / "a.xlsx", row, head=head), "a.xlsx"), HEADS)
    assert [(a.company, a.carrier, a.granted, a.amount, a.unread) for a in archive.awards] == [
        ("甲", "优秀场景", "2024", Decimal(amount), False)
    ]
    assert [problem for problem in archive.problems if "没有写单位" not in problem] == []


def test_a_long_head_with_a_letter_astray_is_known_and_a_short_one_is_not(tmp_path: Path) -> None:
    head = ["企业名称", "载体", "统一社会信用代码证", "认定日其"]
    path = workbook(tmp_path / "a.xlsx", ["甲", "优秀场景", "9162012167591306XW", "2024年"], head=head)
    (award,) = extract_archive(read(path, "a.xlsx"), HEADS).awards
    assert (award.uscc, award.granted) == ("9162012167591306XW", "")


def test_a_head_over_two_rows_whose_cells_are_not_merged(tmp_path: Path) -> None:
    rows = (["", "类别", "年度"], ["甲", "先进级", "2023"])
    path = workbook(tmp_path / "a.xlsx", *rows, head=["企业名称", "认定情况", ""])
    archive = extract_archive(read(path, "a.xlsx"), HEADS)
    assert [(a.company, a.carrier, a.granted) for a in archive.awards] == [("甲", "先进级", "2023")]


def test_the_unit_of_a_line_above_the_head(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", ["甲", "基础级", 500000], head=["企业名称", "载体", "奖励"], title="奖补台账（单位：元）"
    )
    archive = extract_archive(read(path, "a.xlsx"), HEADS)
    assert [(a.amount, archive.problems) for a in archive.awards] == [(Decimal(50), ())]


def test_a_head_over_two_rows(tmp_path: Path) -> None:
    """认定情况 over its columns, 企业名称 beside them over both rows; the second row is no award."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某市历年奖补情况"])
    sheet.append(["企业名称", "认定情况", None, "奖励", None])
    sheet.append([None, "类别", "年度", "金额（元）", "批次"])
    sheet.append(["甲", "先进级", "2023", 1200000, "第一批"])
    for merged in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "a.xlsx")
    archive = extract_archive(read(tmp_path / "a.xlsx", "a.xlsx"), HEADS)
    assert [(a.carrier, a.granted, a.amount) for a in archive.awards] == [("先进级", "2023", Decimal(120))]
    assert archive.problems == ()


def test_money_that_is_not_understood_is_said(tmp_path: Path) -> None:
    """A column of numbers headed like money: which award it is nobody knows; what was paid is then not known."""
    head = ["企业名称", "载体", "认定年度", "省级财政下达（万元）", "奖励文号"]
    path = workbook(
        tmp_path / "a.xlsx", ["甲", "先进级", "2023", 90, "12"], ["乙", "基础级", "2023", None, ""], head=head
    )
    archive = extract_archive(read(path, "a.xlsx"), HEADS)
    assert [award.unread for award in archive.awards] == [True, True]
    assert len(archive.problems) == 1
    assert "省级财政下达(万元)" in archive.problems[0]


def test_a_second_column_of_money_is_said_and_not_used(tmp_path: Path) -> None:
    head = ["企业名称", "载体", "累计奖励（万元）", "奖励金额（万元）", "投资额（万元）"]
    path = workbook(tmp_path / "a.xlsx", ["甲", "先进级", 300, 200, 5000], head=head)
    archive = extract_archive(read(path, "a.xlsx"), HEADS)
    assert [(award.amount, award.unread) for award in archive.awards] == [(Decimal(200), False)]
    assert [problem.split("”")[0] for problem in archive.problems] == ["档案“累计奖励(万元)", "档案“投资额(万元)"]
