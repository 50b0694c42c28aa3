"""T-06: a contract or an invoice of the works lies outside the time of the works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.dates import add_months, read_days
from check.finance.columns import facts
from check.paper_name import name_paper
from check.registry import rule
from check.spelling import fold_company
from check.time.build_dates import read_build
from model.finding import Cause, Severity
from model.submission import Field, Paper

SORTS = {"contract": "合同签订日期", "invoice": "发票开票日期"}


@rule("T-06")
def find_paper_date(case: Case) -> Iterator[Answer]:
    """Inside [start − `before` months, end + `after` months]; W. Framework contracts begin earlier, later invoices are
    often the last payments: I up to twice `after`. A paper in which the applicant is not the buyer is no purchase for
    the works."""
    found = [(sort, paper, fact) for sort in SORTS for paper, fact in facts(case, f"{sort}.date")]
    if not found:
        raise NotChecked("没有读到合同、发票的日期，未核对。", Cause.NOTHING)
    build = read_build(case)
    own = case.field("company_name")
    for sort, paper, fact in found:
        day, buyer = read_days(fact.value), beside(paper, fact, "buyer")
        called = name_paper(case, paper, fact)
        if day is None:
            yield Skipped(f"{called}的日期“{fact.value}”不可读，未核对。", Cause.AMBIGUOUS)
            continue
        if buyer and own and fold_company(buyer.value) != fold_company(own.value):
            yield Skipped(
                f"{called}的买方为“{buyer.value}”，不是本企业的采购，未核对。",
                Cause.INCOMPARABLE,
            )
            continue
        early = build.start is not None and day.last < add_months(build.start.first, -case.param("before"))
        late = build.end is not None and day.first > add_months(build.end.last, case.param("after"))
        if not early and not late:
            yield Agreed()
            continue
        name = beside(paper, fact, "name")
        frame = re.search(case.param("frame"), paper.file + (name.value if name else "")) is not None
        far = build.end is not None and day.first > add_months(build.end.last, 2 * case.param("after"))
        mild = (early and frame) or (late and sort == "invoice" and not far)
        why = "（是否为框架合同）" if early else "（是否为后期付款）"
        yield case.finding(
            f"{called}的{SORTS[sort]}为{fact.value}，建设时间为{build.first}至{build.last}，"
            f"{'早' if early else '晚'}得较多，请核实{why}。",
            fact,
            *build.fields,
            severity=Severity.I if mild else None,
            found=fact.value,
        )


def beside(paper: Paper, fact: Field, name: str) -> Field | None:
    """Another fact of the same contract or invoice: `invoice[2].date` → `invoice[2].buyer`."""
    return paper.fact(f"{fact.key.rpartition('.')[0]}.{name}")
