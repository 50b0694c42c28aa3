"""Attachments: what a 营业执照, an audit report or a certificate says of itself, as facts with places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.licence.columns import rows_of_heads
from extract.licence.facts import FactReader, read_rows
from extract.licence.pieces import Piece, to_pieces
from model.document import Document
from model.paper_spec import PaperSpec
from model.submission import Field
from model.text import half_width, squash

#: Characters in which a paper says what it is; an audit report with notes may have a million.
_BEGINNING = 30_000
#: Lines at the top of a picture among which its title stands, its length, and words that bear it out.
_TOP, _TITLE, _LEAST = 4, 16, 3
#: What a heading adds to the title: 营业执照副本, 营业执照(正、副本)扫描件.
_COPY = r"(?:[(]?(?:正、?副?本|副本|复印件|扫描件|影印件|照片)[)]?)*"
_KEY = re.compile(r"([a-z0-9_]+)(?:\[(\d+)\])?\.(.+)")


class AttachmentReader:
    """Reads attachments by the specs of one reference."""

    def __init__(self, specs: Sequence[PaperSpec]) -> None:
        self._readers = [(spec, FactReader(spec)) for spec in specs]

    def kind(self, document: Document) -> str | None:
        """The contract's kind of the paper by its words, or None; sorts without a kind of their own do not decide."""
        specs = [spec for spec in self._fitting(document) if spec.kind != "other"]
        return specs[0].kind if specs else None

    def kinds(self, document: Document) -> set[str]:
        """All kinds whose decisive words stand in the document."""
        return {spec.kind for spec in self._fitting(document)}

    def card(self, page: Document) -> str | None:
        """The kind of a paper that fills one page, such as a licence or patent; None where the page is none."""
        pieces = to_pieces(page)
        return next((spec.kind for spec, _ in self._readers if spec.one_page and _fits(spec, pieces)), None)

    def read(self, document: Document, kind: str = "") -> tuple[Field, ...]:
        """The facts of every sort of paper found in the document; `kind` is what its heading or file calls it."""
        pieces = to_pieces(document)
        pages = _by_page(pieces)
        facts: list[Field] = []
        for spec, reader in self._readers:
            if spec.one_page and len(pages) > 1:
                found = [reader.read(page) for page in pages if _fits(spec, page, kind)]
                facts += [f for number, one in enumerate(found, 1) for f in _numbered(one, number)]
            elif _fits(spec, pieces, kind):
                facts += (
                    read_rows(spec, document) if spec.repeat else reader.read(pieces, rows_of_heads(spec, document))
                )
        return tuple(facts)

    def read_all(self, documents: Iterable[tuple[str, Document]]) -> tuple[Field, ...]:
        """The facts of several papers (kind, document) in one file, numbered through: the second licence gives
        `licence[2].uscc`."""
        facts: list[Field] = []
        last: dict[str, int] = {}
        for kind, document in documents:
            known = dict(last)
            for fact in self.read(document, kind):
                base, number, part = _KEY.fullmatch(fact.key).groups()  # type: ignore[union-attr]
                at = int(number or 1) + known.get(base, 0)
                last[base] = max(at, last.get(base, 0))
                facts.append(replace(fact, key=f"{base}[{at}].{part}" if number or at > 1 else fact.key))
        return tuple(facts)

    def _fitting(self, document: Document) -> list[PaperSpec]:
        """Sorts whose decisive words stand in the beginning of the document, the best fit first."""
        text = _flat(to_pieces(document))[:_BEGINNING]
        fitting = [(score, spec) for spec, _ in self._readers if (score := _score(spec, text)) is not None]
        return [spec for _, spec in sorted(fitting, key=lambda pair: -pair[0])]


def _score(spec: PaperSpec, text: str) -> float | None:
    """The share of decisive words in a text, or None where it is not such a paper or another's."""
    if spec.others and re.search(spec.others, text):
        return None
    found = sum(bool(re.search(word, text)) for word in spec.decisive)
    return found / len(spec.decisive) if found >= spec.needed and re.search(spec.must, text) else None


def _fits(spec: PaperSpec, pieces: Sequence[Piece], kind: str = "") -> bool:
    """Whether pieces are such a paper; a picture that prints the paper's title may lack some of its words, and so may
    what an applicant typed off under a heading that says which paper it is."""
    text = _flat(pieces)
    if _score(spec, text) is not None:
        return True
    titled = any(_is_titled(spec, half_width(squash(piece.text))) for piece in pieces[:_TOP])
    known = kind == spec.kind or (bool(pieces) and all(piece.place.picture for piece in pieces))
    if not (spec.one_page and known and titled) or (spec.others and re.search(spec.others, text)):
        return False
    return sum(bool(re.search(word, text)) for word in spec.decisive) >= max(_LEAST, spec.needed - 2)


def _is_titled(spec: PaperSpec, line: str) -> bool:
    """附件1营业执照(副本)复印件: a line that ends in the paper's title."""
    return len(line) <= _TITLE and re.search(rf"{re.escape(spec.title)}{_COPY}$", line) is not None


def _by_page(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of each page, and of each picture by itself."""
    pages: dict[tuple[int | None, str], list[Piece]] = {}
    for piece in pieces:
        pages.setdefault(piece.place.sheet, []).append(piece)
    return list(pages.values())


def _numbered(facts: Sequence[Field], number: int) -> list[Field]:
    """patent.name of the second certificate in a file → patent[2].name."""
    return list(facts) if number == 1 else [replace(f, key=f.key.replace(".", f"[{number}].", 1)) for f in facts]


def _flat(pieces: Sequence[Piece]) -> str:
    return "\n".join(squash(piece.text) for piece in pieces)
