"""Lists in prose of which only the last number prints the unit."""

from __future__ import annotations

import pytest

import corpora
from extract.claims.united import share_units
from extract.numbers import NumberReader

READER = NumberReader(corpora.load().lexicons)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("2020年至2022年营业收入依次为8,105.40、8,630.15和9,412.80万元", ["81054000元", "86301500元", "94128000元"]),
        ("近三年利润总额分别为0.61、0.70、0.82亿元。", ["61000000元", "70000000元", "82000000元"]),
        ("两条线合格率分别为97.5和98.2%", ["97.5%", "98.2%"]),
        ("历年产量依次为310、342、365台", ["310台", "342台", "365台"]),
        ("人员与设备分别为120、33台", ["120", "33台"]),
        ("第3、4期共投入260万元", ["2600000元"]),
        ("收入分别为2、8000万元", ["2", "80000000元"]),
    ],
)
def test_units_of_a_list(text: str, worth: list[str]) -> None:
    """Counted things need a row of years; sizes far apart are no row."""
    spans = [n for n in READER.find(text, bare=True) if not (text[n.end :].startswith("年") and n.bare)]
    found = [f"{n.amount.value.normalize():f}{n.amount.unit}" for n in share_units(text, spans)]
    assert found[-len(worth) :] == worth
