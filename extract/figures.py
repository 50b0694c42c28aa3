"""Figures: the pictures of a paper with the captions that stand below (or above) them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.document import Block, Document, Node, Picture
from model.submission import Figure
from model.text import half_width, squash

#: 图3-1 系统模型, 照片2：改造前的现场.
_NUMBERED = re.compile(
    r"(?:附?图|照片|图片|附照)[\d一二三四五六七八九十]{1,3}(?:[-.—–][\d一二三四五六七八九十]{1,2})*[:：、.．]?(?P<name>.{2,60})"
)
_LONGEST = 60
#: An icon, a line, the print of a seal: no picture of anything.
_SMALLEST = 100


def read_figures(document: Document) -> tuple[Figure, ...]:
    """Every picture of at least 100 × 100 pixels that has a numbered caption; `caption` is without the number."""
    nodes = document.nodes
    figures: list[Figure] = []
    used: set[int] = set()
    for index, node in enumerate(nodes):
        if (
            not isinstance(node, Picture)
            or not node.sha256
            or min(node.width or _SMALLEST, node.height or _SMALLEST) < _SMALLEST
        ):
            continue
        for at in _near(nodes, index):
            if at not in used and (name := _caption(nodes[at])):
                used.add(at)
                figures.append(Figure(name, node.sha256, node.likeness, nodes[at].place))
                break
    return tuple(figures)


def _near(nodes: Sequence[Node], index: int) -> list[int]:
    """Where the caption may stand: the next paragraph (of pictures in a row behind the last), else the one before."""
    first, last = index, index
    while first and isinstance(nodes[first - 1], Picture):
        first -= 1
    while last + 1 < len(nodes) and isinstance(nodes[last + 1], Picture):
        last += 1
    return [i for i in (last + 1 + index - first, first - 1) if 0 <= i < len(nodes)]


def _caption(node: Node) -> str:
    if not isinstance(node, Block):
        return ""
    flat = squash(half_width(node.text))
    found = _NUMBERED.fullmatch(flat) if len(flat) <= _LONGEST else None
    return found["name"].strip("()") if found else ""
