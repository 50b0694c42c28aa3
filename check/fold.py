"""One cause, one finding: what follows from another rule's finding is folded under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from model.finding import Finding, Outcome, Severity
from model.rule import Rule

#: A finding with its rule.
Told = tuple[str, Finding]
#: What is as grave as this is never told by something lighter alone.
GRAVE = (Severity.B, Severity.E)
#: Evidence that gives no more than W (crosschecks.md §1).
UNSURE = {"low_confidence", "ocr"}
#: The tag of a finding that tells of the slip behind it and others (`check.causes`).
SLIP = "root"
#: The tag of a finding that says why others are no graver than itself: a unit that is not printed, an old edition.
EXCUSE = "excuse"


def fold_findings(outcomes: Iterable[Outcome], rules: Iterable[Rule]) -> tuple[Outcome, ...]:
    """A finding that speaks of the same fields as a finding of a rule that outranks its own becomes I, tag `folded`.

    Where two rules outrank one another (a sentence against a sentence and against a cell), the graver finding is the
    root, of equals that of the first rule. What is folded already stays so, and what it explains folds under its root.
    Nothing grave vanishes under something lighter (see `settle`). What is folded stays in its outcome and names its
    root; the outcome stays `found` and takes the gravest remaining severity. Of two rules the root is the one whose
    condition implies the other's or that names the wrong cell itself. What lists places (`folds_whole`) folds only
    under a root that speaks of them all: five blanks, one of them filled with the form's own words, stay a list.
    """
    listed, ranks, order = tuple(outcomes), dict[str, tuple[str, ...]](), dict[str, int]()
    whole = set[str]()
    for rule in rules:
        ranks[rule.id], order[rule.id] = rule.outranked_by, len(order)
        if rule.params.get("folds_whole"):
            whole.add(rule.id)
    spoken = {outcome.rule: outcome.findings for outcome in listed}

    def shares(rule_id: str, finding: Finding, other: Finding) -> bool:
        common = set(finding.about) & set(other.about)
        return bool(common) and (rule_id not in whole or common == set(finding.about))

    def stands_above(above: str, other: Finding, rule_id: str, finding: Finding) -> bool:
        if rule_id not in ranks.get(above, ()):
            return True
        weight, own = other.severity.rank, finding.severity.rank
        return weight < own or (weight == own and order[above] < order[rule_id])

    def root_of(rule_id: str, finding: Finding, seen: frozenset[str]) -> Told | None:
        for above in ranks.get(rule_id, ()):
            if above in seen:
                continue
            for other in spoken.get(above, ()):
                if shares(rule_id, finding, other) and stands_above(above, other, rule_id, finding):
                    if other.folded_under:
                        return other.folded_under, stem_of(other, spoken[other.folded_under])
                    return root_of(above, other, seen | {above}) or (above, other)
        return None

    under, raised = dict[int, Told](), dict[int, Severity]()
    groups = dict[int, tuple[Told, list[Told]]]()
    for outcome in listed:
        for finding in outcome.findings:
            if not finding.folded_under and (root := root_of(outcome.rule, finding, frozenset({outcome.rule}))):
                under[id(finding)] = root
                groups.setdefault(id(root[1]), (root, []))[1].append((outcome.rule, finding))
    for root, found in groups.values():
        stand = (one.severity.rank for one in spoken[root[0]] if id(one) not in under and not one.folded_under)
        settle(root, found, under, raised, min(stand, default=root[1].severity.rank))

    def fold(finding: Finding) -> Finding:
        if id(finding) in under:
            tags = (*finding.tags, "folded")
            return replace(finding, severity=Severity.I, tags=tags, folded_under=under[id(finding)][0])
        return replace(finding, severity=raised[id(finding)]) if id(finding) in raised else finding

    folded = []
    for outcome in listed:
        findings = tuple(map(fold, outcome.findings))
        severity = min((f.severity for f in findings), key=lambda s: s.rank, default=outcome.severity)
        folded.append(replace(outcome, findings=findings, severity=severity))
    return tuple(folded)


def stem_of(folded: Finding, told: Sequence[Finding]) -> Finding:
    """Of the findings of a rule that under which this one was folded before."""
    stand = [one for one in told if not one.folded_under]
    return next((one for one in stand if set(one.about) & set(folded.about)), stand[0] if stand else folded)


def settle(
    root: Told, found: Sequence[Told], under: dict[int, Told], raised: dict[int, Severity], heaviest: int
) -> None:
    """Ranks say which of two findings explains, not which is graver: nothing grave among `found` goes under lightly.

    The grave findings of the gravest rule stand. What they say of all that the root speaks of, or what may be misread
    in it, makes the root fold under them with the rest; else it stays beside them and tells of the rest. The tale of a
    slip takes their severity. All stays under an excuse, and under a rule that says as grave a thing (rank `heaviest`)
    of other fields. `under` and `raised` are by the id of the finding.
    """
    head = root[1]
    rule_id, top = min(found, key=lambda told: told[1].severity.rank)
    if EXCUSE in head.tags or top.severity not in GRAVE or top.severity.rank >= heaviest:
        return
    if SLIP in head.tags:
        raised[id(head)] = top.severity
        return
    taken = set(head.about) <= set(top.about) or not UNSURE.isdisjoint(head.tags)
    for rule, one in (root, *found) if taken else found:
        if rule == rule_id and one.severity in GRAVE:
            del under[id(one)]
        elif taken:
            under[id(one)] = (rule_id, top)
        elif one.severity in GRAVE:
            del under[id(one)]


def fold_told(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """A sentence in which the book denies something is told once (tag `told`): by the rule of a condition of its own,
    else by the one that has most to tell; a rule all of whose sentences are told by others becomes I and names them.
    """
    listed = tuple(outcomes)
    told = [(o.rule, f) for o in listed for f in o.findings if "told" in f.tags and f.folded_under is None and f.about]
    told.sort(
        key=lambda one: (
            one[1].severity.rank,
            one[0].startswith("CONT-"),
            -len((one[1].found or "").split("、")),
            -len(one[1].about),
        )
    )
    by: dict[str, str] = {}
    roots: dict[int, str] = {}
    for rule, finding in told:
        if all(key in by for key in finding.about):
            roots[id(finding)] = by[finding.about[0]]
        for key in finding.about:
            by.setdefault(key, rule)
    if not roots:
        return listed

    def fold(finding: Finding) -> Finding:
        root = roots.get(id(finding))
        if root is None:
            return finding
        return replace(finding, severity=Severity.I, tags=(*finding.tags, "folded"), folded_under=root)

    folded = []
    for outcome in listed:
        findings = tuple(map(fold, outcome.findings))
        severity = min((f.severity for f in findings), key=lambda s: s.rank, default=outcome.severity)
        folded.append(replace(outcome, findings=findings, severity=severity))
    return tuple(folded)
