"""X-06 in a drawn table: two scenes side by side, in columns or rows, with the same indicators number for number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from check.arithmetic.drawn import flat, head_over, heads_of, label_of
from check.case import Agreed, Answer, Case
from check.papers.shared import is_shared
from model.document import Cell
from model.submission import Grid

#: 场景一：在线智能检测, 本册（A场景）, 另一册; what is said of a scene as a whole is no name of one.
SCENE = re.compile(
    r"场景|实例|(?:本|另一?|该|第[一二两三])[册书]|[册书][一二12AB]|(?:本|另一?|第[一二三])项目|项目[一二12AB]"
)
NO_NAME = re.compile(r"(?:应用)?(?:场景|实例)(?:数量?|描述|说明|成效|个数|类别|环节|编号|序号|占比)|合计|平均|差|变化")
#: What a scene has brought: an indicator, not its place in a list.
EFFECT = re.compile(r"[率%]|提[升高]|下降|降低|减少|缩短|增[长加]|节约|节省|成本|周期|次数|用时")
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")
#: Two scenes that share a rate or two are no wonder.
VARIED = 4


def find_columns_alike(case: Case) -> Iterator[Answer]:
    """W: as many indicators as for two books (`least_kpis`) are all alike for two scenes of one table."""
    for grid in case.submission.grids:
        told = scenes_in(grid) if len(grid.rows) > 1 else {}
        for (one, first), (two, second) in combinations(told.items(), 2):
            both = [label for label in first if label in second]
            values = [number_of(first[label]) for label in both]
            if len(both) < case.param("least_kpis") or len(set(values)) < VARIED:
                continue
            if first.keys() != second.keys() or values != [number_of(second[label]) for label in both]:
                yield Agreed()
                continue
            yield case.finding(
                f"表中场景“{one}”与“{two}”的{len(both)}项成效指标完全相同，请核实是否同一成效重复填报"
                "（同一产线的两个场景也应分别测算）。",
                *(scene[label].place for label in both[:4] for scene in (first, second)),
                about=(f"{grid.place.path}“{one}”“{two}”",),
                found="、".join(flat(first[label].text) for label in both[:4]),
            )


def scenes_in(grid: Grid) -> Mapping[str, Mapping[str, Cell]]:
    """The indicators of each scene that heads a column, else of each that begins a row."""
    heads = heads_of(grid.rows)
    columns = [head for head in heads[1:] if is_scene(head)]
    if len(columns) > 1:
        return {
            flat(head.text): {
                label_of(row[0]): cell
                for row in grid.rows[1:]
                if row and EFFECT.search(flat(row[0].text)) and (cell := at(row, head.col)) and is_number(cell)
            }
            for head in columns
        }
    rows = [row for row in grid.rows[1:] if any(is_scene(cell) for cell in row[:3])] if heads else []
    corner = any(SCENE.search(flat(head.text)) for head in heads[:3])
    named = rows or (grid.rows[1:] if corner else ())
    return {
        name_of(row): {
            flat(head): cell for cell in row if is_number(cell) and EFFECT.search(head := head_over(heads, cell))
        }
        for row in named
        if row
    }


def is_scene(cell: Cell) -> bool:
    said = flat(cell.text)
    return SCENE.search(said) is not None and not NO_NAME.search(said) and not is_shared(re.sub(SCENE, "", said))


def name_of(row: tuple[Cell, ...]) -> str:
    """The last words ahead of the numbers: 2, 生产管理, 能源智能管控."""
    words = [flat(cell.text) for cell in row[:4] if not is_number(cell) and flat(cell.text)]
    return words[-1] if words else ""


def at(row: tuple[Cell, ...], col: int) -> Cell | None:
    return next((cell for cell in row if cell.col <= col < cell.col + cell.colspan), None)


def is_number(cell: Cell) -> bool:
    return NUMBER.fullmatch(flat(cell.text)) is not None


def number_of(cell: Cell) -> Decimal:
    return Decimal(flat(cell.text).replace(",", "").rstrip("%"))
