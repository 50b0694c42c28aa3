"""P-22 for a list of automatic machines drawn in a chapter (装备、型号、数量): more than the form states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.drawn import Entry, flat, label_of, read_entry
from check.case import Agreed, Answer, Case
from check.exact import exact_counts, only_one
from check.show import show_plain
from check.telling import tell_sentences
from model.amount import Amount
from model.document import Cell
from model.finding import Severity
from model.submission import Claim, Field, Grid

#: What the sentence ahead or the caption calls a list, and the number of the form that it may not exceed.
LEADS = (
    (
        "equip_net",
        "联网设备",
        re.compile(r"联网(?:的)?(?:设备|装备)[^，,。；;\d]{0,8}(?:如下|下表|见表|表\s*\d|清单|明细|一览)"),
    ),
    (
        "equip_auto",
        "自动化、智能化装备",
        re.compile(
            r"(?:自动化|智能化?)[^，,。；;\d]{0,6}(?:装备|设备)[^，,。；;\d]{0,12}(?:如下|下表|见表|表\s*\d|清单|明细|一览|配置表?|台账|构成|汇总)"
        ),
    ),
    (
        "equip_total",
        "设备",
        re.compile(
            r"(?:产线|生产线|本线|该线|代表线)[^，,。；;\d]{0,6}(?:装备|设备)[^，,。；;\d]{0,6}(?:如下|下表|见表|表\s*\d|清单|明细|一览|配置表?|台账|构成|汇总)"
        ),
    ),
)
#: A list whose machines are all among those told before: 均属上述关键设备, 未超出上述关键设备.
BOUND = re.compile(
    r"(?:均|都|全部|皆)?(?:属于?|在|含在|包含在|包括在|计入|取自|来自)(?:上述|前述|该|这|本场景)?(?:的)?[^，,。；;]{0,6}(?:关键设备|\d+台[^，,。；;]{0,6})(?:之内|以内|范围|之中|内|中)?(?:$|[)）。；;，,])"
    r"|(?:没有?|未|不)(?:超出|超过|多于)[^，,。；;]{0,10}(?:\d+台|关键设备)"
)
#: Rows of what is not in use.
UNUSED = re.compile(r"备[品用件]|未装机|不计|闲置|停用|报废")
#: Of more than the line, or of what is no machine of it.
NOT_LINE = re.compile(r"全厂|公司|各车间|辅助|软件|网络|安全|信息|采购|新增|计划|拟|淘汰|备件|计量|原有|改造前|对比")
NAME = re.compile(r"(?:主要|关键|智能|自动化|智能化|已|联网|数控|生产)*(?:装备|设备)(?:名称|类别|类型|及型号)*|名称")
NUMBER = re.compile(
    r"(?:装备|设备|配置|现有|在用)?(?:数量|台数|台套数|台[(]套[)]数|台/套数?|套数)(?:[(](?:台|台套|台/套|台[、,]套|台[(]套[)]|套)[)]|[/、,]?(?:台套?|套))?"
)
ORDER = re.compile(r"序号|编号|No[.]?")
SUM = re.compile(r"合计|总计|小计|共计|总数")
#: 视觉相机站, 阀体加工中心: a machine, whatever word is within its name.
MACHINE = re.compile(r"(?:(?<!基)(?<!子)站|单元|机器人|加工中心|机床|产线|生产线|装配线|检测机|机组)$")


def find_table_over_stated(case: Case) -> Iterator[Answer]:
    """W: the sum of a table captioned so, or of the only such table, which a sentence calls so."""
    lists = [(grid, found) for grid in case.submission.grids if (found := machines_of(case, grid))]
    own = [grid for grid, _ in lists if grid.own]
    for grid, found in lists:
        said = flat(grid.caption) + "".join(flat(cell.text) for cell in grid.rows[0])
        captioned = next((lead for lead in LEADS if lead[2].search(flat(grid.caption))), None)
        lead = captioned or (lead_told(case) if grid.own and len(own) == 1 else None)
        if grid.own and BOUND.search(said):
            lead = ("equip_total", "设备", BOUND)
            whole = key_machines(case)
        else:
            whole = stated_of(case, lead[0]) if lead else None
        if lead is not None and whole is not None and not NOT_LINE.search(flat(grid.caption)):
            yield judge(case, found, whole, lead[1])


def key_machines(case: Case) -> tuple[Field | Claim, Amount] | None:
    """关键设备20台: the machines that a list says its own are among, where the book tells one number of them."""
    told = only_one(exact_counts(case, "equip_total"))
    return (told, told.amount) if told else None


def lead_told(case: Case) -> tuple[str, str, re.Pattern[str]] | None:
    """What a sentence calls the only list of machines: the automatic ones."""
    told = any(LEADS[1][2].search(sentence) for _, sentence in tell_sentences(case))
    return LEADS[1] if told else None


def stated_of(case: Case, key: str) -> tuple[Field | Claim, Amount] | None:
    """The number of the form, else the one number of the line that the prose of a book without it tells."""
    cell = case.field(key)
    if cell is not None:
        return (cell, cell.amount) if cell.amount else None
    told = only_one(exact_counts(case, key)) if key != "equip_total" else None
    return (told, told.amount) if told else None


def judge(case: Case, found: list[Entry], stated: tuple[Field | Claim, Amount], called: str) -> Answer:
    spot, amount = stated
    total = sum((one.value for one in found), Decimal(0))
    if total <= amount.interval.high:
        return Agreed()
    parts = "＋".join(show_plain(one.value) for one in found)
    said = case.say(spot) if isinstance(spot, Field) else f"正文“{spot.text}”"
    return case.finding(
        f"正文所列{called}{parts}＝{show_plain(total)}台套，多于{said}，请核实。",
        spot,
        *(one.place for one in found),
        severity=Severity.W,
        expected=f"不多于{show_plain(amount.value)}台套",
        found=f"{show_plain(total)}台套",
    )


def machines_of(case: Case, grid: Grid) -> list[Entry]:
    """The numbers of pieces of a table headed 装备 … 数量; [] for any other, and where a row has none."""
    others = re.compile("|".join(case.param("not_machines")))
    all_meant = grid.rows and BOUND.search("".join(flat(cell.text) for cell in grid.rows[0]))
    found = []
    for name, entry in rows_of(grid):
        if not all_meant and is_none(others, name):
            continue
        if entry is None:
            return []
        found.append(entry)
    return found


def rows_of(grid: Grid) -> Iterator[tuple[str, Entry | None]]:
    """(name, number of pieces) of the rows of a table headed 装备 … 数量, but for its sum."""
    heads = {cell.col: flat(cell.text) for cell in grid.rows[0]} if grid.rows else {}
    names = next((col for col, head in heads.items() if NAME.fullmatch(head) or BOUND.search(head)), None)
    counts = next((col for col, head in heads.items() if NUMBER.fullmatch(head)), None)
    order = next((col for col, head in heads.items() if ORDER.fullmatch(head)), None)
    for row in grid.rows[1:] if names is not None and counts is not None else ():
        cells = {cell.col: cell for cell in row}
        name, count = (cells.get(col) for col in (names, counts) if col is not None)
        if order is not None and is_blank(cells.get(order)) and is_blank(count):
            continue  # the second line of a name, drawn as a row of its own
        if name is not None and count is not None and not SUM.search(name.text) and not UNUSED.search(name.text):
            yield label_of(name), read_entry(count)


def is_blank(cell: Cell | None) -> bool:
    return cell is None or not flat(cell.text)


def is_none(others: re.Pattern[str], name: str) -> bool:
    """Whether what is called so is an instrument or a part rather than a machine."""
    return others.search(name) is not None and MACHINE.search(re.sub(r"[(（].*$", "", name)) is None
