"""GS-06 column by column: what is taken, what is proposed, what is left to the clerk."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from made_up_books import REFERENCE, SCENE, make_field, make_review

from fill import FORMS, MISSING, FilledCell, FilledTable, Mode, fill_table
from model.amount import Amount, Source
from model.errors import BadData
from model.finding import Finding, Outcome, Severity, State
from model.review import Review
from model.submission import Claim, Rival

LABELS = (
    "序号", "企业名称及项目名称", "细分行业", "所在市县", "申报类型", "生产模式", "企业简介(100字以内)", "申报项目简介(100字以内)",
    "主要产品及产能", "网络系统及子系统建设及使用情况", "数控设备及机器人数量及使用情况", "近三年软硬件投资",
    "安全可控的核心智能制造装备（含软件及网络设备）应用情况", "国产化智能制造装备（含软件及网络设备）应用情况", "上年度主营业务收入",
    "CMMM自评估等级", "是否完成CMMM认证（申报场景企业此项勿填）", "备注",
)  # fmt: skip


def fill(*reviews: Review) -> FilledTable:
    return fill_table("GS-06", reviews, REFERENCE)


def cell_of(number: int, **changes: str | tuple[str, str] | None) -> FilledCell:
    """Column `number` (from 1) of the one row over the made-up book with these changes; `__` in a name is a dot."""
    return fill(make_review({_key(k): v for k, v in changes.items()})).rows[0].cells[number - 1]


def _key(name: str) -> str:
    return {"revenue_2024": "main_revenue[2024]", "effect": "t1[1].effect", "statement": "is.main_revenue[2024]"}.get(
        name, name
    )


def test_labels_stand_in_the_printed_order() -> None:
    """附件6 prints eighteen columns."""
    assert fill(make_review()).columns == LABELS


@pytest.mark.parametrize(
    ("number", "text", "mode"),
    [
        (1, "1", Mode.ASK),
        (2, "兰州甲乙机械有限公司\n在线智能检测（磨辊缺陷在线检测）", Mode.AUTO),
        (3, "采矿、冶金、建筑专用设备制造", Mode.AUTO),
        (4, "兰州市永登县", Mode.AUTO),
        (5, "□先进级智能工厂\n□基础级智能工厂\n☑优秀应用场景", Mode.AUTO),
        (6, "☑离散型\n□流程型", Mode.ASK),
        (9, "主要产品为磨辊、辊套和衬板；年产磨辊1200套", Mode.ASK),
        (10, "系统：制造执行系统、企业资源计划\n网络：工业以太网\n使用情况：检测工位通过工业以太网接入车间网络", Mode.ASK),
        (11, "关键设备数控化率89.1%，关键设备联网率93.5%；全线关键设备46台，其中数控设备41台，已联网43台；堆焊机器人（3台）", Mode.ASK),
        (12, "1286.50万元", Mode.ASK),
        (13, "堆焊机器人（西安丙丁机器人有限公司）；测厚仪（西门子（中国）有限公司）；制造执行系统（自建）\n安全可控：待补", Mode.CLERK),
        (14, "堆焊机器人（西安丙丁机器人有限公司）；制造执行系统（自建）\n国产化：待补", Mode.CLERK),
        (15, "12345.67万元", Mode.AUTO),
        (16, "3级", Mode.AUTO),
        (17, "", Mode.AUTO),
        (18, "", Mode.CLERK),
    ],
)  # fmt: skip
def test_column(number: int, text: str, mode: Mode) -> None:
    """Each column of the made-up book."""
    cell = cell_of(number)
    assert (cell.text, cell.mode) == (text, mode)


def test_briefs_follow_the_templates() -> None:
    """Templates A and B; what is planned is not said as done."""
    company, project = fill(make_review()).rows[0].cells[6:8]
    assert company.text == (
        "兰州甲乙机械有限公司成立于2006年，位于兰州市永登县，主营矿山机械制造，主要产品为磨辊、辊套和衬板，年产磨辊1200套。"
        "2024年主营业务收入12345.67万元，资产总额26348.17万元。高新技术企业。"
    )
    assert project.text == (
        "围绕生产作业环节，投资1286.50万元建设在线智能检测场景（磨辊缺陷在线检测），2023年3月—2024年10月建成，"
        "单件检测时间由42分钟缩短到25分钟，缩短40.5%；质量损失率下降43.8%。"
    )


def test_every_cell_with_text_has_its_sources() -> None:
    """Only the number of the row and the empty columns come from nowhere."""
    cells = fill(make_review()).rows[0].cells
    assert [label for label, cell in zip(LABELS, cells, strict=True) if not cell.sources] == [
        LABELS[0],
        LABELS[16],
        LABELS[17],
    ]
    assert all(place.file and place.path and place.text for cell in cells for place in cell.sources)


@pytest.mark.parametrize("number", [2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
def test_nothing_in_the_book_is_left_to_the_clerk(number: int) -> None:
    """An empty book gives 待补 with a reason, never a guess."""
    cell = fill(make_review(base={})).rows[0].cells[number - 1]
    assert (cell.text, cell.mode, cell.missing) == (MISSING, Mode.CLERK, True)
    assert cell.remark


def test_without_industry_no_mode_is_ticked() -> None:
    """Both boxes stay empty and the cell counts as missing."""
    cell = cell_of(6, industry_major=None, industry_mid=None)
    assert (cell.text, cell.missing) == ("□离散型\n□流程型", True)


def test_two_scenes_of_one_company_are_two_rows() -> None:
    """One row a project."""
    other = {"scene_name": "车间智能排产", "t1[1].scene": "车间智能排产", "t2[1].instance_name": None}
    table = fill(make_review(), make_review(other, identity="id-2"))
    assert [row.cells[1].text for row in table.rows] == [
        "兰州甲乙机械有限公司\n在线智能检测（磨辊缺陷在线检测）",
        "兰州甲乙机械有限公司\n车间智能排产",
    ]
    assert [row.cells[0].text for row in table.rows] == ["1", "2"]


def test_rows_are_sorted_by_level_then_name() -> None:
    """先进级, 基础级, 优秀应用场景."""
    advanced = make_review({"project_name": "智能工厂"}, identity="4", form="GS-04")
    basic = make_review({"factory_name": "一号工厂", "cmmm_cert_level": "2级"}, identity="3", form="GS-03")
    later = make_review({"company_name": "张掖戊己有限公司"}, identity="5")
    table = fill(later, make_review(), basic, advanced)
    assert [row.submission for row in table.rows] == ["4", "3", "id-1", "5"]
    assert [row.cells[16].text for row in table.rows] == [MISSING, "是（2级）", "", ""]


def test_what_is_no_book_of_this_table_is_named() -> None:
    """A submission without a book is left out and said so; nothing vanishes silently."""
    table = fill(make_review(form=None, name="合同", identity="id-9"), make_review(), make_review())
    assert len(table.rows) == 1
    assert len(table.notes) == 2
    assert "合同" in table.notes[0]


def test_a_second_book_and_unread_papers_are_named() -> None:
    """Only one book of a submission is read into fields."""
    review = make_review()
    paper = review.submission.papers[0]
    papers = (
        paper,
        replace(paper, file="申报书2.docx"),
        replace(paper, file="扫描.pdf", kind="other", unread_pages=(2,)),
    )
    table = fill(replace(review, submission=replace(review.submission, papers=papers)))
    assert any("2份同类申报书" in note for note in table.notes)
    assert any("第2页没有文字层" in note for note in table.notes)


def test_sources_that_differ_are_marked_with_both_places() -> None:
    """The first in order is written, the other attached: cover against table, table against rival, prose against table."""
    name = cell_of(2, applicant="兰州甲乙机器有限公司")
    assert name.mode is Mode.ASK
    assert "兰州甲乙机器有限公司" in name.remark
    assert [p.path for p in name.sources][-1] == "t1/applicant"
    review = make_review()
    rival = Rival("2级", review.submission.fields[0].place)
    fields = tuple(replace(f, rivals=(rival,)) if f.key == "cmmm_self_level" else f for f in review.submission.fields)
    level = fill(replace(review, submission=replace(review.submission, fields=fields))).rows[0].cells[15]
    assert (level.text, level.mode, len(level.sources)) == ("3级", Mode.ASK, 2)


def test_statement_goes_before_the_table() -> None:
    """The statement's number is written and its conversion shown; the brief leaves the disputed number out."""
    same, other = cell_of(15, statement="123456700.00"), cell_of(15, statement="113456700.00")
    assert (same.text, same.mode) == ("12345.67万元", Mode.AUTO)
    assert (other.text, other.mode) == ("11345.67万元", Mode.ASK)
    assert "113456700.00元＝11345.67万元" in other.remark
    assert "主营业务收入" not in cell_of(7, statement="113456700.00").text


