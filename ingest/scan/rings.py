"""Rings: round seals without red, such as a black-and-white copy or another ink leaves them."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.engine import Gray, PixelBox

#: Radii of official round seals in millimetres, and the density at which they are looked for.
_RADII, _DOTS, _MM = (14.0, 26.0), 60, 25.4
#: Share of the directions in which the rim must show, and of that share the most that may show just outside of it.
_DRAWN, _AROUND = 0.84, 0.45
#: Upon lines of text more shows on both sides, but no text draws a whole rim; where one looks outside of it (pixels).
_WHOLE, _TEXT, _OUTSIDE = 0.96, 0.72, 3.5
#: A disc is as dark inside of its edge as on it.
_FILLED = 0.9
#: By how much (0..255) a seal must be paler than print to be told from it pixel by pixel.
_PALER = 45


def is_outlined(inked: NDArray[Any], box: PixelBox) -> bool:
    """Whether ink runs along the edge of a box, or of the ellipse in it, all around: a seal's rim, not handwriting."""
    x0, y0, x1, y1 = box
    patch = inked[y0:y1, x0:x1]
    turn = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    across, down = np.cos(turn), np.sin(turn)
    square = 1 / np.maximum(np.abs(across), np.abs(down))
    for reach in (np.ones_like(turn), square):
        hit = np.zeros(len(turn), bool)
        for share in np.linspace(0.86, 0.995, 9):
            x = ((1 + across * reach * share) / 2 * (x1 - x0 - 1)).astype(int).clip(0, x1 - x0 - 1)
            y = ((1 + down * reach * share) / 2 * (y1 - y0 - 1)).astype(int).clip(0, y1 - y0 - 1)
            hit |= patch[y, x] > 0
        if hit.mean() > 0.66:
            return True
    return False


def find_rings(gray: Gray, dpi: float) -> list[tuple[PixelBox, NDArray[Any], bool]]:
    """Boxes of round seals, for each the pixels of its box that are its ink (bool), and whether it is paler than print.

    Of a pale seal it is all its ink and no print, of one as black as print its rim alone.
    """
    high, wide = gray.shape
    ratio = _DOTS / dpi
    thick = cv2.erode(gray, np.ones((3, 3), np.uint8))  # a thin rim must outlive the shrinking
    small = cv2.resize(thick, (max(8, round(wide * ratio)), max(8, round(high * ratio))), interpolation=cv2.INTER_AREA)
    out: list[tuple[PixelBox, NDArray[Any], bool]] = []
    for x, y, r in _likely((small < 190).astype(np.float32)):
        circle = _fitted(small < 190, x, y, r)
        if circle is None:
            continue
        cx, cy, radius = (value / ratio for value in circle)
        reach = 1.04 * radius
        left, top, right, low = int(cx - reach), int(cy - reach), int(cx + reach) + 1, int(cy + reach) + 1
        box = (max(0, left), max(0, top), min(wide, right), min(high, low))
        if not any(abs(box[0] - other[0]) < radius and abs(box[1] - other[1]) < radius for other, _, _ in out):
            out.append((box, *_not_print(gray, box, cx, cy, radius)))
    return out


def _likely(ink: NDArray[Any]) -> list[tuple[float, float, float]]:
    """Middles and radii of the circles that have most ink on them and least around them, coarsely."""
    coarse = cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    coarse = (coarse > 0.25).astype(np.float32)
    least, most = (mm / _MM * _DOTS / 2 for mm in _RADII)
    spots: list[tuple[float, float, float, float]] = []
    for r in np.arange(least, most + 1, 1.5):
        side = int(r) + 4
        ys, xs = np.mgrid[-side : side + 1, -side : side + 1]
        away = np.hypot(xs, ys)
        rim, around = (
            (np.abs(away - r) <= 0.9).astype(np.float32),
            ((away > r + 1.8) & (away <= r + 3.4)).astype(np.float32),
        )
        kernel = rim / rim.sum() - around / around.sum()
        votes = cv2.filter2D(coarse, cv2.CV_32F, kernel, borderType=cv2.BORDER_CONSTANT)
        for _ in range(3):
            _, best, _, (x, y) = cv2.minMaxLoc(votes)
            if best < 0.3:
                break
            spots.append((best, 2 * x + 0.5, 2 * y + 0.5, 2 * float(r)))
            cv2.circle(votes, (x, y), 6, 0.0, -1)
    return [(x, y, r) for _, x, y, r in sorted(spots, reverse=True)[:10]]


def _fitted(ink: NDArray[Any], x: float, y: float, r: float) -> tuple[float, float, float] | None:
    """The circle moved to where it is drawn best; None when no thin rim shows there."""
    best = (-1.0, 0.0, 0.0, x, y, r)
    for dx in (-2, -1, 0, 1, 2):
        for dy in (-2, -1, 0, 1, 2):
            for dr in np.arange(-2, 2.5, 0.5):
                share = _drawn(ink, x + dx, y + dy, r + dr)
                around = _drawn(ink, x + dx, y + dy, r + dr + _OUTSIDE)
                best = max(best, (share - around / 2, share, around, x + dx, y + dy, r + float(dr)))
    _, share, around, x, y, r = best
    within = _drawn(ink, x, y, r - 2 * _OUTSIDE)
    if share >= _WHOLE and around <= _TEXT * share and within <= _TEXT:
        return x, y, r
    return (x, y, r) if share >= _DRAWN and around <= _AROUND * share and within < _FILLED * share else None


def _drawn(ink: NDArray[Any], x: float, y: float, r: float) -> float:
    turn = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    xs, ys = np.rint(x + r * np.cos(turn)).astype(int), np.rint(y + r * np.sin(turn)).astype(int)
    ok = (xs >= 0) & (ys >= 0) & (xs < ink.shape[1]) & (ys < ink.shape[0])
    return float(ink[ys[ok], xs[ok]].sum()) / len(turn)


def _not_print(gray: Gray, box: PixelBox, cx: float, cy: float, radius: float) -> tuple[NDArray[Any], bool]:
    """The ink of a seal, and whether it is paler than print (`find_rings`)."""
    x0, y0, x1, y1 = box
    patch = gray[y0:y1, x0:x1]
    ys, xs = np.mgrid[y0:y1, x0:x1]
    away = np.hypot(xs - cx, ys - cy)
    rim = (np.abs(away - radius) < 0.06 * radius) & (patch < 215)
    level = float(np.median(patch[rim])) if rim.any() else 255.0
    dark = gray[::4, ::4]
    print_level = float(np.percentile(dark[dark < 150], 25)) if (dark < 150).any() else 0.0
    if level - print_level > _PALER:
        return np.asarray((away < 1.03 * radius) & (patch > (level + print_level) / 2) & (patch < 250)), True
    return np.asarray(rim), False
