"""A-18, A-25, A-28, A-32, A-33, A-35, A-36, A-37, A-38: sums of money and amounts that do not fit one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.sentences import sentences
from check.arithmetic.years_summed import find_sum_of_years_differs
from check.case import Agreed, Answer, Case, NotChecked
from check.dates import add_months, read_days, read_period
from check.grade import grade
from check.nearest import Reading, find_ratio_reading, find_reading
from check.registry import rule
from check.show import WAN, show_amount, show_plain, show_range
from model.amount import Amount, Hedge, Interval
from model.finding import Cause, Severity
from model.submission import Claim, Field

OWN = ("", "company")
#: The company's spending on equipment and software of three years.
WINDOW = re.compile(
    r"近三年[^，,。；;]{0,10}(?:软硬件|数字化|信息化|智能化|智能制造|技术改造|技改)[^，,。；;]{0,8}(?:投资|投入)"
)
ABILITY = re.compile(r"年产[^，,。；;]{0,10}能力|(?:年|设计|生产|加工)[^，,。；;]{0,6}能力")
#: What a clause on output says beside its product.
PRODUCTION = re.compile(
    r"[\d,.]+|[〇零一二三四五六七八九十百千万亿]+|年|全|实际|设计|综合|生产|加工|产能|产量|能力|产|公司|拥有|达到?|为|实现|共|可|约|超|一?条|生产线|产线|"
    r"吨|台|套|件|米|平方|立方|只|支|片|块|[,，、]"
)
#: The company as it was once.
FIRST_DAYS = re.compile(r"之初|初期|最初|起步|创立|创办|成立时|建厂时|原有|当时|前身")


@rule("A-18")
def find_tax_odd(case: Case) -> Iterator[Answer]:
    """Taxes below nothing, above the sales, or an unusual part of them."""
    looked = False
    for tax_key, sales_key in case.param("pairs"):
        for tax, sales in pairs_of(case, tax_key, sales_key):
            if tax.amount is None or sales.amount is None or sales.amount.value <= 0:
                continue
            looked = True
            share = tax.amount.value / sales.amount.value * 100
            if 0 <= share <= case.param("most"):
                yield Agreed()
                continue
            yield case.finding(
                f"{case.say(tax)}，{case.say(sales)}，税金占{show_plain(round(share, 1))}%，不在常见的"
                f"0～{case.param('most')}%之内，请核实（消费税、退税可属正常）。",
                tax,
                sales,
            )
    if not looked:
        raise NotChecked("没有同年的税金和销售收入，无法核对。")


def pairs_of(case: Case, first: str, second: str) -> Iterator[tuple[Field, Field]]:
    """Two single fields, or the same years of two series."""
    years = case.series(second)
    for year, field in case.series(first).items():
        if year in years:
            yield field, years[year]
    single, other = case.field(first), case.field(second)
    if single and other:
        yield single, other


@rule("A-25")
def find_payback_odd(case: Case) -> Iterator[Answer]:
    """Investment ÷ yearly saving: under 0.3 or over 15 years; a stated payback that the two do not give."""
    cost = next((f for key in case.param("costs") if (f := case.field(key)) and f.amount), None)
    savings = [c for c in case.submission.claims if is_yearly_saving(c)]
    if cost is None or cost.amount is None or not savings:
        raise NotChecked("正文没有写明年节约额，或没有填写投资，未推算回收期。", Cause.NOTHING)
    largest = max(savings, key=lambda c: c.amount.value)
    years = cost.amount.interval / largest.amount.interval
    low, high = (Decimal(str(end)) for end in case.param("years"))
    if low <= years.high and years.low <= high:
        yield Agreed()
        return
    middle = show_plain(round(years.middle, 2))
    yield case.finding(
        f"{case.say(cost)}，正文称“{largest.text}”，推算回收期约{middle}年，不在常见的{low}～{high}年之内，请核实。",
        cost,
        largest,
        severity=Severity.I if years.low > high else None,  # the saving told may be one of several
        found=f"{middle}年",
    )


def is_yearly_saving(claim: Claim) -> bool:
    yearly = re.search(r"年(?:均|可)?(?:直接)?(?:节|降|增|创)|每年|年度", claim.text) is not None
    return claim.concept == "saving" and claim.amount.unit == "元" and yearly and claim.amount.interval.low > 0


@rule("A-28")
def find_senseless_multiple(case: Case) -> Iterator[Answer]:
    """降低2倍, 减少一倍: nothing falls by its own size and more. 提高2倍 has two readings: no finding (trap 13)."""
    looked = False
    for claim in case.submission.claims:
        if claim.amount.unit != "倍" or claim.planned:
            continue
        looked = True
        if claim.relation == "change" and claim.direction < 0 and claim.amount.value >= 1:
            yield case.finding(
                f"“{claim.text}”中下降{show_plain(claim.amount.value)}倍没有意义，是否为降至几分之一，请核实。",
                claim,
                tags=("multiple",),
            )
        else:
            yield Agreed()
    if not looked:
        raise NotChecked("正文没有用倍数表述的变化，未核对。", Cause.NOTHING)


@rule("A-32")
def find_price_times_volume(case: Case) -> Iterator[Answer]:
    """Unit price, volume and output in one sentence: 15 % for several products and taxes."""
    looked = False
    for sentence in sentences(case):
        prices = [c for c in sentence.claims if c.amount.unit.startswith("元/") and "价" in c.text]
        volumes = [c for c in sentence.claims if c.concept == "volume"]
        outputs = [c for c in sentence.claims if c.concept in ("output", "sales", "revenue", "main_revenue")]
        if not (len(prices) == len(volumes) == len(outputs) == 1):
            continue
        price, volume, output = prices[0], volumes[0], outputs[0]
        if price.amount.unit.removeprefix("元/") != volume.amount.unit or output.relation or volume.relation:
            continue
        looked = True
        expected = price.amount.interval * volume.amount.interval
        slack = Decimal(str(case.param("slack")))
        stated = output.amount.claimed
        if stated.high >= expected.low * (1 - slack) and stated.low <= expected.high * (1 + slack):
            yield Agreed()
            continue
        right = show_amount(expected.middle, "元")
        yield case.finding(
            f"“{price.text}”“{volume.text}”，两者之积约{right}，而“{output.text}”，请核实。",
            price,
            volume,
            output,
            expected=right,
            found=show_amount(output.amount.value, "元"),
        )
    if not looked:
        raise NotChecked("正文没有在同一句写明单价、产量和产值，未核对。", Cause.NOTHING)


@rule("A-33")
def find_volume_over_capacity(case: Case) -> Iterator[Answer]:
    """A tenth over the stated capacity, same unit, same sentence or both without a narrower scope."""
    volumes = [c for c in case.submission.claims if c.concept == "volume" and is_level(c)]
    capacities = [c for c in case.submission.claims if is_capacity(c) and is_level(c)]
    looked = False
    for volume in volumes:
        same = [c for c in capacities if alike(volume, c)]
        if not same:
            continue
        looked = True
        capacity = max(same, key=lambda c: c.amount.value)
        together = sum({c.amount.value for c in same})  # two lines of one product add up
        if volume.amount.interval.low <= max(capacity.amount.interval.high, together) * Decimal("1.1"):
            yield Agreed()
            continue
        yield case.finding(
            f"“{volume.text}”，大于“{capacity.text}”一成以上，请核实（是否超负荷或产能口径不同）。", volume, capacity
        )
    if not looked:
        raise NotChecked("正文没有可比较的产量和产能，未核对。", Cause.NOTHING)


def is_capacity(claim: Claim) -> bool:
    """产能, 设计能力; or 年产水泥能力, with the product in between."""
    return claim.concept == "capacity" or (not claim.concept and ABILITY.search(claim.text) is not None)


def is_level(claim: Claim) -> bool:
    return not claim.relation and not claim.planned and claim.amount.comparable


def alike(volume: Claim, capacity: Claim) -> bool:
    """Same unit, place and time span; 日产 and 年产 are other quantities."""
    span = [re.search(r"[年月日班]产|每[年月日班]", c.text) for c in (volume, capacity)]
    said = [m[0][-2:].strip("每产") for m in span if m]
    same_span = len(set(said)) <= 1
    near = volume.place.path == capacity.place.path
    years = {volume.period, capacity.period} - {""}
    return (
        volume.amount.unit == capacity.amount.unit
        and near
        and same_span
        and len(years) <= 1
        and (
            volume.scope == capacity.scope
            or ({volume.scope, capacity.scope} <= {*OWN, "line"} and same_product(volume, capacity))
        )
    )


def same_product(volume: Claim, capacity: Claim) -> bool:
    """Whether both name one product (生产水泥, 年产水泥能力), or one of them none."""
    one, other = (PRODUCTION.sub("", c.text) for c in (volume, capacity))
    return not one or not other or any(one[at : at + 2] in other for at in range(len(one) - 1))


@rule("A-35")
def find_cumulative_differs(case: Case) -> Iterator[Answer]:
    """Three years together, told in prose, against the sum of the three cells, or of the years told beside it."""
    looked = False
    for answer in find_sum_of_years_differs(case):
        looked = True
        yield answer
    for claim in case.submission.claims:
        base = case.param("concepts").get(claim.concept)
        if base is None or claim.planned or claim.relation or claim.scope not in OWN or claim.amount.unit != "元":
            continue
        series = case.series(base)
        if len(series) < 3 or not (claim.period in ("cumulative", "recent3") and spans_three(claim, list(series))):
            continue
        looked = True
        expected = None
        for field in series.values():
            if field.amount:
                expected = field.amount.interval if expected is None else expected + field.amount.interval
        if expected is None:
            continue
        miss = grade(expected, claim.amount)
        if miss is None:
            yield Agreed()
            continue
        right = show_range(expected, "元", claim.amount.step)
        exact = Amount(expected.middle, "元", expected.high - expected.low)
        reading = find_reading(claim.amount, exact, sums_of_years(series))
        formula = "＋".join(show_plain(f.amount.value / WAN) for f in series.values() if f.amount)
        yield case.finding(
            f"“{claim.text}”，表内三年合计{formula}＝{right}，不一致{reading.said if reading else ''}，请核实。",
            claim,
            *series.values(),
            severity=miss.severity,
            tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
            expected=right,
            found=show_amount(claim.amount.value, "元"),
        )
    if not looked:
        raise NotChecked("正文没有写明三年累计数，未核对。", Cause.NOTHING)


def sums_of_years(series: dict[int, Field]) -> Iterator[Reading]:
    """One year, or two years following one another, taken for three."""
    found = [(year, f.amount) for year, f in series.items() if f.amount]
    for size in (2, 1):
        for at in range(len(found) - size + 1):
            run = found[at : at + size]
            total = sum((a.interval for _, a in run[1:]), start=run[0][1].interval)
            name = f"{run[0][0]}年" if size == 1 else f"{run[0][0]}、{run[-1][0]}两年之和"
            told = "＋".join(show_plain(a.value / WAN) for _, a in run)
            yield Reading("other_year", f"与{name}相符", f"{told}＝{show_plain(total.middle / WAN)}万元", total)


def spans_three(claim: Claim, years: list[int]) -> bool:
    first, last = str(years[0]), str(years[-1])
    return "近三年" in claim.text or "三年" in claim.text or (first in claim.text and last in claim.text)


@rule("A-36")
def find_research_odd(case: Case) -> Iterator[Answer]:
    """R&D spend ÷ revenue against the stated share of the same year; R&D people among all people."""
    looked = False
    claims = [c for c in case.submission.claims if not c.planned and c.scope in OWN and c.amount.comparable]
    for ratio in (c for c in claims if c.concept == "rd_ratio" and c.amount.unit == "%"):
        spend = next(
            (c for c in claims if c.concept == "rd_spend" and c.period == ratio.period and near(c, ratio)), None
        )
        revenue = revenue_of(case, claims, ratio.period)
        if spend is None or revenue is None or revenue[1].low <= 0:
            continue
        looked = True
        expected = (spend.amount.interval / revenue[1]).scaled(100)
        miss = grade(expected, ratio.amount, points=True)
        if miss is None:
            yield Agreed()
            continue
        right = show_range(expected, "%", ratio.amount.step)
        reading = find_ratio_reading(ratio.amount, expected, shares_of_years(case, spend, ratio.period))
        formula = f"{show_plain(spend.amount.value / WAN)}÷{show_plain(round(revenue[1].middle / WAN, 2))}"
        yield case.finding(
            f"“{ratio.text}”，按“{spend.text}”除以收入，{formula}应为{right}，不一致{reading.said if reading else ''}，"
            "请核实。",
            ratio,
            spend,
            revenue[0],
            severity=miss.severity,
            tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
            expected=right,
            found=f"{show_plain(ratio.amount.value)}%",
        )
    staff = [c for c in claims if c.concept == "staff" and c.amount.hedge is Hedge.NONE]
    for few in (c for c in claims if c.concept in ("staff_rd", "staff_tech") and c.amount.hedge is Hedge.NONE):
        same = [c for c in staff if c.period == few.period or not c.period or not few.period]
        if not same:
            continue
        looked = True
        most = max(same, key=lambda c: c.amount.value)
        if few.amount.value <= most.amount.value:
            yield Agreed()
        else:
            yield case.finding(f"“{few.text}”，多于“{most.text}”，请核实。", few, most)
    if not looked:
        raise NotChecked("正文没有可核对的研发投入占比或研发人员数，未核对。", Cause.NOTHING)


def shares_of_years(case: Case, spend: Claim, year: str) -> Iterator[Reading]:
    """The spend over the revenue of another year."""
    for other, field in case.series("main_revenue").items():
        if str(other) != year and field.amount and field.amount.interval.low > 0:
            share = (spend.amount.interval / field.amount.interval).scaled(100)
            told = f"{show_plain(spend.amount.value / WAN)}÷{show_plain(field.amount.value / WAN)}"
            shown = show_plain(round(share.middle, 2))
            yield Reading("other_year", f"与按{other}年收入算得的相符", f"{told}＝{shown}%", share)


def near(one: Claim, other: Claim) -> bool:
    return one.place.path == other.place.path


def revenue_of(case: Case, claims: list[Claim], year: str) -> tuple[Claim | Field, Interval] | None:
    """Revenue of the year from the table, else from the prose."""
    field = case.series("main_revenue").get(int(year)) if year.isdigit() else None
    if field and field.amount:
        return field, field.amount.interval
    told = next((c for c in claims if c.concept in ("main_revenue", "revenue", "sales") and c.period == year), None)
    return (told, told.amount.interval) if told and not told.relation else None


@rule("A-37")
def find_investment_window(case: Case) -> Iterator[Answer]:
    """Investments within the three years make up no more than 近三年软硬件投资."""
    window: Field | Claim = case.field("invest_3y") or told_window(case) or case.need("invest_3y")
    parts = [f for key in case.param("parts") if (f := case.field(key)) and f.amount]
    parts = [f for f in parts if isinstance(window, Field) or within_three_years(case)]
    if window.amount is None or not parts:
        raise NotChecked("没有可与近三年软硬件投资比较的投资额，无法核对。", Cause.NOTHING)
    total = sum(f.amount.interval.low for f in parts if f.amount)
    if total <= window.amount.claimed.high:
        yield Agreed()
        return
    said = case.say(window) if isinstance(window, Field) else f"正文所称“{window.text}”"
    yield case.finding(
        f"{'、'.join(case.say(f) for f in parts)}，合计{show_plain(round(total / WAN, 2))}万元，"
        f"大于{said}，请核实投资年份。",
        window,
        *parts,
    )


def told_window(case: Case) -> Claim | None:
    """近三年软硬件投资合计1640万元, told of the whole company in the prose."""
    for claim in case.submission.claims:
        whole = claim.amount.unit == "元" and not claim.planned and not claim.relation and claim.amount.comparable
        if whole and WINDOW.search(claim.text) and claim.scope in OWN:
            return claim
    return None


def within_three_years(case: Case) -> bool:
    """Whether the works lie surely within the three years before the declaration."""
    declared, period = case.field("declare_date"), case.field("build_period")
    day = read_days(declared.value) if declared else None
    start, _ = read_period(period.value) if period else (None, None)
    return day is not None and start is not None and start.first >= add_months(day.first, -36)


@rule("A-38")
def find_repeated_number(case: Case) -> Iterator[Answer]:
    """One quantity of the company told twice with different numbers: money of one year, staff without a year."""
    told: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in case.submission.claims:
        known = claim.concept in case.param("concepts") and claim.scope in OWN and not claim.relation
        known = known and not FIRST_DAYS.search(claim.text)
        dated = claim.period.isdigit() or (claim.concept == "staff" and claim.period == "")
        if known and dated and not claim.planned and claim.amount.comparable and claim.amount.hedge is not Hedge.PEAK:
            told[claim.concept, claim.period, claim.amount.unit].append(claim)
    several = {key: claims for key, claims in told.items() if len({c.place.path + c.text for c in claims}) > 1}
    if not several:
        raise NotChecked("没有同一年同一指标在两处写明的数，未核对。", Cause.NOTHING)
    for (concept, _, _), claims in several.items():
        first = claims[0]
        other = next((c for c in claims[1:] if not c.amount.claimed.meets(first.amount.claimed)), None)
        if other is None:
            yield Agreed()
            continue
        reading = find_reading(other.amount, first.amount)
        yield case.finding(
            f"“{first.text}”与“{other.text}”所述为同一指标，两处不一致{reading.said if reading else ''}，请核实。",
            first,
            other,
            severity=Severity.W if concept == "staff" else None,
            tags=(reading.tag,) if reading else (),
            expected=first.text,
            found=other.text,
        )
