"""Numbers in prose: what they speak of, and changes 由 a 变为 b."""

from __future__ import annotations

from decimal import Decimal

import pytest

import corpora
from extract.claims import ClaimReader
from extract.numbers import NumberReader
from model.place import Place
from model.submission import Change, Claim, Passage

LEXICONS = corpora.load().lexicons
READER = ClaimReader(LEXICONS, NumberReader(LEXICONS))


def read(text: str, key: str = "scheme_text") -> tuple[tuple[Claim, ...], tuple[Change, ...]]:
    return READER.read([Passage(key, text, Place("书.docx", "para1"))])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("缺陷模型以厂内9.4万张图片训练", 0), ("预测模型用3.1万组工况训练", 0), ("机器人对1200件壳体自动打磨", 0),
        ("在用人工智能模型12个", 1), ("质检模型应用6个，覆盖三条产线", 1),
    ],
)  # fmt: skip
def test_what_a_number_counts_is_not_what_acts_on_it(text: str, told: int) -> None:
    claims, _ = read(text)
    assert len([c for c in claims if c.concept in ("models", "robots")]) == told


@pytest.mark.parametrize(
    ("text", "concept", "value", "scope", "period", "planned"),
    [
        ("生产效率提升26.5%", "kpi.G03", "26.5", "", "", False),
        ("项目总投资1,280万元", "build_investment", "12800000", "", "", False),
        ("2024年公司主营业务收入1.2亿元", "main_revenue", "120000000", "company", "2024", False),
        ("预计2026年生产效率提升35%", "kpi.G03", "35", "", "2026", True),
        ("焊接工序生产效率提升45%", "kpi.G03", "45", "process", "", False),
        ("关键设备数控化率达到92%", "kpi.G01", "92", "", "", False),
        ("质量损失率降低33.3%，由1.8%降低至1.2%", "kpi.G09", "33.3", "", "", False),
        ("本场景累计投入资金约1500万元", "build_investment", "15000000", "scene", "cumulative", False),
        ("项目投资约1500万元", "build_investment", "15000000", "", "", False),
        ("按合并口径（含两家检修公司）2024年营业收入6.3亿元", "revenue", "630000000", "group", "2024", False),
        ("母公司2024年主营业务收入15.6亿元", "main_revenue", "1560000000", "group", "2024", False),
        ("改造前关键设备联网率仅为45%", "kpi.G02", "45", "", "before", False),
        ("实现降低运营成本15%", "kpi.G06", "15", "", "", False),
    ],
)
def test_a_number_belongs_to_the_quantity_named_before_it(
    text: str, concept: str, value: str, scope: str, period: str, planned: bool
) -> None:
    """Concept, scope, period and plan of crosschecks.md §1."""
    claims, _ = read(text)
    (claim,) = [c for c in claims if c.concept and c.concept != "loss_rate"]
    got = (claim.concept, claim.amount.value, claim.scope, claim.period, claim.planned)
    assert got == (concept, Decimal(value), scope, period, planned)


@pytest.mark.parametrize(
    "text",
    ["生产效率由62%提升至95%", "生产效率稳步改善，成品率提升12%", "运营成本上升5%",
     "其中软件投资300万元", "数控化率提升12%"],
)  # fmt: skip
def test_what_is_not_said_of_a_quantity_is_not_claimed(text: str) -> None:
    """A level is no change, the wrong direction is another statement."""
    claims, _ = read(text)
    assert [c.concept for c in claims if c.concept in ("kpi.G03", "kpi.G06", "build_investment", "kpi.G01")] == []


@pytest.mark.parametrize("text", ["发布铸造大模型3.0", "升级调度平台2.5，向工业4.0迈进", "智能排产系统4.1上线运行"])
def test_a_version_is_no_number(text: str) -> None:
    assert not read(text)[0]


def test_a_number_of_systems_is_no_version() -> None:
    assert [c.amount.value for c in read("全厂系统3.5万个点位，软件4.2万元")[0]] == [Decimal(35000), Decimal(42000)]


