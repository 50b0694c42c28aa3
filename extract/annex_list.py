"""The book's own list of annexes (四、相关附件), entry by entry, as passages of its paper (`annex_list`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.text import core, without_numbering
from model.document import Block, Document, Node
from model.submission import Passage
from model.text import half_width, squash

KEY = "annex_list"
_HEAD = re.compile(r"(?:相关|申报|有关)?附件(?:清单|目录|材料|资料|材料清单|一览|如下)?")
_ENTRY = re.compile(
    r"^\s*(?:附件)?[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）.、．:：](?!\d)\s*(?P<name>\S.*)$", re.S
)
#: 四章 附件目录, Ⅳ 附件目录: numbers without 第 or a mark behind them.
_CHAPTER = re.compile(r"^(?:[一二三四五六七八九十]{1,2}[章节部篇]分?|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+|[IVX]{1,4}(?=[\s.、]))[\s:.、]*")
_ENDS = re.compile(r"^(?:附表|附件\d|附[:：])")
_LONGEST, _MOST = 40, 15


def read_annex_list(document: Document) -> tuple[Passage, ...]:
    """The first list whose heading is followed by entries; () where the book prints none."""
    for at, node in enumerate(document.nodes):
        if isinstance(node, Block) and (found := _entries(node, document.nodes[at + 1 :])):
            return found
    return ()


def _entries(head: Block, below: Sequence[Node]) -> tuple[Passage, ...]:
    first, _, more = half_width(head.text).strip().partition("\n")
    name = core(_CHAPTER.sub("", without_numbering(first))).strip(":;.、,")
    if len(squash(first)) > _LONGEST or _HEAD.fullmatch(name) is None:
        return ()
    lines = [(line, head.place) for line in more.splitlines() if squash(line)]
    for node in below[:_MOST]:
        if not isinstance(node, Block) or _ENDS.match(squash(node.text)):
            break
        lines += [(line, node.place) for line in half_width(node.text).splitlines() if squash(line)]
    found: list[Passage] = []
    for line, place in lines:
        if entry := _ENTRY.match(line):
            found.append(Passage(KEY, entry["name"].strip(), place.quoting(line.strip())))
        elif found and len(found) < _MOST:
            found[-1] = Passage(KEY, found[-1].text + line.strip(), found[-1].place)
        else:
            break
    return tuple(found)
