"""Owners: whose statements they are: 编制单位：甘肃甲有限公司 above or below them, as facts with places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.document import Block, Document, Table
from model.place import Place
from model.submission import Field
from model.text import half_width

#: Rows of a table in which its head may stand.
_HEAD_ROWS = 4
_OWNER = re.compile(
    r"(?:编制|编报|填报|报表|会计)\s*单位\s*(?:名称)?\s*(?:\([^()]{0,8}\))?\s*[::]\s*"
    r"(?P<name>[\u4e00-\u9fff()·A-Za-z0-9]{3,40}?(?:公司|集团|厂|合作社|研究院|研究所|中心|矿|场|社))"
    r"(?=[^\u4e00-\u9fff]|单位|金额|会企|报表|编制|年度|$)"
)


def read_owners(document: Document) -> tuple[Field, ...]:
    """Each name once: `statements.company_name`, `statements[2].company_name` …"""
    found: dict[str, Field] = {}
    for text, place in _lines(document):
        for match in _OWNER.finditer(half_width(text)):
            name = match["name"]
            number = len(found) + 1
            key = "statements.company_name" if number == 1 else f"statements[{number}].company_name"
            found.setdefault(name, Field(key, name, name, place.quoting(match[0]), "name", confidence=0.95))
    return tuple(found.values())


def _lines(document: Document) -> Iterator[tuple[str, Place]]:
    for node in document.nodes:
        if isinstance(node, Block):
            for line in node.text.splitlines():
                yield line, node.place
        elif isinstance(node, Table):
            for cell in node.cells:
                if cell.row < _HEAD_ROWS or cell.row >= node.rows - _HEAD_ROWS:
                    yield cell.text, cell.place
