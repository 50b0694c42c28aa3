"""Line starts: what cannot be parted at the start of a line (Unicode UAX #14, kinsoku)."""

from __future__ import annotations

import numpy as np

from ingest.pdf.glyphs import BLANK, CLOSER, CLOSERS, NO_TEXT, OPENER, OPENERS, WIDE, Flags, Indexes, is_wide


def first_ends(texts: str, flags: Flags, first: Indexes, last: Indexes) -> list[int]:
    """Index of the last character that a line break may not part from the first, for each row.

    Most rows begin with an ideograph or with a word that nothing holds to: those are answered in one go.
    """
    first = np.minimum(first, len(flags) - 1)
    breaks = ((flags & (WIDE | BLANK)) != 0).nonzero()[0]
    word_ends = np.append(breaks, len(flags))[breaks.searchsorted(first, side="right")] - 1
    ends = np.minimum(np.where(flags[first] & WIDE, first, word_ends), last)
    follower = flags[np.minimum(ends + 1, last)]
    is_held = ((flags[first] & OPENER) != 0) | ((ends < last) & ((follower & (OPENER | CLOSER)) != 0))
    found: list[int] = ends.tolist()
    for row in is_held.nonzero()[0].tolist():
        found[row] = _first_end(texts, int(first[row]), int(last[row]))
    return found


def _first_end(texts: str, i: int, last: int) -> int:
    """The same for one row that begins with character i (Unicode UAX #14, kinsoku).

    Opening brackets hold to what follows, closing marks to what precedes them, a number to the mark before it.
    """
    while i < last and texts[i] in OPENERS:
        i += 1
    if not is_wide(texts[i]):
        i = _word_end(texts, i, last)
        if i + 1 < last and texts[i + 1] in OPENERS:  # ERP（SAP: letters hold to the bracket
            i = _word_end(texts, i + 2, last)
    while i < last and texts[i + 1] in CLOSERS:
        i += 1
        if i < last and texts[i + 1].isdecimal():
            i = _word_end(texts, i + 1, last)
    return i


def _word_end(texts: str, i: int, last: int) -> int:
    """Index of the last character of the Latin word that holds character i."""
    while i < last and texts[i + 1] not in NO_TEXT and not is_wide(texts[i + 1]):
        i += 1
    return i
