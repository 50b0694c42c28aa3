"""A-38 for things that are counted: 386个传感器 here, 传感器共368个 there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.grade import is_swapped
from model.amount import Hedge, Interval
from model.finding import Severity
from model.submission import Claim

#: What may stand between a thing and its number.
FILLER = re.compile(r"(?:总数|总计|总共|合计|共计|共有|现有|已有|配有|共|有|为|是|达到?|专职|在编|[:：])+$")
#: The thing behind the number ends where something else begins.
BEHIND = re.compile(
    r"^[（(]?(?:套[）)])?(?![与和及并的以])(?P<noun>[\u4e00-\u9fffA-Za-z]{2,8}?)(?=[，,。；;、：:（(＋+和与及并的中全均都已在进接实完由经]|分布|用于|覆盖|安装|$)"
)
#: 收录故障规则: what is done to the thing is no part of its name.
VERB = re.compile(
    r"^.*(?:收录|布置|布设|部署|配置|配备|安装|建成|形成|采用|设有|设置|包含|包括|拥有|投入|使用|上线|建立|新建)了?"
)
BEFORE = re.compile(r"(?P<noun>[\u4e00-\u9fffA-Za-z]{2,12})$")
#: Words that name anything.
GENERIC = re.compile(r"设备|系统|平台|人员|员工|项目|产品|装备|企业|公司|车间|机器|工位|产线|模块|数据|指标")
#: A part of the things, or those of another time.
PART = re.compile(
    r"其中|新增|另|首批|二期|一期|计划|拟|将|预计|原有|改造前|每|单|余|多|累计|近\d|分别|其余|剩余|辅助|第"
)
LEAST = Decimal(10)
LONG = 4


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing with its number: where the claim stands, what is counted."""

    noun: str
    claim: Claim

    @property
    def value(self) -> Decimal:
        return self.claim.amount.value


def find_counted_twice(case: Case) -> Iterator[Answer]:
    """W where digits changed places, or one telling stands against two and more alike, or a long name is the same."""
    told = [Counted(noun, c) for c in case.submission.claims if is_plain_count(c) and (noun := noun_of(c))]
    reported: set[frozenset[str]] = set()
    for n, one in enumerate(told):
        alike = [other for other in told if other is not one and is_same(one, other)]
        for other in alike:
            if other not in told[n + 1 :]:
                continue
            if one.value == other.value:
                yield Agreed()
                continue
            votes = [sum(o.value == v for o in (one, *alike)) for v in (one.value, other.value)]
            swapped = is_swapped(Interval(one.value, one.value), other.claim.amount)
            sure = max(votes) > 1 or swapped or (one.noun == other.noun and len(one.noun) >= LONG)
            pair = frozenset((str(one.value), str(other.value), one.claim.amount.unit))
            if not sure or pair in reported or are_rows(case, {one.claim.place.path, other.claim.place.path}):
                continue
            reported.add(pair)
            first, last = (one, other) if votes[0] >= votes[1] else (other, one)
            thing = min(one.noun, other.noun, key=len)
            yield case.finding(
                f"“{first.claim.text}”与“{last.claim.text}”所述{thing}的数量不一致，请核实。",
                first.claim,
                last.claim,
                severity=Severity.W,
                expected=first.claim.text,
                found=last.claim.text,
            )


def is_same(one: Counted, other: Counted) -> bool:
    """Whether both count the same: 传感器 and 油液传感器, 规则 and 规则库, in different places."""
    if one.claim.amount.unit != other.claim.amount.unit or one.claim.place.path == other.claim.place.path:
        return False
    short, long = sorted((one.noun, other.noun), key=len)
    return short in long


def is_plain_count(claim: Claim) -> bool:
    amount = claim.amount
    counted = amount.count and amount.hedge is Hedge.NONE and amount.value >= LEAST and not claim.relation
    dated = claim.period not in ("", "after") and claim.period[:4] in claim.text
    return counted and not claim.planned and not dated and claim.period != "before" and not PART.search(claim.text)


def noun_of(claim: Claim) -> str:
    """What the number counts: the words behind it, else the words before it; "" where they name anything."""
    number = next((part for part in claim.parts if part.role == "number"), None)
    unit = next((part for part in claim.parts if part.role == "unit"), None)
    at = claim.text.find(number.text + unit.text) if number and unit else -1
    if number is None or unit is None or at < 0:
        return ""
    head, tail = claim.text[:at], claim.text[at + len(number.text) + len(unit.text) :]
    if re.search(r"中(?:的|有|已有)?$", head):  # 34台关键设备中的32台: a part
        return ""
    found = BEHIND.match(tail) or BEFORE.search(VERB.sub("", FILLER.sub("", head)))
    return "" if found is None or GENERIC.fullmatch(found["noun"]) else found["noun"]


def are_rows(case: Case, paths: Iterable[str]) -> bool:
    """Whether passages belong to different rows of one repeated part (scenes[1] and scenes[2]), each with its own."""
    rows: dict[str, set[str]] = defaultdict(set)
    for passage in case.submission.passages:
        if passage.place.path in paths and "[" in passage.key:
            rows[passage.key.partition("[")[0]].add(passage.key.partition("]")[0])
    return any(len(keys) > 1 for keys in rows.values())
