"""A document → its pieces of text in reading order, each with its place; letters set apart are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from model.document import Block, Document, Table
from model.place import Box, Place
from model.text import half_width, squash


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text. `group` is the table row it stands in ("" outside tables)."""

    text: str
    place: Place
    group: str = ""

    @property
    def box(self) -> Box | None:
        return self.place.box


def to_pieces(document: Document) -> list[Piece]:
    """Lines of paragraphs and cells, half width."""
    pieces: list[Piece] = []
    for node in document.nodes:
        if isinstance(node, Block):
            pieces += _lines(node.text, node.place, "")
        elif isinstance(node, Table):
            for cell in sorted(node.cells, key=lambda c: (c.row, c.col)):
                pieces += _lines(cell.text, cell.place, f"{node.place.path}/{cell.row}")
    return _joined(pieces)


def _lines(text: str, place: Place, group: str) -> list[Piece]:
    lines = [line.strip() for line in half_width(text).splitlines() if line.strip()]
    return [Piece(line, place if len(lines) == 1 else place.quoting(line), group) for line in lines]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """名 and 称 recognised as two lines of text beside each other become 名 称."""
    result: list[Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if (
            last
            and last.box
            and piece.box
            and _single(last.text[-1:])
            and len(squash(last.text)) <= 3
            and _single(piece.text)
        ):
            near = piece.box[0] - last.box[2]
            height = max(last.box[3] - last.box[1], 1)
            if same_line(last, piece) and -height < near < 6 * height:
                box = (last.box[0], min(last.box[1], piece.box[1]), piece.box[2], max(last.box[3], piece.box[3]))
                result[-1] = replace(last, text=f"{last.text} {piece.text}", place=replace(last.place, box=box))
                continue
        result.append(piece)
    return result


def _single(text: str) -> bool:
    return bool(re.fullmatch(r"[\u4e00-\u9fff]", squash(text)))


def same_line(a: Piece, b: Piece) -> bool:
    """Whether two pieces with boxes stand on one line of one page."""
    if not a.box or not b.box or a.place.sheet != b.place.sheet:
        return False
    overlap = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return overlap >= 0.5 * min(a.box[3] - a.box[1], b.box[3] - b.box[1])
