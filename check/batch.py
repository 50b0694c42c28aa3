"""Checks over a batch: many submissions, the rules, the archive → one outcome for each rule that looks at them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from check.case import Answer, Case
from check.hear import hear, soften
from check.registry import find_batch_logics
from model.archive import Archive
from model.finding import Finding, Outcome
from model.place import Place
from model.reference import Reference
from model.rule import Rule
from model.submission import Field, Submission
from model.text import squash

BatchLogic = Callable[["BatchCase"], Iterable[Answer]]


@dataclass(frozen=True, slots=True)
class BatchCase:
    """What a rule over a batch sees."""

    submissions: tuple[Submission, ...]
    rule: Rule
    reference: Reference
    archive: Archive | None = None

    def cases(self, *forms: str) -> Iterator[Case]:
        """Each submission (of these forms, office tables beside the first included) as a case of this rule."""
        for whole in self.submissions:
            for submission in (whole, *(other_tables(whole, self.reference) if forms else ())):
                if not forms or submission.form in forms:
                    yield Case(submission, self.rule, self.reference, self.archive)

    def by_company(self, *forms: str) -> dict[str, list[Case]]:
        """Cases of one applicant together, by credit code or, without one, by name."""
        found: dict[str, list[Case]] = {}
        names: dict[str, str] = {}
        for case in self.cases(*forms):
            code, name = company_code(case), company_name(case)
            if not (code or name):
                continue
            key = names.setdefault(name, code or name) if name else code
            found.setdefault(code if code in found else key, []).append(case)
        return found


def company_name(case: Case) -> str:
    """The applicant's name, folded; "" unknown."""
    field = case.field("company_name") or case.field("applicant")
    return squash(field.value).replace("(盖章)", "") if field else ""


def company_code(case: Case) -> str:
    """The applicant's credit code where one of 18 characters is printed, else ""."""
    for key in ("uscc", "org_code"):
        field = case.field(key)
        if field and len(squash(field.value)) == 18:
            return squash(field.value).upper()
    return ""


def check_batch(
    submissions: Sequence[Submission], reference: Reference, archive: Archive | None = None
) -> tuple[Outcome, ...]:
    """One outcome for each rule that speaks of a whole batch, in the order of the rules.

    `Outcome.submissions` names the submissions whose papers a finding shows.
    """
    logics = find_batch_logics()
    outcomes = []
    for rule in reference.rules:
        logic = logics.get(rule.id)
        if logic is not None and reference.has(rule):
            case = BatchCase(tuple(submissions), rule, reference, archive)
            outcome = hear(rule, partial(logic, case))
            shown = {one for finding in outcome.findings for one in concerned(finding, submissions)}
            named = tuple(s.name for n, s in enumerate(submissions) if n in shown)
            outcomes.append(replace(soften(outcome) if reference.law.informative else outcome, submissions=named))
    return tuple(outcomes)


def concerned(finding: Finding, submissions: Sequence[Submission]) -> set[int]:
    """Which submissions (by number) a finding shows. Files of several may bear one name (自评估汇总表.docx in each
    folder): then the one that holds the cell, or else the one that another place of the finding surely is of."""
    owners = []
    for place in finding.evidence:
        having = {n for n, s in enumerate(submissions) if place.file in {paper.file for paper in s.papers}}
        holding = {n for n in having if any(_shows(f, place) for f in submissions[n].fields)} if len(having) > 1 else ()
        owners.append(set(holding) or having)
    sure = {n for own in owners if len(own) == 1 for n in own}
    return {n for own in owners for n in (own & sure or own)}


def _shows(field: Field, place: Place) -> bool:
    own = field.place
    return (own.file, own.path) == (place.file, place.path) and squash(place.text) in squash(own.text)


def other_tables(submission: Submission, reference: Reference) -> list[Submission]:
    """The office tables handed in beside a book or another table, each as a submission of its own.

    Their fields stand in the submission under the form's name (`gs_07.rows[1].total`).
    """
    found = []
    for form in reference.forms:
        prefix = form.id.lower().replace("-", "_") + "."
        fields = tuple(replace(f, key=f.key[len(prefix) :]) for f in submission.fields if f.key.startswith(prefix))
        blanks = tuple(replace(b, key=b.key[len(prefix) :]) for b in submission.blanks if b.key.startswith(prefix))
        if form.output and form.id != submission.form and fields:
            found.append(replace(submission, form=form.id, fields=fields, blanks=blanks, passages=(), scenes=()))
    return found
