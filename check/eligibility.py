"""The eligibility table of a book: each condition of its carrier with what the book says and whether it is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from check.case import Case
from model.eligibility import EligibilityRow, Verdict
from model.finding import Finding, Outcome, Severity, State
from model.place import Place
from model.reference import Reference
from model.submission import Submission

GRAVE = (Severity.B, Severity.E)


def tabulate_eligibility(
    submission: Submission, outcomes: Sequence[Outcome], reference: Reference
) -> tuple[EligibilityRow, ...]:
    """The conditions of the book's carrier under this regime, in the order of the law; () without a known book.

    Not met: the rule found that the condition is surely missed (B or E). Met: the rule answered and found nothing.
    All else, a doubt or a datum that stands nowhere, is not evidenced: silence is never taken as met. A condition whose
    rule does not speak of this book says why: no row that the law declares is left out.
    """
    if not reference.rules:
        return ()
    case = Case(submission, reference.rules[0], reference)
    answers = {outcome.rule: outcome for outcome in outcomes}
    grave = {rule.id for rule in reference.rules if rule.severity in GRAVE}
    rows = []
    for condition in reference.law.conditions_of(case.carrier):
        outcome = answers.get(condition.rule)
        if outcome is None or outcome.state is State.NOT_APPLICABLE:
            why = (outcome.reason if outcome else None) or "本规则没有结果，请人工核对。"
            rows.append(
                EligibilityRow(
                    condition.rule,
                    condition.title,
                    f"未核对：{why}",
                    (),
                    condition.required,
                    Verdict.NOT_EVIDENCED,
                    condition.citation,
                )
            )
            continue
        verdict = judge_condition(outcome, answers if outcome.rule in grave else {})
        told: Sequence[tuple[str, tuple[Place, ...]]] = [(one.text, one.places) for one in outcome.shown]
        if verdict is not Verdict.MET or not told:
            told = [(f.message, f.evidence) for f in outcome.findings] or told
        said = "；".join(text for text, _ in told) or (outcome.reason or "")
        places = tuple(dict.fromkeys(place for _, spots in told for place in spots))
        rows.append(
            EligibilityRow(
                condition.rule, condition.title, said, places, condition.required, verdict, condition.citation
            )
        )
    return tuple(rows)


def judge_condition(outcome: Outcome, answers: Mapping[str, Outcome]) -> Verdict:
    """Met, not met, or not evidenced; a finding that stands under one of `answers` weighs as much as that one."""
    for finding in outcome.findings:
        root = answers.get(finding.folded_under or "")
        if weighs(finding) or (root and any(map(weighs, root.findings)) and is_sure(finding)):
            return Verdict.NOT_MET
    if outcome.state is State.CLEAN and outcome.reason is None:
        return Verdict.MET
    return Verdict.NOT_EVIDENCED


def weighs(finding: Finding) -> bool:
    """Whether it says for certain that the condition is missed (under a draft: whether it would)."""
    grave = finding.severity in GRAVE or {"原级B", "原级E"} & set(finding.tags)
    return bool(grave) and is_sure(finding)


def is_sure(finding: Finding) -> bool:
    return "not_evidenced" not in finding.tags
