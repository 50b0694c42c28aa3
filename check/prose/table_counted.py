"""P-20: the line above a table says how many things it lists (知识产权共6项，逐项列于下表), and it has other rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.drawn import flat
from check.case import Agreed, Answer, Case
from check.numerals import whole_of
from check.sought import Sought
from model.finding import Severity
from model.submission import Grid

#: 共计6项，逐项列于下表; 8条制度全部见下表; 如下表所列5家.
TOLD = Sought(
    r"(?<![\d.,第])(?P<n>\d{1,2}|[两二三四五六七八九十]{1,3})(?:项|条|件|个|种|篇|部|家|门|类)(?P<what>[^。；;\d]{0,14}?)"
    r"[,，]?(?:现|已|均|都)?(?:逐[项条件一个家]|一一|分别|全部|全都|完整|详细|具体|依次|明细)(?:地)?(?:均|都)?"
    r"(?:列(?:[于在入]|示于|出如)|载于|登记于|见|如|详见)(?:下|后|附|本|表)"
)
#: Some of them only; what is counted in another column.
_SOME = re.compile(r"主要|部分|代表|其中|节选|摘|重点|例如|示例|类型|略|等")
_QUANTITY = re.compile(r"数量|台数|台套|件数|套数|项数|个数|合计|小计|人数|份数")
_TOTAL = re.compile(r"合计|小计|总计|共计|说明|备?注|注[:：]")


def find_tables_miscounted(case: Case) -> Iterator[Answer]:
    """W where the table has fewer rows than told; more of them may be second lines."""
    for grid in case.submission.grids:
        hit = TOLD.search(grid.caption)
        rows = count_rows(grid) if hit else 0
        told = whole_of(hit["n"]) if hit else 0
        if hit is None or rows < 2 or told < 2 or _SOME.search(grid.caption):
            continue
        if rows >= told:
            yield Agreed()
            continue
        place = grid.rows[0][0].place
        yield case.finding(
            f"表前写有“{grid.caption.strip()[:50]}”，所称为{told}项，表内所列为{rows}行，请核实。",
            place.quoting(grid.caption.strip()),
            severity=Severity.W,
            about=(f"{place.path}“{hit[0]}”",),
            expected=f"{rows}项",
            found=f"{told}项",
        )


def count_rows(grid: Grid) -> int:
    """The rows that list something; 0 where a column counts several to a row."""
    head = [flat(cell.text) for cell in grid.rows[0]] if grid.rows else []
    if len(head) < 2 or any(_QUANTITY.search(one) for one in head) or re.search(r"\d{4}", "".join(head)):
        return 0
    told = [[flat(cell.text) for cell in row] for row in grid.rows[1:]]
    if any(len(row) != len(head) for row in told):
        return 0  # merged cells: a row is not one thing
    listed = [row for row in told if any(row) and not _TOTAL.search(row[0])]
    return len(listed)
