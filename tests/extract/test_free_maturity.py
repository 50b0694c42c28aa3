"""Which of several levels of maturity told in a free book is the one of today."""

import pytest

from tests.extract.grids import table_of
from tests.extract.test_free_books import submit

TOLD = [
    ("2021年智能制造能力成熟度自评估为二级；2024年8月复评为三级（集成级）。", "3级"),
    ("公司CMMM自评估等级由一级提升至二级。", "2级"),
    ("2025年5月CMMM自评估达到四级。此前2022年智能制造能力成熟度自评为三级。", "4级"),
    ("原CMMM自评估为一级；2025年4月经第三方评估，达到二级水平。", "2级"),
    ("公司CMMM自评估达到三级，计划2027年升至四级。", "3级"),
    ("公司CMMM自评估为三级。2024年两化融合管理体系评定为四级，2025年DCMM达到二级。", "3级"),
    ("公司2024年CMMM自评估为三级；2025年子公司复评为四级。", "3级"),
    ("公司2024年CMMM自评估为三级；2025年通过安全生产标准化二级评审。", "3级"),
    ("2025年4月完成平台自评，总分3.27，能力成熟度等级为三级（集成级）。", "3级"),
    ("我厂智能制造能力成熟度现为优化级。", "4级"),
    ("对照GB/T 39116—2020自评，工厂处在第三级。", "3级"),
    ("CMMM自评结论：Ⅳ级。", "4级"),
    ("CMMM自评为三级。经自评，设计能力域成熟度为二级，采购能力域成熟度为二级。", "3级"),
    ("公司CMMM由2022年的二级升至三级。", "3级"),
    ("依照GB/T 39117逐条打分，总分1.97分，相当于规范级。", "2级"),
    ("智能制造能力成熟度已达L3，供应商多为L1。", "3级"),
    ("2023年通过二级智能制造成熟度认证。2025年CMMM自评估达到三级。", "3级"),
    ("公司持有CMMM四级证书。", "4级"),
    ("CMMM自评为三级。数据管理能力成熟度（DCMM）自评为二级。", "3级"),
]


@pytest.mark.parametrize(("text", "level"), TOLD)
def test_the_latest_level_told_is_the_own_one(text: str, level: str) -> None:
    """Earlier years, plans, other models and other plants give none."""
    found = submit("卓越级智能工厂申报书", "一、智能工厂基本情况", f"甘肃甲有限公司从事水泵制造。{text}").field(
        "cmmm_self_level"
    )
    assert found is not None
    assert found.value == level


def test_the_row_of_the_whole_gives_the_level() -> None:
    """Not those of its fields, and no table of another model."""
    rows = [["能力域", "得分", "等级"], ["设计", "1.92", "2级"], ["总体", "3.06", "三级（集成级）"]]
    text = "甘肃甲有限公司从事水泵制造，各能力域得分如下。"
    found = submit("卓越级智能工厂申报书", "一、智能工厂基本情况", text, table_of(rows)).field("cmmm_self_level")
    assert found is not None
    assert found.value == "3级"
    other = [["DCMM能力域", "得分", "等级"], *rows[1:]]
    assert (
        submit("卓越级智能工厂申报书", "一、智能工厂基本情况", text, table_of(other)).field("cmmm_self_level") is None
    )


@pytest.mark.parametrize(
    "text",
    [
        "GB/T 39116将成熟度划分为规划级、规范级、集成级、优化级、引领级五个等级。",
        "对照GB/T 39116，距离达到集成级还有差距。",
        "按成熟度模型评分，设备域为集成级，制造域为规范级。",
        "公司辅导12家企业通过CMMM二级认证。",
        "智能制造能力成熟度达到三级的要素有十二项。",
    ],
)
def test_levels_of_the_model_of_others_and_of_parts_are_not_the_works(text: str) -> None:
    found = submit("卓越级智能工厂申报书", "一、智能工厂基本情况", f"甘肃甲有限公司从事水泵制造。{text}")
    assert found.field("cmmm_self_level") is None


@pytest.mark.parametrize("head", ["安全检查项目", "评估项", "区域"])
def test_the_whole_of_another_assessment_gives_no_level(head: str) -> None:
    table = table_of([[head, "得分", "等级"], ["设计", "90", "二级"], ["总体", "92", "二级"]])
    found = submit("卓越级智能工厂申报书", "一、智能工厂基本情况", "甘肃甲有限公司从事水泵制造。", table)
    assert found.field("cmmm_self_level") is None
