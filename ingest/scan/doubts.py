"""Doubts: spots of a recognised page that may have been read wrongly: words hardly legible, cells run together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from ingest.pdf.layout import Layout
from ingest.pdf.parts import Part, PartCell
from ingest.pdf.shapes import Back, Char
from ingest.scan.back import carry
from ingest.scan.engine import PixelBox, Strip
from ingest.scan.strips import Piece
from model.place import Box

#: Mean confidence of a word, and that of a digit, below which a person should look.
_WORD, _DIGIT = 0.75, 0.6
#: Gap within a line, in em, that parts two entries.
_APART = 0.7
_BOX, _BLANKS = re.compile(r"[□☑■√○●]"), re.compile(r"[年月日]")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?[%％]?(?:亿元|万元|元|人|台|套|项|个)?")


HARD = "字迹不清，识别把握低，请核对原图"
SEALED = "印章（非红色）压住文字，可能误读，请核对原图"
TOGETHER = "扫描件上相邻单元格可能连在一起，请核对原图"


def hard_words(pieces: Sequence[Piece], strips: Sequence[Strip]) -> Iterator[PixelBox]:
    """The pieces of which recognition is not sure, or that hold a digit it is not sure of."""
    for piece, strip in zip(pieces, strips, strict=True):
        known = [(char, sure) for char, sure in zip(strip.text, strip.sure, strict=True) if char.isalnum()]
        if not known:
            continue
        unsure = sum(sure for _, sure in known) / len(known) < _WORD
        if unsure or any(char.isdigit() and sure < _DIGIT for char, sure in known):
            yield piece.inked


def under_seals(pieces: Sequence[Piece], rings: Sequence[PixelBox], back: Back) -> Iterator[PixelBox]:
    """The parts of pieces that round seals stand on whose ink cannot be told from print.

    `rings`: their boxes on the picture as given, `back`: the way of the pieces' pixels to that picture.
    """
    if not rings:
        return
    circles = [((left + right) / 2, (top + low) / 2, (right - left) / 2) for left, top, right, low in rings]
    for piece in pieces:
        x0, y0, x1, y1 = piece.inked
        across = np.linspace(x0, x1, max(2, 4 * round((x1 - x0) / max(1, y1 - y0))))
        inside = np.zeros(len(across), bool)
        for y in (0.75 * y0 + 0.25 * y1, 0.25 * y0 + 0.75 * y1):
            points = carry(np.stack([across, np.full(len(across), y)], axis=1), back)
            for x, middle, radius in circles:
                inside |= np.hypot(points[:, 0] - x, points[:, 1] - middle) < radius
        if inside.any():
            spots = across[inside]
            yield (int(spots[0]), y0, max(int(spots[0]) + 1, int(spots[-1])), y1)


def run_together(layout: Layout) -> Iterator[Box]:
    """Cells that hold what stands in two cells elsewhere: a rule between them was not seen."""
    for part in layout.parts:
        for cell in part.cells:
            if " " not in cell.text.strip() and "\n" not in cell.text.strip():
                continue  # no gap, and one line
            if _beside(part, cell, layout.raw.chars) or _stacked(cell):
                yield cell.box


def _beside(part: Part, cell: PartCell, chars: Sequence[Char]) -> bool:
    """Whether a gap parts two numbers, or all lines of the cell at an edge that other rows show."""
    lines = list(_lines_of(cell, chars))
    gaps = [[(a, b) for a, b in pairwise(line) if b.x0 - a.x1 >= _APART * a.size] for line in lines]
    for line, its in zip(lines, gaps, strict=True):
        for a, b in its:
            before, after = _text(c for c in line if c.x1 <= a.x1), _text(c for c in line if c.x0 >= b.x0)
            if _NUMBER.fullmatch(before) and _NUMBER.fullmatch(after):
                return True
    for edge in part.xs[cell.col + 1 : cell.col + cell.colspan]:
        parted = [(a, b) for its in gaps for a, b in its if a.x1 - 1 <= edge <= b.x0 + 1]
        crossed = any(
            a.x0 + 1 < edge < b.x1 - 1 and b.x0 - a.x1 < _APART * a.size for line in lines for a, b in pairwise(line)
        )
        if crossed or not parted:
            continue
        left, right = (_text(c for line in lines for c in line if (c.x0 < edge) == side) for side in (True, False))
        both = min(len(left), len(right)) and not (_BOX.search(left) and _BOX.search(right))
        if both and not _BLANKS.match(right):  # blanks between boxes and those of a date are gaps, too
            return True
    return False


def _text(chars: Iterable[Char]) -> str:
    return "".join(char.text for char in chars)


def _stacked(cell: PartCell) -> bool:
    """Whether numbers stand one below the other, one in each row that the cell spans."""
    entries = [entry for entry in cell.text.splitlines() if entry.strip()]
    return len(entries) >= 2 and len(entries) == cell.rowspan and all(_NUMBER.fullmatch(e.strip()) for e in entries)


def _lines_of(cell: PartCell, chars: Sequence[Char]) -> Iterator[list[Char]]:
    """The printed characters of a cell, line by line, each from left to right."""
    x0, top, x1, bottom = cell.box
    own = [
        c for c in chars
        if c.text.strip() and x0 <= (c.x0 + c.x1) / 2 <= x1 and top <= (c.top + c.bottom) / 2 <= bottom
    ]  # fmt: skip
    own.sort(key=lambda c: c.base)
    line: list[Char] = []
    for char in own:
        if line and char.base - line[0].base > 0.5 * char.size:
            yield sorted(line, key=lambda c: c.x0)
            line = []
        line.append(char)
    if line:
        yield sorted(line, key=lambda c: c.x0)
