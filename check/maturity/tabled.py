"""What the book's own tables give of an assessment: the cell under or beside a label (自评得分 | 3.12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from check.case import Case
from model.place import Place
from model.text import squash

#: The table speaks of this model, and of no goal, no other works, no earlier year.
MATTER = re.compile(r"成熟度|CMMM|自评|3911[67]", re.IGNORECASE)
OTHER = re.compile(
    r"DCMM|数据管理|两化|能力[子域]|子域|维度|要素|目标|计划|行业|平均|上次|首次|往年|历年|子公司|分厂|供应商"
)
#: A label is short; a row with a year of its own tells of that year.
_LABEL = 16
_YEAR = re.compile(r"20\d{2}年?$|第[一二三]次|首次|复评")


@dataclass(frozen=True, slots=True)
class Tabled:
    """One assessment of a table: key → (words, place)."""

    cells: Mapping[str, tuple[str, Place]]

    def words(self, key: str) -> str:
        return self.cells[key][0] if key in self.cells else ""


def tell_tabled(case: Case, labels: Mapping[str, re.Pattern[str]]) -> Iterator[Tabled]:
    """Of each own table the cells whose labels match: of a head row the one row below, of label cells those beside."""
    for grid in case.submission.grids if case.form and case.form.free else ():
        texts = [[squash(cell.text) for cell in row] for row in grid.rows]
        told = grid.caption + "".join("".join(row) for row in texts)
        if not grid.own or not MATTER.search(told) or OTHER.search(told):
            continue
        heads = {n: key for n, text in enumerate(texts[0]) if (key := _key(text, labels))} if texts else {}
        if len(heads) > 1 and len(texts) == 2 and len(texts[1]) == len(texts[0]) and not _YEAR.search(texts[1][0]):
            yield Tabled({key: (texts[1][n], grid.rows[1][n].place) for n, key in heads.items()})
            continue
        beside = {
            key: (row[n + 1], grid.rows[r][n + 1].place)
            for r, row in enumerate(texts)
            for n, text in enumerate(row[:-1])
            if (key := _key(text, labels)) and not _key(row[n + 1], labels)
        }
        if beside:
            yield Tabled(beside)


def _key(text: str, labels: Mapping[str, re.Pattern[str]]) -> str:
    """The key of the label that a cell holds, "" for none."""
    return next((key for key, label in labels.items() if len(text) <= _LABEL and label.search(text)), "")


LABELS = {
    "certified": re.compile(r"认证(?:等级|级别|结果)|证书(?:等级|级别)"),
    "score": re.compile(r"得分|分值|总分|评分"),
    "time": re.compile(r"(?:提交|完成|填报|上传|自评估?|评估)(?:时间|日期)"),
    "level": re.compile(r"等级|级别|自评结果|自评估结果"),
}
