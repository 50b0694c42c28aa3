"""P-05: the line's crew before and after the works, told in two clauses; how many of it were saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.exact import is_level
from check.grade import grade
from check.show import show_field, show_percent, show_stated
from model.amount import Hedge, Interval
from model.finding import Severity
from model.submission import Claim, Field
from model.wording import FORMERLY

#: Those of one post, of one shift, of another place.
OF_SOME = re.compile(
    r"检验|质检|检测|巡检|搬运|转运|物流|仓储|仓库|仓管|包装|码垛|打包|维修|维护|检修|技术|技能|管理|统计|录入|记录|班组|工序|岗位?|每|人均|培训|其中|"
    r"工位|上料|下料|装车|看护|值守|抄表|操作室|中控|调度|质量|客服|销售|研发|设计|工程师|同时|另|外协|外包|高峰|旺季|淡季|季节|临时|全厂|公司|企业|集团|车间"
)
#: 集中供料和机器人码垛投用以后: what the change came of, not who was changed.
CAUSE = re.compile(
    r"[^，,。；;]*?(?:投用|上线|投产|改造|建成|完成|实施|应用|建设|启用|运行|投运|配备|采用|替代|代替)(?:以后|之后|后)"
)
THEN = re.compile(rf"(?:{FORMERLY}|原|前)")
HEADS = ("人", "名", "个", "")
SAVED = re.compile(
    r"(?:产线|生产线|整线|全线|本线)[^，,。；;\d]{0,10}(?:减少|减员|节省|节约|少用|精简|压减|裁减|净减|减)"
    r"[^，,。；;\d]{0,6}(?:\d+|[一二三四五六七八九十]+)[名个]?(?:人|员工|操作工|工人)"
)
#: So many points are rounding.
NEAR_POINTS = 3
#: So few may be those of one post.
LEAST = 10


def find_crew_apart(case: Case, before: Field | None, after: Field | None) -> Iterator[Answer]:
    """W: 改造前这条线需要74人，…以后减到了52人 where the cells say 74 and 49: one end alone is the cell's."""
    if not (before and after and before.amount and after.amount) or before.amount.value == after.amount.value:
        return
    beside = Beside.of(case.submission)
    wanted = {before.amount.value, after.amount.value}
    for path, told in beside.claims.items():
        heads = [c for c in told if c.amount.value in wanted or c.amount.unit == "人"]
        for first, second in pairwise(heads):
            ends = sorted((first, second), key=is_then, reverse=True)
            if not all(is_crew(c) for c in ends) or beside.changes_of(first) or beside.changes_of(second):
                continue
            if not is_then(ends[0]) or is_then(ends[1]) or ends[1].period.isdigit():
                continue
            text = beside.texts.get(path, "")
            between = text[text.find(first.text) : text.find(second.text) + len(second.text)]
            if (
                not between
                or re.search("[。\n]", between)
                or len(between) > FAR
                or OF_SOME.search(CAUSE.sub("", between))
            ):
                continue
            yield from hold_ends(case, ends[0], ends[1], before, after)


#: So far apart they are of two things.
FAR = 90


def is_crew(claim: Claim) -> bool:
    level = is_level(claim) and claim.amount.unit in HEADS and claim.amount.hedge is Hedge.NONE
    return level and claim.scope in ("", "line") and claim.amount.value >= LEAST


def is_then(claim: Claim) -> bool:
    return claim.period == "before" or (not claim.period and THEN.search(claim.text) is not None)


def hold_ends(case: Case, then: Claim, now: Claim, before: Field, after: Field) -> Iterator[Answer]:
    pairs = [(then, before), (now, after)]
    wrong = [(c, f) for c, f in pairs if f.amount and c.amount.value != f.amount.value]
    if not wrong:
        yield Agreed()
    elif len(wrong) == 1:
        claim, cell = wrong[0]
        yield case.finding(
            f"正文“{claim.text}”中的{show_stated(claim.amount)}，与表内“{case.label(cell.key)}”填{show_field(cell)}不一致，"
            f"请核实。",
            claim,
            cell,
            severity=Severity.W,
            expected=show_field(cell),
            found=show_stated(claim.amount),
            cures=[case.cure_by(cell, claim.amount)],
        )


