"""One endless paragraph takes time in proportion to its length, not to its square."""

from __future__ import annotations

import time

from check.once import spans_with
from check.prose.list_counted import COUNTED, LISTED
from extract.numbers import _NAMES


def test_a_long_run_of_digits_is_passed_over_once() -> None:
    begin = time.monotonic()
    assert not _NAMES.search("7" * 40_000)
    assert time.monotonic() - begin < 10  # with the square of its length more than a minute


def test_numbers_of_names_are_still_names() -> None:
    text = "3号车间、第12、13批、2.5版、1.2.3版、V2.0"
    assert [m[0] for m in _NAMES.finditer(text)] == ["3号", "第12、13", "2.5版", "1.2.3", "V2.0"]


def test_a_long_list_without_a_number_is_passed_over_once() -> None:
    begin = time.monotonic()
    assert spans_with("甲、" * 100_000, LISTED, COUNTED) == []
    assert len(spans_with("甲、乙两个系统。丙三类。", LISTED, COUNTED)) == 1
    assert time.monotonic() - begin < 10
