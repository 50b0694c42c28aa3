"""Marks at the names of scenes (网络协同制造★): no part of the name, and a tick where the book says what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.free.lines import MARKS, Line
from extract.free.scene_heads import Told
from model.place import Place

_AT_END = re.compile(rf"^{MARKS}+\s*|\s*[(（]?{MARKS}+[)）]?$")
#: 编号带★的场景应用人工智能, 注：“▲”为应用AI的场景.
_MEANS_AI = re.compile(r"人工智能|(?<![A-Za-z])AI(?![A-Za-z])")
_NOT_SO = re.compile(r"未|没有|不含|除")


def take_marks(scenes: Sequence[Told], lines: Sequence[Line]) -> None:
    """Takes the marks off the names; those that stand for artificial intelligence become 是 and the others 否."""
    texts = {line.place.path: line.text for line in lines}
    texts |= {cell.place.path: cell.text for line in lines for cell in line.cells}
    marked = dict[int, str]()
    for n, told in enumerate(scenes):
        name = _AT_END.sub("", told.head.name.strip())
        if name and name != told.head.name:
            told.head = replace(told.head, name=name)
        beside = rf"({MARKS})\s*{re.escape(name)}|{re.escape(name)}[”》】]?\s*[(（]?({MARKS})"
        if name and (hit := re.search(beside, texts.get(told.place.path, ""))):
            marked[n] = hit[1] or hit[2]
    marks = set(marked.values())
    legend = _legend(marks.pop(), lines) if len(marks) == 1 else None
    if legend is None:
        return
    for n, told in enumerate(scenes):
        if not told.head.ai:
            told.head = replace(told.head, ai="是" if n in marked else "否", ai_place=legend)


def _legend(mark: str, lines: Sequence[Line]) -> Place | None:
    """Where the book says that the mark stands for artificial intelligence."""
    for line in lines:
        for said in re.split(r"[。；;\n]", line.text) if mark in line.text else ():
            if mark in said and _MEANS_AI.search(said) and not _NOT_SO.search(said):
                return line.place.quoting(said.strip())
    return None
