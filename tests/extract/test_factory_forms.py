"""GS-03 and GS-04 are read whatever the layout quirk: one test a quirk (forms.md P1–P17), nothing invented."""

from __future__ import annotations

import re

import pytest

import corpora
from extract import extract_submission
from extract.book import Book
from extract.kinds import title_field
from extract.labels import LabelBook
from model.document import Block, Document, Reading, Status
from model.place import Place
from model.submission import Submission
from tests.books.factory import FactoryBook, Looks
from tests.books.factory_book import factory_blanks, factory_truth, write_factory_book
from tests.books.factory_form import KEYS, SERIES
from tests.books.invent import invent_book
from tests.books.score import compare, read_back
from tests.extract.forms import read_as
from tests.extract.grids import document, grid

REFERENCE = corpora.load()


def values(book: Book, *keys: str) -> tuple[str | None, ...]:
    return tuple(book.fields[key].value if key in book.fields else None for key in keys)


@pytest.mark.parametrize("form_id", ["GS-03", "GS-04"])
def test_every_printed_field_is_a_field_of_the_form(form_id: str) -> None:
    """The keys that the made-up books fill are those of the YAML."""
    form = REFERENCE.form(form_id)
    assert form is not None
    known = {spec.key for spec in form.fields}
    assert {*KEYS[form_id], *SERIES[form_id]} - known == set()
    assert {"scenes.name", "scenes.desc", "truth_statement", "truth_seal", "city_seal"} - known == set()


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("甘肃省数字化车间申报书", "甘肃省数字化车间申报书"),
        ("甲机械有限公司", "甘肃省基础级智能工厂申请表"),
        ("智能工厂申报书填写说明", "甘肃省基础级智能工厂申请表"),
    ],
)
def test_the_cover_before_the_table_bears_the_title(first: str, title: str) -> None:
    field = title_field(document(first, "甘肃省基础级智能工厂申请表"), ["甘肃省基础级智能工厂申请表"])
    assert field is not None
    assert field.value == title


def test_a_title_of_the_form_needs_no_word_for_a_book() -> None:
    field = title_field(document("领航级智能工厂项目申报材料", "申报单位：甲"), ["领航级智能工厂项目申报材料"])
    assert field is not None
    assert field.value == "领航级智能工厂项目申报材料"


@pytest.mark.parametrize("form_id", ["GS-03", "GS-04"])
def test_the_blank_form_gives_no_value(form_id: str) -> None:
    """Hints, placeholders and unticked boxes are no answers; what must be filled is a blank."""
    for left in (0, 3):
        looks = Looks(scenes_left=left, year_mark="left")
        book = FactoryBook(form_id, "空", "空白.docx", "docx", {}, (), looks)
        found = read_back(book, "docx", REFERENCE)
        filled = [f.key for f in found.fields if f.key not in ("title", "truth_statement")]
        assert (found.form, filled) == (form_id, [])
        assert {"company_name", "profile", "scenes", "c2.1"} <= {blank.key for blank in found.blanks}


@pytest.mark.parametrize(
    ("form_id", "seed"), [("GS-03", n) for n in (2003, 2004, 2005)] + [("GS-04", n) for n in (2001, 2002, 2003)]
)
def test_made_up_books_come_back(form_id: str, seed: int) -> None:
    """Every value, in whatever looks the seed gives the book; nothing more."""
    book = invent_book(form_id, seed)
    assert compare(book, read_back(book, "docx", REFERENCE))[1] == []


SHARED = "生产过程实现实时调度 | 生产设备运行状态监控情况 | {a}\n{g} | {l} | {b}\n"


@pytest.mark.parametrize(
    ("group", "label"), [("^", "^"), ("", ""), ("生产过程实现实时调度", "生产设备运行状态监控情况")]
)
def test_one_label_over_two_answers(group: str, label: str) -> None:
    """P7: merged, merge lost, or printed again: the answers are told apart by their order."""
    book = read_as(
        "GS-03", grid("企业名称 | 甲 | <\n" + SHARED.format(a="看板实时显示。", b="自动补偿。", g=group, l=label))
    )
    assert values(book, "run_monitor", "run_selfrepair") == ("看板实时显示。", "自动补偿。")


