"""Glyphs: the characters of a page as columns of numbers, so that a page is sorted and cut into lines in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ingest.pdf.shapes import Char
from ingest.symbols import BOX_SHAPES

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Indexes = np.ndarray[Any, np.dtype[np.intp]]
Flags = np.ndarray[Any, np.dtype[np.uint8]]

OPENERS = frozenset("（《“‘「『【〔〈([{")
CLOSERS = frozenset("，。、；：！？）》”’」』】〕〉％…,.;:!?)]}%")
NO_TEXT = frozenset(" \t\u00a0\u3000")
_WIDE_MARKS = frozenset("“”‘’…—·")
WIDE, BLANK, OPENER, CLOSER, BOX = 1, 2, 4, 8, 16


def _flags() -> Flags:
    """What lines must know of a character, by its code."""
    flags = np.zeros(0x10000, np.uint8)
    flags[0x2E80:] = WIDE
    for bit, chars in ((WIDE, _WIDE_MARKS), (BLANK, NO_TEXT), (OPENER, OPENERS), (CLOSER, CLOSERS), (BOX, BOX_SHAPES)):
        flags[[ord(char) for char in chars if char <= "\uffff"]] |= bit
    return flags


_FLAGS = _flags()


def flags_of(codes: np.ndarray[Any, Any]) -> Flags:
    """WIDE, BLANK, OPENER, CLOSER and BOX bits of characters; beyond the basic plane all are wide."""
    flags: Flags = _FLAGS[np.minimum(codes, 0xFFFF)]
    if codes.size and int(codes.max()) > 0xFFFF:
        flags = np.where(codes > 0xFFFF, np.uint8(WIDE | BOX), flags)  # some tick boxes stand there
    return flags


@dataclass(slots=True)
class Glyphs(Sequence[Char]):
    """Columns of equal length; reading one item gives a Char."""

    texts: list[str]
    base: Numbers
    x0: Numbers
    x1: Numbers
    top: Numbers
    bottom: Numbers
    size: Numbers
    flags: Flags

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, i: Any) -> Any:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        base, x0, x1, top, bottom, size = (
            float(column[i]) for column in (self.base, self.x0, self.x1, self.top, self.bottom, self.size)
        )
        return Char(base, x0, x1, top, bottom, size, self.texts[i])

    def __iter__(self) -> Iterator[Char]:
        columns = (self.base, self.x0, self.x1, self.top, self.bottom, self.size)
        return map(Char._make, zip(*(column.tolist() for column in columns), self.texts, strict=True))


def to_glyphs(chars: Iterable[Char]) -> Glyphs:
    """Characters from anywhere (pdfplumber, OCR) as columns."""
    if isinstance(chars, Glyphs):
        return chars
    rows = list(chars)
    texts = [char.text for char in rows]
    numbers = np.array([char[:6] for char in rows], np.float64).reshape(len(rows), 6)
    base, x0, x1, top, bottom, size = numbers.T
    codes = np.array([ord(text[0]) if text else 0x20 for text in texts], np.int64)
    return Glyphs(texts, base, x0, x1, top, bottom, size, flags_of(codes))


def count_printed(chars: Sequence[Char]) -> int:
    """How many characters are no blanks."""
    return int(np.count_nonzero((to_glyphs(chars).flags & BLANK) == 0))