#: 产线用工减少60%, 产线人员较建设前下降四成: by how much the whole crew became smaller.
SHRUNK = re.compile(
    r"(?:产线|生产线|整线|全线|本线)(?:总|操作|生产|作业|直接)*(?:用工|用人|人员|人数|定员|员工|操作工|工人)(?:总?数量?|总量|人数|规模)?"
    rf"(?:相?[较比]|与|同)?(?:{FORMERLY}|原)?(?:相比)?(?:已|共|总体|整体|累计|大幅|同比)*(?:减少|下降|降低|精简|压减|压缩|减)"
)


def find_crew_shrunk(case: Case, before: Field | None, after: Field | None) -> Iterator[Answer]:
    """W: 产线用工减少60% where the cells say 86 and 61."""
    if not (before and after and before.amount and after.amount) or before.amount.value <= after.amount.value:
        return
    rate = (before.amount.value - after.amount.value) * 100 / before.amount.value
    for claim in case.submission.claims:
        fell = claim.relation == "change" and claim.direction < 0 and claim.amount.unit == "%" and not claim.planned
        whole = fell and claim.scope in ("", "line") and claim.amount.comparable and SHRUNK.search(claim.text)
        if not whole or OF_SOME.search(claim.text) or claim.base == "industry":
            continue
        miss = grade(Interval(rate, rate), claim.amount, Severity.W)
        if miss is None or abs(claim.amount.value - rate) < NEAR_POINTS:
            yield Agreed()
            continue
        yield case.finding(
            f"正文“{claim.text}”，而表内“{case.label(before.key)}”填{show_field(before)}、“{case.label(after.key)}”填"
            f"{show_field(after)}，按此应减少{show_percent(rate)}，不一致，请核实。",
            claim,
            before,
            after,
            severity=Severity.W,
            expected=show_percent(rate),
            found=show_stated(claim.amount),
        )


def find_crew_saved(case: Case, before: Field | None, after: Field | None) -> Iterator[Answer]:
    """W: 产线共减员29人 where the cells say 86 and 61."""
    if not (before and after and before.amount and after.amount):
        return
    less = before.amount.value - after.amount.value
    yield from find_crew_left(case, before.amount.value, after)
    for claim in case.submission.claims:
        saved = claim.relation == "change" and claim.amount.unit == "人" and claim.amount.hedge is Hedge.NONE
        whole = saved and claim.scope == "line" and not claim.planned and SAVED.search(claim.text)
        if less <= 0 or not whole or claim.amount.value == after.amount.value or OF_SOME.search(claim.text):
            continue
        if claim.amount.value == less:
            yield Agreed()
            continue
        yield case.finding(
            f"正文“{claim.text}”，而表内“{case.label(before.key)}”填{show_field(before)}、“{case.label(after.key)}”填"
            f"{show_field(after)}，相差{less}人，不一致，请核实。",
            claim,
            before,
            after,
            severity=Severity.W,
            expected=f"{less}人",
            found=show_stated(claim.amount),
        )


def find_crew_left(case: Case, before: Decimal, after: Field) -> Iterator[Answer]:
    """W: 产线现有82人，较建设前减少38人: with those who went they are the crew before, and not the crew after."""
    for told in Beside.of(case.submission).claims.values():
        for now, gone in pairwise(told):
            crews = is_crew(now) and not is_then(now) and gone.relation == "change" and gone.direction < 0
            heads = crews and now.amount.unit == gone.amount.unit == "人" and not (now.planned or gone.planned)
            if not heads or now.amount.value + gone.amount.value != before:
                continue
            if after.amount and now.amount.value == after.amount.value:
                yield Agreed()
                continue
            yield case.finding(
                f"正文“{now.text}”“{gone.text}”，与表内“{case.label(after.key)}”填{show_field(after)}不一致，请核实。",
                now,
                gone,
                after,
                severity=Severity.W,
                expected=show_field(after),
                found=show_stated(now.amount),
            )
