"""P-16: a range told of a line's people, or of a named quantity that the book gives elsewhere, leaves the value out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.prose.staff_differs import PART
from check.show import show_plain
from model.amount import Hedge
from model.finding import Severity
from model.submission import Claim

CREW = re.compile(r"用工|定员|用人|人数|操作(?:人员|工)|员工|职工|三班|两班|在岗")
#: 发酵指数的提升幅度落在15%～18%: the name of the quantity before the word of its change.
NAMED = re.compile(
    r"(?P<noun>[\u4e00-\u9fffA-Za-z]{3,12}?)(?:的)?(?:平均|总体|相对)?(?P<how>提升|提高|上升|增长|增加|下降|降低|减少|缩短|压缩|改善)(?:幅度|率|比例)?"
)
EACH = re.compile(r"各|每|单|不同|批次|部分|个别|最高|最低|波动|设定|范围为|计划|预计|目标|行业|同行|工序|品种|季")
RISES = {"提升", "提高", "上升", "增长", "增加"}


def find_range_misses(case: Case) -> Iterator[Answer]:
    cell = case.field("staff_after")
    for claim in case.submission.claims:
        if claim.amount.hedge is not Hedge.RANGE or claim.amount.top is None or claim.planned:
            continue
        people = claim.amount.unit == "人" and claim.scope == "line" and claim.period != "before"
        if people and cell and cell.amount and CREW.search(claim.text) and not PART.search(claim.text):
            if claim.amount.value <= cell.amount.value <= claim.amount.top:
                yield Agreed()
                continue
            yield case.finding(
                f"正文“{claim.text}”，不含{case.say(cell)}，请核实。",
                claim,
                cell,
                severity=Severity.W,
                expected=f"{show_plain(cell.amount.value)}人",
                found=claim.text,
            )
        elif claim.amount.unit == "%" and not claim.concept:
            yield from against_change(case, claim)


def against_change(case: Case, claim: Claim) -> Iterator[Answer]:
    """W where every percentage that the book tells of this very quantity lies outside by a point and more."""
    hit = NAMED.search(claim.text)
    if hit is None or EACH.search(claim.text):
        return
    noun, rise = hit["noun"], hit["how"] in RISES
    same = [
        c
        for c in case.submission.claims
        if c is not claim and noun in c.text and c.amount.unit == "%" and c.relation == "change" and not c.planned
        if c.amount.hedge is Hedge.NONE and (c.direction >= 0) == rise and not EACH.search(c.text)
    ]
    values = {c.amount.value for c in same}
    if len(values) != 1 or claim.amount.top is None:
        return
    value = values.pop()
    if claim.amount.value - 1 < value < claim.amount.top + 1:
        yield Agreed()
        return
    yield case.finding(
        f"正文“{claim.text}”，不含“{same[0].text}”，请核实。",
        claim,
        same[0],
        severity=Severity.W,
        expected=same[0].text,
        found=claim.text,
    )
