"""Doubt: what stands on pages read by recognition is as sure as the page is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from model.document import Document
from model.place import Place
from model.submission import Field

#: A page read with less confidence than this holds several wrong signs: findings on it are worth a look, no more.
POOR = 0.95


def page_confidence(document: Document, place: Place) -> float | None:
    """The confidence of the page, or picture, read by recognition on which the place stands; None for typed text."""
    if place.picture:
        pictures = (
            p.confidence for p in document.pictures if p.content and p.content[0].place.picture == place.picture
        )
        return _weigh(next(pictures, POOR))
    page = next((p for p in document.pages if p.number == place.page), None)
    return None if page is None or page.source != "ocr" else _weigh(page.confidence)


def _weigh(confidence: float) -> float:
    return confidence if confidence >= POOR else 0.8 * confidence


def doubt_scans(fields: Iterable[Field], document: Document) -> Iterator[Field]:
    """The fields with their confidence lowered by that of their page; good recognition hardly lowers it."""
    for field in fields:
        page = page_confidence(document, field.place)
        yield field if page is None else replace(field, confidence=round(field.confidence * page, 3))
