"""Free books: the names they give themselves, scenes under a label of their link, ticks of a column, two revenues."""

from __future__ import annotations

import pytest

from model.submission import Submission
from tests.extract.grids import grid
from tests.extract.test_free_books import names, submit


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("智能工厂（领航级）申报文本", "领航级"),
        ("甲公司智能工厂卓越级申报资料", "卓越级"),
        ("领航级智能工厂培育申报材料", "领航级"),
    ],
)
def test_the_name_that_a_book_gives_itself_is_its_title(title: str, level: str) -> None:
    found = submit(title, "一、企业画像", "公司成立于2003年，专做粉体。", "二、智能工厂基本情况", "已建成。")
    assert (found.form, title_of(found)) == ("GS-12", title.replace("（", "(").replace("）", ")"))
    assert level in title_of(found)


def title_of(found: Submission) -> str:
    field = found.field("title")
    return field.value if field else ""


def test_a_link_told_before_the_description_in_one_paragraph_hides_no_text() -> None:
    """环节：生产作业。在灌装线上…, under a heading that gives the scene and the applicant's own name of it."""
    found = submit(
        "卓越级智能工厂申报书", "叁 智能工厂场景建设情况", "3-1 分场景说明",
        "1. 在线智能检测：灌装线异物视觉检测",
        "环节：生产作业。在四条灌装线布置相机十八台，深度学习模型判别异物，检出率由96%提高到99%。",
        "2. 车间智能排产：灌装排程",
        "环节：生产管理；由排产引擎按模具、交期、人员约束求解日计划，换产次数由九次减到六次。",
    )  # fmt: skip
    assert names(found) == ["在线智能检测", "车间智能排产"]
    assert [f.value for f in found.like("scenes[", "].link")] == ["生产作业", "生产管理"]
    assert [f.value for f in found.like("scenes[", "].instance")] == ["灌装线异物视觉检测", "灌装排程"]
    assert [f.value[:4] for f in found.like("scenes[", "].desc")] == ["在四条灌", "由排产引"]


def test_only_those_with_artificial_intelligence_are_ticked() -> None:
    """An empty cell in the column means that there is none."""
    found = submit(
        "卓越级智能工厂申报书", "三、场景建设情况",
        grid("序|环节|场景|实例|AI\n1|生产作业|在线智能检测|灌装线异物检测|√\n2|生产管理|车间智能排产|灌装排程| ", 1),
    )  # fmt: skip
    assert [f.value for f in found.like("scenes[", "].ai")] == ["是", "否"]


def test_the_wider_revenue_stands_for_the_narrower_only_where_that_is_missing() -> None:
    """营业收入 is read where no 主营业务收入 is printed; beside it, it is another quantity."""
    head, rows = "项目（万元）|2023|2024", "营业收入|120.50|150.25\n利润总额|9.10|12.40"
    alone = submit("卓越级智能工厂申报书", "一、企业画像", grid(f"{head}\n{rows}", 1), "二、工厂基本情况", "已建成。")
    both = submit(
        "卓越级智能工厂申报书", "一、企业画像", grid(f"{head}\n{rows}\n其中：主营业务收入|110.00|140.00", 1),
        "二、工厂基本情况", "已建成。",
    )  # fmt: skip
    assert [f.value for f in alone.like("main_revenue[")] == ["120.50", "150.25"]
    assert [(f.value, f.rivals) for f in both.like("main_revenue[")] == [("110.00", ()), ("140.00", ())]


def test_dashes_that_recognition_read_as_a_numeral_and_investments_behind_labels() -> None:
    """生产作业一在线智能检测一…: the numeral stands between a link and a scene of the guide, nowhere else."""
    found = submit(
        "卓越级智能工厂申报书", "三、场景建设情况",
        "（1）生产作业一在线智能检测一釉面一次判定",
        "【投资】1,120万元 【供应商】自建",
        "在窑尾布置相机十二台，深度学习模型判别釉面缺陷，检出率由94%提高到99%，结果写入批次档案。",
        "（2）生 产管理一车间智能排产一窑炉一体排产",
        "投资：460万元。由排产引擎按窑位、模具、交期求解日计划，换产次数由九次减到六次，计划员确认后下发。",
    )  # fmt: skip
    assert names(found) == ["在线智能检测", "车间智能排产"]
    assert [f.value for f in found.like("scenes[", "].instance")] == ["釉面一次判定", "窑炉一体排产"]
    assert [f.value for f in found.like("scenes[", "].build_investment")] == ["1120", "460"]


