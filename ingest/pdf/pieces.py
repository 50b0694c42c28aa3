"""Pieces of a line: what stands apart by wide gaps, and whether it is a number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from ingest.pdf.lines import Line, Piece

#: An amount, a share, or the dash that stands for none (half width).
_NUMBER = re.compile(r"^(?:[-−–—─+(¥$]*[.,]?\d[\d,.]*\s*[%)]*|[-−–—─/]+)$")
_DATE = re.compile(r"^(?:19|20)\d{2}[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?$")


def pieces_of(line: Line) -> Sequence[Piece]:
    return line.pieces or (Piece(line.x0, line.x1, line.text),)


def is_number(piece: Piece) -> bool:
    return _says_number(piece.text)


def has_digits(piece: Piece) -> bool:
    return _says_number(piece.text) and any(map(str.isdigit, piece.text))


@lru_cache(4096)
def _says_number(text: str) -> bool:
    """Kept for the pieces of a page: each is asked a dozen times while its columns are looked for."""
    text = unicodedata.normalize("NFKC", text).replace(" ", "").replace("。", ".")
    return bool(_NUMBER.match(text)) and not (_DATE.match(text) and text.count(".") != 1)


def is_core(line: Line) -> bool:
    """A name in front and at least two numbers behind it."""
    if len(line.pieces) < 3 or is_number(line.pieces[0]):
        return False
    return sum(map(is_number, line.pieces)) >= 2


def is_bare(line: Line) -> bool:
    """Numbers alone: the name stands above and below them."""
    return len(line.pieces) > 1 and all(map(is_number, line.pieces)) and any(map(has_digits, line.pieces))
