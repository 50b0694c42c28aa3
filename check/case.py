"""Case: one submission before one rule, the questions many rules ask of it, and the answers a rule may give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from check.dates import read_days
from check.evidence import SURE, Evidence, has_digits, places_of, spot
from check.lookup import (
    FREE_BOOKS,
    STATEMENT_PREFIXES,
    Shelf,
    carrier_of,
    form_of,
    index_of,
    label_of,
    shelve,
    spec_of,
    titles_of,
    written_in,
)
from check.once import Same
from check.show import show_amount, show_field, show_plain
from check.sought import Sought
from model.amount import Amount
from model.archive import Archive
from model.finding import Cause, Cure, Finding, Severity
from model.form import FieldSpec, Form
from model.place import Place
from model.reference import Reference
from model.regime import Term
from model.rule import Rule
from model.submission import Field, Passage, Submission

#: What every rule on statements says where none was handed in: one line of the ledger.
NO_STATEMENTS = "材料中没有读到财务报表，无法核对。"


class NotChecked(Exception):
    """The rule cannot be answered; `reason` (a Chinese sentence) says why, `cause` of which kind that is.

    `sure`: the page was read and says so (a printed field left empty), whatever other pages could not be read.
    """

    def __init__(self, reason: str, cause: Cause = Cause.MISSING, sure: bool = False) -> None:
        super().__init__(reason)
        self.cause = cause
        self.sure = sure


class NotApplicable(Exception):
    """The rule does not speak of such a submission; the argument is the reason (a Chinese sentence)."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of the check that could not be done, with its reason; `sure` as in NotChecked."""

    reason: str
    cause: Cause = Cause.MISSING
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """A part of the check that was done and came out right; `text` and `places`: what the papers say on it."""

    text: str = ""
    places: tuple[Place, ...] = ()


