"""Marks of secrecy on a cover (机密★3年, 内部资料 注意保密), and lines by which it says what the book applies for and
by which document it was written: lines before the first table, each as a trace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.document import Block, Document, Table, Trace, TraceKind
from model.text import squash

_MARK = re.compile(r"秘密|机密|绝密|内部(?:资料|文件|材料)|注意保密|密级")
#: 申报类别：先进级智能工厂, （按甘工信发〔2025〕152号编制）; such a line has fewer signs than a sentence.
_KIND = re.compile(
    r"^[(（]?申报(?:的)?(?:类[别型]|级别|层级|等级|载体)[:：]|(?:按|依据|根据)[^。]{0,20}〔20\d\d〕\d+号"
)
_SENTENCE = 60
#: A cover has fewer lines than this, and a mark fewer signs: 信息安全与商业秘密保护制度说明 is a heading.
_LINES, _LONGEST = 24, 20


#: A line that is nothing but a mark, wherever it stands: the head or foot of some pages, the corner of a table.
_PLAIN = re.compile(
    r"(?:(?:秘密|机密|绝密)★.{0,8}|(?:商业|工作|企业)?(?:秘密|机密|绝密)级?文件|密级[:：](?:秘密|机密|绝密).{0,6}"
    r"|内部(?:资料|文件|材料)[,，]?(?:注意保密|请勿外传|严禁外传|不得外传|严禁复印))"
)


def find_line_marks(document: Document) -> Iterator[Trace]:
    """MARGIN traces of the lines behind the cover that are marks by themselves."""
    cells = [(cell.text, cell.place) for table in document.tables for cell in table.cells]
    for text, place in (*((block.text, block.place) for block in document.blocks), *cells):
        for line in text.splitlines():
            if _PLAIN.fullmatch(squash(line)):
                yield Trace(TraceKind.MARGIN, line.strip(), place.quoting(line.strip()))


def find_cover_marks(document: Document) -> Iterator[Trace]:
    """COVER traces in the order of the lines."""
    seen = 0
    for node in document.nodes:
        if isinstance(node, Table) or seen > _LINES:
            return
        if isinstance(node, Block):
            for line in node.text.splitlines():
                seen += 1
                said = squash(line)
                marked = _MARK.search(said) and len(said) <= _LONGEST
                if marked or (_KIND.search(said) and len(said) <= _SENTENCE):
                    yield Trace(TraceKind.COVER, line.strip(), node.place.quoting(line.strip()))
