"""Watch: which rules looked at which fields, so that a guess about a cell asks only the rules that it may change.

`Watch.over` gives a copy of the submission whose fields note their key when anything but their key or kind is read. A
rule is a function of what it reads: where it read none of the changed fields its answer stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from model.submission import Field, Paper, Submission

#: Read by every search for a key; no guess changes them.
UNNOTED = ("key", "kind")
#: What a guess about one number changes.
NUMBER = ("amount", "rivals")
NAMES = tuple(one.name for one in fields(Field))
#: Before the key of a field of an office table beside the book (`check.batch.other_tables` takes it off).
TABLE = re.compile(r"(?:gs|fj)_\d+\.")


@dataclass(slots=True)
class Read:
    """The keys whose number a rule read, and those of which it read anything else."""

    numbers: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Watch:
    """What each rule read, by its id, noted while the rules answer one after the other."""

    read: dict[str, Read] = field(default_factory=dict)
    now: Read = field(default_factory=Read)

    def over(self, submission: Submission) -> Submission:
        """The same submission, its fields and its lines of statements watched."""
        watched = watched_kind(self)

        def note(plain: Iterable[Field]) -> tuple[Field, ...]:
            return tuple(watched(*(getattr(one, name) for name in NAMES)) for one in plain)

        def paper_of(paper: Paper) -> Paper:
            columns = tuple(replace(column, lines=note(column.lines)) for column in paper.statements)
            return replace(paper, statements=columns) if columns else paper

        return replace(submission, fields=note(submission.fields), papers=tuple(map(paper_of, submission.papers)))

    def begin(self, rule: str) -> None:
        """What is read from now on, this rule reads."""
        self.now = self.read.setdefault(rule, Read())

    def readers(self, keys: Iterable[str], *, numbers_only: bool) -> frozenset[str]:
        """The rules that read one of these fields; `numbers_only`: its number."""
        wanted = {name for key in keys for name in (key, TABLE.sub("", key))}
        return frozenset(
            rule
            for rule, read in self.read.items()
            if not wanted.isdisjoint(read.numbers) or not (numbers_only or wanted.isdisjoint(read.words))
        )


def watched_kind(watch: Watch) -> type[Field]:
    """Fields that tell this watch when they are read."""

    def noting(name: str) -> property:
        slot, number = Field.__dict__[name], name in NUMBER

        def read(self: Field) -> Any:
            (watch.now.numbers if number else watch.now.words).add(self.key)
            return slot.__get__(self)

        return property(read, slot.__set__)

    return type("Watched", (Field,), {"__slots__": (), **{n: noting(n) for n in NAMES if n not in UNNOTED}})
