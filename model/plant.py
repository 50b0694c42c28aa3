"""Plant: one kind of known error as data, to be planted in copies of a batch for the self-test."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plant:
    """A row of `corpora/plants/*.yml`.

    `rule` is the rule whose recall it measures, `also` are rules that may rightly speak of the same cause instead.
    `keys` are patterns (fnmatch; `[*]` is any year or row) of fields or chapters of which one is changed.
    `op` names the change (pipeline/selftest/changes.py), `by`, `text` and `find` are its operands.
    `twin`: the changed book is a second one of the same company, handed in the `same` year or a year `later`; the rules
    over a batch see both.
    """

    id: str
    title: str
    rule: str
    keys: tuple[str, ...]
    op: str
    by: str = ""
    text: str = ""
    find: str = ""
    also: tuple[str, ...] = ()
    twin: str = ""
