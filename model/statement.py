"""Lines, footings and words by which 资产负债表, 利润表 and 现金流量表 are read (`corpora/statements/`)."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache

_TERM = re.compile(r"([+±-])?\s*([a-z]+\.[a-z_]+)(\?)?\s*")


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line with its accepted names. `stands_for`: taken for that other line where the sheet does not print it."""

    id: str
    names: tuple[str, ...]
    side: str = ""
    concept: str = ""
    listed: bool = False
    minus: bool = False
    stands_for: str = ""

    @property
    def statement(self) -> str:
        return {"bs": "balance", "is": "income", "cf": "cash"}[self.id.partition(".")[0]]


@dataclass(frozen=True, slots=True)
class Term:
    """A member of a footing: sign "+", "-" or "±"; `optional` members count as nothing where they are missing."""

    line: str
    sign: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Footing:
    """`total` is the sum of one of the `ways` (`a + b - c? ± d?`). `soft`: only its holding means something.

    `full`: where a sheet prints none of these lines it is a summary, which may leave members out without a word.

    Raises ValueError for a way that does not parse.
    """

    total: str
    ways: tuple[str, ...]
    soft: bool = False
    full: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for way in self.ways:
            if _TERM.sub("", way).strip():
                raise ValueError(f"勾稽关系不能解析：{way}")

    def may_fail(self, lines: Container[str]) -> bool:
        """Whether a sheet that prints `lines` must hold this."""
        return not self.soft and (not self.full or any(line in lines for line in self.full))

    @property
    def terms(self) -> tuple[tuple[Term, ...], ...]:
        return tuple(map(_terms_of, self.ways))


@cache  # of the few ways in corpora/statements: asked for in every column
def _terms_of(way: str) -> tuple[Term, ...]:
    return tuple(Term(m[2], m[1] or "+", bool(m[3])) for m in _TERM.finditer(way))


@dataclass(frozen=True, slots=True)
class StatementGuide:
    """All lines, footings and words. Raises ValueError for a footing or `stands_for` that names no line."""

    lines: tuple[StatementLine, ...]
    footings: tuple[Footing, ...]
    words: dict[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        known = {line.id for line in self.lines}
        named = {term.line for footing in self.footings for way in footing.terms for term in way}
        named |= {line for footing in self.footings for line in (footing.total, *footing.full)} | {
            x.stands_for for x in self.lines if x.stands_for
        }
        if lost := sorted(named - known):
            raise ValueError(f"没有这些报表项目：{'、'.join(lost)}")
        names = [name for line in self.lines for name in line.names]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"同一名称属于两个报表项目：{'、'.join(twice)}")
