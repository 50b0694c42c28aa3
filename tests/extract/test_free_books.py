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
    ("领航级智能工厂培育申报材料", "GS-12", "领航级"),
    ("智能工厂（卓越级）申报文本", "GS-12", "卓越级"),
    ("卓越级智能工厂创建方案", "GS-12", "卓越级"),
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
    worded = submit(*head, "工厂共打造十四个典型场景。每条线共用三个场景的数据。")
    entered = submit(*head, "此次申报智能制造场景11个，其中6个应用人工智能。")
    others = submit(*head, "本次申报前已获评优秀场景2个。")
    books = (told, silent, worded, entered, others)
    totals = [field.value if (field := one.field("scene_total")) else None for one in books]
    assert totals == ["12", None, "14", "11", None]


def test_the_target_of_an_indicator_is_not_its_value() -> None:
    """Of several numbers the one that was reached; a row whose heads do not say is left unread."""
    head = ("卓越级智能工厂申报书", "一、智能工厂建设成效")
    reached = submit(*head, grid("指标 | 目标值 | 实际值\n关键设备数控化率（%） | 98 | 93.5"))
    unsure = submit(*head, grid("指标 | 甲 | 乙\n关键设备数控化率（%） | 98 | 93.5"))
    target = submit(*head, grid("指标 | 目标值\n关键设备数控化率（%） | 98"))
    values = [field.value if (field := one.field("kpi.K01")) else None for one in (reached, unsure, target)]
    assert values == ["93.5", None, None]


def test_how_an_indicator_was_reckoned_stands_in_brackets() -> None:
    """91.7%（110/120） is 91.7; what became of what is in the brackets is no second number."""
    told = submit(
        "卓越级智能工厂申报书",
        "一、智能工厂建设成效",
        grid("指标 | 数值\n关键设备数控化率 | 88.4%（61/69）\n产品不良率下降 | 25.0%（由2.0%降至1.5%）"),
    )
    values = [field.value if (field := told.field(key)) else None for key in ("kpi.K01", "kpi.K10")]
    assert values == ["88.4", "25.0"]


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


def test_an_annex_in_the_table_of_contents_does_not_end_the_book() -> None:
    """The entries of the table bear no page numbers: chapters without a text, then photographs."""
    heads = (
        "第一部分 申报单位基本信息",
        "第二部分 智能工厂基本情况",
        "第三部分 智能工厂场景建设情况",
        "第四部分 智能工厂建设成效",
    )
    told = ("公司生产轴承。", "总投资2000万元。", "共十个场景。", "效率提升两成。")
    book = [line for pair in zip(heads, told, strict=True) for line in pair]
    found = submit("卓越级智能工厂项目申报书", "目 录", *heads, "附：车间影像", *book)
    assert [p.text for p in found.passages if p.key.startswith("b")] == list(told)


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


#: A row of the basic table → what it answers; a pair that this form has no field for ends the value before it.
ROWS = [
    ("法定代表人 | 骆文 | 联系人及职务 | 纪晓，总监", {"legal_rep_name": "骆文", "contact_name": "纪晓"}),
    ("法定代表人 | 骆文 | 联系人、电话 | 纪晓 13893106427", {"legal_rep_name": "骆文", "contact_name": "纪晓"}),
    ("法定代表人 | 骆文 | 职务 | 董事长", {"legal_rep_name": "骆文"}),
    ("电子邮箱 | a@b.cn | 职工人数（人） | 1,862人", {"contact_email": "a@b.cn"}),
    ("成立时间 | 2016年2月 | 注册资本（万元） | 5000", {"founded_date": "2016-02"}),
    ("统一社会信用代码 | 91620100MA71AB1238 | 邮政编码 | 730000", {"uscc": "91620100MA71AB1238"}),
    ("企业地址 | 兰州市甲路1号 | 传真： | 0931-4956023", {"address": "兰州市甲路1号"}),
    (
        "法定代表人 | 骆文 | 统一社会信用 91620100MA71AB1238\\n代码",
        {"legal_rep_name": "骆文", "uscc": "91620100MA71AB1238"},
    ),
    ("法定代表人 | 骆文 | 社会信用代码\\n91620100MA71AB1238", {"legal_rep_name": "骆文", "uscc": "91620100MA71AB1238"}),
    ("法定代表人 | 骆文 联系人及职务：纪晓", {"legal_rep_name": "骆文"}),
    ("法定代表人：骆文\\n技术负责人：李乙", {"legal_rep_name": "骆文"}),
    # innocent: an answer over several cells, one that is built like a label, one with a colon of its own
    (
        "企业地址 | 兰州市甲路1号 | 生产基地二期 | 天水市乙路2号",
        {"address": "兰州市甲路1号\n生产基地二期\n天水市乙路2号"},
    ),
    ("所属行业 | 智能手机", {"industry_text": "智能手机"}),
    ("企业性质 | □中央企业 | ☑民营企业 | □三资企业", {"ownership": "民营企业"}),
    ("企业地址 | 兰州市甲路1号 东区：3号楼", {"address": "兰州市甲路1号东区:3号楼"}),
    ("所属行业 | 制造业 | 通用设备制造业", {"industry_text": "制造业\n通用设备制造业"}),
]


