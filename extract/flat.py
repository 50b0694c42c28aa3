"""Prose without the breaks and blanks of print: `flatten(text)`, and the way back to the passage."""

from __future__ import annotations

import re
from dataclasses import dataclass

from model.text import half_width

_BLANK = re.compile(r"[ \t\r\n\u200b\u200c\u200d\u2060\ufeff]+")
_ENUMERATION = re.compile(r"(?:\(?\d{1,2}[)）.、](?!\d)|[(（]?[一二三四五六七八九十]{1,3}[)）、.]|[①-⑳●■◆•·-])")


@dataclass(frozen=True, slots=True)
class Flat:
    """`text` to read; `origin[i]` is the place of its i-th character in the passage (one more entry for the end)."""

    text: str
    origin: tuple[int, ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the flat text stands in the passage."""
        return self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start]


def flatten(text: str) -> Flat:
    """Blanks inside words and numbers go; a line's end stays where a sentence or an item of a list ends."""
    folded = half_width(text)
    kept: list[str] = []
    origin: list[int] = []
    at = 0
    for match in _BLANK.finditer(folded):
        kept.append(folded[at : match.start()])
        origin += range(at, match.start())
        if mark := _kept_blank(folded, match):
            kept.append(mark)
            origin.append(match.start())
        at = match.end()
    kept.append(folded[at:])
    origin += range(at, len(folded) + 1)
    return Flat("".join(kept), tuple(origin))


def _kept_blank(folded: str, match: re.Match[str]) -> str:
    """What stands for a stretch of blanks: nothing, a blank between numbers or words, or the end of a line."""
    before, after = folded[match.start() - 1 : match.start()], folded[match.end() : match.end() + 1]
    if not before or not after:
        return ""
    if "\n" in match[0]:
        if _ENUMERATION.match(folded, match.end()) or before in "。;;!?！？:：":
            return "\n"
        if before in "%℃)）" and after not in "，,。;；、.的以左至~-～—":
            return "\n"
        if before.isdigit() and after.isdigit():
            line = folded[max(0, match.start() - 6) : match.start()]
            return "" if re.search(r"[\u4e00-\u9fff,.]\s*[\d,.]+$", line) else "\n"
        return " " if before.isascii() and after.isascii() and before.isalpha() and after.isalpha() else ""
    if before.isdigit() and after.isdigit():
        lone = (
            not folded[match.start() - 2 : match.start() - 1].isdigit()
            or folded[match.end() + 1 : match.end() + 2] == " "
        )
        spaced = lone and not folded[match.end() + 1 : match.end() + 2].isdigit()
        thousands = re.match(r"\d{3}(?!\d)", folded[match.end() : match.end() + 4]) and re.search(
            r"(?<!\d)\d{1,3}$", folded[max(0, match.start() - 4) : match.start()]
        )
        return "" if spaced or thousands else " "
    if before.isascii() and after.isascii() and before.isalpha() and after.isalnum():
        return " " if after.isalpha() else ""
    return ""
