"""D-02, D-03, D-06 in tables of any form: columns of payments, percentages and series as the tables are drawn."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from check.arithmetic.columns_summed import label_text
from check.arithmetic.drawn import Entry, flat, head_over, heads_of, read_entry, replace_text
from check.arithmetic.percent_scale import filled_kpis
from check.case import Agreed, Answer, Case, NotApplicable, NotChecked
from check.digits.chance import find_chance
from check.digits.even_told import is_plain
from check.numerals import NUMBER
from check.papers_told import papers_told
from check.show import show_plain
from model.document import Cell
from model.place import Place
from model.submission import Field, Grid
from model.wording import FALL_NAMED, RISE_NAMED

#: Columns of sums that were paid, and rows that add others up.
PAID = re.compile(r"金额|付款|价款|支付|发生额|价税合计|借方|贷方|实付|采购额|销售额")
#: Columns of a statement tell the same lines twice.
PERIOD = re.compile(r"期|本年|上年|去年|当年|累计|年初|年末|20\d\d")
ADDED = re.compile(r"合计|小计|总计|累计|余额")
AMOUNT = re.compile(rf"-?(?:{NUMBER})")
#: What is chosen or reckoned and not measured; 千克标准煤 and 标准立方米 are units.
CHOSEN = re.compile(
    r"序号|编号|(?<!非)计划|目标|规划|预计|预测|预期|标准(?!煤|油|立方|工况|状态|偏?差|箱)|规格|设定|要求|等级|限值|上限|下限|阈值|公差|权重|分值|满分|得分|折旧|摊销|还款|利率|税率"
    r"|年限|期限|年份|日期|型号|温度(?![^,，。;；]{0,8}(?:率|次数|偏差|波动))|占比|比重|构成|累计|进度"
)
#: What was measured, and the heads under which it is told.
MEASURED = re.compile(r"实测|实际|逐[月周日批炉班]|读数|测得|检测|抽检|抽测|记录|统计")
TIMES = re.compile(
    r"(?:20\d\d年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|第?(?:\d{1,3}|[一二三四五六七八九十]{1,2})[批炉周班次]|Q[1-4]"
)
#: 下降15%, 提高了20%.
CHANGED = re.compile(rf"^(?:{RISE_NAMED}|{FALL_NAMED})[了约近达]*(?=\d)")
#: Chance below which digits are no accident of a small sample.
ACCIDENT = 0.001


@dataclass(frozen=True, slots=True)
class Ledger:
    """A column of payments in a paper: what it is called, its sums and where they stand."""

    file: str
    head: str
    values: tuple[Decimal, ...]
    places: tuple[Place, ...]


def ledgers(case: Case, least: int) -> Iterator[Ledger]:
    """Columns of sums in papers and in the book's own tables; of a table whose columns are each too short for a test
    (借方 and 贷方, two columns of one list) all together."""
    tables = [
        (paper.file, [(one.text.split("\t"), one.place) for one in told if one.key == "paper.row"])
        for paper, told in papers_told(case)
    ]
    for grid in case.submission.grids:
        if grid.own and len(grid.rows) * 2 > least:
            tables.append((grid.caption or "表内", [([flat(c.text) for c in row], row[0].place) for row in grid.rows]))
    for name, rows in tables:
        for at, (head, _) in enumerate(rows):
            paid = [_paid_in(rows[at + 1 :], head, i) for i, words in enumerate(head) if is_paid(words)]
            paid = [one for one in paid if one]
            heads = [words for words in head if is_paid(words)]
            short = len(paid) > 1 and len(paid) == len(heads) and max(map(len, paid)) < least
            if short and not any(PERIOD.search(words) for words in heads):
                paid, heads = [[one for column in paid for one in column]], ["、".join(dict.fromkeys(heads))]
            for column, words in zip(paid, heads, strict=False):
                yield Ledger(name, words, tuple(v for v, _ in column), tuple(p for _, p in column))


def is_paid(words: str) -> bool:
    return PAID.search(words) is not None and not re.search(r"\d|税额|税率", words)


def _paid_in(rows: Sequence[tuple[list[str], Place]], head: list[str], column: int) -> list[tuple[Decimal, Place]]:
    """The sums under one head, without rows that add others up."""
    found = [
        (Decimal(cells[column].replace(",", "")), place.quoting(cells[column]))
        for cells, place in rows
        if len(cells) == len(head) and AMOUNT.fullmatch(cells[column]) and not ADDED.search(cells[0])
    ]
    return [(value, place) for value, place in found if value]


def find_ledger_digits(case: Case) -> Iterator[Answer]:
    """I for a column of a hundred and more sums over two decades whose first digits are neither near Benford's law nor
    an accident of their number."""
    for ledger in ledgers(case, case.param("least")):
        sizes = [abs(value) for value in ledger.values]
        if len(sizes) < case.param("least") or max(sizes) < 100 * min(sizes):
            continue
        counts = Counter(int(str(value.normalize()).replace(".", "").lstrip("-0")[0]) for value in sizes)
        expected = [len(sizes) * math.log10(1 + 1 / digit) for digit in range(1, 10)]
        observed = [counts.get(digit, 0) for digit in range(1, 10)]
        gaps = [abs(o - e) / len(sizes) for o, e in zip(observed, expected, strict=True)]
        deviation = sum(gaps) / 9
        if deviation <= case.param("deviation") or find_chance(observed, expected) >= ACCIDENT:
            yield Agreed()
            continue
        worst = gaps.index(max(gaps)) + 1
        yield case.finding(
            f"《{ledger.file}》“{ledger.head}”栏{len(sizes)}个金额的首位数字与常见分布相差{deviation:.3f}，首位{worst}偏差最大，"
            "可作抽查线索，请核实。",
            *ledger.places[:6],
            about=(),
        )
        return


def percents(case: Case, told: bool) -> list[tuple[Field, Decimal]]:
    """The percentages among the form's indicators; where a table told some already, a form without any has none."""
    try:
        return [(field, value) for kpi, field, value in filled_kpis(case) if kpi.unit == "%"]
    except (NotChecked, NotApplicable):
        if told:
            return []
        raise


