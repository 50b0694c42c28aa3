"""The scene book is read by its YAML, whatever the layout quirk (forms.md P1–P17)."""

from __future__ import annotations

from extract.book import Book
from model.document import Table
from tests.extract.forms import REFERENCE, read_as
from tests.extract.grids import grid

FORM = REFERENCE.forms[0]


def read(*nodes: Table | str) -> Book:
    """The book made of these nodes."""
    return read_as("GS-02", *nodes)


def values(book: Book, *keys: str) -> tuple[str | None, ...]:
    return tuple(book.fields[key].value if key in book.fields else None for key in keys)


HEAD = "企业名称 | 甘肃甲公司 | < | <\n统一社会信用代码 | 91620100MA71AB1234 | 成立时间 | 2008年5月\n"


def test_cover_lines_with_underlined_blanks() -> None:
    """Label and value in one line, value in the next line, two labels in one line."""
    book = read("甘肃省智能制造优秀场景申报书", "申报单位（盖章）____甘肃甲公司____", "场景名称", "在线智能检测",
                "建设地址：兰州市七里河区  申报日期：2025.8.20", grid(HEAD))  # fmt: skip
    got = values(book, "applicant", "cover_scene_name", "build_address", "declare_date")
    assert got == ("甘肃甲公司", "在线智能检测", "兰州市七里河区", "2025-08-20")


def test_groups_tell_equal_labels_apart() -> None:
    """姓名 and 电话 of the legal person, the contact, and the vendor's contact."""
    book = read(grid(
        HEAD + "法人代表/负责人 | 姓名 | 王甲 | 电话 | 0931-1111111\n联系人 | 姓名 | 李乙 | 电话 | 0931-2222222\n"
        "^ | 职务 | 主任 | 手机 | 13900000000\n应用建设系统解决方案供应商名称 | 兰州丙公司 | < | < | <\n^ | 联系人 | 赵丙 | 联系电话 | 13800000000"
    ))  # fmt: skip
    got = values(
        book,
        "legal_rep_name",
        "legal_rep_phone",
        "contact_name",
        "contact_mobile",
        "vendors",
        "vendor_contact",
        "vendor_phone",
    )
    assert got == ("王甲", "0931-1111111", "李乙", "13900000000", "兰州丙公司", "赵丙", "13800000000")


def test_a_group_printed_with_its_first_label_rules_the_row() -> None:
    """法人代表/负责人姓名 | … | 电话 | …: the phone is the same person's, the row below goes on with the contact's."""
    book = read(grid(
        HEAD + "法人代表/负责人姓名 | 王甲 | 电话 | 0931-1111111\n联系人姓名 | 李乙 | 电话 | 0931-2222222\n"
        "职务 | 主任 | 手机 | 13900000000"
    ))  # fmt: skip
    got = values(book, "legal_rep_phone", "contact_name", "contact_phone", "contact_mobile")
    assert got == ("0931-1111111", "李乙", "0931-2222222", "13900000000")


def test_a_lost_merge_leaves_empty_group_cells() -> None:
    """P4: a row that starts empty inherits the group above it."""
    book = read(grid(HEAD + "联系人 | 姓名 | 李乙 | 电话 | 0931-2222222\n | 传真 | 无 | 邮箱 | a@b.cn\n"
                     "系统解决方案供应商名称 | 兰州丙公司 | < | < | <\n | 联系人 | 赵丙 | 联系电话 | 13800000000"))  # fmt: skip
    assert values(book, "contact_fax", "contact_email", "vendor_contact", "vendor_phone") == (
        None,
        "a@b.cn",
        "赵丙",
        "13800000000",
    )


def test_years_descending_and_vertical_labels() -> None:
    """P1, P14: values follow their year column; year_1 is the earliest."""
    book = read(
        grid(
            HEAD
            + "近三年发展情况 | 2024年 | 2023年度 | 2022\n资产\\n总额（万元） | 300 | 200 | 100\n资产负债率（%) | 30% | 20 | 10"
        )
    )
    got = values(book, "year_1", "year_3", "total_assets[2024]", "total_assets[2022]", "debt_ratio[2023]")
    assert got == ("2022", "2024", "300", "100", "20")


def test_a_blank_corner_before_the_years_is_no_year() -> None:
    """Three filled years are all that the form asks: a blank cell before or behind them is none of them."""
    for head in ("近三年发展情况 | | 2022年 | 2023年 | 2024年", "近三年发展情况 | 2022年 | 2023年 | 2024年 |"):
        row = "资产总额（万元） | | 100 | 200 | 300" if "| |" in head else "资产总额（万元） | 100 | 200 | 300 |"
        book = read("申报日期 2025年8月", grid(HEAD + f"{head}\n{row}"))
        got = values(book, "year_1", "year_3", "total_assets[2022]", "total_assets[2024]")
        assert (got, [key for key in book.blanks if key.startswith("year")]) == (("2022", "2024", "100", "300"), [])


