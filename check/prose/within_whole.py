"""P-06: machines told as a part of a whole that is the form's own number: 119台设备，其中自动化设备89台."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, previous_year
from check.once import sentence_ahead
from check.sought import Sought
from model.finding import Severity
from model.wording import FORMERLY

_PIECES = r"(?:台套|台[（(]套[)）]|台/套|台|套)"
#: 98台自动化设备中有89台联网, 设备119台套（其中：机器人14台…）: the whole, and what is told of its parts.
_WHOLE = Sought(
    rf"(?<!\d)(?<!\d[.,])(?P<n>\d{{1,4}})\s*{_PIECES}(?P<noun>[^。；;，,\d]{{0,10}}?)(?:[，,（(、]\s*)?(?:其中|(?<=[备器])[中里])"
    r"(?P<rest>[^。；;\n]*)"
)
_AT = r"(?:^|(?<=[，,、：:(（有含为]))"
_END = r"(?=[，,、）)并]|$)"
_NUMBER = r"(?:数量)?[共计为达了有]?(?P<a>\d{1,4})\s*"


def _told(name: str, behind: str) -> re.Pattern[str]:
    """The name ahead of its number, or the number ahead of `behind`."""
    return re.compile(rf"{_AT}{name}{_NUMBER}{_PIECES}{_END}|{_AT}(?P<b>\d{{1,4}})\s*{_PIECES}{behind}{_END}")


_AUTO = r"(?:自动化|智能化?)(?:[、和及与/](?:自动化|智能化?))?(?:生产)?(?:设备|装备)"
_NET = r"(?:联网|入网)(?!率|采集|监控|改造)"
#: The part of each cell, by its bare name alone; a kind (焊接机器人, 数控设备) is no rival of it.
_PARTS = (
    ("robots", ("equip_total", "equip_auto"), _told(r"(?:工业)?机器人", r"(?:为|是|属)?(?:工业)?机器人")),
    ("equip_auto", ("equip_total",), _told(_AUTO, rf"(?:为|是|属于?)?{_AUTO}")),
    (
        "equip_net",
        ("equip_auto",),
        _told(rf"(?:已|实现)*{_NET}(?:的)?(?:设备|装备)?", rf"(?:设备|装备)?(?:已|实现|完成|均|都|全部)*了?{_NET}"),
    ),
)
#: Of more than the line, of another time, or of what was added.
_APART = re.compile(
    rf"全厂|公司|企业|各车间|集团|改造前|建设前|{FORMERLY}|计划|拟|预计|将|二期|新增|新购|增加|备用|首批"
)


def find_within_whole(case: Case) -> Iterator[Answer]:
    """W: the whole is the cell's own, so its part by the cell's own name is the cell's, too."""
    for passage in case.prose_with(_WHOLE):
        for hit in _WHOLE.finditer(passage.text):
            ahead = sentence_ahead(passage.text, hit.start())
            years = [int(one) for one in re.findall(r"(20\d\d)年", ahead)]
            last = previous_year(case)
            if _APART.search(ahead + hit[0]) or any(last is None or year < last for year in years):
                continue
            for key, wholes, pattern in _PARTS:
                cell, part = case.field(key), pattern.search(hit["rest"])
                same = any(is_cells(case, whole, hit["n"]) for whole in wholes)
                if part is None or not same or cell is None or cell.amount is None:
                    continue
                told = Decimal(part["a"] or part["b"])
                if adds_up(told, hit["rest"], cell.amount.value):
                    yield Agreed()
                elif key != "robots" or told < cell.amount.value:  # more robots than all: find_part_over_whole
                    yield case.finding(
                        f"正文“{hit[0].strip()}”中的{part[0]}，与表内“{case.label(key)}”填{cell.value}不一致，请核实。",
                        passage.place.quoting(hit[0].strip()),
                        cell,
                        severity=Severity.W,
                        expected=cell.value,
                        found=part[0],
                    )


def adds_up(told: Decimal, rest: str, right: Decimal) -> bool:
    """自动化设备60台、半自动化设备38台 for 98: the number itself, or with another of its list."""
    others = [Decimal(n) for n in re.findall(rf"(?<![\d.])(\d{{1,4}})\s*{_PIECES}", rest)]
    return told == right or sum(others) == right or any(told + one == right for one in others)


def is_cells(case: Case, key: str, number: str) -> bool:
    cell = case.field(key)
    return cell is not None and cell.amount is not None and cell.amount.value == Decimal(number)
