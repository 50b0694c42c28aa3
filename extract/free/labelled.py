"""标签：内容 in one paragraph: a label with its short answer, and what is told behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.free.lines import PLAIN, Line
from extract.free.scene_heads import HeadReader
from model.text import half_width

LABELLED = re.compile(r"^(?P<label>[^:：]{2,14})[:：]\s*(?P<value>.*)$", re.S)
#: The answer to a label, and a sentence of its own behind it.
_ANSWERED = re.compile(r"(?P<said>[^。;；,]{2,30})[。;；]\s*(?P<more>\S.{5,})$", re.S)


def split_answer(line: Line, heads: HeadReader) -> Iterator[Line]:
    """环节：生产作业。在切割线上部署…: a label with its short answer, and what is told behind it in the paragraph."""
    labelled = LABELLED.match(half_width(line.bare)) if not line.cells else None
    role = heads.role(labelled["label"]) if labelled else ""
    cut = _ANSWERED.match(labelled["value"]) if labelled and role in ("link", "name", "instance") else None
    if not labelled or not cut or (role == "link" and not heads.link_of(cut["said"])):
        yield line
        return
    said = f"{labelled['label']}:{cut['said']}"
    yield replace(line, text=said, bare=said)
    yield from split_answer(replace(line, text=cut["more"], bare=cut["more"], rank=PLAIN, level=0), heads)
