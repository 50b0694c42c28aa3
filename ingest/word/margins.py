"""Running heads and feet of a Word file, which are no part of its text: one trace for each paragraph, one more for
white words in it (no watermark: those are drawn; on a drawn band or in a coloured table white letters are seen)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.package import Package
from ingest.word.names import Element, W
from ingest.word.traces import is_pale, may_be_coloured
from model.document import Trace, TraceKind
from model.errors import CannotRead
from model.place import Place

_PART = re.compile(r"word/(?:header|footer)\d*\.xml", re.IGNORECASE)
#: 第3页 共9页 and what fields leave of it.
_PAGE = re.compile(r"[\W\d_第共页Page of]*")
_MOST = 50


def find_margins(package: Package) -> Iterator[Trace]:
    """MARGIN traces in the order of the parts; the same words in several heads are told once."""
    seen: set[str] = set()
    for part in package.names:
        if not _PART.fullmatch(part):
            continue
        try:
            root = package.xml(part)
        except CannotRead:
            continue  # a head is no part of what is read; the body says what is damaged
        place = Place(package.name, part.rpartition("/")[2].partition(".")[0].lower())
        drawn = next(root.iter(W + "drawing", W + "pict", W + "shd"), None) is not None
        drawn = drawn or any(map(may_be_coloured, root.iter(W + "tbl")))
        for paragraph in root.iter(W + "p"):
            text = "".join(
                " " if run.tag == W + "tab" else run.text or "" for run in paragraph.iter(W + "t", W + "tab")
            )
            text = text.strip()
            if _PAGE.fullmatch(text) or text in seen:
                continue
            if len(seen) >= _MOST:
                return
            seen.add(text)
            yield Trace(TraceKind.MARGIN, text, place.quoting(text))
            white = "".join(_white(run) for run in paragraph.iter(W + "r")).strip()
            if white and not drawn:
                yield Trace(TraceKind.PALE, white, place.quoting(white))


def _white(run: Element) -> str:
    return "".join(part.text or "" for part in run.iter(W + "t")) if is_pale(run.find(W + "rPr")) else ""
