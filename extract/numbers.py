"""Numbers as printed → Amounts: one grammar for cells and prose (crosschecks.md §1, P-15).

Chinese numerals, full-width digits, separators, ranges, 成/折/倍/番/几分之几, hedges before and after, compound units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from extract.hedges import HedgeFinder
from extract.lent import lend_units
from extract.minus import carry_losses, with_minus
from extract.numerals import DIGITS, HAN, SCALES, read_numeral
from extract.worded import find_worded
from model.amount import Amount, Hedge, Source
from model.reference import Lexicons

_RANGE = re.compile(r"^\s*(?:-|–|—|——|~|～|―|至|到|\.{2,3}|…)\s*$")
_FROM = re.compile(r"(?:由|从|自)[^,，。;；、]{0,8}$")
_HAN_END = re.compile(r"[一二两三四五六七八九]")
#: Names, numbers of standards and papers, ordinals, telephone numbers, headings: never stated quantities.
_NAMES = re.compile(
    r"(?:GB|DB|JB|YS|YB|HG|SJ|QB|NB|AQ|TSG|ISO|IEC|IATF|T/|Q/)[A-Za-z/]*\s?\d[\d.:：\-—–]*"
    r"|第\s*(?:\d+|[一二三四五六七八九十百]+)(?!\d)(?:[-~至、](?:\d+|[一二三四五六七八九十]+)(?:[、和及与]\d{1,2}(?![\d.])(?!\s*[万亿千百元%‰℃]))*)?(?!\s*[%‰])"
    r"|[〔\[(【](?:19|20)\d{2}[〕\])】]\s*\d*\s*号?|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<!\d)400-?\d{3}-?\d{4}"
    r"|(?<!\d)\d+(?:\.\d+)?\s*(?:号(?!线|人)|版|幢|室|楼|层(?=楼)|路|页|条规定|届|期工程|级(?!以))"
    r"|(?<![\d.])\d+(?:\.\d+){2,}|(?<![A-Za-z])[Vv]\d+(?:\.\d+)*"
    # 大模型2.0, 工业4.0: a version, not a number of them
    r"|(?:模型|系统|平台|软件|大脑|中台|底座|引擎|助手|智能体|算法|套件|产品|模式|体系|工厂|车间|工业|制造|战略|行动|计划|方案|版本|标准|质量)"
    r"\s?\d\.\d(?=$|[\s,，。;；、:：!！)）》”\"'及和与并的等]|版|升级|发布|上线|建设|研发|迭代|阶段|时代|架构|工程|项目)"
)
_VAGUE = re.compile(r"(?:[几数成]|(?<![迈跨跃站登踏攀])上)$|好几$|[十百千]余?几$")
#: 三成多, 2年多: the hedge may stand behind these.
_ODD_UNITS = ("成", "倍", "年", "个月", "天", "小时", "分钟", "亿元", "万元", "元")
_HUNDREDTH = Decimal("0.01")
#: 百分之一百三十 is a number, no 之一.
_HUNDREDS = "百分之一百"
#: 两年即可收回投资, 回收期约三年: years that are counted, where 三年 by itself is a mere word.
_PAID_BACK = re.compile(
    r"^(?:左右|上下|多|余|之内|以内|内|时间|的时间|后|出头|不到|,)*(?:便|即|就|也|方|才)*(?:可|能|可以|能够|会)?(?:完全|全部|基本|全额)?"
    r"(?:收回|回收|回本|还本)"
)
_PAYBACK = re.compile(r"(?:回收期|回本周期|回报期|回本期)[^\d,。;]{0,8}$")


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number in prose with the characters it covers, hedge and unit included.

    `inner`: where the numeral itself begins and ends, `unit_end` where its unit does; `bare` has no unit at all;
    `ratio`: the words say times what was (翻一番 → 2倍); `signed`: a plus is printed (+9.2%).
    """

    amount: Amount
    start: int
    end: int
    printed_unit: str
    inner: tuple[int, int] = (0, 0)
    unit_end: int = 0
    bare: bool = False
    ratio: bool = False
    signed: bool = False


