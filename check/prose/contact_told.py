"""X-05 in the prose: number, address, post and name of the contact and the leaders told otherwise than in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from check.case import Agreed, Answer, Case
from check.once import sentence_ahead
from check.spelling import fold_text
from model.finding import Severity
from model.submission import Field, Passage

MOBILE = re.compile(r"(?<!\d)1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)")
MAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
PEOPLE = ("contact_name", "legal_rep_name", "leader_name")
NUMBERS = ("contact_mobile", "contact_phone", "legal_rep_phone", "leader_phone", "vendor_phone")
_RANK = r"(?:副?(?:部长|处长|科长|主任|经理|总监|院长|所长|厂长|书记|董事长|总经理|总工程师|总裁))"
#: 雒涛任公司人力资源部部长, 席若兰（智能制造处处长）.
_POST = (
    r"(?:现任|担任|任|为|是|系|[（(:：，,])?(?:本?公司|企业|我司)?的?"
    rf"(?P<post>[\u4e00-\u9fff]{{2,10}}?(?:部|处|科|室|中心|院|办)?{_RANK})"
)
#: 智能制造处处长由席若岚担任.
_BEFORE = rf"(?:{_RANK}|负责人|组长|联系人|法定代表人)(?:由|为|是|[:：])?"
#: Another post at the same time, or before.
BESIDES = re.compile(r"兼|原|曾|前任|同时|历任|代理")


def find_contact_told(case: Case) -> Iterator[Answer]:
    """W each; a number or an address counts where it stands beside the name, or is nearly the one of the cell."""
    people = [field for key in PEOPLE if (field := case.field(key)) is not None and 2 <= len(field.value) <= 4]
    for passage in case.prose():
        yield from numbers_told(case, passage)
        yield from mails_told(case, passage)
        for person in people:
            yield from names_told(case, passage, person, people)
        yield from post_told(case, passage)


def numbers_told(case: Case, passage: Passage) -> Iterator[Answer]:
    cell = case.field("contact_mobile")
    matches = list(MOBILE.finditer(passage.text)) if cell else []
    known = {digits(field.value)[-11:] for key in NUMBERS if matches and (field := case.field(key)) is not None}
    for match in matches:
        told = digits(match[0])
        if told in known:
            yield Agreed()
        elif cell and (beside(case, passage, match) or Levenshtein.distance(told, digits(cell.value)) <= 2):
            yield differs(case, passage, match[0], cell)


def mails_told(case: Case, passage: Passage) -> Iterator[Answer]:
    cell = case.field("contact_email")
    for match in MAIL.finditer(passage.text) if cell and "@" in passage.text else ():
        told, own = match[0].lower().rstrip("."), fold_text(cell.value).lower() if cell else ""
        if told == own:
            yield Agreed()
        elif cell and (beside(case, passage, match) or told.partition("@")[0] == own.partition("@")[0]):
            yield differs(case, passage, match[0], cell)


def names_told(case: Case, passage: Passage, person: Field, people: list[Field]) -> Iterator[Answer]:
    """A name behind a post that differs from the one of the cell by one character: 席若岚, 席若兰."""
    own = fold_text(person.value)
    if len(own) < 3:
        return
    others = {fold_text(field.value) for field in people}
    for at in range(len(own)):
        if own[:at] not in passage.text or own[at + 1 :] not in passage.text:
            continue
        near = re.escape(own[:at]) + r"[\u4e00-\u9fff]" + re.escape(own[at + 1 :])
        for match in re.finditer(rf"{_BEFORE}(?P<name>{near})(?![\u4e00-\u9fff]{{0,1}}(?:公司|集团))", passage.text):
            legal = person.key == "legal_rep_name" and match[0].startswith("法定代表人")  # told by another check
            if match["name"] not in others and not legal:
                yield differs(case, passage, match[0], person)


def post_told(case: Case, passage: Passage) -> Iterator[Answer]:
    name, title = case.field("contact_name"), case.field("contact_title")
    if name is None or title is None or name.value not in passage.text:
        return
    for match in re.finditer(rf"{re.escape(name.value)}{_POST}", passage.text):
        told, own = match["post"], fold_text(title.value)
        apart = told not in own and own not in told and unit(told) != unit(own) and unit(told) and unit(own)
        if not apart:
            yield Agreed()
        elif not BESIDES.search(match[0]) and "兼" not in own:
            yield differs(case, passage, match[0], title)


def unit(post: str) -> str:
    """The department of a post: 人力资源部部长 → 人力资源."""
    return re.sub(rf"(?:部|处|科|室|中心|院|办)?{_RANK}.*$", "", post)[:4]


def beside(case: Case, passage: Passage, match: re.Match[str]) -> bool:
    """Whether the sentence names the contact before it."""
    name = case.field("contact_name")
    head = sentence_ahead(passage.text, match.start())
    return name is not None and name.value in head


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def differs(case: Case, passage: Passage, words: str, field: Field) -> Answer:
    return case.finding(
        f"正文“{words}”，与{case.label(field.key)}“{field.value}”不一致，请核实。",
        passage.place.quoting(words),
        field,
        severity=Severity.W,
        about=(field.key, passage.key),
        expected=field.value,
        found=words,
    )
