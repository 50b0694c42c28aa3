"""P-04, P-05, P-08: what the prose says of the representative line (GS-03) is not what its own cells say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, previous_year
from check.exact import is_level
from check.grade import grade
from check.nearest import find_reading
from check.show import show_field, show_stated
from model.finding import Severity
from model.submission import Claim, Field
from model.wording import CREW_PART, FORMERLY

#: The investment of the line's remaking, without a part of it or another time.
REMAKING = re.compile(r"(?:智能化|数字化|技术)?(?:改造|建设)[^，,。；;\d]{0,6}(?:投资|投入|耗资|花费)")
#: 共完成软硬件投资930万元: all of it, without the buildings, of the one line that the book is of.
SOFT_AND_HARD = re.compile(
    r"(?:共|总|合计|累计|全部|实际|已|最终)(?:共|计)?(?:完成|投入|形成|发生)?[^，,。；;\d]{0,6}?软硬件(?:设备)?(?:总)?(?:投资|投入)"
)
PART = re.compile(
    r"土建|厂房|设备|装备|软件|硬件|其中|计划|拟|将|一期|二期|首期|新增|追加|年均|每年|近三年|累计|贷款|自筹|研发|培训|系统"
)
#: All who work on the line now.
CREW = re.compile(
    r"(?:产线|生产线|整线)[^，,。；;\d]{0,8}(?:人数|定员|用工|人员|员工|操作工|工人|(?:\d+|[一二三四五六七八九十]+)[名人个](?:操作|一线|生产|作业)?(?:人员|员工|操作工|工人))"
)
#: 改造后整线三班合计只用36人: the line and its heads, and no one in particular.
BARE = re.compile(
    r"(?:产线|生产线|整线|全线|整条线|这条线)(?:现在?|目前|如今|改造后|[两三四]个?班)*(?:总共|一共|合计|共计?|总计)?[只仅]?(?:需要?|用|要|配备?|有|剩)(?:工|人)?(?:\d+|[一二三四五六七八九十]+)[名个]?人"
)
NOT_ALL = re.compile(rf"{CREW_PART}|岗位|培训|减少|节约|节省|精简|看护|值守|[夜白中早晚]班|原|{FORMERLY}")
#: All of the line is meant: fewer would be another number, no part.
WHOLE = re.compile(r"(?:整条|全)(?:产|生产)?线|整线|(?:产线|生产线)(?:一?共|总|全部|合计)")
NOT_LAST = re.compile(r"上半年|下半年|季度|月|目标|预计|新增|增加|人均|单台|每|设计|达产|含税")


def find_line_investment(case: Case) -> Iterator[Answer]:
    """产线智能化改造投入1638万元, 共完成软硬件投资1638万元 against its cell; W, for 土建 may be counted in."""
    cell = case.field("line_investment")
    for claim in case.submission.claims:
        money = claim.concept == "investment" and is_level(claim) and claim.amount.unit == "元"
        bare = re.sub("软硬件|实际|累计", "", claim.text)
        own = claim.scope == "line" and REMAKING.search(claim.text) and not PART.search(claim.text)
        whole = claim.scope in ("", "line") and SOFT_AND_HARD.search(claim.text) and not PART.search(bare)
        if cell and cell.amount and money and (own or whole):
            yield hold(case, claim, cell)


def find_line_output(case: Case) -> Iterator[Answer]:
    """2024年该产线实现产值2.16亿元 against 上年度产出; W."""
    cell, year = case.field("line_output_prev"), previous_year(case)
    for claim in case.submission.claims:
        worth = claim.concept in ("output", "volume") and claim.amount.unit == "元"  # 产出2.16亿元
        own = worth and claim.scope == "line" and is_level(claim)
        dated = year is not None and claim.period == str(year)
        if cell and cell.amount and own and dated and not NOT_LAST.search(claim.text):
            yield hold(case, claim, cell)


def find_line_crew(case: Case) -> Iterator[Answer]:
    """该产线现有操作人员112人: more than 建设完成后产线人数, and not those before; W."""
    after, before = case.field("staff_after"), case.field("staff_before")
    for claim in case.submission.claims:
        bare = not claim.concept and BARE.search(claim.text) is not None
        heads = (bare or claim.concept in ("operators", "staff", "staff_line")) and claim.amount.unit in ("人", "")
        own = (
            heads
            and (bare or claim.scope == "line")
            and is_level(claim)
            and claim.period not in ("before", "cumulative")
        )
        if not (after and after.amount and own and (bare or CREW.search(claim.text))) or NOT_ALL.search(claim.text):
            continue
        former = before is not None and before.amount is not None and before.amount.value == claim.amount.value
        fewer = (bare or WHOLE.search(claim.text) is not None) and claim.amount.claimed.high < after.amount.interval.low
        if former or (claim.amount.claimed.low <= after.amount.interval.high and not fewer):
            yield Agreed()
        else:
            yield hold(case, claim, after)


def hold(case: Case, claim: Claim, cell: Field) -> Answer:
    """The sentence against its cell, at most W."""
    miss = grade(cell.amount.interval, claim.amount, Severity.W) if cell.amount else None
    if miss is None or cell.amount is None:
        return Agreed()
    reading = find_reading(claim.amount, cell.amount)
    return case.finding(
        f"正文“{claim.text}”中的{show_stated(claim.amount)}，与表内“{case.label(cell.key)}”填{show_field(cell)}不一致"
        f"{reading.said if reading else ''}，请核实。",
        claim,
        cell,
        severity=miss.severity if miss.severity is Severity.I else Severity.W,
        tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
        expected=show_field(cell),
        found=show_stated(claim.amount),
    )
