"""Hedge words that touch a number: 约, 近, 以上, 左右 … with the class each belongs to (crosschecks.md §2)."""

from __future__ import annotations

import re
from functools import cached_property

from model.amount import Hedge
from model.reference import Lexicons

#: These stand behind the number; 不到 on either side.
_BEHIND = ("左右", "上下", "以上", "以内", "之内", "以下", "及以上", "有余", "出头", "不到", "开外", "之多")
_LEAD = re.compile(r"(?:了|为|达到?|到|至)?\s*(?:±|\+|￥|¥|人民币)?\s*$")


class HedgeFinder:
    """Finds hedges with the words of one reference."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons

    def find(self, flat: str, start: int, end: int) -> tuple[Hedge, str, int, int]:
        """The hedge word that touches the number, before or after; (class, word, start, end of the whole)."""
        lead = _LEAD.search(flat[max(0, start - 8) : start])
        gap = len(lead[0]) if lead else 0
        found = (Hedge.NONE, "", start, end)
        for reach in {start, start - gap}:
            before = flat[max(0, reach - 6) : reach]
            for kind, word in self._words:
                if kind in (Hedge.FUTURE, Hedge.ODD) or (word in _BEHIND and word != "不到"):
                    continue
                if before.endswith(word) and not self._stopped(flat, reach - len(word)):
                    found = (kind, word, reach - len(word), end)
                    break
            if found[1]:
                break
        rest = flat[end : end + 5]
        after = rest.lstrip(" ")
        for kind, word in self._words:
            if word in _BEHIND and after.startswith(word):
                stop = end + len(rest) - len(after) + len(word)
                weak = (
                    found[0] is Hedge.NONE
                    or (found[0] is Hedge.ABOUT and kind is not Hedge.ABOUT)
                    or found[1] == "达到"
                )
                return (kind, word, found[2], stop) if weak else (found[0], found[1], found[2], stop)
        return found

    @cached_property
    def _words(self) -> list[tuple[Hedge, str]]:
        pairs = [(Hedge(kind), word) for kind, words in self._lexicons.hedges.items() for word in words]
        return sorted(pairs, key=lambda pair: -len(pair[1]))

    def _stopped(self, flat: str, at: int) -> bool:
        """Whether the hedge at `at` belongs to a word that only looks like one (近三年, 节约)."""
        return any(
            flat.find(word, max(0, at - len(word) + 1), at + len(word)) != -1 for word in self._lexicons.stop_hedges
        )
