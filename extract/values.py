"""A printed answer → the contract's normal form, by the field's kind; what does not parse says why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.dates import read_date, read_period
from extract.numbers import NumberReader
from extract.text import fold
from extract.ticks import has_marks, offers, ticked_choices, ticked_words
from model.amount import Amount, Hedge, Source
from model.form import FieldSpec
from model.text import half_width, squash

NUMERIC = {"money_wan": ("元", Decimal("1e4")), "money_yuan": ("元", Decimal(1)), "percent": ("%", Decimal(1)),
           "int": ("", Decimal(1)), "decimal": ("", Decimal(1))}  # fmt: skip
PRINTED_UNIT = {"money_wan": "万元", "money_yuan": "元", "percent": "%"}

_CELL_NUMBER = re.compile(
    r"^(?P<lead>[^\d+\-.(]*)\(?(?P<num>[+-]?\d[\d, ]*(?:\.\d+)?)\)?"
    r"(?:\s*\(?(?P<unit>亿元|亿|[千百]?万元|万|千元|元|%|‰|个百分点|家|台\(?/?套\)?|台|套|条|人|名|户)(?:/人/天|/\(人[·.]天\)|/人·天)?)?(?P<tail>.*)$",
    re.S,
)
_CELL_UNITS = {"亿": Decimal("1e8"), "千万": Decimal("1e7"), "百万": Decimal("1e6"), "万": Decimal("1e4"),
               "千": Decimal("1e3"), "": Decimal(1)}  # fmt: skip
#: −320.50, 负320.50: the signs of a negative number at the head of a cell; of money ▲320.50 too, where ▲15% is a rise.
_SIGN = re.compile(r"^(?:[−–—―﹣]|负的?)\s*(?=\d)")
_MONEY_SIGN = re.compile(r"^[△▲]\s*(?=\d[^%]*$)")
#: 亏损320.50, 320.50（亏损）; not 弥补亏损, 扭亏.
_LOSS = re.compile(r"^净?亏损(?:总?额)?[:为]?(?:\([^()]*\))?。?$|^\(净?亏损\)。?$")
#: Words and remarks beside the number that change nothing: 提升30%, 20000.00（审计后）.
_QUIET_LEADS = re.compile(r"^[\s¥:]*(?:人民币|提升|提高|增长|下降|降低|减少|缩短|为)?[\s:]*$")
_QUIET_TAILS = re.compile(r"^[\s。;,)]*(?:人民币)?(?:\([^()\d]*\))?[\s。;]*$")
#: 23,860万元（其中装备14,920万元）: what the number consists of.
_OF_WHICH = re.compile(r"(?<=[\d元万人%台套个项])\s*[(,;](?:其中|含|包含|包括|不含|不包括|由)[^()。]*\)?[。]?$")
#: Dates of which only the printed signs stand, and units without a number.
_NO_DAY = re.compile(r"(?=.*年)(?:(?<!\d)20(?!\d)|[年月日自从起止至到—–~\-xX×*_])+")
_BARE_UNIT = re.compile(r"[(]?(?:人民币)?(?:亿元|万元|元|%|台(?:[(/]?套[)]?)?|套|人|名|家|个)[)]?")
_LIST_SPLIT = re.compile(r"[;,、\n/]+|(?<=[公司院所])\s+")


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says. `value` is "" when it holds nothing but a hint or placeholder (`placeholder` is that text)."""

    value: str
    text: str = ""
    unit: str | None = None
    amount: Amount | None = None
    ticked: tuple[str, ...] = ()
    residue: tuple[str, ...] = ()
    problem: str | None = None
    placeholder: str = ""


#: What a cover prints behind a name: 王五（签字）（公司印章）, 王五（签字） 公章 2025年5月6日.
_SIGN_HERE = re.compile(
    r"(?:\s*\((?:手签|亲笔)?(?:签字|签名|签章|盖章|公章|手签|(?:公司|单位|企业|法人|个人|加盖)(?:印章|公章|盖章|签章|名章))\))+"
    r"(?:\s*(?:(?:公司|单位|企业|加盖)?(?:公章|盖章|印章)|(?:日期:?\s*)?20\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日))*$"
)


def _is_unfilled(kind: str, flat: str) -> bool:
    """Whether a cell holds but the signs between which its value was to be typed: 20 年 月至20 年 月, 万元."""
    if kind in ("date", "month", "date_range"):
        return _NO_DAY.fullmatch(half_width(flat)) is not None
    return kind in NUMERIC and _BARE_UNIT.fullmatch(half_width(flat)) is not None


