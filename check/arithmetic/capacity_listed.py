"""A-38: the capacity that a cell lists by product (主要产品及产能) against what the prose says of that product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from check.arithmetic.drawn import flat
from check.arithmetic.volume_over_capacity import is_capacity
from check.case import Agreed, Answer, Case
from check.exact import is_level
from check.numerals import GOODS, worth_of
from model.document import Cell
from model.finding import Severity
from model.submission import Claim
from model.text import half_width

HEAD = re.compile(r"产能|生产能力|生产规模|设计能力")
ITEM = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z]{2,14}?)(?:的)?(?:设计|年)*(?:产能|生产能力|能力)?(?:为|约|各|[:：])?(?P<n>\d[\d,]*(?:\.\d+)?)(?P<ten>[万亿])?"
    rf"(?P<unit>{GOODS}|千米|公里)(?:/年|每年|/a)?(?=[、，,；;。]|$)"
)
OTHER = re.compile(r"新增|扩|二期|一期|规划|拟|将|其中|单线|每条|单台|日|班|小时|集团|行业|全国")
#: What a plant is designed for is reached with full production: no mere plan.
REACHED = re.compile(r"达产后")
PART = re.compile(r"项目|产线|生产线|本线|车间|分厂|本期")
#: The project is all there is: 全厂唯一的生产基地, 现有产线即为项目全部产线.
ALL = re.compile(
    r"唯一(?:的)?[^，,。；;]{0,12}(?:基地|产线|工厂|车间)|即为(?:本)?项目(?:的)?全部|(?:没有|无)其他(?:产线|车间|基地|工厂)"
)


def find_listed_capacity(case: Case) -> Iterator[Answer]:
    """W: 颚式破碎机180台/年 in the table, 年产颚式破碎机320台的能力 in the prose."""
    claims = [
        c
        for c in case.submission.claims
        if is_capacity(c)
        and is_level(replace(c, planned=c.planned and not REACHED.search(c.text)))
        and (not c.period or REACHED.search(c.text))
        and not OTHER.search(c.text)
    ]
    for cell in listed(case) if claims else ():
        for hit in ITEM.finditer(half_width(cell.text)):
            value = worth_of(hit["n"], hit["ten"])
            name = re.sub(r"^(?:年产|生产|主要|各类)|(?:合计|共计|总计|共)$", "", hit["name"])
            same = [
                c for c in claims if name in c.text and c.amount.unit.removesuffix("/年") == hit["unit"]
                and c.place.path != cell.place.path and not is_part(case, c, value)
            ]  # fmt: skip
            if not same or OTHER.search(hit[0]):
                continue
            if any(c.amount.claimed.low <= value <= c.amount.claimed.high for c in same):
                yield Agreed()
                continue
            yield case.finding(
                f"表内“{hit[0]}”与正文“{same[0].text}”所述为同一产品的产能，两处不一致，请核实。",
                cell.place.quoting(hit[0]),
                same[0],
                severity=Severity.W,
                about=(f"{cell.place.path}“{hit[0]}”", f"{same[0].place.path}“{same[0].text}”"),
                expected=hit[0],
                found=same[0].text,
            )


def is_part(case: Case, claim: Claim, whole: Decimal) -> bool:
    """Whether a project or line makes less than the company lists, and nothing says that there is no other."""
    if not PART.search(claim.text) or claim.amount.value >= whole:
        return False
    return not any(ALL.search(p.text) for p in case.prose() if p.place.path == claim.place.path)


def listed(case: Case) -> Iterator[Cell]:
    """The cells right of a label that names capacity."""
    for grid in case.submission.grids:
        for row in grid.rows if grid.own else ():
            for label, cell in pairwise(row):
                if len(flat(label.text)) < 16 and HEAD.search(flat(label.text)) and cell is not label:
                    yield cell
