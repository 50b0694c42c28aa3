"""Paper: a page picture → grey text on even white paper, and where red seals stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.engine import Gray, PixelBox

Colour = NDArray[Any]

#: How much redder than its paper a seal's ink is (0..255); printed black with JPEG's colour noise stays below.
_REDDER = 16
#: Sides of a seal in millimetres: a personal name seal 12, an official oval one up to 58.
_SMALLEST, _LARGEST = 11.0, 62.0
_MM = 25.4


@dataclass(slots=True)
class Sheet:
    """`gray` without seals and shadows, 255 is paper; `under` is where a seal was taken off; `seals` their boxes."""

    gray: Gray
    under: NDArray[Any]
    seals: list[PixelBox] = field(default_factory=list)


def clean(picture: Colour, dpi: float) -> Sheet:
    """`picture` is RGB, shape (height, width, 3)."""
    colour = picture.astype(np.int16)
    red, green, blue = colour[..., 0], colour[..., 1], colour[..., 2]
    luma = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    redness = (red - (green + blue) // 2).astype(np.int16)
    redness -= int(np.median(redness[::4, ::4]))  # yellowed or tinted paper is no seal
    under = np.zeros(luma.shape, np.bool_)
    seals: list[PixelBox] = []
    if int((redness > _REDDER).sum()) > (_SMALLEST / _MM * dpi) ** 2 * 0.05:
        seals, under = _find_seals(redness, dpi)
    for x0, y0, x1, y1 in seals:
        part = np.s_[y0:y1, x0:x1]
        luma[part] = _lift(luma[part], picture[..., 0][part], redness[part], under[part])
    return Sheet(_even(luma), under, seals)


def _find_seals(redness: NDArray[Any], dpi: float) -> tuple[list[PixelBox], NDArray[Any]]:
    """Red things of the size and shape of a seal; red words, rules and ticks are left as ink."""
    inked = cv2.medianBlur((redness > _REDDER).astype(np.uint8), 3)
    reach = max(3, round(2.2 / _MM * dpi)) | 1
    whole = cv2.morphologyEx(inked, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    inside = np.zeros(redness.shape, np.bool_)
    seals: list[PixelBox] = []
    for i, (x, y, w, h, _) in enumerate(stats.tolist()):
        if i == 0 or not all(_SMALLEST <= side / dpi * _MM <= _LARGEST for side in (w, h)) or not 0.4 <= w / h <= 2.5:
            continue
        own = labels[y : y + h, x : x + w] == i
        filled = float((inked[y : y + h, x : x + w].astype(bool) & own).mean())
        if filled < 0.04:
            continue
        seals.append((x, y, x + w, y + h))
        inside[y : y + h, x : x + w] = True
    near = cv2.dilate((redness > _REDDER // 2).astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    whole_ones = [box for box in seals if not any(box != other and _inside(box, other) for other in seals)]
    return sorted(whole_ones, key=lambda box: (box[1], box[0])), inside & near


def _inside(box: PixelBox, other: PixelBox) -> bool:
    """The star of a seal stands inside its ring."""
    return other[0] <= box[0] and other[1] <= box[1] and box[2] <= other[2] and box[3] <= other[3]


def _lift(luma: Gray, red: Gray, redness: NDArray[Any], under: NDArray[Any]) -> Gray:
    """Takes the ink of one seal off: in the red channel it is nearly as bright as paper, print is not."""
    strong = under & (redness > 2 * _REDDER)
    level = float(np.median(red[strong])) if strong.any() else 220.0
    black = 45.0
    bright = np.clip((red.astype(np.float32) - black) / max(20.0, 0.82 * level - black), 0, 1)
    paper = float(np.percentile(luma, 80))
    lifted = luma.copy()
    lifted[under] = np.maximum(luma, (bright * paper).astype(np.uint8))[under]
    return lifted


def _even(luma: Gray) -> Gray:
    """Divides by the brightness of the paper, so that shadows and grey paper become white."""
    high, wide = luma.shape
    small = cv2.resize(luma, (max(8, wide // 8), max(8, high // 8)), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    paper = cv2.resize(paper, (wide, high), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(luma, np.maximum(paper, 60), scale=250), np.uint8)


def ink_of(gray: Gray) -> Gray:
    """1 where there is ink: darker than the middle between this page's ink and paper."""
    level = _ink_level(gray)
    return (gray < level).astype(np.uint8)


def _ink_level(gray: Gray) -> int:
    counts = np.bincount(gray[::2, ::2].ravel(), minlength=256)
    dark = np.cumsum(counts)
    if dark[180] < 50:
        return 128
    ink = int(np.searchsorted(dark, dark[180] * 0.25))  # typical darkness of what is printed
    return int(np.clip((ink + 245) // 2, 110, 205))
