"""字数 and folding of printed Chinese."""

from __future__ import annotations

import pytest

from model.text import count_words, half_width, squash


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("建设完成后，效率提升30%。", 12),
        ("MES 系统", 3),
        ("（一）ERP与PLM集成", 8),
        ("", 0),
        ("2025年8月20日", 6),
        ("“智改数转”", 6),
    ],
)
def test_words_as_word_counts_them(text: str, words: int) -> None:
    """Each Chinese character or sign is one, each run of letters and digits is one."""
    assert count_words(text) == words


def test_folding_changes_width_and_blanks_only() -> None:
    """CO₂ and quotes stay."""
    assert (half_width("（％）Ａ１　"), squash(" 姓　 名\n（CO₂）“甲”")) == ("(%)A1 ", "姓名(CO₂)“甲”")
