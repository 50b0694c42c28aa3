"""A thin book: many requirements that are not evidenced have one cause, and are one finding with a check list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from model.finding import Finding, Outcome, Severity
from model.rule import Rule

#: From so many on, what is not evidenced is told once.
MANY = 4


def gather_unevidenced(outcomes: Iterable[Outcome], rules: Iterable[Rule]) -> tuple[Outcome, ...]:
    """One finding (tag `not_evidenced`, W), of the gravest rule, names all others, which become I and name it as root.

    Each of the others stays in its own outcome: a line of the reviewer's check list. Under `MANY` nothing changes.
    """
    listed = tuple(outcomes)
    listed_rules = tuple(rules)
    titles = {rule.id: rule.title for rule in listed_rules}
    lacking = [outcome.rule for outcome in listed if any(map(is_lacking, outcome.findings))]
    if len(lacking) < MANY:
        return listed
    ranks = {rule.id: rule.severity.rank for rule in listed_rules}
    root = min(lacking, key=lambda rule: ranks[rule])
    others = [rule for rule in lacking if rule != root]
    named = "、".join(titles[rule] for rule in others)

    def tell(outcome: Outcome, finding: Finding) -> Finding:
        if not is_lacking(finding):
            return finding
        if outcome.rule != root:
            tags = (*finding.tags, "folded")
            return replace(finding, severity=Severity.I, tags=tags, folded_under=root)
        said = finding.message.removesuffix("，请核实。")
        return replace(finding, message=f"{said}；正文同样未见佐证的还有{len(others)}项：{named}，请逐项核实。")

    gathered = []
    for outcome in listed:
        findings = tuple(tell(outcome, finding) for finding in outcome.findings)
        severity = min((f.severity for f in findings), key=lambda s: s.rank, default=outcome.severity)
        gathered.append(replace(outcome, findings=findings, severity=severity))
    return tuple(gathered)


def is_lacking(finding: Finding) -> bool:
    """Whether it says that the prose has nothing of what is asked (of no field in particular), and counts by itself.

    In a book that tells `enough` each link and each topic left out is a cause of its own.
    """
    counts = finding.severity is Severity.W and finding.folded_under is None
    return counts and "not_evidenced" in finding.tags and "enough" not in finding.tags and not finding.about
