"""Figures as they stand in declaration books: photographs, boxes and arrows, charts, screenshots; drawn from a seed."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SANS = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
WORDS = (
    "数据采集", "边缘网关", "生产执行系统", "仓储管理", "设备联网", "质量追溯", "能耗监测", "智能排产", "协同设计", "数字孪生",
    "供应链", "客户需求", "工艺仿真", "视觉检测", "AGV调度", "PLC", "MES", "ERP", "WMS", "工业互联网平台", "感知层", "网络层",
    "平台层", "应用层", "机器人工作站", "总线", "数据中台", "安全生产", "在线监测", "运维服务",
)  # fmt: skip
MONTHS = tuple(f"{n}月" for n in range(1, 13))
Rng = np.random.Generator


def draw(kind: str, wide: int, high: int, dpi: int, seed: int) -> Image.Image:
    """A figure of the kind, about as large as said, seen on white paper."""
    rng = np.random.default_rng(seed)
    return _DRAWN[kind](wide, high, dpi, rng)


def _font(rng: Rng, dpi: int, least: float = 7, most: float = 11) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(SANS, round(rng.uniform(least, most) / 72 * dpi))


def _word(rng: Rng) -> str:
    return WORDS[int(rng.integers(len(WORDS)))]


def _colour(rng: Rng, pale: bool) -> tuple[int, int, int]:
    low, top = (195, 245) if pale else (40, 190)
    r, g, b = (int(v) for v in rng.integers(low, top, 3))
    return r, g, b


def photo(wide: int, high: int, dpi: int, rng: Rng) -> Image.Image:
    """Soft light, things in it, and words on machines and banners."""
    coarse = rng.uniform(30, 230, (6, 8, 3)).astype(np.uint8)
    image = Image.fromarray(coarse).resize((wide, high), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    for _ in range(int(rng.integers(3, 9))):
        x, y = rng.uniform(0, wide), rng.uniform(0, high)
        w, h = rng.uniform(0.05, 0.3) * wide, rng.uniform(0.05, 0.4) * high
        pen.rectangle((x, y, x + w, y + h), fill=_colour(rng, False), outline=_colour(rng, False))
    for _ in range(int(rng.integers(1, 4))):
        font = _font(rng, dpi, 10, 20)
        x, y = rng.uniform(0.05, 0.6) * wide, rng.uniform(0.05, 0.85) * high
        dark = rng.random() < 0.5
        words = f"{_word(rng)}{int(rng.integers(1, 9))}号线"
        box = pen.textbbox((x, y), words, font)
        pen.rectangle((box[0] - 6, box[1] - 4, box[2] + 6, box[3] + 4), fill=(30, 60, 140) if dark else (240, 240, 235))
        pen.text((x, y), words, "white" if dark else "black", font)
    grain = np.asarray(image, np.float32) + rng.normal(0, 9, (high, wide, 1))
    return Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.6))


def _box(pen: ImageDraw.ImageDraw, box: tuple[float, ...], rng: Rng, style: int, fill: tuple[int, int, int] | None,
         words: str, font: ImageFont.FreeTypeFont) -> None:  # fmt: skip
    x0, y0, x1, y1 = box
    line = (0, 0, 0) if rng.random() < 0.7 else (40, 80, 160)
    if style == 0:
        pen.rectangle(box, fill=fill, outline=line, width=2)
    elif style == 1:
        pen.rounded_rectangle(box, radius=(y1 - y0) / 4, fill=fill, outline=line, width=2)
    elif style == 2:
        pen.ellipse(box, fill=fill, outline=line, width=2)
    else:
        pen.polygon([((x0 + x1) / 2, y0), (x1, (y0 + y1) / 2), ((x0 + x1) / 2, y1), (x0, (y0 + y1) / 2)], fill=fill,
                    outline=line, width=2)  # fmt: skip
    pen.text(((x0 + x1) / 2, (y0 + y1) / 2), words, "black", font, "mm")


def _arrow(pen: ImageDraw.ImageDraw, x0: float, y0: float, x1: float, y1: float) -> None:
    pen.line((x0, y0, x1, y1), fill="black", width=2)
    angle = math.atan2(y1 - y0, x1 - x0)
    for turn in (2.7, -2.7):
        pen.line((x1, y1, x1 + 12 * math.cos(angle + turn), y1 + 12 * math.sin(angle + turn)), fill="black", width=2)


def flow(wide: int, high: int, dpi: int, rng: Rng) -> Image.Image:
    """Boxes in rows joined by arrows, plain or filled."""
    image = Image.new("RGB", (wide, high), "white")
    pen, font = ImageDraw.Draw(image), _font(rng, dpi, 7, 10)
    cols, rows = int(rng.integers(3, 6)), int(rng.integers(2, 4))
    style, fill = int(rng.integers(4)), _colour(rng, True) if rng.random() < 0.4 else None
    spots = {}
    for row in range(rows):
        for col in range(cols):
            x, y = (col + 0.5) * wide / cols, (row + 0.5) * high / rows
            words = _word(rng)
            w = min(0.42 * wide / cols, 0.62 * font.getlength(words) + (12 if style < 2 else 26))
            h = min(0.3 * high / rows, font.size * (1.0 if style < 2 else 1.6))
            spots[row, col] = (x - w, y - h, x + w, y + h)
            _box(pen, spots[row, col], rng, style, fill, words, font)
    for (row, col), (_, _, x1, y1) in spots.items():
        if (row, col + 1) in spots and rng.random() < 0.8:
            other = spots[row, col + 1]
            _arrow(pen, x1, (other[1] + other[3]) / 2, other[0] - 1, (other[1] + other[3]) / 2)
        if (row + 1, col) in spots and rng.random() < 0.6:
            other = spots[row + 1, col]
            x = (other[0] + other[2]) / 2
            _arrow(pen, x, y1, x, other[1] - 1)
    return image


def layers(wide: int, high: int, dpi: int, rng: Rng) -> Image.Image:
    """An architecture: layers one above the other, each with a name and boxes of its own."""
    image = Image.new("RGB", (wide, high), "white")
    pen, font = ImageDraw.Draw(image), _font(rng, dpi, 7, 10)
    count = max(2, min(int(rng.integers(3, 5)), round(high / (3.2 * font.size))))
    tight, filled = rng.random() < 0.3, rng.random() < 0.5
    gap = 0 if tight else 0.05 * high / count
    for number in range(count):
        top, low = number * high / count + gap + 2, (number + 1) * high / count - gap - 2
        fill = _colour(rng, True) if filled else None
        pen.rectangle((2, top, wide - 3, low), fill=fill, outline="black", width=2)
        pen.text((0.08 * wide, (top + low) / 2), WORDS[20 + number], "black", font, "mm")
        boxes = int(rng.integers(3, 6))
        for i in range(boxes):
            x0 = 0.17 * wide + i * 0.82 * wide / boxes
            inner = (x0, top + 0.2 * (low - top), x0 + 0.7 * wide / boxes, low - 0.2 * (low - top))
            _box(pen, inner, rng, int(rng.integers(2)), (255, 255, 255), _word(rng)[:5], font)
    return image


def _axes(pen: ImageDraw.ImageDraw, wide: int, high: int, font: ImageFont.FreeTypeFont, rng: Rng, marks: int
          ) -> tuple[float, float, float, float]:  # fmt: skip
    x0, y0, x1, y1 = 0.1 * wide, 0.1 * high, 0.97 * wide, 0.86 * high
    pen.line((x0, y0, x0, y1), fill="black", width=2)
    pen.line((x0, y1, x1, y1), fill="black", width=2)
    steps, unit = int(rng.integers(4, 7)), int(rng.choice([5, 20, 100, 1000]))
    grid = rng.random() < 0.5
    for i in range(steps + 1):
        y = y1 - i * (y1 - y0) / steps
        pen.text((x0 - 6, y), f"{i * unit}{'%' if unit == 20 else ''}", "black", font, "rm")
        if grid:
            pen.line((x0, y, x1, y), fill=(200, 200, 200), width=1)
    for i in range(marks):
        x = x0 + (i + 0.5) * (x1 - x0) / marks
        pen.text((x, y1 + 5), MONTHS[i] if marks > 6 else f"{2019 + i}年", "black", font, "mt")
    return x0, y0, x1, y1


def bars(wide: int, high: int, dpi: int, rng: Rng) -> Image.Image:
    """A bar chart with values over its bars."""
    image = Image.new("RGB", (wide, high), "white")
    pen, font = ImageDraw.Draw(image), _font(rng, dpi, 6.5, 9)
    marks = int(rng.integers(3, 9))
    x0, y0, x1, y1 = _axes(pen, wide, high, font, rng, marks)
    colour = _colour(rng, False)
    hollow = rng.random() < 0.25
    for i in range(marks):
        left, tall = x0 + (i + 0.25) * (x1 - x0) / marks, rng.uniform(0.2, 0.9) * (y1 - y0)
        box = (left, y1 - tall, left + 0.5 * (x1 - x0) / marks, y1)
        pen.rectangle(box, fill=None if hollow else colour, outline="black")
        pen.text(((box[0] + box[2]) / 2, box[1] - 3), f"{rng.uniform(1, 99):.1f}", "black", font, "mb")
    pen.text((wide / 2, 2), f"{_word(rng)}变化（万元）", "black", font, "mt")
    return image


def lines(wide: int, high: int, dpi: int, rng: Rng) -> Image.Image:
    """A line chart with a legend."""
    image = Image.new("RGB", (wide, high), "white")
    pen, font = ImageDraw.Draw(image), _font(rng, dpi, 6.5, 9)
    marks = int(rng.integers(4, 12))
    x0, y0, x1, y1 = _axes(pen, wide, high, font, rng, marks)
    for number in range(int(rng.integers(1, 4))):
        colour = _colour(rng, False)
        spots = [(x0 + (i + 0.5) * (x1 - x0) / marks, y1 - rng.uniform(0.1, 0.9) * (y1 - y0)) for i in range(marks)]
        pen.line(spots, fill=colour, width=3)
        for x, y in spots:
            pen.ellipse((x - 4, y - 4, x + 4, y + 4), fill=colour)
        left = x0 + 20 + number * 0.28 * (x1 - x0)
        pen.line((left, 0.06 * high, left + 30, 0.06 * high), fill=colour, width=3)
        pen.text((left + 38, 0.06 * high), _word(rng)[:6], "black", font, "lm")
    return image


def screenshot(wide: int, high: int, dpi: int, rng: Rng) -> Image.Image:
    """A window of a system: title bar, menu, tiles of figures, sometimes a table."""
    dark = rng.random() < 0.3
    ground, ink = ((22, 34, 60), (225, 235, 250)) if dark else ((238, 241, 245), (40, 40, 40))
    image = Image.new("RGB", (wide, high), ground)
    pen, font = ImageDraw.Draw(image), _font(rng, dpi, 6, 8.5)
    bar = font.size * 2
    pen.rectangle((0, 0, wide, bar), fill=_colour(rng, False))
    pen.text((12, bar / 2), f"{_word(rng)}管理系统", "white", font, "lm")
    pen.rectangle((0, bar, 0.16 * wide, high), fill=(45, 58, 75))
    for i in range(int((high - bar) / (font.size * 2))):
        pen.text((10, bar + (i + 0.8) * font.size * 2), _word(rng)[:4], (200, 210, 220), font, "lm")
    left, top = 0.19 * wide, bar + font.size
    if rng.random() < 0.5:
        rows, cols = max(3, int((high - top - 10) / (1.9 * font.size))), int(rng.integers(3, 6))
        for r in range(rows):
            for c in range(cols):
                x0, y0 = left + c * 0.78 * wide / cols, top + r * 1.8 * font.size
                x1, y1 = x0 + 0.78 * wide / cols, y0 + 1.8 * font.size
                if y1 > high - 4:
                    continue
                fill = (210, 222, 238) if r == 0 else (255, 255, 255)
                pen.rectangle((x0, y0, x1, y1), fill=None if dark else fill, outline=(150, 160, 170))
                words = _word(rng)[:5] if c == 0 or r == 0 else f"{rng.uniform(0, 999):.1f}"
                pen.text(((x0 + x1) / 2, (y0 + y1) / 2), words, ink, font, "mm")
        return image
    for i in range(3):
        for j in range(2):
            x0, y0 = left + i * 0.26 * wide, top + j * (high - top) / 2
            x1, y1 = x0 + 0.24 * wide, y0 + 0.42 * (high - top)
            pen.rectangle((x0, y0, x1, y1), fill=None if dark else (255, 255, 255), outline=(150, 160, 170))
            pen.text((x0 + 8, y0 + 6), _word(rng)[:6], ink, font, "lt")
            pen.text(
                ((x0 + x1) / 2, (y0 + y1) / 2 + 8), f"{rng.uniform(0, 999):.1f}", ink, _font(rng, dpi, 9, 12), "mm"
            )
    return image


_DRAWN = {"photo": photo, "flow": flow, "layers": layers, "bars": bars, "lines": lines, "screenshot": screenshot}
KINDS = tuple(_DRAWN)
