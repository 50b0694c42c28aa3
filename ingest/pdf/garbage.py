"""Garbage: Python looks for circles of objects rarely while a PDF is read; pages and cells hold none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New objects between two looks. By default (700) looking takes 5 % of the time of reading; a page has some thousands.
_BETWEEN_LOOKS = 200_000


@contextmanager
def rarely_collected() -> Iterator[None]:
    """For as long as pages with text are read. What a circle holds (pdfminer makes some) goes a little later."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _BETWEEN_LOOKS) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
