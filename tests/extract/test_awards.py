"""Certificates of a title on pictures are letters; other papers on pictures are not."""

from __future__ import annotations

import pytest

from extract.screens import is_letter
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


@pytest.mark.parametrize(
    ("kind", "lines", "letter"),
    [
        ("certificate", ("省级质量标杆认定通知", "现将2022年度名单予以公布。", "3. 兰州甲陶瓷有限公司"), True),
        ("other", ("关于公布2022年数字化车间名单的通知", "3. 兰州甲陶瓷有限公司"), True),
        ("certificate", ("质量管理体系认证证书", "兰州甲陶瓷有限公司", "认证范围：陶瓷制造"), False),
        ("other", ("成品看板", "今日产量 138吨"), False),
    ],
)
def test_a_picture_that_grants_a_title_is_a_letter(kind: str, lines: tuple[str, ...], letter: bool) -> None:
    nodes = tuple(Block(text, Place("图.png", f"p1/para{n}", 1)) for n, text in enumerate(lines, 1))
    assert is_letter(Document("图.png", "picture", nodes, (), {}), kind) is letter