def test_a_chapter_that_is_missing_is_shown_behind_the_one_before() -> None:
    """Neither the heading nor a text of it: the place is the heading it should have followed."""
    said = "浇注段并为一条流水线。"
    book = read_as(
        "GS-03", "二、代表产线情况概述", "（一）建设代表产线目的和意义", said, "（二）建设代表产线目标和任务", said
    )
    places = {key: book.blanks[key].place.text for key in ("c2.3", "c2.4")}
    assert places == dict.fromkeys(places, "（二）建设代表产线目标和任务")


def test_the_hint_says_which_answer_it_is() -> None:
    """P7: only the second was answered, its hint still beside it."""
    hint = "（请简要说明关键设备自动调试修复的情况）"
    book = read_as("GS-03", grid("企业名称 | 甲 | <\n" + SHARED.format(a=hint + "自动补偿。", b="", g="^", l="^")))
    assert values(book, "run_monitor", "run_selfrepair") == (None, "自动补偿。")
    assert "run_monitor" in book.blanks


def test_two_answer_cells_merged_by_mistake() -> None:
    """Both hints in one cell: each answer follows its hint."""
    both = "（请简要说明生产设备运行状态实时监控、故障自动报警和诊断分析的情况）看板显示。（请简要说明关键设备自动调试修复的情况）自动补偿。"
    book = read_as("GS-03", grid("企业名称 | 甲 | <\n" + SHARED.format(a=both, b="^", g="^", l="^")))
    assert values(book, "run_monitor", "run_selfrepair") == ("看板显示。", "自动补偿。")


@pytest.mark.parametrize("after", ["建设完成前产线/车间人数", "建设完成后产线/车间人数"])
def test_the_second_printed_before_means_after(after: str) -> None:
    """P8: the template's own slip; the corrected label is taken too."""
    book = read_as("GS-03", grid(f"企业名称 | 甲 | < | <\n建设完成前产线/车间人数 | 98人 | {after} | ６０"))
    assert values(book, "staff_before", "staff_after") == ("98", "60")


def test_scenes_inside_the_form_table() -> None:
    """Placeholders before the name go, untouched placeholder rows are no scenes, the next part ends the list."""
    text = (
        "企业名称 | 甲公司\n智能工厂包含的智能制造典型场景名称 | 典型场景描述\n典型场景1：智能仓储 | (不超过300字)立体库自动出入库。\n"
        "2.在线智能检测 | 视觉检测。\n典型场景3 | (不超过300字)\n...... | ......\n申报单位真实性承诺 | 我单位申报的所有材料，均真实、完整"
    )
    book = read_as("GS-03", grid(text))
    assert values(book, "scenes[1].name", "scenes[1].desc", "scenes[2].name", "scenes[3].name") == (
        "智能仓储", "立体库自动出入库。", "在线智能检测", None)  # fmt: skip


def test_a_scene_cut_by_a_page_break() -> None:
    """The rest of the description stands on the next page without a name."""
    text = "智能工厂包含的智能制造典型场景名称 | 典型场景描述\n典型场景1：智能仓储 | 立体库自动出\n | 入库。\n精准配送 | 按需配送。"
    book = read_as("GS-04", grid("企业名称 | 甲\n机构代码 | 91620100MA71AB1234"), grid(text, 2, seams=(2,)))
    assert values(book, "scenes[1].desc", "scenes[2].name") == ("立体库自动出入库。", "精准配送")