@pytest.mark.parametrize(("row", "want"), ROWS)
def test_a_value_ends_where_the_next_label_begins(row: str, want: dict[str, str]) -> None:
    found = submit(
        "卓越级智能工厂申报书", "一、申报单位基本信息", grid(f"企业名称 | 甘肃甲有限公司\n{row}"), "三、建设情况"
    )
    assert {key: (field.value if (field := found.field(key)) else None) for key in want} == want


SCENES = "序号 | 环节名称 | 场景名称 | 场景描述\n" + "\n".join(
    f"{n} | {link} | {name} | 公司部署系统，实时采集数据。"
    for n, (link, name) in enumerate(
        [("工厂建设", "数字基础设施建设"), ("生产作业", "在线智能检测"), ("生产管理", "车间智能排产")], 1
    )
)
#: What stands above the table of scenes → how many more scenes it tells of.
OVERVIEWS = [
    ("工厂建设：建成机房与无线网。研发设计：仿真复用。", 0),
    ("生产管理：排产、物料与安全统一管控。", 0),
    ("工厂建设—机房与网络。", 0),
    ("1.工厂建设：建成机房与无线网。", 0),
    ("精益管理：日结指标63项；精准营销：客户画像推荐；增值服务：远程报告。", 0),
    ("（1）生产作业：键合设备联机控制。", 0),
    ("生产管理环节：排产与能源统一管控；运营管理环节：成本按批核算。", 0),
    ("1.生产作业—先进过程控制：烧结温度自动调节。", 1),
    ("场景四：生产作业—先进过程控制—烧结控制。温度自动调节。", 1),
    ("场景名称：人机协同作业", 1),
    ("生产作业：先进过程控制。烧结温度自动调节。", 1),
]


@pytest.mark.parametrize(("above", "more"), OVERVIEWS)
def test_an_overview_beside_the_table_of_scenes_tells_no_scene(above: str, more: int) -> None:
    found = submit("卓越级智能工厂申报书", "三、智能工厂场景建设情况", above, grid(SCENES))
    assert len(names(found)) == 3 + more


#: A scene name cut over two or three rows, or paragraphs → the names as they are.
CUT_ROWS = {
    "two rows": ("质量分析与", "改进", ["在线智能检测", "质量分析与改进", "车间智能排产"]),
    "a row and a tail of one sign": ("供应链风险预警与调", "度", ["在线智能检测", "供应链风险预警与调度", "车间智能排产"]),
    "two whole names": ("质量精准追溯", "质量分析与改进", ["在线智能检测", "质量精准追溯", "质量分析与改进", "车间智能排产"]),
    "halves of different names": ("质量分析与", "追溯", ["在线智能检测", "质量分析与", "追溯", "车间智能排产"]),
}  # fmt: skip


@pytest.mark.parametrize("how", CUT_ROWS)
def test_a_name_cut_over_two_rows_is_one_scene(how: str) -> None:
    upper, lower, expected = CUT_ROWS[how]
    table = grid(
        "序号 | 环节 | 场景名称 | 建设内容\n1 | 生产作业 | 在线智能检测 | 部署视觉检测。\n"
        f"2 | 生产作 | {upper} | 围绕质量波动，公司建成质\n | 业 | {lower} | 量大数据平台。\n3 | 生产管理 | 车间智能排产 | 部署排产系统。"
    )
    found = submit("卓越级智能工厂申报书", "三、智能工厂场景建设情况", table)
    assert names(found) == expected
    if len(expected) == 3:
        told, link = found.field("scenes[2].desc"), found.field("scenes[2].link")
        assert told is not None
        assert told.value == "围绕质量波动,公司建成质量大数据平台。"
        assert link is not None
        assert link.value == "生产作业"


