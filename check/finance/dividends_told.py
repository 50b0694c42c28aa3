"""F-09 where words say what was paid out of the profit, or that nothing was: opening + profit - reserves - paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from check.case import Agreed, Answer, Case
from check.finance.columns import amount_of, yuan
from check.numerals import worth_of
from check.spelling import fold_text
from check.telling import tell_texts
from model.place import Place
from model.submission import Statement

_PAY = (
    r"(?:分配(?:了)?(?:现金|的)?(?:股利|红利|利润)|(?:现金)?分红|派发(?:了)?(?:现金)?(?:股利|红利|股息)|派息|股东分利|发放(?:了)?(?:现金)?(?:股利|红利|股息)"
    r"|利润分配|(?:向|给)(?:全体)?(?:股东|出资人|投资者)(?:现金)?(?:分配|派发))"
)
_SUM = r"(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<u>亿元|万元|元)"
PAID = re.compile(rf"{_PAY}[^\d。；;\n]{{0,12}}{_SUM}")
#: 拿出800万元向股东分红.
PAID_BEFORE = re.compile(rf"{_SUM}[^\d。；;\n，,]{{0,8}}{_PAY}")
NONE_PAID = re.compile(
    rf"(?:未|没有|不|未曾|无)(?:再|予|作|做|实施|进行|安排|开展|对)?(?:向|对|给)?(?:全体)?(?:股东|出资人|投资者)?(?:进行|作)?(?:任何|现金)?{_PAY}"
    r"|(?:利润|净利润)[^。；;\n，,]{0,6}(?:全部|全额|悉数)(?:留存|滚存|用于(?:再生产|扩大再生产|技改|转增))"
)
NOT_DONE = re.compile(
    r"未分配利润|转增|弥补|追溯|调整|计划|预计|拟|将|待|未来|集团|母公司|子公司|每股|每10股|每十股|累计|近三年|三年(?:来|间|共)|承诺"
)
YEAR = re.compile(r"(20\d{2})年")
#: 2023年度利润分配: decided in the year after.
OF_YEAR = re.compile(r"20\d{2}年?度")
#: What was laid up is told in the same sentence: all of the year's appropriation is.
LAID_UP = re.compile(rf"(?:提取|计提)[^\d。；;\n，,]{{0,8}}公积金?[^\d。；;\n，,]{{0,4}}{_SUM}")
#: How far the closing may be from what the words leave, in parts of the profit: of all of the appropriation, of a part.
SHARE_OF_ALL, SHARE = Decimal("0.02"), Decimal("0.2")


@dataclass(frozen=True, slots=True)
class Paid:
    """What a sentence says was paid out in a year (0: nothing); `loose`: it may have left the books a year later;
    `whole`: what was laid up is told, too."""

    year: int
    amount: Decimal
    words: str
    place: Place
    loose: bool
    whole: bool


def find_told_not_rolled(case: Case, balances: Sequence[Statement], incomes: Sequence[Statement]) -> Iterator[Answer]:
    """W: the closing differs from what the words leave by more than a fifth of the profit, or by more than a fiftieth
    where they tell all of the appropriation."""
    for paid in dividends_told(case):
        closing = next((s for s in balances if not s.opening and s.year == paid.year), None)
        same = [s for s in balances if closing and s.scope == closing.scope and s.year == paid.year - 1]
        opening = min(same, key=lambda s: not s.opening, default=None)
        income = next(
            (s for s in incomes if closing and not s.opening and (s.scope, s.year) == (closing.scope, paid.year)), None
        )
        if closing is None or opening is None or income is None:
            continue
        end, start = closing.line("bs.retained"), opening.line("bs.retained")
        profit = amount_of(income, "is.parent_net_profit") or amount_of(income, "is.net_profit")
        if not (end and start and end.amount and start.amount and profit) or profit.value <= 0:
            continue
        before, after = amount_of(opening, "bs.surplus_reserve"), amount_of(closing, "bs.surplus_reserve")
        reserve = max(Decimal(0), after.value - before.value) if before and after else Decimal(0)
        most = Decimal(0) if before and after else profit.value / 10
        left = start.amount.value + profit.value - reserve
        fits = (left - paid.amount, *((left,) if paid.loose else ()))
        slack = profit.value * (SHARE_OF_ALL if paid.whole else SHARE)
        if any(one - most - slack <= end.amount.value <= one + slack for one in fits):
            yield Agreed()
            continue
        yield case.finding(
            f"{paid.year}年初未分配利润{yuan(start.amount.value)}，当年净利润{yuan(profit.value)}"
            f"{f'，盈余公积增加{yuan(reserve)}' if reserve else ''}，书中称“{paid.words}”，年末未分配利润应为"
            f"{yuan(left - paid.amount)}，报表为{yuan(end.amount.value)}，请核实（以前年度调整等）。",
            end,
            start,
            paid.place,
            expected=yuan(left - paid.amount),
            found=yuan(end.amount.value),
        )


def dividends_told(case: Case) -> Iterator[Paid]:
    """Each sentence of the book and the papers that tells one year and one sum, or that nothing was paid."""
    papers = ((p.text, p.place) for paper in case.submission.papers for p in paper.passages)
    seen = set[tuple[int, Decimal]]()
    for text, place in chain(((t.text, t.place) for t in tell_texts(case)), papers):
        if not re.search(r"股利|红利|分红|派息|股息|股东|分配|派发|滚存|留存", text):
            continue
        for said in re.split(r"[。；;\n]", fold_text(text)):
            years = set(YEAR.findall(said))
            hit = PAID.search(said) or PAID_BEFORE.search(said)
            none = NONE_PAID.search(said) if hit is None else None
            if len(years) != 1 or not (hit or none) or NOT_DONE.search(said):
                continue
            year = int(next(iter(years)))
            amount = worth_of(hit["n"], hit["u"]) if hit else Decimal(0)
            if (year, amount) not in seen:
                seen.add((year, amount))
                loose, whole = (OF_YEAR.search(said) and hit) is not None, LAID_UP.search(said) is not None
                yield Paid(year, amount, said[:50], place.quoting(said), loose, whole)
