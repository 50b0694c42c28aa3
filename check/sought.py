"""Sought: a pattern that looks only at texts in which its own words stand.

The words are read off the pattern: each match of `法人[^。]{0,9}(?:变更|更换)` has 法人 in it, so a text without 法人
is passed over without asking the pattern. What is found is what the pattern finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
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


class Seen:
    """Texts of which one asks at once whether a word may stand in any of them, whatever its case."""

    __slots__ = ("_pairs", "_text")

    def __init__(self, texts: Iterable[str]) -> None:
        self._text = "\n".join(texts).casefold()
        self._pairs = frozenset(map("".join, pairwise(self._text)))

    def __contains__(self, word: str) -> bool:
        told = word.casefold()
        return (len(told) < FIRST or told[:FIRST] in self._pairs) and told in self._text


class Sought:
    """`finditer` and `search` of `re.Pattern` over a text; `words`: of each set one stands in every match."""

    __slots__ = ("_fold", "pattern", "words")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        cased = bool(self.pattern.flags & re.IGNORECASE)
        found = sorted(_sets(_parser.parse(pattern, flags)), key=_cost)[:SETS]
        self.words = tuple(tuple(sorted(word.casefold() if cased else word for word in one)) for one in found)
        self._fold = cased and any(word.upper() != word.lower() for one in self.words for word in one)

    def may_be_in(self, text: str | Seen) -> bool:
        """False where the pattern cannot match."""
        told = text.casefold() if self._fold and isinstance(text, str) else text
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
def sought(pattern: str, flags: int = 0) -> Sought:
    return Sought(pattern, flags)


def _sets(parsed: Iterable[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """Sets of words; of each, one is in everything that this matches."""
    run = ""
    for op, what in (*parsed, (None, None)):
        if op is _parser.LITERAL:
            run += chr(what)
            continue
        if run:
            yield frozenset({run})
        run = ""
        if op is not None and (inner := _inside(op, what)):
            yield inner


def _needed(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The set that rules out most, or None where nothing is known."""
    return min(_sets(parsed), key=_cost, default=None)


def _inside(op: Any, what: Any) -> frozenset[str] | None:
    """The words of one item of a pattern: a group, a repetition, a choice, a class of signs."""
    if op is _parser.SUBPATTERN:
        _, added, _, inner = what
        return None if added & re.IGNORECASE else _needed(inner)
    if op in (_parser.MAX_REPEAT, _parser.MIN_REPEAT):
        least, _, inner = what
        return _needed(inner) if least else None
    if op is _parser.BRANCH:
        found = [_needed(branch) for branch in what[1]]
        words = frozenset[str]().union(*(one for one in found if one))
        words = frozenset(word[:FIRST] for word in words) if len(words) > MOST else words
        own = frozenset(word for word in words if not any(other in word for other in words - {word}))
        return own if all(found) and len(own) <= MOST else None
    if op is _parser.IN and len(what) <= FEW and all(kind is _parser.LITERAL for kind, _ in what):
        return frozenset(chr(code) for _, code in what)
    return None


def _cost(words: frozenset[str]) -> tuple[bool, int]:
    """A single sign is in many texts, and so are some words; of others the fewest."""
    return min(map(len, words)) < FIRST or not EVERYWHERE.isdisjoint(words), len(words)
