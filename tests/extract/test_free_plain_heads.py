"""Chapters under headings without numbers, under marks and numbers of one's own; papers on a book are none."""

from __future__ import annotations

import pytest

from extract import extract_submission
from model.document import Reading, Status
from tests.extract.grids import document, grid
from tests.extract.test_free_books import REFERENCE, names, submit

SAID = (
    "公司成立于2012年3月，法定代表人汪远，所属行业为阀门和旋塞制造。",
    "项目总投资9800万元，2021年3月启动，2024年6月建成。",
    "用相机识别铸件表面的缺陷，漏检率下降三成。",
    "人均产值提高两成，能耗下降一成。",
)
HEADS = [
    ("▶ 公司速写", "▶ 项目速写", "▶ 场景速写", "▶ 效益速写"),
    ("【单位情况】", "【工厂情况】", "【场景情况】", "【成效情况】"),
    ("公司概貌", "智能工厂概貌", "场景逐一介绍", "效益与推广"),
    ("模块一：单位简述", "模块二：项目简述", "模块三：场景简述", "模块四：绩效简述"),
    ("01 | 企业名片", "02 | 工厂名片", "03 | 场景名片", "04 | 成果名片"),
    ("1 About 公司", "2 Factory 工厂", "3 Scenes 场景", "4 Value 成效"),
    ("第一篇章 企业底色", "第二篇章 工厂蓝图", "第三篇章 场景落地", "第四篇章 成果检验"),
]


@pytest.mark.parametrize("heads", HEADS)
def test_chapters_without_numbers(heads: tuple[str, ...]) -> None:
    lines = [part for pair in zip(heads, SAID, strict=True) for part in pair]
    lines[5:6] = ["◆ 在线智能检测", SAID[2], "◆ 仓储智能管理", "立体库由系统指挥，先进先出。"]
    found = submit("卓越级智能工厂申报书", *lines)
    told = {key: field.value[:6] if (field := found.field(key)) else None for key in ("b1", "b2", "b3", "b4")}
    assert told == {"b1": "公司成立于2", "b2": "项目总投资9", "b3": "◆ 在线智能", "b4": "人均产值提高"}
    assert names(found) == ["在线智能检测", "仓储智能管理"]


@pytest.mark.parametrize("words", [("企业", "项目", "场景", "成效"), ("单位情况", "工厂情况", "场景情况", "效果情况")])
def test_banners_of_one_cell(words: tuple[str, ...]) -> None:
    banners = [grid(word, n + 2) for n, word in enumerate(words)]
    found = submit("卓越级智能工厂申报书", *(part for pair in zip(banners, SAID, strict=True) for part in pair))
    assert [bool(found.field(key)) for key in ("b1", "b2", "b3", "b4")] == [True] * 4


def test_short_lines_within_a_chapter_are_no_chapters() -> None:
    """Numbers of the chapters win over lines of their own: 企业情况 and 项目情况 within one."""
    found = submit(
        "卓越级智能工厂申报书", "一、申报单位基本信息", SAID[0], "二、智能工厂基本情况", "企业情况", "甲。", "项目情况", SAID[1],
        "场景情况", "乙。", "三、智能工厂场景建设情况", "1.在线智能检测", SAID[2], "四、智能工厂建设成效", SAID[3],
    )  # fmt: skip
    told = [field.value if (field := found.field(key)) else "" for key in ("b1", "b2")]
    assert told[0].startswith("公司成立")
    assert "乙" in told[1]


TITLES = [
    ("阀门智能工厂申报卓越级自评及说明材料", "GS-12"),
    ("甲阀门卓越级智能工厂推荐材料", "GS-12"),
    ("卓越级智能工厂自评估报告", None),
    ("卓越级智能工厂专家评审意见", None),
    ("卓越级智能工厂推荐汇总表", None),
    ("卓越级智能工厂咨询服务合同", None),
]


@pytest.mark.parametrize(("title", "form"), TITLES)
def test_which_papers_are_books(title: str, form: str | None) -> None:
    scenes = ("在线智能检测", "仓储智能管理", "车间智能排产", "质量精准追溯", "能源智能管控", "设备运行监控")
    told = [part for scene in scenes for part in (scene, f"{scene}已经投用，运行平稳。")]
    made = document(title, "推荐单位：甘肃省工业和信息化厅", SAID[0], SAID[1], *told)
    found = extract_submission("甲", (Reading("1.docx", "1" * 64, Status.OK, made),), REFERENCE)
    assert found.form == form


def test_a_cover_that_is_one_cell() -> None:
    cover = grid(
        "\\n\\n领航级智能工厂培育申报书\\n申报企业：甘肃甲阀门股份有限公司\\n统一社会信用代码：916202027509026367\\n申报时间：2025/10/09\\n甘肃省白银市白银区"
    )
    found = submit(cover, "一、企业概况", SAID[0], "二、场景建设情况", "1.在线智能检测", SAID[2])
    assert found.form == "GS-12"
    assert found.carrier == "领航级"
