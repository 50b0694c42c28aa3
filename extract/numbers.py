"""Numbers as printed → Amounts: one grammar for cells and prose (crosschecks.md §1, P-15).

Chinese numerals, full-width digits, separators, ranges, 成/折/倍/番, hedges before and after, units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

import cn2an

from model.amount import Amount, Hedge, Source
from model.reference import Lexicons
from model.text import half_width

_SCALES = {"亿": Decimal("1e8"), "万": Decimal("1e4"), "千万": Decimal("1e7"), "百万": Decimal("1e6")}

_HAN_NUMERAL = r"[零〇一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千万亿]*(?:点[零〇一二三四五六七八九]+)?"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_RANGE = re.compile(r"^\s*(?:-|–|—|~|～|至|到)\s*$")


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number in prose with the characters it covers, hedge and unit included."""

    amount: Amount
    start: int
    end: int
    printed_unit: str


class NumberReader:
    """Reads numbers with the hedge words of one reference."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        self._units = {word: (unit.base, factor) for unit in lexicons.units for word, factor in unit.words.items()}
        self._counted = {unit.base for unit in lexicons.units if unit.count}
        words = "|".join(sorted(map(re.escape, self._units), key=len, reverse=True))
        self._number = re.compile(
            rf"(?P<pct>百分之|千分之)?(?P<num>(?:(?<![A-Za-z\d.%元个人台)])-)?(?<![A-Za-z\d.])(?:{_DIGITS})"
            rf"(?!\d)(?=[^A-Za-z]|$|{words})|{_HAN_NUMERAL})"
            rf"(?P<odd>余|多)?(?P<scale>亿|千万|百万|万(?!一))?(?P<odd2>余|多)?\s*(?P<unit>{words})?"
        )

    def find(self, text: str, source: Source = Source.PROSE) -> list[NumberSpan]:
        """Every number with a unit or a scale in `text`; bare numerals of names and article numbers are passed over."""
        flat = half_width(text)
        stops = [m.span() for word in self._lexicons.stop_numerals for m in re.finditer(re.escape(word), flat)]
        spans: list[NumberSpan] = []
        matches = [m for m in self._number.finditer(flat) if not any(a <= m.start() < b for a, b in stops)]
        skip = -1
        for index, match in enumerate(matches):
            if index == skip:
                continue
            following = matches[index + 1] if index + 1 < len(matches) else None
            top = None
            ranged = following and _RANGE.match(flat[match.end() : following.start()])
            if ranged and following and following["unit"] and match["unit"] in (None, following["unit"]):
                top, skip = following, index + 1
            if span := self._span(flat, match, top, source):
                spans.append(span)
        return spans

    def _span(self, flat: str, match: re.Match[str], top: re.Match[str] | None, source: Source) -> NumberSpan | None:
        last = top or match
        unit, scale = last["unit"] or "", last["scale"] or ""
        if match["pct"]:
            base, factor = "%", Decimal(1) if match["pct"] == "百分之" else Decimal("0.1")
        elif unit:
            base, factor = self._units[unit]
        elif scale or match["num"][-1] in "万亿":
            base, factor = "元", Decimal(1)
        else:
            return None
        if unit in ("年", "个", "次") and not match["num"][-1].isdigit():
            return None  # 一年, 一个, 一次 are articles, 2024年 is a date
        if unit == "年" and re.fullmatch(r"(19|20)\d{2}", match["num"]):
            return None
        value, step = _numeral(match["num"])
        if value is None:
            return None
        factor *= _SCALES.get(scale or "", Decimal(1))
        high = None
        if top:
            other, _ = _numeral(top["num"])
            high = other * factor if other is not None else None
        decimals = len(match["num"].partition(".")[2])
        hedge, word, start, end = self._hedge(flat, match.start(), last.end())
        if match["odd"] or match["odd2"]:
            hedge, word = Hedge.ODD, match["odd"] or match["odd2"]
        if high is not None:
            hedge, word = Hedge.RANGE, ""
        amount = Amount(
            value * factor, base, step * factor, source, hedge, word, high,
            base in self._counted and value == value.to_integral_value(), decimals,
        )  # fmt: skip
        return NumberSpan(amount, start, end, scale + unit)

    def _hedge(self, flat: str, start: int, end: int) -> tuple[Hedge, str, int, int]:
        """The hedge word that touches the number, before or after; (class, word, start, end of the whole)."""
        before, after = flat[:start].rstrip(" "), flat[end:].lstrip(" ")
        lead = len(flat[:start]) - len(before)
        for kind, word in self._hedge_words:
            if kind is Hedge.FUTURE:
                continue
            if before.endswith(word) and not self._stopped(flat, start - lead - len(word)):
                return kind, word, start - lead - len(word), end
        for kind, word in self._hedge_words:
            if word in ("左右", "上下", "以上", "以内") and after.startswith(word):
                return kind, word, start, end + len(flat[end:]) - len(after) + len(word)
        return Hedge.NONE, "", start, end

    @cached_property
    def _hedge_words(self) -> list[tuple[Hedge, str]]:
        pairs = [(Hedge(kind), word) for kind, words in self._lexicons.hedges.items() for word in words]
        return sorted(pairs, key=lambda pair: -len(pair[1]))

    def _stopped(self, flat: str, at: int) -> bool:
        """Whether the hedge at `at` belongs to a word that only looks like one (近三年, 节约)."""
        return any(
            at - flat.find(word, max(0, at - len(word))) in range(len(word))
            for word in self._lexicons.stop_hedges
            if flat.find(word, max(0, at - len(word))) != -1
        )


def _numeral(printed: str) -> tuple[Decimal | None, Decimal]:
    """(value, worth of the last printed digit) of 1,234.50 or 三千二百."""
    if printed[-1].isdigit():
        try:
            value = Decimal(printed.replace(",", ""))
        except InvalidOperation:
            return None, Decimal(1)
        exponent = value.as_tuple().exponent
        return value, Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    try:
        value = Decimal(str(cn2an.cn2an(printed.replace("两", "二"), "smart")))
    except (ValueError, KeyError):
        return None, Decimal(1)
    exponent = value.normalize().as_tuple().exponent  # 三千二百万 is as precise as 3200万
    return value, Decimal(1).scaleb(exponent if isinstance(exponent, int) and value else 0)
