"""A-03, A-04, A-06: a percentage that no count of things gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.counts_told import find_counts_told
from check.arithmetic.machines_drawn import find_shares_drawn
from check.arithmetic.parts_named import find_parts_named
from check.arithmetic.rate_columns import find_rate_columns
from check.arithmetic.rates_beside import (
    find_rates_alone,
    find_rates_beside,
    find_tested,
    read_share,
    tells_of_some,
)
from check.arithmetic.ratio_differs import sides
from check.arithmetic.sentences import Sentence, sentences
from check.arithmetic.share_of_counted import find_share_of_counted, find_share_of_machines
from check.arithmetic.shares_told import OF_WORTH, find_shares_differ, is_of_ranked
from check.case import Agreed, Answer, Case, NotChecked
from check.exact import is_exact_count, only_one
from check.grade import grade
from check.nearest import find_ratio_reading, wrong_parts
from check.registry import rule
from check.show import show_amount, show_field, show_plain, show_range
from check.sought import sought
from model.amount import Amount, Hedge, fits_count
from model.finding import Cause, Finding, Severity
from model.submission import Claim, Field

#: More things than this and every percentage with one decimal can be hit: GRIM says nothing.
MANY = 2000

#: 关键设备48台, 48台关键设备; the first number of the clause alone.
KEY_MACHINES = re.compile(
    r"(?<!非)关键(?:工序)?(?:生产)?(?:设备|装备)(?:总数|共|共有|共计|合计|为)*\d"
    r"|^[^\d]{0,6}\d+(?:台套|台|套)(?:（套）|\(套\))?关键(?:工序)?(?:生产)?(?:设备|装备)(?!中\d)"
)
#: What the rate of connection is counted on: 应联网设备40台, 具备联网条件的52台.
TO_CONNECT = re.compile(
    r"(?<![不未])(?:应|需|可|具备|纳入)(?:予以)?(?:联网|入网|接入|连网)(?:条件|范围|统计|系统|网络)?[^，,。；;\d]{0,8}\d"
)
#: A share whose whole is the staff, wherever that is told.
OF_STAFF = re.compile(r"占(?:公司|企业|全公司|全厂|全部|全体|总)*(?:在册|在岗)?(?:职工|员工|从业人员|人数)")


@rule("A-03", "A-04")
def find_ratio_of_counts_differs(case: Case) -> Iterator[Answer]:
    """part ÷ whole of the table (R1); part ÷ another base of the form that fits is named, then W."""
    drawn = [*find_shares_drawn(case)]
    yield from drawn
    if any(not isinstance(one, Agreed) for one in drawn) and not case.field(case.param("ratio")):
        return
    part, whole, stated = (case.need(case.param(name)) for name in ("part", "whole", "ratio"))
    yield from find_told_share_differs(case, stated)
    if not (part.amount and whole.amount and stated.amount) or whole.amount.value <= 0:
        raise NotChecked("台套数或占比不是一个数，无法核对。", Cause.AMBIGUOUS)
    expected = (part.amount.interval / whole.amount.interval).scaled(100)
    miss = grade(expected, stated.amount)
    if miss is None or (
        fits_count(stated.amount.value, stated.amount.step, int(whole.amount.value))
        and abs(expected.middle - stated.amount.value) <= stated.amount.step
    ):
        yield Agreed()
        return
    severity, tags, hint = miss.severity, miss.tags, ""
    for key in case.param("other_bases"):
        base = case.field(key)
        if base and base.amount and base.amount.value > 0:
            other = (part.amount.interval / base.amount.interval).scaled(100)
            if other.meets(stated.amount.claimed):
                severity, tags, hint = Severity.W, (*tags, "other_base"), f"，与以“{case.label(key)}”为基数的比值相符"
    if not hint and (reading := find_ratio_reading(stated.amount, expected, wrong_parts(part.amount, whole.amount))):
        tags, hint = (*tags, reading.tag), reading.said
    right = show_range(expected, "%", stated.amount.step)
    yield case.finding(
        f"{case.say(stated)}，按{show_plain(part.amount.value)}÷{show_plain(whole.amount.value)}应为{right}{hint}，"
        "不一致，请核实。",
        stated,
        part,
        whole,
        severity=severity,
        tags=dict.fromkeys(tags),
        about=(stated.key, part.key, whole.key),
        expected=right,
        found=show_field(stated),
        cures=sides(case, stated, part, whole),
    )


def find_told_share_differs(case: Case, cell: Field) -> Iterator[Answer]:
    """联网47台（套），占自动化、智能化设备的88.2% in the prose against the cell of this ratio."""
    pattern = sought(case.param("told"))
    for passage in case.prose_with(pattern):
        for hit in pattern.finditer(passage.text):
            stated = read_share(hit["share"])
            share = stated.value
            miss = grade(cell.amount.interval, stated, points=True) if cell.amount else None
            if miss is None or case.reference.lexicons.is_plan(hit[0]):
                yield Agreed()
                continue
            yield case.finding(
                f"正文“{hit[0]}”，{case.say(cell)}，两处不一致，请核实。",
                passage.place.quoting(hit[0]),
                cell,
                severity=miss.severity,
                about=(f"{passage.place.path}“{hit[0]}”", cell.key),
                expected=show_field(cell),
                found=f"{show_plain(share)}%",
            )


@rule("A-06")
def find_impossible_percentage(case: Case) -> Iterator[Answer]:
    """GRIM: no k of N things gives the printed percentage. With part and whole in the sentence it is recomputed.

    What is over 100 % is told by A-09.
    """
    looked, judged = False, set[tuple[str, Decimal]]()
    for key, whole_key in case.param("pairs").items():
        ratio, whole = case.field(key), case.field(whole_key)
        if ratio and whole and ratio.amount and whole.amount and not case.field(case.param("parts").get(key, "")):
            looked = True
            yield judge_grim(case, ratio, ratio.amount, whole, whole.amount)
    machines = key_machines(case)
    for key in case.param("told"):
        stated = case.field(key) or rate_beside(case, key, machines)
        if stated and stated.amount and machines:
            looked = True
            judged.add((machines.place.path, stated.amount.value))
            yield judge_told(case, stated, stated.amount, machines)
    for sentence in sentences(case):
        for claim in sentence.claims:
            if (
                claim.relation != "share"
                or claim.amount.unit != "%"
                or not claim.amount.comparable
                or OF_WORTH.search(claim.text)
                or is_of_ranked(case, claim)
            ):
                continue
            if OF_STAFF.search(claim.text) and (staff := only_staff(case)) and (part := people_before(sentence, claim)):
                looked = True
                judged.add((claim.place.path, claim.amount.value))
                fits = (judge_share(case, claim, part, whole) for whole in wholes_beside(sentence, part))
                yield next((one for one in fits if isinstance(one, Agreed)), judge_share(case, claim, part, staff))
            elif len(claim.operands) == 2 and all(operand.count for operand in claim.operands):
                looked = True
                judged.add((claim.place.path, claim.amount.value))
                few, all_of = claim.operands
                fits = (judge_share(case, claim, few, one) for one in wholes_beside(sentence, few))
                yield next((one for one in fits if isinstance(one, Agreed)), judge_share(case, claim, few, all_of))
    told = ""
    for answer in (
        *find_counts_told(case),
        *find_shares_differ(case, judged),
        *find_rates_beside(case, judged),
        *find_rates_alone(case, judged),
        *find_tested(case),
        *find_parts_named(case, judged),
        *find_shares_drawn(case),
        *find_rate_columns(case),
        *find_share_of_machines(case, machines),
    ):
        looked = True
        told += answer.message if isinstance(answer, Finding) else ""
        yield answer
    for answer in find_share_of_counted(case):
        looked = True
        if not (isinstance(answer, Finding) and answer.found and answer.found in told):  # heard before
            yield answer
    if not looked:
        raise NotChecked("没有可与台套数、人数对照的百分比，未核对。", Cause.NOTHING)


def only_staff(case: Case) -> Amount | None:
    """The company's staff, where the book tells one number of it."""
    told = {c.amount for c in case.submission.claims if c.concept == "staff" and c.scope == "company" and is_level(c)}
    return told.pop() if len({amount.value for amount in told}) == 1 else None


