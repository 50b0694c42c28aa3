"""People named in a form of the applicant's own layout: 企业负责人 | 某某 | 董事长 | 139…, 联系人及手机：某某 138…, the
name, post and numbers of one person under a label that names only the person, or several of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.answer import Answer
from extract.free.lines import split_number
from extract.text import EMAIL, MOBILE
from model.form import FieldSpec
from model.place import Place
from model.text import half_width, squash

_KEY = re.compile(r"(?P<who>\w+)_(?P<what>name|title|phone|mobile|fax|email)")
#: What a label asks for, by its words; `any` number.
_ASKED = {
    "name": re.compile(r"姓名|名字"),
    "title": re.compile(r"职务|职称|职位"),
    "mobile": re.compile(r"手机号?码?|移动电话"),
    "phone": re.compile(r"(?:联系|办公|固定|单位)?电话(?:号码)?|座机"),
    "any": re.compile(r"联系(?:方式|信息|号码)"),
    "email": re.compile(r"(?:电子)?邮箱|(?:电子)?邮件|[Ee]-?mail"),
    "fax": re.compile(r"传真(?:号码)?"),
}
_JOINT = re.compile(r"[()/、,·|的及和与\-—–]+")
#: 联系人信息: nothing but the person; 负责人及职务: the person and more.
_CARD = re.compile(r"^(?:基本)?(?:信息|情况)$")
_AND = re.compile(r"^[及和与、/,]")
#: 申报联系人, 本单位联系人.
_OWN = re.compile(r"^(?:本次)?(?:申报|填报|业务|日常|工作|本?(?:企业|单位|公司))+(?=联系人)")
_LONGEST = 30
_NAME = re.compile(r"^\s*(?:姓名:)?(?P<name>[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff·]){1,4}?)(?=$|\s|[/、,;:(|\d])")
_PHONE = re.compile(r"(?<![\d-])(?:\(?0\d{2,3}\)?[-\s]?)?\d{7,8}(?:-\d{1,5})?(?!\d)")
_POST = re.compile(r"[\u4e00-\u9fff]{2,}(?:[、,/和及兼]+[\u4e00-\u9fff]{2,})*")
#: A post, or a title; a name of two signs may be neither.
_POSTS = re.compile(r"长|经理|总裁|主任|书记|工程师|主管|总监|董事|助理|专员|厂|科|部")


@dataclass(frozen=True, slots=True)
class Asked:
    """The person of a label (`who`, the beginning of his keys) and what it asks of him; nothing for himself."""

    who: str
    what: frozenset[str]


class PersonReader:
    """Reads labels that name a person of the form, and what stands behind them."""

    def __init__(self, specs: Sequence[FieldSpec]) -> None:
        self._specs: dict[str, dict[str, FieldSpec]] = {}
        names: dict[str, str] = {}
        for spec in specs:
            if spec.group and (key := _KEY.fullmatch(spec.key)):
                self._specs.setdefault(key["who"], {})[key["what"]] = spec
                names |= {squash(name): key["who"] for name in spec.group}
        known = {name: who for name, who in names.items() if "name" in self._specs[who]}
        self._names = sorted(known.items(), key=lambda pair: -len(pair[0]))

    def asked(self, label: str) -> Asked | None:
        """Whom and what a label asks for: 联系人电话/邮箱, 企业负责人（姓名/职务/电话）; None for any other words."""
        flat = squash(split_number(label)[1]).rstrip(":") if len(label) <= 2 * _LONGEST else ""
        flat = _OWN.sub("", flat)
        who, rest = next(((who, flat[len(name) :]) for name, who in self._names if flat.startswith(name)), ("", ""))
        if not who or len(flat) > _LONGEST:
            return None
        found = [] if _CARD.match(rest) else _asked_by(rest)
        if not all(found):
            return None
        return Asked(who, frozenset(found) | ({"name"} if _AND.match(rest) else set()))

    def part(self, who: str, label: str) -> Asked | None:
        """What 电话, 职务 and their like ask for where it is known of whom."""
        found = _asked_by(squash(label).rstrip(":"))
        return Asked(who, frozenset(found)) if found and all(found) else None

    def field(self, who: str, asked: Asked) -> FieldSpec | None:
        """The one field of a person that a head asks for; the number of one who has but one is any."""
        what = next(iter(asked.what)) if len(asked.what) == 1 else ""
        specs = self._specs[who]
        numbers = "mobile" in specs and what == "any"
        return None if numbers else specs.get("phone" if what in ("any", "mobile") and what not in specs else what)

    def answers(self, asked: Asked, value: str, place: Place, label: Place) -> Iterator[Answer]:
        """The person's fields that a value answers; what is not told apart surely is left."""
        specs, text = self._specs[asked.who], half_width(value)
        wanted = asked.what or {"name", "title", "any", "email"}
        found: dict[str, str] = {}
        if "email" in wanted and (email := EMAIL.search(text)):
            found["email"] = email[0]
        text = EMAIL.sub(" ", text)
        mobile, phone = MOBILE.search(text), _PHONE.search(MOBILE.sub(" ", text))
        found |= _numbers(wanted, mobile[0] if mobile else "", phone[0] if phone else "", "mobile" in specs)
        words = _PHONE.sub(" ", MOBILE.sub(" ", text))
        name = _NAME.match(words) if "name" in wanted else None
        if name and not _POSTS.search(name["name"][1:]):
            found["name"] = squash(name["name"])
            words = words[name.end() :]
        if "title" in wanted and ("name" not in wanted or "name" in found) and (post := _POST.search(words)):
            found["title"] = post[0]
        for what, said in found.items():
            if (spec := specs.get(what)) and said:
                yield Answer(spec, said, place.quoting(value.strip()), label, 0.97, "", "split")


def _asked_by(words: str) -> list[str]:
    """What each part of 职务/电话 asks for; "" of a part that asks for nothing known."""
    parts = [part for part in _JOINT.split(words) if part]
    return [next((what for what, known in _ASKED.items() if known.fullmatch(part)), "") for part in parts]


def _numbers(wanted: frozenset[str] | set[str], mobile: str, phone: str, apart: bool) -> dict[str, str]:
    """The numbers by what they answer. `apart`: the form has a line of its own for the mobile one."""
    if not apart:
        return {"phone": mobile or phone} if wanted & {"phone", "mobile", "any"} else {}
    found = {}
    if wanted & {"mobile", "any"} or ("phone" in wanted and not phone):
        found["mobile"] = mobile
    if "fax" in wanted and "phone" not in wanted:
        found["fax"] = phone
    elif wanted & {"phone", "any"}:
        found["phone"] = phone or (mobile if "phone" in wanted else "")
    return found
