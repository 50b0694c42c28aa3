"""One cause, one finding: which single slip (a cell, a shifted column, a unit, ends changed over) explains several.

Each slip that the findings themselves suggest is undone in a copy of the submission and the rules that found something
are asked again. Where two and more findings vanish and none comes up, they have one cause: the gravest of them is its
root and says so, the others fold under it. A guess is never taken for a fact: the fields of the submission stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from check.fold import fold_findings
from model.amount import Amount
from model.finding import Finding, Outcome, Severity
from model.rule import Rule
from model.submission import Field, Paper, Submission

#: Asks the rules again: (submission, ids) → their outcomes.
Ask = Callable[[Submission, frozenset[str]], tuple[Outcome, ...]]
#: Rules that compare numbers; the others do not change with them.
NUMERIC = re.compile(r"(?:A|P|F|Y|X|L|D|SIZE|CMMM|ELIG-[A-Z])-")
WEIGHT = {Severity.B: 5, Severity.E: 5, Severity.W: 2, Severity.I: 0}
#: Series that stand in one table of the book; lines that stand in one set of statements.
TABLE = ("total_assets", "total_liabilities", "debt_ratio", "main_revenue", "profit_margin", "profit", "tax")
MONEY = ("total_assets", "total_liabilities", "main_revenue", "profit", "tax")
LINES = ("bs.", "is.", "cf.")
POWERS = (1, 2, 3, 4, 8)
#: More findings than this hardly come from one cell.
MANY = 5
_YEAR = re.compile(r"(.+)\[(\d{4})\]")
_SINGLE = re.compile(r"_(?:prev|before|after)$")
_ENDS = re.compile(r"(\w+)_(before|after)")

#: Which family names the cause best: a sheet's own identity, a figure against its sheet, against prose, a ratio.
DIRECT = "FYPXA"

Changed = dict[str, Field | None]
Name = tuple[str, tuple[str, ...]]
Outcomes = tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A guess: `changed` fields as they would be without it (None: not known then), `said` in a Chinese clause.

    `owner` is the finding that suggests it; `first`: rules whose business it is, to be the root where they found it.
    """

    said: str
    tag: str
    changed: Changed
    owner: Finding | None = None
    first: tuple[str, ...] = ()


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


def fold_causes(submission: Submission, outcomes: Sequence[Outcome], ask: Ask, rules: Sequence[Rule]) -> Outcomes:
    """The outcomes with dependent findings folded under the root of their common cause, then under graver rules.

    `ask` answers for a changed submission; what a graver rule explains (`outranked_by`) counts as one finding with it.
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
    changes: dict[int, Finding] = {}
    while len(left) > 1:
        found = best_slip(submission, left, ask, numeric, known)
        if found is None:
            break
        slip, gone = found
        root = root_of(slip, gone)
        changes[id(root.finding)] = tell(root, slip, gone)
        for spot in gone:
            if spot is not root:
                changes[id(spot.finding)] = fold_under(spot.finding, root.rule)
        left = [spot for spot in left if spot not in gone]
    if not changes:
        return ranked
    told_so = [with_findings(o, tuple(changes.get(id(f), f) for f in o.findings)) for o in outcomes]
    return fold_findings(told_so, rules)


def is_of_cells(finding: Finding) -> bool:
    """Whether a cell or line is at issue: sentences held against one another do not change with any."""
    return any("“" not in key for key in finding.about)


def best_slip(
    submission: Submission, left: list[Spot], ask: Ask, numeric: frozenset[str], known: set[Name]
) -> tuple[Slip, list[Spot]] | None:
    """The slip that explains most and breaks nothing; of equals the one named first (a cell before a whole table)."""
    rules = frozenset(spot.rule for spot in left)
    explained: list[tuple[int, Slip, list[Spot]]] = []
    for slip in slips(submission, left):
        names = grave(ask(undo(submission, slip.changed), rules))
        unknown = {key for key, field in slip.changed.items() if field is None}
        gone = [spot for spot in left if spot.name not in names]
        proven = [spot for spot in gone if not unknown & set(spot.finding.about)]
        if len(proven) > 1 and not names - known:
            if len(gone) == len(left) and not grave(ask(undo(submission, slip.changed), numeric)) - known:
                return slip, gone
            explained.append((sum(s.weight for s in gone), slip, gone))
    for _, slip, gone in sorted(explained, key=lambda one: -one[0]):
        if not grave(ask(undo(submission, slip.changed), numeric)) - known:
            return slip, gone
    return None


def grave(outcomes: Iterable[Outcome]) -> set[Name]:
    return {Spot(o.rule, f).name for o in outcomes for f in o.findings if f.severity is not Severity.I}


def root_of(slip: Slip, gone: list[Spot]) -> Spot:
    """The rule whose business the slip is, else the gravest finding, the slip's own before others."""
    return min(gone, key=lambda s: (s.rule not in slip.first, s.finding.severity.rank, s.finding is not slip.owner))


