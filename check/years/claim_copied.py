"""Y-07: every indicator equals that of last year's book, though the works are others."""

from __future__ import annotations

from collections.abc import Iterator

from check.batch import BatchCase
from check.case import Agreed, Answer, Case, NotChecked
from check.papers.books_differ import pairs_of_books
from check.registry import batch_rule
from check.spelling import fold_text
from model.submission import Field


@batch_rule("Y-07")
def find_claim_copied(batch: BatchCase) -> Iterator[Answer]:
    """W where at least `least` indicators are filled and all are equal. The same works, finished before the first of
    the two declarations, are measured once: their figures may be told again."""
    looked = False
    for one, two in pairs_of_books(batch, other_years=True):
        a, b = vector(one), vector(two)
        if min(len(a), len(b)) < batch.rule.params["least"]:
            continue
        looked = True
        equal = a.keys() == b.keys() and all(a[k].amount == b[k].amount for k in a)
        if not equal or same_works(one, two):
            yield Agreed()
            continue
        said = "、".join(one.say(f) for f in list(a.values())[:3])
        yield two.finding(
            f"“{two.submission.name}”（{two.day[:4]}年）的{len(a)}项成效指标与“{one.submission.name}”（{one.day[:4]}年）"
            f"完全相同（{said}等），请核实是否沿用上年申报的数。",
            *(f for key in list(a)[:5] for f in (a[key], b[key])),
            about=tuple(b),
        )
    if not looked:
        raise NotChecked("本批次没有同一企业不同年度的成效指标可以比较，未核对。")


def vector(case: Case) -> dict[str, Field]:
    """Filled indicators that are not nothing."""
    return {f.key: f for f in case.submission.like("kpi.") if f.amount and f.amount.value != 0}


def same_works(one: Case, two: Case) -> bool:
    """The same scene built in the same time, done before the first of the two books."""
    for key in ("scene_name", "build_period"):
        a, b = one.field(key), two.field(key)
        if not a or not b or fold_text(a.value) != fold_text(b.value):
            return False
    period = one.field("build_period")
    end = period.value.partition("/")[2] if period else ""
    return bool(end) and bool(one.day) and end[:7] <= one.day[:7]
