"""Documents and forms → a Submission: fields, blanks, prose, claims. Knows forms and numbers; reads no files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.annex_list import read_annex_list
from extract.book import Book
from extract.claims import ClaimReader
from extract.claims.ends import read_ends
from extract.claims.owners import own_name
from extract.copies import is_copy, is_part, of_two_years, with_rivals
from extract.doubt import doubt_scans
from extract.fields import read_book
from extract.figures import read_figures
from extract.free import HeadReader, find_scene_fields
from extract.grids import read_grids
from extract.kinds import fit, identify, is_excerpt, kind_by_name, title_field
from extract.licence import AttachmentReader
from extract.numbers import NumberReader
from extract.paper_text import read_papers
from extract.pasted import open_pictures
from extract.screens import is_letter, is_screen, read_letter, read_screen
from extract.second_look import find_headed, look_again
from extract.secrecy import find_cover_marks, find_line_marks
from extract.segments import Segment, Splitter
from extract.shown import read_awards, read_shown
from extract.stamps import find_stamps
from extract.statements import StatementReader, mark_turned, publish_lines, read_owners, settle_units
from extract.tabbed import table_tabs
from extract.values import ValueReader
from model.document import Document, Reading, Status
from model.form import Form
from model.reference import Reference
from model.submission import Claim, Copy, Field, Paper, Statement, Submission, submission_id

_SHEETS = ("statements", "audit_report")
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")


def extract_submission(name: str, readings: Sequence[Reading], reference: Reference) -> Submission:
    """Everything that the readings of one applicant say; `scenes` are left to the classifier.

    The book is the readable paper that fits a known form best (Word before PDF); other papers give statement lines.
    """
    statements = StatementReader(reference.statements)
    attachments = AttachmentReader(reference.papers)
    readings, kinds = _kinds_of(readings, reference)
    identity = submission_id(_identities(name, readings))
    splitter = Splitter(statements, attachments, reference.paper_kinds)
    books, bound = _find_books(readings, kinds, reference, splitter)
    papers = tuple(_paper(r, *kinds.get(r.file, ("other", None)), reference) for r in readings)
    inner = {r.file: bound[r.file] if r.file in bound else _split(r, kinds, splitter) for r in readings}
    papers = tuple(
        _with_content(p, r, inner[r.file], r.file in bound, statements, attachments)
        for p, r in zip(papers, readings, strict=True)
    )
    if not books:
        papers, lines = _settled(papers, (), (), reference)
        titles = [t for r in readings if r.document and kinds[r.file][0] == "other" and (t := title_field(r.document))]
        return Submission(name, identity, None, papers, (*titles[:1], *lines))
    numbers = NumberReader(reference.lexicons)
    document, form = books[0]
    read = read_form(document, form, numbers, reference)
    others = [(other, other_form, read_form(other, other_form, numbers, reference)) for other, other_form in books[1:]]
    same = [book for _, other_form, book in others if other_form.id == form.id]
    parts = [book for book in same if is_part(read.fields, book.fields)]
    fields = {key: f for book in (*parts, read) for key, f in book.fields.items()}
    blanks = list(read.blanks.values())
    passages = tuple(passage for book in (read, *parts) for passage in book.passages)
    claim_reader = ClaimReader(reference.lexicons, numbers, _report_year(fields), own_name(fields))
    claims, changes = claim_reader.read(passages)
    shown, compared = claim_reader.read_tables(read.tables)
    claims, changes = (*claims, *shown), (*changes, *compared)
    papers = tuple(_with_screen(p, r, inner[r.file], claim_reader) for p, r in zip(papers, readings, strict=True))
    copies, leaves = list[Copy](), list[Document]()
    for other, other_form, book in others:
        found = book.fields
        again = is_copy(read.fields, found) and not (is_excerpt(other) and of_two_years(read.fields, found))
        if other_form.id == form.id and again:
            fields = with_rivals(fields, found)
            copies.append(Copy(other.file, tuple(found.values())))
        elif other_form.output and other_form.id != form.id:  # a table beside the book, under the table's own name
            table = other_form.id.lower().replace("-", "_")
            named = {key: f for key, f in found.items() if not key.startswith("title")}
            fields |= {f"{table}.{key}": replace(f, key=f"{table}.{key}") for key, f in named.items()}
            blanks += [replace(b, key=f"{table}.{key}") for key, b in book.blanks.items()]
        elif not other_form.output and not any(book is part for part in parts):
            leaves.append(other)  # an excerpt of another book: told as any paper beside this one
    papers = tuple(
        replace(p, passages=(*read_papers([leaf]), *p.passages))
        if (leaf := next((d for d in leaves if d.file == p.file), None)) else p
        for p in papers
    )  # fmt: skip
    bound_in = ((s.document, False) for r in readings for s in inner[r.file] if s.kind not in _SHEETS)
    beside = (
        (r.document, False)
        for r, p in zip(readings, papers, strict=True)
        if r.document and p.kind not in _SHEETS and not inner[r.file] and not reference.form(p.kind)
    )
    grids = tuple(read_grids(((document, True), *bound_in, *beside, *((leaf, False) for leaf in leaves))))
    taken = {p.place.path for p in passages} | {c.place.path for c in changes}
    changes = (*changes, *read_ends(claim_reader, grids, taken))
    papers, lines = _settled(papers, fields.values(), claims, reference)
    if form.free:
        fields |= {f.key: f for f in find_scene_fields(document, form, reference.guide)}
    left, values = [b for b in blanks if b.key not in fields], ValueReader(numbers, form.placeholders)
    return Submission(
        name, identity, form.kind or form.id, papers, (*fields.values(), *lines),
        tuple(look_again(left, fields.values(), read.document.nodes, form, values)),
        passages=passages, claims=claims, changes=changes, copies=tuple(copies),
        grids=grids, carrier=form.carrier if form.free else "",
    )  # fmt: skip


def _settled(
    papers: tuple[Paper, ...], fields: Iterable[Field], claims: Iterable[Claim], reference: Reference
) -> tuple[tuple[Paper, ...], tuple[Field, ...]]:
    """The papers, sheets without a printed unit in that which the book shows, and the lines of all sheets."""
    papers = mark_turned(settle_units(papers, fields, claims))
    return papers, publish_lines([s for paper in papers for s in paper.statements], reference.statements)


def find_books(readings: Sequence[Reading], reference: Reference) -> list[tuple[Document, Form]]:
    """The papers that are a known form without what is bound in with them, the applicant's book first."""
    statements, attachments = StatementReader(reference.statements), AttachmentReader(reference.papers)
    splitter = Splitter(statements, attachments, reference.paper_kinds)
    return _find_books(*_kinds_of(readings, reference), reference, splitter)[0]


