"""A-38 for the machines of one place: 一车间生产设备共57台 here, 一车间现有61台生产设备 there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from check.case import Agreed, Answer, Case
from check.sought import Sought
from check.telling import tell_sentences
from model.finding import Severity
from model.place import Place
from model.wording import FORMERLY

_UNIT = r"(?:台套|台[(（/]?套[)）]?|台|套)"
_NOUN = r"(?:关键|主要|在用)?(?:生产|工艺|加工)?(?:设备|装备|机床)"
_HAS = r"(?:总数|数量|合计|总计|共计|共有|共|现有|为|[:：])+"
COUNT = Sought(
    rf"(?P<noun>{_NOUN}){_HAS}(?P<n>\d{{1,4}}){_UNIT}"
    rf"|(?:现有|共有|全部|共|拥有)(?P<n2>\d{{1,4}}){_UNIT}(?P<noun2>{_NOUN})(?![的中])"
)
#: The place named last before the number; 车间 alone is the one named before it.
SPOT = re.compile(r"[A-Za-z0-9\u4e00-\u9fff]{1,8}(?:车间|生产线|产线|工段|分厂)")
#: 该车间, 3条产线: named by no name.
NAMELESS = re.compile(r"(?:该|本|此|全|新|老|旧|整个|[条个座间]|相关|主要|其他)(?:车间|生产线|产线|工段|分厂)$")
#: Of another time, of a part, of several places.
ELSE = re.compile(
    rf"其中|另|新增|淘汰|原有|计划|拟|将|预计|{FORMERLY}|20\d\d年|辅助|备用|分别|其余|两个?车间|各(?:个|条|车间|产线|生产线|分?厂)|每|[、和与及]$"
)


@dataclass(frozen=True, slots=True)
class Told:
    spot: str
    noun: str
    number: int
    place: Place


def find_place_machines(case: Case) -> Iterator[Answer]:
    """W: one name may end with the other (本厂一车间, 一车间)."""
    found = tuple(tellings(case))
    for at, one in enumerate(found):
        same = [other for other in found[:at] if other.noun == one.noun and is_same(one.spot, other.spot)]
        for other in same[:1]:
            if other.number == one.number:
                yield Agreed()
                continue
            yield case.finding(
                f"“{other.place.text}”与“{one.place.text}”所述同一处{one.noun}的数量不一致，请核实。",
                other.place,
                one.place,
                severity=Severity.W,
                expected=f"{other.number}台（套）",
                found=f"{one.number}台（套）",
            )


def is_same(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def tellings(case: Case) -> Iterator[Told]:
    for text, sentence in tell_sentences(case, COUNT):
        for hit in COUNT.finditer(sentence):
            head = sentence[: hit.start()]
            spots = [spot[0] for spot in SPOT.finditer(head) if not NAMELESS.search(spot[0])]
            if not spots or ELSE.search(head) or (hit["n"] and ELSE.search(sentence[hit.end() : hit.end() + 1])):
                continue
            noun = re.sub("^在用", "", hit["noun"] or hit["noun2"])
            said = sentence[max(0, head.rfind("，") + 1, head.rfind(",") + 1) : hit.end()].strip()
            yield Told(spots[-1], noun, int(hit["n"] or hit["n2"]), text.place.quoting(said))
