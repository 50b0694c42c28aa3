"""Sentences in the cells of tables that an applicant draws (备注, 建设内容 under labels of his own), and their rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from model.document import Table
from model.place import Place
from model.text import half_width, squash
from model.wording import FALL_NAMED, RISE_NAMED

#: A cell says something where it has a pause or a stop, or is longer than any name.
_SHORTEST, _LONGEST_NAME = 12, 24
_PAUSE = re.compile(r"[,，。;；:：]")
#: Heads of a list of honours, and the dates in it: 2025年12月, 2025.12, 2025-12-03.
_WHEN = re.compile(r"(?:获得|获评|授予|颁发|认定|取得|评定|发证)?(?:年份|时间|日期|年度|年月)")
_HONOUR = re.compile(r"(?:主要|所获|获得的?)?(?:荣誉|称号|奖项|获奖|资质|认定)[\u4e00-\u9fff、]{0,8}")
_DATE = re.compile(r"(20\d{2})[年./-](\d{1,2})(?:月|[./-]\d{1,2}|(?!\d)).{0,3}")
#: 在岗人数 | 1,208人（2024年末，…）: the label says what is counted.
_COUNT, _LABEL = (
    re.compile(r"\s*约?\d[\d,.]*\s*(?:人|名|台|套|万元|亿元|万?吨)"),
    re.compile(r"[\u4e00-\u9fff]{2,10}(?:\([\u4e00-\u9fff]{1,4}\))?"),
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: A remark of one row that names what its figure is: 生产装备数控化率65.1%, no 较上年提高3% nor 2023年为3次.
_REMARKS = re.compile(r"(?:备\s*注|说明|附注|注)(?:说明|事项)?")
_NAMED_FIGURE = re.compile(
    rf"(?!(?:相对|绝对|同比|环比|[较比][^\d]{{0,6}}|20\d{{2}}年[^\d]{{0,4}})*(?:{RISE_NAMED}|{FALL_NAMED}))"
    r"(?:20\d{2}年)?[\u4e00-\u9fff]{4,}[^\d]{0,4}\d[\d.,/=＝÷]*(?:%|％|万元|亿元)"
)


def tell_cells(tables: Iterable[Table], taken: Collection[str] = ()) -> Iterator[tuple[str, Place]]:
    """(text, place) of every cell that holds a sentence, in reading order; `taken` are the paths of cells that were
    read as fields. A cell merged over several rows is told once."""
    for table in tables:
        remarks = set[int]()
        for row, line in enumerate(table.lines()):
            remarks = remarks or {cell.col for cell in line if cell.col and _REMARKS.fullmatch(squash(cell.text))}
            for at, cell in enumerate(line):
                said = says_something(cell.text) or (cell.col in remarks and _NAMED_FIGURE.match(squash(cell.text)))
                if cell.row != row or cell.place.path in taken or not said:
                    continue
                label = squash(line[at - 1].text) if at == 1 and len(line) == 2 else ""
                counted = _COUNT.match(half_width(cell.text)) and _LABEL.fullmatch(half_width(label))
                yield (f"{label}{cell.text}" if counted else cell.text), cell.place


def tell_honours(tables: Iterable[Table]) -> Iterator[tuple[str, Place]]:
    """2025年4月获得绿色工厂 of every row under 时间 and 荣誉 that gives a month."""
    for table in tables:
        lines = list(table.lines())
        head = lines[0] if lines else []
        when = next((c.col for c in head if _WHEN.fullmatch(squash(c.text))), None)
        what = next((c.col for c in head if _HONOUR.fullmatch(squash(c.text))), None)
        for line in lines[1:] if when is not None and what is not None else ():
            dated = next((hit for c in line if c.col == when and (hit := _DATE.fullmatch(squash(c.text)))), None)
            named = next((c for c in line if c.col == what and _HAN.search(c.text)), None)
            if dated and named:
                yield f"{dated[1]}年{int(dated[2])}月获得{squash(named.text)}", named.place


def says_something(text: str) -> bool:
    """Whether a text is more than a label, a name or a figure."""
    flat = squash(half_width(text))
    han = len(_HAN.findall(flat))
    return han >= _SHORTEST and (han > _LONGEST_NAME or _PAUSE.search(flat) is not None)


def tell_rows(table: Table) -> Iterator[tuple[str, Place]]:
    """The words of each row, at its first filled cell."""
    for row in table.lines():
        filled = [cell for cell in row if squash(cell.text)]
        if filled:
            yield " ".join(cell.text.strip() for cell in filled), filled[0].place
