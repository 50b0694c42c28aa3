"""Unseen text: characters that the file holds but the page does not show, invisible ones and white ones on white."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_int
from typing import Any

import numpy as np
import pypdfium2.raw as c

from ingest.pdf.calls import CHUNK, Handle, Slots, ask, fast
from ingest.pdf.concealed import find_concealed
from ingest.pdf.history import to_iso
from ingest.pdf.lines import to_lines
from ingest.pdf.shapes import Char, Matrix, RawPage, apply
from ingest.pdf.watermarks import SEE_THROUGH, find_watermarks
from model.document import Trace, TraceKind
from model.place import Box, Place

_get_fill = fast(c.FPDFPageObj_GetFillColor, c_int)
_get_bounds = fast(c.FPDFPageObj_GetBounds, c_int)
_COLORS = Slots(4, np.uint32)
_BOUNDS = Slots(4, np.float32)
_WHITE, _BLACK = 250, np.array([0, 0, 0, 255], np.uint32).tobytes()
#: Share of a page's text objects that are invisible from which they are the text layer of a scan.
_LAYER = 0.5
assert c.FPDF_TEXTRENDERMODE_FILL == 0
_MOST_TEXT = 2_000

Unseen = tuple[TraceKind, Box]


def read_unseen(items: Sequence[Handle], modes: np.ndarray[Any, Any], page: RawPage, turn: Matrix) -> None:
    """Notes which text objects do not show (`page.unseen`). `modes` are their render modes."""
    page.words += len(items)
    for start in range(0, len(items), CHUNK):
        some = items[start : start + CHUNK]
        mode = modes[start : start + CHUNK]
        known = ask(_get_fill, some, *_COLORS.columns)
        colors = _COLORS.values[: len(some)]
        is_plain = known.all() and not mode.any()  # 0: the letters are filled, as nearly all are
        if is_plain and colors.tobytes() == _BLACK * len(some):
            continue
        has_color = known != 0
        hidden = (mode == c.FPDF_TEXTRENDERMODE_INVISIBLE) | (mode == c.FPDF_TEXTRENDERMODE_CLIP)
        pale = has_color & ((colors[:, :3].min(axis=1) >= _WHITE) | (colors[:, 3] == 0)) & ~hidden
        page.suspect |= bool((has_color & (colors[:, 3] > 0) & (colors[:, 3] < SEE_THROUGH)).any())
        spots = np.flatnonzero(hidden | pale).tolist()
        if not spots:
            continue
        ask(_get_bounds, [some[i] for i in spots], *_BOUNDS.columns)
        for i, (left, bottom, right, top) in zip(spots, _BOUNDS.values[: len(spots)].tolist(), strict=True):
            (ax, ay), (bx, by) = apply(turn, left, top), apply(turn, right, bottom)
            box = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            page.unseen.append((TraceKind.HIDDEN if hidden[i] else TraceKind.PALE, box))


def is_layer(page: RawPage) -> bool:
    """Whether the text of a page is the invisible layer over the picture of a “searchable scan”."""
    invisible = sum(kind is TraceKind.HIDDEN for kind, _ in page.unseen)
    return bool(page.images) and invisible > _LAYER * page.words


def find_traces(page: RawPage, file: str) -> list[Trace]:
    """Remarks on a page, and what its unseen text says (one trace for each kind), unless it is the layer of a scan."""
    traces = [
        Trace(TraceKind.COMMENT, item.text, Place(file, f"p{page.number}", page.number, _rounded(item.box), item.text),
              item.author, to_iso(item.date))
        for item in page.remarks
    ]  # fmt: skip
    traces += find_watermarks(page, file)
    if not page.hidden:
        traces += find_concealed(page, file)
    if not page.unseen or page.hidden:
        return traces
    grounds = [*page.shades, *(image.box for image in page.images)]
    for kind in (TraceKind.HIDDEN, TraceKind.PALE):
        # White letters on a dark field or a picture are plain to see.
        boxes = [
            box for which, box in page.unseen if which is kind and not (kind is TraceKind.PALE and _on(box, grounds))
        ]
        chars = [char for char in page.chars if any(_holds(box, char) for box in boxes)] if boxes else []
        text = "\n".join(line.text for line in to_lines(chars))[:_MOST_TEXT]
        if text:
            x0, top, x1, bottom = zip(*boxes, strict=True)
            whole = (min(x0), min(top), max(x1), max(bottom))
            traces.append(Trace(kind, text, Place(file, f"p{page.number}", page.number, _rounded(whole), text)))
    return traces


def _on(box: Box, grounds: Sequence[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in grounds)


def _holds(box: Box, char: Char) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _rounded(box: Any) -> Box:
    x0, top, x1, bottom = (round(side, 1) for side in box)
    return (x0, top, x1, bottom)
