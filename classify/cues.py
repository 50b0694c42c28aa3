"""Cues: the words of a text that speak for one element (面向 针对 部署 技术 效果) of a scenario, with their spans."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log1p, sqrt

from model.guide import ELEMENTS, Guide

REACH = 8
"""乙 of 甲~乙 begins at most so many characters after 甲, in the same clause."""

_BREAK = re.compile(r"[，,。；;！!？?：:\n]")
_LATIN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Hit:
    """`text[start:end]` speaks for `element` of scenario `no`; `word` as it stands in the cue list."""

    start: int
    end: int
    word: str
    no: int
    element: str


@dataclass(frozen=True)
class CueTable:
    """Rows (word, no, element); a word may stand in several rows. Looked up by its first two characters."""

    rows: tuple[tuple[str, int, str], ...]

    @classmethod
    def of_guide(cls, guide: Guide) -> CueTable:
        """The hand-written words of practice and the official words of each element."""
        rows = {
            (fold_characters(word), scenario.no, element)
            for scenario in guide.scenarios
            for element in ELEMENTS
            for words in (scenario.phrases(element), *(c.words for c in scenario.cues if c.element == element))
            for word in words
            if len(word) > 1
        }
        return cls(tuple(sorted(rows)))

    def __post_init__(self) -> None:
        meanings: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for word, no, element in self.rows:
            meanings[word].append((no, element))
        heads: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for word in meanings:
            first, _, then = word.partition("~")
            heads[first[:2]].append((word, first, then))
        object.__setattr__(self, "_meanings", dict(meanings))
        object.__setattr__(self, "_heads", dict(heads))
        shares = {word: sqrt(1 / len({no for no, _ in said})) for word, said in meanings.items()}
        object.__setattr__(self, "_shares", shares)

    def find(self, text: str) -> Iterator[Hit]:
        """Every cue of a text, in its own positions."""
        meanings: dict[str, list[tuple[int, str]]] = self._meanings  # type: ignore[attr-defined]
        for start, end, word in self._spans(fold_characters(text)):
            for no, element in meanings[word]:
                yield Hit(start, end, word, no, element)

    def strengths(self, text: str) -> dict[int, float]:
        """How much the cues speak for each scenario: log(1 + words), a word shared by n scenarios counts 1/√n."""
        meanings: dict[str, list[tuple[int, str]]] = self._meanings  # type: ignore[attr-defined]
        shares: dict[str, float] = self._shares  # type: ignore[attr-defined]
        sums: dict[int, float] = defaultdict(float)
        for word in {word for _, _, word in self._spans(fold_characters(text))}:
            for no in {no for no, _ in meanings[word]}:
                sums[no] += shares[word]
        return {no: log1p(total) for no, total in sorted(sums.items())}

    def _spans(self, folded: str) -> Iterator[tuple[int, int, str]]:
        heads: dict[str, list[tuple[str, str, str]]] = self._heads  # type: ignore[attr-defined]
        for at in range(len(folded) - 1):
            for word, first, then in (*heads.get(folded[at : at + 2], ()), *heads.get(folded[at], ())):
                if not folded.startswith(first, at) or not _stands_alone(folded, at, at + len(first)):
                    continue
                end = at + len(first)
                if then:
                    window = _BREAK.split(folded[end : end + REACH + len(then)], maxsplit=1)[0]
                    found = window.find(then)
                    if found < 0:
                        continue
                    end += found + len(then)
                yield at, end, word


def fold_characters(text: str) -> str:
    """Plain signs and lower case, character by character: positions stay those of `text`."""
    return "".join(_fold_one(character) for character in text)


def _fold_one(character: str) -> str:
    if "一" <= character <= "鿿":
        return character
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 else character


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A Latin word is not the middle of a longer one."""
    before = start and _LATIN.match(text[start]) and _LATIN.match(text[start - 1])
    after = end < len(text) and _LATIN.match(text[end - 1]) and _LATIN.match(text[end])
    return not before and not after


def widest(hits: Iterable[Hit]) -> Sequence[Hit]:
    """Without hits that lie inside another of the same scenario and element, in the order of the text."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not any(
            k.start <= hit.start and hit.end <= k.end and (k.no, k.element) == (hit.no, hit.element) for k in kept
        ):
            kept.append(hit)
    return kept
