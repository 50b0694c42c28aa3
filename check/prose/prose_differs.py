"""P-01, P-03, P-04, P-09: a number in the prose is not the number in the table. One row of data for each quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.grade import grade
from check.registry import rule
from check.show import WAN, show_field, show_plain, show_range, show_stated
from model.amount import Amount
from model.submission import Claim, Field

PART = re.compile(
    r"截至|同类|动辄|强度|每亩|自筹|贷款|投资中|前期|始建|建厂|铺底|其中|一期|二期|首期|分摊|每年|年均|人均|单台|单套"
)
#: A year, or the last day of one.
YEAR = re.compile(r"(\d{4})(?:-12)?")
#: Halves, quarters, months and spans: no table of the forms states them.
PARTIAL = re.compile(r"[HQ/]|-(?!12$)\d{2}$|recent|this_year")


@rule("P-01", "P-03", "P-04", "P-09")
def find_prose_differs(case: Case) -> Iterator[Answer]:
    """Compares only what is comparable (crosschecks.md §1): plans, vague words, other scopes and other years never are.

    A scope that is not said, or a year that is not said, lowers the finding by one step.
    """
    stated: dict[tuple[str, Amount, str, str], list[Claim]] = {}
    for claim in case.submission.claims:
        key = field_of(case, claim)
        if key is None:
            continue
        if why := say_why_not(case, claim):
            yield Skipped(f"“{claim.text}”{why}，未与表内对照。")
        else:
            stated.setdefault((key, claim.amount, claim.scope, claim.period), []).append(claim)
    if not stated:
        raise NotChecked("正文中没有可与表内对照的数，未核对。")
    for (concept, *_), same in stated.items():
        claim = same[0]
        targets = [f for f in cells(case, concept, claim) if f.amount and f.amount.unit == claim.amount.unit]
        if targets and whole_stands_beside(case, claim, targets):
            yield Skipped(f"“{claim.text}”旁另有与表内相符的总数，视为其中一部分。")
        elif targets:
            yield compare(case, same, targets)
        else:
            yield Skipped(f"“{claim.text}”在表内没有可对照的数，未核对。")


def compare(case: Case, same: list[Claim], targets: list[Field]) -> Answer:
    """The nearest cell decides; `same` are all sentences that state this number."""
    claim = same[0]
    misses = [(grade(f.amount.interval, claim.amount), f) for f in targets if f.amount]
    if any(miss is None for miss, _ in misses):
        return Agreed()
    miss, field = min(misses, key=lambda m: m[0].gap if m[0] else 0)
    severity = miss.severity if miss else case.rule.severity
    same_scope = claim.scope in case.param("same_scopes")
    if not same_scope or len(targets) > 1:
        severity = severity.softer()
    unit = field.amount.unit if field.amount else ""
    right = show_range(field.amount.interval, unit, field.amount.step) if field.amount else field.value
    return case.finding(
        f"正文“{claim.text}”中的{show_stated(claim.amount)}，与表内“{case.label(field.key)}”填{show_field(field)}不一致，请核实。",
        *same,
        field,
        severity=severity,
        tags=(*(miss.tags if miss else ()), *(() if same_scope else ("scope_unknown",))),
        expected=right,
        found=show_stated(claim.amount),
    )


def whole_stands_beside(case: Case, claim: Claim, targets: list[Field]) -> bool:
    """Whether the same passage also states the table's value: then this number is a part, a phase or a comparison."""
    return any(
        other is not claim
        and other.concept == claim.concept
        and other.place.path == claim.place.path
        and other.amount != claim.amount
        and not other.planned
        and any(f.amount and grade(f.amount.interval, other.amount) is None for f in targets)
        for other in case.submission.claims
    )


def field_of(case: Case, claim: Claim) -> str | None:
    """The field (without year) that the claim's concept equals, or None when it is not this rule's business."""
    fields: dict[str, str] = case.param("concepts")
    if "kpi." in fields and claim.concept.startswith("kpi."):
        return claim.concept
    return fields.get(claim.concept)


def cells(case: Case, key: str, claim: Claim) -> list[Field]:
    """The cell of this key; of a series the year of the claim, or all years when it names none."""
    field = case.field(key)
    if field is not None:
        return [field]
    series = case.series(key)
    if year := YEAR.fullmatch(claim.period):
        return [series[int(year[1])]] if int(year[1]) in series else []
    return list(series.values())


def say_why_not(case: Case, claim: Claim) -> str | None:
    """Why a claim may not be compared (Chinese), or None."""
    if claim.planned:
        return "为计划或预期"
    if not claim.amount.comparable:
        return "为约数"
    if claim.relation and not claim.concept.startswith("kpi."):
        return "为增减量或占比"
    if claim.base == "industry":
        return "系与行业比较"
    if PARTIAL.search(claim.period):
        return "所指期间不同"
    if claim.scope and claim.scope not in (*case.param("same_scopes"), *case.param("near_scopes")):
        return "口径不同"
    if claim.period == "before" or (case.param("whole_period") and claim.period.isdigit()):
        return "所指期间不同"
    if any(word in claim.text for word in case.param("other_words")) or PART.search(lead_in(claim)):
        return "所指范围不同"
    if claim.amount.value < 0:
        return "为负数"
    if case.param("whole_period") and is_one_of_several(case, claim):
        return "所指为其中一个场景实例"
    return None


def lead_in(claim: Claim) -> str:
    """The words of the clause before the number: only they narrow it (总投资860万元，其中软件… does not)."""
    digits = show_plain(claim.amount.value / WAN if claim.amount.unit == "元" else claim.amount.value)
    head = claim.text.partition(digits)[0]
    return re.split(r"[，。；,;]", head)[-1]


def is_one_of_several(case: Case, claim: Claim) -> bool:
    """Whether the claim stands in a row of 附表1 that has several: then it may be that row's share."""
    rows = case.rows("t1")
    in_row = any(p.key.startswith("t1[") and p.place.path == claim.place.path for p in case.submission.passages)
    return in_row and len(rows) > 1