def test_a_scene_whose_name_is_cut_too() -> None:
    """Both halves of a row: the text breaks off at the foot of the page, or only a scrap of the name is left."""
    head = "智能工厂包含的智能制造典型场景名称 | 典型场景描述\n"
    top = grid("企业名称 | 甲\n机构代码 | 91620100MA71AB1234")
    broken = (
        head + "设备运行 | 对电机测温，由平台推\n监控 | 送报警。\n智能仓储 | 立体库自动出入库。\n精准配送 | 按需配送。"
    )
    book = read_as("GS-04", top, grid(broken, 2, seams=(2,)))
    assert values(book, "scenes[1].name", "scenes[1].desc", "scenes[2].name", "scenes[4].name") == (
        "设备运行监控", "对电机测温,由平台推送报警。", "智能仓储", None)  # fmt: skip
    halves = head + "智能仓储 | 立体库自动出入库。\n能源智能 | 全厂电表联\n综合管控 | 网。\n精准配送 | 按需配送。"
    book = read_as("GS-04", top, grid(halves, 2, seams=(3,)))
    assert values(book, "scenes[2].name", "scenes[2].desc") == ("能源智能综合管控", "全厂电表联网。")
    scrap = head + "设备故障诊断 | 电机测温。\n与预测 | 模型推算寿命。\n精准配送 | 按需配送。"
    book = read_as("GS-04", top, grid(scrap, 2, seams=(2,)))
    assert values(book, "scenes[1].name", "scenes[2].name") == ("设备故障诊断与预测", "精准配送")


@pytest.mark.parametrize(("first", "second"), [("立体库自动出入库。", "精准配送"), ("立体库自动出入库", "2.精准配送")])
def test_a_scene_that_begins_behind_a_page_break(first: str, second: str) -> None:
    """A whole sentence before it or a number of its own: another scene. So are they where nobody sets full stops."""
    text = f"智能工厂包含的智能制造典型场景名称 | 典型场景描述\n智能仓储 | {first}\n{second} | 按需配送。\n安全一体化管控 | 视频识别。"
    top = grid("企业名称 | 甲\n机构代码 | 91620100MA71AB1234")
    book = read_as("GS-04", top, grid(text, 2, seams=(2,)))
    assert values(book, "scenes[1].name", "scenes[2].name") == ("智能仓储", "精准配送")
    bare = text.replace("。", "")
    book = read_as("GS-04", top, grid(bare, 2, seams=(2,)))
    assert values(book, "scenes[2].name", "scenes[3].name") == ("精准配送", "安全一体化管控")


@pytest.mark.parametrize("group", ["^", "", "企业负责人"])
def test_labels_above_values(group: str) -> None:
    """P6: 姓名, 职务和职称, 电话 of the leader stand above their values, whatever became of the merged group cell."""
    book = read_as(
        "GS-04",
        grid(
            f"企业名称 | 甲 | < | <\n联系人 | 姓名 | 李乙 | <\n企业负责人 | 姓  名 | 职务和职称 | 电话\n{group} | 王甲 | 总经理 | 13900000000"
        ),
    )
    assert values(book, "leader_name", "leader_title", "leader_phone", "contact_name") == (
        "王甲", "总经理", "13900000000", "李乙")  # fmt: skip


def test_several_boxes_over_several_lines() -> None:
    """P12: five modes in three lines, two ticked; unticked ones deleted."""
    boxes = "☑离散型智能制造模式  □流程型智能制造模式\\n□网络协同制造模式  □大规模个性化定制模式\\n☑远程运维服务模式"
    left = "离散型智能制造模式、远程运维服务模式"
    for printed in (boxes, left):
        book = read_as("GS-04", grid(f"企业名称 | 甲\n智能制造模式 | {printed}"))
        assert values(book, "mode") == ("离散型智能制造模式；远程运维服务模式",)


def test_a_tick_behind_the_first_choice() -> None:
    """离散型√ □流程型: the first choice has no box any more, the others keep theirs."""
    book = read_as(
        "GS-04", grid("企业名称 | 甲\n智能制造模式 | 离散型智能制造模式√  □流程型智能制造模式  □网络协同制造模式")
    )
    assert values(book, "mode") == ("离散型智能制造模式",)


def test_no_space_between_the_last_two_boxes() -> None:
    """□1级☑无认证 as the form prints it."""
    book = read_as("GS-03", grid("企业名称 | 甲\n是否有CMMM等级认证 | □5级  □4级 □3级  □2级 □1级☑无认证"))
    assert values(book, "cmmm_cert_level") == ("无认证",)


