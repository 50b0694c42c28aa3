"""Y-07: every indicator equals that of last year's book, though the works are others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from check.arithmetic.growth_differs import GROWTH
from check.batch import BatchCase
from check.case import Agreed, Answer, Case, NotApplicable, NotChecked
from check.papers.assessment_differs import IN_BATCH
from check.papers.books_differ import pairs_of_books
from check.papers.sheets import of_other_years
from check.registry import batch_rule, rule
from check.spelling import fold_text
from model.submission import Field

#: So many indicators of an older edition the form of today need not have.
FOREIGN = 2
#: A rate printed with one decimal lies so far from what it rounds.
NEAR = Decimal("0.05")
#: 各项成效均为今年重新组织实测的结果: measured anew, the same works give no longer the same figures to the last digit.
ANEW = re.compile(
    r"(?:成效|效果|效益|指标)[^。；;]{0,24}(?:重新|再次|另行)[^。；;，,]{0,10}(?:测|统计|核[定算实]|采集|评估)"
    r"|(?:重新|再次|另行)[^。；;，,]{0,8}(?:测|统计|核[定算实]|采集|评估)[^。；;]{0,12}(?:成效|效果|效益|指标)"
)


@rule("Y-07")
def find_sheet_copied(case: Case) -> Iterator[Answer]:
    """The same against the form of an earlier year that lies beside the book."""
    looked = False
    for sheet, older in of_other_years(case):
        answer = compare(sheet, case, case.param("least")) if older else None
        if answer:
            looked = True
            yield answer
    if not looked:
        raise NotApplicable(IN_BATCH)


@batch_rule("Y-07")
def find_claim_copied(batch: BatchCase) -> Iterator[Answer]:
    """W where at least `least` indicators are filled and all are equal. The same works, finished before the first of
    the two declarations, are measured once: their figures may be told again,
    unless the book says that they were measured anew."""
    looked = False
    for one, two in pairs_of_books(batch, other_years=True):
        answer = compare(one, two, batch.rule.params["least"])
        if answer:
            looked = True
            yield answer
    if not looked:
        raise NotChecked("本批次没有同一企业不同年度的成效指标可以比较，未核对。")


def compare(one: Case, two: Case, least: int) -> Answer | None:
    a, b = vector(one), vector(two)
    if min(len(a), len(b)) < least:
        return None
    both = [key for key in a if key in b]
    equal = len(both) >= max(least, len(a) - FOREIGN) and all(is_same(a[k], b[k]) for k in both)
    if not equal or (a.keys() != b.keys() and not is_page(one)) or is_told_again(one, two):
        return Agreed()
    said = "、".join(two.say(b[key]) for key in both[:3])
    return two.finding(
        f"“{two.submission.name}”（{two.day[:4]}年）的{len(both)}项成效指标与“{one.submission.name}”（{one.day[:4]}年）"
        f"完全相同（{said}等），请核实是否沿用上年申报的数。",
        *(f for key in both[:5] for f in (a[key], b[key])),
        about=tuple(both),
    )


def is_told_again(one: Case, two: Case) -> bool:
    """Whether figures of the same works may be told again: not measured anew, nor of a year that was not over."""
    return same_works(one, two) and not is_measured_anew(two) and not is_of_later_year(one, two)


def is_of_later_year(one: Case, two: Case) -> bool:
    """Whether the growth of sales that both tell is that of a year in the second book which had not ended when the
    first was written: nobody could know it then."""
    grown = next((f for key, f in vector(one).items() if key in GROWTH), None)
    years = [(year, f.amount.value) for year, f in two.series("main_revenue").items() if f.amount]
    if grown is None or grown.amount is None or not one.day:
        return False
    return any(
        year == last + 1
        and int(one.day[:4]) <= year
        and old
        and abs((new - old) / old * 100 - grown.amount.value) <= NEAR
        for (last, old), (year, new) in pairwise(years)
    ) and grown.amount.value != round(grown.amount.value)


def is_page(case: Case) -> bool:
    """Whether it is no book but a page kept of one."""
    return not case.submission.claims and not case.submission.passages


def is_same(a: Field, b: Field) -> bool:
    return a.amount is not None and b.amount is not None and a.amount.value == b.amount.value


def vector(case: Case) -> dict[str, Field]:
    """Filled indicators that are not nothing."""
    return {f.key: f for f in case.submission.like("kpi.") if f.amount and f.amount.value != 0}


def is_measured_anew(case: Case) -> bool:
    return any(ANEW.search(passage.text) for passage in case.prose())


def same_works(one: Case, two: Case) -> bool:
    """The same scene built in the same time, done before the first of the two books; a paper that tells no time of its
    works has the book's."""
    a, b = one.field("scene_name"), two.field("scene_name")
    if not a or not b or fold_text(a.value) != fold_text(b.value):
        return False
    first, period = one.field("build_period"), two.field("build_period")
    if first and period and fold_text(first.value) != fold_text(period.value):
        return False
    period = first or period
    end = period.value.partition("/")[2] if period else ""
    return bool(end) and bool(one.day) and end[:7] <= one.day[:7]
