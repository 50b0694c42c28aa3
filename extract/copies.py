"""Copies: a second copy of the book among the papers (Word and stamped PDF) and where it says something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from model.submission import Field, Rival
from model.text import squash

#: Fields that say whose book it is and of which project: where they differ, it is another book.
_WHOSE = ("applicant", "company_name")
_WHAT = ("project_name", "factory_name", "scene_name", "cover_scene_name", "line_name")
_LEAST_ALIKE = 0.6


def is_copy(book: Mapping[str, Field], other: Mapping[str, Field]) -> bool:
    """Whether both are the same book: the same company, and most of the short fields that both fill are equal."""
    if not any(_same(book.get(key), other.get(key)) for key in _WHOSE):
        return False
    shared = [key for key in book if key in other and book[key].kind != "longtext" and key != "title"]
    alike = sum(_same(book[key], other[key]) for key in shared)
    named = [key for key in _WHAT if key in book and key in other]
    same_project = not named or any(_same(book[key], other[key]) for key in named)
    return bool(shared) and alike >= _LEAST_ALIKE * len(shared) and (same_project or alike >= 0.9 * len(shared))


def with_rivals(book: Mapping[str, Field], other: Mapping[str, Field]) -> dict[str, Field]:
    """The book's fields; a short field that the copy fills otherwise carries the copy's value as a rival."""
    fields = dict(book)
    for key, field in book.items():
        twin = other.get(key)
        if twin is None or field.kind == "longtext" or _same(field, twin) or key == "title":
            continue
        fields[key] = replace(field, rivals=(*field.rivals, Rival(twin.value, twin.place)))
    return fields


def _same(one: Field | None, other: Field | None) -> bool:
    if one is None or other is None:
        return False
    if one.amount is not None and other.amount is not None:
        return one.amount.value == other.amount.value
    return squash(one.value).lower() == squash(other.value).lower()
