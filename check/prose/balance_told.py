"""P-13: debts or equity told in the prose, held against what assets and 资产负债率 (or 总负债) of that year leave."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.exact import is_level
from check.grade import grade
from check.prose.comparable import YEAR
from check.show import show_amount, show_stated
from model.amount import Interval
from model.finding import Severity
from model.submission import Field

#: Of the mother's owners, of a group, or of another moment.
_OTHER = re.compile(r"归属|归母|母公司|合并|集团|每股|有形|流动|有息|带息|新增|增加|平均|年初|期初|率")
_LINES = {"equity": ("bs.equity",), "liabilities": ("bs.total_liabilities", "total_liabilities")}


def find_balance_told(case: Case) -> Iterator[Answer]:
    """W: 2024年末净资产6.9亿元 where the form prints assets of 9.6亿元 and a debt ratio of 43%; a cell of its own is
    P-13's main business."""
    for claim in case.submission.claims:
        year = YEAR.fullmatch(claim.period)
        if claim.concept not in _LINES or year is None or claim.amount.unit != "元" or not is_level(claim):
            continue
        own = any(case.series(line).get(int(year[1])) for line in _LINES[claim.concept])
        if own or claim.scope not in ("", "company") or _OTHER.search(claim.text):
            continue
        due = reckon(case, claim.concept, int(year[1]))
        if due is None:
            continue
        worth, cells = due
        if grade(worth, claim.amount, Severity.W) is None:
            yield Agreed()
            continue
        said = "、".join(case.say(cell) for cell in cells)
        right = show_amount((worth.low + worth.high) / 2, "元")
        yield case.finding(
            f"正文“{claim.text}”中的{show_stated(claim.amount)}，而{said}，按此应约为{right}，不一致，请核实。",
            claim,
            *cells,
            severity=Severity.W,
            found=show_stated(claim.amount),
        )


def reckon(case: Case, what: str, year: int) -> tuple[Interval, tuple[Field, Field]] | None:
    """What is owed or owned, from the two cells that say so; None where one is missing."""
    assets = case.series("total_assets").get(year)
    if assets is None or assets.amount is None:
        return None
    whole = assets.amount.interval
    debts, rate = case.series("total_liabilities").get(year), case.series("debt_ratio").get(year)
    if debts is not None and debts.amount is not None:
        owed, cell = debts.amount.interval, debts
    elif rate is not None and rate.amount is not None:
        part = rate.amount.interval
        owed, cell = Interval(whole.low * part.low / 100, whole.high * part.high / 100), rate
    else:
        return None
    left = Interval(whole.low - owed.high, whole.high - owed.low)
    return (owed if what == "liabilities" else left), (assets, cell)
