"""Where the text changes what it speaks of: sentences, clauses, scopes, plans and results (patterns are data)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.numbers import NumberSpan
from model.reference import Lexicons

_SENTENCE = re.compile(r"[。！？!?\n]|(?<![\d)）])[;；](?=\s*$)")
_PART = re.compile(r"[;；]")
_CLAUSE = re.compile(r"[,，]|(?<!自动化)、|[:：](?!\s*[约近超逾]?[\d￥¥])|——")
_BRACKETS = re.compile(r"\(([^()]{0,80})\)")
_COUNTED = re.compile(r"[\u4e00-\u9fffA-Za-z]{0,5}$")
_THINGS = ("line", "workshop", "scene", "product", "process")
_COMPARED = re.compile(r"(?:与|比|较|同|于|和|跟|出|标|到)[\u4e00-\u9fff]{0,2}$")
#: 860家(含小微)饲料加工企业完成销售额…: many firms, none of them the applicant, and what they made together.
_FIRMS = re.compile(r"[\d多余几数]\s*家(?:\([^()]{0,12}\))?[^,，。;；、:：\d()]{0,14}$")
_TOGETHER = re.compile(r"(?:合计|共计?|累计|总计)?(?:完成|实现)(?:生产|销售|工业|主营|营业|利润|产值|总)")
SCOPES = ("group", "other", "industry", "national", "process", "workshop", "line", "product", "scene", "company")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text with a meaning: a scope's name, `plan` or `real`."""

    start: int
    end: int
    name: str


class Borders:
    """Sentence, part and clause borders of one text; positions are looked up by bisection."""

    def __init__(self, text: str, numbers: Sequence[NumberSpan]) -> None:
        inside = bytearray(len(text) + 1)
        for number in numbers:
            inside[number.start : number.end] = b"1" * (number.end - number.start)
        sentences = [m.end() for m in _SENTENCE.finditer(text)]
        parts = [m.end() for m in _PART.finditer(text)]
        clauses = [m.end() for m in _CLAUSE.finditer(text) if not inside[m.start()]]
        for match in _BRACKETS.finditer(text):
            if any(inside[match.start() : match.end()]):
                clauses += [match.start() + 1, match.end()]
        self._sentences = sentences
        self._parts = sorted({*sentences, *parts})
        self._clauses = sorted({*sentences, *parts, *clauses})
        self._length = len(text)

    def sentence(self, at: int) -> tuple[int, int]:
        return self._around(self._sentences, at)

    def part(self, at: int) -> tuple[int, int]:
        return self._around(self._parts, at)

    def clause(self, at: int) -> tuple[int, int]:
        return self._around(self._clauses, at)

    def _around(self, borders: list[int], at: int) -> tuple[int, int]:
        index = bisect_right(borders, at)
        return (borders[index - 1] if index else 0), (borders[index] if index < len(borders) else self._length)


class MarkFinder:
    """Finds scopes and plans with the patterns of one reference."""

    def __init__(self, lexicons: Lexicons) -> None:
        lists = lexicons.lists
        self._scopes = re.compile("|".join(f"(?P<{name}>{_either(lists[f'scope_{name}'])})" for name in SCOPES))
        self._plans = re.compile(f"(?P<plan>{_either(lists['planned'])})|(?P<real>{_either(lists['real'])})")

    def scopes(self, text: str, numbers: Sequence[NumberSpan]) -> list[Mark]:
        """Scopes, without what is only counted (建成3条产线) or compared with (与行业平均水平相比)."""
        ends = [n.end for n in numbers]
        kept = []
        for match in self._scopes.finditer(text):
            index = bisect_right(ends, match.start())
            counted = (
                index and match.start() - ends[index - 1] <= 5 and _COUNTED.match(text[ends[index - 1] : match.start()])
            )
            compared = match.lastgroup in ("industry", "national") and _COMPARED.search(
                text[max(0, match.start() - 4) : match.start()]
            )
            name = match.lastgroup or ""
            if name == "company" and _FIRMS.search(text, max(0, match.start() - 36), match.start()):
                if not _TOGETHER.match(text, match.end()):
                    continue
                name = "industry"
            if not (counted and name in _THINGS) and not compared:
                kept.append(Mark(match.start(), match.end(), name))
        return kept

    def plans(self, text: str) -> list[Mark]:
        return [Mark(m.start(), m.end(), m.lastgroup or "") for m in self._plans.finditer(text)]


def last_mark(marks: Sequence[Mark], start: int, stop: int) -> Mark | None:
    """The last mark that begins in [start, stop)."""
    index = bisect_right(marks, stop - 1, key=lambda m: m.start)
    mark = marks[index - 1] if index else None
    return mark if mark and mark.start >= start else None


def _either(patterns: Iterable[str]) -> str:
    return "|".join(patterns)
