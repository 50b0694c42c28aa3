"""The list of patents that a book draws itself (附表 发明专利清单), for P-20."""

from __future__ import annotations

import re
from dataclasses import dataclass

from check.arithmetic.drawn import flat
from check.case import Case
from model.place import Place
from model.submission import Grid

CAPTION = re.compile(r"(?:专利|知识产权|著作权|软著)[\u4e00-\u9fff]{0,6}(?:清单|列表|目录|一览表?|明细|台账|汇总表?)")
NAME = re.compile(r"(?:专利|成果|知识产权|软件)?(?:、软件著作权)?名称|(?:专利|发明)(?:名称)?")
#: A column of names of such things alone: the table lists them whatever stands above it.
OF_PATENTS = re.compile(r"(?:专利|知识产权|软件著作权|软著)(?:[、和及](?:计算机)?软件著作权|[、和及]软著|成果)?名称")
CODE = re.compile(r"(?:专利|授权|登记|证书|申请)(?:公告)?(?:号|编号|证号)|编号|登记号")
SORT = re.compile(r"(?:专利|知识产权)?(?:类型|类别|种类)")
OF_RIGHTS = re.compile(r"(?:国家|授权)?(?:发明|实用新型|外观设计|外观)(?:专利)?|(?:计算机)?软件著作权|软著")
NUMBERED = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of such a list: the words of its sort, its number, where it stands."""

    sort: str
    code: str
    place: Place


def drawn_patents(case: Case) -> tuple[str, tuple[Row, ...]]:
    """(the caption, the rows) of the book's only list; ("", ()) where there is none or several."""
    lists = [(grid.caption.strip(), rows) for grid in case.submission.grids if grid.own and (rows := _rows(grid))]
    return lists[0] if len(lists) == 1 else ("", ())


def _sorted(grid: Grid, sort: int | None) -> bool:
    """Whether every word of the column of sorts is a sort of patent or of copyright: a plan or a machine is none."""
    told = [flat(cell.text) for row in grid.rows[1:] for cell in row if cell.col == sort]
    return any(told) and all(OF_RIGHTS.fullmatch(one) for one in told if one)


def _rows(grid: Grid) -> tuple[Row, ...]:
    if not grid.rows:
        return ()
    heads = [(cell.col, flat(cell.text)) for cell in grid.rows[0]]
    first = heads[0][0]
    name = next((col for col, head in heads if NAME.fullmatch(head)), None)
    code = next((col for col, head in heads if CODE.fullmatch(head)), None)
    sort = next((col for col, head in heads if SORT.fullmatch(head)), None)
    if name is None or (code is None and sort is None):
        return ()
    named = any(OF_PATENTS.fullmatch(head) for _, head in heads)
    if not named and (CAPTION.search(grid.caption) is None or (code is None and not _sorted(grid, sort))):
        return ()
    numbered = name != first
    found = []
    for row in grid.rows[1:]:
        told = {cell.col: flat(cell.text) for cell in row}
        if not told.get(name) or (numbered and not NUMBERED.fullmatch(told.get(first, ""))):
            continue  # the second line of a row that was cut
        kind = told.get(sort, "") if sort is not None else grid.caption
        place = next(cell.place for cell in row if cell.col == name)
        found.append(Row(kind, told.get(code, "") if code is not None else "", place))
    return tuple(found)
