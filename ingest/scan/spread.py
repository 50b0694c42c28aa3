"""Spread: a sheet on which two pages lie side by side → its two halves."""

from __future__ import annotations

import numpy as np

from ingest.scan import paper
from ingest.scan.render import Pixels

#: Least length in inches of a sheet that holds two pages, and its least ratio of sides.
_LONG, _RATIO = 15.0, 1.25
#: Width in inches of the empty gutter between two pages, and how far from the middle it may lie (share of the width).
_GUTTER, _OFF = 0.6, 0.05
#: Bands in which the gutter is looked for, so that it may lean.
_BANDS = 12
#: Least share of ink on each half.
_WRITTEN = 0.002


def halves(pixels: Pixels) -> list[Pixels]:
    """The left and the right page of a spread; any other page alone.

    One sheet of that size whose table runs over the middle has no gutter and stays whole.
    """
    high, wide = pixels.rgb.shape[:2]
    if wide < _LONG * pixels.dpi or wide < _RATIO * high:
        return [pixels]
    ink = paper.ink_of(paper.clean(pixels.rgb, pixels.dpi).gray)
    reach = round(_OFF * wide)
    middle = ink[:, wide // 2 - reach : wide // 2 + reach]
    edge = round(0.15 * pixels.dpi)  # the shadow of the binding meets the edges of the sheet
    bands = np.array_split(middle[edge:-edge], _BANDS)
    common = np.ones(middle.shape[1], bool)
    for band in bands:
        common &= band.sum(axis=0) <= 0.01 * len(band)
    start, end = _longest(common)
    if end - start < _GUTTER * pixels.dpi:
        return [pixels]
    cut = wide // 2 - reach + (start + end) // 2
    if min(float(ink[:, :cut].mean()), float(ink[:, cut:].mean())) < _WRITTEN:
        return [pixels]
    return [pixels.part(0, cut), pixels.part(cut, wide)]


def _longest(empty: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> tuple[int, int]:
    padded = np.concatenate([[False], empty, [False]])
    steps = np.flatnonzero(padded[1:] != padded[:-1])
    runs = list(zip(steps[::2].tolist(), steps[1::2].tolist(), strict=True))
    return max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
