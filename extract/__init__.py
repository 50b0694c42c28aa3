"""Documents and forms → a Submission: fields, blanks, prose, claims. Knows forms and numbers; reads no files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.claims import ClaimReader
from extract.doubt import doubt_scans
from extract.fields import read_book
from extract.kinds import fit, identify, title_field
from extract.licence import AttachmentReader
from extract.numbers import NumberReader
from extract.statements import StatementReader, publish_lines
from extract.values import ValueReader
from model.document import Document, Reading, Status
from model.form import Form
from model.reference import Reference
from model.submission import Field, Paper, Submission, submission_id

#: Kinds of papers that stand for themselves; all others are books.
_ATTACHED = ("statements", "licence", "audit_report", "certificate", "self_assessment", "picture", "other")


def extract_submission(name: str, readings: Sequence[Reading], reference: Reference) -> Submission:
    """Everything that the readings of one applicant say; `scenes` are left to the classifier.

    The book is the readable paper that fits a known form best (Word before PDF); other papers give statement lines.
    """
    statements = StatementReader(reference.statements)
    attachments = AttachmentReader(reference.papers)
    kinds = {r.file: identify(r.document, reference.forms, statements, attachments) for r in readings if r.document}
    papers = tuple(_paper(r, *kinds.get(r.file, ("other", None))) for r in readings)
    papers = tuple(_with_content(p, r, statements, attachments) for p, r in zip(papers, readings, strict=True))
    lines = publish_lines([s for paper in papers for s in paper.statements], reference.statements)
    identity = submission_id(_identities(name, readings))
    book = _choose_book(readings, {file: kind for file, (kind, _) in kinds.items()}, reference)
    if book is None:
        titles = [t for r in readings if r.document and kinds[r.file][0] == "other" and (t := title_field(r.document))]
        return Submission(name, identity, None, papers, (*titles[:1], *lines))
    document, form = book
    numbers = NumberReader(reference.lexicons)
    read = read_book(document, form, ValueReader(numbers, form.placeholders))
    claims, changes = ClaimReader(reference.lexicons, numbers, _report_year(read.fields)).read(read.passages)
    fields = (*doubt_scans(read.fields.values(), document), *lines)
    return Submission(
        name, identity, form.id, papers, fields, tuple(read.blanks.values()),
        passages=tuple(read.passages), claims=claims, changes=changes,
    )  # fmt: skip


def lost_submission(name: str, readings: Sequence[Reading], why: str) -> Submission:
    """The submission of readings that could not be extracted: every paper is named with the reason."""
    papers = (replace(_paper(r, "other", None), status=Status.INTERNAL_ERROR, error=r.error or why) for r in readings)
    return Submission(name, submission_id(_identities(name, readings)), None, tuple(papers))


def _report_year(fields: Mapping[str, Field]) -> int | None:
    """The year in which the book was written (去年 is the one before): of the declaration, else of the promise."""
    for key in ("declare_date", "truth_date"):
        if (field := fields.get(key)) and field.value[:4].isdigit():
            return int(field.value[:4])
    return None


def _identities(name: str, readings: Sequence[Reading]) -> list[str]:
    """What the id is made of: the bytes; where there are none, the names, so that empty things stay apart."""
    empty = hashlib.sha256().hexdigest()
    return [r.sha256 if r.sha256 not in ("", empty) else f"{name}/{r.file}" for r in readings]


def _paper(reading: Reading, kind: str, remark: str | None) -> Paper:
    document = reading.document
    notes = (*(document.notes if document else ()), *((remark,) if remark else ()))
    if document is None:
        kind = (
            "picture" if reading.file.lower().endswith((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")) else "other"
        )
    return Paper(
        reading.file, reading.sha256, kind, reading.status, len(document.pages) if document else 0,
        document.unread_pages if document else (), reading.error, notes,
        ocr_pages=document.ocr_pages if document else (),
    )  # fmt: skip


def _choose_book(
    readings: Sequence[Reading], kinds: dict[str, str], reference: Reference
) -> tuple[Document, Form] | None:
    books = [(r.document, form) for r in readings if r.document and (form := reference.form(kinds[r.file]))]
    books.sort(key=lambda pair: (-fit(*pair), pair[0].format != "docx", pair[0].file))
    return books[0] if books else None


def _with_content(paper: Paper, reading: Reading, statements: StatementReader, attachments: AttachmentReader) -> Paper:
    """The paper with its facts and statements; a column that cannot be used is named in the notes."""
    if reading.document is None:
        return paper
    facts = tuple(doubt_scans(attachments.read(reading.document, book=paper.kind not in _ATTACHED), reading.document))
    if paper.kind not in ("statements", "audit_report"):
        return replace(paper, facts=facts)
    found = statements.read(reading.document, scanned=reading.status is Status.OK_OCR)
    doubts = tuple(f"{s.title}：{s.reason}" for s in found if s.reason)
    return replace(paper, facts=facts, statements=found, notes=(*paper.notes, *doubts))
