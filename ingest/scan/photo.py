"""Photo: a sheet lying on a desk before a camera → the sheet alone, seen from straight above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

#: Longer side of the picture on which the sheet is looked for.
_SMALL = 640
#: Least share of the picture that a sheet covers; a sheet that fills all of it needs no search.
_LEAST, _WHOLE = 0.25, 0.985
#: How much the desk must differ from the paper (0..255, largest difference of the colours) along a side to show it.
_APART = 18.0
#: Long side by short side of the A sizes, and how far a camera's view is trusted to be from it.
_RATIO, _NEARLY = 2**0.5, 0.14


@dataclass(frozen=True, slots=True)
class Flat:
    """The homography that carries pixels of the flat sheet (`size`: width, height) to pixels of the photo."""

    matrix: NDArray[np.float64]
    size: tuple[int, int]

    def __call__(self, points: Points) -> Points:
        """Points of the flat sheet, shape (n, 2), as points of the photo."""
        carried = np.c_[points, np.ones(len(points))] @ self.matrix.T
        back: Points = carried[:, :2] / carried[:, 2:]
        return back

    def take(self, photo: NDArray[Any]) -> NDArray[Any]:
        """The picture of the flat sheet."""
        flags = cv2.INTER_AREA | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpPerspective(photo, self.matrix, self.size, flags=flags), np.uint8)


def find_sheet(photo: NDArray[Any]) -> Points | None:
    """Corners of the sheet in pixels, clockwise from top left; None where paper fills the picture or no sheet shows.

    `photo` is RGB. A frame printed on paper is no sheet: outside it there is paper too.
    """
    high, wide = photo.shape[:2]
    ratio = min(1.0, _SMALL / max(high, wide))
    small = cv2.resize(photo, (max(8, round(wide * ratio)), max(8, round(high * ratio))), interpolation=cv2.INTER_AREA)
    soft = cv2.medianBlur(small, 5)
    if _all_paper(soft):
        return None
    best: tuple[float, Points] | None = None
    for mask in _masks(soft):
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:2]:
            corners = _corners(contour)
            if corners is None:
                continue
            share = float(cv2.contourArea(corners.astype(np.float32))) / (small.shape[0] * small.shape[1])
            seen = _seen(soft, corners) if _LEAST <= share <= _WHOLE else None
            if seen is not None and (best is None or seen > best[0]):
                best = (seen, corners)
    return None if best is None else (best[1] + 0.5) / ratio - 0.5


def _all_paper(soft: NDArray[Any]) -> bool:
    """Whether paper reaches the edges of the picture all around, as on most scans."""
    paper = np.percentile(soft.reshape(-1, 3)[::7], 75, axis=0)
    ring = np.concatenate([soft[:3].reshape(-1, 3), soft[-3:].reshape(-1, 3), soft[:, :3].reshape(-1, 3),
                           soft[:, -3:].reshape(-1, 3)])  # fmt: skip
    return bool((np.abs(ring - paper).max(axis=1) < _APART).mean() > 0.97)


def flatten(corners: Points, dots: float, a4: float) -> Flat:
    """How the sheet is seen from above; its longer side, taken to be `a4` inches, gets `dots` pixels an inch."""
    top, right, low, left = (float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4))
    wide, high = (top + low) / 2, (left + right) / 2
    ratio = max(wide, high) / min(wide, high)
    if abs(ratio / _RATIO - 1) < _NEARLY:
        ratio = _RATIO
    longer = round(a4 * dots)
    size = (longer, round(longer / ratio)) if wide > high else (round(longer / ratio), longer)
    ends = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    return Flat(np.asarray(cv2.getPerspectiveTransform(ends, corners.astype(np.float32)), np.float64), size)


def _masks(soft: NDArray[Any]) -> list[NDArray[Any]]:
    """Where paper may lie: the bright part, the part of little colour, what strong edges enclose."""
    luma = cv2.cvtColor(soft, cv2.COLOR_RGB2GRAY)
    grown = cv2.morphologyEx(luma, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))  # print taken off the paper
    bright = cv2.threshold(grown, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    colour = soft.max(axis=2) - soft.min(axis=2)
    plain = cv2.threshold(
        cv2.morphologyEx(colour, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8)), 0, 255,
        cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU,
    )[1]  # fmt: skip
    # Shadows fall over desk and paper alike: brightness against that of the surroundings.
    around = cv2.GaussianBlur(grown.astype(np.float32), (0, 0), _SMALL / 10)
    nearby = ((grown > around) * 255).astype(np.uint8)
    masks = [bright, plain, cv2.bitwise_and(bright, plain), nearby]
    edges = cv2.dilate(cv2.Canny(grown, 25, 75), np.ones((3, 3), np.uint8))
    edges[:2], edges[-2:], edges[:, :2], edges[:, -2:] = 255, 255, 255, 255
    _, labels, stats, _ = cv2.connectedComponentsWithStats((edges == 0).astype(np.uint8), connectivity=4)
    if len(stats) > 1:
        room = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
        masks.append(cv2.dilate((labels == room).astype(np.uint8) * 255, np.ones((3, 3), np.uint8)))
    opened = [cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((11, 11), np.uint8)) for mask in masks]
    return [cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((21, 21), np.uint8)) for mask in opened]


def _corners(contour: NDArray[Any]) -> Points | None:
    """The four sides of a contour, straight lines laid through its hull, and where they meet."""
    hull = cv2.convexHull(contour)
    around = cv2.arcLength(hull, True)
    for share in (0.02, 0.03, 0.045, 0.06):
        rough = cv2.approxPolyDP(hull, share * around, True).reshape(-1, 2)
        if len(rough) == 4:
            break
    else:
        return None
    if float(cv2.contourArea(contour)) < 0.9 * float(cv2.contourArea(rough)):
        return None
    middle = rough.mean(axis=0)
    rough = rough[np.argsort(np.arctan2(rough[:, 1] - middle[1], rough[:, 0] - middle[0]))].astype(np.float64)
    rough = np.roll(rough, -int(np.argmin(rough.sum(axis=1))), axis=0)
    points = contour.reshape(-1, 2).astype(np.float64)
    lines = [_line(points, rough[i], rough[(i + 1) % 4]) for i in range(4)]
    corners = [_meet(lines[i - 1], lines[i]) for i in range(4)]
    if any(corner is None for corner in corners):
        return None
    out: Points = np.array(corners, np.float64)
    sides: Points = np.asarray(rough, np.float64)
    return out if float(np.abs(out - sides).max()) < 0.06 * around else sides


def _line(points: Points, start: Points, end: Points) -> tuple[Points, Points]:
    """A line through the points of a contour along one side: a point of it and its direction."""
    along = end - start
    length = float(np.linalg.norm(along))
    unit = along / max(length, 1e-6)
    off = points - start
    at, away = off @ unit, np.abs(off @ np.array([-unit[1], unit[0]]))
    own = points[(at > 0.06 * length) & (at < 0.94 * length) & (away < 0.05 * length)]
    if len(own) < 5:
        return start, unit
    # A dog-ear or a finger takes points off the side: the line of the most points counts.
    fit = cv2.fitLine(own.astype(np.float32), cv2.DIST_WELSCH, 0, 0.01, 0.01).ravel()
    return np.array([fit[2], fit[3]], np.float64), np.array([fit[0], fit[1]], np.float64)


def _meet(a: tuple[Points, Points], b: tuple[Points, Points]) -> Points | None:
    across = a[1][0] * b[1][1] - a[1][1] * b[1][0]
    if abs(across) < 0.2:
        return None
    off = b[0] - a[0]
    spot: Points = a[0] + a[1] * ((off[0] * b[1][1] - off[1] * b[1][0]) / across)
    return spot


def _seen(soft: NDArray[Any], corners: Points) -> float | None:
    """How well a sheet stands out, or None: at least three sides part bright paper from something else."""
    high, wide = soft.shape[:2]
    near = 0.012 * max(high, wide)
    middle = corners.mean(axis=0)
    apart = []
    for i in range(4):
        a, b = corners[i], corners[(i + 1) % 4]
        unit = (b - a) / max(float(np.linalg.norm(b - a)), 1e-6)
        normal = np.array([unit[1], -unit[0]])
        if float((a - middle) @ normal) < 0:
            normal = -normal
        line = a + (b - a) * np.linspace(0.08, 0.92, 24)[:, None]
        outside, inside = _colours(soft, line + normal * near), _colours(soft, line - normal * near)
        if len(outside) < 8:  # the side lies at the edge of the picture
            continue
        if float(np.median(inside.mean(axis=1))) + 12 < float(np.median(outside.mean(axis=1))):
            return None  # a dark thing on paper
        apart.append(float(np.abs(np.median(inside, axis=0) - np.median(outside, axis=0)).max()))
    if sum(value > _APART for value in apart) < min(3, max(2, len(apart))):
        return None
    return float(np.mean(apart)) * (0.6 + 0.1 * len(apart))


def _colours(soft: NDArray[Any], points: Points) -> NDArray[Any]:
    x, y = np.rint(points[:, 0]).astype(int), np.rint(points[:, 1]).astype(int)
    ok = (x >= 0) & (y >= 0) & (x < soft.shape[1]) & (y < soft.shape[0])
    found: NDArray[Any] = soft[y[ok], x[ok]].astype(np.float32)
    return found
