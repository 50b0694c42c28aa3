"""Owners: whose statements they are: 编制单位：甘肃甲有限公司 or a credit code above or below them, as facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.document import Block, Document, Table
from model.place import Place
from model.submission import Field
from model.text import half_width, squash

#: Rows of a table in which its head may stand.
_HEAD_ROWS = 4
_OWNER = re.compile(
    r"(?:编制|编报|填报|报表|会计)\s*单位\s*(?:名称)?\s*(?:\([^()]{0,8}\))?\s*[::]\s*"
    r"(?P<name>[\u4e00-\u9fff()·A-Za-z0-9]{3,40}?(?:公司|集团|厂|合作社|研究院|研究所|中心|矿|场|社))"
    r"(?=[^\u4e00-\u9fff]|单位|金额|会企|报表|编制|年度|$)"
)
#: 纳税人识别号(统一社会信用代码)：91620… in the head of the tax office's sheets. Digits and letters may be spaced.
_CODE = re.compile(
    r"(?:统一社会信用代码|社会信用代码|纳税人识别号)\s*(?:[(/][^():]{0,12}\)?)?\s*[::]?\s*"
    r"(?P<code>[0-9A-Z](?:\s?[0-9A-Z]){17})(?!\s?[0-9A-Za-z])"
)


def read_owners(document: Document) -> tuple[Field, ...]:
    """Each name and code once: `statements.company_name`, `statements[2].company_name`, `statements.uscc` …"""
    found: dict[str, Field] = {}
    codes: dict[str, Field] = {}
    for text, place in _lines(document):
        for match in _OWNER.finditer(half_width(text)):
            name = match["name"]
            number = len(found) + 1
            key = "statements.company_name" if number == 1 else f"statements[{number}].company_name"
            found.setdefault(name, Field(key, name, name, place.quoting(match[0]), "name", confidence=0.95))
        for match in _CODE.finditer(half_width(text).upper()):
            code = squash(match["code"])
            key = f"statements[{len(codes) + 1}].uscc" if codes else "statements.uscc"
            quote = text[match.start() : match.end()]
            codes.setdefault(code, Field(key, code, match["code"], place.quoting(quote), "uscc", confidence=0.95))
    return (*found.values(), *codes.values())


def _lines(document: Document) -> Iterator[tuple[str, Place]]:
    for node in document.nodes:
        if isinstance(node, Block):
            for line in node.text.splitlines():
                yield line, node.place
        elif isinstance(node, Table):
            for cell in node.cells:
                if cell.row < _HEAD_ROWS or cell.row >= node.rows - _HEAD_ROWS:
                    yield cell.text, cell.place
