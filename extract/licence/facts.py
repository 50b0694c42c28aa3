"""Pieces of text → the facts of one sort of paper: by label (on its line, right of it, below it) or by a pattern."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extract.licence.pieces import Piece, same_line
from extract.licence.values import FactValue, read_value
from model.document import Cell, Document
from model.paper_spec import FactSpec, PaperSpec
from model.submission import Field, Rival
from model.text import half_width, squash

_BULLET = r"(?:[\d一二三四五六七八九十]{1,2}[、.)]|[(][\d一二三四五六七八九十][)]|[·•●◆▪☆*])?\s*"
_LABELLED, _PATTERN, _REPAIRED, _DOUBTFUL = 0.95, 0.9, 0.8, 0.6
_LONG_LINES = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A label found in a piece: which fact, and where its answer begins and ends in the text."""

    fact: FactSpec
    start: int
    end: int


class FactReader:
    """Reads the facts of one paper sort."""

    def __init__(self, spec: PaperSpec) -> None:
        self.spec = spec
        pairs = [(label, fact) for fact in spec.facts for label in fact.labels]
        self._labels = sorted(pairs, key=lambda pair: -len(pair[0]))
        self._at_start = [(_label_pattern(label, start=True), label, fact) for label, fact in self._labels]
        self._inside = [(_label_pattern(label, start=False), label, fact) for label, fact in self._labels]
        self._stops = [squash(stop) for stop in spec.stops]

    def read(
        self, pieces: Sequence[Piece], headed: Sequence[tuple[str, Sequence[tuple[FactSpec, Cell]]]] = ()
    ) -> list[Field]:
        """Facts in the order of the spec; a second, different answer to the same label is a rival. `headed`: rows of
        heads, by the group of their pieces, and the cells below."""
        found: dict[str, Field] = {}
        for _, cells in headed:
            for fact, cell in cells:
                text = "".join(map(str.strip, cell.text.splitlines()))
                self._keep(found, fact, text, Piece(text, cell.place), _LABELLED)
        groups = {group for group, _ in headed}
        pieces = [piece for piece in pieces if piece.group not in groups]
        marks = [self._marks(piece.text) for piece in pieces]
        for index, piece in enumerate(pieces):
            for at, mark in enumerate(marks[index]):
                following = marks[index][at + 1].start if at + 1 < len(marks[index]) else len(piece.text)
                answer, place = piece.text[mark.end : following].strip(" :;"), piece
                if not squash(answer) or (re.fullmatch(r"[(][^()]*[)]", squash(answer)) and mark.fact.kind != "money"):
                    beside = self._beside(pieces, marks, index) if following == len(piece.text) else None
                    answer, place = (beside.text, beside) if beside else ("", piece)
                if mark.fact.long and following == len(piece.text) and answer:
                    answer = "".join([answer, *self._below(pieces, marks, pieces.index(place), place)])
                said = piece.text[mark.start : following].strip(" :;") if place is piece else ""
                self._keep(found, mark.fact, self._cut(answer), place, _LABELLED, said=said)
        text, offsets = _running(pieces)
        for fact in self.spec.facts:
            if fact.key not in found:
                self._by_pattern(found, fact, text, offsets, pieces)
        return [found[fact.key] for fact in self.spec.facts if fact.key in found]

    def _marks(self, text: str) -> list[Mark]:
        """Labels of a piece from left to right: one at its start, others behind a gap or with a colon."""
        found: list[Mark] = []
        for pattern, _, fact in self._at_start:
            if match := pattern.match(text):
                found.append(Mark(fact, match.start(), match.end()))
                break
        for pattern, _, fact in self._inside:
            for match in pattern.finditer(text):
                if not any(m.start <= match.start() < m.end or match.start() <= m.start < match.end() for m in found):
                    found.append(Mark(fact, match.start(), match.end()))
        return sorted(found, key=lambda m: m.start)

    def _beside(self, pieces: Sequence[Piece], marks: Sequence[list[Mark]], index: int) -> Piece | None:
        """The answer to a label that stands alone: right of it on the line, else below it, else the next piece."""
        label = pieces[index]
        if label.box:
            sheet = label.place.sheet
            others = [(i, p) for i, p in enumerate(pieces) if i != index and p.place.sheet == sheet]
            boxed = [(i, p, p.box) for i, p in others if p.box]
            on_line = [(i, p, b) for i, p, b in boxed if b[0] >= label.box[2] - 2 and same_line(label, p)]
            next_label = min((b[0] for i, _, b in on_line if marks[i]), default=float("inf"))
            if right := [(b[0], i) for i, _, b in on_line if not marks[i] and b[0] < next_label]:
                return pieces[min(right)[1]]
            reach = 2.5 * (label.box[3] - label.box[1])
            under = [(b[1], i) for i, _, b in boxed if not marks[i] and b[0] < label.box[2] and b[2] > label.box[0]]
            below = [(top, i) for top, i in under if 0 <= top - label.box[3] + 2 < reach]
            return pieces[min(below)[1]] if below else None
        if index + 1 < len(pieces) and not marks[index + 1] and label.group in ("", pieces[index + 1].group):
            return pieces[index + 1]
        return None

    def _below(self, pieces: Sequence[Piece], marks: Sequence[list[Mark]], index: int, first: Piece) -> list[str]:
        """The lines on which a long answer goes on."""
        lines: list[str] = []
        for i in range(index + 1, min(index + 1 + _LONG_LINES * 3, len(pieces))):
            piece = pieces[i]
            if first.box and piece.box:
                height = first.box[3] - first.box[1]
                if piece.box[2] < first.box[0] + height or piece.box[0] > first.box[2] or same_line(first, piece):
                    continue  # the other column
                if (
                    marks[i]
                    or piece.place.sheet != first.place.sheet
                    or piece.box[0] < first.box[0] - 0.35 * (first.box[2] - first.box[0])
                ):
                    break
            elif marks[i] or piece.group != first.group:
                break
            if any(stop in squash(piece.text) for stop in self._stops) or len(lines) >= _LONG_LINES:
                break
            lines.append(piece.text)
            if re.search(r"[。)]$", piece.text.strip()) and not first.group:
                break
        return lines

    def _cut(self, answer: str) -> str:
        """The answer up to a word that ends the block of facts."""
        for stop in self.spec.stops:
            position = re.search(r"\s*".join(map(re.escape, stop)), answer)
            if position and position.start() > 0:
                answer = answer[: position.start()]
        return answer.strip()

    def _by_pattern(
        self, found: dict[str, Field], fact: FactSpec, text: str, offsets: list[int], pieces: Sequence[Piece]
    ) -> None:
        for value, patterns in fact.choices.items():
            for pattern in patterns:
                if match := re.search(pattern, text):
                    piece = pieces[_at(offsets, match.start())]
                    self._keep(found, fact, match[0], piece, _PATTERN, FactValue(value))
                    return
        for pattern in fact.patterns:
            if match := re.search(pattern, text, re.M):
                piece = pieces[_at(offsets, match.start(1))]
                said = match[0] if match[0] in piece.text else ""
                self._keep(found, fact, match[1], piece, _PATTERN, said=said)
                if fact.key in found:
                    return

    def _keep(
        self,
        found: dict[str, Field],
        fact: FactSpec,
        answer: str,
        piece: Piece,
        confidence: float,
        known: FactValue | None = None,
        said: str = "",
    ) -> None:
        """`said`: the answer with its label, where one line has both: 四级 alone says little."""
        got = known or read_value(fact, answer)
        if got is None or not got.value:
            return
        if got.problem:
            confidence = _DOUBTFUL
        elif not got.sure:
            confidence = _REPAIRED
        old = found.get(fact.key)
        place = piece.place.quoting(said if said and fact.kind == "level" else answer.strip())
        if old is not None:
            if old.value == got.value or got.problem or fact.long:
                return
            if old.problem is None:
                rivals = (*old.rivals, Rival(got.value, place))
                found[fact.key] = Field(
                    old.key, old.value, old.text, old.place, old.kind, old.unit, old.confidence, old.amount, rivals
                )
                return
        rivals = (Rival(got.rival, place),) if got.rival else ()
        unit = "元" if got.amount else None
        found[fact.key] = Field(
            fact.key,
            got.value,
            answer.strip(),
            place,
            fact.kind,
            unit,
            confidence,
            got.amount,
            rivals,
            problem=got.problem,
        )


