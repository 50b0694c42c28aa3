"""Captions: where the unit of a table of figures stands outside it: above it, below it, once for the whole paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.statements.heads import find_unit
from model.document import Block, Node, Table
from model.text import squash

#: A caption is no longer; a sentence that says the unit may be. Lines above a table among which its caption stands.
_CAPTION, _SENTENCE, _ABOVE = 60, 160, 3
_FOR_ALL = re.compile(
    r"除.{0,12}(?:注明|说明)|(?:本(?:申报)?(?:书|报告|材料)|全文|文中|各表)[^,，]{0,16}(?:金额|货币|财务|数据|单位)"
)
_NOTE = re.compile(r"^[(]?(?:附?注|备注|说明|单位|金额|以上|上表|上述|表中|数据|本表|货币|计量)")


def find_unit_lines(nodes: Sequence[Node], index: int) -> tuple[Block, ...]:
    """The lines right above the table at `index` down from the one that says its unit; else the sentence that says it
    for the whole paper; () where none does."""
    near: list[Block] = []
    for node in reversed(nodes[max(0, index - _ABOVE) : index]):
        if not isinstance(node, Block):
            break
        near.insert(0, node)
        if _says(node.text):
            return tuple(near)
        if len(node.text) > _SENTENCE:
            break
    said = (node for node in nodes if isinstance(node, Block) and find_unit_for_all(node.text))
    return tuple(replace(node, place=nodes[index].place) for node in [*said][:1])


def find_unit_for_all(text: str) -> str:
    """除特别注明外，金额单位均为人民币元, 本申报书财务数据单位均为万元: the unit said once for a whole paper, or ""."""
    if "单位" not in text or "元" not in text:
        return ""
    parts = (part for part in re.split(r"[。；;]", squash(text)) if _FOR_ALL.search(part))
    return next((unit for part in parts if (unit := find_unit(part))), "")


def find_unit_below(nodes: Sequence[Node], table: Table) -> str:
    """注：以上金额单位为万元, right below the table (and above no other) or in its last rows."""
    for cell in table.cells:
        if cell.row >= table.rows - 2 and (unit := _noted(cell.text)):
            return unit
    at = next((n for n, node in enumerate(nodes) if node is table), len(nodes))
    below = [*nodes[at + 1 : at + 3]]
    if not below or not isinstance(below[0], Block) or isinstance(below[-1], Table):
        return ""
    return _noted(below[0].text)


def _says(text: str) -> bool:
    return len(text) <= (_SENTENCE if "单位" in text else _CAPTION) and bool(find_unit(text))


def _noted(text: str) -> str:
    flat = squash(text) if "元" in text and len(text) <= _SENTENCE else ""
    return find_unit(flat) if _NOTE.match(flat) else ""
