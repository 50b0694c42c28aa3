"""The functions behind the rules, found by walking the package: a file with `@rule("A-15")` is all it takes.

`@batch_rule` registers a function that looks at all submissions of a batch, `@row_rule` one for a row of an office's
table; a rule may have them beside its own.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from check.case import Logic

if TYPE_CHECKING:
    from check.batch import BatchLogic

F = TypeVar("F")

_LOGICS: dict[str, Logic] = {}
_ROW_LOGICS: dict[str, Logic] = {}
_BATCH_LOGICS: dict[str, BatchLogic] = {}


def rule(*ids: str) -> Callable[[Logic], Logic]:
    """Registers a function as the logic of these rules; ValueError when an id is taken."""
    return partial(_register, _LOGICS, ids)


def row_rule(*ids: str) -> Callable[[Logic], Logic]:
    """Registers a function as what these rules ask of one row of an office's table (`Rule.rows`), where that is not
    what they ask of a book."""
    return partial(_register, _ROW_LOGICS, ids)


def batch_rule(*ids: str) -> Callable[[BatchLogic], BatchLogic]:
    """Registers a function as what these rules say of a whole batch; ValueError when an id is taken."""
    return partial(_register, _BATCH_LOGICS, ids)


def _register(taken: dict[str, F], ids: tuple[str, ...], logic: F) -> F:
    for rule_id in ids:
        if rule_id in taken:
            raise ValueError(f"two functions for rule {rule_id}")
        taken[rule_id] = logic
    return logic


@cache
def find_logics() -> Mapping[str, Logic]:
    """Every registered function by rule id, after importing all of `check/`."""
    package = import_module("check")
    for module in pkgutil.walk_packages(package.__path__, "check."):
        import_module(module.name)
    return MappingProxyType(_LOGICS)


@cache
def find_row_logics() -> Mapping[str, Logic]:
    """Every function for rows by rule id."""
    find_logics()
    return MappingProxyType(_ROW_LOGICS)


@cache
def find_batch_logics() -> Mapping[str, BatchLogic]:
    """Every registered batch function by rule id."""
    find_logics()
    return MappingProxyType(_BATCH_LOGICS)
