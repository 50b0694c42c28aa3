"""Charts: scales, axes and what stands beside them on a page picture → the boxes between axes and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.pdf.shapes import Edge
from ingest.scan.engine import PixelBox
from ingest.scan.rooms import View

#: Figures of a scale from which on there is one.
_SCALE = 3
NUMBER = re.compile(r"[-−—+]?[\d.,]+(?:[%％年月日]|万元|亿元|月份)?")


def find_charts(view: View) -> Iterator[PixelBox]:
    """Level lines, or an upright and a level one that meet, with the figures of a scale beside them."""
    em = view.em
    levels = [e for e in _joined(view.across, em) if e.end - e.start > 5 * em]
    for first in levels:
        group = [e for e in levels if abs(e.start - first.start) < em and abs(e.end - first.end) < 2 * em]
        if group[0] is first and len(group) >= _SCALE:
            box = (
                round(first.start),
                round(min(e.at for e in group)),
                round(first.end),
                round(max(e.at for e in group)),
            )
            on = sum(any(abs(y - e.at) < 0.35 * em for e in group) for y in _marks_beside(view, box))
            if on >= _SCALE:  # those of a table stand between its lines
                yield box
    for axis in (e for e in view.down if e.end - e.start > 4 * em):
        for base in levels:
            corner = abs(base.at - axis.end) < 0.7 * em and abs(base.start - axis.at) < 1.2 * em
            if not corner or any(
                e.start < axis.at - 1.5 * em and e.end > axis.at + em and axis.start - em < e.at < axis.end + em
                for e in view.across
            ):
                continue
            box = (round(axis.at), round(axis.start), round(base.end), round(base.at))
            marks, names = _marks_beside(view, box), _names_under(view, box)
            if len(marks) >= (2 if names > 1 else _SCALE) and _is_scale(marks, base.at):
                yield box


def _joined(edges: Sequence[Edge], em: float) -> list[Edge]:
    """Level lines whose parts columns of a chart hide."""
    out: list[Edge] = []
    for edge in sorted(edges, key=lambda e: (e.start, e.at)):
        for i, last in enumerate(out):
            if abs(last.at - edge.at) < 0.2 * em and edge.start - last.end < 6 * em:
                out[i] = Edge(last.at, last.start, max(last.end, edge.end))
                break
        else:
            out.append(edge)
    return out


def _names_under(view: View, box: PixelBox) -> int:
    """How many short words stand side by side under a base line."""
    em = view.em
    return sum(
        -0.2 * em < w.box[1] - box[3] < 1.6 * em and box[0] - em < w.box[0] and w.box[2] < box[2] + em
        and w.box[2] - w.box[0] < 5 * em
        for w in view.words
    )  # fmt: skip


def _marks_beside(view: View, box: PixelBox) -> list[float]:
    """Middles of the figures that end at the left side of a box, top down."""
    em = view.em
    return sorted(
        (w.box[1] + w.box[3]) / 2
        for w in view.words
        if NUMBER.fullmatch(w.text.strip())
        and box[0] - 2.5 * em < w.box[2] < box[0] + 0.3 * em
        and box[1] - em < (w.box[1] + w.box[3]) / 2 < box[3] + em
    )


def _is_scale(marks: Sequence[float], base: float) -> bool:
    """Whether figures stand at even steps from a base line on; that at the base may not have been read."""
    steps = [b - a for a, b in pairwise(marks)]
    step = min(steps)
    if step <= 0 or max(steps) > 1.35 * step + 3:
        return False
    rest = (base - marks[-1]) / (sum(steps) / len(steps))
    return abs(rest - round(rest)) < 0.25 and 0 <= round(rest) <= 2
