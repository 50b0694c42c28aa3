"""The archive of earlier awards: what a workbook of an office says, and what of it is left out aloud."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from extract.archive import extract_archive, read_carrier, read_state
from ingest import read
from model.errors import BadData

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
    archive = extract_archive(read(path, "a.xlsx"))
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
    archive = extract_archive(read(path, "a.xlsx"))
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
    archive = extract_archive(read(path, "a.xlsx"))
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
        extract_archive(read(path, "a.xlsx"))
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(BadData, match="没有读出"):
        extract_archive(read(tmp_path / "b.xlsx", "b.xlsx"))


def test_a_company_is_found_by_code_before_name(tmp_path: Path) -> None:
    """A renamed company keeps its code; an equal name with another code is another company."""
    path = workbook(
        tmp_path / "a.xlsx",
        [1, "甘肃甲机械厂", "9162012167591306XW", "基础级"],
        [2, "甘肃甲有限公司", "91620100MA7ABCDE1X", "先进级"],
        [3, "甘肃甲有限公司", "", "优秀场景"],
    )
    archive = extract_archive(read(path, "a.xlsx"))
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
