"""Concealed text: letters too small to read, beyond the edge of the page, or under what was drawn over them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from ingest.pdf.glyphs import BLANK, to_glyphs
from ingest.pdf.lines import to_lines
from ingest.pdf.shapes import Char, RawPage
from model.document import Trace, TraceKind
from model.place import Place

#: Letters lower than this (points) cannot be read; those wholly beyond the edge by this much are not printed.
_TINY, _BEYOND, _FAR = 1.2, 1.0, 4
#: A few stray letters are leftovers of a layout.
_FEWEST, _MOST_TEXT = 2, 2_000
#: Heads and foots of pages (share of the height); those replaced on so many pages are nobody's secret.
_MARGIN, _PAGES = 0.12, 3


def find_concealed(page: RawPage, file: str) -> list[Trace]:
    """One trace for tiny letters (HIDDEN), one for those beyond the page (HIDDEN), one for each cover (COVERED)."""
    traces = [trace for under, over in page.covered if (trace := _covered(under, over, page, file)) is not None]
    glyphs = to_glyphs(page.chars)
    if not len(glyphs):
        return traces
    tall = glyphs.bottom - glyphs.top
    inside = float(glyphs.x1.min()) >= -_BEYOND and float(glyphs.x0.max()) <= page.width + _BEYOND
    inside &= float(glyphs.bottom.min()) >= -_BEYOND and float(glyphs.top.max()) <= page.height + _BEYOND
    if inside and float(tall.min()) >= _TINY:
        return traces
    printed = (glyphs.flags & BLANK) == 0
    tiny = printed & (tall < _TINY) & (glyphs.size < _TINY)
    beyond = printed & (
        (glyphs.x1 < -_BEYOND) | (glyphs.x0 > page.width + _BEYOND)
        | (glyphs.bottom < -_BEYOND) | (glyphs.top > page.height + _BEYOND)
    )  # fmt: skip
    # Damaged fonts put letters miles away.
    beyond &= (np.abs(glyphs.x0) < _FAR * page.width) & (np.abs(glyphs.top) < _FAR * page.height)
    for which in (tiny, beyond & ~tiny):
        if which.sum() < _FEWEST:
            continue
        some = [glyphs[i] for i in np.flatnonzero(which).tolist()]
        if sum(char.text.isalnum() for char in some) < _FEWEST:
            continue
        traces.append(_trace(TraceKind.HIDDEN, some, page, file))
    return traces


def forget_margins(traces: Sequence[Trace], heights: dict[int, float]) -> list[Trace]:
    """The traces without heads, foots and page numbers that were replaced page by page (files put together from
    others). `heights`: of the pages, in points, by their numbers."""
    sorts = Counter(sort for trace in traces if (sort := _margin(trace, heights)))
    return [trace for trace in traces if sorts[_margin(trace, heights)] < _PAGES]


def _margin(trace: Trace, heights: dict[int, float]) -> str:
    """What a covered head or foot says, whatever its numbers; "" for anything else."""
    place = trace.place
    if trace.kind is not TraceKind.COVERED or place is None or place.box is None or not place.page:
        return ""
    high = heights.get(place.page, 0.0)
    if _MARGIN * high < place.box[3] and place.box[1] < (1 - _MARGIN) * high:
        return ""
    return re.sub(r"\d+", "#", trace.text)


def _covered(under: Sequence[Char], over: Sequence[Char], page: RawPage, file: str) -> Trace | None:
    """Words, or a single digit: one is enough to make another number."""
    said = [char.text for char in under]
    if sum(map(str.isalnum, said)) < _FEWEST and not any(map(str.isdigit, said)):
        return None
    return _trace(TraceKind.COVERED, list(under), page, file, _say(list(over)))


def _trace(kind: TraceKind, chars: list[Char], page: RawPage, file: str, shown: str = "") -> Trace:
    x0, top = min(char.x0 for char in chars), min(char.top for char in chars)
    x1, bottom = max(char.x1 for char in chars), max(char.bottom for char in chars)
    box, text = (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)), _say(chars)
    return Trace(kind, text, Place(file, f"p{page.number}", page.number, box, text), shown=shown)


def _say(chars: list[Char]) -> str:
    return "\n".join(line.text for line in to_lines(chars))[:_MOST_TEXT] if chars else ""
