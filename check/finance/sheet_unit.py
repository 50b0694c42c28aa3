"""F-10: book and statement differ by one power of ten in every line: the unit of the sheet was misread or left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from check.case import Answer, Case, NotChecked, Skipped, previous_year
from check.finance.columns import base, named, printed_unit, yuan
from check.finance.years_broken import pairs, same_column
from check.fold import EXCUSE
from check.numerals import read_in
from check.registry import rule
from check.show import show_amount, show_field
from model.amount import power_of_ten
from model.finding import Cause, Severity
from model.submission import Field, Statement, Trust

#: Lines that two statements must print alike.
_LINES = 4


@rule("F-10")
def find_sheet_unit(case: Case) -> Iterator[Answer]:
    """At least two different lines must agree on the factor; one line alone is a slip in that cell (F-04, F-05). Two
    statements that print the same year apart by one factor in (nearly) every line are told first."""
    between = find_sheets_apart(case)
    if between is not None:
        yield between
        return
    told: list[tuple[Field, Field, int]] = []
    for name, lines in case.param("pairs").items():
        for year, book in stated(case, name).items():
            sheets = [f for line in lines if (f := case.field(f"{line}[{year}]")) and f.amount]
            powers = [
                (book, f, power_of_ten(book.amount.value, f.amount.value)) for f in sheets if book.amount and f.amount
            ]
            if powers:
                told.append(next((p for p in powers if p[2]), powers[0]))
    if not told:
        raise NotChecked("申报表与财务报表没有可对照的同年数据，无法核对报表单位。")
    factors = {factor for _, _, factor in told}
    kinds = {book.key.partition("[")[0] for book, _, _ in told}
    if len(factors) == 1 and 0 not in factors and len(kinds) > 1:
        book, sheet, factor = told[0]
        unit = printed_unit(case, sheet)
        value = show_amount(sheet.amount.value, sheet.amount.unit) if sheet.amount else sheet.value
        yield case.finding(
            f"{case.say(book)}，财务报表为{value}，各项均相差10的{abs(factor)}次方，"
            f"{f'报表印有单位“{unit}”' if unit else '报表未印单位'}，应核对两处的货币单位（元、千元、万元），请核实。",
            *(e for pair in told for e in pair[:2]),
            severity=Severity.E if unit else Severity.W,
            tags=("unit", f"10^{factor}", *(() if unit else ("inferred", EXCUSE))),
            about=[book.key for book, _, _ in told],
            expected=value,
            found=show_field(book),
        )
    elif unit := next((unit for _, sheet, _ in told if (unit := settled_unit(case, sheet))), ""):
        yield Skipped(
            f"报表未印货币单位，各金额按与其他材料相符的“{unit}”读取，货币单位本身未核对，请看原件。", Cause.AMBIGUOUS
        )


def find_sheets_apart(case: Case) -> Answer | None:
    """E (W where one prints no unit) for a year's own column and the comparison column of the next: the same figures,
    at least `_LINES` of them, but for one power of ten."""
    sheets = [
        s for p in case.submission.papers for s in p.statements if s.trust is Trust.OK and s.year and s.month == 12
    ]
    apart: list[tuple[Statement, Statement, int]] = []
    for later in (s for s in sheets if s.opening):
        for own in (s for s in sheets if not s.opening and same_column(s, later)):
            powers = [
                power_of_ten(a.amount.value, b.amount.value) for a, b in pairs(later, own) if a.amount and b.amount
            ]
            factor, count = Counter(powers).most_common(1)[0] if powers else (0, 0)
            if factor and count >= _LINES and count >= len(powers) * 0.8:
                apart.append((later, own, factor))
    if not apart:
        return None
    later, own, factor = apart[0]
    one, two = next((a, b) for a, b in pairs(later, own) if a.amount and b.amount and a.amount.value)
    both = [s for pair in apart for s in pair[:2]]
    lines = {f.key for s in sheets if any(s.file == b.file and s.kind == b.kind for b in both) for f in s.lines}
    years = {s.year for s in both}
    booked = {f"{key}[{year}]" for key in case.param("pairs") for year in (*years, max(y for y in years if y) + 1)}
    shown = [yuan(line.amount.value) for line in (two, one) if line.amount]
    units = "、".join(dict.fromkeys(f"“{s.unit}”" for s in both if s.unit))
    return case.finding(
        f"{own.title}的各项与次年报表的比较栏均相差10的{abs(factor)}次方（如{named(case, base(one))}："
        f"{'，'.join(shown)}），{f'两处报表所印单位为{units}' if units else '报表未印单位'}，"
        "应核对两处的货币单位（元、千元、万元），请核实。",
        one,
        two,
        severity=Severity.E if own.unit and later.unit else Severity.W,
        tags=("unit", f"10^{factor}"),
        about=sorted(lines | booked),
        expected=two.value,
        found=one.value,
    )


def stated(case: Case, key: str) -> dict[int, Field]:
    """The series of the book, or its single cell of 上年."""
    year, cell = previous_year(case), case.field(key)
    return {year: cell} if cell and cell.amount and year else case.series(key)


def settled_unit(case: Case, line: Field) -> str:
    """万元 where the sheet prints no unit and its figures were taken in it because the book's are so; else ""."""
    unit = "" if printed_unit(case, line) else read_in(line)
    return "" if unit == "元" else unit
