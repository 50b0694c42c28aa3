"""Styles: what a paragraph or run inherits from styles.xml: outline level, numbering, hidden text, ground."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.word.names import Element, W, number, on, value
from ingest.word.traces import is_shaded, pale_color

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_BODY_TEXT = 9  # w:outlineLvl 9 means: no outline level (ECMA-376 §17.3.1.20)


@dataclass(frozen=True, slots=True)
class Style:
    """Own properties of one style; None where it says nothing and its parent decides."""

    name: str
    based_on: str | None
    level: int | None
    num_id: str | None
    num_level: int | None
    hidden: bool
    shaded: bool = False
    pale: bool | None = None


class Styles:
    """Looks properties up along the basedOn chain."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        for style in root.iterfind(W + "style") if root is not None else ():
            key = style.get(W + "styleId") or ""
            self._styles[key] = _read_style(style)
            if style.get(W + "type") == "paragraph" and (style.get(W + "default") or "0") in ("1", "true", "on"):
                self.default = key

    def _chain(self, key: str | None) -> list[Style]:
        chain: list[Style] = []
        while key in self._styles and len(chain) < 20:  # a basedOn circle must end
            chain.append(self._styles[key])
            key = chain[-1].based_on
        return chain

    def outline_level(self, key: str | None) -> int:
        """1..9, or 0 for body text."""
        return next((style.level for style in self._chain(key) if style.level is not None), 0)

    def numbering(self, key: str | None) -> tuple[str | None, int | None]:
        """(numId, ilvl) that the style gives its paragraphs."""
        chain = self._chain(key)
        num_id = next((style.num_id for style in chain if style.num_id is not None), None)
        return num_id, next((style.num_level for style in chain if style.num_level is not None), None)

    def hidden(self, key: str | None) -> bool:
        return any(style.hidden for style in self._chain(key))

    def shaded(self, key: str | None) -> bool:
        """Whether paragraphs or runs of this style stand on a coloured ground."""
        return any(style.shaded for style in self._chain(key))

    def pale(self, keys: Sequence[str]) -> bool:
        """Whether the letters are white under these styles, the first that tells a colour deciding."""
        told = (style.pale for key in keys for style in self._chain(key))
        return next((pale for pale in told if pale is not None), False)


def outline_level(properties: Element | None) -> int | None:
    """Level written on a paragraph or style itself, None where it says nothing."""
    text = value(properties, "outlineLvl")
    if text is None:
        return None
    level = number(text, _BODY_TEXT)
    return level + 1 if 0 <= level < _BODY_TEXT else 0


def _read_style(style: Element) -> Style:
    name = value(style, "name") or ""
    paragraph = style.find(W + "pPr")
    level = outline_level(paragraph)
    heading = _HEADING.match(name.strip())
    if level is None and heading:
        level = int(heading[1])
    ilvl = value(paragraph, "numPr/ilvl")
    return Style(
        name=name,
        based_on=value(style, "basedOn"),
        level=level,
        num_id=value(paragraph, "numPr/numId"),
        num_level=number(ilvl) if ilvl is not None else None,
        hidden=on(style.find(W + "rPr"), "vanish"),
        shaded=is_shaded(paragraph) or is_shaded(style.find(W + "rPr")),
        pale=pale_color(style.find(W + "rPr")),
    )
