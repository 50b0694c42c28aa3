"""Wording: printed text → text fit for a table cell, cut only where a sentence can be cut. Adds no word of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HAN = r"\u3400-\u9fff\uf900-\ufaff\u3001-\u303f\u2014\u2018\u2019\u201c\u201d\uff01-\uff5e"
_CJK = re.compile(rf"[{_HAN}]")
_MARK = re.compile(rf"(?<=[{_HAN}])[,;:?!]|[,;:?!](?=[{_HAN}])")
_ROUND = re.compile(r"\(([^()\n]*)\)")
_BLANKS = re.compile(rf"(?<=[{_HAN}])[ \t]+|[ \t]+(?=[{_HAN}])")

#: Each of these is one 字, and so is a run of anything else that is not blank (rules LEN-*, as Word counts).
_WIDE = (
    r"\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uffef\u2014\u2018\u2019\u201c\u201d\u2026\u00b7"
    r"\u2460-\u24ff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_WIDE}]|[^\s{_WIDE}]+")

_CUT = "\ufffc"
_CUT_NUMBER = re.compile(r"(?<=[\d.,])\n(?=[\d.,])")
_BETWEEN_LATIN = re.compile(r"(?<=[0-9A-Za-z.%])\n(?=[0-9A-Za-z.])")
_WRAPPED = re.compile(r"(?<![。！？；：!?;:])\n(?![（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])")

_SENTENCE = re.compile(r"(?<=[。！？!?])|\n")
_PART = re.compile(r"[；;]")
_CLAUSE = re.compile(r"[，；。！？!?]|[,;](?!\d{3}(?!\d))")
_ITEM = re.compile("、")
_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、]|\d{1,2}[.．](?!\d)|[一二三四五六七八九]是)\s*")
_WILL = re.compile(
    r"将(?:于|在)?(?:\d{4}年)?(?:达到|达|实现|提升|提高|增|降|减|完成|建|新|投|进一步|继续|带动|超过|突破)"
)

#: Compounds in which a word of the future is a thing of every day.
_NO_PLAN = re.compile(
    r"(?:资源|生产|作业|排产|[日周月]|月度|轧制|检修|维修|维护|采购|需求|发货|物料|排程|工单|高级)计划|计划(?:员|排产|排程|调度|下达|编制|结果)"
    r"|(?:模|虚)拟|拟合|(?:路径|资源|工艺)规划|目标(?:函数|检测|识别|值)|多目标|为目标|可达性"
)


def count_words(text: str) -> int:
    """字数: Chinese characters and signs count one each, a run of letters, digits and half-width signs counts one."""
    return sum(1 for _ in _WORD.finditer(text))


def half(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones."""
    return text.translate(_HALF)


def squash(text: str) -> str:
    """Half-width and without blanks: for comparing."""
    return re.sub(r"\s+", "", half(text))


def tidy(text: str) -> str:
    """Half-width digits and letters, Chinese signs beside Chinese, no blanks inside Chinese; lines stay lines."""
    lines = []
    for line in half(text).replace("\r", "\n").split("\n"):  # splitlines would swallow control characters
        flat = _ROUND.sub(_round_brackets, _BLANKS.sub("", re.sub(r"[ \t]+", " ", line).strip(" \t")))
        flat = _MARK.sub(lambda match: _FULL[match[0]], flat)
        if flat:
            lines.append(flat)
    return "\n".join(lines)


def one_line(text: str) -> str:
    """Tidied text without line breaks; two numbers never grow together."""
    return _BETWEEN_LATIN.sub(" ", tidy(text)).replace("\n", "")


def unwrap(text: str) -> str:
    """Tidied prose whose lines, cut by the width of a page, are whole sentences again.

    A number that may have been cut (12 | 00 吨, or 12 and a new item) is marked, and `sentences` leaves it out.
    """
    text = _CUT_NUMBER.sub(_CUT, tidy(text))
    return _WRAPPED.sub("", _BETWEEN_LATIN.sub(" ", text))


def _round_brackets(match: re.Match[str]) -> str:
    """Chinese brackets where Chinese stands in or beside them."""
    around = match.string[max(0, match.start() - 1) : match.end() + 1]
    return f"（{match[1]}）" if _CJK.search(around) else match[0]


def sentences(text: str) -> Iterator[str]:
    """The sentences of unwrapped text, without their full stop; one with a number in doubt is left out."""
    for piece in _SENTENCE.split(text):
        if (bare := piece.strip().rstrip("。！？!?")) and _CUT not in bare:
            yield bare


def parts(sentence: str) -> list[str]:
    """The pieces between semicolons, without their numbering (一是, (1))."""
    return [_NUMBERING.sub("", part.strip("，, ")) for part in _PART.split(sentence) if part.strip("，, ")]


def clauses(text: str) -> list[str]:
    """The pieces between commas; a comma inside a number does not count."""
    return [piece.strip() for piece in _CLAUSE.split(text) if piece.strip()]


def leading(part: str, limit: int) -> Iterator[str]:
    """The part, then its beginnings up to each comma, longest first, of at most `limit` 字."""
    cuts = [match.start() for match in _CLAUSE.finditer(part)]
    for end in [len(part), *reversed(cuts)]:
        piece = part[:end].strip()
        if piece and count_words(piece) <= limit:
            yield piece


def shorten_list(text: str, limit: int) -> str:
    """An enumeration cut after one of its items so that it fits `limit` 字; "" when even its first item is too long."""
    cuts = [match.start() for match in _ITEM.finditer(text)]
    for end in [len(text), *reversed(cuts)]:
        piece = text[:end].strip()
        if count_words(piece) <= limit and piece.count("（") == piece.count("）"):
            return piece
    return ""


def is_planned(text: str, words: Iterable[str]) -> bool:
    """Whether it speaks of what is still to come (预计, 目标, 将达到 …); 企业资源计划 and 模拟 do not."""
    bare = _NO_PLAN.sub("", text)
    return any(word in bare for word in words) or bool(_WILL.search(bare))


def first_lists(names: Iterable[str], limit: int) -> tuple[list[str], int]:
    """The first `limit` different names in order, and how many there are in all."""
    unique = list(dict.fromkeys(names))
    return unique[:limit], len(unique)
