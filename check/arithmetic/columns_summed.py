"""A-21, A-30, A-31, A-35: the total row or column of a table is not what its rows or columns give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from check.arithmetic.drawn import Entry, as_read, corner_of, flat, head_over, heads_of, is_empty, label_of, read_entry
from check.case import Agreed, Answer, Case
from check.exact import is_level
from check.papers.bound_in import is_earlier
from check.show import WAN, show_plain
from model.document import Cell
from model.finding import Severity
from model.submission import Grid

TOTAL = re.compile(
    r"(?:[各全]部|项目|建设|投资|资金|金额|费用|人员|设备)?(?:合计|总计|共计|总额|总和)(?:金额|数|投资)?"
    r"(?:[(（](?:项目|建设|累计|各项)?(?:总|全部)?(?:投资|资金|金额|费用|投入|来源)?(?:总额|总计|合计|额|万元|元)?[)）])?|项目总投资|总投资(?:额)?(?:[(（](?:合计|总计)[)）])?"
)
SUBTOTAL = re.compile(r"小计|合计|[\u4e00-\u9fff]{0,8}小计")
#: Columns that nobody adds up.
NOT_ADDED = re.compile(
    r"单价|均价|率|平均|人均|序号|编号|年份|年度|日期|时间|型号|规格|编码|代码|页|比值|得分|评分|权重|备注|周期|工期|占地|功率"
)
#: A part of the row above it.
WITHIN = re.compile(r"^\s*(?:其中|内含|含)")
DEEPER = re.compile(r"^[(（]?(\d{1,2})(?:[.．](\d{1,2}))+")
SHARE = re.compile(r"占比|比重|比例|份额|百分比|%")
#: What is counted under several heads at once.
OVERLAP = re.compile(r"覆盖|累计|复用|交叉|去重|不重复|兼")
FUNDS = re.compile(r"自筹|自有|贷款|借款|融资|财政|补助|补贴|专项|资本金|发债|债券|基金")
YEAR = re.compile(r"(20\d{2})年?(?:度|实际)?(?:[(][^()]{0,8}[)])?")


@dataclass(frozen=True, slots=True)
class Footing:
    """A total with the numbers that should make it up; `rule` is whose it is."""

    rule: str
    name: str
    parts: tuple[Entry, ...]
    total: Entry
    #: Sums that are as right: of the top level alone, without the rows 其中.
    fair: tuple[Decimal, ...]


def find_footings_broken(case: Case) -> Iterator[Answer]:
    """E where a column's total is not the sum of its rows, of those that are this rule's."""
    for grid in case.submission.grids:
        for foot in (*down(grid), *across(grid)):
            if foot.rule == case.rule.id:
                yield judge(case, grid, foot)


def judge(case: Case, grid: Grid, foot: Footing) -> Answer:
    slack = (
        sum((p.step / 2 for p in foot.parts), foot.total.step / 2)
        if any(p.step % 1 for p in foot.parts) or foot.total.unit in ("元", "%")
        else Decimal(0)
    )
    if foot.total.unit == "%" and abs(foot.total.value - 100) < 1:
        slack = max(slack, Decimal(1))
    if any(abs(one - foot.total.value) <= slack for one in foot.fair):
        return Agreed()
    money = foot.total.unit == "元"
    scale, unit = (WAN, "万元") if money else (Decimal(1), foot.total.unit)
    total = sum((p.value for p in foot.parts), Decimal(0))
    said = "＋".join(show_plain(p.value / scale) for p in foot.parts)
    right, stated = (f"{show_plain(value / scale)}{unit}" for value in (total, foot.total.value))
    near = abs(total - foot.total.value) * 100 <= abs(foot.total.value)
    return case.finding(
        f"表中“{foot.name}”所列各项{said}＝{right}，合计填{stated}，不一致，请核实。",
        foot.total.place,
        *(p.place for p in foot.parts),
        severity=as_read(case, Severity.W if near else Severity.E, foot.total.place),
        about=(f"{grid.place.path}“{foot.name}”", f"{foot.total.place.path}合计"),
        expected=right,
        found=stated,
    )


def down(grid: Grid) -> Iterator[Footing]:
    """The columns above a row 合计."""
    heads = heads_of(grid.rows)
    body = [row for row in grid.rows if not heads or list(row) != heads]
    ends = [at for at, row in enumerate(body) if is_total(row)]
    if len(ends) != 1 or ends[0] < 2 or OVERLAP.search("".join(c.text for row in body[ends[0] :] for c in row)):
        return
    above, last = body[: ends[0]], body[ends[0]]
    for cell in last:
        head = head_over(heads, cell)
        total = read_entry(cell, head, label_text(last), grid.caption)
        if total is None or NOT_ADDED.search(flat(head)) or ("%" in head and not SHARE.search(head)):
            continue
        rows = [(row, at) for row in above if (at := cell_at(row, cell.col)) is not None and at is not row[0]]
        if len(rows) != len(above) or any(at.colspan != cell.colspan for _, at in rows):
            continue
        read = [(row, read_entry(at, head, label_text(row), grid.caption)) for row, at in rows if not is_empty(at)]
        found = [(row, entry) for row, entry in read if entry is not None]
        if len(found) != len(read) or len(found) < 2 or len({e.unit for _, e in found} | {total.unit}) > 1:
            continue
        if len({e.cell.place.path for _, e in found}) < len(found) or total.value <= 0:
            continue  # one merged cell stands for several rows
        plain = [e for row, e in found if not WITHIN.match(label_text(row)) and not SUBTOTAL.fullmatch(label_text(row))]
        top = [e for row, e in found if not DEEPER.match(flat(row[0].text)) and not WITHIN.match(label_text(row))]
        sub = [e for row, e in found if SUBTOTAL.fullmatch(label_text(row))]
        if len(plain) < 2:
            continue
        fair = tuple(
            sum((e.value for e in some), Decimal(0)) for some in (plain, top, sub, [e for _, e in found]) if some
        )
        labels = " ".join(label_text(row) for row, _ in found)
        rule = (
            "A-21"
            if len(FUNDS.findall(labels)) > 1 and total.unit in ("元", "")
            else "A-31"
            if total.unit == "%"
            else "A-30"
        )
        name = label_of(head_cell(heads, cell)) if head else ""
        yield Footing(rule, name or label_of(last[0]), tuple(plain), total, fair)


def across(grid: Grid) -> Iterator[Footing]:
    """Rows of years whose last column is their sum."""
    heads = heads_of(grid.rows)
    years = [h for h in heads if YEAR.fullmatch(flat(h.text))]
    total = next(
        (
            h
            for h in heads
            if re.fullmatch(r"(?:[三近]+年)?(?:合计|累计|总计|三年累计|三年合计)(?:[(].*[)])?", flat(h.text))
        ),
        None,
    )
    if total is None or len(years) < 2 or total.col < max(h.col for h in years):
        return
    between = [h for h in heads if min(y.col for y in years) < h.col < total.col and h not in years]
    if between:
        return
    for row in grid.rows[1:]:
        label = label_text(row)
        if NOT_ADDED.search(label) or "累计" in label or "%" in label:
            continue
        cells = [cell_at(row, h.col) for h in (*years, total)]
        read = [
            read_entry(c, label, h.text, corner_of(heads, label), grid.caption) if c else None
            for c, h in zip(cells, (*years, total), strict=True)
        ]
        entries = [e for e in read if e]
        if len(entries) != len(read) or len({e.unit for e in entries}) > 1 or entries[0].unit == "%":
            continue
        sums = sum((e.value for e in entries[:-1]), Decimal(0))
        yield Footing("A-35", label_of(row[0]), tuple(entries[:-1]), entries[-1], (sums,))


def is_total(row: Sequence[Cell]) -> bool:
    return any(TOTAL.fullmatch(label_of(cell)) for cell in row[:3])


def label_text(row: Sequence[Cell]) -> str:
    """The words of the row's first cell that holds words."""
    return next((flat(c.text) for c in row if re.search(r"[\u4e00-\u9fff]{2}", c.text)), "")


