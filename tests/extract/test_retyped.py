"""Forms typed anew in another layout: what is filled is read, and what is blank stays so."""

from __future__ import annotations

from time import process_time

import pytest

import corpora
from extract import extract_submission
from extract.retyped import _PAIR, _PIECES
from model.document import Reading, Status, Table
from model.submission import Submission
from model.text import half_width
from tests.extract.grids import document, grid, table_of

REFERENCE = corpora.load()
COVER = (
    "甘肃省先进级智能工厂申报书", "申报单位（盖章）  甘肃甲锻件有限公司", "智能工厂名称  锻件智能工厂", "智能工厂地址  白银市白银区",
    "申报日期  2025年9月3日", "甘肃省工业和信息化厅编制", "一、基本信息",
)  # fmt: skip
FIRM = grid(
    "企业名称 | 甘肃甲锻件有限公司\n机构代码 | 91620400MA71ABCD12\n成立时间 | 2012年6月\n单位地址 | 白银市白银区", 1
)
PLANT = grid("智能制造模式 | ☑离散型智能制造模式\n项目名称 | 锻件智能工厂\n项目投资（万元） | 2300", 9)
CHAPTERS = ("二、智能工厂基本情况", "（一）项目概述", "项目覆盖两条锻造产线，于2024年投用，运行平稳，效果良好。")
TEXT = "公司2012年建厂，主营矿山机械锻件，产品销往西北各省，现有职工一百五十人。"


def read(*nodes: Table | str) -> Submission:
    made = document(*COVER, FIRM, *nodes, PLANT, *CHAPTERS)
    return extract_submission("甲", (Reading("1.docx", "1" * 64, Status.OK, made),), REFERENCE)


def value(found: Submission, key: str) -> str:
    field = found.field(key)
    return field.value if field else ""


@pytest.mark.parametrize(
    "nodes",
    [
        ("企业简介", TEXT),
        ("3．企业简介（400字左右）", TEXT, "4．先进级智能工厂基本信息"),
        (f"企业简介：{TEXT}",),
        ("企业概况", grid(TEXT, 2)),
        ("（二）公司简介：", TEXT, "（三）工厂情况"),
        ("企业简介", grid(f"{TEXT} | <\n职工人数 | 150", 2)),
        ("近三年主要经济指标", "2023年：总资产5200万元。", "2024年：总资产5300万元。", "企业简介", TEXT),
    ],
)
def test_a_text_under_a_heading_is_read(nodes: tuple[Table | str, ...]) -> None:
    assert value(read(*nodes), "profile") == half_width(TEXT)


@pytest.mark.parametrize(
    "nodes",
    [
        ("企业简介",),
        ("企业简介", "（二）先进级智能工厂基本信息"),
        ("企业简介", "项目简述", TEXT),
        ("企业简介", "先进级智能工厂基本信息", TEXT),
        ("企业简介", "详见附件材料"),
        ("企业简介", "（发展历程、主营业务、市场开拓等方面的特点，400字左右）"),
        ("企业简介", grid("设备名称 | 数量\n锻压机 | 3", 2)),
        ("企业简介：", table_of([[""]], 2)),
    ],
)
def test_a_heading_over_nothing_is_blank(nodes: tuple[Table | str, ...]) -> None:
    found = read(*nodes)
    assert value(found, "profile") == ""
    assert next(blank for blank in found.blanks if blank.key == "profile").seen is None


@pytest.mark.parametrize(
    "rows",
    [
        "企业负责人 | 骆远山 | 董事长 | 0943-8221100",
        "企业负责人（姓名/职务/电话） | 骆远山/董事长/0943-8221100",
        "负责人及职务 | 骆远山　董事长\n负责人联系电话 | 0943-8221100",
        "法定代表人 | 骆远山 | 联系方式 | 0943-8221100\n法定代表人职务 | 董事长",
        "企业负责人信息 | 姓名：骆远山\\n职务和职称：董事长\\n电话：0943-8221100",
    ],
)
def test_a_person_in_one_row_or_cell_is_told_apart(rows: str) -> None:
    found = read(grid(rows, 2))
    told = [value(found, key) for key in ("leader_name", "leader_title", "leader_phone")]
    assert told == ["骆远山", "董事长", "0943-8221100"]