@pytest.mark.parametrize(
    ("text", "before", "after", "claim", "direction"),
    [
        ("操作人员由5人减少至2人，减少60%", "5", "2", "60%", -1),
        ("减少用工60%（由5人减至2人）", "5", "2", "60%", -1),
        ("产品不良率由5%下降到2%，下降3个百分点", "5", "2", "3百分点", -1),
        ("检验效率由每小时120件提高到每小时300件，提高150%", "120", "300", "150%", 1),
        ("改造前单件耗时42分钟，改造后25分钟，缩短60%", "42", "25", "60%", -1),
        ("检测节拍原为180秒，现为120秒，缩短50%", "180", "120", "50%", -1),
        ("订单交付周期45天→30天，缩短45%", "45", "30", "45%", -1),
        ("质检员由18人优化为7人，减员71%", "18", "7", "71%", -1),
        ("班组由20人精简至12人，精简比例60%", "20", "12", "60%", -1),
        ("成本由46元降到42元，人工成本降低23%", "46", "42", None, -1),
        ("换产时间从90分钟压缩到35分钟", "90", "35", None, -1),
        ("研制周期由12个月缩短至6个月，缩短50%", "12", "6", "50%", -1),
    ],
)
def test_before_and_after_with_the_claim_beside_them(
    text: str, before: str, after: str, claim: str | None, direction: int
) -> None:
    """The inputs of A-13 … A-17 and A-26."""
    _, (change,) = read(text)
    said = f"{change.claim.value}{change.claim.unit}" if change.claim else None
    assert (str(change.before.value), str(change.after.value), said, change.direction) == (
        before,
        after,
        claim,
        direction,
    )


def test_another_subjects_percentage_is_not_the_claim() -> None:
    """The printed example of 附表1: 5人减少至2人，加工效率提升了30%."""
    _, (change,) = read("目前操作人员已从5人减少至2人，加工效率提升了30%，产品不良品率降低了10%。")
    assert change.claim is None


def test_plans_are_marked_by_chapter_too() -> None:
    """提升计划 speaks of the future only."""
    claims, _ = read("生产效率提升20%", "improve_plan")
    assert [c.planned for c in claims] == [True]


def test_a_quantity_of_the_product_is_not_the_machines_before_the_semicolon() -> None:
    """The time of one machine tells nothing of the product's energy behind it."""
    claims, _ = read("单台壳体加工工时由9.8小时降到5小时;单位产品综合能耗降低24%—28%。")
    assert [c.scope for c in claims if c.concept == "kpi.G16"] == [""]
    claims, _ = read("该工序改造后,单台用时缩短,单位产品综合能耗降低24%。")
    assert [c.scope for c in claims if c.concept == "kpi.G16"] == ["process"]


def test_many_firms_are_not_the_applicant() -> None:
    """860家饲料加工企业完成销售额 is of the trade; firms that are only named take nothing from the applicant."""
    claims, _ = read("2023年,全国860家(含小微)饲料加工企业完成总产值312亿元,销售额287亿元。")
    assert "company" not in [c.scope for c in claims]
    claims, _ = read("我公司与40家养殖企业合作,2024年销售额2.6亿元。")
    assert [c.scope for c in claims if c.concept == "sales"] == ["company"]


def test_the_sum_of_a_list_is_of_none_of_its_places() -> None:
    """上料工位一台、下线工位两台，共四台工业机器人: all of them; without a sum the last place's own."""
    claims, _ = read("配置码垛设备,上料工位一台、下线工位三台,共四台工业机器人同步作业。")
    assert [c.scope for c in claims if c.concept == "robots"] == [""]
    claims, _ = read("上料工位配置四台工业机器人。")
    assert [c.scope for c in claims if c.concept == "robots"] == ["process"]


@pytest.mark.parametrize(
    "text",
    [
        "近三年营业收入：2022年16840万元、2023年15930万元、2024年18275万元；利润总额依次为1180万元、1012万元、1396万元。",
        "2022年营业收入16840万元，2023年营业收入15930万元，2024年营业收入18275万元，利润总额分别为1180万元、1012万元和1396万元。",
    ],
)
def test_a_list_takes_the_years_of_the_list_before(text: str) -> None:
    claims, _ = read(text)
    profits = [(c.period, int(c.amount.value)) for c in claims if c.concept == "profit_total"]
    assert profits == [("2022", 11_800_000), ("2023", 10_120_000), ("2024", 13_960_000)]


def test_a_list_with_a_time_of_its_own_takes_none_before() -> None:
    claims, _ = read("2023年营业收入1600万元、2024年1800万元；2025年一、二季度利润总额分别为110万元、120万元。")
    assert not {c.period for c in claims if c.concept == "profit_total"} & {"2023", "2024"}
