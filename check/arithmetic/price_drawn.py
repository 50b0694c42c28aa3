"""A-32 in drawn tables: rows of goods with volume, unit price and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.drawn import as_read, flat, heads_of, read_entry
from check.case import Agreed, Answer, Case
from check.show import WAN, show_plain
from model.document import Cell
from model.finding import Severity
from model.submission import Grid

_UNIT = r"[\u4e00-\u9fff㎡]{1,4}"
#: 产量（万吨）, 单价（元/吨）, 产值（万元）.
VOLUME = re.compile(
    rf"(?:年|实际|销售|生产|全年)*(?:产量|销量|数量|产销量|交付量|出货量)[(](?P<m>万|亿|千)?(?P<u>{_UNIT})[)]"
)
PRICE = re.compile(rf"(?:平均|销售|出厂|含税|不含税|综合)*(?:单价|均价|售价|价格)[(](?P<m>万)?元[/每](?P<u>{_UNIT})[)]")
SUM = re.compile(r"(?:年|销售|工业|实现|合计|总)*(?:产值|销售额|收入|金额|货值|产出)[(](?P<m>万|亿|千|百万)?元[)]")
TENS = {"千": 3, "百万": 6, "万": 4, "亿": 8, None: 0, "": 0}
PLAN = re.compile(r"计划|目标|预计|预测")


def find_price_drawn(case: Case) -> Iterator[Answer]:
    """W: price times volume of a row is not its sum, beyond the slack of the rule."""
    slack = Decimal(str(case.param("slack")))
    for grid in case.submission.grids:
        columns = columns_of(grid)
        if columns is None or PLAN.search(flat(grid.caption)):
            continue
        for row in grid.rows[1:]:
            by_col = {cell.col: cell for cell in row}
            told = [worth(by_col.get(col), head) for col, head in columns]
            if not all(told) or len(row) != len(grid.rows[0]):
                continue
            volume, price, total = (one for one in told if one)
            due = volume * price
            if due <= 0 or abs(due - total) <= max(due, total) * slack:
                yield Agreed()
                continue
            name, (at, _) = flat(row[0].text), columns[2]
            right = f"{show_plain(round(due / WAN, 2))}万元"
            yield case.finding(
                f"表中“{name}”的单价与产量之积约{right}，而所填为{show_plain(total / WAN)}万元，请核实。",
                *(by_col[col].place for col, _ in columns),
                severity=as_read(case, Severity.W, grid.place),
                about=(f"{by_col[at].place.path}“{name}”",),
                expected=right,
                found=f"{show_plain(total / WAN)}万元",
            )


Column = tuple[int, re.Match[str]]


def columns_of(grid: Grid) -> tuple[Column, Column, Column] | None:
    """The one column of volume, of price and of money, in one unit; None for other tables."""
    found: list[Column] = []
    heads = heads_of(grid.rows)
    for pattern in (VOLUME, PRICE, SUM):
        hits = [(h.col, hit) for h in heads if (hit := pattern.fullmatch(flat(h.text))) and not PLAN.search(h.text)]
        if len(hits) != 1:
            return None
        found += hits
    volume, price, total = found
    return (volume, price, total) if volume[1]["u"] == price[1]["u"] else None


def worth(cell: Cell | None, head: re.Match[str]) -> Decimal | None:
    """The number of the cell in the unit that its head prints, in whole ones."""
    entry = read_entry(cell) if cell else None
    if entry is None or entry.unit or entry.value <= 0:
        return None
    return entry.value.scaleb(TENS[head["m"]])