class ValueReader:
    """Reads cells of one form; `placeholders` are texts that are no answer anywhere in the form."""

    def __init__(self, numbers: NumberReader, placeholders: Sequence[str]) -> None:
        self._numbers = numbers
        self._placeholders = {squash(p).lower() for p in placeholders}

    def read(self, spec: FieldSpec, printed: str, unit: str = "") -> Value:
        """The value of `printed` for `spec`; never raises. A bare sum is in the `unit` of its label or table."""
        text, residue = strip_hints(printed, spec.hints)
        flat = squash(text).strip("_")
        nothing = flat in ("无", "暂无") and (
            spec.required == "O" or spec.kind in (*NUMERIC, "tel", "email", "date", "month", "date_range")
        )
        unfilled = _is_unfilled(spec.kind, flat) or flat.lower() in self._placeholders
        if not flat or nothing or unfilled or flat in map(squash, spec.hints):
            return Value("", placeholder=printed.strip() if squash(printed).strip("_") else "")
        match spec.kind:
            case "choice" | "multi_choice":
                return self._choice(spec, text, printed)
            case "money_wan" | "money_yuan" | "percent" | "int" | "decimal":
                return self._number(spec.kind, text, residue, unit)
            case "date" | "month":
                iso = read_date(text)
                return _dated(iso, text, residue, "不是可识别的日期")
            case "date_range":
                return _dated(read_period(text), text, residue, "不是可识别的起止日期")
            case "code":
                return Value(_bare(squash(text)).upper(), text.strip(), residue=residue)
            case "tel" | "email":
                return Value(squash(text), text.strip(), residue=residue)
            case "list":
                items = [fold(item) for item in _LIST_SPLIT.split(half_width(text)) if item.strip()]
                return Value("；".join(items), text.strip(), residue=residue)
        bare = _bare(fold(text))
        if spec.key.endswith("_name"):
            bare = _SIGN_HERE.sub("", bare) or bare
        return Value(bare, text.strip(), residue=residue)

    def _choice(self, spec: FieldSpec, text: str, printed: str) -> Value:
        ticked = ticked_choices(text, spec.choices, spec.synonyms, spec.kind == "multi_choice")
        if not ticked and not has_marks(text) and not offers(text, spec.choices):
            return Value(fold(text), text.strip(), problem="所填内容不在表内所列选项之中")
        if not ticked and (own := ticked_words(text, spec.choices)):
            return Value(own, text.strip(), problem="所勾选的内容不在表内所列选项之中")
        if not ticked:
            return Value("", placeholder=printed.strip())
        return Value("；".join(ticked), text.strip(), ticked=ticked)

    def _number(self, kind: str, text: str, residue: tuple[str, ...], unit: str) -> Value:
        flat = _SIGN.sub("-", _OF_WHICH.sub("", half_width(text).strip()))
        flat = _MONEY_SIGN.sub("-", flat) if kind.startswith("money") else flat
        match = _CELL_NUMBER.match(flat)
        if not match or re.search(r"\d", match["tail"]) or "~" in match["lead"]:
            return self._worded_number(kind, text, residue)
        printed_unit = match["unit"] or ""
        digits = re.sub(r"[,\s]", "", match["num"]).lstrip("+")
        value = Decimal(digits)
        bracketed = flat.startswith("(") and ")" in flat and not match["lead"]
        if value > 0 and (bracketed or _LOSS.search(f"{match['lead']}{match['tail']}")):
            value = -value  # accountants' negative, or the loss told in a word
        base, home = NUMERIC[kind]
        factor = home
        of_money = (printed_unit or unit).removesuffix("元")
        if kind.startswith("money") and (printed_unit or unit) and of_money in _CELL_UNITS:
            factor = _CELL_UNITS[of_money]
        if kind == "percent" and printed_unit == "‰":
            factor = Decimal("0.1")
        problem, hedge, word = None, Hedge.NONE, ""
        if re.search(r"预计|目标|计划|预期", flat):
            hedge, word, problem = Hedge.FUTURE, "预计", "数字栏填的是预计数"
        elif not _QUIET_LEADS.match(match["lead"]) or not _QUIET_TAILS.match(match["tail"]):
            spans = self._numbers.find(flat if printed_unit else flat + PRINTED_UNIT.get(kind, "家"), Source.CELL)
            if spans and spans[0].amount.hedge is not Hedge.NONE:
                hedge, word = spans[0].amount.hedge, spans[0].amount.hedge_word
                problem = f"数字栏含约数“{word}”"
            else:
                problem = "数字栏含多余文字"
        exponent = Decimal(digits).as_tuple().exponent
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * factor
        amount = Amount(value * factor, base, step, Source.CELL, hedge, word, None, kind == "int")
        as_printed = str(value) if value < 0 else digits
        shown = as_printed if factor == home else _plain(value * factor / home)
        return Value(shown, text.strip(), PRINTED_UNIT.get(kind), amount, residue=residue, problem=problem)

    def _worded_number(self, kind: str, text: str, residue: tuple[str, ...]) -> Value:
        """A number in words or among words: 三千二百万元, 由62提升至95."""
        base, home = NUMERIC[kind]
        spans = [s for s in self._numbers.find(text, Source.CELL) if not base or s.amount.unit == base]
        if len(spans) == 1 and spans[0].amount.top is None:
            amount = spans[0].amount
            word = amount.hedge_word
            problem = f"数字栏含约数“{word}”" if word else None
            return Value(
                _plain(amount.value / home),
                text.strip(),
                PRINTED_UNIT.get(kind),
                amount,
                residue=residue,
                problem=problem,
            )
        why = "数字栏不是单一数字" if re.search(r"\d", text) else "数字栏没有数字"
        return Value(fold(text), text.strip(), residue=residue, problem=why)


def strip_hints(printed: str, hints: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """(the text without printed hints at its start or end, the hints that were there beside an answer)."""
    text, residue = printed.strip(), []
    for hint in sorted(hints, key=len, reverse=True):
        pattern = r"\s*".join(re.escape(c) for c in squash(hint))
        match = re.search(pattern, half_width(text))
        if match:
            rest = (text[: match.start()] + text[match.end() :]).strip()
            text = rest
            residue.append(hint)
    return (text, tuple(residue)) if squash(text) else (text, ())


def _dated(iso: str | None, text: str, residue: tuple[str, ...], why: str) -> Value:
    if iso is None:
        return Value(fold(text), text.strip(), residue=residue, problem=why)
    return Value(iso, text.strip(), residue=residue)


def _bare(text: str) -> str:
    """Without the colon or the brackets that a removed hint left around the answer."""
    text = text.lstrip(":").strip()
    return text[1:-1].strip() if re.fullmatch(r"\([^()]*\)", text) else text


def _plain(value: Decimal) -> str:
    """Without exponent and without trailing zeros: 12000, 0.5."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
