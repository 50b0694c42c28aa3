"""Bend: rules and lines of text that are not straight (a lens, a curled sheet, a slanted camera) → how to unbend them.

Level curves `k` are to lie at one height each: y + D(x, y) = t_k for all their points, with one polynomial D for the
page and the heights t_k unknown; upright curves likewise with x. Both are linear least squares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.engine import Gray

Points = NDArray[np.float64]

#: Density at which curves are followed, the shortest piece of a rule and the shortest curve, in inches.
_DOTS, _PIECE, _CURVE = 100, 0.3, 0.8
#: With fewer rules than this, lines of text are asked as well.
_ENOUGH = 6
#: A page is unbent when along one curve this much is to be made good (inches): less does no harm to the grid.
_MATTERS = 0.02
#: No lens and no hand bends a sheet more than this share of its side; then the curves are something else.
_MOST = 0.12
#: Weight of the pull towards no bend, so that parts of a page without curves are left alone.
_PULL = 0.004
#: A bend is believed when this share of all points then lies within so many inches of a straight line.
_EXPLAINED, _STRAIGHT = 0.85, 0.013
#: And when it brings this share more of them there: letters that touch rules make curves of a flat page uneven.
_GAIN = 0.05
#: Of so many curves this share is enough.
_MANY, _MOSTLY = 25, 0.72


@dataclass(frozen=True, slots=True)
class Bend:
    """Carries points of the unbent page to the bent one, shape (n, 2) in pixels; `level` and `upright` are D and E."""

    level: NDArray[np.float64]
    upright: NDArray[np.float64]
    wide: int
    high: int

    def __call__(self, points: Points) -> Points:
        half = max(self.wide, self.high) / 2
        middle = np.array([self.wide / 2, self.high / 2])
        flat = (points - middle) / half
        bent = flat.copy()
        for _ in range(6):  # the displacement is small and smooth: this closes in fast
            x, y = bent[:, 0], bent[:, 1]
            bent = np.stack([flat[:, 0] - _terms(y, x) @ self.upright, flat[:, 1] - _terms(x, y) @ self.level], axis=1)
        back: Points = bent * half + middle
        return back

    def take(self, picture: NDArray[Any]) -> NDArray[Any]:
        """The picture unbent."""
        step = 24
        across, down = self.wide // step + 2, self.high // step + 2
        xs, ys = np.meshgrid(np.arange(across) * step, np.arange(down) * step)
        source = self(np.stack([xs.ravel(), ys.ravel()], axis=1).astype(np.float64)).reshape(down, across, 2)
        matrix = np.array([[step, 0, 0], [0, step, 0]], np.float32)  # node i of the mesh stands at pixel i · step
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        inverse = cv2.invertAffineTransform(matrix)
        maps = [
            cv2.warpAffine(source[..., i].astype(np.float32), inverse, (self.wide, self.high), flags=flags,
                           borderMode=cv2.BORDER_REPLICATE)
            for i in (0, 1)
        ]  # fmt: skip
        moved = cv2.remap(picture, maps[0], maps[1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(moved, np.uint8)


def _terms(along: NDArray[Any], across: NDArray[Any]) -> NDArray[Any]:
    """What D is made of: nothing that moves a whole line, which the unknown heights take up."""
    a2, a3 = along**2, along**3
    mixed = (along * across, a2 * across, a3 * across, along * across**2, a2 * across**2)
    return np.stack([along, a2, a3, a2 * a2, a2 * a3, *mixed], axis=1)


def find_bend(gray: Gray, dpi: float, lines: Sequence[Points] = ()) -> Bend | None:
    """How the page is bent, or None where that does not matter. `lines`: middles of lines of text, as curves."""
    high, wide = gray.shape
    ratio = _DOTS / dpi
    small = cv2.resize(gray, (max(8, round(wide * ratio)), max(8, round(high * ratio))), interpolation=cv2.INTER_AREA)
    level = [curve / ratio for curve in _curves(small)]
    upright = [curve[:, ::-1] / ratio for curve in _curves(np.ascontiguousarray(small.T))]
    if len(level) < _ENOUGH:
        level += list(lines)
    half, middle = max(wide, high) / 2, np.array([wide / 2, high / 2])
    level, upright = ([(curve - middle) / half for curve in curves] for curves in (level, upright))
    upright = [curve[:, ::-1] for curve in upright]
    near = _STRAIGHT * dpi / half
    d, e = _fit(level, near), _fit(upright, near)
    off = max(_furthest(level, d), _furthest(upright, e)) * half
    return Bend(d, e, wide, high) if _MATTERS * dpi < off < _MOST * half else None


def _furthest(curves: Sequence[Points], fitted: NDArray[np.float64]) -> float:
    """By how much the curves are moved apart at most, a few of them aside."""
    if not curves or not fitted.any():
        return 0.0
    spread = [float(np.ptp(_terms(curve[:, 0], curve[:, 1]) @ fitted)) for curve in curves]
    return float(np.quantile(spread, 0.9))


def _curves(small: Gray) -> list[Points]:
    """Level rules as points a few pixels apart, x growing."""
    dip = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((11, 1), np.uint8))
    dark = (dip > 20 + 2.5 * float(np.median(dip[::3, ::3]))).astype(np.uint8)
    joined = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((2, 5), np.uint8))
    solid = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, round(_PIECE * _DOTS) | 1), np.uint8))
    solid = cv2.dilate(solid, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    out = []
    for i in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[i])
        if w < _CURVE * _DOTS or h > 0.15 * w + 4 or area > 9 * w:
            continue
        own = (labels[y : y + h, x : x + w] == i) * dip[y : y + h, x : x + w].astype(np.float64)
        weight = own.sum(axis=0)
        at = np.flatnonzero(weight > 0)[2:-2:4]
        if len(at) > 4:
            rows = (own[:, at] * np.arange(h)[:, None]).sum(axis=0) / weight[at]
            out.append(np.stack([x + at + 0.5, y + rows + 0.5], axis=1))
    return out


def _fit(curves: Sequence[Points], near: float) -> NDArray[np.float64]:
    """Coefficients of D; curves that no smooth bend explains lose their say, and when they are many there is none."""
    none = np.zeros(10)
    if len(curves) < 3:
        return none
    points = np.concatenate(curves)
    owner = np.repeat(np.arange(len(curves)), [len(c) for c in curves])
    terms = _terms(points[:, 0], points[:, 1])
    pull = _PULL * np.sqrt(len(points)) * np.diag([0.3, 0.3, 1, 1, 1, 0.3, 1, 2, 1, 2])
    weight = np.ones(len(points))
    found, left = none, weight
    for _ in range(4):
        total = np.maximum(np.bincount(owner, weight), 1e-9)
        # The heights drop out when each curve is measured from its own (weighted) middle.
        centred = terms - (_sums(owner, terms * weight[:, None]) / total[:, None])[owner]
        off = points[:, 1] - (np.bincount(owner, points[:, 1] * weight) / total)[owner]
        root = np.sqrt(weight)[:, None]
        a, b = np.vstack([centred * root, pull]), np.concatenate([-off * root[:, 0], none])
        found = np.linalg.lstsq(a, b, rcond=None)[0]
        left = np.abs(off + centred @ found)
        usual = max(float(np.median(left)), 2e-4)
        weight = np.minimum(1.0, 2 * usual / np.maximum(left, 1e-9)) ** 2
    share, middle = float((left < near).mean()), float(np.median(left))
    # Many rules may have chains of strokes among them, as long as most points lie far straighter than asked for.
    is_good = share >= _EXPLAINED or (len(curves) >= _MANY and share >= _MOSTLY and middle < near / 3)
    sizes = [len(curve) for curve in curves]
    gain = _straight(points[:, 1] + terms @ found, sizes, near) - _straight(points[:, 1], sizes, near)
    return np.asarray(found) if is_good and gain > _GAIN else none


def _straight(heights: NDArray[np.float64], sizes: Sequence[int], near: float) -> float:
    """The share of points that lie near the middle height of their curve."""
    curves = np.split(heights, np.cumsum(sizes)[:-1])
    return float(np.mean(np.concatenate([np.abs(curve - np.median(curve)) < near for curve in curves])))


def _sums(owner: NDArray[Any], values: NDArray[Any]) -> NDArray[Any]:
    return np.stack([np.bincount(owner, values[:, i]) for i in range(values.shape[1])], axis=1)
