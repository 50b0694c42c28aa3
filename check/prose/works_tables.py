"""P-04, P-07: what a table of the prose tells of the works (投资决算, 建设里程碑) against the form's own cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.drawn import Entry, flat, head_over, heads_of, label_of, read_entry
from check.case import Agreed, Answer, Case
from check.dates import MONTH, Days, read_days
from check.show import show_field
from model.document import Cell
from model.finding import Severity
from model.place import Place
from model.submission import Grid

#: A table of all that was spent, and its last row.
_SPENT = re.compile(
    r"投资(?:完成)?(?:总)?(?:决算|结算|构成|明细|组成|分项|分解|完成情况|情况|一览)|(?:项目|工程|工厂|建设)决算"
)
_ALL = re.compile(r"(?:项目|工厂|工程)?(?:建设)?总投资(?:合计|总计|额)?|投资(?:总额|合计|总计)|合计|总计")
#: Of other works or of another time.
_OTHER = re.compile(
    r"计划|后续|下一步|预算|概算|估算|拟|规划|目标|一期|二期|三期|场景|车间|产线|来源|筹措|近三年|20\d{2}年|研发|节能|环保|技改"
)
#: Sums that differ by less are one, told more or less roundly.
_NEAR = 100
_STAGES = re.compile(r"里程碑|(?:建设|实施|项目|改造|工程)(?:进度|进程|历程|过程|阶段|步骤|节点)")
_STAGE = re.compile(r"(?:第?([一二三四五])(?:期|阶段|步)|阶段([一二三四五]))(?:工程|建设|改造)?")
_MONTH = rf"{MONTH}\s*月?"
_SPAN = re.compile(rf"{_MONTH}\s*(?:至|到|[-—–~～]+)\s*{_MONTH}")


def find_settled_money(case: Case) -> Iterator[Answer]:
    """W: the total row of the table of final accounts is not 项目投资; none where one of several tables gives it."""
    cell = case.field("project_investment")
    if cell is None or cell.amount is None:
        return
    told = [one for grid in case.submission.grids if grid.own for one in _settled(grid)]
    if any(abs(one.value - cell.amount.value) * _NEAR <= cell.amount.value for _, one in told):
        yield Agreed()
        return
    for name, one in told[:1]:
        yield case.finding(
            f"表中“{name}”{one.say()}，与表内“{case.label(cell.key)}”填{show_field(cell)}不一致，请核实。",
            one.place,
            cell,
            severity=Severity.W,
            expected=show_field(cell),
            found=one.say(),
        )


def _settled(grid: Grid) -> Iterator[tuple[str, Entry]]:
    caption = flat(grid.caption)
    if not _SPENT.search(caption) or _OTHER.search(caption):
        return
    heads = heads_of(grid.rows)
    row = grid.rows[-1]
    label = label_of(row[0])
    found = [one for cell in row[1:] if (one := read_entry(cell, head_over(heads, cell), label, caption))]
    sums = [one for one in found if one.unit == "元" and one.value > 0]
    if _ALL.fullmatch(label) and len(sums) == 1 and not _OTHER.search(flat(head_over(heads, sums[0].cell))):
        yield f"{caption}·{label}", sums[0]


def stage_ends(case: Case) -> Iterator[tuple[bool, Days, str, Place]]:
    """(whether it is the end, days, words, place) of the begin of the first and the end of the last of the phases that
    a table of the works lists from 一期 on."""
    for grid in case.submission.grids:
        caption = flat(grid.caption)
        if not grid.own or not _STAGES.search(caption) or re.search(r"计划|后续|下一步|规划|场景", caption):
            continue
        spans = list[tuple[str, str, Cell]]()
        for row in grid.rows[1:]:
            stage = _STAGE.fullmatch(flat(row[0].text))
            cell = next((c for c in row[1:] if _SPAN.search(flat(c.text))), None)
            if stage is None or cell is None or re.search(r"计划|拟|预计", "".join(c.text for c in row)):
                spans = []
                break
            spans.append((stage[1] or stage[2], flat(row[0].text), cell))
        if [no for no, *_ in spans] != list("一二三四五"[: len(spans)]) or len(spans) < 2:
            continue
        for end, (_, name, cell) in ((False, spans[0]), (True, spans[-1])):
            hit = _SPAN.search(flat(cell.text))
            days = read_days(f"{hit[3 if end else 1]}-{int(hit[4 if end else 2]):02d}") if hit else None
            if hit and days:
                yield end, days, f"{name} {hit[0]}", cell.place.quoting(cell.text.strip())
