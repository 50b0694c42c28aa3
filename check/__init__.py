"""Checks: a submission and the rules → one outcome for each rule. No files, no clock, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from check.also_told import show_also_told
from check.batch import BatchCase, check_batch, other_tables
from check.case import Answer, Case, Logic, NotChecked
from check.causes import fold_causes
from check.denied import find_denied
from check.eligibility import tabulate_eligibility
from check.explain import UNSEEN, explain_gap, say_why_no_book
from check.fold import fold_told
from check.gather import gather_unevidenced
from check.hear import hear, soften
from check.home_law import add_home_law
from check.registry import find_batch_logics, find_logics, find_row_logics
from check.rows import ask_rows
from check.watch import Watch
from model.archive import Archive
from model.document import mostly_unread
from model.finding import Cause, Finding, Outcome, Severity, State
from model.reference import Reference
from model.rule import Rule
from model.submission import Paper, Submission

__all__ = ["BatchCase", "check_batch", "check_rules", "check_submission", "tabulate_eligibility"]


def check_submission(
    submission: Submission, reference: Reference, archive: Archive | None = None
) -> tuple[Outcome, ...]:
    """As `check_rules`; what a thin book does not evidence is one finding with its check list."""
    outcomes = gather_unevidenced(check_rules(submission, reference, archive), reference.rules)
    return show_also_told(submission, outcomes, reference.rules)


def check_rules(submission: Submission, reference: Reference, archive: Archive | None = None) -> tuple[Outcome, ...]:
    """Every rule of the reference answers, in its order; dependent findings are folded under their root.

    Under a draft nothing weighs. `archive`: what the office granted before; without it the rules on history answer
    that they were not checked.
    """
    unreadable = say_why_no_book(submission)
    reference = add_home_law(submission, reference)
    watch = Watch()
    watched = watch.over(submission)
    tables = (watched, *other_tables(watched, reference))
    outcomes = []
    for rule in reference.rules:
        watch.begin(rule.id)
        outcomes.append(first_applicable(tables, rule, reference, archive, unreadable))

    def ask(changed: Submission, rules: frozenset[str]) -> tuple[Outcome, ...]:
        all_tables = (changed, *other_tables(changed, reference))
        some = (rule for rule in reference.rules if rule.id in rules)
        return tuple(first_applicable(all_tables, rule, reference, archive, unreadable) for rule in some)

    folded = fold_told(fold_causes(submission, outcomes, ask, reference.rules, watch))
    return tuple(map(soften, folded)) if reference.law.informative else folded


def first_applicable(
    tables: Sequence[Submission], rule: Rule, reference: Reference, archive: Archive | None, unreadable: str | None
) -> Outcome:
    """The outcome of the book, or of the first office table beside it that the rule is about.

    A rule that names tables `beside` is asked of the book and of them: they are the applicant's own statements too.
    """
    outcomes = (answer(Case(table, rule, reference, archive), unreadable) for table in tables)
    first = next(outcomes)
    if first.state is not State.NOT_APPLICABLE:
        own = [table for table in tables[1:] if table.form in rule.params.get("beside", ())]
        more = [answer(Case(table, rule, reference, archive), unreadable) for table in own]
        found = tuple(finding for outcome in more for finding in outcome.findings)
        if not found:
            return first
        worst = min((*first.findings, *found), key=lambda one: one.severity.rank).severity
        return replace(first, state=State.FOUND, severity=worst, findings=(*first.findings, *found), cause=None)
    return next((other for other in outcomes if other.state is not State.NOT_APPLICABLE), first)


def answer(case: Case, unreadable: str | None) -> Outcome:
    """One rule's outcome; a rule that breaks answers `crashed`, never silence."""
    rule = case.rule
    if why := _why_not_applicable(case):
        return Outcome(rule.id, State.NOT_APPLICABLE, rule.severity, reason=why)
    cause = Cause.UNREADABLE if _unread(case.submission) else Cause.MISSING  # of a missing book
    if rule.forms and unreadable:
        return Outcome(rule.id, State.NOT_CHECKED, rule.severity, reason=unreadable, cause=cause)
    if rule.automation == "manual":
        reason = f"需人工核对：{rule.look_at}"
        if denied := tuple(one for one in find_denied(case) if isinstance(one, Finding)):
            return Outcome(rule.id, State.FOUND, denied[0].severity, denied, reason, cause=Cause.MANUAL)
        return Outcome(rule.id, State.NOT_CHECKED, rule.severity, reason=reason, cause=Cause.MANUAL)
    if rule.automation == "pending":
        reason = f"尚未自动核对：{rule.look_at}。"
        return Outcome(rule.id, State.NOT_CHECKED, rule.severity, reason=reason, cause=Cause.PROGRAM)
    logics = find_logics()
    logic = logics.get(rule.logic) if rule.logic else logics.get(rule.id)
    if logic is None and rule.id in find_batch_logics():
        return Outcome(rule.id, State.NOT_APPLICABLE, rule.severity, reason="本规则就整批材料核对，结果见批次核对。")
    if logic is None:
        reason = "本规则尚无自动核对，请人工核对。"
        return Outcome(rule.id, State.NOT_CHECKED, rule.severity, reason=reason, cause=Cause.PROGRAM)
    by_row = case.submission.form in rule.rows
    logic = (find_row_logics().get(rule.id) or logic) if by_row else logic
    told = hear(
        rule, lambda: ask_rows(case, logic) if by_row else speak(case, logic), lambda one: explain_gap(case, one)
    )
    if unreadable and told.state is State.NOT_CHECKED and told.cause in (cause, *UNSEEN):
        return replace(told, reason=unreadable, cause=cause)  # one statement, whatever the rule looked for
    return told


def speak(case: Case, logic: Logic) -> Iterator[Answer]:
    """What the book itself denies, then what the rule finds; where it denies it, its silence needs no word beside."""
    denied = [one for one in find_denied(case) if isinstance(one, Finding)]
    answers, gap = list[Answer](), None
    try:
        for one in logic(case):
            if isinstance(one, Finding) and denied and "not_evidenced" in one.tags:
                one = replace(one, severity=Severity.I)
            elif isinstance(one, Finding) and one.severity is not Severity.I:
                denied = [told for told in denied if not _quotes(one, told)]
            answers.append(one)
    except NotChecked as why:
        gap = why
    yield from denied
    yield from answers
    if gap is not None:
        raise gap


def _quotes(one: Finding, told: Finding) -> bool:
    """Whether a finding quotes words of a sentence that the other tells."""
    return any(
        place.path == other.path and (place.text in other.text or other.text in place.text)
        for place in one.evidence
        for other in told.evidence
        if place.text and other.text
    )


def _why_not_applicable(case: Case) -> str | None:
    rule, form = case.rule, case.submission.form
    if not case.reference.has(rule):
        return "本规则不属于当前适用的评审口径。"
    if rule.forms and form and form not in (*rule.forms, *rule.rows):
        return f"本规则适用于{'、'.join((*rule.forms, *rule.rows))}，本材料是{form}。"
    return None


def _unread(submission: Submission) -> list[Paper]:
    return [p for p in submission.papers if not p.status.readable or mostly_unread(p.pages, p.unread_pages)]
