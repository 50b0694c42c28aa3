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
    step = base[starts[1:]] - base[ends[:-1]]
    if ((step > max(1.0, 0.4 * size.max())) | (group[starts[1:]] != group[ends[:-1]])).all():
        return is_level  # no scripts on this page: each level is a row
    begins = np.zeros(len(base), bool)
    first_base = last_base = first_size = last_size = 0.0
    now = None
    for start, own, high, low, high_size, low_size in zip(
        starts.tolist(), group[starts].tolist(), base[starts].tolist(), base[ends].tolist(),
        size[starts].tolist(), size[ends].tolist(), strict=True,
    ):  # fmt: skip
        em = max(last_size, high_size, first_size)
        apart = high - first_base > 1 and (high - last_base > 0.4 * em or high - first_base > 0.75 * em)
        if own != now or apart:
            now, first_base, first_size = own, high, high_size
            begins[start] = True
        last_base, last_size = low, low_size
    return begins
