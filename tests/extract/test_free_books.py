"""Free books of 卓越级 and 领航级 are read whatever their layout: fields, chapters and scenes of made-up ones."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

import corpora
import ingest
from extract import extract_submission
from model.document import Document, Reading, Status
from model.submission import Submission
from tests.books.free import LOOKS, invent_free, write_free
from tests.extract.grids import document, grid

REFERENCE = corpora.load("fujian-2025")
#: One book for each layout of the scenes, the other looks mixed by the seed.
SEEDS = range(1, len(LOOKS["scenes"]) + 1)


def same(got: str, want: str) -> bool:
    """The same text or the same number."""
    numeric = re.fullmatch(r"[\d.]+", got) and re.fullmatch(r"[\d.]+", want)
    return Decimal(got) == Decimal(want) if numeric else got == want


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_free_books_come_back(seed: int, tmp_path: Path) -> None:
    """Every field, every chapter, every scene with its link in reading order, each with its own text."""
    book = invent_free(seed)
    path = tmp_path / "申报书.docx"
    path.write_bytes(write_free(book))
    found = extract_submission("甲", (ingest.read(path, path.name),), REFERENCE)
    wrong = {key: (field.value if (field := found.field(key)) else None, want) for key, want in book.fields.items()}
    assert {key: pair for key, pair in wrong.items() if pair[0] is None or not same(pair[0], pair[1])} == {}
    chapters = 5 if book.level == "领航级" else 4
    assert [f"b{n}" for n in range(1, chapters + 1) if not found.field(f"b{n}")] == []
    links = [link for link, *_ in book.scenes] if book.printed_link else []
    assert names(found) == [name for _, name, *_ in book.scenes]
    assert [f.value for f in found.like("scenes[", "].link")] == links
    texts = [f.value for f in found.like("scenes[", "].desc")]
    assert all(text[:12].replace("，", ",") in told for (*_, text), told in zip(book.scenes, texts, strict=True))
    assert not [told for told in texts if "统一数据模型" in told]


def submit(*nodes: object) -> Submission:
    made: Document = document(*nodes)  # type: ignore[arg-type]
    return extract_submission("甲", (Reading("1.docx", "1" * 64, Status.OK, made),), REFERENCE)


def names(found: Submission) -> list[str]:
    return [field.value for field in found.like("scenes[", "].name")]


TITLES = [
    ("泉州甲公司2025年度卓越级智能工厂培育项目申报方案", "GS-12", "卓越级"),
    ("领航级智能工厂创建项目申报报告", "GS-12", "领航级"),
]


@pytest.mark.parametrize(("title", "form", "level"), TITLES)
def test_a_free_book_is_known_by_its_level(title: str, form: str, level: str) -> None:
    found = submit(title, "一、企业概况", "甲。", "二、场景建设情况", "1.在线智能检测。用相机识别缺陷。")
    assert found.form == form
    assert names(found) == ["在线智能检测"]


def test_parts_of_a_total_and_plans_are_no_totals() -> None:
    """The number of scenes is the whole's, not that of those with AI, of the plan or of an earlier award."""
    head = ("卓越级智能工厂申报书", "一、智能工厂场景建设情况")
    told = submit(
        *head, "其中5个场景应用人工智能技术。计划新增典型场景3个。", "获评优秀场景2个。", "项目共建成典型场景12个。"
    )
    silent = submit(*head, "其中5个场景应用人工智能技术。", "未来将建设典型场景20个。")
    totals = [field.value if (field := one.field("scene_total")) else None for one in (told, silent)]
    assert totals == ["12", None]


def test_the_target_of_an_indicator_is_not_its_value() -> None:
    """Of several numbers the one that was reached; a row whose heads do not say is left unread."""
    head = ("卓越级智能工厂申报书", "一、智能工厂建设成效")
    reached = submit(*head, grid("指标 | 目标值 | 实际值\n关键设备数控化率（%） | 98 | 93.5"))
    unsure = submit(*head, grid("指标 | 甲 | 乙\n关键设备数控化率（%） | 98 | 93.5"))
    target = submit(*head, grid("指标 | 目标值\n关键设备数控化率（%） | 98"))
    values = [field.value if (field := one.field("kpi.K01")) else None for one in (reached, unsure, target)]
    assert values == ["93.5", None, None]


def test_the_column_of_artificial_intelligence_is_no_description() -> None:
    """是 and 否 are a field of their own; the text of a scene is its column and the paragraph that begins with its name."""
    head = ("卓越级智能工厂申报书", "一、智能工厂场景建设情况")
    table = grid(
        "序号 | 环节 | 场景 | 实例名称 | 是否应用人工智能 | 建设要点\n"
        "1 | 生产作业 | 在线智能检测 | 箔面缺陷检测 | 是 | 识别12类缺陷\n"
        "2 | 生产管理 | 仓储智能管理 | 恒温立体库 | 否 | 出入库自动化"
    )
    book = submit(*head, table, "箔面缺陷检测：在8条分切线安装线扫描相机，训练图像26万张。")
    ticks = [field.value if (field := book.field(f"scenes[{n}].ai")) else None for n in (1, 2)]
    told = book.field("scenes[1].desc")
    assert ticks == ["是", "否"]
    assert told is not None
    assert told.value.startswith("识别12类缺陷")
    assert "线扫描相机" in told.value


def test_what_is_plainly_told_fills_what_has_no_cell() -> None:
    """Investment, build dates and the founding of a book that tells them in sentences; estimates are none."""
    head = ("卓越级智能工厂申报书", "一、智能工厂基本情况")
    told = submit(
        *head,
        "公司成立于2015年11月。项目于2021年4月启动，2024年9月全部建成投用，总投资18,600万元。",
        "批复总投资2亿元。",
    )
    keys = ("founded_date", "build_period", "project_investment")
    values = [field.value if (field := told.field(key)) else None for key in keys]
    assert values[:2] == ["2015-11", "2021-04/2024-09"]
    assert values[2] is not None
    assert Decimal(values[2]) == 18600


def test_figures_of_the_annexes_are_not_the_books() -> None:
    """The licence behind 附件1 gives no field of the book."""
    found = submit(
        "卓越级智能工厂申报书",
        "一、申报单位基本信息",
        "法定代表人：王甲",
        "附件1 营业执照",
        grid("法定代表人 | 李乙\n成立日期 | 2009年3月1日"),
    )
    leader = found.field("legal_rep_name")
    assert leader is not None
    assert (leader.value, leader.rivals, found.field("founded_date")) == ("王甲", (), None)
