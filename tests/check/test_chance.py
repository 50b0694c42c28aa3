"""The chance of an uneven spread is what tables of chi-square print, and what `scipy.stats` reckons of the counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from check.digits.chance import find_chance


@pytest.mark.parametrize(
    ("observed", "expected", "chance"),
    [
        ([50, 50], (), 1.0),  # as even as can be
        ([60, 40], (), 0.0455),  # 4.00 with one degree of freedom
        ([5, 8, 9, 8, 10, 20], (), 0.01990),  # 13.4 with five: a die thrown sixty times
        ([315, 101, 108, 32], [312.75, 104.25, 104.25, 34.75], 0.9254),  # Mendel's peas: 0.470 with three
    ],
)
def test_chance_is_that_of_the_tables(observed: list[int], expected: list[float], chance: float) -> None:
    assert find_chance(observed, expected) == pytest.approx(chance, rel=2e-3)


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
