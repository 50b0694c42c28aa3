"""Garbage: Python looks for circles of objects rarely while a PDF is read; pages and cells hold none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New objects between two looks. By default (700) looking takes 5 % of the time of reading; a page has some thousands.
_BETWEEN_LOOKS = 200_000
_USUAL = gc.get_threshold()[0]


@contextmanager
def rarely_collected() -> Iterator[None]:
    """For as long as a PDF is read. What a circle holds (pdfminer makes some) goes a little later.

    One stretch for the whole file: at its end Python looks at all that came into being within it.
    """
    with _collected_after(max(_USUAL, _BETWEEN_LOOKS)):
        yield


@contextmanager
def collected_as_usual() -> Iterator[None]:
    """Within such a stretch, for work that holds pictures: the recognition of scanned pages."""
    with _collected_after(_USUAL):
        yield


@contextmanager
def _collected_after(objects: int) -> Iterator[None]:
    before = gc.get_threshold()
    if before[0]:  # else nobody looks at all
        gc.set_threshold(objects, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
