"""The book's own list of annexes is read entry by entry, wherever it breaks."""

from __future__ import annotations

from extract.annex_list import read_annex_list
from tests.extract.grids import document


def entries(*nodes: str) -> list[str]:
    return [one.text for one in read_annex_list(document(*nodes))]


def test_entries_in_paragraphs_of_their_own() -> None:
    assert entries("四、相关附件", "1.营业执照；", "2.企业财务报表（本次未", "附）；", "附表1 场景描述") == [
        "营业执照;", "企业财务报表(本次未附);",
    ]  # fmt: skip


def test_entries_in_the_paragraph_of_the_heading() -> None:
    assert entries("附件清单\n（一）营业执照\n（二）审计报告") == ["营业执照", "审计报告"]


def test_a_heading_numbered_without_its_mark() -> None:
    assert entries("五章 申报附件目录", "1.营业执照；", "2.专利证书") == ["营业执照;", "专利证书"]
    assert entries("Ⅳ 附件清单", "1.营业执照") == ["营业执照"]
    assert entries("五章 附件制作要求", "1.一律用A4纸") == []


def test_a_sentence_about_annexes_is_no_list() -> None:
    assert entries("相关附件见书后，请一并审阅。", "1.营业执照") == []
    assert entries("四、相关附件", "均另行报送。") == []
