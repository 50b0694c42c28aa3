"""Series: several answers under one printed label, told apart by order and hint (forms.md P7, P8).

生产设备运行状态监控情况 heads two rows, 生产数据采集分析情况 three; 建设完成前产线/车间人数 is printed twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.answer import Answer
from model.document import Cell
from model.form import FieldSpec
from model.place import Place
from model.text import half_width, squash

#: A whole sentence ends so.
ENDED = re.compile(r"[。！？!?；;…）)”]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """The value cells of one row under a label; `cut`: the row stands right behind a page break."""

    text: str
    place: Place
    cut: bool = False


def gather_rows(
    lines: Sequence[list[Cell]], index: int, label: Cell, seams: Sequence[int], is_label: Callable[[str], bool]
) -> tuple[list[Piece], int]:
    """(the pieces in the rows below `index` that still belong to the label, index of the first row that does not).

    A row belongs to it when the label is merged over it, or its cell under the label is empty and it holds no label.
    """
    pieces: list[Piece] = []
    said = {cell.place.path for cell in lines[index]}
    at = index + 1
    while at < len(lines):
        line = lines[at]
        if any(cell.place.path != label.place.path and is_label(cell.text) for cell in line):
            break
        under = [c for c in line if c.col < label.col + label.colspan and label.col < c.col + c.colspan]
        if not under or any(
            c.place.path != label.place.path and (squash(c.text) or c.colspan > label.colspan) for c in under
        ):
            break
        values = [cell for cell in line if cell.col >= label.col + label.colspan]
        fresh = [cell for cell in values if cell.place.path not in said]
        if fresh:
            pieces.append(_piece(fresh, at in seams))
        elif not values:
            break
        said |= {cell.place.path for cell in values}
        at += 1
    return pieces, at


def first_piece(values: Sequence[Cell]) -> Piece | None:
    """The value cells right of the label, None where there is none."""
    return _piece(values, False) if values else None


def _piece(cells: Sequence[Cell], cut: bool) -> Piece:
    filled = [cell for cell in cells if squash(cell.text)] or list(cells[:1])
    text = "\n".join(cell.text for cell in filled)
    return Piece(text, filled[0].place.quoting(text), cut)


def join_pieces(pieces: Sequence[Piece]) -> Piece:
    """One text: behind a page break the sentence goes on, else a new paragraph begins."""
    whole = pieces[0]
    for piece in pieces[1:]:
        if not squash(piece.text):
            continue
        if not squash(whole.text):
            whole = piece
            continue
        text = whole.text + ("" if piece.cut else "\n") + piece.text
        whole = replace(whole, text=text, place=whole.place.quoting(text))
    return whole


def answer_series(specs: Sequence[FieldSpec], pieces: Sequence[Piece], label: Cell, score: float) -> Iterator[Answer]:
    """The pieces as answers of the specs: by the printed hint where it is still there, else in the form's order."""
    fitted = _fit(specs, list(pieces))
    bound: dict[int, FieldSpec] = {}
    for number, piece in enumerate(fitted):
        spec = next((s for s in specs if _has_hint(s, piece.text)), None)
        if spec is not None and spec not in bound.values():
            bound[number] = spec
    rest = iter([spec for spec in specs if spec not in bound.values()])
    for number, piece in enumerate(fitted):
        known = bound.get(number)
        spec = known or next(rest, None)
        if spec is not None:
            yield Answer(spec, piece.text, piece.place, label.place, score, "", "beside" if known else "series")


def _fit(specs: Sequence[FieldSpec], pieces: list[Piece]) -> list[Piece]:
    """As many pieces as specs where that is possible: rows cut by a page joined, cells merged by mistake split."""
    if any(len(hint_starts(specs, piece.text)) > 1 for piece in pieces):  # cells merged by mistake
        for at in range(len(pieces) - 1, 0, -1):
            if pieces[at].cut:
                pieces[at - 1 : at + 1] = [join_pieces(pieces[at - 1 : at + 1])]
        return [part for piece in pieces for part in _split_at_hints(specs, piece)]
    while len(pieces) > len(specs):
        at = next((n for n in range(len(pieces) - 1, 0, -1) if pieces[n].cut), len(pieces) - 1)
        pieces[at - 1 : at + 1] = [join_pieces(pieces[at - 1 : at + 1])]
    return _finish_sentences(pieces)


def _finish_sentences(pieces: list[Piece]) -> list[Piece]:
    """A sentence that breaks off at the foot of a page ends in the first paragraph of the next piece."""
    for at in range(1, len(pieces)):
        before, after = pieces[at - 1], pieces[at]
        if not after.cut or not squash(before.text) or ENDED.search(before.text.strip()):
            continue
        rest, _, own = after.text.partition("\n")
        pieces[at - 1] = join_pieces([before, replace(after, text=rest)])
        pieces[at] = replace(after, text=own, place=after.place.quoting(own), cut=False)
    return [
        piece for at, piece in enumerate(pieces) if at == 0 or squash(piece.text) or not squash(pieces[at - 1].text)
    ]


def _split_at_hints(specs: Sequence[FieldSpec], piece: Piece) -> list[Piece]:
    """The texts behind the hints of several fields that stand in one cell."""
    text = half_width(piece.text)
    starts = hint_starts(specs, text)
    if len(starts) < 2:
        return [piece]
    ends = [*starts[1:], len(text)]
    return [
        replace(piece, text=text[a:b], place=piece.place.quoting(text[a:b])) for a, b in zip(starts, ends, strict=True)
    ]


def hint_starts(specs: Sequence[FieldSpec], text: str) -> list[int]:
    """Where the hints of these fields begin; blanks and line breaks inside a hint do not matter."""
    patterns = (r"\s*".join(map(re.escape, squash(hint))) for spec in specs for hint in spec.hints)
    found = (re.search(pattern, half_width(text)) for pattern in patterns)
    return sorted({match.start() for match in found if match})


def _has_hint(spec: FieldSpec, text: str) -> bool:
    flat = squash(text)
    return any(squash(hint) in flat for hint in spec.hints)