def tell(root: Spot, slip: Slip, gone: list[Spot]) -> Finding:
    """The root with what it explains: …；若A填B，则本项与C、D共3项同时相符，疑为同一原因。"""
    rules = list(dict.fromkeys(s.rule for s in gone if s.rule != root.rule))
    others = f"本项与{'、'.join(rules[:4])}{'等' if len(rules) > 4 else ''}共" if rules else "同一规则的"
    message = f"{root.finding.message.rstrip('。')}；{slip.said}，则{others}{len(gone)}项同时相符，疑为同一原因。"
    about = tuple(dict.fromkeys((*root.finding.about, *slip.changed)))
    return replace(root.finding, message=message, about=about, tags=(*root.finding.tags, "root", slip.tag))


def fold_under(finding: Finding, rule: str) -> Finding:
    return replace(finding, severity=Severity.I, tags=(*finding.tags, "folded"), folded_under=rule)


def with_findings(outcome: Outcome, findings: tuple[Finding, ...]) -> Outcome:
    severity = min((f.severity for f in findings), key=lambda s: s.rank, default=outcome.severity)
    return replace(outcome, findings=findings, severity=severity)


def undo(submission: Submission, changed: Changed) -> Submission:
    """A copy with these fields as they would be; lines of statements change with them."""

    def paper_of(paper: Paper) -> Paper:
        columns = tuple(
            replace(s, lines=tuple(changed_line(line, changed) for line in s.lines if changed.get(line.key, line)))
            for s in paper.statements
        )
        return replace(paper, statements=columns)

    fields = tuple(field for f in submission.fields if (field := changed.get(f.key, f)))
    return replace(submission, fields=fields, papers=tuple(map(paper_of, submission.papers)))


def changed_line(line: Field, changed: Changed) -> Field:
    return changed.get(line.key, line) or line


def slips(submission: Submission, left: list[Spot]) -> Iterator[Slip]:
    """What the findings suggest: a single cell first, but whole tables first where many findings came up."""
    tags = [tag for spot in left for tag in spot.finding.tags]
    if len(left) <= MANY:
        yield from single_cells(submission, left)
    if tags.count("other_year") > 1:
        yield from shifts(submission)
    if tags.count("unit") > 1:
        yield from units(submission)
    if {"other_end", "other_year"} & set(tags):
        yield from ends(submission)
    if len(left) > MANY:
        yield from single_cells(submission, left)


def single_cells(submission: Submission, left: list[Spot]) -> Iterator[Slip]:
    """One cell, as a finding says it would be right."""
    seen: set[tuple[str, Decimal]] = set()
    for spot in left:
        for cure in spot.finding.cures:
            field = submission.field(cure.key)
            if field is None or field.amount is None or (cure.key, cure.value) in seen:
                continue
            seen.add((cure.key, cure.value))
            right = replace(field.amount, value=cure.value, step=cure.step)
            yield Slip(f"若{cure.said}", "one_cell", {cure.key: replace(field, amount=right, rivals=())}, spot.finding)