def _kinds_of(
    readings: Sequence[Reading], reference: Reference
) -> tuple[list[Reading], dict[str, tuple[str, str | None]]]:
    """The readings, and by file what each readable paper is, with a remark on how that was seen.

    A file that is no book by what is typed in it is given with what its pictures say: annexes pasted into Word.
    """
    statements, attachments = StatementReader(reference.statements), AttachmentReader(reference.papers)
    names = reference.guide.names

    def kind_of(document: Document) -> tuple[str, str | None]:
        return identify(document, reference.forms, statements, attachments, reference.paper_kinds, names)

    opened, kinds = list[Reading](), dict[str, tuple[str, str | None]]()
    for reading in readings:
        if document := reading.document:
            kinds[reading.file] = kind_of(document)
            pasted = any(picture.content for picture in document.pictures)
            if pasted and not reference.form(kinds[reading.file][0]):
                document = open_pictures(document)
                kinds[reading.file] = kind_of(document)
            if kinds[reading.file][0] == "other" and (tabled := table_tabs(document)) is not document:
                document, kinds[reading.file] = tabled, kind_of(tabled)
        opened.append(replace(reading, document=document))
    return opened, kinds


def lost_submission(
    name: str, readings: Sequence[Reading], why: str, status: Status = Status.INTERNAL_ERROR
) -> Submission:
    """The submission of readings that could not be extracted: every paper is named with the reason."""
    papers = (replace(_paper(r, "other", None, None), status=status, error=r.error or why) for r in readings)
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
        unread_pictures=tuple(p.place for p in document.pictures if p.unread) if document else (),
        properties=dict(document.properties) if document else {},
        traces=(
            *document.traces, *find_cover_marks(document), *find_line_marks(document), *find_stamps(document)
        ) if document else (),
        figures=read_figures(document) if document else (),
    )  # fmt: skip


