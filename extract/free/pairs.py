"""Pairs of a free book: 企业名称：… in paragraphs and lists, and the cell that names a contact with all his numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.answer import Answer
from extract.free.lines import Line, split_number
from extract.labels import LabelBook
from extract.text import EMAIL, MOBILE
from model.form import FieldSpec
from model.place import Place
from model.text import half_width, squash

_CUT = re.compile(r"[\t；;。]|\s{2,}|(?<=\S)\s(?=[\u4e00-\u9fff()]{2,12}:)")
_PAIR = re.compile(r"^(?P<label>[^:：]{2,30})[:：]\s*(?P<value>\S.*)$", re.S)
_CONTACT = re.compile(
    r"^(?:项目|企业|申报|业务|具体)?联系人(?:\(.*\))?$|^联系(?:方式|信息)?$|^(?:项目|申报)?(?:经办|对接|联络)(?:人|窗口)?$|^联系窗口$|^申报对接人$|^(?:项目|企业|申报)?联系人(?:姓名)?[及和与/、,](?:其)?"
    r"(?:职务|职称|职位|部门|电话|手机|邮箱|联系方式|联系电话|手机号码?)(?:[及和与/、,](?:职务|电话|手机|邮箱|联系方式))?$|^联系人信息$"
)
_APART, _NO_LABEL = re.compile(r"\t+|\s{2,}"), re.compile(r"[:\d。;,]")
_LONGEST = 200
#: A value that stands among sentences is a date, a name or a number.
_SHORT = 30


def read_pairs(lines: Sequence[Line], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """The answers printed as 标签：值, one or several in a line; long texts and labels of groups are left."""
    book = LabelBook([spec for spec in specs if spec.kind not in ("longtext", "contact") and not spec.group])
    contacts = [spec for spec in specs if "联系人" in spec.group]
    for line in lines:
        if line.cells:
            yield from _contact_row(line, contacts)
            continue
        if not 0 < len(squash(line.text)) <= _LONGEST:
            continue
        for piece in pieces_of(line.text):
            match = _PAIR.match(piece)
            if not match:
                continue
            label, value = split_number(match["label"])[1], match["value"].strip().rstrip(";；。")
            if _CONTACT.match(squash(label)):
                yield from split_contact(value, contacts, line.place.quoting(piece), line.place)
            elif (hit := book.find(label)) and hit.score == 1.0 and not hit.inline:
                yield Answer(
                    hit.specs[0], value, line.place.quoting(piece), line.place.quoting(label), 1.0, "", "inline"
                )
        if apart := split_apart(line.text):
            label, value = apart
            if (hit := book.find(label)) and hit.score == 1.0 and not hit.inline:
                yield Answer(hit.specs[0], value, line.place.quoting(value), line.place, 1.0, "", "inline")


def split_apart(text: str) -> tuple[str, str] | None:
    """成立日期<tab>2018.7.24: a label and its value set apart by a tab or wide blanks, without a colon."""
    parts = [part.strip() for part in _APART.split(half_width(text).strip()) if part.strip()]
    if len(parts) != 2 or _NO_LABEL.search(parts[0]):
        return None
    return split_number(parts[0])[1], parts[1]


def pieces_of(text: str) -> Iterator[str]:
    """The whole line where it is one pair, else its parts that are pairs each."""
    parts = [part.strip() for part in _CUT.split(half_width(text)) if part.strip()]
    pairs = [part for part in parts if (hit := _PAIR.match(split_number(part)[1])) and len(hit["value"]) <= _SHORT]
    if len(parts) > 1 and all(_PAIR.match(split_number(part)[1]) for part in parts):
        yield from parts
    elif len(pairs) > 1:  # a sentence or two stand between the pairs
        yield from pairs
    else:
        yield half_width(text).strip()


def _contact_row(line: Line, specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    cells = [cell for cell in line.cells if squash(cell.text)]
    for label, value in pairwise(cells):
        if _CONTACT.match(squash(label.text)):
            yield from split_contact(value.text, specs, value.place, label.place)


#: A mobile number with a digit too many, too few or a wrong first one, and an area code with too short a number.
_ODD_MOBILE = re.compile(r"(?<![\d\w.@-])(?:1\d{8,12}|[2-9]\d{10})(?![\d\w@-])")
_ODD_PHONE = re.compile(r"(?<![\d\w.@-])0\d{2,3}-\d{4,9}(?![\d\w@-])")


def split_contact(text: str, specs: Sequence[FieldSpec], place: Place, label: Place) -> Iterator[Answer]:
    """武凯 13893702256 wukai@fenghe.cn → name, mobile, address; only what is told apart surely."""
    flat = half_width(text)
    found = {
        "email": EMAIL.search(flat),
        "mobile": MOBILE.search(flat) or _ODD_MOBILE.search(flat),
        "phone": re.search(r"(?<![\d])0\d{2,3}-?\d{7,8}(?!\d)", flat) or _ODD_PHONE.search(flat),
        "name": re.match(r"\s*(?:姓名:)?([\u4e00-\u9fff·]{2,5})(?=$|[\s,、;/(\d])", flat),
    }
    if not found["name"]:
        return
    for spec in specs:
        if match := found.get(spec.key.removeprefix("contact_")):
            yield Answer(spec, match[match.lastindex or 0], place, label, 1.0, "", "split")
