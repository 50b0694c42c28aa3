"""Doubt: fields that stand on pages read by recognition are as sure as the page is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from model.document import Document
from model.submission import Field

#: A page read with less confidence than this holds several wrong signs: findings on it are worth a look, no more.
POOR = 0.95


def doubt_scans(fields: Iterable[Field], document: Document) -> Iterator[Field]:
    """The fields with their confidence lowered by that of their page; good recognition hardly lowers it."""
    sure = {page.number: page.confidence for page in document.pages if page.source == "ocr"}
    for field in fields:
        page = sure.get(field.place.page or 0)
        if page is None:
            yield field
        else:
            factor = page if page >= POOR else 0.8 * page
            yield replace(field, confidence=round(field.confidence * factor, 3))
