"""Beside: what stands in one place of the prose together: its claims, its changes, the rows of the form it fills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from model.submission import Change, Claim, Submission


@dataclass(frozen=True, slots=True)
class Beside:
    """Claims, changes and rows by path. `rows`: (part, row) such as (`scenes`, `scenes[2`) of each path."""

    claims: dict[str, list[Claim]]
    changes: dict[str, list[Change]]
    rows: dict[str, set[tuple[str, str]]]

    @classmethod
    def of(cls, submission: Submission) -> Beside:
        claims, changes = defaultdict[str, list[Claim]](list), defaultdict[str, list[Change]](list)
        rows = defaultdict[str, set[tuple[str, str]]](set)
        for claim in submission.claims:
            claims[claim.place.path].append(claim)
        for change in submission.changes:
            changes[change.place.path].append(change)
        for passage in submission.passages:
            if "[" in passage.key:
                rows[passage.place.path].add((passage.key.partition("[")[0], passage.key.partition("]")[0]))
        return cls(dict(claims), dict(changes), dict(rows))

    def changes_of(self, claim: Claim) -> list[Change]:
        """The changes that the claim's words belong to: 由6.13亿元 in 由6.13亿元降到5.78亿元."""
        return [change for change in self.changes.get(claim.place.path, ()) if claim.text in change.text]

    def are_rows(self, paths: Iterable[str]) -> bool:
        """Whether they belong to different rows of one repeated part (scenes[1] and scenes[2]), each with its own."""
        found: dict[str, set[str]] = defaultdict(set)
        for path in set(paths):
            for part, row in self.rows.get(path, ()):
                found[part].add(row)
        return any(len(rows) > 1 for rows in found.values())
