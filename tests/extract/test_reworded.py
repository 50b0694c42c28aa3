"""Labels in a consultant's words, and tables drawn anew: each answer reaches its own field, others reach none."""

from __future__ import annotations

import pytest

import corpora
from extract import extract_submission
from model.document import Reading, Status, Table
from model.submission import Submission
from tests.extract.grids import document, grid

REFERENCE = corpora.load()
BASIC = (
    "甘肃省基础级智能工厂申报书", "申报单位：金昌乙泵业有限公司", "工厂名称：乙泵业智能工厂", "工厂地址：金昌市金川区", "申报日期：2025年9月4日",
    grid("企业全称 | 金昌乙泵业有限公司\n机构代码 | 91620300MA72XYZ98Q\n设立日期 | 2011年4月\n办公地址 | 金昌市金川区", 1),
)  # fmt: skip
SCENE = (
    "甘肃省智能制造优秀场景申报书", "申报企业：金昌乙泵业有限公司", "申报场景：精益生产管理", "实施地址：金昌市金川区", "填表日期：2025年9月4日",
    grid("企业名称 | 金昌乙泵业有限公司\n统一社会信用代码 | 91620300MA72XYZ98Q\n企业性质 | ☑民营企业", 1),
)  # fmt: skip


def read(*nodes: Table | str) -> Submission:
    return extract_submission("乙", (Reading("1.docx", "1" * 64, Status.OK, document(*nodes)),), REFERENCE)


def values(found: Submission, *keys: str) -> list[str]:
    return [field.value if (field := found.field(key)) else "" for key in keys]


@pytest.mark.parametrize(
    "rows",
    [
        "指标 | 改造前 | 改造后\n产线用工人数 | 54 | 31\n产品合格率（%） | 95.2 | 98.4",
        "阶段 | 产线人数 | 产品合格率（%）\n建设前 | 54 | 95.2\n建设后 | 31 | 98.4",
        "改造前产线人数 | 54 | 改造后产线人数 | 31\n改造前合格率（%） | 95.2 | 改造后合格率（%） | 98.4",
    ],
)
def test_before_and_after_in_any_layout(rows: str) -> None:
    found = read(*BASIC, "效益对比", grid(rows, 2))
    assert values(found, "staff_before", "staff_after", "pass_before", "pass_after") == ["54", "31", "95.2", "98.4"]


@pytest.mark.parametrize(
    "rows",
    ["指标 | 改造前 | 改造后\n一次交检合格率（%） | 95.2 | 98.4", "指标 | 目标 | 实际\n产品合格率（%） | 95.2 | 98.4"],
)
def test_another_quantity_or_head_answers_nothing(rows: str) -> None:
    assert values(read(*BASIC, grid(rows, 2)), "pass_before", "pass_after") == ["", ""]


def test_the_last_year_by_its_number() -> None:
    found = read(
        *BASIC, grid("2024年末资产总额（万元） | 880 | 2023年末负债率（%） | 41\n2024年利润总额（万元） | 36", 2)
    )
    assert values(found, "total_assets_prev", "debt_ratio_prev", "profit_prev") == ["880", "", "36"]


def test_the_last_year_by_the_heading_over_a_table() -> None:
    rows = grid("资产总额（万元） | 880\n利润总额（万元） | 36", 2)
    assert values(read(*BASIC, "上年主要经济指标", rows), "total_assets_prev", "profit_prev") == ["880", "36"]
    assert values(read(*BASIC, "主要经济指标", rows), "total_assets_prev", "profit_prev") == ["", ""]


def test_where_the_change_is_asked_for_what_was_before_and_after_is_left() -> None:
    rows = "指标 | 改造前 | 改造后 | 提升\n关键设备数控化率（%） | 60 | 90 | 30\n关键设备联网率（%） | 50 | 80 | 31"
    rows += (
        "\n生产效率提升（%） | 100 | 132 | 32\n资源综合利用率提升（%） | 70 | 75 | 5\n研制周期缩短（%） | 90 | 60 | 33"
    )
    found = read(*SCENE, grid(rows, 2))
    assert values(found, "kpi.G01", "kpi.G02", "kpi.G03", "kpi.G05") == ["30", "31", "32", "33"]


def test_growth_in_another_word_is_the_same_indicator() -> None:
    assert values(read(*SCENE, grid("生产效率提高率（%） | 12.5", 2)), "kpi.G03") == ["12.5"]


def test_what_applies_is_told_beside_its_topic() -> None:
    found = read(
        *BASIC, grid("类 | 内容 | 说明\n调度 | 运行状态监控 | 泵组红黄绿三色上屏。\n追溯 | 批号管理 | 一机一号。", 2)
    )
    assert values(found, "run_monitor", "trace_batch", "mat_autoid") == ["泵组红黄绿三色上屏。", "一机一号。", ""]


