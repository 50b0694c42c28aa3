"""Evidence stands where it says, in the words printed there.

A cell cut by a page break is two cells of the document; readers of forms join their text. Here the joined quote is
given back its places. And rules compare folded texts (half width, no blanks): here a quote is given back the signs of
its paper, so that a reader who searches for it finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from check.spelling import fold_text
from model.document import Block, Document, Table
from model.finding import Finding, Outcome
from model.place import Place
from model.text import squash

#: What ends a sentence, and a clause of it: a sentence longer than so many signs is quoted by its clause.
_STOPS = (re.compile(r"[。；;！？\n]"), re.compile(r"[。；;！？\n，]|,(?!\d)"))
_LONGEST_SENTENCE = 100
_WITHIN = re.compile(r"\d[.,]?$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A text of a document; `further` is the cell below it behind a page break, in the same column."""

    text: str
    place: Place
    further: Place | None = None


def anchor_outcomes(outcomes: Iterable[Outcome], documents: Mapping[str, Document]) -> tuple[Outcome, ...]:
    """The same outcomes; each quote at the cells that hold it. What cannot be found is left as it is."""
    maps: dict[str, dict[str, Spot]] = {}

    def settle(places: Iterable[Place]) -> tuple[Place, ...]:
        settled: list[Place] = []
        for place in places:
            if place.file in documents and place.file not in maps:
                maps[place.file] = _map_of(documents[place.file])
            settled += _settle(place, maps.get(place.file, {}))
        return tuple(dict.fromkeys(settled))

    def anchored(finding: Finding) -> Finding:
        evidence = settle(finding.evidence)
        return replace(finding, evidence=evidence, also=tuple(p for p in settle(finding.also) if p not in evidence))

    return tuple(
        replace(
            outcome,
            findings=tuple(map(anchored, outcome.findings)),
            shown=tuple(replace(one, places=settle(one.places)) for one in outcome.shown),
        )
        for outcome in outcomes
    )


def _map_of(document: Document) -> dict[str, Spot]:
    found: dict[str, Spot] = {}
    for node in document.unfolded:
        if isinstance(node, Block):
            found[node.place.path] = Spot(node.text, node.place)
        elif isinstance(node, Table):
            found |= {spot.place.path: spot for spot in _cells(node)}
    return found


def _cells(table: Table) -> Iterator[Spot]:
    below = {(cell.row, cell.col): cell.place for cell in table.cells if cell.row in table.seams}
    for cell in table.cells:
        yield Spot(cell.text, cell.place, below.get((cell.row + cell.rowspan, cell.col)))


def _settle(place: Place, spots: Mapping[str, Spot]) -> list[Place]:
    """The place itself where its quote stands there; else the cells behind the break that hold it or its rest."""
    quote, spot = squash(place.text), spots.get(place.path)
    if not quote or spot is None:
        return [place]
    if spot.further is None or quote in squash(spot.text):
        return [_in_sentence(place.quoting(_printed(place.text, spot.text)), spot.text)]
    chain = [spot]
    while chain[-1].further is not None and len(chain) < len(spots):
        chain.append(spots[chain[-1].further.path])
    for further in chain[1:]:
        if quote in squash(further.text):
            return [_in_sentence(further.place.quoting(_printed(place.text, further.text)), further.text)]
    return _cut(place.text, chain) or [place]


def _in_sentence(place: Place, text: str) -> Place:
    """The place with the sentence that its quote is a piece of; of a long one the clauses that hold the quote. A quote
    that stands there twice, or within a number, is left alone: which of them is meant is not known."""
    start, end = text.find(place.text), text.find(place.text) + len(place.text)
    if start < 0 or text.find(place.text, start + 1) >= 0 or place.text.strip() == text.strip():
        return place
    if place.text[0].isdigit() and _WITHIN.search(text[:start]):
        return place
    for stops in _STOPS:
        ahead, behind = stops.split(text[:start])[-1], stops.split(text[end:])[0]
        sentence = f"{ahead}{place.text}{behind}".strip()
        if len(sentence) <= _LONGEST_SENTENCE:
            return replace(place, sentence=sentence)
    return place


def _printed(quote: str, text: str) -> str:
    """The piece of the text that folds to what the quote folds to, or to its first line where the quote goes on into
    the next paragraph; the quote itself where there is none."""
    if quote in text:
        return quote
    signs = [(sign, at) for at, raw in enumerate(text) for sign in fold_text(raw)]
    start, size = "".join(sign for sign, _ in signs).find(fold_text(quote)), len(fold_text(quote))
    if start >= 0 and size:
        return text[signs[start][1] : signs[start + size - 1][1] + 1]
    first = quote.strip().split("\n")[0]
    whole = first == quote.strip() or not first
    return quote if whole or (printed := _printed(first, text)) not in text else printed


def _cut(quote: str, chain: list[Spot]) -> list[Place]:
    """The pieces of a quote that runs over several cells, each in its cell; [] where it does not run so."""
    start = "".join(squash(spot.text) for spot in chain).find(squash(quote))
    if start < 0:
        return []
    pieces, left = list[Place](), quote
    for spot in chain:
        size = len(squash(spot.text))
        if start >= size:
            start -= size
            continue
        piece = _head(left, size - start)
        if squash(piece):
            pieces.append(spot.place.quoting(_printed(piece.strip(), spot.text)))
        left, start = left[len(piece) :], 0
        if not squash(left):
            break
    return pieces


def _head(text: str, size: int) -> str:
    """The beginning of a text that holds so many characters, blanks aside."""
    end = count = 0
    for end, char in enumerate(text, start=1):
        count += len(squash(char))
        if count >= size:
            return text[:end]
    return text[:end]
