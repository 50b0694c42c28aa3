"""X-10: two books of one company date its founding, or the works of the same scene or line, differently."""

from __future__ import annotations

from collections.abc import Iterator

from check.batch import BatchCase
from check.case import Agreed, Answer, Case, NotApplicable, NotChecked
from check.dates import Days, read_days, read_period
from check.papers.assessment_differs import IN_BATCH
from check.papers.books_differ import pairs_of_books
from check.papers.gather_books import Clash, gather_clashes
from check.papers.sheets import sheets
from check.registry import batch_rule, rule
from check.show import show_dates
from check.spelling import fold_text
from model.submission import Field


@rule("X-10")
def find_sheet_dates_differ(case: Case) -> Iterator[Answer]:
    """The same within one applicant's papers: its own self-assessment or earlier form beside the book."""
    looked = False
    for sheet in sheets(case):
        pairs = list(dated(case, sheet))
        looked |= bool(pairs)
        odd = [(what, a, b) for what, a, b, first, second in pairs if not same_month(first, second)]
        if not odd:
            yield Agreed()
            continue
        said = "；".join(f"{what}申报书填“{show_dates(a)}”，该件为“{show_dates(b)}”" for what, a, b in odd)
        yield case.finding(
            f"申报书与“{sheet.submission.name}”所载日期不一致：{said}，请核实。",
            *(field for _, a, b in odd for field in (a, b)),
            about=tuple(a.key for _, a, _ in odd),
            expected=odd[0][1].value,
            found=odd[0][2].value,
        )
    if not looked:
        raise NotApplicable(IN_BATCH)


@batch_rule("X-10")
def find_book_dates_differ(batch: BatchCase) -> Iterator[Answer]:
    """To the month. Works are compared only where both books name the same scene or line: others have their own."""
    looked, clashes = False, list[Clash]()
    pairs = [pair for other in (False, True) for pair in pairs_of_books(batch, other)]
    for one, two in pairs:
        for what, a, b, days_a, days_b in dated(one, two):
            looked = True
            if same_month(days_a, days_b):
                yield Agreed()
                continue
            sides = (f"填“{show_dates(a)}”", f"填“{show_dates(b)}”")
            finding = one.finding(
                f"同一企业两份申报书的{what}不同：“{one.submission.name}”{sides[0]}，"
                f"“{two.submission.name}”{sides[1]}，请核实。",
                a,
                b,
                expected=a.value,
                found=b.value,
            )
            clashes.append(Clash((one, two), what, finding, sides))
    yield from gather_clashes(clashes)
    if not looked:
        raise NotChecked("本批次没有同一企业的两份申报书填写同一日期，未核对。")


def dated(one: Case, two: Case) -> Iterator[tuple[str, Field, Field, Days, Days]]:
    """(what, the two cells, their days) for each date that both books state of the same thing."""
    a, b = one.field("founded_date"), two.field("founded_date")
    days_a, days_b = read_days(a.value) if a else None, read_days(b.value) if b else None
    if a and b and days_a and days_b:
        yield "成立时间", a, b, days_a, days_b
    if not same_works(one, two):
        return
    for what, end in (("建设开始时间", False), ("建设完成时间", True)):
        first, second = works_end(one, end), works_end(two, end)
        if first and second:
            yield what, first[0], second[0], first[1], second[1]


def same_works(one: Case, two: Case) -> bool:
    for key in ("scene_name", "line_name", "project_name"):
        a, b = one.field(key), two.field(key)
        if a and b and fold_text(a.value) == fold_text(b.value):
            return True
    return False


def works_end(case: Case, end: bool) -> tuple[Field, Days] | None:
    period = case.field("build_period")
    field = period or case.field("line_end" if end else "line_start")
    if field is None:
        return None
    days = read_period(field.value)[end] if period else read_days(field.value)
    return (field, days) if days else None


def same_month(a: Days, b: Days) -> bool:
    """Whether the two can lie in one month; a year alone is all its months."""
    if a.first <= b.last and b.first <= a.last:
        return True
    return (a.first.year, a.first.month) == (b.first.year, b.first.month)
