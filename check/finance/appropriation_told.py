"""F-09 where a note tells what became of the profit: 年初未分配利润…，净利润…，提取盈余公积…，分配现金股利…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.finance.columns import yuan
from check.numerals import worth_and_step
from check.papers_told import papers_told
from model.submission import Passage, Statement

_SUM = r"[^\d。;；]{0,8}?(?P<n>-?\d[\d,]*(?:\.\d+)?)\s*(?P<unit>亿元|万元|元)"
OPENING = re.compile(rf"(?:年初|期初|上年末|上年结转)(?:的)?未分配利润{_SUM}")
CLOSING = re.compile(rf"(?:年末|期末)(?:的)?未分配利润{_SUM}")
PROFIT = re.compile(rf"净利润{_SUM}")
_AGAIN = _SUM.replace("<n>", "<m>").replace("<unit>", "<unit2>")
TAKEN = re.compile(
    rf"(?:提取|计提)(?:的|了)?(?:[^\d，,。;；]{{0,6}}公积)?(?:金)?{_SUM}"
    rf"|(?:(?<!未)分配|派发|支付|宣告)[^\d，,。;；:：未]{{0,10}}(?:股利|红利|利润|分红){_AGAIN}"
)
#: What else may stand in between, unless it is said that there is none.
ELSE = re.compile(r"(?<!无)(?<!没有)(?<!未)(?:转增|弥补|追溯|差错更正|会计政策变更|其他转入|转出|调整)")
NONE = re.compile(r"(?:亦|也|均)?(?:无|没有|未发生|不存在)[^，,。;；]*")
YEAR = re.compile(r"(20\d{2})年")


def find_appropriation_told(case: Case, balances: Sequence[Statement]) -> Iterator[Answer]:
    """W: the parts that one paragraph tells in full do not come to the closing that it, or the balance sheet, has."""
    for _, told in papers_told(case):
        for passage in told:
            text = passage.text
            opening, profit = OPENING.search(text), PROFIT.search(text)
            taken = [worth_and_step(hit["n"] or hit["m"], hit["unit"] or hit["unit2"]) for hit in TAKEN.finditer(text)]
            if opening is None or profit is None or not taken or ELSE.search(NONE.sub("", text)):
                continue
            yield from _weigh(case, passage, opening, profit, taken, balances)


def _weigh(
    case: Case,
    passage: Passage,
    opening: re.Match[str],
    profit: re.Match[str],
    taken: Sequence[tuple[Decimal, Decimal]],
    balances: Sequence[Statement],
) -> Iterator[Answer]:
    year = YEAR.search(passage.text)
    printed = CLOSING.search(passage.text)
    sheets = [s for s in balances if not s.opening and (year is None or s.year == int(year[1]))]
    line = next((f for s in sheets if (f := s.line("bs.retained")) and f.amount), None)
    start, gain = (worth_and_step(hit["n"], hit["unit"]) for hit in (opening, profit))
    right = start[0] + gain[0] - sum((one[0] for one in taken), Decimal(0))
    slack = (start[1] + gain[1] + sum((one[1] for one in taken), Decimal(0))) / 2
    if printed is not None:
        end, step = worth_and_step(printed["n"], printed["unit"])
    elif line is not None and line.amount is not None:
        end, step = line.amount.value, line.amount.step
    else:
        return
    if abs(right - end) <= slack + step:
        yield Agreed()
        return
    formula = "－".join((f"{yuan(start[0])}＋{yuan(gain[0])}", *(yuan(one[0]) for one in taken)))
    yield case.finding(
        f"附注所写利润分配{formula}＝{yuan(right)}，年末未分配利润为{yuan(end)}，"
        f"相差{yuan(abs(right - end))}，请核实。",
        passage.place.quoting(passage.text[:120]),
        *((line,) if printed is None and line is not None else ()),
        expected=yuan(right),
        found=yuan(end),
    )
