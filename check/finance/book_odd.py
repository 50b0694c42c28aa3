"""F-14, F-15, F-16, Y-06: figures of the book that the statements make unlikely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked, previous_year
from check.finance.capital_told import MONEY, UNIT, find_capitalised_told, gross_noted
from check.finance.columns import amount_of, columns, usable, yuan
from check.numerals import worth_of
from check.papers_told import papers_told
from check.plausible.ratio_unusual import is_staff
from check.registry import rule
from check.show import WAN, show_plain
from check.spelling import fold_text
from check.time.build_dates import read_build
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Claim, Field, Statement

#: So many times over is a matter of 元, 千元 and 万元, not of what was spent.
UNIT_SLIP = 1000
#: A heading of the notes: （十三）应付职工薪酬列示.
SHORT = 16


def latest(found: list[Statement]) -> Statement:
    """The own column of the last year, the group's before the parent's."""
    return max(found, key=lambda s: (s.year or 0, not s.opening, s.scope == "consolidated"))


@rule("F-14")
def find_investment_over_assets(case: Case) -> Iterator[Answer]:
    """The investment against 固定资产原值 + 在建工程 + 无形资产 of the last year. Of net values W for works of the last
    years, most of whose cost is not written off yet (see `still_booked`), else I. I, too, where the prose says that
    others own the equipment (`others_own`)."""
    told = list(find_capitalised_told(case))
    yield from told
    spent = next((f for key in case.param("investments") if (f := case.field(key)) and f.amount), None)
    if (spent is None or spent.amount is None) and told:
        return
    if spent is None or spent.amount is None:
        raise NotChecked("投资额未填写或未读到，无法核对。")
    sheet = latest(columns(case, "balance"))
    gross = amount_of(sheet, "bs.fixed_cost") or gross_noted(case, sheet)
    fixed = gross or amount_of(sheet, "bs.fixed_assets") or amount_of(sheet, "bs.fixed_assets_total")
    if fixed is None:
        raise NotChecked("资产负债表没有读到固定资产，无法与投资额比较。")
    parts = [fixed, *(a for key in ("bs.construction", "bs.intangibles") if (a := amount_of(sheet, key)))]
    total = sum((a.interval.high for a in parts), Decimal(0))
    if spent.amount.claimed.low <= total:
        yield Agreed()
        return
    if spent.amount.claimed.low > total * UNIT_SLIP:
        raise NotChecked("投资额为固定资产等的千倍以上，货币单位可能有误（见F-10），无法比较。", Cause.AMBIGUOUS)
    name = "固定资产原值" if gross else "固定资产净额"
    line = sheet.line("bs.fixed_cost") or sheet.line("bs.fixed_assets") or sheet.line("bs.fixed_assets_total")
    said = yuan(sum((a.value for a in parts), Decimal(0)))
    grave = gross is not None or spent.amount.claimed.low * still_booked(case, sheet.year or 0) > total
    if any(re.search(case.param("others_own"), passage.text) for passage in case.prose()):
        grave = False
    yield case.finding(
        f"{case.say(spent)}，大于{sheet.year}年末{name}、在建工程与无形资产之和{said}，"
        "请核实（租赁、集团出资可属正常）。",
        spent,
        *((line,) if line else ()),
        severity=None if grave else Severity.I,
        about=(spent.key,),
        found=spent.value,
    )


def still_booked(case: Case, year: int) -> Decimal:
    """The least share of the investment that must be on the books at the end of that year: a tenth is written off each
    year since the middle of the works, a tenth more may be expensed; of works that ended later two thirds count."""
    try:
        build = read_build(case)
    except NotChecked:  # how old the works are is not known
        return Decimal(0)
    if build.start is None or build.end is None:
        return Decimal(0)
    if build.end.last.year > year:
        return Decimal(2) / 3
    middle = Decimal(build.start.first.year + build.end.last.year) / 2
    return max(Decimal(0), Decimal("0.9") - Decimal("0.1") * max(Decimal(0), year - middle))


@rule("F-15")
def find_tax_below_surcharges(case: Case) -> Iterator[Answer]:
    """Taxes paid are at least 税金及附加 of the same year."""
    looked = False
    for sheet in columns(case, "income"):
        line, own = sheet.line("is.tax"), case.field(f"tax[{sheet.year}]")
        if own is None and sheet.year == previous_year(case):
            own = case.field("tax_prev")
        if line is None or line.amount is None or own is None or own.amount is None:
            continue
        looked = True
        if own.amount.claimed.high >= line.amount.interval.low:
            yield Agreed()
            continue
        yield case.finding(
            f"{case.say(own)}，小于{sheet.year}年利润表税金及附加{yuan(line.amount.value)}，请核实税金的口径。",
            own,
            line,
        )
    for claim in case.submission.claims:
        if not is_all_tax(claim):
            continue
        found = (s.line("is.tax") for s in columns(case, "income") if str(s.year) == claim.period and not s.opening)
        line = next((line for line in found if line and line.amount), None)
        if line is None or line.amount is None:
            continue
        looked = True
        if claim.amount.claimed.high >= line.amount.interval.low:
            yield Agreed()
            continue
        yield case.finding(
            f"正文“{claim.text}”，小于{claim.period}年利润表税金及附加{yuan(line.amount.value)}，请核实税金的口径。",
            claim,
            line,
        )
    if not looked:
        raise NotChecked("没有同年的税金和税金及附加，无法核对。")


#: One tax of many, or what was let off.
ONE_TAX = re.compile(
    r"增值税|所得税|印花税|房产税|土地|环保税|环境保护税|资源税|附加|个人|代扣|减[免税]|退|免|抵扣|加计|留抵|新增|节"
)


def is_all_tax(claim: Claim) -> bool:
    """A year's taxes of the company, told in the prose."""
    level = claim.concept == "tax" and not claim.relation and not claim.planned and claim.amount.unit == "元"
    return level and claim.scope in ("", "company") and ONE_TAX.search(claim.text) is None


