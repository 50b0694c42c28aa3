"""What the book prints or quotes of an earlier declaration: 附录一 上年度申报书留存页, 去年申报书填2022年…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from check.case import Case
from check.once import split_sentences
from check.sought import Sought
from check.telling import tell_texts
from model.submission import Field, Grid, Passage
from model.text import half_width
from model.wording import EARLIER_BOOK

_EARLIER = re.compile(EARLIER_BOOK)
_YEAR = re.compile(r"20\d{2}(?=年)")
#: 去年申报书填报的2022年主营业务收入为18,731.58万元.
_QUOTED = Sought(
    rf"(?P<book>{EARLIER_BOOK}|(?P<of>20\d\d)年度?的?(?:申报|申请)(?:书|表|材料|时)[^。；;，,\d]{{0,10}})[^。；;\d]{{0,16}}"
    r"(?P<year>20\d\d)年(?:度|末|底|全年)?的?(?:公司|企业)?"
    r"(?P<what>主营业务收入|营业收入|销售收入|资产总额|总资产|负债总额|利润总额)"
    r"(?:一栏|填报|填写|填列|所填|登记|数据?|[填写报为是:])*(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>万元|亿元)"
)
#: Why the two differ, as the book itself explains.
_EXPLAINED = re.compile(r"审计|调整|更正|重述|追溯|口径|会计政策|合并范围")


@dataclass(frozen=True, slots=True)
class Kept:
    """Such a table as the lines of a paper of its own, with the year in which it was declared."""

    title: str
    lines: tuple[Passage, ...]
    day: Field


def is_earlier(grid: Grid) -> bool:
    return grid.own and _EARLIER.search(grid.caption) is not None


def tables_kept(case: Case) -> Iterator[Kept]:
    """The day is that of the caption, else some day of the year before the book's."""
    this_year = int(case.day[:4]) if case.day[:4].isdigit() else 0
    for grid in case.submission.grids if this_year else ():
        if not is_earlier(grid):
            continue
        years = [year for year in _YEAR.findall(grid.caption) if int(year) < this_year]
        year = years[-1] if years else str(this_year - 1)
        rows = ("\t".join(cell.text.strip() for cell in row) for row in grid.rows)
        lines = (
            Passage("paper", grid.caption, grid.place.quoting(grid.caption)),
            *(Passage("paper.row", text, row[0].place) for text, row in zip(rows, grid.rows, strict=True) if row),
        )
        yield Kept(grid.caption, lines, Field("declare_date", year, year, grid.place, "date"))


def figures_quoted(case: Case) -> Iterator[Kept]:
    """A sentence that quotes one figure of an earlier declaration, and gives no reason why it should differ."""
    this_year = int(case.day[:4]) if case.day[:4].isdigit() else 0
    for text in tell_texts(case) if this_year else ():
        folded = half_width(text.text)
        for sentence in split_sentences(folded) if _QUOTED.may_be_in(folded) else ():
            hit = None if _EXPLAINED.search(sentence) else _QUOTED.search(sentence)
            year = (hit["of"] if hit else None) or str(this_year - 1)
            if hit is None or int(year) >= this_year or int(hit["year"]) > int(year):
                continue
            spot = text.place.quoting(hit[0])
            lines = (
                Passage("paper.row", f"指标\t{hit['year']}年", spot),
                Passage("paper.row", f"{hit['what']}({hit['u']})\t{hit['n']}", spot),
            )
            yield Kept(hit["book"], lines, Field("declare_date", year, year, spot, "date"))