@pytest.mark.parametrize(
    "rows",
    [
        "角色 | 姓名 | 职务 | 电话 | 手机\n法定代表人 | 蒲世安 | 董事长 | 0935-8211200 | —\n申报联系人 | 严青 | 科长 | 0935-8211201 | 13893510022",
        "项目 | 法定代表人 | 联系人\n姓名 | 蒲世安 | 严青\n职务 | 董事长 | 科长\n电话 | 0935-8211200 | 0935-8211201\n手机 | — | 13893510022",
    ],
)
def test_a_table_of_persons_gives_each_his_own_numbers(rows: str) -> None:
    found = read(*SCENE, grid(rows, 2))
    assert values(found, "legal_rep_name", "legal_rep_phone") == ["蒲世安", "0935-8211200"]
    assert values(found, "contact_name", "contact_phone", "contact_mobile") == ["严青", "0935-8211201", "13893510022"]


def test_trades_each_behind_a_label_and_joint_names() -> None:
    found = read(
        *SCENE,
        grid(
            "行业门类 | 制造业 | 行业大类 | 34通用设备制造业\n行业中类 | 344泵、阀门制造 | 环节/场景名称 | 生产作业/精益生产管理",
            2,
        ),
    )
    assert values(found, "industry_section", "industry_major", "industry_mid") == [
        "制造业", "34通用设备制造业", "344泵、阀门制造",
    ]  # fmt: skip
    assert values(found, "link_name", "scene_name", "cover_scene_name") == ["生产作业", "精益生产管理", "精益生产管理"]


def test_boxes_before_other_words_for_the_choices() -> None:
    found = read(*SCENE, grid("规模划型 | □大型 ☑中型 □小型 | CMMM自评等级 | □三级 ☑二级 □一级", 2))
    assert values(found, "size_class", "cmmm_self_level") == ["中型企业", "2级"]


def test_a_drawn_list_of_what_an_instance_uses() -> None:
    found = read(
        *SCENE, "二、场景建设方案及情况", "附表2 关键装备与软件", "场景实例名称：泵轴线看板排产",
        grid("类别 | 名称 | 型号 | 供应商\n行业成套装备 | 数控车床 | CK61 | 丙机床厂\n经营管理类 | 排产系统 | V3 | 自建", 3),
    )  # fmt: skip
    keys = ("t2[1].instance_name", "t2[1].equipment[1].name", "t2[1].software[1].name", "t2[1].software[1].vendor")
    assert values(found, *keys) == ["泵轴线看板排产", "数控车床", "排产系统", "自建"]


def test_a_row_alone_or_the_heads_tell_what_a_drawn_list_is_of() -> None:
    found = read(
        *SCENE, "二、场景建设方案及情况", "附表2 装备与软件",
        grid("关键软件 | < | <\n名称 | 版本 | 供应商\n排产系统 | V3 | 自建", 3),
        grid("工艺技术名称 | 应用情况\n激光熔覆 | 轴颈修复", 4),
    )  # fmt: skip
    assert values(found, "t2[1].software[1].name", "t2[1].process[1].name") == ["排产系统", "激光熔覆"]


def test_a_list_that_is_no_annex_makes_no_instance() -> None:
    found = read(
        *SCENE,
        "二、场景建设方案及情况",
        grid("类别 | 名称 | 型号 | 供应商\n行业成套装备 | 数控车床 | CK61 | 丙机床厂", 3),
    )
    assert not found.like("t2[")


def test_rows_that_a_form_typed_anew_lacks_are_lacking_and_one_taken_out_is_blank() -> None:
    anew = {
        blank.key: blank
        for blank in read(
            *BASIC, grid("产线设备数 | 50\n已联网设备数 | 40\n属地 | 金川区\n2024年末负债率（%） | ", 2)
        ).blanks
    }
    assert [anew["debt_ratio_prev"].printed, anew["debt_ratio_prev"].lacking] == [True, False]
    assert [anew["tax_prev"].printed, anew["tax_prev"].lacking] == [False, True]
    rows = "企业名称 | 乙公司\n企业性质 | 民营企业\n企业类型 | 小型企业\n成立时间 | 2011年4月\n信用等级 | A\n环节名称 | 生产作业"
    rows += "\n所属行业 | 制造业 | 34通用设备制造业 | 344泵、阀门制造\nCMMM自评估等级 | 2级\n企业简介 | 建厂多年。"
    rows += "\n场景名称 | 精益生产管理\n应用建设起止日期 | 2023年1月—2024年2月\n应用建设投资（万元） | 30"
    official = {blank.key: blank for blank in read(*SCENE[:5], grid(rows, 1)).blanks}
    assert [official["uscc"].printed, official["uscc"].lacking] == [False, False]
    bare = {blank.key: blank for blank in read(*SCENE).blanks}
    assert [bare["link_name"].printed, bare["link_name"].lacking] == [False, True]