def test_a_person_in_a_line_is_told_apart() -> None:
    found = read(
        "联系人：骆小川，职务：车间主任，手机：13909430011，邮箱：lxc@jia.cn", "企业负责人：骆远山，电话：0943-8221100"
    )
    keys = ("contact_name", "contact_mobile", "contact_email", "leader_name", "leader_phone")
    assert [value(found, key) for key in keys] == ["骆小川", "13909430011", "lxc@jia.cn", "骆远山", "0943-8221100"]


def test_pairs_that_a_line_glues_together_are_told_apart() -> None:
    found = read("项目投资（万元）：2300CMMM自评估等级：二级是否有CMMM等级认证：无")
    assert [value(found, key) for key in ("cmmm_self_level", "cmmm_cert_level")] == ["2级", "无认证"]


@pytest.mark.parametrize(
    "rows", ["企业负责人 |  |  | ", "企业负责人 | 董事长", "项目负责人 | 骆远山 | 董事长 | 0943-8221100"]
)
def test_nobody_named_and_another_person_are_blank(rows: str) -> None:
    assert value(read(grid(rows, 2)), "leader_name") == ""


@pytest.mark.parametrize(
    "nodes",
    [
        (
            grid(
                "指标 | 2022年 | 2023年 | 2024年\n总资产（万元） | 5100 | 5200 | 5300\n利润（万元） | 310 | 320 | 330",
                3,
            ),
        ),
        (
            grid(
                "年度 | 总资产（万元） | 利润（万元）\n2022年 | 5100 | 310\n2023年 | 5200 | 320\n2024年 | 5300 | 330", 3
            ),
        ),
        (
            "2022年：总资产5100万元，利润310万元。",
            "2023年：总资产5200万元，利润320万元。2024年：总资产5300万元，利润330万元。",
        ),
        ("总资产：2022年5100万元，2023年5200万元，2024年5300万元", "利润：2022年310万元、2023年320万元、2024年330万元"),
    ],
)
def test_figures_of_three_years_in_any_layout(nodes: tuple[Table | str, ...]) -> None:
    found = read("近三年主要经济指标", *nodes)
    assert [value(found, f"year_{n}") for n in (1, 2, 3)] == ["2022", "2023", "2024"]
    assert [value(found, f"total_assets[{y}]") for y in (2022, 2023, 2024)] == ["5100", "5200", "5300"]
    assert value(found, "profit[2023]") == "320"


def test_a_heading_over_no_figures_is_blank() -> None:
    found = read("近三年主要经济指标", "企业简介", TEXT + "2024年总资产5300万元。")
    assert {"year", "total_assets"} <= {blank.key for blank in found.blanks}


