"""Certificates of a title on pictures are letters; other papers on pictures are not."""

from __future__ import annotations

import pytest

from extract.shown import read_awards
from model.document import Block, Document, Picture
from model.place import Place


def _document(*lines: str) -> Document:
    content = tuple(Block(text, Place("书.docx", f"para3/pic1/para{n}")) for n, text in enumerate(lines, 1))
    return Document(
        "书.docx",
        "docx",
        (Block("附件", Place("书.docx", "para2")), Picture(Place("书.docx", "para3"), content=content)),
        (),
        {},
    )


@pytest.mark.parametrize(
    ("lines", "letter"),
    [
        (("誉证书", "兰州甲陶瓷有限公司：", "被认定为2020年度甘肃省数字化车间。", "特发此证。"), True),
        (("认证证书", "兰州甲陶瓷有限公司", "认证范围：陶瓷制造", "特发此证"), False),
        (("成品看板", "今日产量 138吨"), False),
    ],
)
def test_awards(lines: tuple[str, ...], letter: bool) -> None:
    found = read_awards(_document(*lines))
    assert [one.text.replace(":", "：") for one in found] == (list(lines) if letter else [])
    assert {one.key for one in found} <= {"annex[pic1]"}