def cell_at(row: Sequence[Cell], col: int) -> Cell | None:
    return next((c for c in row if c.col == col), None)


def head_cell(heads: Sequence[Cell], cell: Cell) -> Cell:
    return next(h for h in heads if h.col <= cell.col < h.col + h.colspan)


#: 累计研发投入 is of 研发费用 as of 研发投入; other quantities are of their own name.
_ALIASES = (
    re.compile(r"研发(?:费用|投入|经费|支出)"),
    re.compile(r"(?:主营业务|营业|销售)收入"),
    re.compile(r"利润总额"),
    re.compile(r"(?:实缴|上缴|缴纳)?税(?:金|收|费)(?:总额)?"),
    re.compile(r"(?:节约|节省|降本)[\u4e00-\u9fff]{0,4}(?:额|金额|费用)?"),
)
_SUMMED = re.compile(r"累计|合计|共计|总计|总共|共(?=投|完成|实现|缴|生产|节)")
_FROM_TO = re.compile(r"((?:19|20)\d{2})年?(?:度)?[—–~～\-至到]+((?:19|20)\d{2})年?")
_RECENT = re.compile(r"(?:近|最近|过去)?[三3]年(?:来|间|以来)?")
_APART = re.compile(r"以来|建厂|成立|其中|项目|专项|联合|委托|年均|新增|资本化|加计|归集")


