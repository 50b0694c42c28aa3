"""Layer: the hidden text of a “searchable scan”, taken only where samples of the picture say the same."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from ingest.pdf.shapes import Char, Matrix, apply
from ingest.scan import engine, strips
from ingest.scan.engine import Gray
from ingest.scan.strips import Piece
from model.text import squash

#: Pieces that are read for comparison, and how alike (0..100) they must be to what the layer says there.
_SAMPLES, _ALIKE = 8, 96.0


def agreeing_layer(
    layer: Sequence[Char], back: Matrix, pieces: Sequence[Piece], gray: Gray, scale: float
) -> list[Char] | None:
    """The layer in points of the straightened page, or None when it says something else than the picture.

    Sampled are pieces of all parts of the page. A layer over only half of the printed lines is none.
    """
    moved = _straightened(layer, back)
    said = said_by(moved, pieces, scale)
    if not pieces or sum(bool(text) for text in said) < 0.8 * len(pieces):
        return None
    step = max(1, len(pieces) // _SAMPLES)
    chosen = sorted(range(len(pieces)), key=lambda i: (pieces[i].inked[1], pieces[i].inked[0]))[::step]
    read = engine.read_strips([strips.picture_of(pieces[i], gray) for i in chosen])
    weight = sum(len(strip.text) for strip in read)
    if not weight:
        return None
    alike = sum(
        fuzz.ratio(squash(strip.text), squash(said[i])) * len(strip.text) for i, strip in zip(chosen, read, strict=True)
    )
    return moved if alike / weight >= _ALIKE else None


def said_by(layer: Sequence[Char], pieces: Sequence[Piece], scale: float) -> list[str]:
    """What a layer in points of the straightened page says at each piece."""
    return [_said(layer, piece, scale) for piece in pieces]


def _said(layer: Sequence[Char], piece: Piece, scale: float) -> str:
    x0, y0, x1, y1 = (side * scale for side in piece.inked)
    inside = [c for c in layer if x0 <= (c.x0 + c.x1) / 2 <= x1 and y0 <= (c.top + c.bottom) / 2 <= y1]
    return "".join(char.text for char in sorted(inside, key=lambda c: c.x0))


def _straightened(layer: Sequence[Char], back: Matrix) -> list[Char]:
    a, b, c, d, e, f = back
    det = a * d - b * c
    into: Matrix = (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)
    out = []
    for char in layer:
        x, y = apply(into, (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2)
        _, base = apply(into, (char.x0 + char.x1) / 2, char.base)
        wide, high = (char.x1 - char.x0) / 2, (char.bottom - char.top) / 2
        out.append(Char(base, x - wide, x + wide, y - high, y + high, char.size, char.text))
    return out
