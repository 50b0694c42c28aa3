"""The scenes of a printed form are read however the applicant drew the block; what is not its block is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.book import Book
from model.document import Table
from tests.extract.forms import read_as
from tests.extract.grids import grid, table_of

TITLE = "智能工厂包含的智能制造典型场景"
FIRST = "激光测径仪逐根检查线缆外径，超差自动停机，次品率由2.1%降到0.6%。"
SECOND = "叫料信号下达后AGV由线边库送到工位，备料时间由40分钟缩短到12分钟。"
COMPANY = grid(
    "企业名称 | 甲线缆有限公司 | 组织机构代码 | 91620100MA0000000X\n成立时间 | 2012年3月 | 详细地址 | 兰州市", 1
)
PROMISE = grid("申报单位真实性承诺 | 我单位申报的所有材料，均真实、完整，如有不实，愿承担相应的责任。", 9)


def read(*nodes: Table | str) -> Book:
    return read_as("GS-03", *nodes)


def scenes(book: Book) -> dict[str, str]:
    names = (key for key in book.fields if key.endswith(".name") and key.startswith("scenes["))
    return {book.fields[key].value: book.fields[key.replace("name", "desc")].value for key in names}


BLOCKS = {
    "short heads": [TITLE, table_of([["典型场景", "描述"], ["在线智能检测", FIRST], ["精准配送", SECOND]], 2)],
    "numbered rows": [
        table_of(
            [["序号", "场景名称", "场景描述（限300字）"], ["1", "在线智能检测", FIRST], ["2", "精准配送", SECOND]], 2
        )
    ],
    "all in one cell": [table_of([[TITLE, f"1.在线智能检测：{FIRST}\n2.精准配送：{SECOND}"]], 2)],
    "text on the next line": [
        table_of([[TITLE, f"（1）生产作业—在线智能检测\n{FIRST}\n\n（2）生产作业—精准配送\n{SECOND}"]], 2)
    ],
    "names and texts in a cell each": [
        table_of([["典型场景名称", "典型场景描述"], ["①在线智能检测\n②精准配送", f"①{FIRST}\n②{SECOND}"]], 2)
    ],
    "paragraphs": [TITLE, "场景一：在线智能检测", FIRST, "场景二：精准配送", SECOND],
    "a card for each": [
        table_of(
            [
                ["典型场景名称", "在线智能检测"],
                ["典型场景描述", FIRST],
                ["典型场景名称", "精准配送"],
                ["典型场景描述", SECOND],
            ],
            2,
        )
    ],
    "the title beside them": [
        grid(f"{TITLE} | 典型场景 | 典型场景描述\n^ | 在线智能检测 | {FIRST}\n^ | 精准配送 | {SECOND}", 2)
    ],
    "the title beside them, no heads": [grid(f"{TITLE} | 在线智能检测 | {FIRST}\n^ | 精准配送 | {SECOND}", 2)],
    "no heads": [TITLE, table_of([["在线智能检测", FIRST], ["精准配送", SECOND]], 2)],
    "link before the name": [
        table_of([["典型场景名称", "典型场景描述"], ["生产作业/在线智能检测", FIRST], ["生产作业/精准配送", SECOND]], 2)
    ],
    "link behind the name": [
        table_of(
            [
                ["典型场景名称", "典型场景描述"],
                ["1、在线智能检测（生产作业）", FIRST],
                ["2、精准配送（生产作业）", SECOND],
            ],
            2,
        )
    ],
    "a column for each": [
        TITLE,
        table_of(
            [
                ["", "典型场景1", "典型场景2"],
                ["典型场景名称", "在线智能检测", "精准配送"],
                ["场景描述（限300字）", FIRST, SECOND],
            ],
            2,
        ),
    ],
    "numbers for labels": [
        table_of([["典型场景1", "在线智能检测", FIRST], ["典型场景2", "精准配送", SECOND]], 2),
    ],
    "number and name in one cell": [
        table_of([["典型场景1\n在线智能检测", FIRST], ["典型场景2\n精准配送", SECOND]], 2),
    ],
    "number and name in one cell, in one line": [
        table_of([["场景一：在线智能检测", FIRST], ["场景二：精准配送", SECOND]], 2),
    ],
    "a number beside short labels": [
        grid(
            f"场景一 | 名称 | 在线智能检测\n^ | 环节 | 生产作业\n^ | 描述 | {FIRST}\n"
            f"场景二 | 名称 | 精准配送\n^ | 环节 | 生产作业\n^ | 描述 | {SECOND}",
            2,
        )
    ],
    "a number beside name and text": [
        grid(f"场景一 | 生产作业—在线智能检测\n^ | {FIRST}\n场景二 | 生产作业—精准配送\n^ | {SECOND}", 2)
    ],
    "the name in brackets before the text": [
        table_of([["典型场景1", f"【在线智能检测】{FIRST}"], ["典型场景2", f"【精准配送】{SECOND}"]], 2)
    ],
    "labelled paragraphs under bare numbers": [
        TITLE,
        "（一）典型场景1",
        "场景名称：在线智能检测",
        f"场景描述：{FIRST}",
        "（二）典型场景2",
        "场景名称：精准配送",
        f"场景描述：{SECOND}",
    ],
    "lines of a table without rules": [
        "序号 环节 典型场景名称 典型场景描述",
        f"1 生产作业 在线智能检测 {FIRST}",
        f"2 生产作业 精准配送 {SECOND}",
    ],
    "a row across for each": [
        table_of([[TITLE], [f"1.在线智能检测（生产作业环节）\n{FIRST}"], [f"2.精准配送（生产作业环节）\n{SECOND}"]], 2)
    ],
}


@pytest.mark.parametrize("block", BLOCKS)
def test_each_layout_gives_names_and_texts(block: str) -> None:
    found = scenes(read(COMPANY, *BLOCKS[block], PROMISE))  # type: ignore[misc]
    assert {name: text.replace(",", "，") for name, text in found.items()} == {
        "在线智能检测": FIRST,
        "精准配送": SECOND,
    }


def test_the_printed_block_left_empty_holds_no_scene() -> None:
    blank = table_of([[TITLE + "名称", "典型场景描述(不超过300字)"], ["典型场景1", ""], ["典型场景2", ""]], 2)
    book = read(COMPANY, blank, PROMISE)
    assert scenes(book) == {}
    assert "scenes" in book.blanks


def test_a_table_of_a_chapter_is_not_the_block() -> None:
    rows = [["典型场景", "描述"], ["在线智能检测", FIRST], ["精准配送", SECOND]]
    assert (
        scenes(read(COMPANY, PROMISE, "一、企业情况概述", "（一）申报单位概况", "公司有两个车间。", table_of(rows, 3)))
        == {}
    )


def test_the_block_ends_where_another_part_begins() -> None:
    rows = [
        [TITLE, f"1.在线智能检测：{FIRST}\n2.精准配送：{SECOND}"],
        ["企业简介", "公司以仓储智能管理见长，管理规范。"],
    ]
    book = read(COMPANY, table_of(rows, 2), PROMISE)
    assert list(scenes(book)) == ["在线智能检测", "精准配送"]
    assert book.fields["profile"].value == "公司以仓储智能管理见长,管理规范。"


def test_a_text_of_a_few_words_is_read() -> None:
    rows = grid(f"{TITLE} | 在线智能检测 | 装了相机，会报警。\n^ | 精准配送 | {SECOND}", 2)
    assert scenes(read(COMPANY, rows, PROMISE))["在线智能检测"] == "装了相机,会报警。"


def test_the_name_stays_whole_where_the_page_ends_behind_it() -> None:
    rows = [[TITLE + "名称", "典型场景描述"], ["在线智能检测", FIRST.rstrip("。")], ["精准配送（生产作业）", SECOND]]
    block = table_of([*rows, ["能源智能管控", "电表逐台装到回路，按班次排单耗。"]], 2)
    found = scenes(read(COMPANY, replace(block, seams=(2,)), PROMISE))
    assert list(found) == ["在线智能检测", "精准配送", "能源智能管控"]


def test_a_text_goes_on_behind_the_page_break() -> None:
    rows = [["典型场景1", "在线智能检测", FIRST[:20]], ["", "", FIRST[20:]], ["典型场景2", "精准配送", SECOND]]
    found = scenes(read(COMPANY, replace(table_of(rows, 2), seams=(1,)), PROMISE))
    assert found["在线智能检测"].replace(",", "，") == FIRST


def test_numbers_of_other_things_begin_no_scene() -> None:
    rows = [["场景1", "负责人", "张工"], ["场景2", "负责人", "李工"], ["场景3", "投资", "320万元"]]
    assert scenes(read(COMPANY, table_of(rows, 2), PROMISE)) == {}


def test_an_own_name_among_scenes_of_the_guide_is_read() -> None:
    rows = [["场景1", "在线智能检测", FIRST], ["场景2", "绞线张力闭环", SECOND]]
    assert list(scenes(read(COMPANY, table_of(rows, 2), PROMISE))) == ["在线智能检测", "绞线张力闭环"]
