"""L-07: efficiency rose by half and more while revenue, output and staff stood still."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from check.arithmetic.columns_summed import years_down, years_drawn
from check.case import Agreed, Answer, Case, NotChecked
from check.evidence import Evidence
from check.plausible.efficiency_told import find_gain_beside_still, find_told_still
from check.plausible.ratio_unusual import ALL_WORKS, amount_of, is_staff
from check.registry import rule
from check.years_told import years_of
from model.submission import Claim

NO_GAIN = re.compile(
    r"研发|设计|物流|仓储|检[测验]|巡检|决策|响应|管理|采购|换[型产模]|追溯|排产|沟通|审批|工序|单台|局部"
)
GAINS = ("efficiency", "labor_productivity")
#: Rows of years: what came in, what was made, who was there.
EARNED = re.compile(r"(?:主营业务|营业|销售)?(?:总)?收入|(?:工业)?总产值|产值|销售额")
MADE = re.compile(r"[\u4e00-\u9fff]{0,8}(?:产量|产出量|出货量)")
STAFFED = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:职工|员工|从业人员|用工|在岗人员|在册人员|生产人员)(?:总?人?数|总数|数量)?"
)
#: Of all people so many must have gone to explain the rise.
FEWER = Decimal("0.1")


@rule("L-07")
def find_efficiency_alone(case: Case) -> Iterator[Answer]:
    """Rows of years told in a table of the book speak before what single crews became."""
    beside = list(find_gain_beside_still(case))
    yield from beside
    if beside:
        return
    cell = next((f for key in case.param("gains") if (f := case.field(key)) and f.amount), None)
    gain = cell or gain_told(case)
    if gain and gain.amount and gain.amount.value >= case.param("least") and not is_fewer(case):
        stood = find_told_still(case)
        if stood:
            said = f"正文称“{gain.text}”" if isinstance(gain, Claim) else case.say(gain)
            told = "、".join(f"“{place.text}”" for place in stood)
            yield case.finding(f"{said}，而正文称{told}，请核实效率提升体现在何处。", gain, *stood)
            return
    earned, still = revenue_of(case), Decimal(str(case.param("still")))
    if gain is None or gain.amount is None or len(earned) < 2:
        raise NotChecked("没有效率指标或三年收入，未核对。")
    made, staff = row_of(case, MADE), row_of(case, STAFFED)
    moved = not stands(earned, still) or (made and not stands(made, still))
    fewer = not stands(staff, still) if staff else is_fewer(case)
    if gain.amount.value < case.param("least") or moved or fewer:
        yield Agreed()
        return
    said = f"正文称“{gain.text}”" if isinstance(gain, Claim) else case.say(gain)
    told = "、".join(words for words, _, _ in (earned[0], earned[-1]))
    rows = [row for row in (made, staff) if row]
    more = "，" + "、".join(f"{row[0][0]}与{row[-1][0]}" for row in rows) if rows else ""
    yield case.finding(
        f"{said}，而{told}几乎未变{f'{more}也几乎未变' if more else ''}{'' if staff else '，正文也未写减员'}，请核实。",
        gain,
        *(spot for row in (earned, *rows) for _, _, spot in (row[0], row[-1])),
    )


Row = list[tuple[str, Decimal, Evidence]]


def revenue_of(case: Case) -> Row:
    """The years of the revenue in cells of the form, else in a table of the book."""
    series = years_of(case, "main_revenue")
    if len(series) > 1:
        return [(case.say(f), amount_of(f).value, f) for _, f in sorted(series.items())]
    return row_of(case, EARNED)


def row_of(case: Case, named: re.Pattern[str]) -> Row:
    """The only row of years of that name."""
    rows = chain(years_drawn(case), years_down(case))
    found = [(label, years) for label, years in rows if named.fullmatch(label) and len(years) > 1]
    if len(found) != 1:
        return []
    label, years = found[0]
    return [(f"{year}年{label}{entry.say()}", entry.value, entry.place) for year, entry in sorted(years.items())]


def stands(row: Sequence[tuple[str, Decimal, Evidence]], still: Decimal) -> bool:
    old, new = row[0][1], row[-1][1]
    return old > 0 and abs(new - old) / old <= still


def is_fewer(case: Case) -> bool:
    """Whether people went: of a company whose size is told a tenth, else anyone."""
    gone = [
        change.before.value - (change.after.value if change.target else change.before.value - change.after.value)
        for change in case.submission.changes
        if change.before.unit == "人"
    ]
    heads = [c.amount.value for c in case.submission.claims if is_staff(c)]
    return bool(gone) and (not heads or sum((n for n in gone if n > 0), Decimal(0)) >= max(heads) * FEWER)


def gain_told(case: Case) -> Claim | None:
    """全厂生产效率提升62%: a rise of the whole works told in the prose."""
    for claim in case.submission.claims:
        rise = claim.relation == "change" and claim.direction > 0 and claim.amount.unit == "%" and not claim.planned
        named = claim.concept in (*case.param("gains"), *GAINS) and ALL_WORKS.search(claim.text)
        if rise and named and claim.scope in ("", "company") and not NO_GAIN.search(claim.text):
            return claim
    return None