def _find_books(
    readings: Sequence[Reading], kinds: Mapping[str, tuple[str, str | None]], reference: Reference, splitter: Splitter
) -> tuple[list[tuple[Document, Form]], dict[str, tuple[Segment, ...]]]:
    """The papers that are a known form, the applicant's book first: books before output tables, the best fit, Word
    before PDF; and by file the papers bound in with them."""
    books, inner = [], dict[str, tuple[Segment, ...]]()
    for reading in readings:
        if reading.document and (form := reference.form(kinds[reading.file][0])):
            document = reading.document
            inner[reading.file] = ()
            if form.parts and not form.output:
                document, inner[reading.file] = splitter.split_book(document, form)
            books.append((document, form))
    shares = {pair[0].file: fit(*pair) / max(1, len(pair[1].decisive)) for pair in books}
    books.sort(
        key=lambda pair: (
            pair[1].output,
            is_excerpt(pair[0]),
            -round(shares[pair[0].file], 1),
            pair[0].format != "docx",
            pair[0].file,
        )
    )
    return books, inner


def _split(reading: Reading, kinds: Mapping[str, tuple[str, str | None]], splitter: Splitter) -> tuple[Segment, ...]:
    """The papers in a file that is no book, where it holds several."""
    return splitter.split_papers(reading.document, kinds[reading.file][0]) if reading.document else ()


def read_form(document: Document, form: Form, numbers: NumberReader, reference: Reference) -> Book:
    """What a document says as a book of this form."""
    heads = HeadReader([part for known in (*reference.forms, form) for part in known.parts], reference.guide)
    return read_book(document, form, ValueReader(numbers, form.placeholders), reference.confidence, heads)


def _with_screen(paper: Paper, reading: Reading, inner: Sequence[Segment], claims: ClaimReader) -> Paper:
    bound = [segment for segment in inner if is_letter(segment.document, segment.kind)]
    if bound:
        letters = (read_letter(segment.document, f"annex[{n}]") for n, segment in enumerate(bound, 1))
        return replace(paper, passages=(*(passage for letter in letters for passage in letter), *paper.passages))
    if reading.document and is_letter(reading.document, paper.kind, known=bool(paper.facts)):
        return replace(paper, passages=(*read_letter(reading.document), *paper.passages))
    if reading.document is None or paper.facts or not is_screen(reading.document, paper.kind):
        return paper
    passages, told = read_screen(reading.document, claims)
    return replace(paper, passages=passages, claims=told)


def _with_content(
    paper: Paper,
    reading: Reading,
    inner: Sequence[Segment],
    book: bool,
    statements: StatementReader,
    attachments: AttachmentReader,
) -> Paper:
    """The paper with its facts and statements; a column that cannot be used is named in the notes. Of a book or a file
    of several papers, those within it are read as if each were a file of its own."""
    document = reading.document
    if document is None:
        return paper
    segments = inner or (() if book else (Segment(paper.kind, "", document),))
    sheets = [s for s in segments if s.kind in _SHEETS]
    owners = read_owners(replace(document, nodes=tuple(node for s in sheets for node in s.document.nodes)))
    told = attachments.read_all((s.kind, s.document) for s in segments)
    facts = tuple(doubt_scans((*told, *owners), document))
    found: list[Statement] = []
    for segment in sheets:
        found += statements.read(segment.document, _is_scanned(segment.document, reading), named=not inner)
    doubts = tuple(f"{s.title}：{s.reason}" for s in found if s.reason)
    return replace(
        paper, facts=facts, statements=tuple(found), notes=(*paper.notes, *doubts),
        passages=(
            *read_papers([segment.document for segment in segments]), *read_shown(document), *read_awards(document),
            *(read_annex_list(document) if book else ()),
        ),
        inner=tuple(segment.inner for segment in inner), headed=tuple(find_headed(document.nodes)),
        kind=paper.kind if book or not inner else _main_kind(inner),
    )  # fmt: skip


def _main_kind(segments: Sequence[Segment]) -> str:
    """The kind that most of a file of several papers is."""
    sizes: dict[str, int] = {}
    for segment in segments:
        sizes[segment.kind] = sizes.get(segment.kind, 0) + segment.size
    return max(sizes, key=lambda kind: sizes[kind])


def _is_scanned(document: Document, reading: Reading) -> bool:
    """Whether a page of the paper, or a picture in it, was read by recognition."""
    if any(node.place.picture for node in document.nodes):
        return True
    pages = {node.place.page for node in document.nodes}
    return reading.status is Status.OK_OCR and (None in pages or bool(pages & set(document.ocr_pages)))