def wholes_beside(sentence: Sentence, part: Amount) -> list[Amount]:
    """Counts of the sentence that this may be a part of: 从业人员1742人（含派遣1778人）."""
    return [c.amount for c in sentence.claims if c.amount.unit == part.unit and c.amount.value > part.value]


def is_level(claim: Claim) -> bool:
    return not claim.relation and not claim.planned and claim.period in ("", "after") and claim.amount.count


def people_before(sentence: Sentence, claim: Claim) -> Amount | None:
    """The head count right before a share of the staff: 诊断人员11人，占公司职工的3.9%."""
    before = sentence.claims[: sentence.claims.index(claim)]
    return before[-1].amount if before and before[-1].amount.unit == "人" and is_level(before[-1]) else None


def judge_share(case: Case, claim: Claim, part: Amount, whole: Amount) -> Answer:
    """其中数控设备96台，占75% of 120台: 80 %."""
    if whole.value <= 0 or part.hedge is not Hedge.NONE or whole.hedge is not Hedge.NONE or part.value > whole.value:
        return Agreed()
    expected = (part.interval / whole.interval).scaled(100)
    miss = grade(expected, claim.amount, points=True)
    if miss is None:
        return Agreed()
    reading = find_ratio_reading(claim.amount, expected, wrong_parts(part, whole))
    right = show_range(expected, "%", claim.amount.step)
    return case.finding(
        f"“{claim.text}”按{show_plain(part.value)}÷{show_plain(whole.value)}应为{right}"
        f"{reading.said if reading else ''}，不一致，请核实。",
        claim,
        severity=miss.severity,
        tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
        expected=right,
        found=show_amount(claim.amount.value, "%", claim.amount.step),
    )


