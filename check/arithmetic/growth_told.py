"""A-16 in the prose: 同比增长12%, 近三年年均增长10% of a quantity whose years stand in the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from check.arithmetic.growth import (
    facing,
    formula,
    growth,
    is_behind_ends,
    is_of_people,
    is_other_research,
    near_growth,
    other_growths,
    told_with_ends,
    year_told,
)
from check.beside import Beside
from check.case import Agreed, Answer, Case, previous_year
from check.grade import grade, softest
from check.prose.comparable import YEAR
from check.show import show_field, show_plain, show_range, show_stated
from check.sought import Sought
from model.amount import Hedge, Interval
from model.finding import Severity
from model.submission import Claim, Field
from model.wording import FALL, RISE

#: Two columns and the growth between them.
Grown = tuple[tuple[Field, Field], Interval]

#: Percentages themselves: their change is told in points.
RATIOS = ("debt_ratio", "profit_margin")
#: 2024年比2023年增收839.94万元: what is earned without a noun of its own.
EARNED = Sought(
    r"(?:增收|减收|多收入|少收入)了?\d|(?:多收|少收|[多少][卖销]|多做|少做)(?:了|约|近|超过?|逾)*[\d一二三四五六七八九两][\d.]*(?:[%％成])"
)
#: A multiple of what stood before the columns begin.
LONG_AGO = re.compile(
    r"十[二三四]五|以来|建厂|成立|投产|改造|建设|实施|上线|[四五六七八九十]年|20[01]\d|预计|季|月|半年"
)
#: Several years taken together: no single pair of years is asked.
SPAN = re.compile(r"年均|平均|复合|累计|[三两]年|(?<!\d)3年|连续|以来|近年|翻|历年|每年|逐年")
MEAN = re.compile(r"年均|平均|复合")
#: Growth of something else under the same name, or of a part of a year.
OTHER = re.compile(r"产品|出口|外销|订单|季|月|半年|行业|全省|全市|区域|板块|目标|剔除|可比|若|线上|单价|销量|人均")


#: Columns that show one growth.
TWO = 2


def find_told_growth(case: Case) -> Iterator[Answer]:
    """A growth with its year against that year's two columns; without a year, or over a span, any growth may be meant
    and what fits none is a doubt."""
    yield from (*find_told_multiples(case), *find_told_bounds(case))
    asked = case.param("told")
    for claim in Beside.of(case.submission).claims_of((*asked, "")):
        if claim.relation != "change":
            continue
        keys = asked.get(claim.concept or ("revenue" if EARNED.search(claim.text) else ""))
        if not keys or not is_growth(claim) or re.search(r"[HQ]|-\d\d", claim.period):
            continue
        if is_of_people(case, claim) or is_other_research(case, claim):
            continue
        series = [found for key in keys if len(found := case.series(key)) >= 2]
        told = year_told(case, claim)
        year = int(told[:4]) if YEAR.fullmatch(told) and not SPAN.search(claim.text) else None
        if (not year or is_behind_ends(case, claim)) and told_with_ends(case, claim):
            yield Agreed()
            continue
        if SPAN.search(claim.text) and max(map(len, series), default=0) <= TWO:
            continue  # three years together: two columns show one of them
        pairs = [pair for one in series for pair in pairs_of(one, year, claim)]
        spans = [] if year or claim.concept in RATIOS else [span for one in series for span in spans_of(case, one)]
        if claim.concept == "debt_ratio" and not pairs:
            yield from judge_debts(case, claim, year)
        if not pairs:
            continue
        stated = claim.amount
        fits = any(grade(facing(rise, claim), stated, points=True) is None for _, (_, rise) in spans)
        if fits or any(grade(rise, stated, points=True) is None for _, rise in pairs):
            yield Agreed()
            continue
        (old, new), rise = mean_of(claim, spans) or latest(pairs, claim.base)
        miss = grade(rise, stated, points=True)
        if miss is None:
            continue
        sure = year and claim.scope in ("", "company") and not new.key.startswith(("profit[", "is.rd["))  # of any kind
        severity = miss.severity if sure else softest(miss.severity, Severity.W)
        years = (old.key[-5:-1], new.key[-5:-1])
        how = f"{'—'.join(years)}年年均" if mean_of(claim, spans) else formula(old, new)
        unit, near = claim.amount.unit, near_growth(series, (old, new), claim)
        if claim.concept in RATIOS:
            how = f"{new.value}%－{old.value}%"
        elif unit == "元":
            how = f"{show_field(new)}－{show_field(old)}"
        yield case.finding(
            f"正文“{claim.text}”中的{show_stated(claim.amount)}，按“{case.label(new.key)}”{how}"
            f"应为{show_range(rise, unit, claim.amount.step)}{near}，不一致，请核实。",
            claim,
            old,
            new,
            severity=severity,
            tags=miss.tags,
            expected=show_range(rise, unit, claim.amount.step),
            found=show_stated(claim.amount),
        )


def find_told_multiples(case: Case) -> Iterator[Answer]:
    """W: 三年间主营业务收入翻了一番 where no two columns make such a multiple in either reading."""
    for claim in Beside.of(case.submission).claims_of(case.param("told")):
        keys = case.param("told").get(claim.concept)
        plain = claim.amount.unit == "倍" and claim.relation in ("ratio", "change") and not claim.operands
        if not keys or not plain or claim.planned or claim.scope not in ("", "company", "product"):
            continue
        foreign = OTHER.search(claim.text.replace("主营产品", "")) or LONG_AGO.search(claim.text)
        if foreign or claim.base == "industry" or claim.direction < 0 or not claim.amount.comparable:
            continue
        series = next((one for key in keys if len(one := case.series(key)) >= 2), None)
        if series is None or any(year not in map(str, series) for year in re.findall(r"20\d\d", claim.text)):
            continue
        fields = list(series.values())
        pairs = [(a, b) for at, a in enumerate(fields) for b in fields[at + 1 :]]
        grown = [(a, b, rise) for a, b in pairs if (rise := growth(a, b)) is not None]
        times = [(a, b, Interval(1 + rise.low / 100, 1 + rise.high / 100)) for a, b, rise in grown]
        both = [one for _, _, t in times for one in (t, Interval(t.low - 1, t.high - 1))]
        if not times or any(grade(one, claim.amount) is None for one in both):
            yield Agreed()
            continue
        old, new, most = max(times, key=lambda one: one[2].high)
        right = f"{show_plain(round(most.middle, 2))}倍"
        yield case.finding(
            f"正文“{claim.text}”，而{case.say(old)}，{case.say(new)}，后者为前者的{right}，不一致，请核实。",
            claim,
            old,
            new,
            severity=Severity.W,
            expected=right,
            found=f"{show_plain(claim.amount.value)}倍",
        )


def judge_debts(case: Case, claim: Claim, year: int | None) -> Iterator[Answer]:
    """比上年末下降1.98个百分点 where the form asks for no ratio: from the debts and assets of two year ends. W."""
    year = year or previous_year(case)
    for names in (("total_liabilities", "total_assets"), ("bs.total_liabilities", "bs.total_assets")):
        debts, assets = (case.series(name) for name in names)
        since = int(claim.base[:4]) if YEAR.fullmatch(claim.base) else (year or 0) - 1
        if year is None or not {year, since} <= debts.keys() & assets.keys() or since >= year:
            continue
        old, new = (ratio_of(debts[one], assets[one]) for one in (since, year))
        if old is None or new is None:
            continue
        rise = facing(new - old, claim)
        miss = grade(rise, claim.amount, points=True)
        if miss is None or miss.severity is Severity.I:
            yield Agreed()
            return
        right = show_range(rise, "百分点", claim.amount.step)
        way = "" if rise.middle > 0 else "，方向相反"
        yield case.finding(
            f"正文“{claim.text}”，按{since}年末与{year}年末的负债、资产推算应为{right}{way}，不一致，请核实。",
            claim,
            debts[year],
            assets[year],
            severity=Severity.W,
            expected=right,
            found=show_stated(claim.amount),
        )
        return


def ratio_of(debt: Field, asset: Field) -> Interval | None:
    if debt.amount is None or asset.amount is None or asset.amount.interval.low <= 0:
        return None
    return (debt.amount.interval / asset.amount.interval).scaled(100)


def latest(pairs: list[Grown], base: str = "") -> Grown:
    """The last pair of years of the series that fits the words best; that of the year compared with, where told."""
    best = pairs[0][0][1].key.partition("[")[0]
    pairs = [pair for pair in pairs if pair[0][0].key[-5:-1] == base[:4]] or pairs
    return [pair for pair in pairs if pair[0][1].key.partition("[")[0] == best][-1]


def mean_of(claim: Claim, spans: list[tuple[str, Grown]]) -> Grown | None:
    """The yearly average over all columns, where the sentence speaks of one."""
    if not MEAN.search(claim.text):
        return None
    return next((((old, new), facing(rise, claim)) for name, ((old, new), rise) in spans if MEAN.search(name)), None)


#: 营业收入逐年增长: a rise or fall of every year, in words.
TREND = Sought(
    r"(?P<what>主营业务收入|营业收入|销售收入|资产总额|总资产|资产负债率|利润率|利润总额|净利润|负债率)[^，,。；;\d]{0,8}?(?:逐年|连年|持续|连续[三两3]年|稳步|年年|不断|一年比一年|节节|一路)[^，,。；;\d]{0,4}?"
    rf"(?:(?P<up>{RISE})|(?P<down>{FALL}|萎缩))"
)
WHAT = {
    "资产总额": ("total_assets", "bs.total_assets"), "总资产": ("total_assets", "bs.total_assets"),
    "资产负债率": ("debt_ratio",), "负债率": ("debt_ratio",), "利润率": ("profit_margin",),
    "利润总额": ("is.total_profit", "profit"), "净利润": ("is.net_profit",),
}  # fmt: skip
#: 近三年资产规模始终保持在1.4亿元以上: a bound that every year keeps.
BOUND = re.compile(r"始终|一直|均|都|历年|每年|各年|连续[三两3]年|从未|持续")


def find_told_trend(case: Case) -> Iterator[Answer]:
    """W where a year between the columns went the other way."""
    for passage in case.prose_with(TREND):
        for match in TREND.finditer(passage.text):
            series = next((one for key in WHAT.get(match["what"], ("main_revenue",)) if (one := case.series(key))), {})
            fields = list(series.values())
            rises = [growth(a, b) for a, b in pairwise(fields)]
            if len(fields) < 3 or not all(rises) or case.reference.lexicons.is_plan(match[0]):
                continue
            against = next((n for n, r in enumerate(rises) if r and (r.high < 0 if match["up"] else r.low > 0)), None)
            if against is None:
                yield Agreed()
                continue
            old, new = fields[against], fields[against + 1]
            yield case.finding(
                f"正文“{match[0]}”，而{case.say(old)}，{case.say(new)}，不一致，请核实。",
                passage.place.quoting(match[0]),
                old,
                new,
                severity=Severity.W,
                expected=f"{old.value}→{new.value}",
                found=match[0],
            )


def find_told_bounds(case: Case) -> Iterator[Answer]:
    """W: 近三年资产总额始终保持在1.4亿元以上, where a year is below; only what says that it holds for every year."""
    for claim in Beside.of(case.submission).claims_of(case.param("told")):
        keys = case.param("told").get(claim.concept)
        sides = {Hedge.AT_LEAST: 1, Hedge.OVER: 1, Hedge.AT_MOST: -1, Hedge.BELOW: -1}
        side = sides.get(claim.amount.hedge) if claim.amount.hedge_word != "达到" else None
        if not keys or side is None or not BOUND.search(claim.text) or OTHER.search(claim.text):
            continue
        if claim.relation or claim.planned or claim.period.isdigit() or claim.scope not in ("", "company", "product"):
            continue
        series = next((one for key in keys if (one := case.series(key))), {})
        for field in series.values():
            if field.amount is None or field.amount.unit != claim.amount.unit:
                continue
            low, high, bound = field.amount.interval.low, field.amount.interval.high, claim.amount.value
            if (high < bound) if side > 0 else (low > bound):
                yield case.finding(
                    f"正文“{claim.text}”，而{case.say(field)}，不一致，请核实。",
                    claim,
                    field,
                    severity=Severity.W,
                    expected=show_field(field),
                    found=show_stated(claim.amount),
                )
                break
        else:
            yield Agreed()


def is_growth(claim: Claim) -> bool:
    """A rise or fall in per cent of the whole company's quantity against an earlier year."""
    units = ("百分点",) if claim.concept in RATIOS else ("%", "元")
    company = claim.scope in ("", "company", "product") if "主营" in claim.text else claim.scope in ("", "company")
    return (
        claim.relation == "change" and claim.amount.unit in units and claim.direction != 0 and company
        and not claim.planned and claim.amount.comparable and claim.base != "industry"
        and not OTHER.search(claim.text.replace("主营产品", ""))
        and (claim.amount.unit != "元" or (bool(YEAR.fullmatch(claim.period)) and not SPAN.search(claim.text)))
    )  # fmt: skip


def spans_of(case: Case, series: dict[int, Field]) -> Iterator[tuple[str, Grown]]:
    """Growths over more than a year by their Chinese names."""
    first, *_, last = series.values()
    yield from ((name, ((first, last), rise)) for name, rise in other_growths(case, series))


def pairs_of(series: dict[int, Field], year: int | None, claim: Claim) -> Iterator[Grown]:
    """The two columns that the claim can mean, with their growth."""
    years = list(series)
    base = int(claim.base[:4]) if YEAR.fullmatch(claim.base) else None
    if base is not None and base not in years:
        return  # with 2020, which the table does not have
    for last in years if year is None else [y for y in years if y == year]:
        for first in dict.fromkeys(year for year in (base, last - 1) if year in series and year < last):
            if rise := rise_of(series[first], series[last], claim):
                yield (series[first], series[last]), facing(rise, claim)


def rise_of(old: Field, new: Field, claim: Claim) -> Interval | None:
    """In per cent; between two percentages in points."""
    if claim.amount.unit == "%":
        return growth(old, new)
    return new.amount.interval - old.amount.interval if old.amount and new.amount else None
