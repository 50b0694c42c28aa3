"""P-22 for a list of automatic machines drawn in a chapter (装备、型号、数量): more than the form states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.drawn import Entry, flat, label_of, read_entry
from check.case import Agreed, Answer, Case
from check.show import show_plain
from check.telling import tell_sentences
from model.finding import Severity
from model.submission import Grid

STATED = "equip_auto"
#: 主要自动化、智能化装备配置如下, 自动化设备清单见下表.
LEADS = re.compile(
    r"(?:自动化|智能化)[^，,。；;\d]{0,6}(?:装备|设备)[^，,。；;\d]{0,12}(?:如下|下表|见表|表\s*\d|清单|明细|一览)"
)
NAME = re.compile(r"(?:主要|关键|智能|自动化)?(?:装备|设备)(?:名称|类别|类型)?")
NUMBER = re.compile(r"(?:装备|设备|配置)?(?:数量|台数|台套数)(?:[(](?:台|台套|台/套|台[(]套[)]|套)[)])?")
SUM = re.compile(r"合计|总计|小计|共计|总数")


def find_table_over_stated(case: Case) -> Iterator[Answer]:
    """W: the sum of the only such table, which the sentence ahead calls one of automatic machines."""
    stated = case.field(STATED)
    lists = [found for grid in case.submission.grids if grid.own and (found := machines_of(case, grid))]
    if stated is None or stated.amount is None or len(lists) != 1:
        return
    told = next((text for text, sentence in tell_sentences(case) if LEADS.search(sentence)), None)
    if told is None:
        return
    total = sum((one.value for one in lists[0]), Decimal(0))
    if total <= stated.amount.interval.high:
        yield Agreed()
        return
    parts = "＋".join(show_plain(one.value) for one in lists[0])
    yield case.finding(
        f"正文所列自动化、智能化装备{parts}＝{show_plain(total)}台套，多于{case.say(stated)}，请核实。",
        stated,
        *(one.place for one in lists[0]),
        severity=Severity.W,
        expected=f"不多于{show_plain(stated.amount.value)}台套",
        found=f"{show_plain(total)}台套",
    )


def machines_of(case: Case, grid: Grid) -> list[Entry]:
    """The numbers of pieces of a table headed 装备 … 数量; [] for any other, and where a row has none."""
    heads = {cell.col: flat(cell.text) for cell in grid.rows[0]} if grid.rows else {}
    names = next((col for col, head in heads.items() if NAME.fullmatch(head)), None)
    counts = next((col for col, head in heads.items() if NUMBER.fullmatch(head)), None)
    if names is None or counts is None:
        return []
    others = re.compile("|".join(case.param("not_machines")))
    found = []
    for row in grid.rows[1:]:
        cells = {cell.col: cell for cell in row}
        name, count = cells.get(names), cells.get(counts)
        if name is None or count is None or SUM.search(name.text) or others.search(label_of(name)):
            continue
        entry = read_entry(count)
        if entry is None:
            return []
        found.append(entry)
    return found
