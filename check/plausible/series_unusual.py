"""Y-01, Y-05: a series of three years that jumps, or that is more regular than business is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, pairwise

from check.arithmetic.columns_summed import years_down, years_drawn
from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.show import show_plain
from check.telling import tell_texts
from check.years_told import said_years, years_of
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Field

LOSS = re.compile(r"亏损|转亏|扭亏|利润(?:总额|率)?(?:为|转|降)?(?:为|至)?负|利润(?:总额)?[^。；;]{0,6}-\d")
#: Rates so near are one, on whichever side of a rounding they lie.
NEAR = Decimal("0.05")
REASON = re.compile(r"因|受|由于|主要(?:是|系)|系|影响|导致|拖累|计提|减值|停产|搬迁|投产初期|爬坡")


@rule("Y-01")
def find_jump(case: Case) -> Iterator[Answer]:
    """Assets by more than half, revenue by more than four fifths, a profit that changes its sign."""
    looked = False
    for base, limit in case.param("jumps").items():
        own = base == "profit" and case.submission.like("profit_margin[")  # one sign, told once
        series = list((case.series(base) if own else years_of(case, base) or said_years(case, base)).items())
        for (year, old), (next_year, new) in pairwise(series):
            if old.amount is None or new.amount is None or next_year != year + 1:
                continue
            looked = True
            if limit == "sign":
                odd = old.amount.value * new.amount.value < 0
                what = "由盈转亏或由亏转盈"
                if odd and tells_why(case):
                    yield Agreed("正文写有亏损的原因")
                    continue
            elif old.amount.value <= 0:
                continue
            else:
                change = (new.amount.value - old.amount.value) / old.amount.value * 100
                odd = abs(change) > limit
                what = f"一年变化{show_plain(round(change, 1))}%"
            if odd:
                yield case.finding(
                    f"{case.say(old)}，{case.say(new)}，{what}，请核实并说明原因。",
                    old,
                    new,
                    expected="盈亏不变" if limit == "sign" else f"一年变化不超过{limit}%",
                    found=what,
                )
            else:
                yield Agreed()
    if not looked:
        raise NotChecked("没有相邻两年的数值，未核对。")


def tells_why(case: Case) -> bool:
    """Whether the book itself gives a reason for a year of loss."""
    sentences = (part for text in tell_texts(case) for part in re.split(r"[。；;]", text.text))
    return any(LOSS.search(part) and REASON.search(part) for part in sentences)


@rule("Y-05")
def find_too_regular(case: Case) -> Iterator[Answer]:
    """Two items and more grow at the very same rate twice over; short round numbers prove nothing."""
    drawn = list(find_drawn_regular(case))
    yield from drawn
    regular: list[Field] = []
    short: list[tuple[Decimal, list[Field]]] = []
    exact = 0
    paces = set[Decimal]()
    items = 0
    for base in case.param("series"):
        fields = list(years_of(case, base).values())
        values = [f.amount.value for f in fields if f.amount]
        if len(fields) < 3 or len(values) != len(fields) or min(values) <= 0:
            continue
        if any(digits_of(f) < case.param("digits") for f in fields):
            rates = [(new - old) / old * 100 for old, new in pairwise(values)]
            if digits_of(fields[-1]) >= _DIGITS and len(set(rates)) == 1:
                short.append((round(rates[0], 1), fields))
                exact += rates[0] != 0 and digits_of(fields[-1]) > case.param("digits")
            continue
        items += 1
        rates = [(new - old) / old * 100 for old, new in pairwise(values)]
        exact += len(set(rates)) == 1 and rates[0] != 0
        alike = len({round(rate, 1) for rate in rates}) == 1 or max(rates) - min(rates) < NEAR
        if alike and round(rates[0], 1) != 0:
            regular += fields
            paces.add(round(rates[0], 1))
    for pace, fields in short:
        # from a round number on, at the very rate of the others; or two that grow to a long number without a remainder
        if pace in paces or (exact > 1 and pace and digits_of(fields[-1]) > case.param("digits")):
            regular, items = regular + fields, items + 1
    if drawn:
        return
    if items < 2:
        raise NotChecked("三年均有四位以上有效数字的指标不足两项，未核对。", Cause.NOTHING)
    if len(regular) >= 6:
        names = "、".join(dict.fromkeys(case.label(f.key).split("（")[0] for f in regular))
        yield case.finding(f"{names}各年增长率完全相同（精确到0.1个百分点），过于规则，请核实。", *regular)
    else:
        yield Agreed()


#: So many digits the last two numbers of a row have at least, and so many rows of one table grow so.
_DIGITS, _ROWS = 3, 2


def find_drawn_regular(case: Case) -> Iterator[Answer]:
    """W: rows of years in one table of the book, each of which grows at one rate twice over."""
    regular: dict[str, list[tuple[str, str, Place]]] = {}
    for label, years in chain(years_drawn(case), years_down(case)):
        told = [entry for _, entry in sorted(years.items())]
        values = [entry.value for entry in told]
        if len(values) < 3 or min(values) <= 0 or any(digits_in(value) < _DIGITS for value in values[1:]):
            continue
        rates = [(new - old) / old * 100 for old, new in pairwise(values)]
        if max(rates) - min(rates) < NEAR and round(rates[0], 1) != 0 and not PLANNED.search(label):
            said = f"{label}（各年{show_plain(round(rates[0], 1))}%）"
            table = told[-1].place.path.rpartition("/")[0]
            regular.setdefault(table, []).append((label, said, told[-1].place))
    for rows in regular.values():
        if len({label for label, *_ in rows}) >= _ROWS:
            yield case.finding(
                f"表中{'、'.join(said for _, said, _ in rows)}各年增长率完全相同，过于规则，请核实。",
                *(place for *_, place in rows),
                severity=Severity.W,
                about=tuple(f"{place.path}" for *_, place in rows),
            )
            return


PLANNED = re.compile(r"目标|计划|预计|预测|规划|测算")


def digits_in(value: Decimal) -> int:
    """Significant digits; 46.0 has two of its own and the nought that is printed."""
    return len(value.as_tuple().digits)


def digits_of(field: Field) -> int:
    """Significant digits as printed."""
    if field.amount is None:
        return 0
    return len(str(abs(Decimal(field.value.replace(",", "")))).replace(".", "").strip("0")) if is_plain(field) else 0


def is_plain(field: Field) -> bool:
    return field.value.replace(",", "").replace(".", "", 1).lstrip("-").isdigit()
