"""The chance of an uneven spread is that of the library of statistics."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from check.digits.chance import find_chance


@given(st.lists(st.integers(0, 500), min_size=2, max_size=12).filter(any))
def test_chance_is_that_of_chi_square(counts: list[int]) -> None:
    assert find_chance(counts) == pytest.approx(float(chisquare(counts).pvalue), rel=1e-9, abs=1e-250)


@given(st.lists(st.tuples(st.integers(0, 500), st.floats(0.01, 1)), min_size=2, max_size=12).filter(any))
def test_chance_against_an_uneven_spread(told: list[tuple[int, float]]) -> None:
    counts = [count for count, _ in told]
    if not any(counts):
        return
    whole = sum(share for _, share in told)
    expected = [sum(counts) * share / whole for _, share in told]
    assert find_chance(counts, expected) == pytest.approx(
        float(chisquare(counts, expected).pvalue), rel=1e-9, abs=1e-250
    )
