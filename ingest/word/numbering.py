"""Numbering: the printed numbers (“一、”, “（二）”, “3.1”) that Word computes and does not store in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ingest.symbols import TICKED, UNTICKED, read_symbols
from ingest.word.names import Element, W, number, on, value

_HAN = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_TIANGAN, _DIZHI = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def to_chinese(n: int, digits: str = _HAN, units: str = "十百千") -> str:
    """12 → 十二, 101 → 一百零一; up to 9,999, beyond that plain digits."""
    if not 0 < n < 10_000:
        return digits[0] if n == 0 else str(n)
    out, gap = "", False
    for power in (3, 2, 1, 0):
        digit = n // 10**power % 10
        if digit == 0:
            gap = bool(out)
            continue
        out += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return out[1:] if 10 <= n < 20 and digits == _HAN else out


def to_roman(n: int) -> str:
    out = ""
    for size, letters in _ROMAN:
        while n >= size and len(out) < 40:
            out, n = out + letters, n - size
    return out


def _letters(n: int) -> str:
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1) if 0 < n < 1000 else str(n)


def _circled(n: int) -> str:
    return chr(0x2460 + n - 1) if 1 <= n <= 20 else str(n)


#: w:numFmt (ECMA-376 §17.18.59) → the number as printed; formats not listed print decimal.
FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02d}",
    "upperRoman": lambda n: to_roman(n).upper(),
    "lowerRoman": to_roman,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "chineseCounting": to_chinese,
    "chineseCountingThousand": to_chinese,
    "taiwaneseCounting": to_chinese,
    "taiwaneseCountingThousand": to_chinese,
    "japaneseCounting": to_chinese,
    "ideographDigital": lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in str(n)),
    "chineseLegalSimplified": lambda n: to_chinese(n, _LEGAL, "拾佰仟"),
    "ideographTraditional": lambda n: _TIANGAN[(n - 1) % 10],
    "ideographZodiac": lambda n: _DIZHI[(n - 1) % 12],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": lambda n: "".join(chr(ord("０") + int(d)) for d in str(n)),
    "none": lambda n: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` like “（%1）”, `kind` a w:numFmt."""

    kind: str
    text: str
    start: int
    legal: bool
    font: str
    style: str | None


class Numbering:
    """Counts the lists of one document; ask it once for each numbered paragraph, in reading order."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, dict[int, Level]] = {}
        self._nums: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: Element) -> None:
        styled, links = {}, {}
        for abstract in root.iterfind(W + "abstractNum"):
            key = abstract.get(W + "abstractNumId") or ""
            self._lists[key] = {number(lvl.get(W + "ilvl")): _read_level(lvl) for lvl in abstract.iterfind(W + "lvl")}
            if link := value(abstract, "styleLink"):
                styled[link] = key
            if link := value(abstract, "numStyleLink"):
                links[key] = link
        for num in root.iterfind(W + "num"):
            key, abstract_id = num.get(W + "numId") or "", value(num, "abstractNumId") or ""
            abstract_id = styled.get(links.get(abstract_id, ""), abstract_id)
            for override in num.iterfind(W + "lvlOverride"):
                level = number(override.get(W + "ilvl"))
                start = value(override, "startOverride")
                if start is not None:
                    self._starts.setdefault(key, {})[level] = number(start, 1)
                own = override.find(W + "lvl")
                if own is not None:  # a list of its own from here on
                    self._lists[f"{abstract_id}#{key}"] = {**self._lists.get(abstract_id, {}), level: _read_level(own)}
                    abstract_id = f"{abstract_id}#{key}"
            self._nums[key] = abstract_id

    def level_of_style(self, num_id: str, style: str | None) -> int:
        """The level that a list keeps for paragraphs of this style; 0 when none."""
        levels = self._lists.get(self._nums.get(num_id, ""), {})
        return next((i for i, level in levels.items() if style and level.style == style), 0)

    def next_number(self, num_id: str, ilvl: int) -> str:
        """Counts one more paragraph and returns its printed number; "" for plain bullets and unknown lists."""
        key = self._nums.get(num_id)
        levels = self._lists.get(key, {}) if key is not None else {}
        level = levels.get(ilvl)
        if key is None or level is None:
            return ""
        if level.kind == "bullet":
            mark = read_symbols(level.text, level.font)
            return mark if mark in (TICKED, UNTICKED) else ""
        counters = self._counters.setdefault(key, {})
        start = self._starts.get(num_id, {}).get(ilvl)
        if start is not None and (num_id, ilvl) not in self._begun:
            counters[ilvl] = start - 1
        self._begun.add((num_id, ilvl))
        counters[ilvl] = counters.get(ilvl, level.start - 1) + 1
        for deeper in [i for i in counters if i > ilvl]:
            del counters[deeper]

        def printed(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            part = levels.get(index, level)
            if level.legal:
                part = replace(part, kind="decimal")
            return FORMATS.get(part.kind, str)(counters.get(index, part.start))

        return re.sub(r"%([1-9])", printed, level.text)


def _read_level(lvl: Element) -> Level:
    fonts = lvl.find(f"{W}rPr/{W}rFonts")
    return Level(
        kind=value(lvl, "numFmt") or "decimal",
        text=value(lvl, "lvlText") or "",
        start=number(value(lvl, "start"), 0),
        legal=on(lvl, "isLgl"),
        font=(fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else "",
        style=value(lvl, "pStyle"),
    )
