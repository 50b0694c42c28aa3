"""Scans made from print: page pictures worn as real scanners, stamps and copiers wear them, and PDFs of such pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from ingest.pdf.shapes import Matrix, compose

FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"
#: Inks of seals: bright, pale, dark, orange-ish, violet-ish, as offices' ink pads and copiers make them.
REDS = {
    "bright": (226, 30, 38), "pale": (238, 140, 140), "dark": (150, 22, 30), "orange": (226, 84, 40),
    "violet": (176, 36, 104), "pink": (232, 92, 128),
}  # fmt: skip


@dataclass(frozen=True)
class Seal:
    """A seal of one ink with its middle at (x, y), shares of the page; `size` in millimetres."""

    ink: str
    x: float
    y: float
    size: float = 40
    square: bool = False


@dataclass(frozen=True)
class Wear:
    """What happened to a page: see the field names; angles in degrees counter-clockwise, `turn` in right angles."""

    dpi: int = 200
    angle: float = 0.0
    turn: int = 0
    blur: float = 0.5
    noise: float = 6.0
    jpeg: int = 80
    paper: int = 250
    shade: float = 0.0
    holes: bool = False
    bilevel: bool = False
    shift: tuple[float, float] = (0.0, 0.0)
    seals: tuple[Seal, ...] = field(default_factory=tuple)


def print_page(pdf: Path, index: int, dpi: int) -> Image.Image:
    """A page of a PDF as a clean picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[index].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()


def wear(page: Image.Image, how: Wear, seed: int = 1) -> tuple[Image.Image, Matrix]:
    """The worn picture, and the matrix that carries points of the printed page to points of the scan."""
    rng = np.random.default_rng(seed)
    for seal in how.seals:
        page = _stamp(page, seal, how.dpi, rng)
    wide, high = page.size
    dx, dy = (s / 25.4 * how.dpi for s in how.shift)
    page = page.rotate(how.angle, Image.Resampling.BICUBIC, fillcolor="white", translate=(round(dx), round(dy)))
    k = 72 / how.dpi
    t = math.radians(how.angle)
    cx, cy = wide / 2 * k, high / 2 * k
    cos, sin = math.cos(t), math.sin(t)
    matrix: Matrix = (
        cos, -sin, sin, cos, cx - cx * cos - cy * sin + round(dx) * k, cy + cx * sin - cy * cos + round(dy) * k
    )  # fmt: skip
    if how.holes:
        draw = ImageDraw.Draw(page)
        for share in (0.36, 0.64):
            draw.ellipse(_round(0.03 * wide, share * high, 3 / 25.4 * how.dpi), fill=(60, 55, 50))
    if how.blur:
        page = page.filter(ImageFilter.GaussianBlur(how.blur * how.dpi / 200))
    for _ in range(how.turn % 4):
        page, matrix = page.transpose(Image.Transpose.ROTATE_90), compose(matrix, (0, -1, 1, 0, 0, page.width * k))
    pixels = np.asarray(page, np.float32) * (how.paper / 255)
    if how.shade:
        ramp = np.linspace(1, 1 - how.shade, pixels.shape[1], dtype=np.float32)[None, :, None]
        ramp = ramp * np.linspace(1 - how.shade / 2, 1, pixels.shape[0], dtype=np.float32)[:, None, None]
        pixels = pixels * ramp
    pixels += rng.normal(0, how.noise, pixels.shape[:2]).astype(np.float32)[:, :, None]
    page = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    if how.bilevel:
        return page.convert("L").point(lambda v: 255 if v > 150 else 0).convert("1"), matrix
    data = BytesIO()
    page.save(data, "JPEG", quality=how.jpeg)
    return Image.open(BytesIO(data.getvalue())), matrix


def _round(x: float, y: float, r: float) -> tuple[float, float, float, float]:
    return (x - r, y - r, x + r, y + r)


def _stamp(page: Image.Image, seal: Seal, dpi: int, rng: np.random.Generator) -> Image.Image:
    """Multiplies a seal into the page; its ink has holes and edges are uneven."""
    side = round(seal.size / 25.4 * dpi)
    mask = Image.new("L", (side, side), 0)
    draw, pen = ImageDraw.Draw(mask), max(2, side // 32)
    font = ImageFont.truetype(FONT, side // (3 if seal.square else 9), index=2)
    if seal.square:
        draw.rectangle((2, 2, side - 3, side - 3), outline=255, width=pen * 2)
        for i, char in enumerate("王建国印"):
            draw.text((side * (0.3 if i > 1 else 0.7), side * (0.3 if i % 2 == 0 else 0.7)), char, 255, font, "mm")
    else:
        draw.ellipse((2, 2, side - 3, side - 3), outline=255, width=pen * 2)
        star = [(0.5 + r * math.sin(a), 0.5 - r * math.cos(a)) for i in range(10)
                for a, r in [(i * math.pi / 5, 0.16 if i % 2 == 0 else 0.062)]]  # fmt: skip
        draw.polygon([(x * side, y * side) for x, y in star], fill=255)
        words = "甘肃陇原智能装备制造有限公司"
        for i, char in enumerate(words):
            angle = -130 + 260 * i / (len(words) - 1)
            tile = Image.new("L", (side // 6, side // 6), 0)
            ImageDraw.Draw(tile).text((side // 12, side // 12), char, 255, font, "mm")
            tile = tile.rotate(-angle, Image.Resampling.BICUBIC)
            t = math.radians(angle)
            spot = (
                round(side * (0.5 + 0.385 * math.sin(t)) - side / 12),
                round(side * (0.5 - 0.385 * math.cos(t)) - side / 12),
            )
            mask.paste(255, spot, tile)
    worn = np.asarray(mask, np.float32) / 255
    holes = Image.fromarray(rng.integers(0, 255, (side // 4 + 1, side // 4 + 1), np.uint8)).resize(mask.size)
    worn = worn * np.where(np.asarray(holes) > 60, 0.92, 0.55)
    ink: NDArray[np.float32] = 255 - worn[:, :, None] * (255 - np.array(REDS[seal.ink], np.float32))
    layer = Image.new("RGB", page.size, "white")
    layer.paste(
        Image.fromarray(ink.astype(np.uint8)),
        (round(seal.x * page.width - side / 2), round(seal.y * page.height - side / 2)),
    )
    return ImageChops.multiply(page, layer)


def write_scan(path: Path, pictures: Sequence[Image.Image], dpi: int) -> Path:
    """A PDF of page pictures alone."""
    first, *rest = [p if p.mode in ("1", "RGB") else p.convert("RGB") for p in pictures]
    first.save(path, "PDF", save_all=True, append_images=rest, resolution=dpi, quality=85)
    return path
