"""Paper: a page picture → grey text on even white paper, and where red seals stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan.engine import Gray, PixelBox
from ingest.scan.rings import find_rings, is_outlined
from ingest.scan.tone import find_tone

Colour = NDArray[Any]

#: How much redder than its paper a seal's ink is (0..255); printed black with JPEG's colour noise stays below.
_REDDER = 16
#: Sides of a seal in millimetres: a personal name seal 12, an official oval one up to 58.
_SMALLEST, _LARGEST = 11.0, 62.0
_MM = 25.4
#: Share of its box that no seal's ink covers, not even one of white characters.
_SOLID = 0.78
#: Share of ink on most of a page that only dithering makes; size of a speck in inches; specks a square inch of dust.
_SCREENED, _DOT, _DUSTY = 0.012, 0.009, 8
#: Share of the page that shade must cover to mislead; pixels of ink that show how a page lies: some short lines.
_SHADE, _ENOUGH = 0.05, 3000
#: Specks a square inch that only error diffusion makes.
_DOTTED = 120


@dataclass(slots=True)
class Sheet:
    """`gray` without seals and shadows, 255 is paper; `under` is where a seal was taken off; `seals` their boxes.

    `rings`: those of them without a colour of their own, whose ink is told from print in part at best. `dotted`: print
    and rules are made of dots, as faxes and coarse copies make them; parts of them may be lost. `tone`: 1 where the
    picture is shaded or coloured.
    """

    gray: Gray
    under: NDArray[Any]
    seals: list[PixelBox] = field(default_factory=list)
    dotted: bool = False
    rings: list[PixelBox] = field(default_factory=list)
    tone: NDArray[Any] = field(default_factory=lambda: np.zeros((0, 0), np.uint8))

    def moved(self, move: Callable[[NDArray[Any]], NDArray[Any]]) -> Sheet:
        """The sheet with its pixels moved; boxes of seals stay where they are on the picture as given."""
        under = move(self.under.astype(np.uint8)).astype(bool)
        return replace(self, gray=move(self.gray), under=under, tone=move(self.tone))


def clean(picture: Colour, dpi: float) -> Sheet:
    """`picture` is RGB, shape (height, width, 3)."""
    colour = picture.astype(np.int16)
    red, green, blue = colour[..., 0], colour[..., 1], colour[..., 2]
    luma = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    under = np.zeros(luma.shape, np.bool_)
    seals: list[PixelBox] = []
    for channel, tint in ((0, red - (green + blue) // 2), (2, blue - (red + green) // 2)):
        usual, bright = float(np.median(tint[::4, ::4])), max(1.0, float(np.median(luma[::4, ::4])))
        # Yellowed or tinted paper is no seal, and print on it has the less of its tint the darker it is.
        tint = tint - cv2.convertScaleAbs(luma, alpha=abs(usual) / bright).astype(np.int16) * (1 if usual > 0 else -1)
        if int((tint > _REDDER).sum()) <= (_SMALLEST / _MM * dpi) ** 2 * 0.05:
            continue
        found, its = _find_seals(tint, dpi)
        if channel == 2:  # blue ink writes, too
            found = [box for box in found if is_outlined(tint > _REDDER, box)]
            its &= _boxed(luma.shape, found)
        for x0, y0, x1, y1 in found:
            part = np.s_[y0:y1, x0:x1]
            luma[part] = _lift(luma[part], picture[..., channel][part], tint[part], its[part])
        seals, under = seals + found, under | its
    even = _even(luma)
    rings: list[PixelBox] = []
    for box, ring, pale in find_rings(even, dpi):
        if any(_overlap(box, other) for other in seals):
            continue
        part = np.s_[box[1] : box[3], box[0] : box[2]]
        under[part] |= ring
        even[part][ring & pale] = 255
        seals.append(box)
        rings.append(box)
    gray, dotted = _without_specks(even, dpi)
    return Sheet(gray, under, seals, dotted, rings, find_tone(picture, dpi))


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
        solid = float((redness[y : y + h, x : x + w] > _REDDER).mean())
        at_edge = min(x, y) < 2 or x + w > redness.shape[1] - 2 or y + h > redness.shape[0] - 2
        if filled < 0.04 or solid > (_SOLID / 2 if at_edge else _SOLID):
            continue  # a figure, or the desk under a photographed sheet
        seals.append((x, y, x + w, y + h))
        inside[y : y + h, x : x + w] = True
    near = cv2.dilate((redness > _REDDER // 2).astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    whole_ones = [box for box in seals if not any(box != other and _inside(box, other) for other in seals)]
    return sorted(whole_ones, key=lambda box: (box[1], box[0])), inside & near


def _inside(box: PixelBox, other: PixelBox) -> bool:
    """The star of a seal stands inside its ring."""
    return other[0] <= box[0] and other[1] <= box[1] and box[2] <= other[2] and box[3] <= other[3]


def _boxed(shape: tuple[int, ...], boxes: list[PixelBox]) -> NDArray[Any]:
    mask = np.zeros(shape, np.bool_)
    for x0, y0, x1, y1 in boxes:
        mask[y0:y1, x0:x1] = True
    return mask


def _overlap(a: PixelBox, b: PixelBox) -> bool:
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])


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


def _without_specks(gray: Gray, dpi: float) -> tuple[Gray, bool]:
    """Dithered grey smoothed, dust and toner specks taken off; other pages stay as they are. Whether it is dotted."""
    high, wide = gray.shape
    ink = (gray < 170).astype(np.uint8)
    tiles = cv2.resize(ink * 255, (max(1, wide // 64), max(1, high // 64)), interpolation=cv2.INTER_AREA)
    open_ = tiles[tiles < 255 * _SOLID]  # a bar or a picture laid over the page is no screen
    if open_.size and float(np.percentile(open_, 20)) > 255 * _SCREENED:  # even blank paper is dotted
        soft = cv2.GaussianBlur(gray, (0, 0), _DOT * dpi)
        paper, black = float(np.median(soft)), float(np.percentile(soft, 0.5))
        stretched = (soft.astype(np.float32) - black) * (255 / max(20.0, 0.92 * paper - black))
        return np.asarray(np.clip(stretched, 0, 255), np.uint8), True
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    most = (_DOT * dpi) ** 2
    small = stats[:, cv2.CC_STAT_AREA] <= most
    specks = int(small.sum()) / (high * wide / dpi**2)
    if specks < _DUSTY:
        return gray, False
    cleaned = gray.copy()
    cleaned[cv2.dilate(small[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255
    return cleaned, specks > _DOTTED


def ink_of(gray: Gray) -> Gray:
    """1 where there is ink: darker than the middle between this page's ink and paper."""
    level = ink_level(gray)
    return (gray < level).astype(np.uint8)


def print_of(sheet: Sheet) -> Gray:
    """The ink of every second pixel without what stands on shade: photographs and screens lie at any angle."""
    ink, bare = ink_of(sheet.gray[::2, ::2]), sheet.tone[::2, ::2] == 0
    plain = ink * bare if float(bare.mean()) < 1 - _SHADE else ink
    return plain if int(plain.sum()) > _ENOUGH else ink


def ink_level(gray: Gray) -> int:
    counts = np.bincount(gray[::2, ::2].ravel(), minlength=256)
    dark = np.cumsum(counts)
    if dark[180] < 50:
        return 128
    ink = int(np.searchsorted(dark, dark[180] * 0.25))  # typical darkness of what is printed
    return int(np.clip((ink + 245) // 2, 110, 205))
