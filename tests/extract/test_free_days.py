"""The days of a free book: of its declaration and of its works, in a cell, at a foot or in a sentence."""

from __future__ import annotations

import pytest

from model.submission import Submission
from tests.extract.grids import grid
from tests.extract.test_free_books import submit


def day(found: Submission, key: str) -> str:
    field = found.field(key)
    return field.value if field else ""


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        (grid("材料日期 | 2025年11月3日\n厂址 | 甘肃省兰州新区甲路1号", 2), "2025-11-03"),
        (grid("定稿之日 | 2025年10月15日\n厂址 | 甘肃省兰州新区甲路1号", 2), "2025-10-15"),
        ("时间　2025年10月27日", "2025-10-27"),
        (grid("获评时间 | 2024年12月\n厂址 | 甘肃省兰州新区甲路1号", 2), ""),
        ("公司成立时间 2004年5月6日", ""),
    ],
)
def test_the_date_of_a_cover_under_any_name(cover: object, expected: str) -> None:
    found = submit("领航级智能工厂申报书", cover, "一、企业画像", "公司生产阀门。", "二、智能工厂概况", "三条产线。")
    assert day(found, "declare_date") == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("法定代表人：佘广（签字） （公章） 2025 年 11 月 3 日",), "2025-11-03"),
        (("法定代表人：慕川（签字）　　（公司印章）", "2025年10月16日"), "2025-10-16"),
        (("公司2024年公章改为电子签章，2025年10月用于采购。",), ""),
    ],
)
def test_the_date_under_the_promise(lines: tuple[str, ...], expected: str) -> None:
    found = submit("领航级智能工厂申报书", "一、企业画像", "公司生产阀门。", "二、智能工厂概况", "三条产线。", *lines)
    assert day(found, "declare_date") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("项目自2018年6月起分三期建设，2024年4月全面建成，总投资7.36亿元。", "2018-06/2024-04"),
        ("建设时间2021年6月至2024年6月，全部自筹。", "2021-06/2024-06"),
        ("工厂2020年5月奠基，2024年10月全面建成。", "2020-05/2024-10"),
        ("工厂建设自2019年9月起，2024年5月止，总投资2.68亿元。", "2019-09/2024-05"),
        ("建设周期 2021 年 3 月至 2024 年 6 月，总投资 38,620.00 万元。", "2021-03/2024-06"),
        ("— 建设：2020年3月至2024年11月，总投资1.9亿元，其中装备1.2亿元。", "2020-03/2024-11"),
        ("计划建设时间2026年1月至2027年6月。", ""),
        ("项目一期自2021年3月启动，2022年4月投用。", ""),
        ("研究院2019年3月奠基，2021年10月建成。", ""),
        ("2021年3月至2022年4月，公司销售阀门。", ""),
    ],
)
def test_the_works_told_in_a_sentence(told: str, expected: str) -> None:
    found = submit("领航级智能工厂申报书", "一、企业画像", "公司生产阀门。", "二、智能工厂概况", told)
    assert day(found, "build_period") == expected


def test_a_short_label_beside_other_rows() -> None:
    """起止 is believed by its two dates."""
    table = grid("栏目 | 内容\n起止 | 2020年4月—2025年3月\n集成商 | 西安甲股份有限公司", 4)
    found = submit("领航级智能工厂申报书", "1 企业画像", "公司生产阀门。", "2 智能工厂概貌", table)
    assert day(found, "build_period") == "2020-04/2025-03"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("工厂2021年3月开工，2024年9月建成，累计软硬件投资6,820万元，系统由甲公司集成。", "6820"),
        ("累计软硬件投资6,820万元。项目总投资9,100万元。", "9100"),
        ("近三年累计软硬件投资6,820万元。", ""),
        ("集团累计软硬件投资6,820万元。", ""),
    ],
)
def test_what_was_spent_stands_for_the_whole_where_nothing_else_is_told(told: str, expected: str) -> None:
    found = submit("领航级智能工厂申报书", "一、企业画像", "公司生产阀门。", "二、智能工厂概况", told)
    assert day(found, "project_investment").split(".")[0] == expected


@pytest.mark.parametrize(
    ("cell", "mobile", "phone"),
    [
        ("武凯，智能制造部，0931-8210366，13893702256", "13893702256", "0931-8210366"),
        ("武凯，智能制造部，0931-82103，1389370225", "1389370225", "0931-82103"),
        ("武凯，wukai1389370225@fenghe.cn", "", ""),
    ],
)
def test_numbers_of_a_contact_are_read_as_they_are_printed(cell: str, mobile: str, phone: str) -> None:
    """One digit short, too: whether they are numbers is the rule's question."""
    table = grid(f"单位名称 | 甘肃甲阀门有限公司\n联系 | {cell}", 4)
    found = submit("领航级智能工厂申报书", "1 企业画像", table, "公司生产阀门。", "2 智能工厂概貌", "三条产线。")
    assert (day(found, "contact_mobile"), day(found, "contact_phone")) == (mobile, phone)