def test_a_name_cut_over_three_rows_is_one_scene() -> None:
    table = grid(
        "序号 | 环节 | 场景名称 | 建设内容\n1 | 生产作业 | 质量分 | 建成质量\n | | 析与 | 大数据\n | | 改进 | 平台。\n"
        "2 | 生产作业 | 在线智能检测 | 部署视觉检测。"
    )
    found = submit("卓越级智能工厂申报书", "三、智能工厂场景建设情况", table)
    assert names(found) == ["质量分析与改进", "在线智能检测"]


CUT_LINES = [
    (("1.生产作业—质量分析与", "改进", "公司建成质量大数据平台。", "2.生产作业—在线智能检测", "部署视觉检测。"),
     ["质量分析与改进", "在线智能检测"]),
    (("场景一：质量分析与", "改进：公司建成质量大数据平台。", "场景二：在线智能检测", "部署视觉检测。"),
     ["质量分析与改进", "在线智能检测"]),
    (("场景名称：供应链风险", "预警与", "调度", "公司建成供应链平台。", "场景名称：在线智能检测", "部署视觉检测。"),
     ["供应链风险预警与调度", "在线智能检测"]),
    (("场景名称：在线智能检测", "场景名称：质量精准追溯", "部署追溯系统。"), ["在线智能检测", "质量精准追溯"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), CUT_LINES)
def test_a_name_cut_into_paragraphs_is_one_scene(lines: tuple[str, ...], expected: list[str]) -> None:
    found = submit("卓越级智能工厂申报书", "三、智能工厂场景建设情况", *lines)
    assert names(found) == expected


def test_a_table_before_the_chapters_is_heard() -> None:
    """Its own labels fill fields; a cell of sentences under a label that nobody knows is prose of the book."""
    brief = "公司成立于2008年，员工320人，主营水泥装备的研发与制造。"
    remark = "含2023年技改投入，已扣除政府补助，口径与审计报告一致。"
    found = submit(
        "甲公司卓越级智能工厂项目申报书",
        grid(f"法定代表人 | 王立\n我们是谁 | {brief}"),
        "一、申报单位基本信息",
        "公司是一家装备制造企业。",
        grid(f"系统 | 备注\nMES | {remark}", 2),
        "二、智能工厂基本情况",
        "工厂建有三条产线。",
    )
    legal = found.field("legal_rep_name")
    assert legal is not None
    assert legal.value == "王立"
    told = {passage.key: passage.text for passage in found.passages if passage.place.path.startswith("t")}
    assert told == {"front": brief.replace("，", ","), "b1": remark.replace("，", ",")}
    assert any(claim.concept == "staff" and claim.amount.value == 320 for claim in found.claims)


@pytest.mark.parametrize("level", ["卓越级", "领航级"])
def test_a_book_without_a_title_is_known_by_its_chapters(level: str) -> None:
    """Headings in its own words, numbered in the way of contracts; the level as its first lines name it."""
    found = submit(
        f"甲公司{level}智能工厂",
        "壹 企业画像", "公司生产阀门。", "贰 工厂全景", "工厂有三条产线。", "叁 重点场景分述", "共十个场景。",
        "肆 成效与示范", "效率提高了。",
    )  # fmt: skip
    assert (found.form, found.carrier) == ("GS-12", level)
    last = "b4" if level == "卓越级" else "b5"
    assert [f.key for f in found.fields if f.key.startswith("b")] == ["b1", "b2", "b3", last]


@pytest.mark.parametrize(("title", "form"), [("卓越级创建工作计划书", "GS-12"), ("领航级智能工厂诊断评估报告", None)])
def test_a_paper_named_after_the_level_needs_fewer_chapters(title: str, form: str | None) -> None:
    assert submit(title, "甲 工厂", "乙。", "一、场景建设", "共十个场景。", "二、建设成效", "效率提高了。").form == form


def test_a_feasibility_study_is_no_book() -> None:
    found = submit(
        "甲公司智能工厂项目可行性研究报告", "一、企业概况", "甲。", "二、项目概况", "乙。", "三、项目效益", "丙。"
    )
    assert found.form is None


NUMBERED = [
    ("壹  走近企业", "贰  智能工厂基本情况", "叁  场景建设情况", "【1】生产作业—在线智能检测—焊缝检测", "肆  建设成效"),
    ("Part 1 关于我们", "Part 2 工厂基本情况", "Part 3 典型场景建设", "[1] 在线智能检测", "Part 4 建设效果"),
    (
        "一、走近水泵人（企业基本情况）",
        "二、工厂底色（智能工厂基本情况）",
        "三、十年磨剑（智能工厂场景建设情况）",
        "1.在线智能检测",
        "四、答卷（建设成效）",
    ),
    ("一　企业名片", "二　项目概况", "三　场景建设", "1.在线智能检测", "四　实施成效"),
    ("A 企业概况", "B 智能工厂基本情况", "C 典型场景建设", "C.1 在线智能检测", "D 建设成效"),
    ("A、企业名片", "B、项目概况", "C、场景建设", "C-1 在线智能检测", "D、实施成效"),
]


@pytest.mark.parametrize("heads", NUMBERED)
def test_chapters_stand_under_any_numbers(heads: tuple[str, ...]) -> None:
    """Formal numerals, English parts and numbers before a blank; the chapter on the applicant under words of its own."""
    about = "公司成立于2009年，主要产品为水泵，在岗职工320人，2024年营业收入2.1亿元，是高新技术企业。"
    found = submit("卓越级智能工厂项目申报书", heads[0], about, heads[1], "总投资2000万元。", heads[2], heads[3],
                   "用相机识别缺陷。", heads[4], "效率提升两成。")  # fmt: skip
    assert [key for n in range(1, 5) if not found.field(key := f"b{n}")] == []
    assert names(found) == ["在线智能检测"]


@pytest.mark.parametrize("head", ["归入的典型场景", "对应场景", "已建典型场景名称", "包含的场景"])
def test_several_scenes_in_a_cell_are_rows_of_their_own(head: str) -> None:
    """A table of links lists their scenes; what it counts is no scene, and those told below are the same ones."""
    table = f"环节 | {head} | 数量\n生产作业 | 在线智能检测、质量精准追溯 | 2\n生产管理 | 车间智能排产；能源智能管控 | 2\n合计 | 4个 | 4"
    told = [line for name in ("在线智能检测", "质量精准追溯", "车间智能排产", "能源智能管控")
            for line in (f"（{len(name)}）{name}", "用系统采集数据。")]  # fmt: skip
    found = submit(
        "卓越级智能工厂项目申报书",
        "一、企业概况",
        "甲。",
        "二、场景建设情况",
        grid(table),
        *told,
        "三、建设成效",
        "好。",
    )
    assert names(found) == ["在线智能检测", "质量精准追溯", "车间智能排产", "能源智能管控"]
    assert [f.value for f in found.like("scenes[", "].link")] == ["生产作业", "生产作业", "生产管理", "生产管理"]


def test_a_cover_in_words_of_its_own_is_read() -> None:
    """Short labels, two answers in a cell, a name with post and number, a sum with what it consists of."""
    card = """申请单位 | 甘肃甲有限公司
代码（统一社会信用） | 91620100MA71AB1238
设立 | 2011年3月8日
性质与规模 | 民营企业 · 中型企业 · 在岗420人
法定代表人 | 骆文轩（董事长，座机 0931-8123456）
对接人 | 纪晓岚（设备部）13909310001
提交 | 2025年10月9日"""
    money = "项目总投资 | 3,200万元（其中装备2,100万元，软件1,100万元）\n投产 | 2023年"
    found = submit(
        "卓越级智能工厂项目申报书", grid(card), "一、企业概况", "甲。", "二、项目概况", grid(money, 2), "乙。"
    )
    want = {
        "applicant": "甘肃甲有限公司", "uscc": "91620100MA71AB1238", "founded_date": "2011-03-08",
        "ownership": "民营企业", "size_class": "中型企业", "legal_rep_name": "骆文轩", "contact_name": "纪晓岚",
        "declare_date": "2025-10-09", "project_investment": "3200",
    }  # fmt: skip
    assert {key: (field.value if (field := found.field(key)) else None) for key in want} == want


def test_a_short_word_over_a_column_is_no_label() -> None:
    """规模 and 设立 head columns of a list of plants."""
    plants = "基地 | 规模 | 设立\n一厂 | 3条线 | 2019年1月\n二厂 | 5条线 | 2021年6月"
    found = submit(
        "卓越级智能工厂项目申报书", "一、企业概况", "甲。", grid(plants), "二、场景建设情况", "1.在线智能检测。用相机。"
    )
    assert not found.field("size_class")


COVERS = [
    ("企业代码 | 91620102MA71PFYB8K", "uscc", "91620102MA71PFYB8K"),
    ("纳税人识别号 | 91620102MA71PFYB8K", "uscc", "91620102MA71PFYB8K"),
    ("企业成立 | 2016年5月", "founded_date", "2016-05"),
    ("建厂地点 | 甘肃省白银市白银区", "factory_address", "甘肃省白银市白银区"),
    ("注册及生产地址 | 甘肃省白银市白银区", "address", "甘肃省白银市白银区"),
    ("申报地市 | 福建省三明市", "apply_region", "福建省三明市"),
    ("编制时间 | 2025年10月9日", "declare_date", "2025-10-09"),
    ("主体性质与规模 | 民营企业 / 中型企业（在册612人）", "size_class", "中型企业"),
    ("所有制与规模 | 地方国企，大型企业", "ownership", "地方国企"),
    ("法定代表人 / 联系人 | 石甲 / 林乙 13893700000", "legal_rep_name", "石甲"),
    ("法定代表人 / 联系人 | 石甲 / 林乙 13893700000", "contact_mobile", "13893700000"),
    ("能力成熟度 | 三级（2025年5月自评，3.05分）", "cmmm_self_level", "3级"),
    ("国民经济行业 | 30 非金属矿物制品业", "industry_text", "30 非金属矿物制品业"),
]


@pytest.mark.parametrize(("row", "key", "value"), COVERS)
def test_labels_in_the_applicants_own_words(row: str, key: str, value: str) -> None:
    """A cover's label that no form prints is known by its words where the value is of the field's kind."""
    table = grid(f"申报主体 | 甘肃甲科技有限公司\n{row}\n工厂名称 | 甲智能工厂")
    book = submit("卓越级智能工厂申报书", table, "一、智能工厂基本情况", "甲。")
    found = book.field(key)
    assert found is not None
    assert found.value == value
    name = book.field("factory_name")
    assert name is not None
    assert name.value == "甲智能工厂"


def test_a_label_whose_value_is_of_another_kind_gives_nothing() -> None:
    """企业类型 | 有限责任公司 is no size; 成立日期 of nothing dated is no date."""
    table = grid("申报主体 | 甲公司\n单位类型 | 有限责任公司\n企业成立 | 由两厂合并而来")
    book = submit("卓越级智能工厂申报书", table, "一、智能工厂基本情况", "甲。")
    assert [book.field(key) for key in ("size_class", "founded_date")] == [None, None]


@pytest.mark.parametrize(
    "label",
    ["场景（环节—名称—实例）", "典型场景名称(环节/场景/具体场景)", "环节-名称-实例名称", "环节名—场景名—实例名"],
)
def test_a_column_of_link_name_and_instance(label: str) -> None:
    table = grid(f"编号 | {label} | 人工智能 | 建设情况\n1 | 生产作业—在线智能检测—箔面检测 | 是 | 相机逐卷检查。")
    book = submit("卓越级智能工厂申报书", "一、智能工厂场景建设情况", table)
    keys = ("scenes[1].link", "scenes[1].name", "scenes[1].instance", "scenes[1].desc")
    assert [book.field(key).value for key in keys] == ["生产作业", "在线智能检测", "箔面检测", "相机逐卷检查。"]  # type: ignore[union-attr]


def test_the_list_of_scenes_tells_investments_and_ticks() -> None:
    """An empty cell beside ticked ones says 否; the unit of the sum is that of the head."""
    head = ("卓越级智能工厂申报书", "一、智能工厂场景建设情况")
    table = grid(
        "编号 | 环节名—场景名—实例名 | 投资（万元） | AI\n"
        "1 | 生产作业—在线智能检测—箔面检测 | 1,250 | √\n"
        "2 | 生产管理—仓储智能管理—立体库 | 830.5 | \n"
        "3 | 生产管理—能源智能管控—能碳平台 | 402 | √"
    )
    book = submit(*head, table)
    ticks = [field.value for field in book.like("scenes[", "].ai")]
    sums = [field.amount.value for field in book.like("scenes[", "].build_investment") if field.amount]
    assert ticks == ["是", "否", "是"]
    assert sums == [12_500_000, 8_305_000, 4_020_000]


def test_a_table_of_indicators_tells_more_than_the_forms_indicators() -> None:
    """Rows that are no indicator of the form are claims and changes of the prose."""
    table = grid(
        "指标 | 建设前 | 建设后 | 变化\n关键设备数控化率（%） | 58.3 | 89.9 | —\n人均产值（万元/年） | 80 | 100 | 提升30%"
    )
    book = submit("卓越级智能工厂申报书", "一、智能工厂建设成效", table)
    assert [change.subject for change in book.changes] == ["关键设备数控化率", "人均产值"]


def test_when_it_was_founded_and_built_in_other_words() -> None:
    told = submit(
        "卓越级智能工厂申报书",
        "一、智能工厂基本情况",
        "公司2012年3月注册成立。智能工厂建设起于2021年5月，止于2024年3月。",
    )
    keys = ("founded_date", "build_period")
    assert [field.value if (field := told.field(key)) else None for key in keys] == ["2012-03", "2021-05/2024-03"]


def test_a_date_glued_to_the_address_of_a_cover_is_read() -> None:
    """Recognised covers put two lines into one: 地址…99号申报日期2025年10月30日."""
    found = submit(
        "卓越级智能工厂申报书",
        "智能工厂地址 甘肃省酒泉市肃州区酒泉大道99号申报日期2025年10月30日",
        "一、企业概况",
        "甲。",
    )
    told = [field.value if (field := found.field(key)) else None for key in ("factory_address", "declare_date")]
    assert told == ["甘肃省酒泉市肃州区酒泉大道99号", "2025-10-30"]


def test_a_list_of_honours_tells_when_each_was_won() -> None:
    """A row under 时间 and 荣誉 is a sentence; one without a month is none."""
    table = grid(
        "获得时间 | 荣誉称号 | 授予单位\n2023.9 | 高新技术企业 | 科技厅\n2024年12月 | 绿色工厂 | 工信厅\n2022年 | 守合同企业 | 市监局"
    )
    found = submit("卓越级智能工厂申报书", "一、企业概况", "公司产品为水泵，远销各地。", table)
    told = [passage.text for passage in found.passages]
    assert [text for text in told if "获得" in text] == ["2023年9月获得高新技术企业", "2024年12月获得绿色工厂"]


def test_a_table_that_tells_other_things_of_each_scene_lists_none() -> None:
    """场景 | 责任部门 heads columns; a remark that begins like a scene is none where all scenes have headings."""
    table = "场景 | 责任部门 | 可用率\n在线智能检测 | 质量部 | 99.2\n车间智能排产 | 计划部 | 98.1\n质量精准追溯 | 质量部 | 97.0"
    listed = "环节 | 场景\n生产作业 | 在线智能检测\n生产管理 | 车间智能排产\n生产作业 | 质量精准追溯"
    told = [line for n, name in enumerate(("在线智能检测", "车间智能排产", "质量精准追溯"), 1)
            for line in (f"（{n}）{name}", "用系统采集数据。")]  # fmt: skip
    found = submit("卓越级智能工厂项目申报书", "一、企业概况", "甲。", "二、场景建设情况", grid(listed), *told, "系统集成情况",
                   grid(table, 2), "供应链协同：供应商通过门户共享检验数据，来料由逐批全检改为按风险抽检，工时下降。", "三、建设成效", "好。")  # fmt: skip
    assert names(found) == ["在线智能检测", "车间智能排产", "质量精准追溯"]


def test_an_empty_cell_among_ticks_is_no() -> None:
    """√ or nothing in the column of artificial intelligence; words in it are no ticks, and nothing is then made up."""
    rows = "在线智能检测 | 生产作业 | {}\n车间智能排产 | 生产管理 | \n质量精准追溯 | 生产作业 | √"
    chapters = ("卓越级智能工厂项目申报书", "一、企业概况", "甲。", "二、场景建设情况")
    found = submit(*chapters, grid("场景 | 环节 | AI\n" + rows.format("√")))
    assert [f.value for f in found.like("scenes[", "].ai")] == ["是", "否", "是"]
    found = submit(*chapters, grid("场景 | 环节 | AI\n" + rows.format("视觉模型")))
    assert [f.value for f in found.like("scenes[", "].ai")] == ["是"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("二〇二五年十月十七日", "2025-10-17"), ("2025年11月", "2025-11"), ("材料编制日期：2025年10月9日", "2025-10-09"),
        ("2019年5月建厂", ""),
    ],
)  # fmt: skip
def test_the_date_at_the_foot_of_a_cover(line: str, day: str) -> None:
    found = submit("领航级智能工厂申报书", "企业：甘肃甲有限公司", line, "一、企业画像", "公司生产阀门。")
    field = found.field("declare_date")
    assert (field.value if field else "") == day