def test_two_fields_in_one_cell() -> None:
    """传真/邮箱, 联系人姓名: the answers are told apart by what they look like."""
    book = read_as(
        "GS-03", grid("企业名称 | 甲 | < | <\n联系人 | 姓名 | 李乙 | <\n^ | 传真/邮箱 | 0931-6427725 / a.b@c.cn | <")
    )
    assert values(book, "contact_fax", "contact_email") == ("0931-6427725", "a.b@c.cn")


def test_numbered_starred_and_coloned_labels() -> None:
    """1.企业名称, *机构代码：, 企 业 地 址."""
    book = read_as(
        "GS-04",
        grid(
            "1.企业名称 | 甲公司 | < | <\n*机构代码： | 91620100MA71AB1234 | 3、成 立 时 间 | 2010年\n单 位　地 址 | 兰州 | < | <"
        ),
    )
    assert values(book, "company_name", "org_code", "founded_date", "address") == (
        "甲公司",
        "91620100MA71AB1234",
        "2010",
        "兰州",
    )


def test_one_wrong_character_in_a_label() -> None:
    """OCR: 企业名杯, 智能制造横式 are labels with less confidence; a value that resembles a label stays a value."""
    book = read_as(
        "GS-04",
        grid(
            "企业名杯 | 甲公司 | < | <\n机构代码 | 91620100MA71AB1234 | 成立时问 | 2010年\n项目名称 | 项目地圵 | < | <"
        ),
    )
    assert values(book, "company_name", "founded_date", "project_name") == ("甲公司", "2010", "项目地圵")
    assert book.fields["company_name"].confidence < 0.9


def test_words_that_only_resemble_labels_are_none() -> None:
    """Precision: two wrong characters in four, shorter words, and whole sentences are no labels."""
    form = REFERENCE.form("GS-04")
    assert form is not None
    book = LabelBook(form.fields)
    assert [book.find(text) for text in ("企业法人", "税务", "项目经理", "主营业务收入占比提升")] == [None] * 4


def test_a_unit_behind_the_label_is_no_part_of_it() -> None:
    """利润率，% is the profit margin; 传真/邮箱 stays two labels."""
    form = REFERENCE.form("GS-04")
    assert form is not None
    hits = [LabelBook(form.fields).find(text) for text in ("总资产/万元", "主营业务收入，万元", "传真/邮箱")]
    assert [{spec.key for spec in hit.specs} if hit else None for hit in hits] == [
        {"total_assets"}, {"main_revenue"}, {"contact_fax", "contact_email"}]  # fmt: skip


def test_before_and_after_with_one_wrong_character_go_by_their_order() -> None:
    """建设完成煎… fits 前 and 后 equally well: the first one in the row is 前."""
    book = read_as(
        "GS-03", grid("企业名称 | 甲 | < | <\n建设完成煎产品合格率（%） | 95.1 | 建设完成后产品合格率（%） | 98.2")
    )
    assert values(book, "pass_before", "pass_after") == ("95.1", "98.2")


def test_an_answer_typed_below() -> None:
    """A long text in a row of its own under label and hint."""
    hint = "（发展历程、主营业务、市场开拓等方面的特点，400字左右）"
    book = read_as(
        "GS-04",
        grid(
            f"企业名称 | 甲公司\n企业\\n简介 | {hint}\n公司成立于2008年，主营高压阀门，产品销往西北各省。 | <\n（二）先进级智能工厂基本信息 | <"
        ),
    )
    assert values(book, "profile") == ("公司成立于2008年,主营高压阀门,产品销往西北各省。",)


def test_values_with_their_unit_and_full_width_digits() -> None:
    """P15: 1,200万元, 1.2亿, ３５．５％, 126台套, 4590元/人/天."""
    text = (
        "企业名称 | 甲 | < | <\n上年销售（万元） | 1.2亿元 | 上年利润（万元） | 1,200万元\n"
        "上年末资产负债率（%） | ３５．５％ | 全部设备台套（产线）数 | 126台套\n建设完成前每人每天产出水平（元/人/天） | 4590元/人/天 | 其中工业机器人数量 | 14台"
    )
    book = read_as("GS-03", grid(text))
    got = values(book, "sales_prev", "profit_prev", "debt_ratio_prev", "equip_total", "percap_before", "robots")
    assert got == ("12000", "1200", "35.5", "126", "4590", "14")
    assert not [f.problem for f in book.fields.values() if f.problem]