class NumberReader:
    """Reads numbers with the hedge words of one reference."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        self._hedges = HedgeFinder(lexicons)
        self._units = {word: (unit.base, factor) for unit in lexicons.units for word, factor in unit.words.items()}
        self._counted = {unit.base for unit in lexicons.units if unit.count}
        words = "|".join(sorted(map(re.escape, self._units), key=len, reverse=True))
        per = "|".join(sorted({*map(re.escape, self._units), *map(re.escape, lexicons.lists.get("per", ()))},
                              key=len, reverse=True))  # fmt: skip
        self._acronyms = tuple(w for c in lexicons.concepts for w in c.words if re.fullmatch(r"[A-Za-z]+", w))
        tail = rf"(?:\s*(?:/|每|·|•)\s*\(?(?:{per})(?:·(?:{per}))?\)?)*"
        letters = r"(?![A-Za-z])"
        self._number = re.compile(
            rf"(?P<pct>百分之|千分之|万分之)?(?P<num>(?:(?<![A-Za-z\d.%元个人台套年月日期)\]])-)?"
            rf"(?<![\d.])(?:{DIGITS})|{HAN})"
            rf"(?P<odd>余|多|来|几)?(?:个(?P<odd0>多)?(?=亿(?!级)|千万|百万))?(?P<scale>万亿|千亿|百亿|亿|千万|百万|十万|万(?!一)|千(?=[瓦克米元万])(?![瓦克米])|w(?=元|[^A-Za-z]|$))?"
            rf"(?P<odd2>余|多)?\s*(?:(?P<unit>(?:{words}){tail})(?:(?<![A-Za-z])|(?<=[A-Za-z]){letters}))?"
        )

    def find(self, text: str, source: Source = Source.PROSE, bare: bool = False) -> list[NumberSpan]:
        """Every number with a unit or a scale in `text`, in order; with `bare` those of digits without unit too.

        Bare numerals of names and article numbers are passed over.
        """
        flat = with_minus(text)
        spans = [*self._worded(flat, source)]
        taken = bytearray(len(flat))
        for start, end in [
            *(m.span() for m in self._stop.finditer(flat) if not flat.startswith(_HUNDREDS, max(m.start() - 2, 0))),
            *(m.span() for m in _NAMES.finditer(flat)),
            *((s.start, s.end) for s in spans),
        ]:
            taken[start:end] = b"1" * (end - start)
        matches = [m for m in self._number.finditer(flat) if not any(taken[m.start("num") : m.end("num")])]
        skip, lent = -1, lend_units(flat, matches)
        for index, match in enumerate(matches):
            if index == skip or self._is_name(flat, match):
                continue
            following = matches[index + 1] if index + 1 < len(matches) else None
            top = None
            if following and self._is_range(flat, match, following):
                top, skip = following, index + 1
            if span := self._span(flat, match, top, source, bare, lent.get(index)):
                spans.append(span)
        spans = sorted(self._ranged(flat, self._joined(flat, spans)), key=lambda s: s.start)
        return carry_losses(text, spans) if "亏损" in text else spans

    def _ranged(self, flat: str, spans: Iterator[NumberSpan]) -> Iterator[NumberSpan]:
        """三成到三成五, 一成半至两成: a range whose ends are told in words."""
        last: NumberSpan | None = None
        for span in spans:
            if last and span.amount.unit == "%" == last.amount.unit and _HAN_END.match(flat[span.inner[0]]):
                plain = last.amount.top is None is span.amount.top and last.amount.value < span.amount.value
                if plain and self._is_span(flat, last, span):
                    amount = replace(last.amount, hedge=Hedge.RANGE, hedge_word="", top=span.amount.value)
                    last = replace(last, amount=amount, end=span.end, unit_end=span.unit_end,
                                   inner=(last.inner[0], span.inner[1]))  # fmt: skip
                    continue
            if last:
                yield last
            last = span
        if last:
            yield last

    def _is_span(self, flat: str, low: NumberSpan, high: NumberSpan) -> bool:
        """Nothing but the sign of a range between the two, and no 由 before them."""
        between = flat[low.end : high.start]
        return bool(_RANGE.match(between)) and not _FROM.search(flat[max(0, low.start - 12) : low.start])

    def _joined(self, flat: str, spans: list[NumberSpan]) -> Iterator[NumberSpan]:
        """1亿2000万元 and 3万5千元 are one number."""
        last: NumberSpan | None = None
        for span in sorted(spans, key=lambda s: s.start):
            if (
                last
                and last.unit_end == span.inner[0]
                and last.printed_unit in ("亿", "万")
                and last.amount.hedge is not Hedge.RANGE
                and span.amount.unit == "元"
                and not last.bare
                and span.amount.value < last.amount.value
            ):
                amount = replace(
                    last.amount, value=last.amount.value + span.amount.value, step=span.amount.step,
                    hedge=last.amount.hedge if last.amount.hedge is not Hedge.NONE else span.amount.hedge,
                    hedge_word=last.amount.hedge_word or span.amount.hedge_word,
                )  # fmt: skip
                last = NumberSpan(
                    amount, last.start, span.end, span.printed_unit, (last.inner[0], span.inner[1]), span.unit_end
                )
                continue
            if last:
                yield last
            last = span
        if last:
            yield last

    def _is_range(self, flat: str, low: re.Match[str], high: re.Match[str]) -> bool:
        """5%-8%, 3至5人, 1180℃～1220℃; 由5人至2人 is a change, 2022-2024 are years."""
        between = flat[low.end() : high.start()]
        if not _RANGE.match(between) or (not high["unit"] and not high["scale"] and not high["pct"]):
            return False
        if low["unit"] and self._base(low["unit"]) != self._base(high["unit"]):
            return False
        if between.strip() in ("至", "到") and _FROM.search(flat[max(0, low.start() - 12) : low.start()]):
            return False
        return not (low["scale"] or "") or (low["scale"] == high["scale"]) or bool(low["unit"])

    def _base(self, printed: str | None) -> str:
        return self._unit(printed)[0] if printed else ""

    def _unit(self, printed: str) -> tuple[str, Decimal]:
        """(base unit, factor); of compound units the factor of the first part: 万元/人·年 → 元/人·年, 10000."""
        head, *tail = re.split(r"\s*(?:/|每|·|•)\s*", printed) if printed not in self._units else [printed]
        if not head or head not in self._units:  # 台/套 is one word
            head = next((w for w in sorted(self._units, key=len, reverse=True) if printed.startswith(w)), printed)
            tail = [part for part in re.split(r"\s*(?:/|每|·|•)\s*", printed[len(head) :]) if part]
        base, factor = self._units.get(head, (head, Decimal(1)))
        per = [self._units.get(part.strip("()"), (part.strip("()"), 1))[0] for part in tail]
        return (f"{base}/{'·'.join(per)}" if per else base), factor

    def _is_name(self, flat: str, match: re.Match[str]) -> bool:
        """A380, MES2.0, 5G, CO2: digits glued to letters; OEE85% and AGV12台 are numbers."""
        if not match["num"].lstrip("-")[0].isdigit():
            return False
        begin = match.start("num")
        head = re.search(r"[A-Za-z]+[-—_/.]?$", flat[max(0, begin - 8) : begin])
        if head and flat[begin] != "-":
            return not (match["unit"] and head[0] in self._acronyms)
        follows = flat[match.end() : match.end() + 1]
        if not match["unit"] and re.match(r"[A-Za-z]", follows):
            return True
        return bool(re.search(r"[A-Za-z]\d*$", flat[max(0, begin - 4) : begin].rstrip("-"))) and match["num"][0] == "-"

    def _span(
        self, flat: str, match: re.Match[str], top: re.Match[str] | None, source: Source, bare: bool,
        lent: re.Match[str] | None,
    ) -> NumberSpan | None:  # fmt: skip
        last = top or match
        named = lent or last
        unit, scale, printed = named["unit"] or "", named["scale"] or "", match["num"]
        han = not printed[-1].isdigit()
        unitless = False
        if pct := named["pct"]:
            base, factor = "%", {"百": Decimal(1), "千": Decimal("0.1"), "万": _HUNDREDTH}[pct[0]]
        elif unit:
            base, factor = self._unit(unit)
        elif scale or printed[-1] in "万亿" or re.search(r"亿[一二三四五六七八九](?:千万?)?$", printed):
            base, factor = "元", Decimal(1)
            if scale == "千" or (han and printed[0] in "万亿"):
                return None
        elif bare and not han:
            base, factor, unitless = "", Decimal(1), True
        else:
            return None
        if self._is_article(flat, match, base, han, unit) or (base == "年" and re.fullmatch(r"(19|20)\d{2}", printed)):
            return None
        value, step = read_numeral(printed)
        if value is None:
            return None
        if match["pct"]:
            step = min(step, Decimal(1))  # 百分之七十 is 70%, not 七成
        own = (match["scale"] or scale) if top is None or not match["unit"] else (match["scale"] or "")
        if own == "万" and han and "亿" in printed and value >= 10**8:  # 六亿八千多万元: 万 belongs to 八千 alone
            own = ""
        factor_low = factor * SCALES.get(own, Decimal(1))
        high = None
        if top:
            other, _ = read_numeral(top["num"])
            high = other * factor * SCALES.get(scale, Decimal(1)) if other is not None else None
        decimals = len(printed.partition(".")[2])
        hedge, word, start, end = self._hedges.find(flat, match.start(), last.end())
        odd = match["odd"] or match["odd0"] or match["odd2"]
        if not odd and unit in _ODD_UNITS and flat[last.end() : last.end() + 1] in ("多", "余"):
            odd, end = flat[last.end()], max(end, last.end() + 1)
        if odd:
            hedge, word = (Hedge.ABOUT if odd == "来" else Hedge.VAGUE if odd == "几" else Hedge.ODD), odd
        if han and printed[0] in "十百千万" and _VAGUE.search(flat[max(0, match.start() - 3) : match.start()]):
            hedge, word = Hedge.VAGUE, flat[match.start() - 1]
        if high is not None:
            hedge, word = Hedge.RANGE, ""
        amount = Amount(
            value * factor_low, base, step * factor_low, source, hedge, word, high,
            base in self._counted and value == value.to_integral_value(), decimals,
        )  # fmt: skip
        if flat[start - 1 : start] in ("±", "+", "￥", "¥"):
            start -= 1
        return NumberSpan(
            amount, start, end, scale + unit, (match.start(), last.end()), last.end(), unitless,
            signed=flat[start : start + 1] == "+",
        )  # fmt: skip

    def _is_article(self, flat: str, match: re.Match[str], base: str, han: bool, unit: str) -> bool:
        """一条产线, 两个方面, 三次 count nothing; 由三人减至一人 does."""
        if not han or match["scale"] or match["pct"]:
            return False
        if base in ("%", "倍", "百分点") or base.startswith("元"):
            return False
        if unit == "年" and (
            _PAID_BACK.match(flat[match.end() : match.end() + 16]) or _PAYBACK.search(flat[: match.start()])
        ):
            return False
        if unit in ("年", "个", "次", "度", "分", "例", "位", "块", "批", "起", "片", "米", "天", "月"):
            small = len(match["num"]) < 2 and (unit not in ("天",) or match["num"] == "一")
            return small or unit == "年"
        lead = flat[max(0, match.start() - 2) : match.start()]
        if match["num"] in ("一", "千", "百", "十"):
            return not re.search(r"(?:由|从|至|到|为|减|剩|需|仅|要|只)$", lead)
        return False

    def _worded(self, flat: str, source: Source) -> Iterator[NumberSpan]:
        """Numbers told in words, with their hedges."""
        for told in find_worded(flat):
            hedge, word, start, end = self._hedges.find(flat, told.start, told.end)
            if told.hedge:
                hedge, word = (Hedge.OVER if told.hedge == "过" else Hedge.NEAR), told.hedge
            follows = flat[told.end : told.end + 1]
            if follows in ("多", "余") and hedge is Hedge.NONE:
                hedge, word, end = Hedge.ODD, follows, end + 1
            amount = Amount(told.value, told.unit, told.step, source, hedge, word)
            inner = (told.start, told.end)
            yield NumberSpan(amount, start, end, told.printed_unit, inner, told.end, ratio=told.ratio)

    @cached_property
    def _stop(self) -> re.Pattern[str]:
        words = sorted(self._lexicons.stop_numerals, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)))