def read_rows(spec: PaperSpec, document: Document) -> list[Field]:
    """Facts that stand as rows of a table below the labels: `patents[1].name`, `patents[1].number` …"""
    labels = {squash(half_width(label)): fact for fact in spec.facts for label in fact.labels}
    fields: list[Field] = []
    number = 0
    for table in document.tables:
        columns: dict[int, FactSpec] = {}
        for row in table.lines():
            heads = {c.col: fact for c in row if (fact := fact_of(squash(half_width(c.text)), labels))}
            if len(heads) >= 2:
                columns = heads
                continue
            values = [
                (columns[c.col], c, got)
                for c in row
                if c.col in columns and (got := read_value(columns[c.col], c.text))
            ]
            if len(values) < 2:
                continue
            number += 1
            for fact, cell, got in values:
                base, _, part = fact.key.partition(".")
                fields.append(
                    Field(
                        f"{base}[{number}].{part}",
                        got.value,
                        cell.text.strip(),
                        cell.place,
                        fact.kind,
                        confidence=_LABELLED,
                    )
                )
    return fields


def fact_of(head: str, labels: Mapping[str, FactSpec]) -> FactSpec | None:
    """The fact of a column's head; 授权公告日/登记日 joins labels of one fact, a bracket explains its label."""
    if head in labels:
        return labels[head]
    parts = [part for part in re.split(r"[/、|或及和与]|\([^()]*\)", head) if part]
    facts = [labels.get(part) for part in parts]
    return facts[0] if facts and all(fact is not None and fact is facts[0] for fact in facts) else None


@cache  # of the labels in corpora/papers: compiling them takes longer than reading a book
def _label_pattern(label: str, start: bool) -> re.Pattern[str]:
    """A label with blanks between its characters; inside a line a gap before it and a colon or gap behind."""
    spaced = r"\s*".join(re.escape(c) for c in label)
    if start:
        tail = r"(?:\s*[:：]\s*|\s+|$)" if len(label) <= 2 else r"\s*[:：]?\s*"
        loose = rf"|(?<=^){spaced}(?=[\u4e00-\u9fff])" if label == "名称" else ""
        return re.compile(rf"{_BULLET}{spaced}(?:[(][^()]{{1,12}}[)])?{tail}{loose}")
    return re.compile(rf"(?:(?<=\s)|(?<=[;；。,，]))\s*{spaced}(?:\s*[:：]\s*|\s{{1,}})")


def _running(pieces: Sequence[Piece]) -> tuple[str, list[int]]:
    """All pieces without blanks, one a line, and the offset of each."""
    offsets, parts, at = [], [], 0
    for piece in pieces:
        offsets.append(at)
        flat = squash(piece.text)
        parts.append(flat)
        at += len(flat) + 1
    return "\n".join(parts), offsets


def _at(offsets: Sequence[int], position: int) -> int:
    return max(i for i, offset in enumerate(offsets) if offset <= position)