def find_drawn_years_differ(case: Case) -> Iterator[Answer]:
    """W: 2022—2024年累计研发投入1260万元 where a table of the book shows the years of that quantity."""
    rows = list(years_drawn(case))
    for claim in case.submission.claims if rows else ():
        level = is_level(claim) and claim.scope in ("", "company")
        if not level or not _SUMMED.search(claim.text) or _APART.search(claim.text) or claim.amount.unit in ("%", ""):
            continue
        name = next((alias for alias in _ALIASES if alias.search(claim.text)), None)
        span = _FROM_TO.search(claim.text)
        found = []
        for label, years in rows:
            same = name.fullmatch(label) if name else len(label) > 1 and label in claim.text
            last = max(years)
            wanted = range(int(span[1]), int(span[2]) + 1) if span else range(last - 2, last + 1)
            whole = (span or _RECENT.search(claim.text)) and all(year in years for year in wanted)
            if same and whole and {years[y].unit for y in wanted} == {claim.amount.unit}:
                found.append([years[y] for y in wanted])
        sums = [sum((e.value for e in row), Decimal(0)) for row in found]
        slack = [sum((e.step / 2 for e in row), claim.amount.u) for row in found]
        if not found:
            continue
        if any(abs(s - claim.amount.value) <= room for s, room in zip(sums, slack, strict=True)):
            yield Agreed()
            continue
        if name is _ALIASES[1] or (len(case.series("is.rd")) > 2 and name is _ALIASES[0]):
            continue  # its cells and lines are asked
        scale, unit = (WAN, "万元") if claim.amount.unit == "元" else (Decimal(1), claim.amount.unit)
        right = f"{show_plain(sums[0] / scale)}{unit}"
        said = "＋".join(show_plain(e.value / scale) for e in found[0])
        yield case.finding(
            f"“{claim.text}”，表内各年{said}＝{right}，不一致，请核实。",
            claim,
            *(e.place for e in found[0]),
            severity=Severity.W,
            expected=right,
            found=f"{show_plain(claim.amount.value / scale)}{unit}",
        )


def years_drawn(case: Case) -> Iterator[tuple[str, dict[int, Entry]]]:
    """(quantity, its years) of the rows of the book's tables whose columns are years."""
    for grid in case.submission.grids:
        heads = heads_of(grid.rows) if grid.own and not is_earlier(grid) else []
        years = {h.col: int(hit[1]) for h in heads if (hit := YEAR.fullmatch(flat(h.text)))}
        for row in grid.rows[1:] if len(years) > 1 else ():
            label = label_text(row)
            corner = corner_of(heads, label)
            cells = {
                years[c.col]: read_entry(c, label, head_over(heads, c), corner, grid.caption)
                for c in row
                if c.col in years
            }
            told = {year: entry for year, entry in cells.items() if entry is not None}
            if told and len(told) == len(years):
                name = next((c for c in row if flat(c.text) == label), row[0])
                yield label_of(name), told


def years_down(case: Case) -> Iterator[tuple[str, dict[int, Entry]]]:
    """The same of tables whose rows are years, under heads that name the quantities."""
    for grid in case.submission.grids:
        heads = heads_of(grid.rows) if grid.own and not is_earlier(grid) else []
        rows = [(int(hit[1]), row) for row in grid.rows[1:] if row and (hit := YEAR.fullmatch(flat(row[0].text)))]
        if len(rows) < 2 or len({year for year, _ in rows}) < len(rows):
            continue
        for head in heads[1:]:
            cells = {year: cell_at(row, head.col) for year, row in rows}
            read = {year: read_entry(c, head.text, grid.caption) if c else None for year, c in cells.items()}
            told = {year: entry for year, entry in read.items() if entry is not None}
            if len(told) == len(rows):
                yield label_of(head), told
