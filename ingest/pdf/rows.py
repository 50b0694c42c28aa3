"""Rows: the characters of a page in the order in which its lines are read, each with the number of its row."""

from __future__ import annotations

from typing import Any

import numpy as np

from ingest.pdf.glyphs import Glyphs, Indexes

#: Baselines nearer than this are one.
_LEVEL = 0.05


def sort_rows(glyphs: Glyphs, index: Indexes, group: Indexes) -> tuple[Glyphs, Indexes, Indexes, Indexes]:
    """The characters at `index` sorted by group, row and place in the row; where each stands among `glyphs`; its row,
    counted from 0; the group of each row.

    Super- and subscripts stay in their row.
    """
    is_whole = len(index) == len(glyphs) and not (index != np.arange(len(index))).any()
    own = glyphs if is_whole else glyphs.at(index)
    order = _order(group, own.base, own.x0)
    if order is not None:
        own, index, group = own.at(order), index[order], group[order]
    is_first = _begins_row(own, group)
    row = is_first.cumsum()
    row -= 1
    order = _order(row, own.x0, own.x1)
    if order is not None:
        own, index = own.at(order), index[order]
    return own, index, row, group[is_first]


def _order(first: Any, second: Any, third: Any) -> Indexes | None:
    """What sorts by the first key, then the second, then the third; None where all is in order, as in most files."""
    in_order = third[1:] >= third[:-1]
    in_order &= second[1:] == second[:-1]
    in_order |= second[1:] > second[:-1]
    in_order &= first[1:] == first[:-1]
    in_order |= first[1:] > first[:-1]
    return None if in_order.all() else np.lexsort((third, second, first))


def _begins_row(glyphs: Glyphs, group: Indexes) -> Any:
    """Marks where a row begins among characters sorted by group and baseline.

    Baselines a line apart differ by an em or more, scripts by a third.
    """
    base, size = glyphs.base, glyphs.size
    is_level = np.empty(len(base), bool)
    is_level[0] = True
    is_level[1:] = (base[1:] - base[:-1] > _LEVEL) | (group[1:] != group[:-1])
    starts = is_level.nonzero()[0]
    ends = np.empty_like(starts)
    ends[:-1], ends[-1] = starts[1:] - 1, len(base) - 1
    high, low, high_size, low_size, own = base[starts], base[ends], size[starts], size[ends], group[starts]
    # Which levels belong to the row above, were that of one level; seldom any, or few, so those are gone through.
    em = np.maximum(np.maximum(low_size[:-1], high_size[1:]), high_size[:-1])
    fall = high[1:] - high[:-1]
    apart = (fall > 1) & ((high[1:] - low[:-1] > 0.4 * em) | (fall > 0.75 * em))
    doubtful = (~apart & (own[1:] == own[:-1])).nonzero()[0] + 1
    after = 0
    for at in doubtful.tolist():
        if at < after:
            continue
        first, after = at - 1, at
        while after < len(own) and own[after] == own[first]:
            body = max(low_size[after - 1], high_size[after], high_size[first])
            step, whole = high[after] - low[after - 1], high[after] - high[first]
            if whole > 1 and (step > 0.4 * body or whole > 0.75 * body):
                break
            is_level[starts[after]] = False
            after += 1
        after += 1  # what ended the row begins one
    return is_level
