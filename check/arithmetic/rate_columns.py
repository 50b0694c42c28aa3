"""A-06 in drawn tables: the rate of a row is not its two counts: 抽检批次 | 合格批次 | 合格率."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from check.arithmetic.drawn import Entry, as_read, flat, heads_of, is_empty, label_of, read_entry
from check.arithmetic.machines_drawn import kind_of
from check.case import Agreed, Answer, Case
from check.grade import grade
from check.nearest import find_ratio_reading, wrong_parts
from check.show import show_plain, show_range
from model.amount import Amount, Interval, Source
from model.document import Cell
from model.finding import Severity
from model.submission import Grid

#: 合格率, 数控化率: what so many of the things are.
RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,8}?)化?率")
#: Rates that are no share of things counted beside them, and rates over time or by worth.
_NO_SHARE = re.compile(
    r"增长|提升|下降|降低|周转|效率|速率|功率|频率|开动|开机|稼动|运转|作业|故障|利用|利润|毛利|产销|产能|负荷|税|利率|折旧|资产|收得|回收|综合|累计"
)
#: The number of all of them: 应检点数, 设备总数, 抽检批次.
_WHOLE = re.compile(r"总|应|全部|共|合计|抽[检查测样]|送检|检[验测查]|受检|参[检加训]|订单|计划")
_COUNTS = r"(?:的)?(?:设备|点|批次?|台套?|件|人|单|次|项|家|户|条|个)*(?:数量?|总数)?"
_UNTOLD = re.compile(r"目标|计划|预计|预测|行业")
#: So many rows that fit show what the columns are; of three one may be wrong.
_SURE, _OF = 2, 3


@dataclass(frozen=True, slots=True)
class Told:
    """One row: its name, a part, the whole, the rate printed beside them."""

    name: str
    part: Entry
    whole: Entry
    rate: Entry


def find_rate_columns(case: Case) -> Iterator[Answer]:
    """As grave as the gap where two rows in three show what the columns are; W where mostly the words over them do."""
    for grid in case.submission.grids:
        if not grid.own or _UNTOLD.search(flat(grid.caption)):
            continue
        for head, rows, named in (*tables_of(grid.rows), *tables_of(turned(grid))):
            yield from judge_rows(case, grid, head, rows, named)


def judge_rows(case: Case, grid: Grid, head: str, rows: Sequence[Told], named: int) -> Iterator[Answer]:
    judged = []
    for row in rows:
        stated = Amount(row.rate.value, "%", row.rate.step, Source.CELL)
        part, whole = (Amount(one.value, "", one.step, Source.CELL, count=True) for one in (row.part, row.whole))
        due = (Interval(part.value, part.value) / Interval(whole.value, whole.value)).scaled(100)
        judged.append(
            (row, due, grade(due, stated, points=True), find_ratio_reading(stated, due, wrong_parts(part, whole)))
        )
    wrong = [one for one in judged if one[2] is not None]
    fit = len(judged) - len(wrong)
    sure = fit >= _SURE and len(wrong) * _OF <= len(judged)
    if not wrong or not (sure or (named and len(wrong) <= max(fit, named - 1))):
        yield from (Agreed() for _ in judged[: fit or 0])
        return
    for row, due, miss, reading in wrong:
        right = show_range(due, "%", row.rate.step)
        yield case.finding(
            f"表中“{row.name}”的“{head}”{show_plain(row.rate.value)}%，按{show_plain(row.part.value)}÷"
            f"{show_plain(row.whole.value)}应为{right}{reading.said if reading else ''}，不一致，请核实。",
            row.rate.place,
            row.part.place,
            row.whole.place,
            severity=as_read(case, miss.severity if miss and sure else Severity.W, grid.place),
            tags=dict.fromkeys((*(miss.tags if miss else ()), *((reading.tag,) if reading else ()))),
            about=(f"{grid.place.path}“{row.name}”{head}",),
            expected=right,
            found=f"{show_plain(row.rate.value)}%",
        )


def turned(grid: Grid) -> list[tuple[Cell, ...]]:
    """The columns of a table without joined cells as rows."""
    width = {len(row) for row in grid.rows}
    return [tuple(column) for column in zip(*grid.rows, strict=True)] if len(width) == 1 else []


def tables_of(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[str, list[Told], int]]:
    """(the rate's head, its rows, how many of the heads of part and whole say what they are)."""
    heads = heads_of(rows)
    columns = {at: re.sub(r"[(（][^()（）]*[)）]", "", label_of(head)) for at, head in enumerate(heads)}
    for at, name in columns.items():
        hit = RATE.fullmatch(name)
        if (
            hit is None
            or _NO_SHARE.search(name)
            or _UNTOLD.search(name)
            or (kind_of(heads[at].text) or "").endswith("share")
        ):
            continue
        counts = [n for n in columns if n not in (0, at) and is_counts(rows, n, heads[n].text)]
        parts = [n for n in counts if re.search(rf"(?<![不未非应需]){hit['stem']}", columns[n])]
        wholes = [n for n in counts if n not in parts and not re.search(rf"[不未非]{hit['stem']}", columns[n])]
        if len(wholes) > 1:
            wholes = [n for n in wholes if _WHOLE.search(columns[n])]
        if len(parts) != 1 or len(wholes) != 1:
            continue
        named = re.fullmatch(rf"(?:已|实际|其中[:：]?)?{hit['stem']}{_COUNTS}", columns[parts[0]]) is not None
        found = list(rows_of(rows, heads, at, parts[0], wholes[0]))
        if found:
            yield name, found, named + (named and _WHOLE.search(columns[wholes[0]]) is not None)


def is_counts(rows: Sequence[Sequence[Cell]], at: int, head: str) -> bool:
    """Whether a column holds whole numbers of things."""
    entries = [read_entry(row[at], head) for row in rows[1:] if at < len(row) and not is_empty(row[at])]
    return bool(entries) and all(
        e is not None and e.value % 1 == 0 and e.step == 1 and e.unit not in ("%", "元") for e in entries
    )


def rows_of(rows: Sequence[Sequence[Cell]], heads: Sequence[Cell], rate: int, part: int, whole: int) -> Iterator[Told]:
    """Rows in which no more are so than there are."""
    for row in rows[1:]:
        if len(row) != len(heads):
            continue
        few, all_of, told = (read_entry(row[n], heads[n].text) for n in (part, whole, rate))
        if few is None or all_of is None or told is None or told.unit != "%" or told.value > 100:
            continue
        if 0 < few.value <= all_of.value and flat(row[0].text):
            yield Told(flat(row[0].text), few, all_of, told)