def test_prose_that_contradicts_the_table_is_marked() -> None:
    """The table cell goes before prose."""
    review = make_review()
    place = review.submission.passages[0].place.quoting("2024年主营业务收入2亿元")
    stated = Amount(Decimal("2e8"), "元", Decimal("1e8"), Source.PROSE)
    claim = Claim(place.text, "main_revenue", stated, place, "company", "2024")
    cell = fill(replace(review, submission=replace(review.submission, claims=(claim,)))).rows[0].cells[14]
    assert (cell.text, cell.mode) == ("12345.67万元", Mode.ASK)
    assert place in cell.sources


def test_findings_on_the_very_words_are_said() -> None:
    """A number that a rule contradicts does not pass as auto; its rule is named on the page of sources."""
    review = make_review()
    field = review.submission.field("main_revenue[2024]")
    assert field
    finding = Finding(Severity.E, "两处不一致，请核实。", (field.place,))
    cell = fill(replace(review, outcomes=(Outcome("A-15", State.FOUND, Severity.E, (finding,)),))).rows[0].cells[14]
    assert (cell.text, cell.mode) == ("12345.67万元", Mode.ASK)
    assert "A-15" in cell.remark


@pytest.mark.parametrize(
    ("value", "text", "shown"),
    [
        ("12345.67", "12,345.67", "12,345.67万元"),
        ("12345.60", "12345.60", "12345.60万元"),
        ("12345.67", "１２３４５．６７万元", "12345.67万元"),
        ("28100", "约2.81亿元", "约2.81亿元"),
        ("20000.00", "20000.00（审计后）", "20000.00万元(审计后)"),
    ],
)
def test_numbers_are_copied_as_printed(value: str, text: str, shown: str) -> None:
    """Never rounded, never converted; the unit word is written where the cell prints none."""
    assert cell_of(15, revenue_2024=(value, text)).text == shown


