"""One YAML file → plain data → a noun, strictly: an unknown key or a wrong type raises `BadData` naming the file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import TypeAdapter, ValidationError

from model.errors import BadData

ROOT = Path(__file__).parent
#: libyaml's loader where PyYAML was built with it: the same data, about ten times sooner.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

T = TypeVar("T")


def read_yaml(path: Path, convert: Callable[[Any], Any] = lambda data: data) -> Any:
    """The content of a YAML file; BadData when it is not YAML."""
    try:
        return convert(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER))  # noqa: S506  both are safe loaders
    except yaml.YAMLError as error:
        raise BadData(path.name, f"不是有效的 YAML：{error}") from error


def build(noun: type[T], data: Any, source: str) -> T:
    """`data` as `noun`; BadData names `source` for a missing, unknown or mistyped key."""
    adapter = _adapter(cast(Hashable, noun))
    try:
        value: T = adapter.validate_python(data)
    except ValidationError as error:
        raise BadData(source, f"不符合要求：{error}") from error
    if stray := list(_stray_keys(data, adapter.dump_python(value))):
        raise BadData(source, f"有未定义的键：{'、'.join(stray)}")
    return value


@cache
def _adapter(noun: Any) -> TypeAdapter[Any]:
    return TypeAdapter(noun)


def _stray_keys(written: Any, understood: Any) -> Iterator[str]:
    """Keys that stand in the file but went nowhere."""
    if isinstance(written, dict) and isinstance(understood, dict):
        for key, value in written.items():
            if key not in understood:
                yield str(key)
            else:
                yield from _stray_keys(value, understood[key])
    elif isinstance(written, list) and isinstance(understood, list | tuple):
        for one, other in zip(written, understood, strict=True):
            yield from _stray_keys(one, other)
