"""P-05: the heads that a table of staff by kind adds up to are not those that the prose tells of the company."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from check.arithmetic.drawn import flat
from check.case import Agreed, Answer, Case
from check.show import show_stated
from model.document import Cell
from model.finding import Severity
from model.submission import Claim, Grid

#: What such a table is called, and what its rows are: of posts, of degrees, of ages, of departments.
_CAPTION = re.compile(
    r"(?:人员|员工|职工|队伍|人力资源|用工|从业人员|岗位|学历|年龄|职称|部门)[\u4e00-\u9fff]{0,6}(?:构成|结构|组成|分布|配置|分类|情况|统计|一览)"
)
_COUNT = re.compile(
    r"(?:人员|员工|职工|在册|在岗|从业)*(?:人数|人员数量?|数量)(?:[(].{0,20}[)])?|.{0,16}[(]人[)]|.{0,16}人数"
)
_KIND = re.compile(
    r".*(?:管理|技术|研发|生产|操作|营销|销售|行政|后勤|质检|质量|检验|服务|财务|采购|物流|仓储|维修|设备|辅助|综合|信息|工程|职能|试验|检测|党群|安全|环保|调度|维护)"
    r"[\u4e00-\u9fff、及和与]*(?:人员|员|工人|工|岗位?|部门?|中心|类|序列|队伍)?"
    r"|.*(?:硕士|博士|研究生|本科|大专|专科|高中|中专|中职|技校|初中)[\u4e00-\u9fff、及和与]*"
    r"|\d{2}(?:周?岁)?(?:[-—~～至]\d{2}(?:周?岁)?)?(?:周?岁)?(?:以[上下])?(?:[(（]?含?[)）]?)?"
    r"|(?:正|副)?(?:高|中|初)级.{0,6}|其他.{0,4}|无职称|男性?|女性?"
)
_TOTAL = re.compile(r"(?:合|总|共)计(?:人数)?|总人数|总数|(?:员工|职工|人员)(?:合计|总计|总数|总人数)")
#: Not of all of the company.
_SOME = re.compile(
    r"产线|生产线|车间|项目|团队|小组|班组|工段|工厂建设|智能制造|数字化|信息化|研发(?:人员|中心|队伍|团队)|技术(?:人员|中心|队伍)|"
    r"新增|新招|培训|减员|持证|获证|参训|董事|党员|专职|领导|推进|岗位变化|前后|调整|转岗|优化"
)
_HEADS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,6}")
_YEAR = re.compile(r"20\d\d(?=年|[-./]|末|底|$)")
UNNAMED = "人员构成表"
#: So many kinds make up a company.
LEAST = 3


@dataclass(frozen=True, slots=True)
class Composed:
    """All heads of such a table: how many, whether it says so itself, of which year, its words and cells."""

    total: Decimal
    own: bool
    year: str
    words: str
    name: str
    cells: tuple[Cell, ...]


#: 从业人员（2024年末）, 职工总数（人）: the head of a cell in a table that no form prints, and its number.
_HEADS_CELL = re.compile(
    r"(?:公司|企业|现有|全部)?(?:年末|期末)?(?:从业人员|从业|职工|员工|在职人员|在册人员)"
    r"(?:总数|人数|总人数|数量|数|总量|规模)?(?:[(](?P<said>[^()]{0,12})[)])?"
)
_HEADS_TOLD = re.compile(r"(?P<n>\d{1,3}(?:,\d{3})+|\d{2,6})(?P<unit>人|名)?")
_YEAR_HEAD = re.compile(r"20\d\d(?:年度?(?:末|底)?)?(?:实际|[(]?(?:实际|末)[)]?)?")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Heads of the company in a cell of a table."""

    count: Decimal
    year: str
    label: str
    cell: Cell


def heads_drawn(case: Case) -> Iterator[Drawn]:
    """Each cell beside such a label; in a row of years each under its own."""
    for grid in case.submission.grids:
        for row in grid.rows if grid.own else ():
            for label, cell in pairwise(row):
                name, hit = _HEADS_CELL.fullmatch(flat(label.text)), _HEADS_TOLD.fullmatch(flat(cell.text))
                if name is None or hit is None:
                    continue
                years = years_under(grid, row[row.index(cell) :])
                sure = hit["unit"] or "人" in (name["said"] or "")
                if not sure and not ("人数" in name[0] and (years or len(row) % 2 == 0)):
                    continue
                told = re.search(r"20\d\d", name["said"] or "")
                for year, one, count in years or [(told[0] if told else "", cell, hit["n"])]:
                    yield Drawn(Decimal(count.replace(",", "")), year, label.text.strip(), one)


def years_under(grid: Grid, cells: Sequence[Cell]) -> list[tuple[str, Cell, str]]:
    """(year, cell, heads) of the cells of a row whose columns are headed by years, above it; [] where they are not."""
    found = list[tuple[str, Cell, str]]()
    for cell in cells:
        above = (under(row, cell) for row in reversed(grid.rows) if row and row[0].row < cell.row)
        year = next((hit[0] for head in above if head and (hit := _YEAR_HEAD.fullmatch(flat(head.text)))), "")
        hit = _HEADS_TOLD.fullmatch(flat(cell.text))
        if year and hit:
            found.append((year[:4], cell, hit["n"]))
    return found


