"""Shown: a picture as a Word file shows it: the relationship that leads to its part, and its size on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.word.names import A, Element

_EMU = 12_700  # to the point
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0}
_SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)\s*(pt|in|cm|mm|px|pc)", re.IGNORECASE)
_FAR = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """`key` is the relationship id; `size` width and height in points, None where the file does not say."""

    key: str
    size: tuple[float, float] | None = None


def size_of(picture: Element) -> tuple[float, float] | None:
    """The size of an a:blip (its a:xfrm or the drawing's wp:extent) or of a VML picture (its shape's style)."""
    holder = picture.getparent()
    for _ in range(_FAR):
        if holder is None:
            return None
        extents = [*holder.iterfind(f"{{*}}spPr/{A}xfrm/{A}ext"), *holder.iterfind("{*}extent")]
        for extent in extents:
            sides = _number(extent.get("cx")), _number(extent.get("cy"))
            if min(sides) > 0:
                return sides[0] / _EMU, sides[1] / _EMU
        found = {name.lower(): float(n) * _POINTS[unit.lower()] for name, n, unit in _sides(holder.get("style") or "")}
        if len(found) == 2:
            return found["width"], found["height"]
        holder = holder.getparent()
    return None


def _sides(style: str) -> list[tuple[str, str, str]]:
    return [(name, n, unit) for name, n, unit in _SIDE.findall(style) if n.count(".") <= 1 and n != "."]


def _number(text: str | None) -> float:
    try:
        return float(text or "")
    except ValueError:
        return 0.0