@rule("F-16")
def find_wages_per_head(case: Case) -> Iterator[Answer]:
    """Cash paid to staff by the staff that the prose states: 2–40 万元 a head and year."""
    heads = [c for c in case.submission.claims if is_staff(c)]
    if not usable(case, "cash") and heads and (noted := wages_noted(case)):
        yield from weigh_wages(case, "附注应付职工薪酬本年增加", *noted, heads)
        return
    sheet = latest(columns(case, "cash"))
    wages = sheet.line("cf.staff")
    if wages is None or wages.amount is None or not heads:
        raise NotChecked("没有同时读到支付给职工的现金和正文的职工人数，未核对人均薪酬。", Cause.NOTHING)
    yield from weigh_wages(case, f"{sheet.year}年支付给职工的现金", wages.amount.value, wages, heads)


def weigh_wages(case: Case, name: str, paid: Decimal, spot: Field | Place, heads: list[Claim]) -> Iterator[Answer]:
    """What was paid in a year by every number of heads that the book tells: one of them likely is enough."""
    low, high = (Decimal(str(end)) for end in case.param("wan_per_head"))
    each = [paid / WAN / c.amount.value for c in heads]
    if any(low <= value <= high for value in each):
        yield Agreed()
        return
    yield case.finding(
        f"{name}{yuan(paid)}，正文称“{heads[0].text}”，人均"
        f"{show_plain(round(each[0], 2))}万元，不在常见的{show_plain(low)}～{show_plain(high)}万元之内，请核实。",
        spot,
        heads[0],
    )


def wages_noted(case: Case) -> tuple[Decimal, Place] | None:
    """What the notes say became due to the staff in the year: 合计 of 应付职工薪酬 in the column 本年增加.

    None where no unit is printed above: 元 and 万元 cannot be told apart by wages.
    """
    for _, told in papers_told(case):
        unit, column, within = "", None, False
        for line in told:
            text = fold_text(line.text)
            unit = hit[1] if (hit := UNIT.search(text)) else unit
            cells = [fold_text(cell) for cell in line.text.split("\t")]
            if len(cells) == 1:
                within, column = "应付职工薪酬" in text and len(text) <= SHORT, None
            elif within and column is None:
                column = next((n for n, cell in enumerate(cells) if re.search(r"本[年期]增加", cell)), None)
            elif within and column is not None and cells[0] in ("合计", "总计"):
                paid = cells[column] if len(cells) > column else ""
                if unit and MONEY.fullmatch(paid):
                    return worth_of(paid, unit), line.place.quoting(paid)
    return None
