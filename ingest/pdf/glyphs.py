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
Codes = np.ndarray[Any, np.dtype[np.int64]]
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
    flags: Flags = _FLAGS.take(codes, mode="clip")
    if codes.size and int(codes.max()) > 0xFFFF:
        flags = np.where(codes > 0xFFFF, np.uint8(WIDE | BOX), flags)  # some tick boxes stand there
    return flags


def is_wide(char: str) -> bool:
    """CJK ideographs, kana, hangul, full-width forms and their punctuation: one em wide, parted anywhere."""
    return char > "\u2e7f" or char in "“”‘’…—·"


def decode(codes: Codes) -> str:
    """Characters of these codes as text."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "replace")


@dataclass(slots=True)
class Glyphs(Sequence[Char]):
    """Columns of equal length; reading one item gives a Char. `codes` are code points of Unicode."""

    codes: Codes
    base: Numbers
    x0: Numbers
    x1: Numbers
    top: Numbers
    bottom: Numbers
    size: Numbers
    flags: Flags

    def __len__(self) -> int:
        return len(self.codes)

    def at(self, index: np.ndarray[Any, Any] | slice) -> Glyphs:
        """Those at these places, in that order, or those that a mask marks; a slice copies nothing."""
        columns = (self.base, self.x0, self.x1, self.top, self.bottom, self.size)
        base, x0, x1, top, bottom, size = (column[index] for column in columns)
        return Glyphs(self.codes[index], base, x0, x1, top, bottom, size, self.flags[index])

    def __getitem__(self, i: Any) -> Any:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        base, x0, x1, top, bottom, size = (
            float(column[i]) for column in (self.base, self.x0, self.x1, self.top, self.bottom, self.size)
        )
        return Char(base, x0, x1, top, bottom, size, chr(self.codes[i]))

    def __iter__(self) -> Iterator[Char]:
        columns = (self.base, self.x0, self.x1, self.top, self.bottom, self.size)
        return map(Char._make, zip(*(column.tolist() for column in columns), decode(self.codes), strict=True))


def to_glyphs(chars: Iterable[Char]) -> Glyphs:
    """Characters from anywhere (pdfplumber, OCR) as columns."""
    if isinstance(chars, Glyphs):
        return chars
    rows = [char._replace(text=letter) for char in chars for letter in char.text]
    numbers = np.array([char[:6] for char in rows], np.float64).reshape(len(rows), 6)
    base, x0, x1, top, bottom, size = numbers.T
    codes = np.array([ord(char.text) for char in rows], np.int64)
    return Glyphs(codes, base, x0, x1, top, bottom, size, flags_of(codes))


def join_glyphs(parts: Sequence[Glyphs]) -> Glyphs:
    """The characters of several pages, one page after the other."""
    if len(parts) == 1:
        return parts[0]
    columns = zip(*((p.codes, p.base, p.x0, p.x1, p.top, p.bottom, p.size, p.flags) for p in parts), strict=True)
    return Glyphs(*map(np.concatenate, columns))


def count_printed(chars: Sequence[Char]) -> int:
    """How many characters are no blanks."""
    return int(np.count_nonzero((to_glyphs(chars).flags & BLANK) == 0))