def test_another_table_with_as_many_columns_is_no_list_of_scenes() -> None:
    scenes = "环节 | 场景 | 应用人工智能\n生产作业 | 在线智能检测 | 是\n生产管理 | 车间智能排产 | 否"
    makers = "类别 | 供应商 | 说明\n装备 | 甘肃乙有限公司 | 三台\n软件 | 甘肃丙有限公司 | 一套"
    found = submit(
        "卓越级智能工厂申报书",
        "一、企业概况",
        "甲。",
        "二、场景建设情况",
        grid(scenes),
        "装备与软件见下表。",
        grid(makers, 2),
    )
    assert names(found) == ["在线智能检测", "车间智能排产"]


def test_a_chapter_that_is_a_table_says_what_its_rows_say() -> None:
    table = "对比项 | 本厂 | 同行\n节拍 | 每件42秒，自动上下料 | 每件75秒，人工上下料"
    found = submit("卓越级智能工厂申报书", "一、企业概况", "甲。", "二、工厂基本情况", "表1 对比", grid(table))
    chapter = found.field("b2")
    assert chapter is not None
    assert "每件42秒" in chapter.value


def test_a_statement_without_a_heading_amid_sentences_is_the_books() -> None:
    """Behind it the book goes on though its headings are none of the form's."""
    sums = "项目（万元） | 2024年\n营业收入 | 92\n营业成本 | 71\n税金及附加 | 2\n销售费用 | 3\n管理费用 | 3\n研发费用 | 2\n财务费用 | 1\n营业利润 | 10\n利润总额 | 10\n净利润 | 8"
    said = [f"第{n}条产线由车间自行改造，数据接入平台以后由班组长每日查看并处理异常情况。" for n in range(1, 7)]
    found = submit("领航级智能工厂申报书", "一、企业画像", said[0], grid(sums, 91), *said[1:])
    assert all(any(one[:12] in p.text for p in found.passages) for one in said)


