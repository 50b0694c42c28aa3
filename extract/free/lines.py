"""Lines of a free book: every paragraph, every row of a table, with the rank of the number it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from model.document import Block, Cell, Node, Table
from model.place import Place
from model.text import half_width, squash

_HAN = "一二三四五六七八九十"
_GREAT = "壹贰叁肆伍陆柒捌玖拾"
#: Numbers by their rank in a Chinese report, the highest first.
_RANKS = (
    re.compile(
        rf"第[{_HAN}{_GREAT}\d]{{1,3}}(?:篇章|[章篇部]分?)[、:.\s]*|(?:篇章|章节|板块|模块|单元)[{_HAN}\d]{{1,2}}[、:.\s]+"
        r"|(?i:part|chapter)\s*\.?\s*(?:\d{1,2}|[IVX]{1,4}|[Ⅰ-Ⅹ])(?![\w])[、:.|\s]*"
    ),
    re.compile(
        rf"[{_HAN}{_GREAT}]{{1,3}}\s*[、.,:|](?!\d)\s*|[{_GREAT}]\s+"
        rf"|[Ⅰ-Ⅹ](?:[、.]\s*|\s+(?=[\u4e00-\u9fff]))|第[{_HAN}{_GREAT}\d]{{1,3}}节[、:.\s]*"
    ),
    re.compile(rf"\([{_HAN}]{{1,3}}\)[、.:]?\s*"),
    re.compile(r"\d{1,2}(?:\s*[、.|](?!\d)|\s+(?=(?:[A-Za-z]{3,}\s+)?[\u4e00-\u9fff“《]))\s*"),
    re.compile(r"[(【\[]\d{1,2}[)】\]][、.:]?\s*|\d{1,2}\)[、.]?\s*"),
    re.compile(r"[①-⑳]\s*|[a-zA-Z][.)、]\s*"),
)
#: A heading whose number is set apart by a blank alone, or is a letter: 三 场景建设, B 建设成效.
_SPACED = re.compile(
    rf"(?:[{_HAN}{_GREAT}]{{1,2}}|[A-J])\s+(?=[\u4e00-\u9fff]{{4,20}}$)|[A-J][、.:]\s*(?=[\u4e00-\u9fff]{{4,20}}$)"
)
_DECIMAL = re.compile(
    r"(?:[A-J]|\d{1,2})(?:\.\d{1,2}){1,3}(?:[、.]|\s+|(?=[\u4e00-\u9fff“《]))\s*|(?:[A-J]|\d{1,2})-\d{1,2}(?:-\d{1,2})?\s+(?=[\u4e00-\u9fff“《])"
)
_BULLET = re.compile(r"[■◆●•·▪➢★▲◇○\-*]+\s*(?=\S)")
#: What is put at the names of some lines to tell them apart.
MARKS = r"[★☆▲△●◆◇■※*]"
PLAIN = 9
#: A heading that a page glued to the end of the paragraph before it.
_GLUED = re.compile(
    rf"(?<=[。；;！!])\s*(?=[(（](?:[{_HAN}]{{1,3}}|\d{{1,2}})[)）]\s*\S|[{_HAN}]{{1,2}}、\s*\S"
    r"|\d{1,2}[.、．]\s*[\u4e00-\u9fff]{2,6}\s*[—–－\-|｜│·/>→]|\d{1,2}[.、．]\s*[\u4e00-\u9fff]{2,16}\s*$|\d{1,2}(?:\.\d{1,2}){1,3}\s+[\u4e00-\u9fff]"
    rf"|(?:典型)?场景\s*(?:[{_HAN}]{{1,3}}|\d{{1,2}})\s*[:：、【\s])"
)
#: Dots with a page behind them.
TOC = re.compile(r"(?:\.{3,}|…+|·{3,}|_{3,}|\t)\s*-?\d{1,3}-?\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a row. `rank` 0 (第一章) … 6 (bullets), PLAIN without a number; `bare` is the text behind it.

    `cells` are the cells of a row of several; `level` is the outline level of a Word heading (0: none); `node` is the
    index of its node in the document.
    """

    text: str
    bare: str
    rank: float
    place: Place
    node: int
    level: int = 0
    cells: tuple[Cell, ...] = ()
    table: Table | None = None

    @property
    def short(self) -> bool:
        """Whether it may be a heading: few characters, no sentence."""
        flat = squash(self.bare)
        return 0 < len(flat) <= 40 and not re.search(r"[。；;,，！!]", half_width(flat).rstrip(":"))


def read_lines(nodes: Sequence[Node]) -> list[Line]:
    """All lines in reading order; those of a table of contents are left out."""
    return [line for n, node in enumerate(nodes) for line in _lines(n, node)]


def split_number(text: str) -> tuple[float, str]:
    """(rank, text without its number): 3.2 在线检测 → (3.25, 在线检测)."""
    flat = half_width(text).strip()
    bullet = _BULLET.match(flat)
    if bullet and not re.match(r"-\d", flat):
        return 6, flat[bullet.end() :].strip()
    if match := _DECIMAL.match(flat):
        dots = match[0].strip().rstrip("、.").replace("-", ".").count(".")
        return 3 + 0.25 * dots, flat[match.end() :].strip()
    if match := _SPACED.match(flat):
        return 1, flat[match.end() :].strip()
    for rank, pattern in enumerate(_RANKS):
        if match := pattern.match(flat):
            return rank, flat[match.end() :].strip()
    return PLAIN, flat


def _lines(number: int, node: Node) -> Iterator[Line]:
    if isinstance(node, Block):
        if not TOC.search(node.text.strip()):
            yield from _split(node.text, node.place, number, node.level)
    elif isinstance(node, Table):
        for cells in node.lines():
            filled = [cell for cell in cells if squash(cell.text)]
            if len(filled) == 1:
                for line in _split(filled[0].text, filled[0].place, number, 0):
                    yield replace(line, table=node)
            elif filled:
                first = filled[0]
                rank, bare = split_number(first.text)
                yield Line("\t".join(c.text for c in filled), bare, rank, first.place, number, 0, tuple(cells), node)


def _split(text: str, place: Place, number: int, level: int) -> Iterator[Line]:
    for part in (p for line in text.splitlines() for p in _GLUED.split(line)):
        if squash(part):
            rank, bare = split_number(part)
            yield Line(part.strip(), bare, rank, place, number, level)
