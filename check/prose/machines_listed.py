"""P-22 for machines listed in sentences and lines, in the book or in a paper beside it: more than the form states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

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
OPEN = tuple(
    (
        key,
        re.compile(
            rf"(?:{words})[^，,。；;\d]{{0,8}}(?:设备|装备)[^，,。；;\d]{{0,14}}"
            r"(?:清点|盘点|核对|点验|台账|清单|明细|配置|构成|分布|如下|包括|分别[为有是])[^，,。；;\d:：]{0,10}[:：]?"
        ),
    )
    for key, words in (("equip_auto", "自动化|智能化?"), ("equip_net", "联网|入网|已接入"))
)
MACHINES = re.compile(r"^(?:台套|台[（(]套[）)]|台/套|台|套)$")
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


def find_listed_over_stated(case: Case) -> Iterator[Answer]:
    """W: the machines of such a list together; a list that tells its own sum is weighed there."""
    told = [(text.text, text.place) for text in case.prose()]
    groups = [told, *([(one.text, one.place) for one in lines] for _, lines in papers_told(case))]
    for lines in groups:
        for at, (text, place) in enumerate(lines):
            for key, pattern in OPEN if "备" in text else ():
                hit = pattern.search(text)
                if hit is None or NOT_LINE.search(text[: hit.end()].replace("计划科", "")):
                    continue
                stated = stated_of(case, key)
                items = list(items_of(case, [(text[hit.end() :], place), *lines[at + 1 : at + LINES]]))
                if stated is not None and len(items) >= LEAST:
                    yield judge(case, key, items, stated)


def items_of(case: Case, lines: Sequence[Line]) -> Iterator[Item]:
    """(pieces, words, place) line by line, as long as each tells pieces; the first may be the lead alone."""
    others = re.compile("|".join(case.param("not_machines")))
    for number, (text, place) in enumerate(lines):
        if HEADING.match(text) and number:
            return
        told = re.split("[。；;]", text) if number == 0 else [text]
        found = [(hit, head) for head in told[:1] for hit in ITEM.finditer(head)]
        for hit, _ in found:
            count, name = read_count(hit["n"] or hit["n2"]), hit["name"] or hit["name2"]
            machines = MACHINES.match(hit["unit"] or hit["unit2"]) and not NOT_HERE.search(hit[0])
            if count is not None and machines and not is_none(others, name) and not OF_THEM.fullmatch(name):
                yield count, hit[0], place.quoting(hit[0])
        if not found and number:
            return
        if number == 0 and found:
            return


def judge(case: Case, key: str, items: list[Item], stated: tuple[Field | Claim, Amount]) -> Answer:
    spot, amount = stated
    total = sum((count for count, _, _ in items), Decimal(0))
    if total <= amount.interval.high:
        return Agreed()
    parts = "＋".join(show_plain(count) for count, _, _ in items)
    said = case.say(spot) if isinstance(spot, Field) else f"正文“{spot.text}”"
    called = next(name for lead, name, _ in LEADS if lead == key)
    return case.finding(
        f"所列{called}{parts}＝{show_plain(total)}台套，多于{said}，请核实。",
        spot,
        *(place for _, _, place in items),
        severity=Severity.W,
        expected=f"不多于{show_plain(amount.value)}台套",
        found=f"{show_plain(total)}台套",
    )
