"""Text: how printed Chinese is folded for comparing and counted in 字. The one place that knows either."""

from __future__ import annotations

import re
from functools import lru_cache

#: Full-width ASCII variants and the ideographic blank → half width. Nothing else is touched (₂, ①, “” stay).
_HALF = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " ", "\xa0": " ", "￥": "¥"}
_FULL = re.compile("[\uff01-\uff5e\u3000\xa0￥]")
#: 二〇二五 → 2025.
HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff]+")
#: Signs that set the direction of writing: unseen, they turn what follows round on the screen.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: Texts so short are labels, asked for some sixty times each while one book is read.
_SHORT = 64

#: Each of these is one 字: Chinese characters, full-width signs, quotes, dashes and dots of Chinese typesetting.
_WIDE = (
    r"\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff"
    r"\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\u2460-\u24ff"
)
_WORD = re.compile(rf"[{_WIDE}]|[^\s{_WIDE}]+")


def half_width(text: str) -> str:
    """Full-width letters, digits, punctuation and blanks as half-width ones."""
    return _FULL.sub(lambda sign: _HALF[sign[0]], text)  # few signs are: a third of the time of `translate`


def squash(text: str) -> str:
    """`half_width` without any white space: the form in which labels, hints and choices are compared."""
    return _squash_label(text) if len(text) <= _SHORT else _squash(text)


def _squash(text: str) -> str:
    told = "".join(half_width(text).split())
    return told if told.isprintable() else _UNSEEN.sub("", told)


_squash_label = lru_cache(maxsize=4096)(_squash)


def find_turns(text: str) -> int:
    """How many signs in the text set the direction of writing."""
    return 0 if text.isprintable() else len(_TURNS.findall(text))


def without_turns(text: str) -> str:
    """The text without signs that set the direction of writing."""
    return text if text.isprintable() else _TURNS.sub("", text)


def count_words(text: str) -> int:
    """字数 as Word counts it: Chinese characters and signs one each, a run of Latin letters and digits one."""
    return sum(1 for _ in _WORD.finditer(text))


def show_likely(share: float) -> str:
    """A likelihood as a percentage; nothing that is judged from words is certain."""
    return "99%以上" if share > 0.99 else f"{share:.0%}"