FRONT = ("争创卓越级智能工厂", "甲公司方案", "企业名称：甘肃甲有限公司", "统一社会信用代码：91620000MA0000000A", "成立时间：2011年5月",
         "总投资：8200万元")  # fmt: skip
FIVE = ("数字孪生工厂构建", "车间智能排产", "在线智能检测", "能源智能管控", "质量精准追溯")
TEXT = "把现场数据汇到一个平台，由系统判断并提示处置，班组按提示核对后放行。"
#: How a scene may stand: as a name in brackets, behind its own name, in a cell under its link, in a labelled line.
WAYS: dict[str, object] = {
    "in brackets": [f"【{name}】{TEXT}" for name in FIVE],
    "before a dash": [f"{name}——{TEXT}" for name in FIVE],
    "behind its own name": [part for name in FIVE for part in (f"一线样板（生产管理：{name}）", TEXT)],
    "under its link in a cell": [grid("环节 | 内容\n" + "\n".join(f"生产管理/{name} | {TEXT}" for name in FIVE))],
    "in a labelled line": [part for name in FIVE for part in (f"环节：生产管理\t场景：{name}\t实例：一线样板", TEXT)],
    "in cards": [
        grid(f"序 | 场{n} | 环节 | 生产管理\n典型场景 | {name} | 实例 | 一线样板\n说明 | {TEXT}", n)
        for n, name in enumerate(FIVE, 1)
    ],
    "in cards with a number for a label": [
        grid(f"场景{n} | 生产管理—{name}—一线样板 | 应用AI | 否\n建设情况 | {TEXT}", n)
        for n, name in enumerate(FIVE, 1)
    ],
    "in a table of four columns": [
        grid(
            "实例 | 对应典型场景 | 归属环节 | 建设内容及描述\n"
            + "\n".join(f"样板 | {name} | 生产管理 | {TEXT}" for name in FIVE)
        )
    ],
    "a table without heads": [grid("\n".join(f"生产管理 | {name} | {TEXT}" for name in FIVE))],
}


