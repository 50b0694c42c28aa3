"""Numerals that rules read in sentences by themselves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from check.numerals import read_number, tenths_of, whole_of, worth_and_step, worth_of


@pytest.mark.parametrize(
    ("printed", "value"),
    [("12", 12), ("1,260", 1260), ("六", 6), ("十", 10), ("十二", 12), ("两百三十", 230), ("三四", 0), ("零", 0)],
)
def test_whole_numbers(printed: str, value: int) -> None:
    assert whole_of(printed) == value


@pytest.mark.parametrize(
    ("tens", "ones", "value"), [("六", "五", 65), ("九", "半", 95), ("三", "", 30), ("两", "", 20)]
)
def test_tenths(tens: str, ones: str, value: int) -> None:
    assert tenths_of(tens, ones) == value


def test_a_score_in_words() -> None:
    assert read_number("二点七一") == Decimal("2.71")
    assert read_number("三点〇五") == Decimal("3.05")


@pytest.mark.parametrize(
    ("number", "unit", "worth", "step"),
    [
        ("1,234.5", "万元", "12345000", "1000"),
        ("1,234.5", "万", "12345000", "1000"),
        ("1.25", "亿元", "125000000", "1000000"),
        ("-3", "千元", "-3000", "1000"),
        ("860.10", "元", "860.10", "0.01"),
        ("12", "", "12", "1"),
        ("12", None, "12", "1"),
    ],
)
def test_worth_of_a_number_with_its_unit(number: str, unit: str | None, worth: str, step: str) -> None:
    assert worth_of(number, unit) == Decimal(worth)
    assert worth_and_step(number, unit) == (Decimal(worth), Decimal(step))
