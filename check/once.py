"""Once: what many rules ask of the same sentences is worked out once for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from operator import is_
from typing import Any, ParamSpec, TypeVar, cast

#: Books of which something is kept at a time, texts, and claims under the rules that weigh them.
BOOKS, GRIDS, TEXTS, CLAIMS = 4, 256, 4096, 1 << 15
_BETWEEN = re.compile(r"[^。；;]+")
_SENTENCE = re.compile(r"[。；;！？\n]")
#: What ends the sentence round some words.
STOPS = "。；;\n"


T = TypeVar("T")
P = ParamSpec("P")
_KEPT: list[Callable[[], None]] = []


def kept(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A cache of the last so many answers that `forget` empties."""

    def keep(ask: Callable[P, T]) -> Callable[P, T]:
        cached = lru_cache(maxsize=most)(ask)
        _KEPT.append(cached.cache_clear)
        return cast(Callable[P, T], cached)

    return keep


def forget() -> None:
    """Empties all of them: the next book is new to the house."""
    for clear in _KEPT:
        clear()


class Same:
    """A key for caches: the very same objects, however long they are. What it holds stays alive with it."""

    __slots__ = ("parts",)

    def __init__(self, *parts: Any) -> None:
        self.parts = parts

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.parts)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Same) or len(self.parts) != len(other.parts):
            return False
        return all(map(is_, self.parts, other.parts))


@kept(TEXTS)
def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text without blanks around them; a line ends one."""
    return tuple(said for one in _SENTENCE.split(text) if (said := one.strip()))


def sentence_ahead(text: str, at: int) -> str:
    """What stands before `at` in its sentence, up to the last 。 or ； or line."""
    return text[max(text.rfind(stop, 0, at) for stop in STOPS) + 1 : at]


def sentence_behind(text: str, at: int) -> str:
    """What stands from `at` on in its sentence."""
    return text[at : min((end for stop in STOPS if (end := text.find(stop, at)) >= 0), default=len(text))]


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds `text[start:end]`, with all that those words themselves run over."""
    return sentence_ahead(text, start) + text[start:end] + sentence_behind(text, end)


@kept(TEXTS)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(hit.span() for hit in _BETWEEN.finditer(text))


def spans_with(text: str, *needs: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the sentences (up to 。 or ；) stand in which all of `needs` are found."""
    if not all(need.search(text) for need in needs):
        return []
    return [span for span in _spans(text) if all(need.search(text, *span) for need in needs)]


def find_within(pattern: re.Pattern[str], text: str, *needs: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """As `pattern.finditer(text)`, for patterns that never reach over 。 or ；, looking only at sentences in which all
    of `needs` are found: words without which the pattern cannot match."""
    return find_in_spans(pattern, text, spans_with(text, *needs))


def find_in_spans(pattern: re.Pattern[str], text: str, spans: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """As `find_within`, where the spans of the sentences are known."""
    for start, end in spans:
        yield from pattern.finditer(text, start, end)
