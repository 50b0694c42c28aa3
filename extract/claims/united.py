"""A list whose last number alone prints the unit: 收入依次为3.1、3.4、3.9亿元; the others are of that unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extract.numbers import NumberSpan

_GLUE = re.compile(r"\s*(?:、|,|，)?\s*(?:和|及|与|以及)?\s*")
#: What announces several numbers; counted things need a row of years (人和台分别为 are not of one unit).
_EACH = re.compile(r"分别|依次|逐年|逐月|各为|各年|历年|[两二三四五2-5]年")
_YEARS = re.compile(r"依次|逐年|逐月|历年|各年|[两二三四五2-5]年|20\d\d年?(?:至|到|[-—–~～、和])")
#: So far before the first number.
_AHEAD = 40
#: A number so many times another is none of the same row.
_APART = Decimal(50)


def share_units(text: str, numbers: Sequence[NumberSpan]) -> list[NumberSpan]:
    found = list(numbers)
    for stop in range(len(found) - 1, 0, -1):
        last = found[stop]
        if last.bare or not last.printed_unit or last.amount.top is not None or found[stop - 1].bare is False:
            continue
        first = stop
        while first and found[first - 1].bare and _is_next(text, found[first - 1], found[first]):
            first -= 1
        lead = re.split(r"[。；;\n]", text[max(0, found[first].start - _AHEAD) : found[first].start])[-1]
        if first == stop or not _EACH.search(lead) or (last.amount.count and not _YEARS.search(lead)):
            continue
        factor = last.amount.step * Decimal(10) ** last.amount.decimals
        row = [_with_unit(number, last, factor) for number in found[first:stop]]
        sizes = [abs(number.amount.value) for number in (*row, last)]
        if all(sizes) and max(sizes) <= _APART * min(sizes):
            found[first:stop] = row
    return found


def _is_next(text: str, number: NumberSpan, following: NumberSpan) -> bool:
    between = text[number.end : following.start]
    return bool(between) and _GLUE.fullmatch(between) is not None


def _with_unit(number: NumberSpan, last: NumberSpan, factor: Decimal) -> NumberSpan:
    own = number.amount
    value = own.value * factor
    count = last.amount.count and value == value.to_integral_value()
    amount = replace(own, value=value, step=own.step * factor, unit=last.amount.unit, count=count)
    return replace(number, amount=amount, bare=False, printed_unit=last.printed_unit)
