"""Beside: what stands in one place of the prose together: its claims, its changes, the rows of the form it fills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from check.once import BOOKS, Same, kept
from model.submission import Change, Claim, Passage, Submission


@dataclass(frozen=True, slots=True)
class Beside:
    """Claims, changes, rows and texts by path. `rows`: (part, row) such as (`scenes`, `scenes[2`) of each path."""

    claims: dict[str, list[Claim]]
    changes: dict[str, list[Change]]
    rows: dict[str, set[tuple[str, str]]]
    #: The keys of the passages of each path, and the claims of each quantity with their number among all.
    keys: dict[str, list[str]]
    concepts: dict[str, list[tuple[int, Claim]]]
    texts: dict[str, str]

    @classmethod
    def of(cls, submission: Submission) -> Beside:
        """Worked out once for the prose of a submission, whatever its cells say."""
        return _beside(Same(submission.claims, submission.changes, submission.passages))

    @classmethod
    def between(cls, told: Iterable[Claim], moved: Iterable[Change], passages: Iterable[Passage]) -> Beside:
        claims, changes = defaultdict[str, list[Claim]](list), defaultdict[str, list[Change]](list)
        rows, keys = defaultdict[str, set[tuple[str, str]]](set), defaultdict[str, list[str]](list)
        concepts, texts = defaultdict[str, list[tuple[int, Claim]]](list), dict[str, str]()
        for number, claim in enumerate(told):
            claims[claim.place.path].append(claim)
            concepts[claim.concept].append((number, claim))
        for change in moved:
            changes[change.place.path].append(change)
        for passage in passages:
            texts[passage.place.path] = passage.text
            keys[passage.place.path].append(passage.key)
            if "[" in passage.key:
                rows[passage.place.path].add((passage.key.partition("[")[0], passage.key.partition("]")[0]))
        return cls(dict(claims), dict(changes), dict(rows), dict(keys), dict(concepts), texts)

    def changes_of(self, claim: Claim) -> list[Change]:
        """The changes that the claim's words belong to: 由6.13亿元 in 由6.13亿元降到5.78亿元."""
        return [change for change in self.changes.get(claim.place.path, ()) if claim.text in change.text]

    def claims_of(self, wanted: Iterable[str], prefix: str = "") -> list[Claim]:
        """The claims of these quantities, and of those whose code starts with `prefix`, in the order of the book."""
        codes = {*wanted, *(code for code in self.concepts if prefix and code.startswith(prefix))}
        found = sorted((one for code in codes for one in self.concepts.get(code, ())), key=lambda one: one[0])
        return [claim for _, claim in found]

    def are_rows(self, paths: Iterable[str]) -> bool:
        """Whether they belong to different rows of one repeated part (scenes[1] and scenes[2]), each with its own."""
        found: dict[str, set[str]] = defaultdict(set)
        for path in set(paths):
            for part, row in self.rows.get(path, ()):
                found[part].add(row)
        return any(len(rows) > 1 for rows in found.values())


@kept(BOOKS)
def _beside(prose: Same) -> Beside:
    return Beside.between(*prose.parts)
