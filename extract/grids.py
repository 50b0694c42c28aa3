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


def read_grids(documents: Iterable[tuple[Document, bool]]) -> Iterator[Grid]:
    """`documents`: each with whether it is the book itself."""
    for document, own in documents:
        above = ""
        for node in document.nodes:
            if isinstance(node, Block):
                text = half_width(node.text.strip())
                if squash(text):
                    above = text if len(text) <= _LONGEST_CAPTION else ""
                if not own and _MONEY.search(text):
                    yield Grid(document.file, own, "", ((Cell(0, 0, text, node.place),),), node.place)
            elif isinstance(node, Table):
                rows = tuple(tuple(line) for line in node.lines() if any(squash(cell.text) for cell in line))
                if _FEWEST <= len(rows) <= _MOST:
                    yield Grid(document.file, own, above, rows, node.place)
                above = ""
