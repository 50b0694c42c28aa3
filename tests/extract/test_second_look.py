"""What no reader found and stands in the book all the same: seen, and not called missing."""

from __future__ import annotations

import pytest

import corpora
from extract.numbers import NumberReader
from extract.second_look import find_headed, look_again
from extract.values import ValueReader
from model.document import Table
from model.place import Place
from model.submission import Blank, Field
from tests.extract.grids import document, grid

REFERENCE = corpora.load()
TEXT = "本项目对同类企业具有示范作用，已接待参观学习二十余次，相关做法在园区内推广。"


def seen(form_id: str, key: str, *nodes: Table | str, fields: tuple[Field, ...] = ()) -> str:
    form = REFERENCE.form(form_id)
    assert form
    reader = ValueReader(NumberReader(REFERENCE.lexicons), form.placeholders)
    blank = Blank(key, key, Place("书.docx", "para1"), printed=False)
    (found,) = look_again([blank], fields, document(*nodes).nodes, form, reader)
    return found.seen.text if found.seen else ""


@pytest.mark.parametrize(
    "head", ["第四篇——示范作用", "Ⅳ．示范作用", "【四】示范作用", "④ 项目的示范作用", "示范作用说明"]
)
def test_a_title_under_any_number_over_a_text_is_seen(head: str) -> None:
    assert seen("GS-04", "c4", "三、项目实施现状", TEXT, head, TEXT) == head


@pytest.mark.parametrize("below", [("附表1 场景描述", TEXT), ("三、项目实施现状", TEXT), ()])
def test_a_title_in_a_list_of_contents_or_over_nothing_is_not(below: tuple[str, ...]) -> None:
    assert seen("GS-04", "c4", "第四篇——示范作用……12", *below) == ""


def test_a_label_of_a_table_of_the_form_is_no_title_of_a_chapter() -> None:
    table = grid(f"示范作用 | {TEXT}\n企业名称 | 甘肃甲有限公司", 1)
    named = Field("company_name", "甘肃甲有限公司", "甘肃甲有限公司", Place("书.docx", "t1/r2c2"))
    assert seen("GS-04", "c4", table, fields=(named,)) == ""


@pytest.mark.parametrize(
    "table",
    [
        "联系人（手机） | 13909310011",
        "联系人的手机： | 13909310011",
        "联系人\\n手机13909310011 | ",
        "联系人：李某 手机：13909310011 |",
    ],
)
def test_a_label_in_one_cell_with_its_group_has_its_answer(table: str) -> None:
    assert "13909310011" in seen("GS-02", "contact_mobile", grid(table, 1))


@pytest.mark.parametrize(
    ("key", "table"),
    [
        ("contact_mobile", "联系人 | 手机 |  | 传真 | 0931-8880011"),
        ("contact_mobile", "联系人 | 姓名 | 李某\n负责人 | 手机 | 13909310011"),
        ("contact_mobile", "联系人（手机） | 邮箱"),
        ("credit_rating", "信用等级 | 成立时间"),
    ],
)
def test_an_empty_cell_or_that_of_another_person_has_none(key: str, table: str) -> None:
    assert seen("GS-02", key, grid(table, 1)) == ""


def test_the_answer_of_another_field_is_not_taken_twice() -> None:
    told = Field("equip_net", "4", "4", Place("书.docx", "t1/r1c2"))
    short = "自动化、智能化设备联网数 | 4 | 自动化、智能化设备联网数 | "
    assert seen("GS-03", "equip_net_pct", grid(short, 1), fields=(told,)) == ""
    assert seen("GS-03", "equip_net_pct", grid(f"{short}95", 1), fields=(told,)) == "95"


def test_a_paper_has_a_title_right_over_its_table() -> None:
    sheet = grid("项目 | 2024年\n资产总计 | 100", 1)
    assert [one.kind for one in find_headed(document("三、公司财务状况", "单位：万元", sheet).nodes)] == ["statements"]
    assert not list(find_headed(document("2.财务报表（见附件）", sheet).nodes))
    assert not list(find_headed(document("2.财务报表", "3.专利证书", sheet).nodes))
