"""Tone: where a page picture is neither paper nor print but shaded or coloured: photographs, filled shapes, screens."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

#: Pixels of the page a pixel of the map; widest stroke, in inches, that does not count as shade.
STEP, _STROKE = 4, 0.1
#: Shares of the paper's brightness below which something is shaded, and the ground is dark.
_SHADED, _DARK = 0.945, 0.5
#: What the map says of shade and of dark ground.
SHADE, DARK = 1, 2
_ROUNDS = 6


def find_tone(rgb: NDArray[Any], dpi: float) -> NDArray[Any]:
    """SHADE or DARK where shaded, shape (height, width) of the picture; the paper may lie in shadow."""
    high, wide = rgb.shape[:2]
    size = max(8, wide // STEP), max(8, high // STEP)
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA).min(axis=2)
    side = max(3, round(_STROKE * dpi / STEP)) | 1
    bright = cv2.dilate(small, np.ones((side, side), np.uint8)).astype(np.float32)
    paper = _paper(bright)
    shaded = (bright < _SHADED * paper).astype(np.uint8)
    # What the strokes' width took off the edges is given back.
    shaded = np.asarray(cv2.dilate(shaded, np.ones((side, side), np.uint8)), np.uint8)
    shaded[(shaded > 0) & (cv2.medianBlur(small, side) < _DARK * paper)] = DARK
    return np.asarray(cv2.resize(shaded, (wide, high), interpolation=cv2.INTER_NEAREST), np.uint8)


def _paper(bright: NDArray[Any]) -> NDArray[Any]:
    """The brightness that bare paper would have everywhere: a smooth surface through the brightest parts."""
    high, wide = bright.shape
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    x, y = x / wide - 0.5, y / high - 0.5
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)
    step = max(1, min(high, wide) // 60)
    some, level = terms[::step, ::step].reshape(-1, 6), bright[::step, ::step].ravel()
    kept = level >= np.percentile(level, 50)
    weights = np.zeros(6, np.float32)
    for _ in range(_ROUNDS):
        weights, *_ = np.linalg.lstsq(some[kept], level[kept], rcond=None)
        off = level - some @ weights
        kept = (off > -0.04 * level.max()) & (off < 0.06 * level.max())
        if kept.sum() < 30:
            return np.full_like(bright, float(np.percentile(level, 90)))
    surface: NDArray[Any] = terms @ weights
    return surface
