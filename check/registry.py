"""The functions behind the rules, found by walking the package: a file with `@rule("A-15")` is all it takes."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from check.case import Logic

_LOGICS: dict[str, Logic] = {}


def rule(*ids: str) -> Callable[[Logic], Logic]:
    """Registers a function as the logic of these rules; ValueError when an id is taken."""

    def register(logic: Logic) -> Logic:
        for rule_id in ids:
            if rule_id in _LOGICS:
                raise ValueError(f"two functions for rule {rule_id}")
            _LOGICS[rule_id] = logic
        return logic

    return register


@cache
def find_logics() -> Mapping[str, Logic]:
    """Every registered function by rule id, after importing all of `check/`."""
    package = import_module("check")
    for module in pkgutil.walk_packages(package.__path__, "check."):
        import_module(module.name)
    return MappingProxyType(_LOGICS)
