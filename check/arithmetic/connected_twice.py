"""A-38 for the machines of the whole factory that are connected:
全厂联网设备共312台 here, 全厂已接入设备321台 there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.sought import Sought
from check.telling import Text, tell_sentences
from model.finding import Severity
from model.wording import FORMERLY

_ALL = r"(?:全厂|全公司|全部厂区|整个工厂|整个厂区|全园区)"
_JOINED = r"(?:接入|联网|入网|上网|互联|连网|联接)"
_NOUN = r"(?P<kind{n}>关键|主要|核心|重点|各类|各种|生产|工艺|智能|数控|自动化?)*(?:的)?(?:设备|装备|机床|机台)"
_COUNT = r"(?P<n{n}>\d{{2,5}})\s*(?:台套|台[(（/]?套[)）]?|台|套)"
JOINED = Sought(
    rf"{_ALL}(?:现|已|共|累计|在|均|所有|内|范围内|的)*{_JOINED}(?:平台|网络|系统)?(?:的|了)?{_NOUN.format(n=1)}"
    rf"(?:总数|数量)?(?:现有|达到?|共有?|共计|合计|总计|为|约|有|[:：])*{_COUNT.format(n=1)}"
    rf"|{_ALL}(?:现|已|共|累计|在|均|内|的)*{_JOINED}(?:平台|网络|系统)?(?:的|了)?(?:共|达)?{_COUNT.format(n=2)}{_NOUN.format(n=2)}"
    rf"|{_ALL}(?:现|已|共|累计|共有|现有|有)*{_COUNT.format(n=3)}{_NOUN.format(n=3)}(?:已|均|都|全部|实现|完成)+{_JOINED}"
)
#: A part, another time, what is planned; 约400台 is rough.
ELSE = re.compile(rf"其中|部分|新增|计划|拟|将|预计|目标|力争|到20\d\d年|{FORMERLY}|约\s*\d|余台|多台")
YEAR = re.compile(r"20\d\d年")


def find_connected_twice(case: Case) -> Iterator[Answer]:
    """W: two numbers of one name, neither of a year of its own."""
    told: dict[str, tuple[Text, str, int]] = {}
    for text, sentence in tell_sentences(case, JOINED):
        for hit in JOINED.finditer(sentence):
            at = next(n for n in "123" if hit[f"n{n}"])
            head = re.split(r"[，,]", sentence[: hit.start()])[-1]
            if ELSE.search(head + hit[0]) or YEAR.search(head + hit[0]) or ELSE.match(sentence[hit.end() :]):
                continue
            kind, number = hit[f"kind{at}"] or "", int(hit[f"n{at}"])
            first = told.setdefault(kind, (text, hit[0], number))
            if first[2] == number:
                yield Agreed()
                continue
            yield case.finding(
                f"“{first[1]}”与“{hit[0]}”所述接入设备的数量不一致，请核实。",
                first[0].place.quoting(first[1]),
                text.place.quoting(hit[0]),
                severity=Severity.W,
                about=(f"{text.place.path}“{hit[0]}”",),
                expected=first[1],
                found=hit[0],
            )
            return
