"""Copies: a second copy of the book among the papers (Word and stamped PDF), where it differs; parts of one book."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from model.submission import Field, Rival
from model.text import squash

#: Fields that say whose book it is and of which project: where they differ, it is another book.
_WHOSE = ("applicant", "company_name")
_WHAT = ("project_name", "factory_name", "scene_name", "cover_scene_name", "line_name")
_LEAST_ALIKE = 0.6
#: The key of a year's figure: total_assets[2023].
_SERIES = re.compile(r"\[(20\d\d)\]$")


def is_copy(book: Mapping[str, Field], other: Mapping[str, Field]) -> bool:
    """Whether both are the same book: the same company, and most of the short fields that both fill are equal."""
    if not any(_same(book.get(key), other.get(key)) for key in _WHOSE):
        return False
    if _is_earlier(book, other):
        return False
    shared = [key for key in book if key in other and book[key].kind != "longtext" and not key.startswith("title")]
    alike = sum(_same(book[key], other[key]) for key in shared)
    named = [key for key in _WHAT if key in book and key in other]
    same_project = not named or any(_same(book[key], other[key]) for key in named)
    return bool(shared) and alike >= _LEAST_ALIKE * len(shared) and (same_project or alike >= 0.9 * len(shared))


def of_two_years(book: Mapping[str, Field], other: Mapping[str, Field]) -> bool:
    """Whether both tell their day, in different years."""
    return len({day.value[:4] for fields in (book, other) if (day := fields.get("declare_date"))}) > 1


def _is_earlier(book: Mapping[str, Field], other: Mapping[str, Field]) -> bool:
    """Whether they are declarations of two years, for two things, with the figures of other years or under
    the title of an earlier one: some may be told
    again, it is no version."""
    if not of_two_years(book, other):
        return False
    if is_dated_so(book, other) or is_dated_so(other, book):
        return True
    things = [[squash(f.value) for key in _WHAT if (f := fields.get(key))] for fields in (book, other)]
    told = [{hit[1] for key in fields if (hit := _SERIES.search(key))} for fields in (book, other)]
    return (all(things) and not set(things[0]) & set(things[1])) or (all(told) and max(told[0]) != max(told[1]))


def is_dated_so(one: Mapping[str, Field], other: Mapping[str, Field]) -> bool:
    """优秀场景申报书（2024年度）, declared in 2024: the title bears the day out, which is no slip then."""
    title, year = one.get("title"), one["declare_date"].value[:4]
    return title is not None and f"{year}年" in squash(title.text) and other["declare_date"].value[:4] > year


def is_part(book: Mapping[str, Field], other: Mapping[str, Field]) -> bool:
    """Whether the other is a part of the same book in a file of its own (the cover): one company, nothing told
    otherwise, and mostly what the book itself lacks."""
    owners = {squash(f.value) for fields in (book, other) for key in _WHOSE if (f := fields.get(key))}
    keys = [key for key in other if not key.startswith("title") and other[key].kind != "longtext"]
    shared = [key for key in keys if key in book]
    return len(owners) == 1 and 2 * len(shared) < len(keys) and all(_same(book[key], other[key]) for key in shared)


def with_rivals(book: Mapping[str, Field], other: Mapping[str, Field]) -> dict[str, Field]:
    """The book's fields; a short field that the copy fills otherwise carries the copy's value as a rival."""
    fields = dict(book)
    for key, field in book.items():
        twin = other.get(key)
        if twin is None or field.kind == "longtext" or _same(field, twin) or key.startswith("title"):
            continue
        fields[key] = replace(field, rivals=(*field.rivals, Rival(twin.value, twin.place)))
    return fields


def _same(one: Field | None, other: Field | None) -> bool:
    if one is None or other is None:
        return False
    if one.amount is not None and other.amount is not None:
        return one.amount.value == other.amount.value
    return squash(one.value).lower() == squash(other.value).lower()