def test_a_year_head_left_blank_among_the_three_is_missing() -> None:
    """Two filled years and a blank cell: the third year is asked for."""
    book = read(
        "申报日期 2025年8月", grid(HEAD + "近三年发展情况 | | 2023年 | 2024年\n资产总额（万元） | 100 | 200 | 300")
    )
    assert [key for key in book.blanks if key.startswith("year")] != []


def test_unreadable_year_heads_are_inferred_and_less_sure() -> None:
    """P14: the three years before the declaration."""
    book = read(
        "申报日期 2025年8月",
        grid(HEAD + "近三年发展情况 | 20**年 | 20**年 | 20**年\n资产总额（万元） | 100 | 200 | 300"),
    )
    field = book.fields["total_assets[2024]"]
    assert (field.value, field.confidence < 0.8, "year_1" in book.blanks) == ("300", True, True)


def test_industry_cells_behind_one_label() -> None:
    """Hints kept, appended to or overwritten; the three cells answer in order."""
    book = read(grid(HEAD + "所属行业 | C制造业 | 行业大类（行业代码大类+名称）\\n34通用设备制造业 | 行业中类：344泵"))
    assert values(book, "industry_section", "industry_major", "industry_mid") == (
        "C制造业",
        "34通用设备制造业",
        "344泵",
    )


def test_value_below_its_label() -> None:
    """A row of labels above a row of values."""
    book = read(
        grid(
            HEAD
            + "环节名称 | 场景名称 | 应用建设投资（万元） | 应用建设起止日期\n生产作业 | 在线智能检测 | 1,280.5 | 2023.5-2024.6"
        )
    )
    assert values(book, "link_name", "scene_name", "build_investment", "build_period") == (
        "生产作业", "在线智能检测", "1280.5", "2023-05/2024-06")  # fmt: skip


def test_accident_name_inside_its_cell() -> None:
    """是（事故名称：…）."""
    book = read(
        grid(HEAD + "企业近三年是否发生过重大安全生产事故、重大环境事故 | ☑是（事故名称：配电室火灾） □否 | < | <")
    )
    assert values(book, "accident_3y", "accident_name") == ("是", "配电室火灾")


def test_empty_fields_are_blanks_with_a_place_and_never_values() -> None:
    """Nothing is invented where the form is empty."""
    book = read(
        grid(
            HEAD + "信用等级 |  | < | <\n企业简介 | （发展历程、主营业务、市场份额等方面基本情况，不超过500字） | < | <"
        )
    )
    assert values(book, "credit_rating", "profile") == (None, None)
    assert (book.blanks["credit_rating"].printed, book.blanks["profile"].text[:5]) == (True, "（发展历程")
    assert (book.blanks["scene_name"].printed, book.blanks["scene_name"].place.path) == (False, "t1")


T1 = ("序号 | 环节名称 | 场景名称 | 应用描述（结合要素条件进行描述，300字以内，可配图） | 解决的痛点问题描述（300字以内） | "
      "采用的技术方案（包括供应商）（300字以内，可以配图） | 已实施成效（最好通过量化指标描述，300字以内） | 经济性和可推广性\n")  # fmt: skip
EXAMPLE = next(part.example for part in FORM.parts if part.repeat == "t1")


def test_the_printed_example_row_is_dropped() -> None:
    """P11."""
    example = f"示例 | {EXAMPLE['t1.link']} | {EXAMPLE['t1.scene']} | {EXAMPLE['t1.application']} | {EXAMPLE['t1.pain']} | x | y | z\n"
    book = read(grid(HEAD), "附表1", grid(T1 + example + "1 | 生产作业 | 质量精准追溯 | 甲 | 乙 | 丙 | 丁 | 戊", 2))
    assert values(book, "t1[1].scene", "t1[2].scene") == ("质量精准追溯", None)


def test_a_row_cut_by_a_page_break_is_joined() -> None:
    """The rest of the row stands on the next page, without number and names."""
    book = read(
        grid(HEAD),
        grid(T1 + "1 | 生产作业 | 质量精准追溯 | 甲一 | 乙 | 丙 | 丁 | 戊\n |  |  | 甲二 |  |  |  | ", 2, seams=(2,)),
    )
    assert values(book, "t1[1].application", "t1[2].application") == ("甲一甲二", None)


def test_a_row_whose_name_the_page_break_cut_is_joined_where_rows_are_numbered() -> None:
    """A row of its own has a number as those above have."""
    row = "1 | 生产作业 | 质量分析与 | 甲一 | 乙 | 丙 | 丁 | 戊\n"
    cut = read(grid(HEAD), grid(T1 + row + " |  | 改进 | 甲二 |  |  |  | ", 2, seams=(2,)))
    whole = read(grid(HEAD), grid(T1 + row + "2 |  | 工艺动态优化 | 甲二 |  |  |  | ", 2, seams=(2,)))
    bare = read(grid(HEAD), grid(T1 + row.replace("1", "", 1) + " |  | 工艺动态优化 | 甲二 |  |  |  | ", 2, seams=(2,)))
    assert values(cut, "t1[1].scene", "t1[1].application", "t1[2].scene") == ("质量分析与改进", "甲一甲二", None)
    assert values(whole, "t1[1].scene", "t1[2].scene") == ("质量分析与", "工艺动态优化")
    assert values(bare, "t1[1].scene", "t1[2].scene") == ("质量分析与", "工艺动态优化")


