"""How likely chance spreads counts so unevenly: the test of chi-square (Pearson 1900)."""

from __future__ import annotations

import math
from collections.abc import Sequence


def find_chance(observed: Sequence[float], expected: Sequence[float] = ()) -> float:
    """The probability that counts so far or farther from the expected ones (all alike where none are given) come about.

    In closed form, so that no rule loads a library of statistics, which takes longer than all rules on a book.
    """
    even = [sum(observed) / len(observed)] * len(observed)
    return survive(sum((o - e) ** 2 / e for o, e in zip(observed, expected or even, strict=True)), len(observed) - 1)


def survive(value: float, freedom: int) -> float:
    """The upper tail of chi-square at this value (Abramowitz and Stegun 26.4.4, 26.4.5)."""
    half, odd = value / 2, freedom % 2
    term = math.exp(-half) * (math.sqrt(half / math.pi) * 2 if odd else 1)
    told = math.erfc(math.sqrt(half)) if odd else 0.0
    for n in range(freedom // 2):
        told += term
        term *= half / (n + 1 + odd / 2)
    return told
