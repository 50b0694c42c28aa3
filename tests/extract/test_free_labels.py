"""The labels of free books are the applicant's own: whole, short, or with 名称 behind them."""

from __future__ import annotations

import pytest

from extract.text import money_unit
from model.submission import Submission
from tests.extract.grids import grid
from tests.extract.test_free_books import submit


def values(found: Submission, *keys: str) -> list[str | None]:
    return [field.value if (field := found.field(key)) else None for key in keys]


@pytest.mark.parametrize("label", ["申报企业名称", "申报单位全称", "申报主体", "申报单位（盖章）"])
def test_the_applicant_on_a_cover_in_a_table(label: str) -> None:
    """The end of the label is no name."""
    found = submit(
        "领航级智能工厂申报书",
        grid(f"{label} | 甘肃甲阀门股份有限公司\n建设地点 | 甘肃省白银市白银区兰包路1号\n日期 | 2025年9月25日", 2),
        "一、申报单位基本信息",
        "公司是一家装备制造企业。",
        "二、智能工厂基本情况",
        "工厂建有三条产线。",
    )
    assert values(found, "applicant", "factory_address", "declare_date") == [
        "甘肃甲阀门股份有限公司", "甘肃省白银市白银区兰包路1号", "2025-09-25",
    ]  # fmt: skip


def test_short_labels_of_a_table() -> None:
    found = submit(
        "卓越级智能工厂申报书",
        "1 企业画像",
        grid(
            "全称 | 甘肃甲阀门股份有限公司 | < | <\n信用代码 | 916202027509026367 | 性质 | 民营企业\n"
            "规模类型 | 大型企业 | 成熟度 | 四级\n国民经济行业 | C 制造业/34 通用设备制造业 | 起止 | 2020年4月—2025年3月",
            4,
        ),
        "2 智能工厂概貌",
        "工厂建有三条产线。",
    )
    keys = ("company_name", "uscc", "ownership", "size_class", "cmmm_self_level", "build_period")
    assert values(found, *keys) == [
        "甘肃甲阀门股份有限公司", "916202027509026367", "民营企业", "大型企业", "4级", "2020-04/2025-03",
    ]  # fmt: skip


def test_a_label_that_no_form_knows_ends_a_value() -> None:
    """In a row of pairs, under or over labels of the same column."""
    found = submit(
        "卓越级智能工厂申报书",
        "1 企业画像",
        grid(
            "单位名称 | 甘肃甲阀门股份有限公司 | 成立日期 | 2011年3月2日\n"
            "法定代表人 | 张三丰 | 职工总量 | 512人\n单位性质 | 民营企业 | 手机 | 13893702256",
            4,
        ),
        "2 智能工厂概貌",
        "工厂建有三条产线。",
    )
    assert values(found, "company_name", "legal_rep_name", "founded_date") == [
        "甘肃甲阀门股份有限公司", "张三丰", "2011-03-02",
    ]  # fmt: skip


def test_a_credit_code_left_in_the_cell_of_its_label() -> None:
    """A scan that lost the line between them: the code is its own answer and no part of the cell ahead."""
    found = submit(
        "领航级智能工厂申报书",
        "1 企业画像",
        grid(
            "单位名称 | 甘肃甲阀门股份有限公司 | 统一社会信用 916202027509026367 代码 | <\n"
            "企业性质 | 民营企业 | 规模类型 | 大型企业",
            4,
        ),
        "2 智能工厂概貌",
        "工厂建有三条产线。",
    )
    assert values(found, "company_name", "uscc") == ["甘肃甲阀门股份有限公司", "916202027509026367"]


def test_a_contact_with_labels_glued_to_his_numbers() -> None:
    """邮箱 before an address is its label, not its name."""
    found = submit(
        "卓越级智能工厂申报书", "1 企业画像", "联系人：赵一鸣，信息部部长，手机13919012345，邮箱zhaoym@longyuanzz.cn", "2 智能工厂概貌",
        "工厂建有三条产线。",
    )  # fmt: skip
    assert values(found, "contact_mobile", "contact_email") == ["13919012345", "zhaoym@longyuanzz.cn"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("企业代码：9162010074587321X", "9162010074587321X"),
        ("公司统一社会信用代码为916201007458732166M，主营铸件。", "916201007458732166M"),
        ("企业代码：A-2041", None),
    ],
)
def test_a_code_of_the_wrong_length_is_read(told: str, code: str | None) -> None:
    """I-01 tells of it; a number of another kind is none."""
    found = submit("卓越级智能工厂申报书", "1 企业画像", told, "2 智能工厂概貌", "工厂建有三条产线。")
    assert values(found, "uscc") == [code]


