"""A-28: a fall by its own size and more; a multiple that the two numbers beside it give in neither reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.drawn import flat
from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked
from check.grade import grade
from check.registry import rule
from check.show import show_plain
from model.amount import Amount, Interval
from model.finding import Cause, Severity
from model.submission import Change, Claim
from model.wording import FALL


@rule("A-28")
def find_senseless_multiple(case: Case) -> Iterator[Answer]:
    """降低2倍, 减少一倍, 降低0.5倍: no fall is told in multiples. 提高2倍 has two readings: no finding (trap 13)."""
    looked, beside = False, Beside.of(case.submission)
    for claim in case.submission.claims:
        if claim.amount.unit != "倍" or claim.planned:
            continue
        looked = True
        by_times = not claim.operands and FALLS_BY.search(claim.text) is not None
        falls = claim.direction < 0 and (claim.relation == "change" or by_times) and not LEFT.search(claim.text)
        if not falls and not claim.operands and (change := pair_before(beside, claim)):
            yield judge_pair(case, claim, change)
        elif not falls and len(claim.operands) == 2 and not beside.changes_of(claim):
            yield judge_ends(case, claim.text, claim, *claim.operands, claim.amount) or Agreed()
        elif falls:
            yield case.finding(
                f"“{claim.text}”中下降{show_plain(claim.amount.value)}倍没有意义，是否为降至几分之一，请核实。",
                claim,
                tags=("multiple",),
            )
        else:
            yield Agreed()
    for change in case.submission.changes:
        answer = judge_multiple(case, change)
        looked = looked or answer is not None
        if answer:
            yield answer
    for answer in find_multiples_drawn(case):
        looked = True
        yield answer
    if not looked:
        raise NotChecked("正文没有用倍数表述的变化，未核对。", Cause.NOTHING)


_MANY = r"(?:了|约|近|超过?|达)*(?P<n>\d+(?:\.\d+)?|[一二两三四五六七八九十])倍"
#: 人工成本压缩1倍; not 降至原来的0.6倍.
FALLS_BY = re.compile(rf"(?:{FALL})(?<![至到]){_MANY}")
#: 下降至同行的1.2倍: what is left.
LEFT = re.compile(rf"[至到为][^，,。；;\d]{{0,8}}?{_MANY}")
#: A cell of a table with nothing but 降低1倍, 减少两倍.
DRAWN = re.compile(rf"(?:平均|同比|累计|约)?{FALLS_BY.pattern}(?:以上|左右|多)?")


def find_multiples_drawn(case: Case) -> Iterator[Answer]:
    known = {claim.place.path for claim in case.submission.claims}
    for grid in case.submission.grids:
        for row in grid.rows if grid.own else ():
            for cell in dict.fromkeys(row):
                hit = DRAWN.fullmatch(flat(cell.text)) if "倍" in cell.text else None
                if hit and cell.place.path not in known:
                    yield case.finding(
                        f"表中“{flat(row[0].text)}”的“{hit[0]}”没有意义，是否为降至几分之一，请核实。",
                        cell.place.quoting(cell.text.strip()),
                        about=(cell.place.path,),
                        tags=("multiple",),
                    )


#: What a multiple behind two numbers may speak of under another name; of times and heads it is the inverse.
SPEED = re.compile(r"速度|效率|产出|产能|产量|能力|人效|工效|处理量|吞吐|规模|数量")
INVERSE = ("天", "小时", "分钟", "秒", "人")
#: The multiple ends the sentence that tells the pair: 从8批做到11批，产出是原来的两倍多.
MOST_BETWEEN = 26
BETWEEN = re.compile(r"^[^\d，,。；;]{0,10}[，,][^\d，,。；;]{0,16}$")


def pair_before(beside: Beside, claim: Claim) -> Change | None:
    """The change right before a multiple of the same sentence that names it in another word; no claim of its own."""
    number = next((part.text for part in claim.parts if part.role == "number"), "")
    head = claim.text.partition(number)[0] if number else ""
    if not SPEED.search(head) or re.search(r"同比|上年|去年|行业|\d", head):
        return None
    start = min((part.start for part in claim.parts), default=0)
    passage = beside.texts.get(claim.place.path, "")
    for change in beside.changes.get(claim.place.path, ()):
        end = passage.find(change.text) + len(change.text)
        told = change.target and not change.planned and change.claim is None and change.text in passage
        if told and 0 <= start - end <= MOST_BETWEEN and BETWEEN.match(passage[end:start]):
            return change
    return None


def judge_pair(case: Case, claim: Claim, change: Change) -> Answer:
    before, after = change.before, change.after
    if before.unit in INVERSE and after.value < before.value:
        before, after = after, before
    return judge_ends(case, f"{change.text}，{claim.text}", claim, before, after, claim.amount) or Agreed()


def judge_multiple(case: Case, change: Change) -> Answer | None:
    """由52件提高到72件，提高2.4倍: 72÷52 is 1.38, 提高 may mean that or 0.38. None where nothing can be computed."""
    if change.claim is None or change.claim.unit != "倍" or change.planned or not change.target:
        return None
    return judge_ends(case, change.text, change, change.before, change.after, change.claim)


def judge_ends(
    case: Case, text: str, spot: Change | Claim, before: Amount, after: Amount, claim: Amount
) -> Answer | None:
    if not (claim.comparable and before.comparable and after.comparable) or before.interval.low <= 0:
        return None
    times = after.interval / before.interval if before.unit == after.unit else None
    if times is None or times.middle <= 1 or after.value <= before.value:
        return None
    both = (times, Interval(times.low - 1, times.high - 1))
    if any(grade(reading, claim) is None for reading in both):
        return Agreed()
    nominal = after.value / before.value
    right = f"{show_plain(round(nominal, 2))}倍"
    return case.finding(
        f"“{text}”中的{show_plain(claim.value)}倍，按变化后÷变化前为{right}"
        f"（即提高{show_plain(round(nominal - 1, 2))}倍），"
        "不一致，请核实。",
        spot,
        severity=Severity.W,
        expected=right,
        found=f"{show_plain(claim.value)}倍",
        tags=("multiple",),
    )