def test_years_falling_with_a_remark_column() -> None:
    """P14: values follow their head; the column an applicant added is no year."""
    text = "企业名称 | 甲 | < | < | <\n近三年主要经济指标 | 2024年 | 2023年 | 2022年 | 备注\n总负债（万元） | 3 | 2 | 1 | 审计数"
    book = read_as("GS-04", grid(text))
    assert values(book, "year_1", "total_liabilities[2024]", "total_liabilities[2022]") == ("2022", "3", "1")


def test_a_row_whose_labels_and_values_a_page_cuts() -> None:
    """P17: 智能化改造完成投资 | （万元）, 生产|线; the group label is cut as well."""
    text = "企业名称 | 甲 | < | < | <\n代表 | 产线名称 | 阀体加工生 | 智能化改造完成投资 | 2491\n产线有关信息 |  | 产线 | （万元） | "
    book = read_as("GS-03", grid(text, seams=(2,)))
    assert values(book, "line_name", "line_investment") == ("阀体加工生产线", "2491")


def test_a_cut_commitment_label() -> None:
    """申报单位 | 真实性承诺 over two pages: the date behind the break is the commitment's."""
    text = "企业名称 | 甲\n申报\\n单位 | 我单位申报的所有材料，均真实、完整，如有不实，愿承担相应的责任。\n真实性\\n承诺 | 申报单位（公章）\\n2025年9月10日"
    book = read_as("GS-03", grid(text, seams=(2,)))
    assert values(book, "truth_date", "scenes[1].name") == ("2025-09-10", None)


def test_the_opinion_of_the_city() -> None:
    """Words before the seal; the printed seal line and empty date are no opinion but a blank that quotes the label."""
    label = "市（州）\\n工信部门\\n初审\\n及推荐\\n意见"
    written = read_as("GS-04", grid(f"企业名称 | 甲\n{label} | 经初审，同意推荐。\\n推荐单位（公章）\\n2025年10月12日"))
    empty = read_as("GS-04", grid(f"企业名称 | 甲\n{label} | 推荐单位（公章）\\n年   月   日"))
    assert values(written, "city_opinion", "city_date") == ("经初审,同意推荐。", "2025-10-12")
    assert values(empty, "city_opinion", "city_date") == (None, None)
    assert not {"city_opinion", "city_date"} & set(written.blanks)
    assert {"city_opinion", "city_date"} <= set(empty.blanks)
    assert empty.blanks["city_opinion"].place.text == "市（州）工信部门初审及推荐意见"


def test_the_free_book_has_the_chapters_of_the_list() -> None:
    """卓越级: b1–b4; 领航级: b4 is the plan, b5 the results; both are papers of kind GS-12."""
    for title, plan, keys in (("卓越级智能工厂项目申报书", "", ("b1", "b2", "b3", "b4")),
                              ("领航级智能工厂申报书", "四、领航级智能工厂培育方案", ("b1", "b2", "b3", "b4", "b5"))):  # fmt: skip
        parts = ["一、申报单位基本信息", "甲。", "二、智能工厂基本情况", "乙。", "三、智能工厂场景建设情况", "丙。"]
        parts += [plan, "丁。"] if plan else []
        found = submit(document(title, *parts, "五、智能工厂建设成效", "戊。"))
        got = tuple(f.key for f in found.fields if f.key != "title")
        assert (found.form, found.papers[0].kind, got) == ("GS-12", "GS-12", keys)


def submit(*documents: Document, names: tuple[str, ...] = ()) -> Submission:
    readings = [Reading(names[n] if names else f"{n}.docx", f"{n}" * 64, Status.OK, d) for n, d in enumerate(documents)]
    return extract_submission("甲", readings, REFERENCE)


