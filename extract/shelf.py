"""Several books in one folder: a book that is no copy of another is a submission of its own, with the papers for it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from extract import find_books, read_form
from extract.copies import is_copy, is_part
from extract.kinds import is_excerpt
from extract.numbers import NumberReader
from model.document import Block, Document, Reading, Table
from model.form import Form
from model.reference import Reference
from model.submission import Field
from model.text import squash

log = logging.getLogger("mingjian")

#: Endings of company names that say nothing of whose it is.
_ENDINGS = ("有限责任公司", "股份有限公司", "有限公司", "公司")
#: A form with fewer fields is an empty print.
_LEAST_FILLED = 5
#: So much of an attachment is searched for the company's name.
_SEARCHED = 6000


@dataclass(slots=True)
class Volume:
    """One book with its copies: the files, whose it is, and what stands in its fields."""

    form: Form
    fields: dict[str, Field]
    files: list[str] = field(default_factory=list)

    @property
    def company(self) -> str:
        """The applicant's name without its ending, folded; "" unknown."""
        named = next((f for key in ("company_name", "applicant") if (f := self.fields.get(key))), None)
        name = squash(named.value) if named else ""
        return next((name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)), name)


def split_readings(
    name: str, readings: Sequence[Reading], reference: Reference
) -> list[tuple[str, tuple[Reading, ...]]]:
    """The readings of one folder → name and readings of each submission in it; nearly always the folder itself.

    Books of one company share all other papers; of different companies, each paper goes to the company that its file
    name or its text names, else to the first book. Every book says in its notes that there are several.
    """
    try:
        volumes = _shelve(readings, reference)
    except Exception:
        log.exception("books of %s", name)  # told by the extraction itself, which fails on the same paper
        return [(name, tuple(readings))]
    if len(volumes) < 2:
        return [(name, tuple(readings))]
    books = {file for volume in volumes for file in volume.files}
    shared = len({volume.company for volume in volumes}) == 1
    groups: list[list[Reading]] = [[] for _ in volumes]
    titles = "、".join(PurePosixPath(volume.files[0]).name for volume in volumes)
    said = f"同一文件夹中有{len(volumes)}份不同的申报书（{titles}），各作一件审查。"
    for reading in readings:
        if reading.file in books:
            at = next(n for n, volume in enumerate(volumes) if reading.file in volume.files)
            groups[at].append(_noted(reading, said))
        elif shared:
            for group in groups:
                group.append(reading)
        else:
            groups[_owner(reading, volumes)].append(reading)
    names = [name, *(f"{name}（{PurePosixPath(volume.files[0]).stem}）" for volume in volumes[1:])]
    return [(one, tuple(group)) for one, group in zip(names, groups, strict=True)]


def _shelve(readings: Sequence[Reading], reference: Reference) -> list[Volume]:
    """The different books of applicants among the papers, the best fitting first.

    Tables of offices are none, nor is a printed form that nobody filled in beside a book.
    """
    found = [(document, form) for document, form in find_books(readings, reference) if not form.output]
    if len(found) < 2:
        return []
    numbers, volumes = NumberReader(reference.lexicons), list[Volume]()
    for document, form in found:
        fields = read_form(document, form, numbers, reference).fields
        if volumes and (len(fields) < _LEAST_FILLED or is_excerpt(document)):
            continue  # told beside the book, as a paper
        alike = (v for v in volumes if v.form.id == form.id)
        twin = next((v for v in alike if is_copy(v.fields, fields) or is_part(v.fields, fields)), None)
        if twin is None:
            twin = Volume(form, fields)
            volumes.append(twin)
        twin.files.append(document.file)
    return volumes


def _owner(reading: Reading, volumes: Sequence[Volume]) -> int:
    text = squash(reading.file) + (squash("".join(_texts(reading.document)))[:_SEARCHED] if reading.document else "")
    return next((n for n, volume in enumerate(volumes) if volume.company and volume.company in text), 0)


def _texts(document: Document) -> Iterable[str]:
    for node in document.nodes:
        if isinstance(node, Block):
            yield node.text
        elif isinstance(node, Table):
            yield from (cell.text for cell in node.cells)


def _noted(reading: Reading, said: str) -> Reading:
    document = reading.document
    return replace(reading, document=replace(document, notes=(*document.notes, said))) if document else reading