#: 现有员工462人, 2024年末在册462人: all of them, not those who were trained or who use a system.
_ALL = re.compile(
    r"现有|在[册岗职编]|共|拥有|全[体部员]|[员职]工(?:总|人|为|\d|约)|从业人员|末|年底|截[至止]|总(?:人)?数"
)
_ACTED = re.compile(r"培训|参训|覆盖|参加|参与|服务|惠及|使用|其中|带动")


def find_heads_composed(case: Case, heads: Sequence[Claim]) -> Iterator[Answer]:
    """W: 合计 of the table (without it the sum of its rows) against what the prose, or a cell, tells of the company; of
    one year where both say."""
    told = [c for c in heads if _ALL.search(c.text) and not _ACTED.search(c.text)]
    for found in (one for grid in case.submission.grids if grid.own or is_of_firm(grid) for one in composed(grid)):
        prose = [c for c in told if fits(c.period[:4], c.text, found)]
        cells = [c for c in heads_drawn(case) if fits(c.year, c.label, found)]
        counts = [(c.amount.claimed.low, c.amount.claimed.high) for c in prose] + [(c.count, c.count) for c in cells]
        if not counts:
            continue
        if any(low <= found.total <= high for low, high in counts):
            yield Agreed()
            continue
        first = f"正文“{prose[0].text}”" if prose else f"表内“{cells[0].label}”填{cells[0].cell.text.strip()}"
        said = f"合计{found.total}人" if found.own else f"各行相加为{found.total}人"
        yield case.finding(
            f"{first}，与“{found.name}”{said}不一致，请核实。",
            prose[0] if prose else cells[0].cell.place,
            *(cell.place for cell in found.cells),
            severity=Severity.W,
            expected=f"{found.total}人",
            found=show_stated(prose[0].amount) if prose else cells[0].cell.text.strip(),
        )


def is_of_firm(grid: Grid) -> bool:
    """Whether a table in an annex or a paper beside says that it counts all who work for the company."""
    return re.search("公司|企业|全员|全体|在册|在岗|人力资源", flat(grid.caption)) is not None


def fits(year: str, text: str, found: Composed) -> bool:
    """Of one year where both tell it; of one kind of counting (在册, 在岗) where both tell it."""
    kinds = [set(re.findall("在册|在岗|参保|社保|正式|合同制|派遣", words)) for words in (text, found.words)]
    return not (found.year and year.isdigit() and year != found.year) and not (all(kinds) and kinds[0] != kinds[1])


def composed(grid: Grid) -> Iterator[Composed]:
    """Each column of heads beside a column of kinds; a row of heads under a row of kinds."""
    rows = [list(row) for row in grid.rows]
    grid = replace(grid, caption=caption_of(grid))
    said = flat(grid.caption)
    if len(rows) < 2 or _SOME.search(said):
        return
    tops = [flat(cell.text) for cell in rows[0]]
    named = _CAPTION.search(flat(grid.caption)) is not None
    if named or any(_CAPTION.search(top) or re.search("类别|岗位|学历|部门|年龄|职称", top) for top in tops):
        for at, head in enumerate(rows[0][1:], 1):
            if _COUNT.fullmatch(tops[at]) or (named and _YEAR.search(tops[at])):
                pairs = [(row[0], cell) for row in rows[1:] if (cell := under(row, head)) and cell is not row[0]]
                yield from add(grid, head, pairs)
    if named and len(rows) == 2 and len(rows[0]) == len(rows[1]):
        yield from add(grid, rows[1][0], list(zip(rows[0][1:], rows[1][1:], strict=True)))


def caption_of(grid: Grid) -> str:
    """What the table is called; "" where the last sentence of the prose stands above it, which names no table."""
    said = flat(grid.caption)
    return "" if said.endswith("。") and not re.search(r"[下附见]表|如下|人|员|职工", said) else grid.caption


def under(row: Sequence[Cell], head: Cell) -> Cell | None:
    return next((cell for cell in row if cell.col == head.col), None)


def add(grid: Grid, head: Cell, pairs: list[tuple[Cell, Cell]]) -> Iterator[Composed]:
    """The column's heads, where every row is a kind of staff or the total."""
    parts, totals = list[tuple[Cell, Decimal]](), list[tuple[Cell, Decimal]]()
    for label, cell in pairs:
        kind, hit = flat(label.text), _HEADS.fullmatch(re.sub("[人名]$", "", flat(cell.text)))
        if hit is None or not (_TOTAL.fullmatch(kind) or _KIND.fullmatch(kind)):
            return
        (totals if _TOTAL.fullmatch(kind) else parts).append((cell, Decimal(hit[0].replace(",", ""))))
    words = flat(grid.caption) + flat(head.text)
    year = next(iter(_YEAR.findall(flat(head.text)) or _YEAR.findall(words)), "")
    name = "" if flat(grid.caption).endswith("。") else grid.caption.strip()  # a sentence is no name
    added = sum((n for _, n in parts), Decimal(0))
    if len(parts) < LEAST or len(totals) > 1 or added <= 0:
        return
    if totals:
        yield Composed(totals[0][1], True, year, words, name or UNNAMED, (totals[0][0],))
    else:
        yield Composed(added, False, year, words, name or UNNAMED, tuple(cell for cell, _ in parts))
