"""What two counts of a sentence give: 关键工序设备40台，数控的22台 → 55%; 62个岗位（…） with 占…的70.2% beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from check.case import Case
from check.numerals import COUNT, whole_of
from check.once import split_sentences
from check.sought import Sought
from check.stated import FOREIGN, PERCENT, Stated, value_of
from check.telling import BEFORE_WORKS, OUTSIDE, Text, tell_texts
from model.amount import Amount, Source

#: What is counted, by kind: machines, persons and posts, steps.
_UNITS = {"台": "台", "套": "台", "名": "人", "人": "人", "位": "人", "席": "人", "个": "个", "项": "个", "道": "个"}
_UNITS |= {"段": "个", "环": "个", "种": "个", "类": "个"}
_COUNTED = re.compile(
    rf"(?<![\d第])(?<!\d[.,])(?P<n>{COUNT})\s*(?P<unit>台|套|名|人|位|席|个|项|道|段|环|种|类)(?!月|百分|小时|年)"
)
_LISTED = re.compile(rf"(?:[（(][^）)]*[）)])?、[^，,。；;\d]{{1,14}}?(?P<n>{COUNT})\s*[台套个]")
#: So many characters stand at most between a count and its noun, and between the two counts.
_NEAR, _APART = 16, 34
_ENDS = re.compile(r"[。；;！？\n]")
#: A point of the percent that the counts give may be lost by rounding.
_ROUNDED = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class _Count:
    number: int
    kind: str
    start: int
    end: int


def find_counted(case: Case) -> list[Stated]:
    """The shares that the counts of sentences give, by the `counts` of the rule and by `counted`: none of plans,
    former times or other plants."""
    counted = list[Stated]()
    patterns = tuple(counts_of(one) for one in case.rule.params.get("counts", ()))
    asked = case.rule.params.get("counted")
    for text in tell_texts(case) if patterns or asked else ():
        found = [(hit.start(), hit[0], hit["n"], hit["k"]) for one in patterns for hit in one.finditer(text.text)]
        told = [(start, said, whole_of(n), whole_of(k)) for start, said, n, k in found]
        told += _pairs(text, asked) if asked else ()
        for start, said, whole, part in told:
            head = _ENDS.split(text.text[:start])[-1]
            sentence = head + said + _ENDS.split(text.text[start + len(said) :])[0]
            own = not BEFORE_WORKS.search(head + said) and not OUTSIDE.search(sentence) and not FOREIGN.search(said)
            listed = _LISTED.match(text.text, start + len(said))
            if listed and whole_of(listed["n"]) != whole - part:
                continue  # 其中数控机床20台、机器人12台: kinds in a row
            if not 0 < part <= whole or not own or case.reference.lexicons.is_plan(head + said):
                continue
            share = (Decimal(part) * 100 / whole).quantize(Decimal("0.1"))
            amount = Amount(share, "%", Decimal("0.1"), Source.PROSE, decimals=1)
            counted.append(
                Stated(amount, text.place.quoting(said), said.replace("其中", ""), re.split("[，,]", head)[-1])
            )
    return counted


def _pairs(text: Text, asked: Mapping[str, str]) -> Iterator[tuple[int, str, int, int]]:
    """(start, words, all, those that have it) of each sentence that counts both."""
    of, has, never = (_sought(asked[key]) if key in asked else None for key in ("of", "has", "never"))
    if of is None or has is None or not (of.may_be_in(text.text) and has.may_be_in(text.text)):
        return
    for sentence in split_sentences(text.text):
        if not of.search(sentence) or not has.search(sentence):
            continue
        if (pair := _pair(sentence, of, has)) is not None:
            first, last = sorted(pair, key=lambda one: one.start)
            ahead = max((sentence.rfind(mark, 0, first.start) for mark in "，,"), default=-1)
            if never and never.search(sentence[ahead + 1 : last.end + _NEAR]):
                continue  # of what the two counts are said to be, not of another clause
            nouns = [hit.span() for one in (of, has) for hit in one.finditer(sentence)]
            near = [s for s, e in nouns if e <= first.start and first.start - e <= _NEAR]
            start = min(near, default=first.start)
            behind = next((hit.end() for hit in PERCENT.finditer(sentence, last.end)), last.end)
            end = behind if behind - last.end <= _NEAR else last.end
            yield text.text.find(sentence) + start, sentence[start:end], pair[0].number, pair[1].number


def count_pair(sentence: str, of: Sought, has: Sought) -> tuple[int, int] | None:
    """(all, those that have it) of a sentence that counts both, fewer having it than there are."""
    pair = _pair(sentence, of, has) if of.may_be_in(sentence) and has.may_be_in(sentence) else None
    return (pair[0].number, pair[1].number) if pair else None


def _pair(sentence: str, of: Sought, has: Sought) -> tuple[_Count, _Count] | None:
    """(all, those that have it): each beside its noun, one after the other; a share printed beside bears them out."""
    counts = [
        _Count(whole_of(hit["n"]), _UNITS[hit["unit"]], hit.start(), hit.end()) for hit in _COUNTED.finditer(sentence)
    ]
    first = min((one.start for one in counts), default=0)
    shares = [value_of(hit) for hit in PERCENT.finditer(sentence, first)]
    whose = [hit.span() for hit in of.finditer(sentence)]
    having = [hit.span() for hit in has.finditer(sentence)]
    found = []
    for whole in counts:
        for part in counts:
            if part.number >= whole.number or not part.number or _apart(whole, part) > _APART:
                continue
            if whole.kind != part.kind and {whole.kind, part.kind} != {"人", "个"}:
                continue
            share = Decimal(part.number) * 100 / whole.number
            borne = any(abs(one - share) <= _ROUNDED for one in shares)
            if _beside(whole, part, whose) and _beside(part, whole, having):
                found.append((borne, whole, part))
    sure = [one for one in found if one[0]] or found
    # a figure beside that the counts do not give is the share of something else, a third count may be of anything
    if not sure or (not sure[0][0] and shares):
        return None
    borne, whole, part = sure[0]
    others = [one for one in counts if one not in (whole, part) and one.kind == part.kind]
    rest = len(others) == 1 and others[0].number == whole.number - part.number
    return (whole, part) if borne or rest or not others else None


def _apart(one: _Count, other: _Count) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _beside(count: _Count, other: _Count, nouns: Iterable[tuple[int, int]]) -> bool:
    """Whether one of the nouns stands near the count, the other count not between."""
    low = other.end if other.end <= count.start else 0
    high = other.start if other.start >= count.end else count.end + 2 * _NEAR
    return any(
        (low < end <= count.start and count.start - end <= _NEAR)
        or (count.end <= start < high and start - count.end <= _NEAR)
        for start, end in nouns
    )


@lru_cache(maxsize=32)
def _sought(pattern: str) -> Sought:
    return Sought(pattern)


@lru_cache(maxsize=16)
def counts_of(pattern: str) -> Sought:
    """`<N>` and `<K>` of a pattern stand for the count of all and of those that have it."""
    return Sought(pattern.replace("<N>", rf"(?P<n>{COUNT})").replace("<K>", rf"(?P<k>{COUNT})"))
