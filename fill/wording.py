"""Wording: printed text → text fit for a table cell, cut only where a sentence can be cut. Adds no word of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from model.text import count_words, half_width

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HAN = r"\u3400-\u9fff\uf900-\ufaff\u3001-\u303f\u2014\u2018\u2019\u201c\u201d\uff01-\uff5e"
_CJK = re.compile(rf"[{_HAN}]")
_MARK = re.compile(rf"(?<=[{_HAN}])[,;:?!]|[,;:?!](?=[{_HAN}])")
_ROUND = re.compile(r"\(([^()\n]*)\)")
_BLANKS = re.compile(rf"(?<=[{_HAN}])[ \t]+|[ \t]+(?=[{_HAN}])")

_CUT = "\ufffc"
_CUT_NUMBER = re.compile(r"(?<=[\d.,])\n(?=[\d.,])")
_BETWEEN_LATIN = re.compile(r"(?<=[0-9A-Za-z.%])\n(?=[0-9A-Za-z.])")
_WRAPPED = re.compile(r"(?<![。！？；：!?;:])\n(?![（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])")

_SENTENCE = re.compile(r"(?<=[。！？!?])|\n")
_PART = re.compile(r"[；;]")
_CLAUSE = re.compile(r"[，；。！？!?]|[,;](?!\d{3}(?!\d))")
_ITEM = re.compile("、")
_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、]|\d{1,2}[.．](?!\d)|[一二三四五六七八九]是)\s*")


def tidy(text: str) -> str:
    """Half-width digits and letters, Chinese signs beside Chinese, no blanks inside Chinese; lines stay lines."""
    lines = []
    for line in half_width(text).replace("\r", "\n").split("\n"):  # splitlines would swallow control characters
        flat = _ROUND.sub(_round_brackets, _BLANKS.sub("", re.sub(r"[ \t]+", " ", line).strip(" \t")))
        flat = _MARK.sub(lambda match: _FULL[match[0]], flat)
        if flat:
            lines.append(flat)
    return "\n".join(lines)


def one_line(text: str) -> str:
    """Tidied text without line breaks; two numbers never grow together."""
    return _BETWEEN_LATIN.sub(" ", tidy(text)).replace("\n", "")


def unwrap(text: str) -> str:
    """Tidied prose whose lines, cut by the width of a page, are whole sentences again.

    A number that may have been cut (12 | 00 吨, or 12 and a new item) is marked, and `sentences` leaves it out.
    """
    text = _CUT_NUMBER.sub(_CUT, tidy(text))
    return _WRAPPED.sub("", _BETWEEN_LATIN.sub(" ", text))


def _round_brackets(match: re.Match[str]) -> str:
    """Chinese brackets where Chinese stands in or beside them."""
    around = match.string[max(0, match.start() - 1) : match.end() + 1]
    return f"（{match[1]}）" if _CJK.search(around) else match[0]


def sentences(text: str) -> Iterator[str]:
    """The sentences of unwrapped text, without their full stop; one with a number in doubt is left out."""
    for piece in _SENTENCE.split(text):
        if (bare := piece.strip().rstrip("。！？!?")) and _CUT not in bare:
            yield bare


def parts(sentence: str) -> list[str]:
    """The pieces between semicolons, without their numbering (一是, (1))."""
    return [_NUMBERING.sub("", part.strip("，, ")) for part in _PART.split(sentence) if part.strip("，, ")]


def clauses(text: str) -> list[str]:
    """The pieces between commas; a comma inside a number does not count."""
    return [piece.strip() for piece in _CLAUSE.split(text) if piece.strip()]


def leading(part: str, limit: int) -> Iterator[str]:
    """The part, then its beginnings up to each comma, longest first, of at most `limit` 字."""
    cuts = [match.start() for match in _CLAUSE.finditer(part)]
    for end in [len(part), *reversed(cuts)]:
        piece = part[:end].strip()
        if piece and count_words(piece) <= limit:
            yield piece


def shorten_list(text: str, limit: int) -> str:
    """An enumeration cut after one of its items so that it fits `limit` 字; "" when even its first item is too long."""
    cuts = [match.start() for match in _ITEM.finditer(text)]
    for end in [len(text), *reversed(cuts)]:
        piece = text[:end].strip()
        if count_words(piece) <= limit and piece.count("（") == piece.count("）"):
            return piece
    return ""


def first_lists(names: Iterable[str], limit: int) -> tuple[list[str], int]:
    """The first `limit` different names in order, and how many there are in all."""
    unique = list(dict.fromkeys(names))
    return unique[:limit], len(unique)
