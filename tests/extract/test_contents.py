"""A list of contents typed by hand is no part of the book, and its last line opens no annexes."""

from __future__ import annotations

from extract.contents import without_contents
from model.document import Block
from tests.extract.grids import document
from tests.extract.test_free_books import submit

HEADS = (
    "第一部分 申报单位基本信息",
    "第二部分 智能工厂基本情况",
    "第三部分 智能工厂场景建设情况",
    "第四部分 智能工厂建设成效",
)


def kept(*lines: str) -> list[str]:
    return [node.text for node in without_contents(document(*lines).nodes) if isinstance(node, Block)]


def test_a_typed_list_that_names_annexes_hides_no_chapter() -> None:
    """附件 in the list: all chapters behind it are the book's."""
    found = submit(
        "卓越级智能工厂申报书", "目  录", *HEADS, "附  件",
        HEADS[0], "公司主营泵阀铸件，现有员工420人。",
        HEADS[1], "一、概况", "工厂建有三条造型线。",
        HEADS[2], "浇注线装有视觉检测。",
        HEADS[3], "铸件废品率由5.1%降至2.4%。",
        "附件", "附件1 获奖名单",
    )  # fmt: skip
    assert [f.key for f in found.fields if f.key in ("b1", "b2", "b3", "b4")] == ["b1", "b2", "b3", "b4"]
    assert found.field("front") is None or "第一部分" not in found.field("front").value  # type: ignore[union-attr]


def test_lists_with_sections_and_pages_end_where_their_first_line_comes_again() -> None:
    assert kept("书名", "目录", "一、概况……1", "1.沿革 2", "二、产线……9", "附件……30", "一、概况", "甲厂建于2001年。") == [
        "书名", "一、概况", "甲厂建于2001年。",
    ]  # fmt: skip


def test_what_is_no_list_stays() -> None:
    """Sentences under the word, a list whose lines do not come again, and two lines."""
    for lines in (
        ("目录", "本书按照要求编制，共四个部分。", "一、概况", "一、概况"),
        ("目录", "一、概况", "二、产线", "三、成效", "甲厂建于2001年。"),
        ("目录", "一、概况", "二、产线", "一、概况", "甲厂建于2001年。"),
    ):
        assert kept(*lines) == list(lines)