def said_of(caption: str) -> str:
    """Which table a row or column stands in; a sentence ahead of it is no name."""
    return f"“{caption}”中" if caption and len(caption) <= 40 and not caption.endswith("。") else "表内"


def series_of(case: Case) -> Iterator[tuple[str, str, list[Entry], bool]]:
    """Rows and columns of numbers with their table's name and their own, and whether the table says that they were
    measured; nothing chosen, no parts of a whole."""
    for grid in case.submission.grids:
        if CHOSEN.search(flat(grid.caption)):
            continue
        yield from _lines(grid, list(grid.rows))
        width = min((len(row) for row in grid.rows), default=0)
        if all(len(row) == width for row in grid.rows):
            yield from _lines(grid, [tuple(row[at] for row in grid.rows) for at in range(width)])


def _lines(grid: Grid, lines: Sequence[Sequence[Cell]]) -> Iterator[tuple[str, str, list[Entry], bool]]:
    timed = sum(TIMES.fullmatch(flat(cell.text)) is not None for cell in lines[0]) > 2 if lines else False
    for line in lines:
        cells = list(dict.fromkeys(line))
        head = flat(cells[0].text) if cells else ""
        if len(cells) < 2 or CHOSEN.search(head):
            continue
        measured = timed or MEASURED.search(head + flat(grid.caption)) is not None
        bare = timed and AMOUNT.fullmatch(head) is not None  # a row of values alone under its months
        read = [read_entry(cell, "" if bare else head, grid.caption) for cell in (cells if bare else cells[1:])]
        named = ("", flat(grid.caption)) if bare else (flat(grid.caption), head)
        yield *named, [one for one in read if one], measured


def find_even_series(case: Case) -> Iterator[Answer]:
    """I: measured values that rise or fall by the very same step, one more of them where it is round, and where they
    are whole numbers, which only months, batches or words like 实测 show to be measured."""
    for caption, head, entries, measured in series_of(case):
        least = case.param("least")
        values = [one.value for one in entries]
        whole = any(one.step >= 1 for one in entries)
        least += whole
        if len(values) < least or (whole and not measured):
            continue
        steps = {new - old for old, new in pairwise(values)}
        step = next(iter(steps))
        if len(steps) > 1 or step == 0 or (whole and abs(step) == 1) or len(values) < least + is_plain(step):
            yield Agreed()
            continue
        told = "、".join(one.cell.text.strip() for one in entries)
        yield case.finding(
            f"{said_of(caption)}“{head}”依次为{told}，相邻间隔都是{show_plain(abs(step))}，呈等差数列，请核实是否为实测值。",
            *(one.place for one in entries),
            about=(),
        )


def find_round_percents(case: Case) -> Iterator[Answer]:
    """I: of ten and more measured percentages of one table four fifths are multiples of five; 100 and 0 are common."""
    for grid in case.submission.grids:
        if not grid.own or CHOSEN.search(flat(grid.caption)):
            continue
        heads, entries = heads_of(grid.rows), list[Entry]()
        for row in grid.rows:
            cells = list(dict.fromkeys(row))
            label = label_text(row)
            if CHOSEN.search(label):
                continue
            for cell in cells[1:]:  # what is aimed at may stand in a column beside what was reached
                over = head_over(heads, cell)
                bare = replace_text(cell, CHANGED.sub("", flat(cell.text)))
                entry = None if CHOSEN.search(flat(over)) else read_entry(bare, label, over)
                entries += [entry] if entry and entry.unit == "%" else []
        told = [one for one in entries if one.value not in (0, 100)]
        if len(told) < case.param("least"):
            continue
        fives = [one for one in told if one.value % 5 == 0]
        share = Decimal(len(fives)) / len(told) * 100
        if share < case.param("share"):
            yield Agreed()
            continue
        yield case.finding(
            f"表内{len(told)}个百分比中有{len(fives)}个（{show_plain(round(share, 0))}%）为5的整倍数，"
            "请核实是否为实测值。",
            *(one.place for one in fives[:6]),
            about=(),
        )
