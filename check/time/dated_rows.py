"""Rows of any table of the book or of a paper that name a thing and give its day: honours, certificates, systems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from check.case import Case
from check.dates import MONTH, Days, read_days
from check.spelling import fold_text
from model.document import Cell
from model.place import Place
from model.reference import Lexicons
from model.submission import Grid

#: A day of a deed: 时间, 获得年份, 上线时间, 验收日期, 投用; not the end of a term nor a plan.
WHEN = re.compile(
    r"(?:[\u4e00-\u9fff/]{0,8})(?:时间|日期|年月|年份|年度|时点)|(?:获[得评]|取得|颁发|授予|授权|发证|认定|上线|投用|投运|启用|验收|建成|投产|竣工|交付|发布)(?:情况|状态)?"
)
#: What is no day of a deed: until when, how long, when again, when somebody means to.
NO_DEED = re.compile(
    r"有效|到期|届满|截至|截止|期限|周期|计划|预计|拟|目标|预期|要求|起止|开始|起始|启动|开工|立项|申请|受理|申报|提交|下次|复审|复评|更新|报废|质保|培训|报告期|统计|时长|工时|节拍|停机"
)
#: Words of a heading over what was granted, and over what was built.
GRANTED = re.compile(r"荣誉|称号|奖[项励]|获奖|资质|证书|专利|著作权|软著|标准|认[定证]|知识产权|成果")
BUILT = re.compile(
    r"系统|平台|装备|设备|软件|模块|项目|工程|产线|生产线|机组|建设内容|节点|里程碑|场景|应用|合同|设施|装置|模型"
)
#: A table of what is to come.
COMING = re.compile(
    r"计划|规划|目标|培育|未来|下一步|后续|展望|进度安排|实施安排|路线图|拟建|储备|举措|预算|排期|安排|改进|提升方案"
)
DAY = re.compile(rf"{MONTH}(?:\s*月(?:\s*(3[01]|[012]?\d)\s*日)?|[.\-/](3[01]|[012]?\d)(?!\d))?")
#: A year at least: 2026年一季度, 2026年底.
SOMEDAY = re.compile(rf"20\d{{2}}年|{DAY.pattern}")
#: Beside the day: what the cell may hold of one that lies in the past.
QUIET = re.compile(r"^[\s（(，,；;:：]*(?:已|正式|全面|全部|完成|通过|顺利|竣工)*[^\d计划拟将预未待]{0,14}$")
#: A row of what is yet to come.
MEANT = re.compile(
    r"计划|预计|拟|目标|在建|建设中|实施中|推进中|进行中"
    r"|未完成|尚未|待|公示|受理|申请中|培育|规划|续建|二期|三期"
)
HAN = re.compile(r"[\u4e00-\u9fffA-Za-z]")
ORDER = re.compile(r"序号|编号|证书号|类[别型]|级别|备注|单位|机构|部门|金额|数量|负责")


@dataclass(frozen=True, slots=True)
class DatedRow:
    """`name` of the thing under the heading `what`, the words of the day's cell under `when`, and its day."""

    grid: Grid
    name: str
    what: str
    when: str
    said: str
    days: Days
    text: str
    place: Place
    name_place: Place

    @property
    def told(self) -> str:
        return f"{self.name}（{self.when}：{self.said}）"

    @property
    def is_granted(self) -> bool:
        """An honour, a certificate or a patent by the heads or the words above the table."""
        return GRANTED.search(self.what + self.when) is not None or (
            BUILT.search(self.what) is None and GRANTED.search(fold_text(self.grid.caption)) is not None
        )

    @property
    def is_built(self) -> bool:
        return not self.is_granted and BUILT.search(self.what) is not None


