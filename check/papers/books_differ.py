"""X-01, Y-02: two books of one company state different figures for the same year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from check.batch import BatchCase
from check.case import Agreed, Answer, Case, NotApplicable, NotChecked, previous_year
from check.grade import grade, softest
from check.nearest import Reading, find_reading
from check.papers.assessment_differs import IN_BATCH
from check.papers.gather_books import Clash, gather_clashes
from check.papers.sheets import of_other_years
from check.registry import batch_rule, rule
from check.show import show_amount, show_percent
from model.amount import Amount, Interval, Miss
from model.finding import Severity
from model.submission import Field

#: Profits before and after income tax of 15 % and 25 %: the forms do not say which they mean.
AFTER_INCOME_TAX = (Decimal("0.85"), Decimal("0.75"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one year in one book; `loose`: a wider quantity of the same kind (销售 for 主营业务收入)."""

    amount: Amount
    fields: tuple[Field, ...]
    said: str
    loose: bool = False


Figures = dict[int, Figure]


@rule("X-01", "Y-02")
def find_sheets_differ(case: Case) -> Iterator[Answer]:
    """The same within one applicant's papers: a form of an earlier year, an excerpt, a self-assessment."""
    looked = False
    for sheet, older in of_other_years(case):
        if older is not case.param("other_years"):
            continue
        for name, cells in case.param("quantities").items():
            first, second = figures(sheet, cells), figures(case, cells)
            for year, figure in figures(case, case.param("statements").get(name, [])).items():
                second.setdefault(year, figure)  # a book on a line tells one year alone, its statements all
            wider = figures(case, case.param("wider").get(name, []))
            if any(year in first and miss_of(first[year], figure) is None for year, figure in wider.items()):
                for year, figure in wider.items():  # one year's figure is the same: so is what both call it
                    second.setdefault(year, replace(figure, loose=True))
            if first.keys() & second.keys():
                looked = True
                yield compare(sheet, case, name, first, second)
    if not looked:
        raise NotApplicable(IN_BATCH)


@batch_rule("X-01", "Y-02")
def find_books_differ(batch: BatchCase) -> Iterator[Answer]:
    """X-01 compares books of one declaration year, Y-02 of different ones. One finding for a quantity of a company,
    whichever of its books differ."""
    looked, clashes = False, list[Clash]()
    for one, two in pairs_of_books(batch, batch.rule.params["other_years"]):
        for name, cells in batch.rule.params["quantities"].items():
            first, second = figures(one, cells), figures(two, cells)
            if first.keys() & second.keys():
                looked = True
                clash = find_clash(one, two, name, first, second)
                if clash is None:
                    yield Agreed()
                else:
                    clashes.append(clash)
    yield from gather_clashes(clashes)
    if not looked:
        raise NotChecked("本批次没有同一企业的两份申报书填报同一年度的数，未核对。")


def pairs_of_books(batch: BatchCase, other_years: bool) -> Iterator[tuple[Case, Case]]:
    """Two different books of one company, of the same year of declaration or of different ones; the older first."""
    for cases in batch.by_company().values():
        books = sorted({c.submission.id: c for c in cases}.values(), key=lambda c: c.day)
        for one, two in combinations(books, 2):
            years = {c.day[:4] for c in (one, two)} - {""}
            if (len(years) > 1) is other_years:
                yield one, two


