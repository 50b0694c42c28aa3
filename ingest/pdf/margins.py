"""Margins: finds running heads, running feet and page numbers, which are no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.pdf.lines import Line
from ingest.pdf.shapes import RawPage

#: Share of the page height, at top and bottom, in which running heads and feet stand.
ZONE = 0.1
_DASH = r"[-—–−~·•\s]*"
_PAGE_NUMBER = re.compile(
    rf"^{_DASH}(?:第?\s*(?:\d{{1,4}}|[ivxIVX]{{1,6}})\s*页?{_DASH}(?:[/／，,]?\s*共?\s*\d{{1,4}}\s*页?)?"
    rf"|[Pp]age\s*\d+(?:\s*of\s*\d+)?|\d{{1,4}}\s*[/／]\s*\d{{1,4}}){_DASH}$"
)


def is_page_number(text: str) -> bool:
    """“3”, “- 3 -”, “第3页 共9页”, “3/9”, “Page 3 of 9”."""
    return bool(_PAGE_NUMBER.match(text.strip()))


def drop_margins(pages: Sequence[tuple[RawPage, list[Line]]]) -> list[tuple[RawPage, Line]]:
    """Takes running heads and feet out of the lists of lines (outside tables); returns those that went and
    are more than a number, each text once.

    A line goes when it stands in the zone and is a page number, or when its text (digits aside) stands at the same
    height on most pages (at least three).
    """
    seen: Counter[tuple[str, int]] = Counter()
    for raw, lines in pages:
        seen.update({_key(raw, line) for line in lines if _in_zone(raw, line)})
    enough = max(3, len(pages) * 0.5)
    dropped: dict[str, tuple[RawPage, Line]] = {}
    for raw, lines in pages:
        keep = [line for line in lines if not (_in_zone(raw, line) and _is_running(raw, line, seen, enough))]
        for line in lines:
            if line not in keep and not is_page_number(line.text):
                dropped.setdefault(text_key(line), (raw, line))
        lines[:] = keep
    return list(dropped.values())


def _in_zone(raw: RawPage, line: Line) -> bool:
    return line.bottom < raw.height * ZONE or line.top > raw.height * (1 - ZONE)


def _key(raw: RawPage, line: Line) -> tuple[str, int]:
    """Text without digits and blanks, and the distance from the nearer edge of the page in steps of 4 points."""
    if raw.scan is not None:  # paper lies on the glass as it comes
        return text_key(line), 0
    at = line.base if line.bottom < raw.height / 2 else line.base - raw.height
    return text_key(line), round(at / 4)


def text_key(line: Line) -> str:
    return re.sub(r"[\d\s·.,，。、\-—_]+", "", line.text)


def _is_running(raw: RawPage, line: Line, seen: Counter[tuple[str, int]], enough: float) -> bool:
    if is_page_number(line.text):
        return True
    text, at = _key(raw, line)
    return bool(text) and sum(seen[text, at + step] for step in (-1, 0, 1)) >= enough