def test_a_list_whose_heads_lost_their_rule_and_a_figure_below_it() -> None:
    """环节 1人工智能 are two heads; boxes of a drawing on the same page do not go on with the list, and a name
    shortened below is the listed one."""
    rows = (
        "序号|场景|环节 1人工智能|<\n1|在线智能检测|生产作业|是\n2|质量精准追溯|生产作业|否\n3|车间智能排产|生产管理|否"
    )
    found = submit(
        "卓越级智能工厂申报书", "三、场景建设情况", grid(rows, 1, page=3),
        grid("仓储管控| |采购协同| |精益管理\n |检测| | | ", 2, page=3), "场景2：质量追溯", "每盒一码，扫码查到批次。",
    )  # fmt: skip
    assert names(found) == ["在线智能检测", "质量精准追溯", "车间智能排产"]
    assert [f.value for f in found.like("scenes[", "].ai")] == ["是", "否", "否"]


def test_a_short_name_is_that_of_the_one_row_that_has_no_text_of_its_own() -> None:
    """质量追溯 beside 质量精准追溯, which is told under its own name: another scene."""
    rows = "序号|场景|环节\n1|质量精准追溯|生产作业\n2|在线智能检测|生产作业\n3|车间智能排产|生产管理"
    found = submit(
        "卓越级智能工厂申报书", "三、场景建设情况", grid(rows, 1), "场景1：质量追溯", "台账由班组填写。",
        "场景2：质量精准追溯", "每盒一码，扫码查到批次。",
    )  # fmt: skip
    assert names(found)[:3] == ["质量精准追溯", "在线智能检测", "车间智能排产"]
    assert [f.value[:4] for f in found.like("scenes[1]", "].desc")] == ["每盒一码"]


def test_the_line_above_a_table_gives_the_unit_of_its_investments() -> None:
    rows = "序号|场景|投资\n1|在线智能检测|1,120\n2|车间智能排产|460\n3|能源智能管控|300"
    found = submit("卓越级智能工厂申报书", "三、场景建设情况", "各场景投资（万元）", grid(rows, 1))
    assert [f.value for f in found.like("scenes[", "].build_investment")] == ["1120", "460", "300"]


@pytest.mark.parametrize(
    ("legend", "ticks"),
    [
        ("共建成三个典型场景，名称后带▲的应用了人工智能技术。", ["是", "否", "是"]),
        ("共建成三个典型场景，名称后带▲的为本年新建。", []),
    ],
)
def test_a_mark_is_no_part_of_a_name_and_ticks_what_the_book_says(legend: str, ticks: list[str]) -> None:
    rows = (
        "（一）在线智能检测▲",
        "相机逐件拍照。",
        "（二）车间智能排产",
        "系统排产。",
        "（三）▲ 质量精准追溯",
        "逐件追溯。",
    )
    found = submit("卓越级智能工厂项目申报书", "一、企业概况", "甲。", "二、场景建设情况", legend, *rows)
    assert [f.value for f in found.like("scenes[", "].name")] == ["在线智能检测", "车间智能排产", "质量精准追溯"]
    marks = list(found.like("scenes[", "].ai"))
    assert [f.value for f in marks] == ticks
    assert all(f.place.text in legend for f in marks)


@pytest.mark.parametrize("said", ["1200|300", "2024年3月|2024年12月", "张三|设备部", "检出率|94%", "MES系统|采购"])
def test_what_is_told_of_numbered_scenes_is_none_of_their_names(said: str) -> None:
    """Money, days, people and means of 场景1 and 场景2 behind the scenes themselves."""
    found = submit(
        "卓越级智能工厂申报书", "三、场景建设情况",
        "（1）生产作业—在线智能检测—釉面一次判定",
        "在窑尾布置相机十二台，深度学习模型判别釉面缺陷，检出率由94%提高到99%，结果写入批次档案。",
        grid(f"场景1|{said}\n场景2|{said}", 1),
    )  # fmt: skip
    assert names(found) == ["在线智能检测"]


def test_a_name_in_brackets_that_a_sentence_goes_on_with_heads_no_scene_again() -> None:
    found = submit(
        "卓越级智能工厂申报书", "三、场景建设情况",
        "（1）生产作业—在线智能检测—釉面一次判定",
        "在窑尾布置相机十二台，深度学习模型判别釉面缺陷，检出率由94%提高到99%，结果写入批次档案。",
        "[在线智能检测]系统自2024年投用以来检出率稳定在99%以上，人工复检减少一半，获得客户好评。",
    )  # fmt: skip
    assert names(found) == ["在线智能检测"]
