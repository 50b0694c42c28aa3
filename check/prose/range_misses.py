"""P-16: a range told of a line's people, or of a named quantity that the book gives elsewhere, leaves the value out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.exact import is_exact, only_one
from check.prose.staff_differs import PART
from check.show import show_plain
from model.amount import Amount, Hedge
from model.finding import Severity
from model.submission import Claim, Field

CREW = re.compile(r"用工|定员|用人|人数|操作(?:人员|工)|员工|职工|三班|两班|在岗")
#: 发酵指数的提升幅度落在15%～18%: the name of the quantity before the word of its change.
NAMED = re.compile(
    r"(?P<noun>[\u4e00-\u9fffA-Za-z]{3,12}?)(?:的)?(?:平均|总体|相对)?(?P<how>提升|提高|上升|增长|增加|下降|降低|减少|缩短|压缩|改善)(?:幅度|率|比例)?"
)
#: Rates that a form or a table gives as one number, by their concept.
LEVELS = {"pass": "pass_after", "premium": "premium_after", "oee": "", "nc_ratio_all": "", "nc_ratio_key_process": ""}
#: Of one step of the work, one machine, one kind; the first time round; of another time.
OF_ONE = re.compile(
    r"工序|工段|工位|一次|首[检件次]|初检|来料|单[台机班]|机台|每[台条]|个别|部分|各(?!月|季)|不合格|某|试点|试运行|阶段|"
    r"[焊涂锻铸]|淡季|旺季|改造前|同行|行业|头部|龙头|标杆|目标|计划|要求|外协|供应商|批合格率"
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
        elif (
            claim.concept in LEVELS
            and claim.period != "before"
            and not claim.relation
            and not OF_ONE.search(claim.text)
        ):
            yield from against_level(case, claim)


def against_level(case: Case, claim: Claim) -> Iterator[Answer]:
    """W: the rate of a form's cell, else the only one that the book tells elsewhere, lies outside the range."""
    cell = case.field(LEVELS[claim.concept])
    spots: list[tuple[str, Field | Claim, Amount]] = (
        [(case.say(cell), cell, cell.amount)] if cell and cell.amount else []
    )
    if not spots:
        same = [
            c
            for c in case.submission.claims
            if c.concept == claim.concept and c.amount.unit == claim.amount.unit
            if is_exact(c) and not OF_ONE.search(c.text)
            if not (c.period and claim.period) or c.period == claim.period
            if not (c.scope and claim.scope) or c.scope == claim.scope
        ]
        told = only_one(same)
        spots = [(f"“{told.text}”", told, told.amount)] if told else []
    for said, spot, amount in spots:
        if (
            claim.amount.top is None
            or claim.amount.value - amount.step <= amount.value <= claim.amount.top + amount.step
        ):
            yield Agreed()
            continue
        yield case.finding(
            f"正文“{claim.text}”，不含{said}，请核实。",
            claim,
            spot,
            severity=Severity.W,
            expected=said,
            found=claim.text,
        )


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
