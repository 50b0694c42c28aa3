"""One cause, one finding: what follows from another rule's finding is folded under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from model.finding import Finding, Outcome, Severity
from model.rule import Rule


def fold_findings(outcomes: Iterable[Outcome], rules: Iterable[Rule]) -> tuple[Outcome, ...]:
    """A finding that speaks of the same fields as a finding of a rule that outranks its own becomes I, tag `folded`.

    Where two rules outrank one another (a sentence against a sentence and against a cell), the graver finding is the
    root, of equals that of the first rule. What is folded already stays so, and what it explains folds under its root.
    It stays in its outcome and names its root; the outcome stays `found` and takes the gravest remaining severity.
    """
    listed, ranks, order = tuple(outcomes), dict[str, tuple[str, ...]](), dict[str, int]()
    for rule in rules:
        ranks[rule.id], order[rule.id] = rule.outranked_by, len(order)
    spoken = {outcome.rule: outcome.findings for outcome in listed}

    def stands_above(above: str, other: Finding, rule_id: str, finding: Finding) -> bool:
        if rule_id not in ranks.get(above, ()):
            return True
        weight, own = other.severity.rank, finding.severity.rank
        return weight < own or (weight == own and order[above] < order[rule_id])

    def root_of(rule_id: str, finding: Finding, seen: frozenset[str]) -> str | None:
        for above in ranks.get(rule_id, ()):
            if above in seen:
                continue
            for other in spoken.get(above, ()):
                if set(finding.about) & set(other.about) and stands_above(above, other, rule_id, finding):
                    return other.folded_under or root_of(above, other, seen | {above}) or above
        return None

    def fold(rule_id: str, finding: Finding) -> Finding:
        if finding.folded_under:
            return finding
        root = root_of(rule_id, finding, frozenset({rule_id}))
        if root is None:
            return finding
        return replace(finding, severity=Severity.I, tags=(*finding.tags, "folded"), folded_under=root)

    folded = []
    for outcome in listed:
        findings = tuple(fold(outcome.rule, finding) for finding in outcome.findings)
        severity = min((f.severity for f in findings), key=lambda s: s.rank, default=outcome.severity)
        folded.append(replace(outcome, findings=findings, severity=severity))
    return tuple(folded)
