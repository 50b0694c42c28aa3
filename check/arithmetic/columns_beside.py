"""A-33, A-34, A-36, L-10 in tables: two columns of one row that cannot both be right (capacity and output …)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.arithmetic.drawn import Entry, flat, heads_of, read_entry
from check.arithmetic.sentences import OWN
from check.case import Answer, Case
from check.show import WAN, show_plain
from model.document import Cell
from model.finding import Severity
from model.submission import Grid

Pair = tuple[str, Cell, Cell, Cell, Cell]


def columns_beside(
    case: Case, first: re.Pattern[str], second: re.Pattern[str], several: bool = False
) -> Iterator[tuple[Grid, Pair]]:
    """(grid, (label, head, cell, head, cell)) of every row of the book's tables with one column of the first name
    (of `several` the first)."""
    for grid in case.submission.grids:
        heads = heads_of(grid.rows) if grid.own else []
        one = [h for h in heads[1:] if first.search(flat(h.text))]
        two = [h for h in heads[1:] if second.search(flat(h.text)) and h not in one]
        if not one or (len(one) > 1 and not several) or not two:
            continue
        for row in grid.rows[1:]:
            label = flat(row[0].text)
            by_col = {cell.col: cell for cell in row[1:]}
            base = by_col.get(one[0].col)
            for head in two:
                cell = by_col.get(head.col)
                if label and base and cell and cell is not base:
                    yield grid, (label, one[0], base, head, cell)


def entries_of(grid: Grid, pair: Pair) -> tuple[Entry, Entry] | None:
    """Both numbers, where they are told in one unit."""
    label, first, base, second, cell = pair
    one = read_entry(base, first.text, label, grid.caption)
    two = read_entry(cell, second.text, label, grid.caption)
    return (one, two) if one and two and one.unit == two.unit else None


CAPACITY = re.compile(r"产能(?!利用)|(?:设计|生产|加工|处理|核定|额定|年)[^率]{0,4}能力")
OUTPUT = re.compile(r"(?<!计划)(?<!目标)(?:产量|产出量|完成量|加工量|处理量)|实际(?:产出|完成|生产|加工|处理)")
#: What is no year's output, and capacity that came later.
OTHER = re.compile(r"率|计划|目标|预计|累计|小时|新增|扩建后|技改后|人均|折")


def find_output_over_capacity(case: Case) -> Iterator[Answer]:
    """W: a row of a table makes a tenth more than it can."""
    for grid, pair in columns_beside(case, CAPACITY, OUTPUT):
        label, first, _, second, _ = pair
        found = entries_of(grid, pair)
        if found is None or OTHER.search(flat(first.text) + flat(second.text)) or found[0].value <= 0:
            continue
        able, made = found
        if made.value <= able.value * Decimal("1.1"):
            continue
        yield case.finding(
            f"表中“{label}”的“{flat(second.text)}”{made.say()}，大于“{flat(first.text)}”{able.say()}一成以上，"
            "请核实（是否超负荷或产能口径不同）。",
            made.place,
            able.place,
            severity=Severity.W,
            about=(f"{grid.place.path}“{label}”",),
            expected=f"不大于{able.say()}",
            found=made.say(),
        )


FORMER = re.compile(r"前$|^(?:原|改造前|建设前|实施前|上线前|基期|基准|起始|起点)|(?:20\d{2})年?(?:基数|基准)?$|期初")
CHANGED = re.compile(r"变化|变动|改善|提升|提高|升幅|增幅|幅度|增长|效果")
RISE = re.compile(r"(?:提升|提高|上升|增加|增长|增|升|\+|＋)(?:了|约|近)?(?P<n>\d{1,3}(?:\.\d+)?)(?P<unit>%|个?百分点)")
#: Rates that may pass one hundred.
UNBOUNDED = re.compile(r"周转率|生产率|效率|负荷率|达产率|增长率|毛利率|利润率|收益率|回报率|增速|强度")


def find_drawn_rise_over_hundred(case: Case) -> Iterator[Answer]:
    """E: a rate of 96% before that rose by 7%, in the columns of a table."""
    for grid, (label, first, base, _, cell) in columns_beside(case, FORMER, CHANGED, several=True):
        if is_last_time(first, heads_of(grid.rows)):
            continue  # 2021年（实施前） | 2024年 | 变化: the rise is in it already
        hit = RISE.match(flat(cell.text))
        level = read_entry(base, first.text, label, grid.caption)
        bounded = re.search(r"率(?:[(][^()]*[)])?$", label) is not None and not UNBOUNDED.search(label)
        if hit is None or level is None or level.unit != "%" or not bounded or level.value > 100:
            continue
        rise = Decimal(hit["n"])
        least = level.value + (rise if hit["unit"] != "%" else min(rise, level.value * rise / 100))
        if least <= 100:
            continue
        right = f"{show_plain(round(least, 1))}%"
        yield case.finding(
            f"表中“{label}”由“{flat(first.text)}”{show_plain(level.value)}%“{hit[0]}”，变化后至少为{right}，超过100%，请核实。",
            level.place,
            cell.place.quoting(cell.text.strip()),
            about=(f"{grid.place.path}“{label}”",),
            expected="不超过100%",
            found=right,
        )


TIME = re.compile(r"20\d{2}(?=年|$|[（(])|前(?:$|[）)])|^(?:原|基期|基准|期初)")


def is_last_time(head: Cell, heads: Sequence[Cell]) -> bool:
    """Whether a column is headed by a year and stands behind another time, none of which follows."""
    times = [one.col for one in heads if TIME.search(flat(one.text)) and not CHANGED.search(flat(one.text))]
    return len(times) > 1 and head.col == max(times) and re.match(r"20\d{2}", flat(head.text)) is not None


SPENT = re.compile(r"前[^后]{0,4}(?:费用|成本|支出|开支|花费)|(?:费用|成本|支出|开支)(?!.*(?:节|降|减|后))")
SAVED = re.compile(r"(?:节约|节省|降低|减少|节支|压减|少支出)(?!率|比例|幅度|%)")
#: These may vanish altogether; what was spent at another time or for something else is no base.
VANISHES = re.compile(r"质量损失|废品|返工|合计|总计|小计|罚|投诉|外协|外委|外购")
LATER = re.compile(r"现|目前|累计|投资|投入|建设费|三年")
#: 改造后年节约额 is saved, 降低后成本 is what is left.
LEFT = re.compile(r"[约省低少减][后为至到]")


def find_drawn_saving(case: Case, most: int) -> Iterator[Answer]:
    """W: a row of costs of which more than `most` percent are saved every year."""
    for grid, pair in columns_beside(case, SPENT, SAVED):
        label, first, _, second, _ = pair
        found = entries_of(grid, pair)
        spent, less = flat(first.text), flat(second.text)
        if found is None or found[0].unit != "元" or "后" in spent or LEFT.search(less) or LATER.search(spent + less):
            continue
        base, saved = found
        if base.value <= 0 or VANISHES.search(label) or saved.value * 100 <= base.value * most:
            continue
        share = f"{show_plain(round(saved.value * 100 / base.value, 1))}%"
        yield case.finding(
            f"表中“{label}”“{flat(second.text)}”{saved.say()}，为“{flat(first.text)}”{base.say()}的{share}，"
            f"超过常见的{most}%，请核实。",
            saved.place,
            base.place,
            about=(f"{grid.place.path}“{label}”",),
            expected=f"不大于{most}%",
            found=share,
        )


RESEARCH = re.compile(r"研发(?:费用|投入|经费|支出)(?!强度|占|比)(?!.*[占比率])")
INTENSITY = re.compile(r"研发[^，,]{0,6}(?:强度|占比|比例|比重)|占(?:主营业务|营业|销售|当年|企业|同期)*收入|投入强度")
#: A share printed with one digit is right within this.
POINTS = Decimal("0.1")


def find_drawn_research(case: Case) -> Iterator[Answer]:
    """E: the share of research in a year's row is not its spend over the revenue of that year."""
    series = [s for key in ("main_revenue", "is.revenue", "is.main_revenue") if (s := case.series(key))]
    told: dict[int, list[Decimal]] = {}
    for claim in case.submission.claims if not series else ():
        named = claim.concept in ("revenue", "main_revenue", "sales") and claim.scope in OWN and claim.period.isdigit()
        if named and claim.amount.unit == "元" and not claim.relation and not claim.planned:
            told.setdefault(int(claim.period), []).append(claim.amount.value)
    for grid, (label, first, base, second, cell) in columns_beside(case, RESEARCH, INTENSITY):
        year = re.match(r"(20\d{2})年?$", label)
        spend = read_entry(base, first.text, grid.caption)
        share = read_entry(cell, second.text, grid.caption)
        if year is None or spend is None or share is None or spend.unit != "元" or share.unit != "%":
            continue
        found = [f.amount.value for s in series if (f := s.get(int(year[1]))) and f.amount] + told.get(int(year[1]), [])
        rates = [spend.value * 100 / one for one in found if one > 0]
        if not rates or any(abs(rate - share.value) <= max(POINTS, share.step) for rate in rates):
            continue
        right = f"{show_plain(round(rates[0], 2))}%"
        yield case.finding(
            f"表中{year[1]}年“{flat(second.text)}”填{show_plain(share.value)}%，按“{flat(first.text)}”"
            f"{show_plain(spend.value / WAN)}万元除以当年收入应为{right}，不一致，请核实。",
            share.place,
            spend.place,
            severity=Severity.W,
            about=(f"{grid.place.path}“{label}”",),
            expected=right,
            found=f"{show_plain(share.value)}%",
        )
