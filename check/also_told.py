"""Where else the book says what a finding quotes: the same quantity with the same number, in cells and in prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from model.finding import Finding, Outcome, Severity
from model.place import Place
from model.rule import Rule
from model.submission import Claim, Field, Submission

#: So many further places a finding shows.
_MOST = 2
#: Quantity, unit and number.
_Said = tuple[str, str, Decimal]


def show_also_told(submission: Submission, outcomes: Iterable[Outcome], rules: Iterable[Rule]) -> tuple[Outcome, ...]:
    """The same outcomes; a finding that quotes a number shows up to two more places that state it.

    What is one quantity in a cell and in prose, the rules say (`concepts`). What the book only plans is another
    statement, and so is another number.
    """
    quantities = _quantities(rules)
    said, where = dict[Place, set[_Said]](), dict[_Said, list[Place]]()
    ones: tuple[Field | Claim, ...] = (*submission.fields, *submission.claims)
    for one in ones:
        for statement in _statements(one, quantities):
            said.setdefault(one.place, set()).add(statement)
            where.setdefault(statement, []).append(one.place)

    def further(finding: Finding) -> Finding:
        if finding.severity is Severity.I:
            return finding
        known = set(finding.evidence)
        told = sorted({s for place in finding.evidence for s in said.get(place, ())})
        more = dict.fromkeys(place for s in told for place in where[s] if place not in known)
        return replace(finding, also=tuple(more)[:_MOST])

    return tuple(replace(outcome, findings=tuple(map(further, outcome.findings))) for outcome in outcomes)


def _quantities(rules: Iterable[Rule]) -> dict[str, set[str]]:
    """Field keys (without year) to the quantities of prose that they state."""
    found = dict[str, set[str]]()
    for rule in rules:
        concepts = rule.params.get("concepts")
        for concept, keys in concepts.items() if isinstance(concepts, dict) else ():
            for key in [keys] if isinstance(keys, str) else keys:
                found.setdefault(key, set()).add(concept)
    return found


def _statements(one: Field | Claim, quantities: dict[str, set[str]]) -> Iterator[_Said]:
    if one.amount is None or one.amount.value == 0:
        return
    if isinstance(one, Field):
        key = one.key.partition("[")[0]
        names = {key} if key.startswith("kpi.") else quantities.get(key, set())
    else:
        level = not one.relation or one.concept.startswith("kpi.")  # many indicators are falls: 运营成本下降
        names = {one.concept} if one.concept and level and not one.planned else set()
    for name in names:
        yield name, one.amount.unit, one.amount.value