@pytest.mark.parametrize(
    "nodes",
    [
        (
            grid(
                "环节名称 | 生产管理\n系统解决方案供应商名称 | 兰州乙软件有限公司\n联系人 | 段长明 | 联系电话 | 13909310022",
                2,
            ),
        ),
        (
            grid(
                "系统解决方案供应商名称 | 兰州乙软件有限公司\n环节名称 | 生产管理\n联系人及手机 | 段长明 13909310022", 2
            ),
        ),
        ("系统解决方案供应商名称：兰州乙软件有限公司", "环节名称：生产管理", "联系人：段长明，手机：13909310022"),
    ],
)
def test_the_suppliers_man_is_not_the_applicants(nodes: tuple[Table | str, ...]) -> None:
    made = document(
        "甘肃省智能制造优秀场景申报书", "申报日期  2025年9月3日",
        grid("企业名称 | 甘肃甲锻件有限公司\n统一社会信用代码 | 91620400MA71ABCD12\n企业性质 | ☑民营企业", 1),
        *nodes, "二、场景建设方案及情况",
    )  # fmt: skip
    found = extract_submission("甲", (Reading("1.docx", "1" * 64, Status.OK, made),), REFERENCE)
    assert value(found, "contact_name") == value(found, "contact_mobile") == ""


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("甘肃省先进级智能工厂申报材料", "GS-04"),
        ("先进级工厂项目申报文本（正文）", "GS-04"),
        ("先进级智能工厂申报材料目录", None),
        ("关于先进级智能工厂申报材料的说明", None),
        ("先进级智能工厂现场评审材料", None),
    ],
)
def test_a_title_typed_anew_names_the_form_by_its_carrier(title: str, form: str | None) -> None:
    """Where some of the form's words stand below it; lists and notes about a book are no book."""
    words = ("智能制造模式", "项目简述", "两条锻造产线于2024年投用。")
    made = document(title, "申报单位  甘肃甲锻件有限公司", FIRM, *words)
    found = extract_submission("甲", (Reading("1.docx", "1" * 64, Status.OK, made),), REFERENCE)
    assert found.form == form


@pytest.mark.parametrize("heading", ["乙、建设方案与情况", "二章 建设方案与情况", "第二部分 建设方案及情况"])
def test_a_chapter_is_known_under_numbers_of_another_kind(heading: str) -> None:
    text = "三条灌装线的称重、封口与喷码数据接入制造执行系统，异常自动停线并推送到班长手机，停线原因按班统计。"
    made = document("智能制造优秀场景申报书", "申报单位  甘肃甲乳业有限公司", heading, text, "丙、提升与推广")
    found = extract_submission("甲", (Reading("1.docx", "1" * 64, Status.OK, made),), REFERENCE)
    assert text[:12] in value(found, "scheme_text")


@pytest.mark.parametrize(
    "node",
    [
        "供应商：兰州乙软件有限公司，联系人：段长明，手机：13909310022，邮箱：duan@yi.cn",
        "推荐单位：白银市工信局  联系人：段长明  手机：13909310022",
        grid("系统集成商 | 兰州乙软件有限公司\n联系人及手机 | 段长明 13909310022", 3),
    ],
)
def test_the_man_of_a_firm_named_before_him_is_not_the_applicants(node: Table | str) -> None:
    found = read(node)
    assert [value(found, f"contact_{what}") for what in ("name", "mobile", "phone", "email")] == [""] * 4


def test_behind_the_first_chapter_nobody_is_the_applicants() -> None:
    made = document(*COVER, FIRM, PLANT, CHAPTERS[0], "企业负责人：骆远山，电话：0943-8221100", *CHAPTERS[1:])
    found = extract_submission("甲", (Reading("1.docx", "1" * 64, Status.OK, made),), REFERENCE)
    assert value(found, "leader_name") == ""


def test_the_number_of_another_person_is_not_the_leaders() -> None:
    found = read("企业负责人：骆远山", "项目组长：王小五，电话：0943-8888888")
    assert (value(found, "leader_name"), value(found, "leader_phone")) == ("骆远山", "")


@pytest.mark.parametrize("other", ["同行业2022年：总资产9100万元，利润910万元。", "2022年：子公司总资产99万元。"])
def test_figures_of_others_are_not_the_companys(other: str) -> None:
    told = ("2023年：流动资产总额99万元，总资产5200万元。", "2024年：总资产5300万元。")
    found = read("近三年主要经济指标", other, *told)
    assert [value(found, f"total_assets[{y}]") for y in (2022, 2023, 2024)] == ["", "5200", "5300"]


def test_a_long_run_of_stops_is_split_at_once() -> None:
    before = process_time()
    assert [len(list(words.finditer(f"甲{sign * 30000}乙"))) for words in (_PAIR, _PIECES) for sign in " ,"] == [0] * 4
    assert process_time() - before < 2
