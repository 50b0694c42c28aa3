"""P-22 for machines listed in sentences and lines, in the book or in a paper beside it: more than the form states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from check.arithmetic.listed_counts import ITEM
from check.case import Agreed, Answer, Case
from check.numerals import read_count
from check.papers_told import papers_told
from check.prose.equipment_table import LEADS, NOT_LINE, is_none, stated_of
from check.show import show_plain
from model.amount import Amount
from model.finding import Severity
from model.place import Place
from model.submission import Claim, Field

#: What opens a list of machines of one kind: 自动化设备清点结果:, 现场核对的联网设备有.
_LED = r"清点|盘点|核对|点验|台账|清单|明细|配置|构成|分布|如下|包括|分别[为有是]"
OPEN = tuple(
    (
        key,
        re.compile(
            rf"(?:{words})[^，,。；;\d]{{0,8}}(?:设备|装备)(?:[^，,。；;\d]{{0,14}}(?:{_LED})(?:[^，,。；;\d:：]{{0,10}}[:：])?|[:：])"
        ),
    )
    for key, words in (("equip_auto", "自动化|智能化?"), ("equip_net", "联网|入网|已接入"))
)
#: 附表2所列装备包括: the list of the scene's machines told again in words.
ANNEX = re.compile(
    r"附表\s*[2二](?:中)?(?:所列|列出|列明|登记|填报)(?:的)?(?:智能)?(?:设备|装备)(?:共?有|包括|如下|为|[:：])+"
)
MACHINES = re.compile(r"^(?:台套|台[（(]套[）)]|台/套|台|套)$")
#: 手动设备：台钻18台, 二车间12台: another kind, or another place.
ANOTHER = re.compile(r"[:：]|车间|公司|厂|手动|普通|人工|半自动")
#: What is not there, not in use, or of another line.
NOT_HERE = re.compile(r"备[用品件]|未装|不[计属含]|闲置|停用|报废|计划|拟|待|老线|旧线|其他|另|封存")
#: 47台中联网45台: what so many of them are.
OF_THEM = re.compile(
    r"(?:已|其中|均|都|全部|未)*(?:联网|入网|接入|数控|自动化|智能化?|国产|进口|单机|关键|生产|的)*(?:设备|装备)?"
    r"|.*[中里]|.*其中.*"
)
HEADING = re.compile(r"^\s*[一二三四五六七八九十]{1,2}、")
LINES, LEAST = 14, 2
Line = tuple[str, Place]
Item = tuple[Decimal, str, Place]


def find_listed_over_stated(case: Case, whole: Sequence[Claim] = ()) -> Iterator[Answer]:
    """W: the machines of such a list together; a list that tells its own sum is weighed there.

    `whole`: all the machines of a book that tells of no automatic ones, for the list of 附表2 told again.
    """
    told = [(text.text, text.place) for text in case.prose()]
    groups = [told, *([(one.text, one.place) for one in lines] for _, lines in papers_told(case))]
    for lines in groups:
        for at, (text, place) in enumerate(lines):
            for key, pattern in (*OPEN, ("equip_auto", ANNEX)) if "备" in text else ():
                hit = pattern.search(text)
                if hit is None or NOT_LINE.search(text[: hit.end()].replace("计划科", "")):
                    continue
                stated = stated_of(case, key)
                if stated is None and pattern is ANNEX and whole:
                    largest = max(whole, key=lambda claim: claim.amount.value)
                    stated = largest, largest.amount
                items = list(items_of(case, [(text[hit.end() :], place), *lines[at + 1 : at + LINES]]))
                if stated is not None and len(items) >= LEAST:
                    called = (
                        next(name for lead, name, _ in LEADS if lead == key) if pattern is not ANNEX else "附表2设备"
                    )
                    yield judge(case, called, items, stated)


def items_of(case: Case, lines: Sequence[Line]) -> Iterator[Item]:
    """(pieces, words, place) line by line, as long as each tells pieces; the first may be the lead alone."""
    others = re.compile("|".join(case.param("not_machines")))
    for number, (text, place) in enumerate(lines):
        if HEADING.match(text) and number:
            return
        told = first_told(text) if number == 0 else [text]
        found = [(hit, head) for head in told for hit in ITEM.finditer(head)]
        for hit, _ in found:
            count, name = read_count(hit["n"] or hit["n2"]), hit["name"] or hit["name2"]
            machines = MACHINES.match(hit["unit"] or hit["unit2"]) and not NOT_HERE.search(hit[0])
            if count is not None and machines and not is_none(others, name) and not OF_THEM.fullmatch(name):
                yield count, hit[0], place.quoting(hit[0])
        if not found and number:
            return
        if number == 0 and found:
            return


def first_told(text: str) -> list[str]:
    """The first clause, and those behind semicolons that count one more machine each: 车床40台；铣床12台；…"""
    first, *later = re.split("[；;]", text.split("。")[0])
    return [first, *takewhile(lambda one: ITEM.fullmatch(one.strip()) and not ANOTHER.search(one), later)]


def judge(case: Case, called: str, items: list[Item], stated: tuple[Field | Claim, Amount]) -> Answer:
    spot, amount = stated
    total = sum((count for count, _, _ in items), Decimal(0))
    if total <= amount.interval.high:
        return Agreed()
    parts = "＋".join(show_plain(count) for count, _, _ in items)
    said = case.say(spot) if isinstance(spot, Field) else f"正文“{spot.text}”"
    return case.finding(
        f"所列{called}{parts}＝{show_plain(total)}台套，多于{said}，请核实。",
        spot,
        *(place for _, _, place in items),
        severity=Severity.W,
        expected=f"不多于{show_plain(amount.value)}台套",
        found=f"{show_plain(total)}台套",
    )
