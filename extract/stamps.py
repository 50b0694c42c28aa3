"""Stamps: the days that cameras printed over photographs, as traces of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from model.document import Block, Document, Node, Picture, Trace, TraceKind
from model.place import Place
from model.text import half_width, squash

#: 2022-05-18 14:32:07, 2022/05/18, 拍摄时间：2022.05.18: a line of its own. A paper is dated with 年月日.
_STAMP = re.compile(
    r"(?:拍摄)?(?:时间|日期)?:?(?P<y>20[012]\d)[-./](?P<m>0?[1-9]|1[0-2])[-./](?P<d>3[01]|[12]\d|0?[1-9])"
    r"(?:(?:周|星期)[一二三四五六日])?(?:\d{1,2}:\d{2}(?::\d{2})?)?"
)
#: Lines on a photograph: a place, the weather, a day. More, and it is a screen or a table.
_MOST = 6
_CAPTION = 60


def find_stamps(document: Document) -> Iterator[Trace]:
    """`shown` is the caption beside the photograph, which says whether it shows the state before the works."""
    for index, node in enumerate(document.nodes):
        if isinstance(node, Picture) and (day := node.stamp or _stamp_of(node.content)):
            yield _trace(day, node.place, _caption(document.nodes, index))
    if document.format == "picture" and (day := _stamp_of(document.nodes)):
        yield _trace(day, document.nodes[0].place, document.file)


def _trace(day: str, place: Place, caption: str) -> Trace:
    return Trace(TraceKind.TAKEN, day, place, date=day, shown=caption)


def _stamp_of(nodes: Sequence[Node]) -> str:
    blocks = [node for node in nodes if isinstance(node, Block)]
    if not 0 < len(blocks) <= _MOST or len(blocks) < len(nodes):
        return ""
    hits = (_STAMP.fullmatch(squash(half_width(line))) for block in blocks for line in block.text.splitlines())
    hit = next((hit for hit in hits if hit), None)
    return f"{hit['y']}-{int(hit['m']):02d}-{int(hit['d']):02d}" if hit else ""


def _caption(nodes: Sequence[Node], index: int) -> str:
    """The short paragraph below or above the picture that speaks of one."""
    near = (nodes[i] for i in (index + 1, index - 1) if 0 <= i < len(nodes))
    texts = (node.text for node in near if isinstance(node, Block) and len(squash(node.text)) <= _CAPTION)
    return next((text for text in texts if re.search(r"[图照摄]", text)), "")
