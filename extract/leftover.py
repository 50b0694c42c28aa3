"""Leftover: what the applicant writes between and under the form's tables, and into cells of its own that the form does
not print, where no chapter takes it: remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.prose_cells import says_something
from model.document import Block, Node, Table
from model.submission import Field, Passage
from model.text import half_width, squash

KEY = "remark"
#: Shorter lines are headings; so many characters tell that a line was read elsewhere.
_LEAST, _KNOWN = 16, 30
_STOP = re.compile(r"[。；;!！]|[，,].{6,}")
#: What forms print to whoever fills them in, promises and their signatures, lists of annexes, captions.
_PRINTED = re.compile(
    r"填[表写报](?:说明|要求|时)|字(?:以内|左右|以上)|另附页|选填|必填|可配图|勾选|打印|装订|模板|请(?:如实|按|在|填|注明|说明|附|提供|结合)|应(?:填|按|注明|附|提供)"
    r"|如有不实|法律责任|承诺|签字|盖章|公章|法定代表人"
    r"|^\s*(?:附?图|附?表)\s*[\d一二三四五六七八九十]|^\s*附[件录]"
    r"|^\s*(?:-\s*)?[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[)）.、．]|^\s*[（(].*[)）][。.]?\s*$|^\s*(?:注|说明|备注)\s*[:：]?\s*\d"
    r"|^\s*\W?\s*\d{0,2}\s*(?:根据|依据|按照?)《|标准见《"
)
#: A label with its answer is a field, known or not.
_PAIR = re.compile(r"^[^，,。；;：:]{2,12}[:：][^，,。；;]*$")

#: A number with its unit, in words; and boxes to tick.
_MEASURED = re.compile(r"[\u4e00-\u9fff]{2}[^\u4e00-\u9fff]{0,2}\d[\d,.]*(?:%|[\u4e00-\u9fffA-Za-z])")
#: 附表1 and 附表2 print samples, and have a column for everything.
_ROW = re.compile(r"\w+\[\d+\]\.")
_TICKED = re.compile(r"[□☑■√☐☒]")


def read_leftover(
    nodes: Sequence[Node], passages: Iterable[Passage], fields: Iterable[Field], hints: Iterable[str]
) -> Iterator[Passage]:
    """The paragraphs, and the cells of the form's tables, with a sentence that neither a passage nor a field has."""
    passages, fields = list(passages), list(fields)
    told = squash(half_width(" ".join([*(p.text for p in passages), *(f.text for f in fields), *hints])))
    tables = {f.place.path.rpartition("/")[0] for f in fields} - {
        f.place.path.rpartition("/")[0] for f in fields if _ROW.match(f.key)
    }
    beside = {f.place.path: f.residue for f in fields if f.residue}
    for node in nodes:
        if isinstance(node, Table) and any(c.place.path.rpartition("/")[0] in tables for c in node.cells):
            yield from _cells_left(node, told, beside)
        if not isinstance(node, Block):
            continue
        flat = squash(half_width(node.text))
        if len(flat) < _LEAST or flat[:_KNOWN] in told or not says_something(node.text):
            continue
        if _STOP.search(node.text) and not _PRINTED.search(node.text) and not _PAIR.match(node.text.strip()):
            yield Passage(KEY, half_width(node.text).strip(), node.place.quoting(node.text.strip()))


def _cells_left(table: Table, told: str, beside: Mapping[str, Sequence[str]]) -> Iterator[Passage]:
    """An indicator of the applicant's own in words: 首次合格率由93.4%提高到97.9%. Ahead of an answer that was read, the
    form's hint may still stand (`beside`: of each place)."""
    for cell in table.cells:
        bare = cell.text
        for hint in beside.get(cell.place.path, ()):
            bare = bare.replace(hint, "")
        flat = squash(half_width(bare))
        if len(flat) < _LEAST or not _MEASURED.search(flat) or flat[:_KNOWN] in told:
            continue
        if not _PRINTED.search(cell.text) and not _PAIR.match(cell.text.strip()) and not _TICKED.search(cell.text):
            yield Passage(KEY, half_width(cell.text).strip(), cell.place.quoting(cell.text.strip()))
