"""Checks: a submission and the rules → one outcome for each rule. No files, no clock, no network."""

from __future__ import annotations

from check.case import Agreed, Case, Logic, NotApplicable, NotChecked, Skipped, say_why_no_book
from check.fold import fold_findings
from check.registry import find_logics
from model.finding import Finding, Outcome, State
from model.reference import Reference
from model.submission import Submission

__all__ = ["check_submission"]


def check_submission(submission: Submission, reference: Reference) -> tuple[Outcome, ...]:
    """Every rule of the reference answers, in its order; dependent findings are folded under their root."""
    unreadable = say_why_no_book(submission)
    outcomes = [answer(Case(submission, rule, reference), unreadable) for rule in reference.rules]
    return fold_findings(outcomes, reference.rules)


def answer(case: Case, unreadable: str | None) -> Outcome:
    """One rule's outcome; a rule that breaks answers `crashed`, never silence."""
    rule = case.rule
    if rule.regimes and case.reference.regime not in rule.regimes:
        return Outcome(rule.id, State.NOT_APPLICABLE, rule.severity, reason="本规则不属于当前适用的评审规则包。")
    if rule.forms and case.submission.form and case.submission.form not in rule.forms:
        reason = f"本规则适用于{'、'.join(rule.forms)}，本材料是{case.submission.form}。"
        return Outcome(rule.id, State.NOT_APPLICABLE, rule.severity, reason=reason)
    if rule.forms and unreadable:
        return Outcome(rule.id, State.NOT_CHECKED, rule.severity, reason=unreadable)
    logics = find_logics()
    logic = logics.get(rule.logic) if rule.logic else logics.get(rule.id)
    if logic is None:
        return Outcome(rule.id, State.NOT_CHECKED, rule.severity, reason="本规则尚无自动核对，请人工核对。")
    return run_rule(case, logic)


def run_rule(case: Case, logic: Logic) -> Outcome:
    """Collects what the rule says until it ends, gives up or breaks."""
    rule, findings, reasons = case.rule, list[Finding](), list[str]()
    agreed, state = False, State.CLEAN
    try:
        for said in logic(case):
            match said:
                case Finding():
                    findings.append(said)
                case Skipped(reason):
                    reasons.append(reason)
                case Agreed():
                    agreed = True
    except NotChecked as why:
        reasons.append(str(why))
    except NotApplicable as why:
        reasons.append(str(why))
        state = State.NOT_APPLICABLE
    except Exception as error:  # noqa: BLE001  one broken rule must not take the others down
        reasons.append(f"{type(error).__name__}: {error}")
        state = State.CRASHED
    if state is State.CLEAN:
        if findings:
            state = State.FOUND
        elif reasons and not agreed:
            state = State.NOT_CHECKED
    reason = "".join(dict.fromkeys(reasons))
    severity = min((f.severity for f in findings), key=lambda s: s.rank, default=rule.severity)
    return Outcome(rule.id, state, severity, tuple(findings), reason or None)