PAPERS: list[tuple[str, str, list[str]]] = [
    ("licence", "1.docx", ["营业执照", "统一社会信用代码91620100MA71AB1234", "法定代表人 王甲"]),
    ("audit_report", "2.docx", ["甘会审字〔2025〕12号", "审计报告", "甘肃甲公司全体股东：", "一、审计意见"]),
    ("self_assessment", "3.docx", ["智能制造能力成熟度自评估报告", "依据GB/T 39117开展评估"]),
    ("certificate", "4.docx", ["实用新型专利证书", "专利号：ZL2021 2 0000000.0", "专利权人：甲公司"]),
    ("certificate", "5.docx", ["中华人民共和国国家版权局", "计算机软件著作权登记证书", "登记号：2022SR0000000"]),
    ("other", "营业执照.docx", ["设备采购合同", "甲方：甘肃甲公司", "乙方：兰州丙公司"]),
    ("other", "6.docx", ["真实性承诺书", "我公司郑重承诺"]),
    ("licence", "甲公司营业执照（副本）.docx", ["（图片）"]),
]


@pytest.mark.parametrize(
    ("kind", "name", "lines"), PAPERS, ids=[f"{kind}-{n}" for n, (kind, _, _) in enumerate(PAPERS)]
)
def test_papers_are_known_by_what_they_say(kind: str, name: str, lines: list[str]) -> None:
    """Titles and lines first; the file's name only where the content is silent."""
    nodes = tuple(Block(text, Place(name, f"para{n}", text=text)) for n, text in enumerate(lines, 1))
    found = submit(Document(name, "docx", nodes), names=(name,))
    assert found.papers[0].kind == kind


def test_a_second_copy_is_kept_and_its_differences_are_rivals() -> None:
    """The Word file is the book; what the other says differently is a rival, the rest no second submission."""
    text = "企业名称 | 甲公司 | < | <\n机构代码 | 91620100MA71AB1234 | 成立时间 | 2010年\n单位地址 | {a} | < | <\n项目名称 | 乙项目 | 项目地址 | 丙路1号"
    first = document("甘肃省先进级智能工厂申报书", grid(text.format(a="兰州市一路1号")))
    second = document("甘肃省先进级智能工厂申报书", grid(text.format(a="兰州市一路7号")))
    third = document("甘肃省先进级智能工厂申报书", grid(text.format(a="天水").replace("甲公司", "丁公司")))
    found = submit(first, second, third)
    address = found.field("address")
    assert address is not None
    assert ([r.value for r in address.rivals], len(found.copies)) == (["兰州市一路7号"], 1)


def test_the_contract_keys_of_the_domain_are_covered() -> None:
    """Keys as the contract prints them: years and rows in brackets."""
    book = invent_book("GS-04", 5)
    keys = {*factory_truth(book), *factory_blanks(book)}
    assert all(re.fullmatch(r"[a-z_0-9.]+(\[\d+\])?(\.[a-z]+)?", key) for key in keys)
    assert write_factory_book(book) == write_factory_book(book)


SCENE_HEADINGS = [
    ("（一）在线智能检测", "在线智能检测"),
    ("场景2：生产作业—质量精准追溯—基于标识解析的批次追溯", "质量精准追溯"),
    ("3.3 典型场景三 车间智能排产场景", "车间智能排产"),
    ("4、“能源智能管控”（已投用）", "能源智能管控"),
]


def test_the_free_book_tells_its_scenes_under_headings() -> None:
    """A heading that names one of the 40 scenarios begins a scene; its prose runs to the next; names in prose do not."""
    parts = ["三、智能工厂场景建设情况", "共建成四个场景。"]
    for n, (heading, _) in enumerate(SCENE_HEADINGS):
        parts += [heading, f"第{n}个场景部署系统并与在线智能检测联动，达到预期。", "再一段。"]
    found = submit(
        document("卓越级智能工厂项目申报书", "一、申报单位基本信息", "甲。", *parts, "四、智能工厂建设成效", "戊。")
    )
    named = [f.value for f in found.like("scenes[", "].name")]
    told = [f.value for f in found.like("scenes[", "].desc")]
    assert named == [name for _, name in SCENE_HEADINGS]
    assert [text.count("\n") for text in told] == [1, 1, 1, 1]
    assert all(f"第{n}个场景" in text for n, text in enumerate(told))


