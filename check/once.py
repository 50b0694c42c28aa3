"""Once: what many rules ask of the same sentences is worked out once for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

#: Books whose sentences are kept at a time.
BOOKS = 4
_BETWEEN = re.compile(r"[^。；;]+")
_SENTENCE = re.compile(r"[。；;！？\n]")


class Same:
    """A key for caches: the very same objects, however long they are. What it holds stays alive with it."""

    __slots__ = ("parts",)

    def __init__(self, *parts: Any) -> None:
        self.parts = parts

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.parts)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and all(a is b for a, b in zip(self.parts, other.parts, strict=True))


@lru_cache(maxsize=4096)
def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text without blanks around them; a line ends one."""
    return tuple(said for one in _SENTENCE.split(text) if (said := one.strip()))


@lru_cache(maxsize=4096)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(hit.span() for hit in _BETWEEN.finditer(text))


def find_within(pattern: re.Pattern[str], text: str, *needs: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """As `pattern.finditer(text)`, for patterns that never reach over 。 or ；, looking only at sentences in which all
    of `needs` are found: words without which the pattern cannot match."""
    for start, end in _spans(text):
        if all(need.search(text, start, end) for need in needs):
            yield from pattern.finditer(text, start, end)
