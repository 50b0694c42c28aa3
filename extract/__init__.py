"""Documents and forms → a Submission: fields, blanks, prose, claims. Knows forms and numbers; reads no files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.book import Book
from extract.claims import ClaimReader
from extract.copies import is_copy, with_rivals
from extract.doubt import doubt_scans
from extract.fields import read_book
from extract.kinds import fit, identify, kind_by_name, title_field
from extract.licence import AttachmentReader
from extract.numbers import NumberReader
from extract.scene_headings import find_scene_fields
from extract.screens import is_screen, read_screen
from extract.statements import StatementReader, publish_lines
from extract.values import ValueReader
from model.document import Document, Reading, Status
from model.form import Form
from model.reference import Reference
from model.submission import Copy, Field, Paper, Submission, submission_id

#: Books that print no table of scenes.
_FREE = ("GS-12",)
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")
#: Kinds of papers that stand for themselves; all others are books.
_ATTACHED = ("statements", "licence", "audit_report", "certificate", "self_assessment", "picture", "other")


def extract_submission(name: str, readings: Sequence[Reading], reference: Reference) -> Submission:
    """Everything that the readings of one applicant say; `scenes` are left to the classifier.

    The book is the readable paper that fits a known form best (Word before PDF); other papers give statement lines.
    """
    statements = StatementReader(reference.statements)
    attachments = AttachmentReader(reference.papers)
    kinds = _kinds_of(readings, reference)
    identity = submission_id(_identities(name, readings))
    books = _find_books(readings, {file: kind for file, (kind, _) in kinds.items()}, reference)
    papers = tuple(_paper(r, *kinds.get(r.file, ("other", None)), reference) for r in readings)
    papers = tuple(_with_content(p, r, statements, attachments) for p, r in zip(papers, readings, strict=True))
    lines = publish_lines([s for paper in papers for s in paper.statements], reference.statements)
    if not books:
        titles = [t for r in readings if r.document and kinds[r.file][0] == "other" and (t := title_field(r.document))]
        return Submission(name, identity, None, papers, (*titles[:1], *lines))
    numbers = NumberReader(reference.lexicons)
    document, form = books[0]
    read = read_form(document, form, numbers, reference)
    claim_reader = ClaimReader(reference.lexicons, numbers, _report_year(read.fields))
    claims, changes = claim_reader.read(read.passages)
    shown, compared = claim_reader.read_tables(read.tables)
    claims, changes = (*claims, *shown), (*changes, *compared)
    papers = tuple(_with_screen(p, r, claim_reader) for p, r in zip(papers, readings, strict=True))
    more = [(other, read_form(*other, numbers, reference).fields) for other in books[1:]]
    fields, copies = dict(read.fields), list[Copy]()
    for (other, other_form), found in more:
        if other_form.id == form.id and is_copy(read.fields, found):
            fields = with_rivals(fields, found)
            copies.append(Copy(other.file, tuple(found.values())))
        elif other_form.output and other_form.id != form.id:  # a table beside the book, under the table's own name
            table = other_form.id.lower().replace("-", "_")
            fields |= {f"{table}.{key}": replace(f, key=f"{table}.{key}") for key, f in found.items() if key != "title"}
    if (form.kind or form.id) in _FREE and not any(key.startswith("scenes[") for key in fields):
        fields |= {f.key: f for f in find_scene_fields(document, form, reference.guide, "b3")}
    return Submission(
        name, identity, form.kind or form.id, papers, (*fields.values(), *lines),
        tuple(read.blanks.values()), passages=tuple(read.passages), claims=claims, changes=changes,
        copies=tuple(copies),
    )  # fmt: skip


def find_books(readings: Sequence[Reading], reference: Reference) -> list[tuple[Document, Form]]:
    """The papers that are a known form, the one to be taken as the applicant's book first."""
    return _find_books(readings, {file: kind for file, (kind, _) in _kinds_of(readings, reference).items()}, reference)


def _kinds_of(readings: Sequence[Reading], reference: Reference) -> dict[str, tuple[str, str | None]]:
    """By file: what each readable paper is, with a remark on how that was seen."""
    statements, attachments = StatementReader(reference.statements), AttachmentReader(reference.papers)
    return {
        r.file: identify(r.document, reference.forms, statements, attachments, reference.paper_kinds)
        for r in readings
        if r.document
    }


def lost_submission(name: str, readings: Sequence[Reading], why: str) -> Submission:
    """The submission of readings that could not be extracted: every paper is named with the reason."""
    papers = (
        replace(_paper(r, "other", None, None), status=Status.INTERNAL_ERROR, error=r.error or why) for r in readings
    )
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


def _paper(reading: Reading, kind: str, remark: str | None, reference: Reference | None) -> Paper:
    document = reading.document
    notes = (*(document.notes if document else ()), *((remark,) if remark else ()))
    if document is None:
        named = kind_by_name(reading.file, reference.paper_kinds if reference else ())
        kind = "picture" if reading.file.lower().endswith(_PICTURES) else named.kind if named else "other"
    elif reference and (form := reference.form(kind)) and form.kind:
        kind = form.kind
    return Paper(
        reading.file, reading.sha256, kind, reading.status, len(document.pages) if document else 0,
        document.unread_pages if document else (), reading.error, notes,
        ocr_pages=document.ocr_pages if document else (),
    )  # fmt: skip


def _find_books(
    readings: Sequence[Reading], kinds: dict[str, str], reference: Reference
) -> list[tuple[Document, Form]]:
    """The papers that are a known form, the applicant's book first: books before output tables, the best fit, Word
    before PDF."""
    books = [(r.document, form) for r in readings if r.document and (form := reference.form(kinds[r.file]))]
    shares = {pair[0].file: fit(*pair) / max(1, len(pair[1].decisive)) for pair in books}
    books.sort(
        key=lambda pair: (pair[1].output, -round(shares[pair[0].file], 1), pair[0].format != "docx", pair[0].file)
    )
    return books


def read_form(document: Document, form: Form, numbers: NumberReader, reference: Reference) -> Book:
    """What a document says as a book of this form."""
    return read_book(document, form, ValueReader(numbers, form.placeholders), reference.confidence)


def _with_screen(paper: Paper, reading: Reading, claims: ClaimReader) -> Paper:
    if reading.document is None or not is_screen(reading.document, paper.kind):
        return paper
    passages, told = read_screen(reading.document, claims)
    return replace(paper, passages=passages, claims=told)


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
