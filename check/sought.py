"""Sought: a pattern that looks only at texts in which its own words stand.

The words are read off the pattern: each match of `法人[^。]{0,9}(?:变更|更换)` has 法人 in it, so a text without 法人
is passed over without asking the pattern. What is found is what the pattern finds. An `Index` of texts knows in which
of them a pattern may match, however many patterns ask.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add
from re import _parser  # type: ignore[attr-defined]  # how Python itself reads a pattern
from typing import Any

#: More words than this cost more than the pattern itself; of more, their first signs are looked for.
MOST = 24
FIRST = 2
#: Words of every page, which rule nothing out.
EVERYWHERE = frozenset(("公司", "企业", "项目", "系统", "设备", "生产", "建设", "19", "20"))
#: So many sets of words are asked for.
SETS = 2
#: Signs of a class such as [、，] that are looked for one by one.
FEW = 6
#: Sets of words; one of each stands in all that one alternative of a pattern matches.
Way = tuple[tuple[str, ...], ...]


class Seen:
    """Texts of which one asks at once whether a word may stand in any of them, whatever its case."""

    __slots__ = ("_more", "_pairs", "_text")

    def __init__(self, texts: Iterable[str], *more: Seen) -> None:
        self._text = "\n".join(texts).casefold()
        self._pairs = frozenset(map(add, self._text, self._text[1:]))
        self._more = more

    def __contains__(self, word: str) -> bool:
        told = word.casefold()
        here = (len(told) < FIRST or told[:FIRST] in self._pairs) and told in self._text
        return here or any(word in one for one in self._more)

    def may_hold(self, one: Sought) -> bool:
        """False where the pattern can match in none of the texts."""
        return any(all(any(word in self for word in words) for words in way) for way in _ways(one))


class Index:
    """Texts by the words that stand in them: of all texts at once one learns in which a pattern may match."""

    __slots__ = ("_folded", "_places", "_texts", "seen")

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        self._folded = tuple(map(str.casefold, self._texts))
        self.seen = Seen(self._texts)
        self._places: dict[tuple[str, bool], tuple[int, ...]] = {}

    def where(self, *choice: Sought) -> list[int]:
        """The numbers of the texts in which one of the patterns may match, in their order."""
        return sorted({n for one in choice for way in _ways(one) for n in self._may(way, one.caseless)})

    def _may(self, way: Way, caseless: bool) -> Iterable[int]:
        """In which texts a word of each set stands."""
        left: Iterable[int] = range(len(self._texts))
        for words in way:
            left = {n for word in words if word in self.seen for n in self._with(word, caseless)}.intersection(left)
            if not left:
                break
        return left

    def _with(self, word: str, caseless: bool) -> tuple[int, ...]:
        known = self._places.get((word, caseless))
        if known is None:
            texts = self._folded if caseless else self._texts
            known = self._places[word, caseless] = tuple([n for n, text in enumerate(texts) if word in text])
        return known


class Sought:
    """`finditer` and `search` of `re.Pattern` over a text; `words`: of each set one stands in every match."""

    __slots__ = ("_fold", "caseless", "pattern", "words")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        self.caseless = bool(self.pattern.flags & re.IGNORECASE)
        found = sorted(_sets(_parser.parse(pattern, flags), MOST), key=_cost)[:SETS]
        self.words = tuple(tuple(sorted(word.casefold() if self.caseless else word for word in one)) for one in found)
        self._fold = self.caseless and any(word.upper() != word.lower() for one in self.words for word in one)

    def may_be_in(self, text: str | Seen) -> bool:
        """False where the pattern cannot match."""
        if isinstance(text, Seen):
            return text.may_hold(self)
        told = text.casefold() if self._fold else text
        for words in self.words:  # loops, not any() and all(): asked for every sentence
            for word in words:
                if word in told:
                    break
            else:
                return False
        return True

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text) if self.may_be_in(text) else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text) if self.may_be_in(text) else None


def find_any(patterns: Iterable[str], text: str, flags: int = 0) -> Iterator[re.Match[str]]:
    """As `re.finditer` with all of these patterns in one choice; only those whose words stand in the text are asked.

    No pattern matches nothing at all.
    """
    may = [sought(one, flags).pattern for one in keep_possible(patterns, text, flags)]
    at = 0
    while hit := min((hit for one in may if (hit := one.search(text, at))), key=re.Match.start, default=None):
        yield hit
        at = hit.end()


def keep_possible(patterns: Iterable[str], text: str | Seen, flags: int = 0) -> list[str]:
    """Those of the patterns whose words stand in the text."""
    return [one for one in patterns if sought(one, flags).may_be_in(text)]


def search_first(choice: Iterable[Sought], text: str) -> re.Match[str] | None:
    """As `re.search` with all of these patterns in one choice: the leftmost match, of one place the first pattern's."""
    hits = (hit for one in choice if (hit := one.search(text)))
    return min(hits, key=lambda hit: hit.start(), default=None)


@lru_cache(maxsize=2048)
def _ways(one: Sought) -> tuple[Way, ...]:
    """Of each alternative of a pattern its sets of words: more than are asked for in one text."""
    parsed = _parser.parse(one.pattern.pattern, one.pattern.flags)
    ways = parsed[0][1][1] if [op for op, _ in parsed] == [_parser.BRANCH] else [parsed]
    found = (sorted(_sets(way, sys.maxsize), key=_cost) for way in ways)
    return tuple(
        tuple(tuple(word.casefold() if one.caseless else word for word in words) for words in way) for way in found
    )


@lru_cache(maxsize=2048)
def sought(pattern: str, flags: int = 0) -> Sought:
    return Sought(pattern, flags)


def _sets(parsed: Iterable[tuple[Any, Any]], most: int) -> Iterator[frozenset[str]]:
    """Sets of `most` words and fewer; of each, one is in everything that this matches."""
    run = ""
    for op, what in (*parsed, (None, None)):
        if op is _parser.LITERAL:
            run += chr(what)
            continue
        if run:
            yield frozenset({run})
        run = ""
        if op is not None and (inner := _inside(op, what, most)):
            yield inner


def _needed(parsed: Iterable[tuple[Any, Any]], most: int) -> frozenset[str] | None:
    """The set that rules out most, or None where nothing is known."""
    return min(_sets(parsed, most), key=_cost, default=None)


def _inside(op: Any, what: Any, most: int) -> frozenset[str] | None:
    """The words of one item of a pattern: a group, a repetition, a choice, a class of signs."""
    if op is _parser.SUBPATTERN:
        _, added, _, inner = what
        return None if added & re.IGNORECASE else _needed(inner, most)
    if op in (_parser.MAX_REPEAT, _parser.MIN_REPEAT):
        least, _, inner = what
        return _needed(inner, most) if least else None
    if op is _parser.BRANCH:
        found = [_needed(branch, most) for branch in what[1]]
        words = frozenset[str]().union(*(one for one in found if one))
        words = frozenset(word[:FIRST] for word in words) if len(words) > most else words
        own = frozenset(word for word in words if not any(other in word for other in words - {word}))
        return own if all(found) and len(own) <= most else None
    if op is _parser.IN and len(what) <= FEW and all(kind is _parser.LITERAL for kind, _ in what):
        return frozenset(chr(code) for _, code in what)
    return None


def _cost(words: frozenset[str]) -> tuple[bool, int]:
    """A single sign is in many texts, and so are some words; of others the fewest."""
    return min(map(len, words)) < FIRST or not EVERYWHERE.isdisjoint(words), len(words)