def judge_grim(case: Case, ratio: Field, stated: Amount, whole: Field, count: Amount) -> Answer:
    things = int(count.value)
    if not 0 < things <= MANY or stated.value > 100 or fits_count(stated.value, stated.step, things):
        return Agreed()
    near = sorted({max(0, int(stated.value * things / 100)), min(things, int(stated.value * things / 100) + 1)})
    said = "、".join(f"{k}/{things}={show_plain(round(Decimal(k) * 100 / things, 1))}%" for k in near)
    return case.finding(
        f"{case.say(ratio)}，而{case.say(whole)}，没有相应的整数个数（最近为{said}），请核实。",
        ratio,
        whole,
        expected=said,
        found=show_field(ratio) if isinstance(ratio, Field) else show_amount(stated.value, "%", stated.step),
    )


def key_machines(case: Case) -> Claim | None:
    """关键设备48台 of the prose, where it is the only such count; in 在41台关键设备上部署 they are not all of them."""
    told = [c for c in case.submission.claims if is_exact_count(c) and KEY_MACHINES.search(c.text)]
    return only_one([c for c in told if not tells_of_some(c.text, 0, 0)])


def rate_beside(case: Case, key: str, machines: Claim | None) -> Claim | None:
    """关键设备48台，数控化率87.3%: the rate told with the count in one paragraph, where the form has no cell for it."""
    if machines is None or case.spec(key) is not None:
        return None
    told = [c for c in case.submission.claims if c.concept == key and c.place.path == machines.place.path]
    level = [c for c in told if not (c.relation or c.planned) and c.period in ("", "after") and c.amount.comparable]
    return only_one(level)


def bases_told(case: Case, ratio: Field | Claim) -> list[Claim]:
    """应联网设备40台: where the book tells what a rate of connection is counted on, not all key machines are."""
    said = case.label(ratio.key) if isinstance(ratio, Field) else ratio.text
    if not re.search(r"联网|入网|接入", said):
        return []
    return [c for c in case.submission.claims if is_exact_count(c) and c.amount.value > 0 and TO_CONNECT.search(c.text)]


def judge_told(case: Case, ratio: Field | Claim, stated: Amount, machines: Claim) -> Answer:
    things = int(machines.amount.value)
    if not 0 < things <= MANY or stated.value > 100 or fits_count(stated.value, stated.step, things):
        return Agreed()
    if any(fits_count(stated.value, stated.step, int(c.amount.value)) for c in bases_told(case, ratio)):
        return Agreed()
    low = int(stated.value * things / 100)
    said = "、".join(
        f"{k}/{things}={show_plain(round(Decimal(k) * 100 / things, 1))}%" for k in (low, low + 1) if k <= things
    )
    shown = case.say(ratio) if isinstance(ratio, Field) else f"“{ratio.text}”"
    return case.finding(
        f"{shown}，而正文“{machines.text}”，没有相应的整数台数（最近为{said}），请核实。",
        ratio,
        machines,
        expected=said,
        found=show_field(ratio) if isinstance(ratio, Field) else show_amount(stated.value, "%", stated.step),
    )
