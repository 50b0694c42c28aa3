"""What a paper beside the book says, whatever sort it is: its paragraphs, and each row of its tables in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.document import Block, Document, Table
from model.submission import Passage
from model.text import half_width

#: Characters of one paper; a prospectus or a long list beyond that says nothing new of the applicant.
_MOST = 60_000


def read_papers(documents: Sequence[Document]) -> tuple[Passage, ...]:
    """Passages `paper` (paragraphs) and `paper.row` (filled cells joined by tabs, a merged cell once)."""
    found, size = list[Passage](), 0
    for passage in (one for document in documents for one in _passages(document)):
        size += len(passage.text)
        if size > _MOST:
            break
        found.append(passage)
    return tuple(found)


def _passages(document: Document) -> Iterator[Passage]:
    for node in document.nodes:
        match node:
            case Block() if node.text.strip():
                yield Passage("paper", half_width(node.text.strip()), node.place)
            case Table():
                for line in node.lines():
                    told = [cell for cell in dict.fromkeys(line) if cell.text.strip()]
                    if told:
                        text = "\t".join(" ".join(cell.text.split()) for cell in told)
                        yield Passage("paper.row", half_width(text), told[0].place.quoting(text))