@pytest.mark.parametrize("way", WAYS)
def test_scenes_stand_where_their_names_do(way: str) -> None:
    """A paper that names a level and tells of scenes is a book, whatever it calls itself; each scene has its text."""
    found = submit(
        *FRONT, "第一章 甲的来路", "公司生产阀门。", "第二章 场景长廊", *WAYS[way], "第三章 取得的成绩", "快了。"
    )  # type: ignore[misc]
    assert (found.form, found.carrier) == ("GS-12", "卓越级")
    assert names(found) == list(FIVE)
    texts = [field.value for field in found.like("scenes[", "].desc")]
    assert [TEXT.replace("，", ",") in text for text in texts] == [True] * len(FIVE)
    assert found.field("b3") is not None
    assert found.field("b4") is not None


def test_a_sentence_that_names_scenes_is_no_scene() -> None:
    said = "平台贯通了" + "、".join(FIVE) + "，数据一次录入。"
    assert (
        names(submit(*FRONT, "第一章 企业概况", said, "第二章 场景建设", "相机上线。", "第三章 成效", "快了。")) == []
    )


def test_an_assessment_that_tells_of_scenes_is_no_book() -> None:
    told = [f"{name}：{TEXT}" for name in FIVE]
    assert submit("卓越级智能工厂诊断评估报告", *FRONT[2:], "一、评估结论", *told).form is None


