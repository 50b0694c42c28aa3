"""A-20, A-22 outside 附件7: parts of a project's investment, and what is done and planned of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.drawn import as_read, flat, records_of
from check.arithmetic.projects_told import (
    KINDS,
    NUMBER,
    ONE_PERCENT,
    SAY,
    Sum,
    is_of_other,
    read_sum,
    sums_named,
    texts_of,
)
from check.case import Agreed, Answer, Case
from check.show import WAN, show_plain
from model.finding import Severity
from model.submission import Grid

#: From the smallest to the whole.
ORDERED = {
    "equipment": r"(?:固定资产投资(?:额)?)?(?:其中|内?含|中|内|之)?(?:[:：的]|其中)*(?:生产|工艺|主要|智能|软硬件)?设备"
    r"(?:及?软件)?(?:及|和)?(?:工器具)?(?:投资|购置|安装|采购|投入|费用?|款|额|及)*",
    "fixed": r"(?:其中|项目)?[:：]?固定资产投资(?:额)?",
    "total": KINDS["total"],
}
PROGRESS = {
    "total": KINDS["total"],
    "done": r"(?:截[至止到].{2,14}?)?(?:已|累计|实际|项目)*(?:完成|到位|投入|支付|支出)(?:投资|资金)?(?:额|数|情况)?"
    r"|截[至止到].{2,14}(?:底|末|日)",
    "planned": r"(?:20\d{2}年)?第?(?:四|4)季度.{0,8}"
    r"|(?:20\d{2}年)?\d{1,2}月?[-—–~～至到]+\d{1,2}月.{0,8}"
    r"|(?:20\d{2}年度?|明年|今年|年内|后续|下一年度?)(?:计划|预计|拟|安排|剩余).{0,6}"
    r"|(?:剩余|余下|尚需|计划|预计)(?:投资|投入|完成|资金).{0,4}",
}
_YEAR = re.compile(r"20\d{2}")
#: 建设期2025年3月至2026年12月: when the works end.
_UNTIL = re.compile(r"(?:至|到|[-—–~～]|竣工|完工)[^\d]{0,4}(20\d{2})(?:年|[./-]\d)")


def find_order_drawn(case: Case) -> Iterator[Answer]:
    """A-20: equipment ≤ fixed assets ≤ the whole, of one record."""
    told = set[tuple[object, ...]]()
    for grid in case.submission.grids:
        for record in records_of(grid):
            found = sums_named(record, ORDERED)
            if len(found["fixed"]) != 1:
                continue
            for small, large in (("equipment", "fixed"), ("fixed", "total")):
                if len(found[small]) != 1 or len(found[large]) != 1:
                    continue
                few, most = found[small][0], found[large][0]
                if few.value <= most.value:
                    yield Agreed()
                elif (few.place, most.place) not in told:
                    told.add((few.place, most.place))
                    yield case.finding(
                        f"表中“{few.text}”大于“{most.text}”，前者应不大于后者，请核实。",
                        few.place,
                        most.place,
                        severity=as_read(case, Severity.E, grid.place),
                        expected=f"不大于{show_plain(most.value / WAN)}万元",
                        found=f"{show_plain(few.value / WAN)}万元",
                    )


_EQUIPMENT = r"(?:生产|工艺)?设备(?:及软件)?(?:投资|购置费?|购置及安装费?|采购费?)(?:额)?"
_TOLD = {
    name: re.compile(rf"(?:{pattern}){SAY}{NUMBER}")
    for name, pattern in (("equipment", _EQUIPMENT), ("fixed", ORDERED["fixed"]), ("total", KINDS["total"]))
}


def find_order_told(case: Case) -> Iterator[Answer]:
    """A-20, W: 固定资产投资3,200万元，设备购置费3,450万元 of one sentence, side by side."""
    for sentence, place in texts_of(case):
        if (
            "固定资产投资" not in sentence
            or is_of_other(sentence, sentence.index("固定资产投资") + 6)
            or "其中" in sentence
            or "含" in sentence
        ):
            continue
        found = {name: list(pattern.finditer(sentence)) for name, pattern in _TOLD.items()}
        for small, large in (("equipment", "fixed"), ("fixed", "total")):
            if len(found[small]) != 1 or len(found[large]) != 1:
                continue
            few, most = read_sum(found[small][0], place), read_sum(found[large][0], place)
            if few.value <= most.value:
                yield Agreed()
                continue
            yield case.finding(
                f"“{few.text}”大于“{most.text}”，前者应不大于后者，请核实。",
                few.place,
                most.place,
                severity=Severity.W,
                expected=f"不大于{show_plain(most.value / WAN)}万元",
                found=f"{show_plain(few.value / WAN)}万元",
            )


def find_progress_drawn(case: Case) -> Iterator[Answer]:
    """A-22: done and planned together are more than the whole; less, where the works end with the last step (W)."""
    for grid in case.submission.grids:
        for record in records_of(grid):
            found = sums_named(record, PROGRESS)
            if len(found["total"]) != 1 or len(found["done"]) != 1 or not found["planned"]:
                continue
            total, steps = found["total"][0], [*found["done"], *found["planned"]]
            worth = sum((one.value for one in steps[1:]), steps[0].value)
            over = worth > total.value * (1 + ONE_PERCENT)
            short = worth < total.value * (1 - ONE_PERCENT) and is_last(grid, found["planned"])
            if not over and not short:
                yield Agreed()
                continue
            said = "＋".join(show_plain(one.value / WAN) for one in steps)
            right = f"{show_plain(worth / WAN)}万元"
            yield case.finding(
                f"表中“{total.text}”，已完成和计划投资{said}＝{right}，{'大' if over else '小'}于总投资，请核实。",
                total.place,
                *(one.place for one in steps),
                severity=as_read(case, Severity.E if over else Severity.W, grid.place),
                about=(f"{total.place.path}“{total.text}”",),
                expected=f"{'不大于' if over else ''}{show_plain(total.value / WAN)}万元",
                found=right,
            )


def is_last(grid: Grid, planned: list[Sum]) -> bool:
    """Whether the works end, as caption or cells say, by the year of the last planned step."""
    ends = _UNTIL.findall(flat(grid.caption)) or [
        year for row in grid.rows for cell in row for year in _UNTIL.findall(flat(cell.text))
    ]
    years = [year for one in planned for year in _YEAR.findall(one.text)]
    return bool(ends) and bool(years) and max(ends) <= max(years)
