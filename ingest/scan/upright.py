"""Upright: by what angle a page picture is askew, and whether it lies on its side or stands on its head."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.pdf.shapes import Matrix
from ingest.scan.engine import Gray, PixelBox

#: Scanners feed askew by a degree or two, hands lay a sheet on the glass by up to eight.
WIDEST = 10.0
_POINTS = 40_000


def skew_of(ink: Gray) -> float:
    """Degrees by which the lines of a page rise to the right; rows and columns both speak, the sharper one decides."""
    ys, xs = np.nonzero(ink)
    if len(ys) < 200:
        return 0.0
    if len(ys) > _POINTS:
        pick = np.linspace(0, len(ys) - 1, _POINTS).astype(np.int64)
        ys, xs = ys[pick], xs[pick]
    best, angle = 0.0, 0.0
    for across, along in ((ys, xs), (xs, -ys)):
        found, score = _sharpest(across.astype(np.float32), along.astype(np.float32))
        if score > best:
            best, angle = score, found
    return angle


def _sharpest(across: NDArray[Any], along: NDArray[Any]) -> tuple[float, float]:
    """The angle at which the profile has the sharpest steps, and how sharp it is."""

    def score(angle: float) -> float:
        shifted = across + along * np.float32(np.tan(np.radians(angle)))
        profile = np.bincount((shifted - shifted.min()).astype(np.int64)).astype(np.float64)
        return float(np.square(np.diff(profile)).sum())

    at, width = 0.0, WIDEST
    for step in (0.5, 0.1, 0.025):
        angles = np.arange(at - width, at + width + step / 2, step)
        scores = [score(float(a)) for a in angles]
        at, width = float(angles[int(np.argmax(scores))]), step * 1.5
    return at, max(scores)


def straighten(picture: NDArray[Any], angle: float) -> tuple[NDArray[Any], Matrix]:
    """Turned level about its middle, same size; the matrix carries points of the result back to the picture."""
    high, wide = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), -angle, 1.0)
    level = cv2.warpAffine(picture, turn, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    back = cv2.invertAffineTransform(turn)
    return np.asarray(level, np.uint8), _to_matrix(back)


def _to_matrix(m: NDArray[Any]) -> Matrix:
    return (float(m[0, 0]), float(m[1, 0]), float(m[0, 1]), float(m[1, 1]), float(m[0, 2]), float(m[1, 2]))


def quarter_turn(picture: NDArray[Any], turns: int) -> tuple[NDArray[Any], Matrix]:
    """Turned counter-clockwise by `turns` right angles; the matrix carries points of the result back."""
    high, wide = picture.shape[:2]
    turned = np.ascontiguousarray(np.rot90(picture, turns))
    match turns % 4:
        case 1:
            return turned, (0, 1, -1, 0, wide, 0)
        case 2:
            return turned, (-1, 0, 0, -1, wide, high)
        case 3:
            return turned, (0, -1, 1, 0, 0, high)
    return turned, (1, 0, 0, 1, 0, 0)


def lies_on_side(boxes: list[PixelBox]) -> bool:
    """Whether most text runs up or down the page; a few vertical labels do not make a page lie."""
    level = upright = 0
    for x0, top, x1, bottom in boxes:
        wide, high = x1 - x0, bottom - top
        if wide > 2 * high:
            level += wide
        elif high > 2 * wide:
            upright += high
    return upright > 1.5 * level
