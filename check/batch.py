"""Checks over a batch: many submissions, the rules, the archive → one outcome for each rule that looks at them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from check.case import Answer, Case
from check.hear import hear, soften
from check.registry import find_batch_logics
from model.archive import Archive
from model.finding import Outcome
from model.reference import Reference
from model.rule import Rule
from model.submission import Submission
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
    lineage = reference.law.lineage or (reference.regime,)
    outcomes = []
    for rule in reference.rules:
        logic = logics.get(rule.id)
        if logic is not None and (not rule.regimes or set(rule.regimes) & set(lineage)):
            case = BatchCase(tuple(submissions), rule, reference, archive)
            outcome = hear(rule, partial(logic, case))
            files = {place.file for finding in outcome.findings for place in finding.evidence}
            named = tuple(s.name for s in submissions if files & {paper.file for paper in s.papers})
            outcomes.append(replace(soften(outcome) if reference.law.informative else outcome, submissions=named))
    return tuple(outcomes)


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