def figures(case: Case, cells: list[list[str]]) -> Figures:
    """The quantity by year: `[field]` a series, `[field, prev]` the cell of 上年, `[field, loose]`, `[a, over, b]`."""
    found: Figures = {}
    last = previous_year(case)
    for key, *how in cells:
        if "over" in how:
            series, whole = case.series(key), case.series(how[-1])
            for year in series.keys() & whole.keys():
                part, all_of = series[year].amount, whole[year].amount
                if part and all_of and all_of.interval.low > 0:
                    ratio = (part.interval / all_of.interval).scaled(100)
                    slack = ratio.high - ratio.low
                    value = Amount(ratio.middle, "%", slack)
                    said = f"{case.say(series[year])}、{case.say(whole[year])}（比值为{show_percent(ratio.middle)}）"
                    found.setdefault(year, Figure(value, (series[year], whole[year]), said))
        elif "prev" in how:
            cell = case.field(key)
            if cell and cell.amount and last:
                found.setdefault(last, Figure(cell.amount, (cell,), f"{case.say(cell)}（{last}年）", "loose" in how))
        else:
            for year, field in case.series(key).items():
                if field.amount:
                    found.setdefault(year, Figure(field.amount, (field,), case.say(field)))
    return found


def compare(one: Case, two: Case, name: str, first: Figures, second: Figures) -> Answer:
    clash = find_clash(one, two, name, first, second)
    return clash.finding if clash else Agreed()


def find_clash(one: Case, two: Case, name: str, first: Figures, second: Figures) -> Clash | None:
    """The gravest difference of a year that both books know."""
    years = sorted(first.keys() & second.keys())
    misses = [(year, miss) for year in years if (miss := miss_of(first[year], second[year]))]
    if not misses:
        return None
    told = {year: nearest(name, first, second[year], year) for year, _ in misses}
    year, miss = min(misses, key=lambda m: (m[1].severity.rank, told[m[0]] is None))
    a, b, reading = first[year], second[year], told[year]
    severity = miss.severity
    if reading and reading.tag in ("other_definition", "tax_included"):
        severity = softest(severity, Severity.W)
    if a.loose != b.loose:
        severity = softest(severity, Severity.W)
    more = f"（另有{'、'.join(f'{y}年' for y, _ in misses if y != year)}不同）" if len(misses) > 1 else ""
    tail = f"{more}{reading.said if reading else ''}"
    finding = one.finding(
        f"同一企业两份申报书的{year}年{name}不同：“{one.submission.name}”{a.said}，“{two.submission.name}”{b.said}{tail}，请核实。",
        *a.fields,
        *b.fields,
        severity=severity,
        tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
        expected=show_amount(a.amount.value, a.amount.unit),
        found=show_amount(b.amount.value, b.amount.unit),
    )
    return Clash((one, two), name, finding, (a.said, b.said), tail)


def nearest(name: str, first: Figures, b: Figure, year: int) -> Reading | None:
    a = first[year]
    return find_reading(b.amount, a.amount, [*other_years(first, year), *after_tax(name, a)])


def miss_of(a: Figure, b: Figure) -> Miss | None:
    """None when the two can be one value; 销售 may exceed 主营业务收入 by other sales and by tax (a quarter)."""
    narrow, wide = (b, a) if a.loose else (a, b)
    if a.loose != b.loose and narrow.amount.value > 0:
        share = wide.amount.value / narrow.amount.value
        if Decimal("0.99") <= share <= Decimal("1.25"):
            return None
    return grade(a.amount.claimed, b.amount)


def other_years(figures_: Figures, year: int) -> Iterator[Reading]:
    for other, figure in figures_.items():
        if other != year:
            told = show_amount(figure.amount.value, figure.amount.unit)
            yield Reading("other_year", f"与另一份的{other}年数相符", f"{other}年为{told}", figure.amount.interval)


def after_tax(name: str, figure: Figure) -> Iterator[Reading]:
    if name != "利润" or figure.amount.value <= 0:
        return
    for factor in (*AFTER_INCOME_TAX, *(1 / f for f in AFTER_INCOME_TAX)):
        value = figure.amount.value * factor
        near = Interval(value * Decimal("0.97"), value * Decimal("1.03"))
        sign = f"×{factor}" if factor < 1 else f"÷{round(1 / factor, 2)}"
        formula = f"{show_amount(figure.amount.value, '元')}{sign}＝{show_amount(value, '元')}"
        yield Reading("other_definition", "疑为利润总额与净利润之别", formula, near)