def test_shortened_headings_count_within_their_chapter() -> None:
    """（四）实施前后效益对比 is the fourth of its chapter; another number or other words are no heading."""
    book = read_as(
        "GS-03",
        grid("企业名称 | 甲公司"),
        "二、代表产线情况概述",
        "（一）目的和意义：解决用工难。",
        "（二）国内外对比：本段仍属上一节。",
        "（四）实施前后效益对比：员工由88人降为64人。",
        "（五）示范点",
        "机器人焊接可复制。",
    )
    assert values(book, "c2.1", "c2.4", "c2.5") == (
        "解决用工难。\n(二)国内外对比:本段仍属上一节。",
        "员工由88人降为64人。",
        "机器人焊接可复制。",
    )
    assert {"c2.2", "c2.3"} <= {*book.blanks} - {*book.fields}


def test_a_heading_glued_to_the_paragraph_before_it_may_end_in_a_stop() -> None:
    """…打基础。（二）建设目标和任务。 begins the next section; a sentence with those words does not."""
    head = ("GS-03", grid("企业名称 | 甲公司"), "二、代表产线情况概述", "（一）建设代表产线目的和意义。")
    glued = read_as(*head, "改造后减少手工称量。（二）建设代表产线目标和任务。", "建成两条自动称量线。")
    assert values(glued, "c2.1", "c2.2") == ("改造后减少手工称量。", "建成两条自动称量线。")
    plain = read_as(*head, "改造后减少手工称量。建设代表产线目标和任务已经公司批准。", "投料改为自动。")
    assert {"c2.2"} <= {*plain.blanks} - {*plain.fields}


@pytest.mark.parametrize("label", ["联系人（姓名）", "联系人(姓名)", "联系人-姓名", "联系人/姓名", "联系人：姓名"])
def test_a_group_with_its_label_in_brackets_or_behind_a_sign(label: str) -> None:
    """The rest of the row and the next one belong to the group, too."""
    text = (
        "企业名称 | 甲公司 | < | <\n法人代表/负责人 | 姓名：钱一 | 电话 | 0931-1111111\n"
        f"{label} | 孙二 | 电话 | 0931-2222222\n职务 | 部长 | 手机 | 13911112222"
    )
    told = values(read_as("GS-02", grid(text)), "legal_rep_name", "contact_name", "contact_phone", "contact_mobile")
    assert told == ("钱一", "孙二", "0931-2222222", "13911112222")


@pytest.mark.parametrize(
    ("below", "date"),
    [
        (("法定代表人签字：", "申报单位（公章）：甲公司", "2025年8月29日"), "2025-08-29"),
        (("二、项目基本情况", "2025年8月29日"), None),
        (("法定代表人签字：", "年   月   日", "二、项目基本情况", "2025年8月29日"), None),
    ],
)
def test_a_commitment_signed_below_its_table(below: tuple[str, ...], date: str | None) -> None:
    """Only lines of a signature right behind the sentence belong to it."""
    text = "企业名称 | 甲公司\n申报单位真实性承诺 | 我单位申报的所有材料，均真实、完整，如有不实，愿承担相应的责任。"
    assert values(read_as("GS-04", grid(text), *below), "truth_date") == (date,)


def test_a_second_general_description_is_that_of_the_benefits() -> None:
    """GS-03 prints 建设前后经济、社会效益情况总体描述; applicants put its first half into the column ahead."""
    text = (
        "企业名称 | 甲公司 | <\n代表产线有关信息 | 总体描述 | 建成灌装线一条。\n"
        "产线建设前后经济社会效益情况 | 总体描述 | 用工减少，质量更稳。"
    )
    assert values(read_as("GS-03", grid(text)), "line_overview", "benefit_overview") == (
        "建成灌装线一条。", "用工减少,质量更稳。",
    )  # fmt: skip
