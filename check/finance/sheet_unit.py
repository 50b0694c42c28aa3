"""F-10: book and statement differ by one power of ten in every line: the unit of the sheet was misread or left out."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Answer, Case, NotChecked, previous_year
from check.fold import EXCUSE
from check.registry import rule
from check.show import show_amount, show_field
from model.amount import power_of_ten
from model.finding import Severity
from model.submission import Field


@rule("F-10")
def find_sheet_unit(case: Case) -> Iterator[Answer]:
    """At least two different lines must agree on the factor; one line alone is a slip in that cell (F-04, F-05)."""
    pairs: list[tuple[Field, Field, int]] = []
    for base, lines in case.param("pairs").items():
        for year, book in stated(case, base).items():
            sheets = [f for line in lines if (f := case.field(f"{line}[{year}]")) and f.amount]
            powers = [
                (book, f, power_of_ten(book.amount.value, f.amount.value)) for f in sheets if book.amount and f.amount
            ]
            if powers:
                pairs.append(next((p for p in powers if p[2]), powers[0]))
    if not pairs:
        raise NotChecked("申报表与财务报表没有可对照的同年数据，无法核对报表单位。")
    factors = {factor for _, _, factor in pairs}
    kinds = {book.key.partition("[")[0] for book, _, _ in pairs}
    if len(factors) == 1 and 0 not in factors and len(kinds) > 1:
        book, sheet, factor = pairs[0]
        unit = printed_unit(case, sheet)
        value = show_amount(sheet.amount.value, sheet.amount.unit) if sheet.amount else sheet.value
        yield case.finding(
            f"{case.say(book)}，财务报表为{value}，各项均相差10的{abs(factor)}次方，"
            f"{f'报表印有单位“{unit}”' if unit else '报表未印单位'}，应核对两处的货币单位（元、千元、万元），请核实。",
            *(e for pair in pairs for e in pair[:2]),
            severity=Severity.E if unit else Severity.W,
            tags=("unit", f"10^{factor}", *(() if unit else ("inferred", EXCUSE))),
            about=[book.key for book, _, _ in pairs],
            expected=value,
            found=show_field(book),
        )


def stated(case: Case, key: str) -> dict[int, Field]:
    """The series of the book, or its single cell of 上年."""
    year, cell = previous_year(case), case.field(key)
    return {year: cell} if cell and cell.amount and year else case.series(key)


def printed_unit(case: Case, line: Field) -> str:
    """The unit printed on the sheet of this line; "" where none is (then 元 was assumed)."""
    columns = [s for paper in case.submission.papers for s in paper.statements]
    return next((s.unit for s in columns if s.unit and any(one.place == line.place for one in s.lines)), "")
