"""F-04, F-05, F-06: a figure of the book is not the line of the attached statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.ratio_differs import find_debt_ratio_differs
from check.case import Agreed, Answer, Case, Skipped, previous_year
from check.evidence import stated_amounts
from check.finance.columns import doubted, printed_unit
from check.finance.other_lines import other_lines
from check.finance.owners_mixed import find_owners_mixed
from check.grade import grade, softest
from check.nearest import Reading, find_reading, other_years
from check.numerals import worth_of
from check.papers_told import papers_told
from check.registry import rule
from check.show import show_amount, show_field
from model.amount import Amount, Miss
from model.finding import Cause, Severity
from model.submission import Field

#: 营业收入含其他业务收入410.55万元: what lies between the main revenue and all of it.
_OTHER = re.compile(r"其他业务(?:的?收入)?[^\d。;；]{0,12}(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元|)")
#: A number without a unit may be in either.
_EITHER = ("万元", "元")
#: A row of the years: which column is which year is not told, so the amount must be the difference itself.
_ROW, _CELL, _EXACT = (
    re.compile(r"(?:其中[:：])?其他业务收入[^\t]*((?:\t[^\t\n]*)+)"),
    re.compile(r"\d[\d,]*(?:\.\d+)?"),
    Decimal("0.0002"),
)
_YEAR = re.compile(r"20\d{2}(?=年)")
#: The sheet on which a line stands.
KINDS = {"bs": "balance", "is": "income"}
#: So far the number told may be from the difference.
_LOOSE = Decimal("0.01")


@rule("F-04", "F-05", "F-06")
def find_book_differs(case: Case) -> Iterator[Answer]:
    """Any of the statement lines (`lines`) of the same year may fit; the nearest is shown."""
    books = case.series(case.param("field")) or last_year_cell(case)
    if not books:
        keys = (case.param("field"), *case.param("last_year"))
        raise case.lack(next((key for key in keys if case.spec(key)), keys[0]))
    missing = []
    yield from find_owners_mixed(case)
    yield from doubted(case, *{KINDS[key[:2]] for key in case.param("lines") if key[:2] in KINDS})
    for year, book in books.items():
        lines = [f for key in case.param("lines") if (f := case.field(f"{key}[{year}]")) and f.amount]
        if book.amount is None or not lines:
            missing.append(f"{year}年")
        else:
            yield compare(case, book, book.amount, lines)
    if missing:
        name = case.label(case.param("field"))
        why = case.doubt(*case.param("lines"))
        yield Skipped(
            why or f"没有读到{'、'.join(missing)}财务报表的对应项目，未核对“{name}”。",
            Cause.DOUBTED if why else Cause.MISSING,
        )


@rule("F-07")
def find_debts_differ(case: Case) -> Iterator[Answer]:
    """The ratio that the form prints or the prose tells; where the form prints the liabilities (GS-04), these."""
    if case.series("total_liabilities"):
        yield from find_book_differs(case)
    else:
        yield from find_debt_ratio_differs(case)


def last_year_cell(case: Case) -> dict[int, Field]:
    """The single cell of 上年 (`…_prev`) that GS-03 has in place of a series, under the year before the declaration."""
    year = previous_year(case)
    cell = next((f for key in case.param("last_year") if (f := case.field(key))), None)
    return {year: cell} if year and cell else {}


def compare(case: Case, book: Field, stated: Amount, lines: list[Field]) -> Answer:
    misses = [(grade(amount.interval, stated), line, amount) for line in lines for amount in stated_amounts(line)]
    if any(miss is None for miss, *_ in misses):
        return Agreed()
    if case.param("may_be_part") and is_part(case, stated, lines):
        return Agreed()
    misses.sort(key=lambda m: m[0].gap if m[0] else 0)
    told = [(nearest(case, stated, line, amount), miss, line) for miss, line, amount in misses]
    reading, miss, line = next((one for one in told if one[0]), told[0])
    severity, tags, hint = soften(case, miss, stated, line, reading) if miss else (case.rule.severity, (), "")
    mute = printed_unit(case, line) == ""  # 元, or what makes the sheet agree, was taken for its unit
    severity, hint = (softest(severity, Severity.W), f"{hint}（报表未印货币单位）") if mute else (severity, hint)
    said = "、".join(f"{case.label(f.key)}{show_amount(f.amount.value, f.amount.unit)}" for f in lines if f.amount)
    return case.finding(
        f"{case.say(book)}，财务报表为{said}，两处应当一致{hint}，请核实。",
        book,
        *lines,
        severity=severity,
        tags=tags,
        about=(book.key,),
        expected=said,
        found=show_field(book),
        cures=[c for f in lines if f.amount for c in (case.cure_by(book, f.amount), case.cure_by(f, stated))],
    )


def is_part(case: Case, stated: Amount, lines: list[Field]) -> bool:
    """Whether what lacks to all the revenue is told as other business, where the statement has no main revenue."""
    whole = next((f for f in lines if f.key.startswith("is.revenue[")), None)
    if whole is None or whole.amount is None or any(f.key.startswith("is.main_revenue[") for f in lines):
        return False
    return is_told(case, whole.amount.value - stated.value, whole.key.partition("[")[2][:4])


def is_told(case: Case, difference: Decimal, year: str) -> bool:
    """Whether the book, or a note to the statements, says that so much (in 元) comes of other business in this year:
    the years that its sentence names, if it names any, are among them."""
    texts = (*(one.text for one in case.prose()), *(one.text for _, told in papers_told(case) for one in told))
    for sentence in (said for text in texts if "其他业务" in text for said in re.split("[。；;\n]", text)):
        years = set(_YEAR.findall(sentence))
        hits = _OTHER.finditer(sentence) if not years or year in years else ()
        told = (worth_of(hit[1], unit) for hit in hits for unit in ((hit[2],) if hit[2] else _EITHER))
        if difference > 0 and any(abs(one - difference) <= _LOOSE * difference for one in told):
            return True
    rows = (_ROW.match(text) for text in texts)
    cells = (cell for row in rows if row for cell in _CELL.findall(row[1]))
    return difference > 0 and any(
        abs(worth_of(cell, unit) - difference) <= _EXACT * difference for cell in cells for unit in _EITHER
    )


def nearest(case: Case, stated: Amount, line: Field, right: Amount) -> Reading | None:
    base, _, year = line.key.partition("[")
    others = (*other_years(case.series(base), int(year[:4])), *other_lines(case, base, int(year[:4]), stated))
    return find_reading(stated, right, others)


def soften(
    case: Case, miss: Miss, stated: Amount, line: Field, reading: Reading | None
) -> tuple[Severity, tuple[str, ...], str]:
    """Severity, tags and a hint: the nearest true reading, or only 营业收入 in the statement (`may_be_part`)."""
    if reading and reading.tag != "tax_included":
        return miss.severity, tuple(dict.fromkeys((*miss.tags, reading.tag))), reading.said
    if not case.param("may_be_part"):
        return miss.severity, miss.tags, ""
    if reading:
        return softest(miss.severity, Severity.W), (*miss.tags, reading.tag), reading.said
    value = line.amount.value if line.amount else Decimal(0)
    only_total = line.key.startswith("is.revenue[") and case.amount(line.key.replace("revenue", "main_revenue")) is None
    if only_total and Decimal("0.8") * value <= stated.value < value:
        return softest(miss.severity, Severity.W), (*miss.tags, "part_of_revenue"), "，差额是否为其他业务收入"
    return miss.severity, miss.tags, ""
