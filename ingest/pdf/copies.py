"""Copies: characters printed twice for a bold look count once; a tick printed over a box makes a ticked box."""

from __future__ import annotations

from typing import Any

import numpy as np

from ingest.pdf.glyphs import NO_TEXT, Codes, Glyphs, Indexes
from ingest.pdf.shapes import Char
from ingest.symbols import TICKED, UNTICKED, fold_boxes

_TICKS = frozenset("√✓✔×✗")


def drop_copies(glyphs: Glyphs, index: Indexes, row: Indexes) -> tuple[Any, Codes] | None:
    """Copies printed for a bold look (same character, nearly same spot) and ticks over boxes, which become ☑.

    `glyphs` are sorted by row and place, `index` says which follow one another in the file. Looks only at rows in which
    characters overlap. Returns a mask of what stays and the codes, changed where a box is ticked; None: all stays.
    """
    x0, x1 = glyphs.x0, glyphs.x1
    overlaps = x0[1:] < x1[:-1] - 0.1
    overlaps &= row[1:] == row[:-1]
    suspects = set()
    for spot in overlaps.nonzero()[0].tolist():
        text, follower = chr(glyphs.codes[spot]), chr(glyphs.codes[spot + 1])
        if text == follower or text in _TICKS or follower in _TICKS:  # else letters that are set close, or italics
            suspects.add(int(row[spot]))
    if not suspects:
        return None
    keep = np.ones(len(index), bool)
    codes = glyphs.codes.copy()
    for number in sorted(suspects):
        start, end = np.searchsorted(row, (number, number + 1)).tolist()
        kept: list[int] = []
        chars = [glyphs[i] for i in range(start, end)]
        for i, char in enumerate(chars):
            if kept and char.x0 < chars[kept[-1]].x1 - 0.1:
                other = chars[kept[-1]]
                if _is_copy(char, other):
                    follows = index[start + i] == index[start + kept[-1]] + 1
                    if not (follows and _is_ligature(char, other)):
                        keep[start + i] = False
                    continue
                if _is_ticked(char, other):
                    keep[start + i] = False
                    codes[start + kept[-1]] = ord(TICKED)
                    continue
            kept.append(i)
    return keep, codes


def _is_copy(char: Char, other: Char) -> bool:
    width = max(char.x1 - char.x0, 0.1)
    return other.text == char.text and char.x0 - other.x0 < 0.3 * width and char.text not in NO_TEXT


def _is_ligature(char: Char, other: Char) -> bool:
    """ﬀ is one glyph for two letters, which both have its box: office."""
    return char.text.isascii() and char.text.isalpha() and (char.x0, char.x1) == (other.x0, other.x1)


def _is_ticked(char: Char, other: Char) -> bool:
    middle = (char.x0 + char.x1) / 2
    if not (other.x0 <= middle <= other.x1 and abs(char.base - other.base) < 0.5 * other.size):
        return False
    pair = {fold_boxes(other.text), fold_boxes(char.text)}
    return UNTICKED in pair and bool(pair & _TICKS)
