"""Lines: characters → lines of text, blanks kept where the page shows a gap, doubled characters dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.pdf.shapes import Char
from ingest.symbols import TICKED, UNTICKED, fold_boxes
from model.place import Box

_TICKS = frozenset("√✓✔×✗")
OPENERS = frozenset("（《“‘「『【〔〈([{")
CLOSERS = frozenset("，。、；：！？）》”’」』】〕〉％…,.;:!?)]}%")
_NO_TEXT = frozenset(" \t\u00a0\u3000")


@dataclass(slots=True)
class Line:
    """One printed line.

    `edge` is x1 without punctuation that may hang over the margin, `first` the width of what cannot be parted at the
    start of the line, `spaced` whether a blank ended it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    first: float
    edge: float
    spaced: bool = False

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)


def is_wide(char: str) -> bool:
    """CJK ideographs, kana, hangul, full-width forms and their punctuation: one em wide, parted anywhere."""
    return char > "\u2e7f" or char in "“”‘’…—·"


def to_lines(chars: Iterable[Char]) -> list[Line]:
    """Lines from top to bottom. Super- and subscripts stay in their line; blank lines give none."""
    lines: list[Line] = []
    row: list[Char] = []
    for char in sorted(chars):
        if row and char.base - row[0].base > 1 and not _same_line(row, char):
            lines += _to_line(row)
            row = []
        row.append(char)
    return lines + _to_line(row)


def _same_line(row: list[Char], char: Char) -> bool:
    """Baselines a line apart differ by an em or more, scripts by a third (the row is sorted by baseline)."""
    size = max(row[-1].size, char.size, row[0].size)
    return char.base - row[-1].base <= 0.4 * size and char.base - row[0].base <= 0.75 * size


def _to_line(row: list[Char]) -> list[Line]:
    glyphs = _undouble(sorted(row, key=lambda char: (char.x0, char.x1)))
    inked = [char for char in glyphs if char.text not in _NO_TEXT]
    if not inked:
        return []
    first, last = glyphs.index(inked[0]), len(glyphs) - glyphs[::-1].index(inked[-1])
    pieces: list[str] = []
    before: Char | None = None
    for char in glyphs[first:last]:
        if before is not None and char.x0 - before.x1 > 1 and _has_gap(before, char):
            pieces.append(" ")
        pieces.append(char.text)
        before = char
    sizes = sorted([char.size for char in inked if is_wide(char.text)] or [char.size for char in inked])
    base = sorted(char.base for char in inked)[len(inked) // 2]
    return [
        Line(
            text=fold_boxes("".join(pieces)),
            x0=inked[0].x0,
            top=min(char.top for char in inked),
            x1=inked[-1].x1,
            bottom=max(char.bottom for char in inked),
            base=base,
            size=sizes[len(sizes) // 2],
            first=_first_width(glyphs[first:last]),
            edge=next((char.x1 for char in reversed(inked) if char.text not in CLOSERS), inked[-1].x1),
            spaced=last < len(glyphs),
        )
    ]


def _has_gap(before: Char, char: Char) -> bool:
    """A gap in print where the file holds no blank: justified text opens up to half an em between ideographs."""
    if before.text in _NO_TEXT or char.text in _NO_TEXT:
        return False
    gap = char.x0 - before.x1
    size = max(before.size, char.size)
    return gap > size * (0.8 if is_wide(before.text) or is_wide(char.text) else 0.25)


def _undouble(row: list[Char]) -> list[Char]:
    """Drops copies printed for a bold look (same character, nearly same spot); a tick over a box becomes ☑."""
    kept: list[Char] = []
    for char in row:
        if kept and char.x0 < kept[-1].x1 - 0.1:
            other = kept[-1]
            width = max(char.x1 - char.x0, 0.1)
            if other.text == char.text and char.x0 - other.x0 < 0.3 * width and char.text not in _NO_TEXT:
                continue
            middle = (char.x0 + char.x1) / 2
            if other.x0 <= middle <= other.x1 and abs(char.base - other.base) < 0.5 * other.size:
                pair = {fold_boxes(other.text), fold_boxes(char.text)}
                if UNTICKED in pair and pair & _TICKS:
                    kept[-1] = other._replace(text=TICKED)
                    continue
        kept.append(char)
    return kept


def _first_width(glyphs: list[Char]) -> float:
    """Width of what a line break may not part at the start of a line (Unicode UAX #14, kinsoku).

    Opening brackets hold to what follows, closing marks to what precedes them, a number to the mark before it.
    """
    i, count = 0, len(glyphs)
    while i < count - 1 and glyphs[i].text in OPENERS:
        i += 1
    if not is_wide(glyphs[i].text):
        i = _word_end(glyphs, i)
        if i + 2 < count and glyphs[i + 1].text in OPENERS:  # ERP（SAP: letters hold to the bracket
            i = _word_end(glyphs, i + 2)
    while i + 1 < count and glyphs[i + 1].text in CLOSERS:
        i += 1
        if i + 1 < count and glyphs[i + 1].text.isdecimal():
            i = _word_end(glyphs, i + 1)
    return glyphs[i].x1 - glyphs[0].x0


def _word_end(glyphs: list[Char], i: int) -> int:
    """Index of the last character of the Latin word that holds glyphs[i]."""
    while i + 1 < len(glyphs) and glyphs[i + 1].text not in _NO_TEXT and not is_wide(glyphs[i + 1].text):
        i += 1
    return i
