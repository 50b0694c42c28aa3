"""A-01, F-07: the debt ratio is not liabilities divided by assets of the same year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.beside import Beside
from check.case import Agreed, Answer, Case, Skipped, previous_year
from check.evidence import stated_amounts
from check.exact import is_level
from check.finance.columns import doubted, printed_unit
from check.finance.owners_mixed import find_owners_mixed
from check.grade import grade, softest
from check.nearest import Reading, find_reading
from check.registry import rule
from check.show import show_amount, show_field, show_percent, show_plain, show_range
from model.amount import Amount, Interval
from model.finding import Cure, Severity
from model.submission import Field


@rule("A-01")
def find_debt_ratio_differs(case: Case) -> Iterator[Answer]:
    """Liabilities and assets from the statements, else from the book; a ratio of the year before is at most W."""
    printed, told_too = case.series("debt_ratio"), told_ratios(case)
    stated = {**told_too, **printed}  # what the prose says of a year without a cell
    if not stated:
        raise case.lack("debt_ratio", "debt_ratio_prev")
    ratios = {year: ratio for year in stated if (ratio := debt_ratio(case, year))}
    if missing := "、".join(f"{year}年" for year in printed or told_too if year not in ratios):
        yield Skipped(f"{missing}没有可用的负债合计或资产总计，未核对资产负债率。")
    yield from doubted(case, "balance")
    yield from find_owners_mixed(case)
    for year, field in stated.items():
        if year not in ratios:
            continue
        interval, liabilities, assets = ratios[year]
        amount = field.amount
        miss = grade(interval, amount) if amount else None
        if amount is None or miss is None or rivals_fit(liabilities, assets, amount):
            yield Agreed()
            continue
        tags, severity, hint = miss.tags, miss.severity, ""
        if reading := nearest(amount, interval, ratios, year):
            tags, hint = tuple(dict.fromkeys((*tags, reading.tag))), reading.said
            if reading.tag == "other_year":
                severity = softest(severity, Severity.W)
        if "claim" in (liabilities.kind, assets.kind) or are_of_two_units(case, liabilities, assets):
            severity = softest(severity, Severity.W)
        right = show_range(interval, "%", amount.step)
        sums = "÷".join(f"{case.label(f.key).split('（')[0]}{say_money(f)}" for f in (liabilities, assets))
        yield case.finding(
            f"{case.say(field)}，按{sums}应为{right}{hint}，不一致，请核实。",
            field,
            liabilities,
            assets,
            severity=severity,
            tags=tags,
            about=(field.key,),
            expected=right,
            found=show_field(field),
            cures=sides(case, field, liabilities, assets),
        )


def are_of_two_units(case: Case, *sums: Field) -> bool:
    """Whether the sums stand on different sheets, one of which prints no unit: on one sheet the ratio has none."""
    units = [printed_unit(case, one) for one in sums]
    sheets = {(one.place.file, one.place.path.rpartition("/r")[0]) for one in sums}
    return "" in units and len(sheets) > 1


def sides(case: Case, ratio: Field, part: Field, whole: Field) -> list[Cure]:
    """ratio = part ÷ whole: any one of the three may be wrong. Counts are whole numbers."""
    c, a, b = (f.amount for f in (ratio, part, whole))
    if not (a and b and c) or b.value <= 0 or c.value <= 0:
        return []
    part_is, whole_is = b.value * c.value / 100, a.value * 100 / c.value
    if a.count:
        part_is, whole_is = (Decimal(round(value)) for value in (part_is, whole_is))
    slack = c.step / c.value
    return [
        case.cure(ratio, a.value / b.value * 100, c.step),
        case.cure(part, part_is, Decimal(1) if a.count else part_is * slack),
        case.cure(whole, whole_is, Decimal(1) if a.count else whole_is * slack),
    ]


def told_ratios(case: Case) -> dict[int, Field]:
    """Without a column for it: the cell of 上年, and what the prose says of other years (the last unsaid)."""
    last, cell = previous_year(case), case.field("debt_ratio_prev")
    return {**said_ratios(case, last), **({last: cell} if cell and cell.amount and last else {})}


def said_ratios(case: Case, last: int | None) -> dict[int, Field]:
    """The ratios of the prose by their years."""
    found = dict[int, Field]()
    for claim in Beside.of(case.submission).claims_of(["debt_ratio"]):
        own = not claim.relation and claim.scope in ("", "company")
        said = claim.period.removesuffix("-12")  # the end of December is the end of the year
        year = int(said) if said.isdigit() else last if not said else None
        if own and year and claim.amount.unit == "%" and claim.amount.comparable and not claim.planned:
            found.setdefault(year, Field(f"debt_ratio[{year}]", show_plain(claim.amount.value), claim.text, claim.place,
                                         "claim", "%", amount=claim.amount))  # fmt: skip
    return found


def nearest(
    stated: Amount, right: Interval, ratios: dict[int, tuple[Interval, Field, Field]], year: int
) -> Reading | None:
    """The ratio of another year, equity over assets, liabilities over equity, or a slip of the number itself."""
    whole = Interval(Decimal(100), Decimal(100))
    shown = {y: show_percent(r.middle) for y, (r, _, _) in ratios.items()}
    others = [
        Reading("other_year", f"与{y}年的比值相符", f"{y}年为{shown[y]}", r)
        for y, (r, _, _) in ratios.items()
        if abs(y - year) == 1
    ]
    rest = whole - right
    share = Reading("other_definition", "疑为所有者权益占资产之比", f"100%－{shown[year]}", rest)
    others.append(share)
    if rest.low > 0:
        over = Reading(
            "other_definition", "疑为产权比率", f"{shown[year]}÷（100%－{shown[year]}）", (right / rest).scaled(100)
        )
        others.append(over)
    exact = Amount(round(right.middle, 2), "%", Decimal("0.01"))
    return find_reading(stated, exact, others)


def debt_ratio(case: Case, year: int) -> tuple[Interval, Field, Field] | None:
    """Percentage interval of liabilities ÷ assets of a year with both fields, or None."""
    liabilities = number(case, f"bs.total_liabilities[{year}]", f"total_liabilities[{year}]")
    liabilities = liabilities or told(case, "liabilities", year, f"bs.total_liabilities[{year}]")
    assets = number(case, f"bs.total_assets[{year}]", f"total_assets[{year}]")
    assets = assets or told(case, "assets", year, f"bs.total_assets[{year}]")
    if liabilities is None or assets is None or liabilities.amount is None or assets.amount is None:
        return None
    try:
        return (liabilities.amount.interval / assets.amount.interval).scaled(100), liabilities, assets
    except ZeroDivisionError:
        return None


def rivals_fit(liabilities: Field, assets: Field, stated: Amount) -> bool:
    """Whether the ratio fits another statement that is attached too (consolidated and parent)."""
    pairs = [(low, high) for low in stated_amounts(liabilities) for high in stated_amounts(assets)]
    return any(
        (low.interval / high.interval).scaled(100).meets(stated.claimed) for low, high in pairs if high.interval.low > 0
    )


def number(case: Case, *keys: str) -> Field | None:
    """The first of the fields that carries a number."""
    return next((f for key in keys if (f := case.field(key)) and f.amount is not None), None)


def told(case: Case, concept: str, year: int, key: str) -> Field | None:
    """What the prose says of a quantity for exactly this year, as if it were the line `key`; `kind` is then claim."""
    for claim in Beside.of(case.submission).claims_of([concept]):
        same = claim.period == str(year) and claim.scope in ("", "company")
        if same and is_level(claim):
            return Field(key, show_amount(claim.amount.value, claim.amount.unit), claim.text, claim.place, "claim",
                         claim.amount.unit, amount=claim.amount)  # fmt: skip
    return None


def say_money(field: Field) -> str:
    return show_amount(field.amount.value, field.amount.unit) if field.amount else field.value
