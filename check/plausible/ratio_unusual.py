"""L-04, L-05, L-06, L-07, L-08, L-09: quantities that do not go together, measured against wide common ranges."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.show import WAN, show_field, show_plain
from model.amount import Amount
from model.finding import Cause, Severity
from model.submission import Claim, Field

TEN = Decimal(10)


@rule("L-04")
def find_revenue_per_head(case: Case) -> Iterator[Answer]:
    """Revenue of the last year by the staff that the prose states."""
    revenue = last_of(case, "main_revenue") or last_of(case, "sales_prev")
    heads = [c for c in case.submission.claims if is_staff(c)]
    if revenue is None or revenue.amount is None or not heads:
        raise NotChecked("正文未写明职工人数，或没有收入数，未核对人均收入。", Cause.NOTHING)
    low, high = (Decimal(str(end)) for end in case.param("wan_per_head"))
    sizes = sorted(heads, key=lambda claim: claim.amount.value)
    per_head = [revenue.amount.value / WAN / claim.amount.value for claim in sizes]
    if any(low <= value <= high for value in per_head):
        yield Agreed()
        return
    staff = sizes[-1]
    yield case.finding(
        f"{case.say(revenue)}，正文称“{staff.text}”，人均收入约{show_plain(round(per_head[-1], 1))}万元，"
        f"不在常见的{show_plain(low)}～{show_plain(high)}万元之内，请核实。",
        revenue,
        staff,
        found=f"{show_plain(round(per_head[-1], 1))}万元/人",
    )


def is_staff(claim: Claim) -> bool:
    """The whole company's staff, not a team of five."""
    stated = claim.concept == "staff" and not claim.relation and claim.amount.unit in ("人", "")
    return stated and claim.scope in ("", "company") and not claim.planned and claim.amount.value >= TEN


@rule("L-05")
def find_line_over_company(case: Case) -> Iterator[Answer]:
    """A line does not sell more than its company (stock and inner deliveries: a tenth)."""
    line, company = case.need("line_output_prev"), case.need("sales_prev")
    if line.amount is None or company.amount is None:
        raise NotChecked("产线产出或企业销售不是一个数，无法比较。", Cause.AMBIGUOUS)
    if line.amount.interval.low <= company.amount.interval.high * Decimal("1.1"):
        yield Agreed()
        return
    yield case.finding(f"{case.say(line)}，大于{case.say(company)}，请核实口径。", line, company)


@rule("L-06")
def find_saving_without_margin(case: Case) -> Iterator[Answer]:
    """Costs fell by a tenth or more and the margin did not move: I; W where the margin fell, or so much of the costs
    went (`plain` points of the margin) that no price of materials explains it."""
    margins = case.series("profit_margin")
    cuts = [f for key in case.param("cuts") if (f := case.field(key)) and f.amount]
    cut = max(cuts, key=lambda f: amount_of(f).value, default=None)
    if cut is None or cut.amount is None or len(margins) < 2:
        raise NotChecked("没有成本下降指标或利润率，未核对。")
    first, last = (margins[year] for year in (min(margins), max(margins)))
    old, new = amount_of(first).value, amount_of(last).value
    due = cut.amount.value * (100 - old) / 100
    if due < TEN or (new - old) * case.param("times") >= due:
        yield Agreed()
        return
    yield case.finding(
        f"{case.say(cut)}，按全公司口径利润率应升约{show_plain(round(due, 1))}个百分点，"
        f"而{case.say(first)}、{case.say(last)}，请核实成本下降的口径（产线或全公司）。",
        cut,
        first,
        last,
        severity=Severity.W if new < old or due >= case.param("plain") else Severity.I,
    )


@rule("L-07")
def find_efficiency_alone(case: Case) -> Iterator[Answer]:
    """Efficiency rose by half and more while the revenue stood still."""
    gain = next((f for key in case.param("gains") if (f := case.field(key)) and f.amount), None)
    revenue = case.series("main_revenue")
    if gain is None or gain.amount is None or len(revenue) < 2:
        raise NotChecked("没有效率指标或三年收入，未核对。")
    first, last = (revenue[year] for year in (min(revenue), max(revenue)))
    old, new = amount_of(first).value, amount_of(last).value
    still = old > 0 and abs(new - old) / old <= Decimal(str(case.param("still")))
    fewer = any(change.before.unit == "人" for change in case.submission.changes)
    if gain.amount.value < case.param("least") or not still or fewer:
        yield Agreed()
        return
    yield case.finding(
        f"{case.say(gain)}，而{case.say(first)}、{case.say(last)}几乎未变，正文也未写减员，请核实。", gain, first, last
    )


@rule("L-08")
def find_investment_per_machine(case: Case) -> Iterator[Answer]:
    money, machines = case.need("line_investment"), case.need("equip_total")
    if money.amount is None or machines.amount is None or machines.amount.value <= 0:
        raise NotChecked("投资或设备台套数不是一个数，无法计算单台投资。", Cause.AMBIGUOUS)
    low, high = (Decimal(str(end)) for end in case.param("wan_per_machine"))
    each = money.amount.value / WAN / machines.amount.value
    if low <= each <= high:
        yield Agreed()
        return
    yield case.finding(
        f"{case.say(money)}，{case.say(machines)}，平均每台套{show_plain(round(each, 2))}万元，"
        f"不在常见的{show_plain(low)}～{show_plain(high)}万元之内，请核实。",
        money,
        machines,
    )


@rule("L-09")
def find_threshold_hugging(case: Case) -> Iterator[Answer]:
    """Values that only just pass a limit of eligibility: I, three or more W."""
    close: list[tuple[Field, Decimal]] = []
    looked = False
    for key, limits in case.param("limits").items():
        for field in (f for f in case.submission.fields if f.key == key or f.key.startswith(f"{key}[")):
            if field.amount is None:
                continue
            looked = True
            value = field.amount.value / (WAN if field.amount.unit == "元" else 1)
            for limit in (Decimal(str(end)) for end in limits):
                if limit <= value <= limit * Decimal("1.01"):
                    close.append((field, limit))
    if not looked:
        raise NotChecked("没有与申报门槛对应的数值，未核对。", Cause.NOTHING)
    if not close:
        yield Agreed()
        return
    said = "、".join(f"“{case.label(f.key)}”{show_field(f)}（门槛{show_plain(limit)}）" for f, limit in close)
    yield case.finding(
        f"{said}，刚好达到门槛，请核实原始记录。",
        *(field for field, _ in close),
        severity=Severity.W if len(close) >= 3 else Severity.I,
    )


def last_of(case: Case, base: str) -> Field | None:
    """The field itself, or the one of the last year."""
    series = case.series(base)
    return series[max(series)] if series else case.field(base)


def amount_of(field: Field) -> Amount:
    if field.amount is None:
        raise NotChecked(f"“{field.value}”不是一个数，未核对。", Cause.AMBIGUOUS)
    return field.amount