def test_annex_one_turned_on_its_side() -> None:
    """Applicants print the eleven columns as rows of a portrait table."""
    side = "环节名称 | 生产作业\n场景名称 | 质量精准追溯\n应用描述 | 甲\n解决的痛点问题描述 | 乙\n采用的技术方案 | 丙\n已实施成效 | 丁"
    book = read(grid(HEAD), "附表1", grid(side, 2))
    assert values(book, "t1[1].scene", "t1[1].effect") == ("质量精准追溯", "丁")


def test_annex_two_sub_tables() -> None:
    """Instances, equipment and software rows; hint rows dropped."""
    text = ("具体场景实例名称（与附表1表格对应） | 一模一码追溯 | < | < | <\n关键装备种类 | 名称 | 规格/型号 | 供应商 | 备注\n"
            "智能检测与装配装备 | 读码相机 | PM-600 | 兰州丙公司 | 6套\n关键软件种类 | 名称 | 规格/型号 | 供应商 | \n"
            "行业专用类 | 追溯平台 | V2 | 兰州丙公司 | \n工艺名称 | 应用描述 | < | < | \n（可填写多个） |  | < | < | ")  # fmt: skip
    book = read(grid(HEAD), grid(text, 3))
    got = values(
        book, "t2[1].instance_name", "t2[1].equipment[1].name", "t2[1].software[1].vendor", "t2[1].process[1].name"
    )
    assert got == ("一模一码追溯", "读码相机", "兰州丙公司", None)
    assert "t2[1].process[1].name" not in book.blanks


def test_a_hint_row_behind_rows_that_are_filled() -> None:
    """Somebody added rows and forgot the printed one: its hint was left."""
    text = ("具体场景实例名称（与附表1表格对应） | 一模一码追溯 | < | < | <\n工艺名称 | 应用描述 | < | < | \n"
            "热处理 | 炉温分区调节 | < | < | \n（可填写多个） |  | < | < | \n技术名称 | 应用描述 | < | < | \n（可填写多个） |  | < | < | ")  # fmt: skip
    book = read(grid(HEAD), grid(text, 3))
    assert book.blanks["t2[1].process[2].name"].text == "（可填写多个）"
    assert "t2[1].technology[1].name" not in book.blanks


def test_chapters_with_other_numbering_inline_headings_and_hints() -> None:
    """Numbering varies, a heading may share its paragraph with text, printed hints do not count."""
    hint = FORM.field("scheme_text").hints[0]  # type: ignore[union-attr]
    book = read(grid(HEAD), "第二章 场景建设方案及情况", hint, "公司建成检测线。", "2.1 建设方案", "采用机器视觉。", "三、下一步提升和推广计划",
                "（一）提升计划：2026年扩展到二车间。（二）推广应用计划", "向省内推广。", "四、相关附件", "1.企业法人营业执照；")  # fmt: skip
    got = values(book, "scheme_text", "improve_plan", "promote_plan")
    assert got == ("公司建成检测线。\n2.1 建设方案\n采用机器视觉。", "2026年扩展到二车间。", "向省内推广。")
    assert len(book.fields["scheme_text"].residue) == 1


def test_a_group_over_a_row_of_labels_and_a_row_of_values() -> None:
    """法人代表 merged over two rows: labels above, values below."""
    book = read(grid(HEAD + "法人代表/负责人 | 姓名 | < | 电话\n^ | 王甲 | < | 0931-1111111"))
    assert values(book, "legal_rep_name", "legal_rep_phone") == ("王甲", "0931-1111111")


def test_the_last_label_does_not_take_the_next_part_for_its_value() -> None:
    """（其他成效指标） left empty above the commitment, whose label may be cut by a page break."""
    book = read(grid(HEAD + "整体成效 | （其他成效指标） | < | <\n真实性 | 我单位申报的所有材料，均真实、完整 | < | <"))
    assert values(book, "kpi.G19") == (None,)


def test_years_without_the_label_before_them() -> None:
    """A blank cell before 2024年 | 2023年 … hides no order of the columns; a row of other words is no head."""
    rows = "资产总额（万元） | 900 | 800 | 700\n主营业务收入（万元） | 90 | 80 | 70"
    falling = read(grid(HEAD + " | 2024年 | 2023年 | 2022年\n" + rows))
    keys = ("year_1", "total_assets[2024]", "total_assets[2022]")
    assert values(falling, *keys) == ("2022", "900", "700")
    words = read(grid(HEAD + " | 2024年预算 | 审计数 | 快报\n" + rows))
    assert values(words, "year_1") == (None,)