COVERS = (
    ("甘肃甲阀门有限公司　　2025年10月",),
    ("项目单位", "甘肃甲阀门有限公司"),
    ("第一章 企业概况", "甘肃甲阀门有限公司（以下简称“甲阀门”）注册地址为兰州市，主营阀门。"),
    ("第一章 企业概况", "（1）企业名称：甘肃甲阀门有限公司；"),
)


@pytest.mark.parametrize("cover", COVERS)
def test_the_applicant_is_named_without_a_label(cover: tuple[str, ...]) -> None:
    found = submit("卓越级智能工厂项目申报书", *cover, "第二章 场景建设情况", "1.在线智能检测。用相机识别缺陷。")
    field = found.field("company_name")
    assert field is not None
    assert field.value == "甘肃甲阀门有限公司"


def test_a_supplier_named_in_a_sentence_is_no_applicant() -> None:
    found = submit(
        "卓越级智能工厂项目申报书", "一、企业概况", "系统由兰州乙软件有限公司承建。", "二、场景建设情况", "上线。"
    )
    assert found.field("company_name") is None


def test_a_table_of_contents_begins_no_annexes() -> None:
    """Its last line, 附件, stands before the book; an address glued to its label is read without it."""
    heads = ("第一部分 申报单位基本信息", "第二部分 智能工厂基本情况", "第三部分 智能工厂场景建设情况")
    found = submit(
        "卓越级智能工厂申报书",
        "申报单位：甘肃甲阀门有限公司",
        "目 录",
        *heads,
        "附 件",
        heads[0],
        "联系人：赵明，办公室主任，手机13812345678，邮箱zm@jiafa.cn",
        heads[1],
        "公司主营阀门。",
        heads[2],
        "用相机识别缺陷。",
        "附 件",
        "营业执照",
    )
    assert [p.text for p in found.passages if "相机" in p.text] == ["用相机识别缺陷。"]
    email = found.field("contact_email")
    assert email is not None
    assert email.value == "zm@jiafa.cn"
