"""What a picture handed in by itself (a dashboard, a screenshot) says: its lines as passages, and their numbers; and
what a letter of an office or of the applicant says, sentence by sentence, for the rules that ask of history."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.claims import ClaimReader
from extract.shown import is_award
from model.document import Block, Document, Table
from model.place import Place
from model.submission import Claim, Passage

#: A tile of a dashboard prints its number under (or beside) its name: the two are read as one line.
_NUMBER = re.compile(r"\s*[\d.,]+\s*(?:%|％|[\u4e00-\u9fffA-Za-z/]{1,4})?\s*")
_LONGEST_NAME = 16
#: Characters of a letter, a notice, a request; reports and contracts are longer.
_LETTER = 2500
_WRITTEN = ("other", "certificate", "self_assessment")


def is_screen(document: Document, kind: str) -> bool:
    """A single picture that is none of the papers known by their content (licence, certificate, book …)."""
    return document.format == "picture" and kind in ("picture", "other")


def read_screen(document: Document, reader: ClaimReader) -> tuple[tuple[Passage, ...], tuple[Claim, ...]]:
    """(lines, the numbers in them that state a known quantity)."""
    passages = tuple(Passage("screen", text, place) for text, place in _lines(document))
    claims, _ = reader.read(passages)
    return passages, tuple(claim for claim in claims if claim.concept)


def is_letter(document: Document, kind: str, known: bool = False) -> bool:
    """A short paper that is text: an office's notice, a request, a certificate, a report of an assessment; or a
    picture of one whose facts are `known` (a filing) or that grants a title, as notices and certificates do."""
    if kind not in _WRITTEN or document.format not in ("docx", "pdf", "picture"):
        return False
    texts = [text for text, _ in _texts(document)]
    written = known or document.format != "picture" or is_award("".join(texts))
    return written and 0 < sum(map(len, texts)) <= _LETTER


def read_letter(document: Document, key: str = "letter") -> tuple[Passage, ...]:
    return tuple(Passage(key, text, place) for text, place in _texts(document))


def _lines(document: Document) -> Iterator[tuple[str, Place]]:
    name: tuple[str, Place] | None = None
    for text, place in _texts(document):
        if name and _NUMBER.fullmatch(text):
            yield f"{name[0]}{text}", name[1].quoting(f"{name[0]}{text}")
            name = None
            continue
        if name:
            yield name
        name = (text, place) if len(text) <= _LONGEST_NAME and not re.search(r"\d", text) else None
        if name is None:
            yield text, place
    if name:
        yield name


def _texts(document: Document) -> Iterator[tuple[str, Place]]:
    for node in document.nodes:
        match node:
            case Block() if node.text.strip():
                yield node.text.strip(), node.place
            case Table():
                for line in node.lines():
                    for cell in dict.fromkeys(line):
                        if cell.text.strip():
                            yield cell.text.strip(), cell.place
