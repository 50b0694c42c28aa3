"""Leftover: what the applicant writes between and under the form's tables, where no chapter takes it: remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.prose_cells import says_something
from model.document import Block, Node
from model.submission import Field, Passage
from model.text import half_width, squash

KEY = "remark"
#: Shorter lines are headings; so many characters tell that a line was read elsewhere.
_LEAST, _KNOWN = 16, 30
_STOP = re.compile(r"[。；;!！]|[，,].{6,}")
#: What forms print to whoever fills them in, promises and their signatures, lists of annexes, captions.
_PRINTED = re.compile(
    r"填[表写报](?:说明|要求|时)|字以内|另附页|选填|必填|可配图|勾选|打印|装订|模板|请(?:如实|按|在|填|注明|说明|附|提供|结合)|应(?:填|按|注明|附|提供)"
    r"|如有不实|法律责任|承诺|签字|盖章|公章|法定代表人"
    r"|^\s*(?:附?图|附?表)\s*[\d一二三四五六七八九十]|^\s*附[件录]"
    r"|^\s*(?:-\s*)?[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[)）.、．]|^\s*[（(].*[)）][。.]?\s*$|^\s*(?:注|说明|备注)\s*[:：]?\s*\d"
    r"|^\s*\W?\s*\d{0,2}\s*(?:根据|依据|按照?)《|标准见《"
)
#: A label with its answer is a field, known or not.
_PAIR = re.compile(r"^[^，,。；;：:]{2,12}[:：][^，,。；;]*$")


def read_leftover(
    nodes: Sequence[Node], passages: Iterable[Passage], fields: Iterable[Field], hints: Iterable[str]
) -> Iterator[Passage]:
    """The paragraphs with a sentence that neither a passage nor a field has."""
    told = squash(half_width(" ".join([*(p.text for p in passages), *(f.text for f in fields), *hints])))
    for node in nodes:
        if not isinstance(node, Block):
            continue
        flat = squash(half_width(node.text))
        if len(flat) < _LEAST or flat[:_KNOWN] in told or not says_something(node.text):
            continue
        if _STOP.search(node.text) and not _PRINTED.search(node.text) and not _PAIR.match(node.text.strip()):
            yield Passage(KEY, half_width(node.text).strip(), node.place.quoting(node.text.strip()))