Answer = Finding | Skipped | Agreed
Logic = Callable[["Case"], Iterable[Answer]]


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule sees: the papers of one applicant, the rule's own data and the reference lists."""

    submission: Submission
    rule: Rule
    reference: Reference
    archive: Archive | None = None
    #: The row of an office's table looked at as if it were a book (see `check.rows`); 0: the papers as they are.
    row: int = 0
    #: Every key that the rule looked at, for the ledger.
    asked: dict[str, None] = field(default_factory=dict, compare=False)
    #: The form of the book, and what is applied for (优秀场景, 基础级 …), of a row what its 申报类型 says.
    form: Form | None = field(init=False, repr=False, compare=False)
    carrier: str = field(init=False, repr=False, compare=False)
    _shelf: Shelf = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        fields, form_id, carrier = Same(self.submission.fields), self.submission.form, ""
        if form_id in FREE_BOOKS:  # a 领航级 one where its title says so
            carrier = self.submission.carrier or ("领航级" if "领航级" in titles_of(fields) else "卓越级")
        form, shelf = form_of(Same(self.reference), form_id, carrier), shelve(fields)
        if self.row and (kind := shelf.by_key.get("apply_type")):
            carrier = carrier_of(kind.value)
        known = {"form": form, "carrier": carrier or (form.carrier if form else ""), "_shelf": shelf}
        for name, value in known.items():
            object.__setattr__(self, name, value)  # frozen: what follows from the papers is worked out at once

    @property
    def day(self) -> str:
        """The day of declaration (ISO), by which the law in force is chosen; "" unknown."""
        declared = self.field("declare_date")
        return declared.value if declared else ""

    def written(self, key: str) -> Term | None:
        """The value of the law in force for this carrier, or None where this regime says nothing."""
        return self.reference.law.term(key, self.carrier, self.day)

    def law(self, key: str) -> Term:
        """As `written`; NotApplicable where the law asks nothing, NotChecked where its value is not known yet."""
        term = self.written(key)
        if term is None:
            raise NotApplicable(f"“{self.reference.law.title}”对{self.carrier or '本材料'}没有此项规定。")
        if term.value is None:
            raise NotChecked(f"{term.note or '此项数值尚未公布'}，请人工核对。", Cause.OUTSIDE)
        return term

    def agree(self, text: str, *evidence: Evidence) -> Agreed:
        """What the papers say where a condition is met."""
        return Agreed(text, places_of(evidence))

    def param(self, name: str) -> Any:
        """A threshold or list of the rule; KeyError (a crash) when the rule's row lacks it."""
        return self.rule.params[name]

    def spec(self, key: str) -> FieldSpec | None:
        return spec_of(self.form, self.row > 0, key)

    def label(self, key: str) -> str:
        """The printed name of a field, with its year or row: 资产负债率（2024年）, 附表1第2行已实施成效."""
        return label_of(Same(self.reference, self.form), self.row > 0, key)

    def field(self, key: str) -> Field | None:
        self.asked[key] = None
        return self._shelf.by_key.get(key)

    def _of(self, key: str) -> Sequence[Field]:
        """The fields of a key, whatever year or row: `main_revenue` finds `main_revenue[2024]`, too."""
        return self._shelf.by_base.get(key.partition("[")[0], ())

    def need(self, key: str) -> Field:
        """The field of this key; NotChecked where it was left empty, NotApplicable where the form has no such field."""
        found = self.field(key)
        if found is None:
            raise self.lack(key)
        return found

    def lack(self, *keys: str, name: str = "") -> NotChecked | NotApplicable:
        """What a rule answers where none of these fields is there: left empty, not seen, or on this form not at all.

        What no form prints is never left empty: a free book does not tell it. An optional column may be empty.
        """
        printed = [key for key in keys if self.spec(key) is not None]
        free = self.form is None or self.form.free
        if self.form and not free and not printed and not any(key.startswith(STATEMENT_PREFIXES) for key in keys):
            return NotApplicable(f"《{self.form.title}》没有本规则所核对的栏目，不适用。")
        key = (printed or keys)[0]
        spec, blank, shown = self.spec(key), self.submission.blank(key), f"“{name or self.label(key)}”"
        if self.form and free:
            return NotChecked(f"书中未读到{shown}，无法核对。")
        if spec and spec.required == "O":
            return NotChecked(f"{shown}为选填，未见填写，无须核对。", Cause.NOTHING)
        if blank is not None and blank.printed:
            return NotChecked(f"{shown}未填写，无法核对。", sure=True)
        return NotChecked(f"{shown}未填写或未读到，无法核对。")

    def amount(self, key: str) -> Amount | None:
        found = self.field(key)
        return found.amount if found else None

    def series(self, base: str) -> dict[int, Field]:
        """Fields `base[2022]`, `base[2023]` … that carry a number, by year, ascending."""
        self.asked[base] = None
        found = {
            int(match[1]): one
            for one in self._of(base)
            if one.key.startswith(f"{base}[")
            and (match := re.search(r"\[(\d{4})\]$", one.key))
            and one.amount is not None
        }
        return dict(sorted(found.items()))

    def doubt(self, *bases: str) -> str | None:
        """Why figures of these lines were read but cannot be used (a shifted column, misread rows), or None."""
        fields = (f for base in bases for f in self._of(base) if f.key.startswith(f"{base}["))
        return next((f.problem for f in fields if f.problem and f.amount is None), None)

    def rows(self, table: str) -> list[int]:
        """Numbers of the repeated rows in which something is filled: `rows("t1")` → [1, 2]."""
        found = set()
        for one in self.submission.like(f"{table}["):
            match = re.match(rf"{re.escape(table)}\[(\d+)\]\.(?!no$)", one.key)
            if match:
                found.add(int(match[1]))
        return sorted(found)

    def prose(self, *prefixes: str) -> Iterator[Passage]:
        """The applicant's own sentences, of all chapters or of those whose key starts so."""
        told = written_in(Same(self.submission.passages))
        return iter([one for one in told if one.key.startswith(prefixes)] if prefixes else told)

    def prose_with(self, *choice: Sought) -> list[Passage]:
        """Those of them in which one of the patterns may be found."""
        known = Same(self.submission.passages)
        told = written_in(known)
        return [told[n] for n in index_of(known).where(*choice)]

    @property
    def scanned(self) -> frozenset[int]:
        """Pages of the book that were read from their picture."""
        papers = (paper for paper in self.submission.papers if paper.kind == self.submission.form)
        return frozenset(page for paper in papers for page in paper.ocr_pages)

    @property
    def unread(self) -> str | None:
        """A reason (Chinese) when pages of the book could not be read: then absence proves nothing."""
        for paper in self.submission.papers:
            if paper.kind == self.submission.form and paper.unread_pages:
                pages = "、".join(str(page) for page in paper.unread_pages)
                return f"“{paper.file}”第{pages}页没有可读文字或未能全部读出，其中的内容未能核对。"
        return None

    def finding(
        self,
        message: str,
        *evidence: Evidence,
        severity: Severity | None = None,
        tags: Iterable[str] = (),
        about: Iterable[str] | None = None,
        expected: str | None = None,
        found: str | None = None,
        cures: Iterable[Cure] = (),
    ) -> Finding:
        """A finding of this rule. Severity and question come from the rule; `about` from the evidence.

        Evidence read with low confidence, and digits read from a picture of the page, never give more than W
        (crosschecks.md §1): a person confirms them first.
        """
        grade, marks = severity or self.rule.severity, tuple(tags)
        if any(isinstance(e, Field) and e.confidence < SURE for e in evidence):
            marks += ("low_confidence",)
        if any(self.is_scanned(e.place) for e in evidence if has_digits(e)):
            marks += ("ocr",)
        if {"low_confidence", "ocr"} & set(marks):
            grade = max(grade, Severity.W, key=lambda s: s.rank)
        return Finding(
            severity=grade,
            message=message,
            evidence=places_of(evidence),
            tags=tuple(dict.fromkeys(marks)),
            expected=expected,
            found=found,
            question=self.rule.question or None,
            about=tuple(dict.fromkeys(about if about is not None else (n for e in evidence if (n := spot(e))))),
            cures=tuple(cures),
        )

    def is_scanned(self, place: Place) -> bool:
        """Whether the words at this place were recognised from a picture: of the page, or pasted into the file."""
        if place.picture:
            return True
        paper = next((p for p in self.submission.papers if p.file == place.file), None)
        return paper is not None and place.page is not None and place.page in paper.ocr_pages

    def cure(self, field: Field, value: Decimal, step: Decimal) -> Cure:
        """A field with the value that would be right."""
        unit = field.amount.unit if field.amount else ""
        shown = show_amount(value, unit) if unit == "元" else f"{show_plain(round(value, 2))}{unit}"
        return Cure(field.key, value, step, f"“{self.label(field.key)}”为{shown}", field.value)

    def cure_by(self, field: Field, right: Amount) -> Cure:
        return self.cure(field, right.value, right.step)

    def say(self, field: Field) -> str:
        """资产负债率（2024年）填62.00%: a field with its value, ready for a sentence."""
        return f"{self.label(field.key)}填{show_field(field)}"


def say_form(case: Case) -> str:
    """The official title of the submission's form."""
    return case.form.title if case.form else (case.submission.form or "申报书")


def previous_year(case: Case) -> int | None:
    """The year before the declaration, which the forms call 上年; None where no date is read."""
    declared = next((f for key in ("declare_date", "truth_date", "fill_date") if (f := case.field(key))), None)
    day = read_days(declared.value) if declared else None
    return day.first.year - 1 if day else None
