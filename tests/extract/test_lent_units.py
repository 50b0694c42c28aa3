"""Ends of a change of which one alone bears the unit."""

from __future__ import annotations

import pytest

from corpora import load
from extract.numbers import NumberReader

READER = NumberReader(load("gansu-2025").lexicons)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("直通率由91.4提升至95.8%", [("91.4", "%"), ("95.8", "%")]),
        ("班组由43人压减到29，", [("43", "人"), ("29", "人")]),
        ("换模时间46→31分钟", [("46", "分钟"), ("31", "分钟")]),
        ("收入从原来的2.1增长到2.7亿元", [("210000000", "元"), ("270000000", "元")]),
        ("提速到2024年的46小时，编号7提高到第9页", [("46", "小时")]),
        ("共12台，从4到6台不等", [("12", "台"), ("6", "台")]),
        ("由43人压减到29号线", [("43", "人")]),
    ],
)
def test_unit_of_the_other_end(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [(f"{span.amount.value.normalize():f}", span.amount.unit) for span in READER.find(text)]
    assert found == wanted
