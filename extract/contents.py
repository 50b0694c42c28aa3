"""A list of contents typed by hand: its lines are the book's headings once more, without numbers of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.document import Block, Node
from model.text import half_width, squash

_TITLE = re.compile(r"目[录次]")
#: A line of the list: short, no sentence, perhaps with dots and the number of its page.
_LONGEST, _SENTENCE = 45, re.compile(r"[。;；！？!?]")
#: A line of the cover: 申报单位：…, 申报日期  2025年….
_COVER = re.compile(r"\s*申报(?:单位|主体|企业|日期|时间)(?:\([^()]*\))?(?::\s{0,20}|\s{2,20})(?!\d{1,3}\s*$)\w")
_PAGE = re.compile(r"[.·…_\t]{2,}\d{0,3}$|(?<=[\u4e00-\u9fff)])\d{1,3}$")
#: Entries that make a list, and how far its end may be.
_LEAST, _FARTHEST = 3, 120


def without_contents(nodes: Sequence[Node]) -> list[Node]:
    """The nodes without 目录 and the lines under it, up to the first of them that comes again, or to the cover:
    there the book begins.
    A list that names annexes would open them, and every chapter would have been seen."""
    start = next(
        (n for n, node in enumerate(nodes) if isinstance(node, Block) and _TITLE.fullmatch(squash(node.text))), None
    )
    if start is None:
        return list(nodes)
    entries = set[str]()
    for at in range(start + 1, min(len(nodes), start + _FARTHEST)):
        node = nodes[at]
        if not isinstance(node, Block):
            break
        lines = [_PAGE.sub("", line) for line in map(squash, half_width(node.text).splitlines()) if line]
        if lines and lines[0] in entries:
            return [*nodes[:start], *nodes[at:]] if len(entries) >= _LEAST else list(nodes)
        if any(map(_COVER.match, half_width(node.text).splitlines())) and len(entries) >= _LEAST:
            return [*nodes[:start], *nodes[at:]]
        if any(len(line) > _LONGEST or _SENTENCE.search(line) for line in lines):
            break
        entries.update(lines)
    return list(nodes)