def test_last_year_is_the_year_before_the_declaration() -> None:
    """An earlier year's revenue is no answer, but is shown in the remark."""
    cell = cell_of(15, revenue_2024=None)
    assert (cell.text, "2023年：10345.60万元" in cell.remark) == (MISSING, True)


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2020-03/2022-08", MISSING),
        ("2020-03/2022-09", "1286.50万元"),
        ("2024-03/2025-12", MISSING),
        ("2024-03/", MISSING),
    ],
)
def test_investment_counts_within_three_years(period: str, text: str) -> None:
    """The period must end within the three years before the declaration; what is not finished is left to the clerk."""
    assert cell_of(12, build_period=period).text == text


def test_investment_said_in_prose_goes_first() -> None:
    """近三年…投资 is the column's own quantity; its hedge stays."""
    cell = cell_of(12, profile="近三年公司累计投入智能化改造资金约3200万元，研发投入9000万元。")
    assert cell.text == "约3200万元"


def test_code_without_name_takes_the_name_of_the_list() -> None:
    """GB/T 4754-2017; a code that is not there is left to the clerk."""
    assert (cell_of(3, industry_mid="351").text, cell_of(3, industry_mid="351").mode) == (
        "采矿、冶金、建筑专用设备制造",
        Mode.ASK,
    )
    assert cell_of(3, industry_mid="999").text == MISSING


def test_a_kpi_outside_its_limits_is_copied_and_said() -> None:
    """0.93 for 93 % is not corrected."""
    review = make_review()
    fields = (*(f for f in review.submission.fields if f.key != "kpi.G01"), make_field("kpi.G01", "0.93"))
    cell = fill(replace(review, submission=replace(review.submission, fields=fields))).rows[0].cells[10]
    assert "关键设备数控化率0.93%" in cell.text
    assert "不在常见范围内" in cell.remark


def test_the_table_is_found_as_people_type_it() -> None:
    assert fill_table("GS06", [], REFERENCE).rows == fill_table("GS-06", [], REFERENCE).rows


@pytest.mark.parametrize("form", ["GS-01", "GS-07", "GS-13", "FJ-03", "FJ-05", "GS-08", "GS-14", "", "gs-06"])
def test_other_tables_cannot_be_filled_yet(form: str) -> None:
    """BadData names what can be filled."""
    with pytest.raises(BadData, match=r"本版本尚不能填写.*可填：GS-06"):
        fill_table(form, [], REFERENCE)


def test_supported_tables() -> None:
    """Only the recommendation table for now."""
    assert FORMS == ("GS-06",)


def test_input_order_does_not_matter() -> None:
    """Equal reviews give an equal table."""
    second = make_review({**SCENE, "company_name": "乙方有限公司"}, identity="id-2")
    assert fill(make_review(), second) == fill(second, make_review())