def series_of(submission: Submission, bases: Iterable[str]) -> dict[str, dict[int, Field]]:
    """Fields with a year by base: {"main_revenue": {2023: …}}; a base that ends in a dot stands for all its lines."""
    wanted = tuple(bases)
    found: dict[str, dict[int, Field]] = {}
    for field in submission.fields:
        match = _YEAR.fullmatch(field.key)
        if (
            match
            and field.amount
            and any(match[1] == b or (b.endswith(".") and match[1].startswith(b)) for b in wanted)
        ):
            found.setdefault(match[1], {})[int(match[2])] = field
    return found


def shifts(submission: Submission) -> Iterator[Slip]:
    """A column or the whole table moved by a year, or two years changed over."""
    for name, bases in (("申报表", TABLE), ("所附报表", LINES)):
        table = series_of(submission, bases)
        years = sorted({year for series in table.values() for year in series})
        groups = [(name, table), *((None, {base: series}) for base, series in table.items() if len(table) > 1)]
        for title, group in groups if name == "申报表" else groups[:1]:
            said = f"{title}各栏" if title else "该项各年数"
            for step in (1, -1):
                moved: Changed = {}
                for series in group.values():
                    for year, field in series.items():
                        other = series.get(year + step)
                        moved[field.key] = relabel(other, field.key) if other else None
                if any(moved.values()):
                    yield Slip(f"若{said}整体错位一年", "shifted", moved)
            for at, one in enumerate(years):
                for two in years[at + 1 :]:
                    turned: Changed = {}
                    for series in group.values():
                        if one in series and two in series:
                            turned[series[one].key] = relabel(series[two], series[one].key)
                            turned[series[two].key] = relabel(series[one], series[two].key)
                    if turned:
                        yield Slip(f"若{said}{one}年与{two}年互换", "shifted", turned)


def relabel(field: Field, key: str) -> Field:
    return replace(field, key=key)


def units(submission: Submission) -> Iterator[Slip]:
    """All money of the table, or of the statements, printed in another unit."""
    own = {f.key for series in series_of(submission, MONEY).values() for f in series.values()}
    own |= {f.key for f in submission.fields if f.unit == "万元" and _SINGLE.search(f.key)}
    lines = {f.key for series in series_of(submission, LINES).values() for f in series.values()}
    for name, keys in (("申报表", own), ("所附报表", lines)):
        for power in POWERS:
            for sign in (1, -1):
                factor = Decimal(10) ** (power * sign)
                scaled: Changed = {
                    f.key: replace(f, amount=times(f.amount, factor))
                    for f in submission.fields
                    if f.key in keys and f.amount
                }
                if scaled:
                    way = "除以" if sign < 0 else "乘以"
                    yield Slip(f"若{name}各金额{way}10的{power}次方（货币单位写错）", "unit", scaled, first=("F-10",))


def times(amount: Amount, factor: Decimal) -> Amount:
    return replace(amount, value=amount.value * factor, step=amount.step * factor)


def ends(submission: Submission) -> Iterator[Slip]:
    """建设前 and 建设后 changed over, in all pairs of cells or in one."""
    pairs = [
        (field, other)
        for field in submission.fields
        if (match := _ENDS.fullmatch(field.key)) and match[2] == "before" and field.amount
        if (other := submission.field(f"{match[1]}_after")) and other.amount
    ]
    for some in (pairs, *([pair] for pair in pairs if len(pairs) > 1)):
        turned: Changed = {}
        for before, after in some:
            turned |= {before.key: relabel(after, before.key), after.key: relabel(before, after.key)}
        if turned:
            said = "若建设完成前、后各栏互换" if len(some) > 1 else "若该项建设完成前、后互换"
            yield Slip(said, "other_end", turned)