def dated_rows(case: Case) -> Iterator[DatedRow]:
    """Each row with a heading that tells a deed's day; tables of plans are left out."""
    for grid in case.submission.grids:
        if COMING.search(fold_text(grid.caption)) or len(grid.rows) < 2:
            continue
        head, body = head_of(grid)
        if not head:
            continue
        whens = [n for n, cell in enumerate(head) if is_when(cell)]
        named = name_column(head)
        for row in body if whens and named is not None else ():
            if len(row) != len(head) or named is None:
                continue
            name = row[named]
            for n in whens:
                said = fold_text(row[n].text)
                hit = DAY.search(said)
                if row[n] is name or hit is None or not HAN.search(name.text) or len(name.text) > 60:
                    continue
                days = read_days("-".join(part.zfill(2) for part in (hit[1], hit[2], hit[3] or hit[4]) if part))
                if days is not None:
                    text = " ".join(dict.fromkeys(c.text.strip() for c in row if c.text.strip()))
                    yield DatedRow(
                        grid,
                        fold_text(name.text),
                        fold_text(head[named].text),
                        fold_text(head[n].text),
                        said,
                        days,
                        text,
                        row[n].place.quoting(row[n].text),
                        name.place.quoting(name.text),
                    )


def head_of(grid: Grid) -> tuple[tuple[Cell, ...], Sequence[tuple[Cell, ...]]]:
    """The first row of words only that has a heading of a day, and what stands below."""
    for at, row in enumerate(grid.rows[:3]):
        if len(set(row)) > 1 and any(is_when(cell) for cell in row) and not any(DAY.search(c.text) for c in row):
            return row, grid.rows[at + 1 :]
    return (), ()


def is_when(cell: Cell) -> bool:
    said = re.sub(r"\([^()]*\)", "", fold_text(cell.text))
    return WHEN.fullmatch(said) is not None and NO_DEED.search(said) is None


def name_column(head: Sequence[Cell]) -> int | None:
    """The column of the names: by its words, else the first that is neither a number nor a day."""
    said = [fold_text(cell.text) for cell in head]
    free = [
        n
        for n, one in enumerate(said)
        if not ORDER.fullmatch(one) and not ORDER.search(one[-3:]) and not is_when(head[n])
    ]
    kinds = [n for n in free if GRANTED.search(said[n]) or BUILT.search(said[n]) or "名称" in said[n]]
    return next(iter([*kinds, *free]), None)


def is_done(row: DatedRow, lexicons: Lexicons) -> bool:
    """Whether nothing in the row says that the day is only meant."""
    rest = DAY.sub("", row.said, count=1)
    return QUIET.search(rest) is not None and not (
        NO_DEED.search(rest) or MEANT.search(row.text) or lexicons.is_plan(row.text)
    )


def tell_drawn(case: Case) -> Iterator[tuple[str, Place]]:
    """Each row of the book's tables that names a year, as one sentence: a day under its heading (上线时间2026年6月)."""
    for grid in case.submission.grids:
        if not grid.own:
            continue
        head, body = head_of(grid)
        for row in body or grid.rows:
            cells = list(dict.fromkeys(row))
            if len(cells) < 2 or not any(SOMEDAY.search(fold_text(cell.text)) for cell in cells):
                continue
            over = {id(cell): one.text for cell, one in zip(row, head, strict=False) if is_when(one)}
            parts = [fold_text(over.get(id(cell), "") + cell.text) for cell in cells if cell.text.strip()]
            sentence = " ".join(part.replace("\n", "") for part in parts)
            yield sentence, cells[0].place.quoting(cells[0].text)


def labelled_days(case: Case, label: re.Pattern[str]) -> Iterator[tuple[Grid, str, str, Days, Place]]:
    """(table, label, words, day, where) of the cells beside or below such a label: 验收日期 | 2025年3月28日."""
    for grid in case.submission.grids:
        for at, line in enumerate(grid.rows):
            cells = list(dict.fromkeys(line))
            for n, cell in enumerate(cells):
                if label.fullmatch(re.sub(r"\([^()]*\)|[:]", "", fold_text(cell.text))) is None:
                    continue
                below = [row[n] for row in grid.rows[at + 1 :] if len(row) == len(cells)] if len(cells) > 2 else []
                for one in (*cells[n + 1 : n + 2], *below):
                    hit = DAY.match(fold_text(one.text))
                    days = (
                        read_days("-".join(p.zfill(2) for p in (hit[1], hit[2], hit[3] or hit[4]) if p))
                        if hit
                        else None
                    )
                    if days is not None:
                        yield grid, fold_text(cell.text), fold_text(one.text), days, one.place.quoting(one.text)
