"""Many: frozen records by the hundred. A frozen dataclass sets its fields one by one through a guard, which takes
longer than all else that is done for a cell; here a column of values goes to each field in one go.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from itertools import repeat
from typing import Any, TypeVar

_Record = TypeVar("_Record")


def make_many(record: Callable[..., _Record], count: int, *columns: Iterable[Any]) -> list[_Record]:
    """`count` records of a dataclass with slots and no `__post_init__`: one column of values a field, in order."""
    made: list[_Record] = list(map(object.__new__, repeat(record, count)))  # type: ignore[arg-type]
    for put, values in zip(_setters(record), columns, strict=True):
        deque(map(put, made, values), maxlen=0)
    return made


@cache
def _setters(record: Any) -> list[Callable[[Any, Any], None]]:
    return [getattr(record, field.name).__set__ for field in fields(record)]
