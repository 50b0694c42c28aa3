"""P-18: one picture of the book stands under two captions: 建设前 and 建设后, or two different things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz

from check.case import Agreed, Answer, Case
from model.finding import Severity
from model.submission import Figure

_BEFORE = re.compile(
    r"(?:建设|改造|实施|升级|改建|技改|投用|应用|上线|整改)(?:以|之)?前|原有|旧|老(?:线|厂|设备|车间|产线)|原(?:生产|产|工|车间|现场|人工)"
)
_AFTER = re.compile(
    r"(?:建设|改造|实施|升级|改建|技改|投用|应用|上线|整改)(?:以|之)?后|建成|现在|新(?:线|产线|车间|厂)|现状"
)
#: Bits of 64 in which two prints of one picture may differ.
_PRINTS = 2
#: Captions that say the same of one picture, shortened or reordered.
_SAME = 60


def find_pictures_reused(case: Case) -> Iterator[Answer]:
    """W for the same bytes under captions that differ, and for near copies (resized) as before and after."""
    for paper in case.submission.papers:
        for one, two in combinations(paper.figures, 2):
            apart = is_apart(one.caption, two.caption)
            same = one.sha256 == two.sha256
            if not same and not (apart and bits_between(one, two) <= _PRINTS):
                continue
            if not apart and fuzz.ratio(one.caption, two.caption) >= _SAME:
                yield Agreed()
                continue
            yield case.finding(
                f"《{paper.file}》“{one.caption}”与“{two.caption}”用的是同一张图片，请核实。",
                one.place.quoting(one.caption),
                two.place.quoting(two.caption),
                severity=Severity.W,
                tags=("picture",),
                about=(one.place.path, two.place.path),
                expected=one.caption,
                found=two.caption,
            )


def is_apart(one: str, two: str) -> bool:
    """Whether one caption speaks of before and the other of after."""
    return any(_BEFORE.search(a) and _AFTER.search(b) and not _BEFORE.search(b) for a, b in ((one, two), (two, one)))


def bits_between(one: Figure, two: Figure) -> int:
    if not one.likeness or not two.likeness:
        return 64
    return (int(one.likeness, 16) ^ int(two.likeness, 16)).bit_count()
