"""One cause, one finding: which single slip (a cell, a shifted column, a unit, ends changed over) explains several.

Each slip that the findings themselves suggest is undone in a copy of the submission and the rules that found something
are asked again. Where two and more findings vanish and none comes up, they have one cause: the gravest of them is its
root and says so, the others fold under it. A guess is never taken for a fact: the fields of the submission stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from check.fold import EXCUSE, SLIP, fold_findings
from check.slips import ONE_CELL, PRINTED, Slip, slips, undo
from check.watch import Watch
from model.finding import Finding, Outcome, Severity
from model.rule import Rule
from model.submission import Submission

#: Asks the rules again: (submission, ids) → their outcomes.
Ask = Callable[[Submission, frozenset[str]], tuple[Outcome, ...]]
#: Rules that compare numbers, or name the years of the columns; the others do not change with them.
NUMERIC = re.compile(r"(?:A|P|F|Y|X|L|D|SIZE|CMMM|ELIG-[A-Z])-|FMT-10$")
WEIGHT = {Severity.B: 5, Severity.E: 5, Severity.W: 2, Severity.I: 0}
#: Which family names the cause best: a sheet's own identity, a figure against its sheet, against prose, a ratio.
DIRECT = "FYPXA"

Name = tuple[str, tuple[str, ...]]
Outcomes = tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A finding by its rule: what it is told by when the rules are asked again."""

    rule: str
    finding: Finding

    @property
    def name(self) -> Name:
        return self.rule, self.finding.about

    @property
    def weight(self) -> int:
        return WEIGHT[self.finding.severity]


@dataclass(slots=True)
class Trial:
    """What the rules find without a slip; each rule that read what the slip changes is asked once for it."""

    submission: Submission
    ask: Ask
    watch: Watch
    rules: frozenset[str]
    known: set[Name]
    found: dict[object, dict[str, set[Name]]] = field(default_factory=dict)

    def names(self, slip: Slip, rules: frozenset[str]) -> set[Name]:
        """The findings above I of those of these rules that the slip may change."""
        touched, found = rules & self.touched(slip), self.found.setdefault(slip.key, {})
        if fresh := touched - found.keys():
            for outcome in self.ask(undo(self.submission, slip), fresh):
                found[outcome.rule] = grave(outcome)
        return set().union(*(found[rule] for rule in touched))

    def touched(self, slip: Slip) -> frozenset[str]:
        """The rules whose answer may change. A field that is not there any more may change any."""
        if not all(slip.changed.values()):
            return self.rules
        return self.rules & self.watch.readers(slip.changed, numbers_only=slip.tag == ONE_CELL)

    def breaks(self, slip: Slip, rules: frozenset[str]) -> bool:
        """Whether something is found that was not found before."""
        return not self.names(slip, rules) <= self.known


def fold_causes(
    submission: Submission, outcomes: Sequence[Outcome], ask: Ask, rules: Sequence[Rule], watch: Watch
) -> Outcomes:
    """The outcomes with dependent findings folded under the root of their common cause, then under graver rules.

    `ask` answers for a changed submission, `watch` knows which rule read what. What a graver rule explains
    (`outranked_by`) counts as one finding with it.
    """
    ranked = fold_findings(outcomes, rules)
    left = [
        Spot(o.rule, f)
        for o, told in zip(outcomes, ranked, strict=True)
        for f, folded in zip(o.findings, told.findings, strict=True)
        if NUMERIC.match(o.rule) and folded.folded_under is None and f.severity is not Severity.I and is_of_cells(f)
    ]
    left.sort(key=lambda spot: DIRECT.index(spot.rule[0]) if spot.rule[0] in DIRECT else len(DIRECT))
    numeric = frozenset(o.rule for o in outcomes if NUMERIC.match(o.rule))
    known = {Spot(o.rule, f).name for o in outcomes for f in o.findings}
    trial = Trial(submission, ask, watch, numeric, known)
    changes: dict[int, Finding] = {}
    while left:
        found = best_slip(trial, left)
        if found is None:
            break
        slip, gone = found
        root = root_of(slip, gone)
        changes[id(root.finding)] = tell(root, slip, gone)
        for spot in gone:
            if spot is not root:
                changes[id(spot.finding)] = fold_under(spot.finding, root.rule)
        for hint in hints(trial, slip, outcomes):
            changes.setdefault(id(hint), fold_under(hint, root.rule))
        left = [spot for spot in left if spot not in gone]
    if not changes:
        return ranked
    told_so = [with_findings(o, tuple(changes.get(id(f), f) for f in o.findings)) for o in outcomes]
    return fold_findings(told_so, rules)


