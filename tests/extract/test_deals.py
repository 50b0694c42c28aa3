"""A contract about a book is no book, although it names the book's title and chapters."""

from __future__ import annotations

import pytest

from tests.extract.grids import grid
from tests.extract.test_free_books import submit

CHAPTERS = ["一、申报单位基本信息", "二、智能工厂基本情况", "三、智能工厂场景建设情况", "四、智能工厂建设成效"]


@pytest.mark.parametrize(
    "heads",
    [
        ("技术咨询服务合同", "项目名称：卓越级智能工厂项目申报材料编制"),
        ("卓越级智能工厂项目申报书编制委托协议（2025年）", "合同编号：ZX-2025-08"),
        ("卓越级智能工厂项目申报材料", "委托方（甲方）：甘肃甲有限公司", "受托方（乙方）：兰州乙咨询有限公司"),
    ],
)
def test_a_contract_is_no_book(heads: tuple[str, ...]) -> None:
    found = submit(*heads, "乙方为甲方编制卓越级智能工厂项目申报书，内容包括：", *CHAPTERS)
    assert found.form is None


def test_a_book_that_names_contracts_is_a_book() -> None:
    found = submit("卓越级智能工厂项目申报书", grid("申报单位 | 甘肃甲有限公司"), *CHAPTERS, "附件3 设备采购合同")
    assert found.form == "GS-12"
