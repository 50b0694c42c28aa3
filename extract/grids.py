"""Tables as they are drawn, for rules that add up their rows: those of the book and of papers, but of no statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from model.document import Block, Cell, Document, Table
from model.submission import Grid
from model.text import half_width, squash

#: A caption is a short line.
_LONGEST_CAPTION = 60
#: A line of a filing that tells sums: 总投资6,480万元，其中固定资产投资5,260万元.
_MONEY = re.compile(r"(?:投资|资金)[^。；;]*\d[\d,]*(?:\.\d+)?[亿万]元")
_FEWEST, _MOST = 2, 120
#: What the form asks for behind a heading, （与实施前的效果比较，……）, is no name of the table below it.
_HINT = re.compile(r"[(（][^()（）]{20,}[)）]$")
#: The unit of a table stands in its title or in a line below it: 投资明细（万元） over 建设单位：….
_UNIT = re.compile(r"(?<![\u4e00-\u9fff])单位[:：]|[(（](?:单位[:：]?)?[亿万千]?元[)）]")
_LINES_ABOVE = 3


def read_grids(documents: Iterable[tuple[Document, bool]]) -> Iterator[Grid]:
    """`documents`: each with whether it is the book itself."""
    for document, own in documents:
        above: list[str] = []
        for node in document.nodes:
            if isinstance(node, Block):
                text = half_width(node.text.strip())
                if squash(text):
                    above = [*above[-_LINES_ABOVE + 1 :], text] if len(text) <= _LONGEST_CAPTION else []
                if not own and _MONEY.search(text):
                    yield Grid(document.file, own, "", ((Cell(0, 0, text, node.place),),), node.place)
            elif isinstance(node, Table):
                rows = tuple(tuple(line) for line in node.lines() if any(squash(cell.text) for cell in line))
                if _FEWEST <= len(rows) <= _MOST:
                    yield Grid(document.file, own, _caption(above), rows, node.place)
                above = []


def _caption(above: list[str]) -> str:
    """The last line above the table, with the line above it that tells the unit where the last does not."""
    if not above or _UNIT.search(above[-1]):
        return above[-1] if above else ""
    return " ".join([*(line for line in above[:-1] if _UNIT.search(line)), bare_caption(above[-1])])


def bare_caption(text: str) -> str:
    return _HINT.sub("", text.strip())
