"""F-10: book and statement differ by one power of ten in every line: the unit of the sheet was misread or left out."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Answer, Case, NotChecked
from check.registry import rule
from check.show import show_amount, show_field
from model.amount import power_of_ten
from model.submission import Field


@rule("F-10")
def find_sheet_unit(case: Case) -> Iterator[Answer]:
    """At least two different lines must agree on the factor; one line alone is a slip in that cell (F-04, F-05)."""
    pairs: list[tuple[Field, Field, int]] = []
    for base, line in case.param("pairs"):
        for year, book in case.series(base).items():
            sheet = case.field(f"{line}[{year}]")
            if sheet and sheet.amount and book.amount:
                pairs.append((book, sheet, power_of_ten(book.amount.value, sheet.amount.value)))
    if not pairs:
        raise NotChecked("申报表与财务报表没有可对照的同年数据，无法核对报表单位。")
    factors = {factor for _, _, factor in pairs}
    kinds = {book.key.partition("[")[0] for book, _, _ in pairs}
    if len(factors) == 1 and 0 not in factors and len(kinds) > 1:
        book, sheet, factor = pairs[0]
        value = show_amount(sheet.amount.value, sheet.amount.unit) if sheet.amount else sheet.value
        yield case.finding(
            f"{case.say(book)}，财务报表为{value}，各项均相差10的{abs(factor)}次方，应核对报表的货币单位（元、千元、万元），请核实。",
            *(e for pair in pairs for e in pair[:2]),
            tags=("unit", f"10^{factor}"),
            about=[book.key for book, _, _ in pairs],
            expected=value,
            found=show_field(book),
        )
