"""Folding of printed text: what two people would call the same words becomes the same string."""

from __future__ import annotations

import re

from model.text import half_width, squash

_CJK = r"\u3400-\u9fff\uf900-\ufaff\u3001-\u303f\u2014\u2018\u2019\u201c\u201d"
_BLANK_IN_CJK = re.compile(rf"(?<=[{_CJK}])[ \t]+(?=[{_CJK}])")
_BRACKETED = re.compile(r"\([^()]*\)|〔[^〕]*〕|\[[^\[\]]*\]")
_MONEY = "亿元?|[千百]?万元?|千元|元"
#: 资产总额/万元, 利润率，%: the unit that most forms print in brackets.
_UNIT_BEHIND = re.compile(
    rf"(?<=[\u4e00-\u9fff)]{{2}})[/,、](?:人民币)?(?:(?P<money>{_MONEY})|%|人|名|台(?:/?套)?|家|项)$"
)
#: A label is not longer.
_LABEL = 40
#: 资产总额（亿元）, 研发投入（单位：千元，经审计）.
_UNIT_INSIDE = re.compile(
    rf"[(〔\[](?:[^()〔〕\[\]]*[:,;、])?(?:人民币|折合)*(?P<money>{_MONEY})(?:人民币)?(?:[,;、][^()〔〕\[\]]*)?[)〕\]]"
)
_HAN = "一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾甲乙丙丁戊己庚辛"
#: An address of letters of a keyboard: in 邮箱ab@c.cn the first two signs are its label.
EMAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
CREDIT_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")
_NUMBERING = re.compile(
    rf"^(?:第[{_HAN}\d]+[章节部分篇]+|[{_HAN}]{{1,2}}章|\(?[{_HAN}]{{1,3}}\)|[{_HAN}]{{1,3}}(?:[、.,]|\s+(?=\S))|"
    r"\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2}){0,3}(?:[、.)]|\s+|(?=[\u4e00-\u9fff])))\s*"
)


def fold(text: str) -> str:
    """The contract's text value: half width, no blanks between Chinese characters, runs of blanks as one."""
    out = []
    for line in half_width(text).replace("\u200b", "").replace("\ufeff", "").splitlines():
        line = _BLANK_IN_CJK.sub("", line.strip())
        line = re.sub(r"[ \t]+", " ", line).strip()
        if line:
            out.append(line)
    return "\n".join(out)


def core(text: str) -> str:
    """A label without its bracketed remarks, unit, marks and final colon; one that is all brackets keeps its words."""
    flat = _UNIT_BEHIND.sub("", squash(text).replace("*", "").rstrip(":"))
    while True:
        bare = _BRACKETED.sub("", flat)
        if bare == flat:
            break
        flat, previous = bare, flat
        if not flat:
            return previous.strip("()[]〔〕")
    return bare.strip(":")


def money_unit(label: str) -> str:
    """The unit of money that a label prints, in brackets or behind a sign; "" where it prints none, or two."""
    flat = squash(label).replace("*", "").rstrip(":")
    if len(flat) > _LABEL:  # a sentence
        return ""
    found = {hit["money"] for pattern in (_UNIT_INSIDE, _UNIT_BEHIND) for hit in pattern.finditer(flat)} - {None}
    return found.pop() if len(found) == 1 else ""


def without_numbering(text: str) -> str:
    """A heading without its number: 二、 （一） 3.2 1）."""
    return _NUMBERING.sub("", half_width(text).strip(), count=1)
