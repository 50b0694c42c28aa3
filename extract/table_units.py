"""Table units: the unit of money that a table tells once for its figures, in its corner, above it or in a column."""

from __future__ import annotations

import re

from extract.text import core, money_unit
from model.document import Block, Document, Table
from model.place import Place
from model.text import half_width, squash

_ABOVE = re.compile(r"单位:(?:人民币)?(?P<unit>亿元|百万元|万元|千元|元)[)\]]?$")
#: What heads the names of the rows: no label of a figure.
_CORNER = re.compile(r"(?:[\u4e00-\u9fff]{0,6}(?:指标|项目|科目|年度|年份|名称|内容))?")
_UNITS = re.compile(r"(?:计量|金额)?单位")
_ALONE = re.compile(r"亿元|百万元|万元|千元|元")


def unit_of_table(document: Document, place: Place) -> str:
    """For a cell at `place`; "" where its table tells none."""
    before = ""
    for node in document.nodes:
        if isinstance(node, Table) and place.path.startswith(f"{node.place.path}/"):
            return _in_column(node, place) or _in_corner(node) or before
        above = _ABOVE.search(squash(node.text)) if isinstance(node, Block) else None
        before = above["unit"] if above else ""
    return ""


def _in_corner(table: Table) -> str:
    corner = next((cell.text for cell in table.cells if (cell.row, cell.col) == (0, 0)), "")
    return money_unit(corner) if _CORNER.fullmatch(core(half_width(corner))) else ""


def _in_column(table: Table, place: Place) -> str:
    own = next((cell for cell in table.cells if cell.place.path == place.path), None)
    over = next((cell for cell in table.cells if cell.row == 0 and _UNITS.fullmatch(squash(cell.text))), None)
    if own is None or over is None:
        return ""
    beside = next((squash(c.text) for c in table.cells if (c.row, c.col) == (own.row, over.col)), "")
    return beside if _ALONE.fullmatch(beside) else ""
