"""Layout: the printed form of an official table and the words its columns need, from `corpora/tables/<form>.yml`."""

from __future__ import annotations

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from model.errors import BadData
from model.reference import Reference

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, config=_STRICT)
class Column:
    """`width` in millimetres; `centre`: short values stand in the middle."""

    key: str
    label: str
    width: int
    centre: bool = False


@dataclass(frozen=True, config=_STRICT)
class Carrier:
    """What a book of this form declares and which of its fields name project, place, investment and period."""

    form: str
    type: str
    project: tuple[str, ...]
    address: tuple[str, ...]
    investment: str
    period: str


@dataclass(frozen=True, config=_STRICT)
class Layout:
    """The content of one YAML file; the comments there say what each list is for."""

    id: str
    annex: str
    title: str
    header: tuple[str, ...]
    footer: tuple[str, ...]
    province: str
    columns: tuple[Column, ...]
    types: tuple[str, ...]
    modes: tuple[str, ...]
    carriers: tuple[Carrier, ...]
    mode_of_major: dict[str, tuple[str, ...]]
    systems: tuple[str, ...]
    networks: tuple[str, ...]
    in_use: tuple[str, ...]
    robot_types: tuple[str, ...]
    titles: tuple[str, ...]
    not_yet: tuple[str, ...]
    foreign: tuple[str, ...]


def layout_of(reference: Reference, form: str) -> Layout:
    """The layout of a form; BadData when there is none or it breaks this shape."""
    if form not in reference.tables:
        raise BadData(form, "缺少表样数据")
    try:
        return TypeAdapter(Layout).validate_python(reference.tables[form])
    except ValidationError as error:
        raise BadData(form, f"表样数据不符合要求：{error}") from error