def test_a_year_that_is_aimed_at_moves_no_column() -> None:
    cover = ("甘肃省先进级智能工厂申报书", *BASIC[1:5])
    firm = grid(
        "企业名称 | 金昌乙泵业有限公司\n机构代码 | 91620300MA72XYZ98Q\n成立时间 | 2011年4月\n单位地址 | 金昌市金川区", 1
    )
    rows = "指标（万元） | 2023年 | 2024年 | 2025年目标\n总资产 | 520 | 530 | 600\n利润 | 26 | 28 | 40"
    found = read(*cover, firm, grid(rows, 2))
    keys = ("total_assets[2022]", "total_assets[2023]", "total_assets[2024]", "profit[2025]")
    assert values(found, *keys) == ["", "520", "530", ""]


def test_the_heading_of_an_annex_ends_the_chapter() -> None:
    plan = "第一步补装压力计量点，第二步接入能源平台，第三步在两条泵轴线推广，年底完成。"
    heads = (
        "三、下一步提升和推广计划",
        "（一）提升计划",
        plan,
        "（二）推广应用计划",
        plan,
        "第四部分 场景描述表（附表1）",
    )
    found = read(*SCENE, *heads)
    assert values(found, "improve_plan") == values(found, "promote_plan") != [""]


def test_chapters_by_their_number_under_the_heading_above_them() -> None:
    text = "本线改造前靠人工记录，改造后由系统汇总，班组按看板作业，废品与等待都少了，用电也下降。"
    heads = ("一、目的和意义", "二、目标和任务", "三、国内外同行业产线对比", "四、改造前后效益对比", "五、示范点")
    found = read(
        *BASIC, "第三篇 代表产线概述", *(one for head in heads for one in (head, text)), "一、智能装备应用情况", text
    )
    assert values(found, "c2.4", "c2.5") == [field.value for key in ("c2.1", "c2.2") if (field := found.field(key))]


def test_an_overview_that_is_printed_once_is_not_blank_a_second_time() -> None:
    text = "全线二十一台设备中十八台联网，泵体加工、装配和试压的数据自动进入制造执行系统，用工减少。"
    line = grid("车间名称 | 泵体加工线\n建设开始 | 2023年4月\n建设完成 | 2024年9月\n占全部设备比重（%） | 86", 2)
    other = grid("上年销售（万元） | 900\n产线人数 | 12\n合格率（%） | 99\n物流自动转运 | 两台小车按节拍送料。", 4)
    found = read(*BASIC, "表二 车间信息", line, "总体描述：", text, "表三 运行情况", other, "一、企业概况")
    assert values(found, "line_overview", "line_start", "line_end", "mat_delivery") == [
        text.replace("，", ","), "2023-04", "2024-09", "两台小车按节拍送料。",
    ]  # fmt: skip
    assert not next(blank for blank in found.blanks if blank.key == "benefit_overview").printed


@pytest.mark.parametrize("line", ["日 期： 2025年9月4日", "时间：2025年9月4日", "填报日期  2025年9月4日"])
def test_the_date_of_a_cover(line: str) -> None:
    assert values(read(*BASIC[:4], line, BASIC[5]), "declare_date") == ["2025-09-04"]


def test_a_line_of_the_cover_with_two_labels() -> None:
    """The first stands before a gap, though the second has the colon."""
    (said,) = values(read(BASIC[0], "申报主体 金昌乙泵业有限公司 电话：0935-8221100", *BASIC[2:]), "applicant")
    assert said.startswith("金昌乙泵业有限公司")


def test_an_overview_in_the_table_of_the_line_is_that_of_the_line_alone() -> None:
    line = grid(
        "产线名称 | 泵体加工线\n总体描述（500字内） | 全线二十一台设备中十八台联网，数据自动进入系统。\n产线人数 | 12",
        2,
    )
    found = read(*BASIC, "表二 车间信息", line, "表四 建设效益", grid("上年销售（万元） | 900", 4), "一、企业概况")
    assert values(found, "line_overview") == ["全线二十一台设备中十八台联网,数据自动进入系统。"]
    assert not next(blank for blank in found.blanks if blank.key == "benefit_overview").printed


@pytest.mark.parametrize("rows", ["时间 | 事件\n2020年 | 一线投产", "经办人 | 李某\n日期 | 2025年9月4日"])
def test_a_bare_date_in_a_table_of_the_book_ends_no_cover(rows: str) -> None:
    """The rows above it are read, and what stands beside it is no date of the cover."""
    body = grid(f"企业全称 | 金昌乙泵业有限公司\n机构代码 | 91620300MA72XYZ98Q\n上年利润额（万元） | 36\n{rows}", 1)
    found = read(*BASIC[:4], body, "一、企业概况")
    assert values(found, "company_name", "org_code", "profit_prev", "declare_date") == [
        "金昌乙泵业有限公司", "91620300MA72XYZ98Q", "36", "",
    ]  # fmt: skip
