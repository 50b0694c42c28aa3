"""D-01, D-02, D-03: shares of digits over many numbers (chi-square; Benford; multiples of five)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from check.case import Agreed, Answer, Case, NotChecked
from check.digits.chance import find_chance
from check.digits.drawn_digits import find_reading_digits
from check.digits.numbers import printed_numbers
from check.digits.series import find_ledger_digits, find_round_percents, percents
from check.digits.told_digits import find_round_told
from check.registry import rule
from check.show import show_plain
from model.finding import Cause
from model.place import Place
from model.submission import Field

FIVE = Decimal(5)


@rule("D-01")
def find_terminal_digits(case: Case) -> Iterator[Answer]:
    """Last digits of numbers with three and more significant digits, against a uniform spread."""
    told = list(find_reading_digits(case))
    yield from told
    numbers = [n for n in printed_numbers(case, statements=True) if len(n.significant) >= 3]
    least = case.param("least")
    if told and len(numbers) < least:
        return
    if len(numbers) < least:
        raise NotChecked(f"三位以上有效数字的数值只有{len(numbers)}个，不足{least}个，样本不足。", Cause.NOTHING)
    counts = Counter(n.text[-1] for n in numbers)
    if "0" in counts and counts["0"] > len(numbers) / 4:  # statements kept in whole thousands or in 元 with .00
        raise NotChecked("多数数值按整数或整千填列，末位数字没有统计意义。", Cause.INCOMPARABLE)
    p = find_chance([counts.get(str(digit), 0) for digit in range(10)])
    if p >= case.param("p"):
        yield Agreed()
        return
    often = "、".join(f"{digit}（{count}次）" for digit, count in counts.most_common(3))
    spots = [n.field for n in numbers if n.text[-1] == counts.most_common(1)[0][0]][:6]
    yield case.finding(f"{len(numbers)}个数值的末位数字分布不均，多为{often}，可作抽查线索，请核实。", *spots, about=())


@rule("D-02")
def find_first_digits(case: Case) -> Iterator[Answer]:
    """First digits of statement lines, and of payments in ledgers, against Benford's law: mean absolute deviation over
    0.015 (Nigrini)."""
    looked = False
    for answer in find_ledger_digits(case):
        looked = True
        yield answer
    lines = [n for n in printed_numbers(case, statements=True) if n.field.key[:3] in ("bs.", "is.", "cf.")]
    amounts = [n for n in lines if n.value != 0]
    least = case.param("least")
    spread = math.log10(max(abs(n.value) for n in amounts) / min(abs(n.value) for n in amounts)) if amounts else 0
    if looked and (len(amounts) < least or spread < 2):
        return
    if len(amounts) < least or spread < 2:
        raise NotChecked(f"报表金额{len(amounts)}个，不足{least}个或不跨两个数量级，样本不足。", Cause.NOTHING)
    counts = Counter(n.significant[0] for n in amounts)
    gaps = [abs(counts.get(str(d), 0) / len(amounts) - math.log10(1 + 1 / d)) for d in range(1, 10)]
    deviation = sum(gaps) / 9
    if deviation <= case.param("deviation"):
        yield Agreed()
        return
    worst = gaps.index(max(gaps)) + 1
    spots = [n.field for n in amounts if n.significant[0] == str(worst)][:6] or [amounts[0].field]
    yield case.finding(
        f"{len(amounts)}个报表金额的首位数字与常见分布相差{deviation:.3f}，首位{worst}偏差最大，可作抽查线索，请核实。",
        *spots,
        about=(),
    )


@rule("D-03")
def find_round_kpis(case: Case) -> Iterator[Answer]:
    """Four fifths of ten and more indicators are multiples of five."""
    told = [*find_round_percents(case), *find_round_told(case)]
    yield from told
    filled = percents(case, bool(told))
    if told and len(filled) < case.param("least"):
        return
    if len(filled) < case.param("least"):
        raise NotChecked(f"填写的百分比指标不足{case.param('least')}项，未核对。", Cause.NOTHING)
    fives = [field for field, value in filled if value % FIVE == 0]
    share = Decimal(len(fives)) / len(filled) * 100
    if share < case.param("share"):
        yield Agreed()
        return
    yield case.finding(
        f"{len(filled)}项百分比指标中有{len(fives)}项（{show_plain(round(share, 0))}%）为5的整倍数，"
        "请核实是否为实测值。",
        *headings(case, fives[0]),
        *fives,
        about=(),
    )


def headings(case: Case, field: Field) -> list[Place]:
    """The cell before a field's in its table, by which a reviewer finds the table."""
    for row in (row for grid in case.submission.grids for row in grid.rows):
        for left, cell in pairwise(dict.fromkeys(row)):
            if (cell.place.file, cell.place.path) == (field.place.file, field.place.path):
                return [left.place]
    return []
