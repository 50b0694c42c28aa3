"""ELIG-C-04: the rows of a table of accidents by the year, told as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Case
from check.telling import Text

#: The columns of a table of accidents by the year.
ROW_HEAD = re.compile(r"死亡|重伤|(?:经济|财产)损失")
#: One of accidents, and what a cell under it says of their grade: 环境事件 | 较大1起, 较大事故（起） | 1.
GRADE_HEAD = re.compile(
    r"(?P<grade>特别重大|重大|较大)?(?:及以上)?(?:生产|安全|环保|环境|突发|污染|质量|火灾|设备)*(?:事故|事件)(?:等级|级别|起数|次数|数量|数|情况)?(?:[（(][起次件][)）])?"
)
GRADED = re.compile(r"(?P<grade>特别重大|重大|较大)[^，,。；;0无]{0,12}|[1-9]\d*\s*[起次件]?")
#: A table of grades alone may be one of drills, of rules or of what may happen.
NOT_HAPPENED = re.compile(r"演练|预案|分类|分级|时限|报告(?!时间|日期)|可能|风险|辨识|培训|响应|模拟|目标|计划|案例")


def tell_accident_rows(case: Case) -> Iterator[Text]:
    """The rows of the tables with people dead, hurt or money lost, as a sentence: 2023年，灼烫，重伤11人."""
    for grid in case.submission.grids:
        heads = [cell.text.strip() for cell in grid.rows[0]] if grid.own and grid.rows else []
        graded_only = not any(map(ROW_HEAD.search, heads))
        if graded_only and NOT_HAPPENED.search(grid.caption + "".join(heads)):
            continue
        told = [one for one in heads if ROW_HEAD.search(one) or GRADE_HEAD.fullmatch(one)]
        for row in grid.rows[1:] if told else ():
            if len(row) != len(heads):
                continue
            dated = any(re.search(r"20\d{2}", cell.text) for cell in row)  # else a list of what may happen
            said = list[str]()
            for head, cell in zip(heads, row, strict=True):
                number, hit = cell.text.strip(), ROW_HEAD.search(head)
                graded, kind = GRADED.fullmatch(number), GRADE_HEAD.fullmatch(head)
                if dated and kind and graded and (grade := kind["grade"] or graded["grade"]):
                    said.append(f"发生{grade}{'环境' if '环' in head else '生产安全'}事故")
                elif hit is None:
                    said.append(f"{number}年" if re.fullmatch(r"20\d{2}", number) else number)
                elif digits := re.match(r"[1-9]\d*(?:\.\d+)?", number):
                    unit = "亿元" if "亿元" in head else "万元" if "损失" in hit[0] else "人"
                    said.append(f"{hit[0]}{digits[0]}{unit}")
            yield Text("row", "发生，".join((said[0], "，".join(said[1:]))) if said else "", row[0].place)
