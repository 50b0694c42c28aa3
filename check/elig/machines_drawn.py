"""ELIG-B-09 by a table of machines: 设备类别 | 台数 | 联网数, with fewer of the NC machines on the network."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from model.finding import Severity
from model.text import squash

#: The machines that the law asks for, and others of their rows.
_MAIN = re.compile(r"数控|加工中心")
_NOT_MAIN = re.compile(r"非数控|备用|辅助|手动|老厂|旧|刀|夹具|合计|小计|总计")
_ALL = re.compile(r"(?:设备|总|合计|现有)?(?:数量|台数|台套数?|总数|数)(?:[（(][台套]+[)）])?")
_LINKED = re.compile(
    r"(?:其中|已)?[:：]?(?:已)?(?:联网|入网|接入|上网)(?:设备)?(?:数量|台数|台套数?|数)?(?:[（(][台套]+[)）])?"
)
_FORMER = re.compile(r"改造前|建设前|20(?:1\d|2[0-3])年|计划|目标")
_COUNT = re.compile(r"(\d{1,4})\s*(?:台|套|台套)?")


def find_drawn_unconnected(case: Case) -> Iterator[Answer]:
    """W, once: the row of NC machines with fewer on the network than there are."""
    for grid in case.submission.grids:
        heads = [squash(cell.text) for cell in grid.rows[0]] if grid.own and len(grid.rows) > 1 else []
        have = [n for n, head in enumerate(heads) if n and _ALL.fullmatch(head)]
        linked = [n for n, head in enumerate(heads) if n and _LINKED.fullmatch(head)]
        if len(have) != 1 or len(linked) != 1 or _FORMER.search(grid.caption):
            continue
        for row in grid.rows[1:]:
            name = squash(row[0].text if have[0] == 1 else row[have[0] - 1].text)
            if len(row) != len(heads) or not _MAIN.search(name) or _NOT_MAIN.search(name):
                continue
            total, net = _COUNT.fullmatch(squash(row[have[0]].text)), _COUNT.fullmatch(squash(row[linked[0]].text))
            if total and net and int(net[1]) < int(total[1]):
                yield case.finding(
                    f"表中“{name}”{total[1]}台，联网{net[1]}台，主要数控设备应全部联网，请核实。",
                    row[linked[0]].place,
                    row[have[0]].place,
                    severity=Severity.W,
                    tags=("told",),
                    about=(f"{row[linked[0]].place.path}",),
                    expected=total[1],
                    found=net[1],
                )
                return