def test_a_head_broken_in_a_narrow_column_keeps_its_unit() -> None:
    """（万 元） over two lines is 万元, 元 alone is 元."""
    figures = grid(
        "年度 | 资产总额（万元） | 负债总额（万\\n元） | 利润总额（元）\n"
        "2023 | 3,105.00 | 1,240.50 | 812,000.00\n2024 | 3,260.00 | 1,198.70 | 905,000.00",
        4,
    )
    found = submit("卓越级智能工厂申报书", "1 企业画像", figures, "2 智能工厂概貌", "工厂建有三条产线。")
    assert values(found, "total_liabilities[2024]", "profit[2024]") == ["1198.70", "90.5"]


def test_the_unit_that_a_label_prints_is_that_of_its_cell() -> None:
    """元 in the label of a cell is not 万元; what the cell prints itself goes first, and is quoted as printed."""
    card = grid(
        "单位名称 | 甘肃甲阀门股份有限公司 | 法定代表人 | 张三丰\n固定资产投资（元） | 52,000,000 | 项目总投资/亿元 | 约1.25",
        4,
    )
    told = "设备投资（千元）：8,640"
    found = submit("卓越级智能工厂申报书", "1 企业画像", card, told, "2 智能工厂概貌", "工厂建有三条产线。")
    keys = ("fixed_investment", "project_investment", "equipment_investment")
    assert values(found, *keys) == ["5200", "12500", "864"]
    fixed = found.field("fixed_investment")
    assert fixed is not None
    assert (fixed.place.text, fixed.text) == ("52,000,000", "52,000,000")


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("资产总额（单位：千元，经审计）", "千元"), ("投资/人民币亿元", "亿元"), ("净资产（百万元）", "百万元"),
        ("人均产出（元/人/天）", ""), ("多元化经营（元件）", ""), ("投资（万元）其中软件（元）", ""), ("每元产值（%）", ""),
    ],
)  # fmt: skip
def test_the_unit_of_a_label(label: str, unit: str) -> None:
    assert money_unit(label) == unit


def test_a_hint_of_a_printed_form_before_the_profile_is_left_over() -> None:
    """It is told as residue and is no word of the profile."""
    found = submit(
        "卓越级智能工厂申报书", "1 企业画像", "（发展历程、主营业务、市场份额等方面基本情况，不超过500字）甲公司主营阀门。", "2 智能工厂概貌",
        "工厂建有三条产线。",
    )  # fmt: skip
    profile = found.field("b1")
    assert profile is not None
    assert (profile.value, len(profile.residue)) == ("甲公司主营阀门。", 1)


def test_the_applicant_in_brackets_and_beside_its_code() -> None:
    """A line of the cover in brackets; 名称 in the table of the code; a branch is read with the name of its firm."""
    found = submit(
        "卓越级智能工厂申报书",
        "（申报单位：甘肃甲乳业有限公司酒泉分公司）",
        "一、申报单位基本信息",
        grid("名称 | 甘肃甲乳业有限公司酒泉分公司\n统一社会信用代码 | 916202027509026367", 2),
        "二、智能工厂基本情况",
        "工厂建有三条产线。",
    )
    assert values(found, "applicant", "company_name") == ["甘肃甲乳业有限公司酒泉分公司"] * 2


def test_a_name_in_a_table_without_the_code_is_not_the_applicants() -> None:
    found = submit(
        "卓越级智能工厂申报书",
        "一、申报单位基本信息",
        grid("统一社会信用代码 | 916202027509026367\n成立日期 | 2011年3月2日", 2),
        "公司是一家乳品企业。",
        grid("名称 | 兰州乙软件有限公司\n角色 | 集成商", 3),
        "二、智能工厂基本情况",
        "工厂建有三条产线。",
    )
    assert values(found, "company_name") == [None]
