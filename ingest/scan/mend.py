"""Mend: rules as traced → rules as they were drawn: without strokes of writing and the back's, torn ones whole."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.pdf.shapes import Edge
from ingest.scan.engine import Gray

#: How much darker than the paper beside it each pixel is: (height, width) for level rules, turned for upright ones.
Dip = NDArray[Any]

#: In inches: thickest rule; distance at which two pieces are on the same track.
THICK, SAME = 0.055, 0.025
#: Least contrast of a faint rule on even paper (0..255).
CONTRAST = 16
#: Lowest and highest row (inches) in which a rule of its own is looked for, and the share of it that must be dark.
_LOWEST, _HIGHEST, _WHOLE = 0.1, 0.5, 0.93
#: A pixel this share as dark as rules are is one of a rule; of a rung between two rules, this share.
_SURELY, _FAINTLY = 0.45, 0.38
#: Share of grey by which the back of a page is told to shine through, and how pale its rules are against this side's.
_SHINES, _PALE = 0.01, 0.36
#: Share of a row from which on an upright rule is taken to run through it, writing or not.
_PARTLY = 0.85
#: Share of a short bar's length along which strokes may leave it.
_TOUCHED = 0.17
#: Longest stretch of a rule that a copier or a fax loses; of an upright one less than a row, which may be merged.
LOST, LOST_UPRIGHT = 0.7, 0.1
#: Longest tail that strokes of lines one under the other make.
_LINES = 0.6
#: Longest stretch of which dashes are left.
_DASHED = 2.0


def shows_back(soft: Gray) -> bool:
    """Whether the print of the other side shines through: much grey that is neither print nor its edge."""
    small = soft[::2, ::2]
    ink = cv2.dilate((small < 150).astype(np.uint8), np.ones((5, 5), np.uint8))
    grey = cv2.morphologyEx(
        ((small > 150) & (small < 232) & (ink == 0)).astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2))
    )
    return float(grey.mean()) > _SHINES and float((small < 150).mean()) > 0.15 * float(grey.mean())


def strong(edges: list[Edge], dip: Dip) -> list[Edge]:
    """Rules of this side: those of the other one are far paler."""
    dark = [float(np.median(_darkness(dip, edge))) for edge in edges]
    lengths = [edge.end - edge.start for edge in edges]
    usual = float(np.quantile(np.repeat(dark, [max(1, int(n)) for n in lengths]), 0.8)) if edges else 0.0
    return [edge for edge, its in zip(edges, dark, strict=True) if its > _PALE * usual]


def trim(edges: list[Edge], crossing: list[Edge], dip: Dip, dpi: float) -> list[Edge]:
    """Rules without the tails that strokes of writing add to them behind the last rule that they meet.

    A tail through the whole of a low row counts as one too where the paper shows between the strokes.
    """
    reach, tail = 0.03 * dpi, 0.3 * dpi

    def is_written(part: Edge) -> bool:
        """A longer tail, through two lines of writing: strokes leave it."""
        return part.end - part.start < _LINES * dpi and not stands_clear(dip, part, dpi)

    out = []
    for edge in edges:
        met = sorted(
            o.at for o in crossing
            if o.start - reach <= edge.at <= o.end + reach and edge.start - reach <= o.at <= edge.end + reach
        )  # fmt: skip
        start, end = edge.start, edge.end
        if len(met) > 1:
            before, after = Edge(edge.at, start, met[0]), Edge(edge.at, met[-1], end)
            start = met[0] if met[0] - start < tail or is_written(before) else start
            end = met[-1] if end - met[-1] < tail or is_written(after) else end
        if len(met) > 2:
            least = _SURELY * float(np.median(_darkness(dip, edge)))
            inner = 0.02 * dpi

            def is_stroke(a: float, b: float, at: float = edge.at, least: float = least, inner: float = inner) -> bool:
                row = _darkness(dip, Edge(at, a + inner, b - inner))
                return bool(b - a < tail and b - a > 3 * inner and (row > least).mean() < _WHOLE)

            inside = [at for at in met if at - start > 2 * reach]
            if inside and start <= met[0] + reach and is_stroke(start, inside[0]):
                start = inside[0]
            inside = [at for at in met if end - at > 2 * reach]
            if inside and end >= met[-1] - reach and is_stroke(inside[-1], end):
                end = inside[-1]
        out.append(Edge(edge.at, start, end))
    return out


def resumed(edges: list[Edge], crossing: list[Edge], dip: Dip, most: float, dpi: float) -> list[Edge]:
    """Rules of which a stretch was lost in between: a rule that ends at no other rule goes on where one lies in line.

    What parts merged cells ends at rules on both sides, and stays apart. Where dashes are left of a stretch it may be
    long; where nothing is left of it, `most` pixels.
    """
    reach = 0.04 * dpi
    usual = float(np.median([_darkness(dip, edge).mean() for edge in edges])) if edges else 0.0

    def is_loose(at: float, end: float) -> bool:
        return not any(abs(o.at - end) <= reach and o.start - reach <= at <= o.end + reach for o in crossing)

    def left(at: float, start: float, end: float) -> bool:
        """Whether dashes of the rule are left."""
        if not 1 <= end - start <= _DASHED * dpi:
            return False
        here = _darkness(dip, Edge(at, start, end)) > _SURELY * usual
        off = round(0.02 * dpi)  # strokes of writing go on there
        beside = [_darkness(dip, Edge(at + side, start, end), 1) > _SURELY * usual for side in (-off, off)]
        return bool((here & ~beside[0] & ~beside[1]).mean() > 0.4)

    def is_writing(edge: Edge) -> bool:
        """A chain of strokes: other strokes all along one side, and no rule at either end."""
        if edge.end - edge.start > 4 * dpi or not (is_loose(edge.at, edge.start) and is_loose(edge.at, edge.end)):
            return False
        off = round(0.02 * dpi)
        sides = (_darkness(dip, Edge(edge.at + side, edge.start, edge.end), 1) for side in (-off, off))
        return any(float((side > _SURELY * usual).mean()) > 0.25 for side in sides)

    edges = [edge for edge in edges if not is_writing(edge)]

    out: list[Edge] = []
    for edge in sorted(edges, key=lambda e: e.start):
        for i in range(len(out) - 1, -1, -1):
            last = out[i]
            gap = edge.start - last.end
            if abs(last.at - edge.at) > SAME * dpi or not 0 < gap < _DASHED * dpi:
                continue
            a, b = last.end - last.start, edge.end - edge.start
            torn = is_loose(last.at, last.end) or is_loose(edge.at, edge.start)
            held = not is_loose(last.at, last.start) or not is_loose(edge.at, edge.end)
            in_line = gap < most and min(a, b) > 0.8 * gap and held
            if torn and (in_line or left((last.at + edge.at) / 2, last.end, edge.start)):
                out[i] = Edge((last.at * a + edge.at * b) / (a + b), last.start, edge.end)
                break
        else:
            out.append(edge)
    grown = []
    for at, start, end in out:
        far = min(most, 0.3 * (end - start))
        there = [o.at for o in crossing if o.start - reach <= at <= o.end + reach]
        loose = is_loose(at, start), is_loose(at, end)
        before, after = (
            max((x for x in there if x < start), default=start),
            min((x for x in there if x > end), default=end),
        )
        # One end holds: the other was lost on the way to the next rule.
        if loose[0] and (left(at, before, start) or (not loose[1] and start - before < far)):
            start = before
        if loose[1] and (left(at, end, after) or (not loose[0] and after - end < far)):
            end = after
        grown.append(Edge(at, start, end))
    return grown


def unwritten(edge: Edge, crossing: list[Edge], dip: Dip, dpi: float) -> list[Edge]:
    """The parts of a long rule but for low rows in which strokes of writing alone stand where it would run on."""
    reach, inner = 0.03 * dpi, 0.02 * dpi
    met = sorted(
        o.at
        for o in crossing
        if o.start - reach <= edge.at <= o.end + reach and edge.start - reach <= o.at <= edge.end + reach
    )
    least = _SURELY * float(np.median(_darkness(dip, edge)))
    parts, start = list[Edge](), edge.start
    for upper, lower in pairwise(met):
        row = Edge(edge.at, upper + inner, lower - inner)
        if not _LOWEST * dpi <= lower - upper <= _HIGHEST * dpi:
            continue
        if (_darkness(dip, row) > least).mean() > _PARTLY and not _ends_short(dip, edge.at, upper, lower, least, dpi):
            continue
        if not stands_clear(dip, row, dpi):
            parts.append(Edge(edge.at, start, upper))
            start = lower
    parts.append(Edge(edge.at, start, edge.end))
    return [part for part in parts if part.end - part.start > _LOWEST * dpi]


def _ends_short(dip: Dip, at: float, upper: float, lower: float, least: float, dpi: float) -> bool:
    """Whether paper shows between what stands in a low row and the rule above or below it, as it does by writing."""
    pen, gap = 0.012 * dpi, max(2, round(0.01 * dpi))
    whole = _darkness(dip, Edge(at, upper + pen, lower - pen)) > least
    return bool(len(whole) > 4 * gap and not (whole[:gap].any() and whole[-gap:].any()))


def rungs(sides: list[Edge], found: list[Edge], dip: Dip, dpi: float) -> list[Edge]:
    """Rules of a single row: too short to be told from strokes but for running from the rule above to the one below.

    `sides`: rules of the other direction; `found`: the rungs known; `dip`: how dark, as `_level_rules` gives it for the
    rungs' own direction. Text leaves a margin to at least one of the rules.
    """
    pen, near = max(2, round(0.012 * dpi)), 0.04 * dpi
    usual = np.median([_darkness(dip, edge).mean() for edge in found]) if found else 0.0
    if usual < CONTRAST:
        return []
    # A thin rule that leans by a pixel halfway is whole only over two pixels' width.
    dark = cv2.dilate((dip > _FAINTLY * usual).astype(np.uint8), np.ones((3, 1), np.uint8))
    out: list[Edge] = []
    for upper in sides:
        for lower in sides:
            if not _LOWEST * dpi <= lower.at - upper.at <= _HIGHEST * dpi:
                continue
            start, end = max(0, round(max(upper.start, lower.start))), round(min(upper.end, lower.end))
            room = dark[start : max(start, end), round(upper.at) + pen : round(lower.at) - pen + 1]
            if room.size == 0:
                continue
            full = np.concatenate([[False], room.mean(axis=1) > _WHOLE, [False]])
            steps = np.flatnonzero(full[1:] != full[:-1])
            for first, last in zip(steps[::2].tolist(), steps[1::2].tolist(), strict=True):
                at = start + (first + last) / 2
                known = (
                    abs(o.at - at) < near and o.start < lower.at - pen and o.end > upper.at + pen for o in found + out
                )
                rung = Edge(at, upper.at, lower.at)
                if last - first > 0.8 * THICK * dpi or any(known) or not stands_clear(dip, rung, dpi):
                    continue
                if not _ends_short(dip, at, upper.at, lower.at, _SURELY * float(usual), dpi):
                    out.append(rung)
    return out


def stands_clear(dip: Dip, edge: Edge, dpi: float) -> bool:
    """Whether no strokes leave a short bar to either side, as they do from those of 目: writing keeps a margin."""
    start, end = round(edge.start + 0.02 * dpi), round(edge.end - 0.02 * dpi)
    if end - start < 4:
        return True
    least = _SURELY * float(np.median(_darkness(dip, edge)))
    off = max(3, round(0.02 * dpi))
    flanks = [
        (dip[max(0, round(edge.at) + side) : round(edge.at) + side + 2, start:end] > least).any(axis=0).mean()
        for side in (-off - 1, off)
    ]
    return bool(max(flanks) < _TOUCHED)


def _darkness(dip: Dip, edge: Edge, lean: int = 3) -> NDArray[Any]:
    """How dark a rule is, pixel by pixel along it; a rule may lean by a few pixels."""
    band = dip[max(0, round(edge.at) - lean) : max(0, round(edge.at) + lean + 1)]
    band = band[:, max(0, round(edge.start)) : max(1, round(edge.end) + 1)]
    return np.asarray(band.max(axis=0)) if band.size else np.zeros(1)
