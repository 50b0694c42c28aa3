"""D-04, D-05, D-06, D-07: the same value, the same decimals, even steps, or two digits that changed places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from check.case import Agreed, Answer, Case, NotChecked, previous_year
from check.digits.drawn_digits import COMMON, find_fraction_drawn_again, find_tenth_drawn_again, find_value_drawn_again
from check.digits.even_told import find_even_rows, find_even_told
from check.digits.numbers import Printed, printed_numbers
from check.digits.series import find_even_series, percents
from check.digits.swapped_told import find_swapped_told
from check.digits.told_digits import find_fraction_told_again, find_value_told_again
from check.grade import is_swapped
from check.registry import rule
from check.show import WAN, show_amount
from model.amount import Interval
from model.finding import Cause, Finding
from model.submission import Field


def base_of(field: Field) -> str:
    """The field without its year: values of one series are related."""
    return re.sub(r"\[\d*\]", "", field.key)


#: A cell of another table in the folder (the office's list) repeats the book, as it should.
OTHER_TABLE = re.compile(r"(?:gs|fj)_\d+\.")
#: One quantity under several labels: 上年销售 and 建设完成后的企业年销售 may be the same year's.
KINDS = (
    re.compile(r"^(?:main_revenue|sales(?:_\w+)?)$"),
    re.compile(r"^profit(?:_prev|_before|_after)?$"),
    re.compile(r"^tax(?:_\w+)?$"),
    re.compile(r"^\w*(?:total_)?assets(?:_prev)?$"),
)


def kind_of(field: Field) -> str:
    base = base_of(field)
    return next((kind.pattern for kind in KINDS if kind.match(base)), base)


def is_tenth(number: Printed) -> bool:
    """Two significant digits, the second behind the point and neither 0 nor 5."""
    return len(number.significant) == 2 and len(number.decimals) == 1 and number.decimals not in "05"


@rule("D-04")
def find_repeated_value(case: Case) -> Iterator[Answer]:
    """A value with three and more significant digits in three and more unrelated cells; of two (6.4) in one more."""
    groups: dict[str, list[Printed]] = defaultdict(list)
    for number in printed_numbers(case):
        if len(number.significant) >= 3 or is_tenth(number):
            groups[str(number.value.normalize())].append(number)
    least = case.param("least")
    drawn = [*find_value_drawn_again(case, least), *find_value_told_again(case, least)]
    drawn += find_tenth_drawn_again(case, least + 1)
    yield from drawn
    if not groups and not drawn:
        raise NotChecked("没有三位以上有效数字的数值，未核对。", Cause.NOTHING)
    for same in groups.values():
        same = [n for n in same if not OTHER_TABLE.match(n.field.key)]
        if len({kind_of(n.field) for n in same}) < least + any(map(is_tenth, same)):
            continue
        names = "、".join(case.label(n.field.key) for n in same)
        yield case.finding(f"{names}都填{same[0].text}，互不相关的项目数值相同，请核实。", *(n.field for n in same))
    yield Agreed()


#: Of the indicators with one decimal: of ten digits each is expected behind a tenth.
A_THIRD = Decimal(1) / 3


@rule("D-05")
def find_equal_decimals(case: Case) -> Iterator[Answer]:
    """The same two and more decimals behind four and more unrelated values; .00 and .50 are common.

    One decimal where three quarters of all numbers with one, and many, have it, or a third of the indicators.
    """
    groups: dict[str, list[Printed]] = defaultdict(list)
    for number in printed_numbers(case):
        if len(number.decimals) >= 2 and number.decimals.rstrip("0") not in ("", "5"):
            groups[number.decimals].append(number)
    tenths = [n for n in printed_numbers(case) if len(n.decimals) == 1 and not OTHER_TABLE.match(n.field.key)]
    kpis = [n for n in tenths if n.field.key.startswith("kpi.") and n.text not in COMMON]
    for among, enough, share in ((tenths, "tenths", Decimal("0.75")), (kpis, "tenths_of_kpis", A_THIRD)):
        alike = [n for n in among if n.decimals == Counter(n.decimals for n in among).most_common(1)[0][0]]
        if len(alike) >= case.param(enough) and len(alike) >= len(among) * share and alike[0].decimals not in "05":
            groups.setdefault(alike[0].decimals, alike)
    least = case.param("least")
    drawn = [*find_fraction_drawn_again(case, least), *find_fraction_told_again(case, least)]
    yield from drawn
    if not groups and not drawn:
        raise NotChecked("没有带两位以上小数的数值，未核对。", Cause.NOTHING)
    for decimals, same in groups.items():
        if len({base_of(n.field) for n in same}) < least or len({n.text for n in same}) == 1:
            continue
        names = "、".join(f"{case.label(n.field.key)}{n.text}" for n in same)
        yield case.finding(f"{names}的小数部分都是.{decimals}，请核实。", *(n.field for n in same), about=())
    yield Agreed()


@rule("D-06")
def find_even_steps(case: Case) -> Iterator[Answer]:
    """Four and more indicators in printed order rise or fall by exactly the same step."""
    told, least = [*find_even_series(case), *find_even_told(case)], case.param("least")
    told += find_even_rows(case, tuple(one.message for one in told if isinstance(one, Finding)))
    yield from told
    filled = percents(case, bool(told))
    if told and len(filled) < least:
        return
    if len(filled) < least:
        raise NotChecked(f"填写的百分比指标不足{least}项，未核对。", Cause.NOTHING)
    steps = [new - old for (_, old), (_, new) in pairwise(filled)]
    run = 1
    for at, step in enumerate(steps):
        run = run + 1 if at and step == steps[at - 1] and step != 0 else 1
        if run >= least - 1 and (at + 1 == len(steps) or steps[at + 1] != step):
            fields = [field for field, _ in filled[at + 1 - run : at + 2]]
            values = "、".join(field.value for field in fields)
            yield case.finding(f"相邻{len(fields)}项指标依次为{values}，间隔完全相等，请核实。", *fields, about=())
    yield Agreed()


def last_year(case: Case, base: str) -> dict[int, Field]:
    """The cell of 上年 that GS-03 has in place of a series, under its year."""
    year, cell = previous_year(case), case.field(case.rule.params.get("last_year", {}).get(base, ""))
    return {year: cell} if year and cell and cell.amount else {}


@rule("D-07")
def find_swapped_digits(case: Case) -> Iterator[Answer]:
    """A cell and its statement line differ by two neighbouring digits that changed places: a slip."""
    looked, instead = False, case.rule.params.get("instead", {})
    for base, line in case.param("pairs").items():
        for year, field in (case.series(base) or last_year(case, base)).items():
            stated = case.field(f"{line}[{year}]") or case.field(f"{instead.get(line, line)}[{year}]")
            if stated is None or stated.amount is None or field.amount is None:
                continue
            looked = True
            truth = stated.amount.value
            if is_swapped(Interval(truth, truth), field.amount):
                right = show_amount(truth, "元", Decimal(1))
                yield case.finding(
                    f"{case.say(field)}，报表为{right}，只有相邻两位数字互换，似为笔误，请核实。",
                    field,
                    stated,
                    tags=("typo",),
                    expected=right,
                    found=str(field.amount.value / WAN),
                )
            else:
                yield Agreed()
    for answer in find_swapped_told(case):
        looked = True
        yield answer
    if not looked:
        raise NotChecked("没有可与报表对照的同年数值，未核对。")
