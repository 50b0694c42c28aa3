"""CMMM-04, SIZE-03, IND-03 over a batch: the book of a company against its rows in 附件1 and 附件6, and against its
other book of the same year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from check.batch import BatchCase, company_name
from check.case import Agreed, Answer, Case, NotChecked
from check.elig.applicant_unfit import find_trade
from check.elig.maturity_low import read_level
from check.industry.code_wrong import same_name, split_industry
from check.papers.books_differ import pairs_of_books
from check.registry import batch_rule
from check.spelling import fold_text
from model.finding import Cause

BOOKS = ("GS-02", "GS-03", "GS-04")
TABLES = ("GS-01", "GS-06")


@batch_rule("CMMM-04")
def find_level_differs(batch: BatchCase) -> Iterator[Answer]:
    """A company assesses itself as a whole: two books of one year tell one level."""
    told = [answer for pair in pairs(batch) if (answer := compare_levels(*pair))]
    yield from told
    yield from unless(
        told, compare_rows(batch, "cmmm_self_level", ("self_level", "cmmm_self_level"), "成熟度等级", same_level)
    )


@batch_rule("SIZE-03")
def find_class_differs(batch: BatchCase) -> Iterator[Answer]:
    yield from compare_rows(batch, "size_class", ("size_class",), "企业类型", same_class)


@batch_rule("IND-03")
def find_industry_differs(batch: BatchCase) -> Iterator[Answer]:
    """Codes that descend from one another (30, 301, 3011) are the same industry; 附件6 prints the name alone."""
    told = [answer for pair in pairs(batch) if (answer := compare_trades(*pair))]
    yield from told
    yield from unless(told, compare_listed_trades(batch))


def compare_listed_trades(batch: BatchCase) -> Iterator[Answer]:
    """The trade of each book and that of its company's row in a table."""
    for book, table, n in meet(batch):
        trade = find_trade(book)
        field = next(
            (
                f
                for key in ("industry_small", "industry_mid", "industry_major", "sub_industry")
                if (f := table.field(f"rows[{n}].{key}"))
            ),
            None,
        )
        if trade is None or field is None or not trade[1]:
            continue
        code, name = split_industry(field)
        known = book.reference.industries.get(trade[1])
        alike = code.startswith(trade[1]) or trade[1].startswith(code) if code else same_family(book, trade[1], name)
        if alike:
            yield Agreed()
        else:
            yield book.finding(
                f"申报书行业为“{trade[0].value}”{f'（{known.name}）' if known else ''}，"
                f"{book_name(table)}第{n}行填“{field.value}”，两处不一致，请核实。",
                trade[0],
                field,
                about=(trade[0].key,),
                expected=trade[0].value,
                found=field.value,
            )


def pairs(batch: BatchCase) -> Iterator[tuple[Case, Case]]:
    """Two books of one company and one year."""
    for one, two in pairs_of_books(batch, other_years=False):
        if one.submission.form in BOOKS and two.submission.form in BOOKS:
            yield one, two


def unless(told: Sequence[Answer], rows: Iterator[Answer]) -> Iterator[Answer]:
    """The answers on the tables; where there are none, that is no reason to be silent on what was compared."""
    try:
        yield from rows
    except NotChecked:
        if not told:
            raise


def compare_levels(one: Case, two: Case) -> Answer | None:
    """None where a book tells no level."""
    first, second = one.field("cmmm_self_level"), two.field("cmmm_self_level")
    alike = same_level(first.value, second.value) if first and second else None
    if first is None or second is None or alike is None:
        return None
    if alike:
        return Agreed()
    return two.finding(
        f"同一企业同年的两份申报书CMMM自评估等级不同：“{one.submission.name}”填“{first.value}”，"
        f"“{two.submission.name}”填“{second.value}”，请核实。",
        first,
        second,
        about=("cmmm_self_level",),
        expected=first.value,
        found=second.value,
    )


def compare_trades(one: Case, two: Case) -> Answer | None:
    """As in the tables; None where a book tells no trade of the standard finer than a section."""
    first, second = find_trade(one), find_trade(two)
    if first is None or second is None or not (first[1][:2].isdigit() and second[1][:2].isdigit()):
        return None
    if first[1].startswith(second[1]) or second[1].startswith(first[1]):
        return Agreed()
    return two.finding(
        f"同一企业同年的两份申报书所属行业不同：“{one.submission.name}”填“{first[0].value}”，"
        f"“{two.submission.name}”填“{second[0].value}”，请核实（是否为不同产品）。",
        first[0],
        second[0],
        about=(second[0].key,),
        expected=first[0].value,
        found=second[0].value,
    )


def compare_rows(
    batch: BatchCase, key: str, columns: Sequence[str], what: str, same: Callable[[str, str], bool | None]
) -> Iterator[Answer]:
    """One column of the tables against one field of the books; `same` is None where either cannot be read."""
    for book, table, n in meet(batch):
        own = book.field(key)
        other = next((f for column in columns if (f := table.field(f"rows[{n}].{column}"))), None)
        if own is None or other is None or (alike := same(own.value, other.value)) is None:
            continue
        if alike:
            yield Agreed()
        else:
            yield book.finding(
                f"申报书{what}为“{own.value}”，{book_name(table)}第{n}行为“{other.value}”，两处不一致，请核实。",
                own,
                other,
                about=(key,),
                expected=own.value,
                found=other.value,
            )


def meet(batch: BatchCase) -> Iterator[tuple[Case, Case, int]]:
    """(book, table, row) for every row of a table that names the applicant of a book; NotChecked when none do."""
    books = {company_name(case): case for case in batch.cases(*BOOKS) if company_name(case)}
    met = False
    for table in batch.cases(*TABLES):
        for n in table.rows("rows"):
            field = table.field(f"rows[{n}].company_name") or table.field(f"rows[{n}].name_project")
            named = fold_text(field.value) if field else ""
            book = books.get(named) or next((case for name, case in books.items() if named.startswith(name)), None)
            if book is not None:
                met = True
                yield book, table, n
    if not met:
        raise NotChecked("本批没有同一企业的附件1、附件6可以对照。", Cause.OUTSIDE)


def book_name(table: Case) -> str:
    return f"《{table.form.title}》" if table.form else "汇总表"


def same_level(own: str, other: str) -> bool | None:
    a, b = read_level(own), read_level(other)
    return None if a is None or b is None else a == b


def same_class(own: str, other: str) -> bool | None:
    a, b = fold_text(own).removesuffix("企业"), fold_text(other).removesuffix("企业")
    return a == b if a and b else None


def same_family(book: Case, code: str, name: str) -> bool:
    """Whether a printed name is that of the code, of one of its parents or of one of its children."""
    names = [i.name for c, i in book.reference.industries.items() if c.startswith(code) or code.startswith(c)]
    return any(same_name(name, one) for one in names)
