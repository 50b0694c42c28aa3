"""What several pairs of books of one company show alike → one finding that names all the books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from check.case import Case
from model.finding import Finding

#: Stands in a tail for the number of the books.
COUNT = "{count}"


@dataclass(frozen=True, slots=True)
class Clash:
    """A finding on two books. `what`: of which thing, alike in every pair of one cause; `sides`: what each book says
    of it, () where both say the same; `tail`: what follows in the message."""

    books: tuple[Case, Case]
    what: str
    finding: Finding
    sides: tuple[str, ...] = ()
    tail: str = ""


def gather_clashes(clashes: Iterable[Clash]) -> Iterator[Finding]:
    """One finding for each cause: that of its only pair, or the gravest with all books and all that they say."""
    for group in _causes(clashes):
        worst = min(group, key=lambda one: one.finding.severity.rank)
        if len(group) == 1:
            yield worst.finding
            continue
        evidence = dict.fromkeys(place for one in group for place in one.finding.evidence)
        about = dict.fromkeys(name for one in group for name in one.finding.about)
        yield replace(worst.finding, message=_say(group, worst), evidence=tuple(evidence), about=tuple(about))


def name_books(cases: Iterable[Case]) -> str:
    """“甲”、“乙”与“丙”."""
    *first, last = dict.fromkeys(f"“{case.submission.name}”" for case in cases)
    return f"{'、'.join(first)}与{last}" if first else last


def _causes(clashes: Iterable[Clash]) -> list[list[Clash]]:
    """The clashes on one thing that hang together by their books, in the order of the first of each."""
    groups: list[list[Clash]] = []
    for clash in clashes:
        ids = {case.submission.id for case in clash.books}
        joined = [g for g in groups if g[0].what == clash.what and ids & {c.submission.id for o in g for c in o.books}]
        if not joined:
            groups.append([clash])
            continue
        for other in joined[1:]:
            joined[0].extend(other)
            groups.remove(other)
        joined[0].append(clash)
    return groups


def _say(group: list[Clash], worst: Clash) -> str:
    books = {case.submission.id: case for one in group for case in one.books}
    if not worst.sides:
        return f"{name_books(books.values())}{worst.tail.replace(COUNT, str(len(books)))}"
    said: dict[str, dict[str, Case]] = {}
    for one in group:
        for case, side in zip(one.books, one.sides, strict=True):
            said.setdefault(side, {}).setdefault(case.submission.id, case)
    told = "，".join(f"{name_books(cases.values())}{side}" for side, cases in said.items())
    return f"同一企业{len(books)}份申报书的{worst.what}不同：{told}{worst.tail}，请核实。"
