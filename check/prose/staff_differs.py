"""P-05: heads told in the prose are not those of the table: the company's size band, the line before and after."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.grade import grade
from check.nearest import find_reading, other_end
from check.prose.crew_told import OF_SOME, find_crew_apart, find_crew_saved, find_crew_shrunk
from check.prose.line_told import find_line_crew
from check.prose.staff_composed import Drawn, find_heads_composed, heads_drawn
from check.registry import rule
from check.show import show_stated
from model.amount import Amount, Interval
from model.finding import Cause, Severity
from model.submission import Change, Claim, Field
from model.wording import CREW_PART

#: Only the whole line's crew is what the table asks for, not its inspectors.
CREW = re.compile(r"(?:产线|生产线|车间|整线)[^，,。；;\d]{0,6}(?:人数|定员|用工|人员|员工|操作工)")
HEADS = re.compile(r"定员|用工|用人|人数|操作(?:人员|工|员)|一线(?:人员|员工|工人)|生产(?:人员|工人)|员工|工人")
PART = re.compile(rf"{CREW_PART}|岗位")
#: 由原来的74人减至52人, 产线用人从74个减到52个: no one else is named.
OWN = re.compile(
    r"(?:该|本|整条?|全|这条|此)?(?:产线|生产线|线)?(?:[一二三四两]个?班(?:[一二三四]运转)?)?(?:总|合计|共)?(?:用人|用工|人员?|人数|定员|配员|员工)?(?:数量|总数)?"
)
MANY = Decimal(10) ** 9


@rule("P-05")
def find_staff_differs(case: Case) -> Iterator[Answer]:
    """The company's staff against 企业规模 (a band); a line's 由 N 人减至 M 人 against 建设完成前、后人数 (W)."""
    bands = [(f, band) for f in case.submission.fields if f.key.endswith("staff_band") and (band := read_band(f.value))]
    heads = [c for c in case.submission.claims if is_company_staff(c)]
    before, after = case.field("staff_before"), case.field("staff_after")
    looked = moved = False
    for claim in heads:
        for field, band in bands:
            looked = True
            yield in_band(case, claim, field, band)
    for answer in (*find_heads_drawn(case, heads), *find_heads_composed(case, heads)):
        looked = True
        yield answer
    for change in case.submission.changes:
        if not is_crew(change) and not is_same_crew(change, before, after):
            continue
        for cell, amount in ((before, change.before), (after, change.after)):
            if cell and cell.amount:
                looked = moved = True
                yield crew(case, change, amount, cell, cell.amount, after if cell is before else before)
    apart = list(find_crew_apart(case, before, after))
    for answer in (*apart, *find_line_crew(case), *find_crew_shrunk(case, before, after)):
        looked = True
        yield answer
    for answer in () if moved or apart else find_crew_saved(case, before, after):
        looked = True
        yield answer
    if not looked:
        raise NotChecked("正文没有可与表内人数对照的人数，或表内未填人数，未核对。", Cause.NOTHING)


def find_heads_drawn(case: Case, heads: Sequence[Claim]) -> Iterator[Answer]:
    """W: 从业人员1,286人 in a table of the book, 全部员工1,068人 in the prose; of one year where both tell it, and of a
    row of years any where the prose tells none."""
    rows = defaultdict[tuple[str, str], list[Drawn]](list)
    for drawn in heads_drawn(case) if heads else ():
        rows[drawn.cell.place.file, drawn.cell.place.path.rpartition("c")[0]].append(drawn)
    for row in rows.values():
        same = [(claim, [d for d in row if is_of_one_year(claim, d)]) for claim in heads]
        same = [(claim, told) for claim, told in same if told]
        if not same:
            continue
        if any(claim.amount.claimed.low <= d.count <= claim.amount.claimed.high for claim, told in same for d in told):
            yield Agreed()
            continue
        claim, last = same[0][0], same[0][1][-1]
        yield case.finding(
            f"正文“{claim.text}”，与表内“{last.label}”填{last.cell.text.strip()}不一致，请核实。",
            claim,
            last.cell.place,
            severity=Severity.W,
            expected=last.cell.text.strip(),
            found=show_stated(claim.amount),
        )


def is_of_one_year(claim: Claim, drawn: Drawn) -> bool:
    return not (drawn.year and claim.period[:4].isdigit()) or claim.period[:4] == drawn.year


def is_company_staff(claim: Claim) -> bool:
    level = claim.concept == "staff" and not claim.relation and claim.amount.unit in ("人", "")
    whole = claim.scope in ("", "company") and claim.period not in ("before", "cumulative")
    return level and whole and not claim.planned and claim.amount.comparable and claim.amount.value >= 10


def read_band(text: str) -> Interval | None:
    """300-999人, 1000人以上, 20人以下, 300（含）至1000人 → the heads that belong to it."""
    numbers = [Decimal(n) for n in re.findall(r"\d+", text.replace(",", ""))]
    if len(numbers) >= 2:
        return Interval(min(numbers), max(numbers))
    if not numbers:
        return None
    if re.search(r"以上|≥|>|＞|及以上|大于", text):
        return Interval(numbers[0], MANY)
    if re.search(r"以下|<|＜|≤|小于|不足", text):
        return Interval(Decimal(0), numbers[0])
    return Interval(numbers[0], numbers[0])


def in_band(case: Case, claim: Claim, field: Field, band: Interval) -> Answer:
    if band.meets(claim.amount.claimed):
        return Agreed()
    near = band.low * Decimal("0.95") <= claim.amount.value <= band.high * Decimal("1.05")
    severity = Severity.W if near or not claim.scope else Severity.E
    return case.finding(
        f"正文“{claim.text}”中的{show_stated(claim.amount)}，与表内“{case.label(field.key)}”填“{field.value}”不一致，请核实。",
        claim,
        field,
        severity=severity,
        expected=field.value,
        found=show_stated(claim.amount),
    )


def is_crew(change: Change) -> bool:
    told = f"{change.subject}，{change.text}"
    whole = CREW.search(told) is not None and PART.search(told) is None
    return change.before.unit == "人" and change.target and not change.planned and whole


def is_same_crew(change: Change, before: Field | None, after: Field | None) -> bool:
    """操作定员由52人压到36人, where 52 are the table's: without the word 产线 one end says that it is the same crew."""
    told = f"{change.subject}，{change.text}"
    ends = ((before, change.before), (after, change.after))
    same = [bool(cell and cell.amount and amount.value == cell.amount.value) for cell, amount in ends]
    if not any(same) or not change.target or change.planned:
        return False
    named = HEADS.search(told) is not None and PART.search(told) is None and change.before.unit == "人"
    bare = change.before.unit in ("人", "个") and OWN.fullmatch(change.subject) and not OF_SOME.search(told)
    return named or bool(bare)


def crew(case: Case, change: Change, amount: Amount, field: Field, right: Amount, other: Field | None) -> Answer:
    if not amount.comparable:
        return Skipped(f"“{change.text}”为约数，未与表内对照。", Cause.INCOMPARABLE)
    miss = grade(right.interval, amount, Severity.W)
    if miss is None:
        return Agreed()
    reading = find_reading(amount, right, other_end(f"“{case.label(other.key)}”" if other else "", other))
    return case.finding(
        f"正文“{change.text}”中的{show_stated(amount)}，与表内“{case.label(field.key)}”填{field.value}不一致"
        f"{reading.said if reading else ''}，请核实。",
        change,
        field,
        severity=miss.severity,
        tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
        expected=f"{field.value}人",
        found=show_stated(amount),
        cures=[case.cure_by(field, amount)],
    )