def is_of_cells(finding: Finding) -> bool:
    """Whether a cell or line is at issue: sentences held against one another do not change with any."""
    return any("“" not in key for key in finding.about)


def best_slip(trial: Trial, left: list[Spot]) -> tuple[Slip, list[Spot]] | None:
    """The slip that explains most and breaks nothing; of equals the one named first (a cell before a whole table)."""
    rules = frozenset(spot.rule for spot in left)
    explained: list[tuple[int, Slip, list[Spot]]] = []
    for slip in slips(trial.submission, [spot.finding for spot in left]):
        names, touched = trial.names(slip, rules), trial.touched(slip)
        unknown = {key for key, field in slip.changed.items() if field is None}
        gone = [spot for spot in left if spot.rule in touched and spot.name not in names]
        proven = [spot for spot in gone if not unknown & set(spot.finding.about)]
        if len(proven) > (slip.tag != PRINTED) and not trial.breaks(slip, rules):
            if len(gone) == len(left) and not trial.breaks(slip, trial.rules):
                return slip, gone
            explained.append((sum(s.weight for s in gone), slip, gone))
    for _, slip, gone in sorted(explained, key=lambda one: -one[0]):
        if not trial.breaks(slip, trial.rules):
            return slip, gone
    return None


def hints(trial: Trial, slip: Slip, outcomes: Sequence[Outcome]) -> list[Finding]:
    """What is only remarked of the cells of a table that moved: undone, it vanishes or cannot be told."""
    if slip.tag == ONE_CELL:
        return []
    unknown = {key for key, field in slip.changed.items() if field is None}
    light = [
        Spot(o.rule, f)
        for o in outcomes
        for f in o.findings
        if f.severity is Severity.I and not f.folded_under and not slip.changed.keys().isdisjoint(f.about)
    ]
    rules = frozenset(spot.rule for spot in light)
    asked = trial.ask(undo(trial.submission, slip), rules) if rules else ()
    after = {Spot(o.rule, f).name for o in asked for f in o.findings}
    return [s.finding for s in light if s.name not in after or unknown.issuperset(s.finding.about)]


def grave(outcome: Outcome) -> set[Name]:
    return {Spot(outcome.rule, f).name for f in outcome.findings if f.severity is not Severity.I}


def root_of(slip: Slip, gone: list[Spot]) -> Spot:
    """The rule whose business the slip is, else the gravest finding, the slip's own before others."""
    return min(gone, key=lambda s: (s.rule not in slip.first, s.finding.severity.rank, s.finding is not slip.owner))


def tell(root: Spot, slip: Slip, gone: list[Spot]) -> Finding:
    """The root with what it explains, as grave as any: …；若A填B，则本项与C、D共3项同时相符，疑为同一原因。"""
    rules = list(dict.fromkeys(s.rule for s in gone if s.rule != root.rule))
    others = f"本项与{'、'.join(rules[:4])}{'等' if len(rules) > 4 else ''}共" if rules else "同一规则的"
    said = f"则{others}{len(gone)}项同时相符，疑为同一原因" if len(gone) > 1 else "则相符"
    message = f"{root.finding.message.rstrip('。')}；{slip.said}，{said}。"
    about = tuple(dict.fromkeys((*root.finding.about, *slip.changed)))
    grave = gone if EXCUSE not in root.finding.tags else [root]
    severity = min((s.finding.severity for s in grave), key=lambda s: s.rank)
    tags = (*root.finding.tags, SLIP, slip.tag)
    return replace(root.finding, severity=severity, message=message, about=about, tags=tags)


def fold_under(finding: Finding, rule: str) -> Finding:
    return replace(finding, severity=Severity.I, tags=(*finding.tags, "folded"), folded_under=rule)


def with_findings(outcome: Outcome, findings: tuple[Finding, ...]) -> Outcome:
    severity = min((f.severity for f in findings), key=lambda s: s.rank, default=outcome.severity)
    return replace(outcome, findings=findings, severity=severity)
