"""Layout: the printed form of an official table and the words its columns need, from `corpora/tables/<form>.yml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from model.errors import BadData

_TABLES = Path(__file__).parent.parent / "corpora" / "tables"
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


@lru_cache
def load_layout(form: str) -> Layout:
    """The layout of a form; BadData when its file is missing or breaks this shape."""
    path = _TABLES / f"{form.lower().replace('-', '_')}.yml"
    try:
        return TypeAdapter(Layout).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise BadData(path.name, "缺少表样数据") from error
    except (yaml.YAMLError, ValidationError) as error:
        raise BadData(path.name, f"表样数据不符合要求：{error}") from error
