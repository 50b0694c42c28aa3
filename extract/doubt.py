"""Doubt: what stands on pages read by recognition is as sure as the page is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from model.document import Document, Doubt
from model.place import Box, Place
from model.submission import Field

#: A page read with less confidence than this holds several wrong signs: findings on it are worth a look, no more.
POOR = 0.95
#: What a doubted spot is as sure as, of its page.
_DOUBTED = 0.6


def page_confidence(document: Document, place: Place, doubt: Doubt | None = None) -> float | None:
    """The confidence of the page, or picture, read by recognition on which the place stands; None for typed text.

    `doubt`: what makes the spot less sure than its page (`doubt_of`).
    """
    if place.picture:
        pictures = (
            p.confidence for p in document.pictures if p.content and p.content[0].place.picture == place.picture
        )
        return _weigh(next(pictures, POOR))
    page = next((p for p in document.pages if p.number == place.page), None)
    if page is None or page.source != "ocr":
        return None
    return _weigh(page.confidence) * (_DOUBTED if doubt else 1.0)


def doubt_of(document: Document, place: Place) -> Doubt | None:
    """What makes the reading of this spot less sure than that of its page."""
    if place.box is None:
        return None
    page = next((p for p in document.pages if p.number == place.page), None)
    return next((doubt for doubt in page.doubts if _within(doubt.box, place.box)), None) if page else None


def _within(inner: Box, outer: Box) -> bool:
    """Whether more than half of a box lies in the other."""
    wide = min(inner[2], outer[2]) - max(inner[0], outer[0])
    high = min(inner[3], outer[3]) - max(inner[1], outer[1])
    return wide > 0 and high > 0 and wide * high > 0.5 * (inner[2] - inner[0]) * (inner[3] - inner[1])


def _weigh(confidence: float) -> float:
    return confidence if confidence >= POOR else 0.8 * confidence


def doubt_scans(fields: Iterable[Field], document: Document) -> Iterator[Field]:
    """The fields with their confidence lowered by that of their page; good recognition hardly lowers it."""
    for field in fields:
        page = page_confidence(document, field.place)
        yield field if page is None else replace(field, confidence=round(field.confidence * page, 3))
