"""What tables and sentences of a book say was invested in single years or in works that name their year (A-37)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.arithmetic.columns_summed import DEEPER, SUBTOTAL, TOTAL, WITHIN, YEAR, label_text, years_drawn
from check.arithmetic.drawn import flat, head_over, heads_of, read_entry
from check.case import Case
from check.numerals import worth_of
from check.papers.bound_in import is_earlier
from model.document import Cell
from model.place import Place
from model.submission import Claim, Grid, Passage
from model.text import half_width

Years = dict[int, tuple[Decimal, Place]]

#: Equipment and software together, however they are called.
BOTH = (
    r"(?:软、?硬件|硬、?软件|软件[与和及、]?硬件|硬件[与和及、]?软件|(?:设备|装备)[与和及、](?:软件|(?:信息)?系统)"
    r"|软件(?:系统)?[与和及、](?:设备|装备)|数字化|信息化|智能化|数智化|智能制造|技术改造|技改)"
)
#: Investments of a year, over a column or before a number; not what is planned, of stone or for research.
INVESTED = re.compile(r"投资|投入|付款|支出")
NOT_SPENT = re.compile(
    r"计划|预算|拟|预计|规划|目标|土建|厂房|基建|建筑|建安|土地|征地|固定资产|研发|比例|占比|增长|增速|强度|收入|人力|培训|集团"
)
#: Sums beside works that nobody invested: what came in, was saved, lent or given.
_NO_COST = re.compile(
    r"补助|补贴|奖励|奖补|资助|节约|节省|效益|降本|订单|销售|营收|产值|利润|税|贷款|借款|到位|授信|融资|增资|分红|工资|薪|回款|立项|结题|课题|科研|合作|捐"
)
#: A column of sums that says only that they are sums: its table says of what.
_SUM = re.compile(r"(?:实际|完成|已付|结算|决算|验收|转固|合计)?(?:金额|总?额|价款|费用|造价)")
#: 付款年度, 投入时间, 投资方: heads that name no sum.
_WHEN = re.compile(r"(?:年度|年份|时间|日期|月份?|方|主体|单位|内容|方向|来源|项目|情况|进度)$")
_WORKS = re.compile(BOTH)
_SPAN = re.compile(r"(20\d{2})年?(?:\d{1,2}月)?[—–~～\-至到]+(20\d{2})年?(?:\d{1,2}月)?")


def years_told(case: Case, window: Claim, wanted: range, sums: re.Pattern[str]) -> Years:
    """The years of `wanted` by the first table that lists them, else a list behind `window`, else single sentences.

    `sums`: how the sum of the years is told, which is none of its parts.
    """
    for grid in case.submission.grids:
        if not grid.own or is_earlier(grid):
            continue
        for read in (listed_down, listed_across):
            if told := {y: one for y, one in read(grid, wanted).items() if y in wanted}:
                return told
    for label, entries in years_drawn(case):
        if INVESTED.search(label) and not NOT_SPENT.search(label) and any(e.unit == "元" for e in entries.values()):
            return {y: (e.value, e.place) for y, e in entries.items() if y in wanted}
    if listed := listed_behind(case, window, wanted):
        return listed
    said: dict[int, list[Claim]] = {}
    for claim in case.submission.claims:
        spent = INVESTED.search(claim.text) and not NOT_SPENT.search(claim.text) and not sums.search(claim.text)
        plain = claim.amount.unit == "元" and not claim.planned and not claim.relation and claim.amount.comparable
        if spent and plain and claim.period.isdigit() and int(claim.period) in wanted and claim is not window:
            said.setdefault(int(claim.period), []).append(claim)
    single = all(len({c.amount.value for c in some}) == 1 for some in said.values())
    return {y: (some[0].amount.value, some[0].place) for y, some in said.items()} if single else {}


def listed_down(grid: Grid, wanted: range) -> Years:
    """The rows of works with their years under a column of investments: 2023年 · 焊机更新 · 1380."""
    heads = heads_of(grid.rows)
    named = _WORKS.search(flat(grid.caption) + "".join(flat(h.text) for h in heads)) is not None
    columns = [
        h for h in heads if INVESTED.search(h.text) and not NOT_SPENT.search(h.text) and not _WHEN.search(flat(h.text))
    ]
    if named and not columns and not _NO_COST.search(flat(grid.caption) + "".join(flat(h.text) for h in heads)):
        columns = [h for h in heads if _SUM.fullmatch(re.sub(r"[(（].*", "", flat(h.text)))]
    found: Years = {}
    for row in grid.rows[1:] if len(columns) == 1 and not NOT_SPENT.search(flat(grid.caption)) else ():
        cell = next((c for c in row if c.col == columns[0].col), None)
        year = year_of(row if named else row[:2], wanted)
        if year is None or cell is None or cell.col == 0 or not is_own(row):
            continue
        entry = read_entry(cell, head_over(heads, cell), grid.caption)
        if entry is not None and entry.unit == "元":
            found[year] = (found.get(year, (Decimal(0), entry.place))[0] + entry.value, entry.place)
    return found


def listed_across(grid: Grid, wanted: range) -> Years:
    """Works down and years across, in a table that is of investments as a whole."""
    heads = heads_of(grid.rows)
    of = flat(grid.caption) + (flat(heads[0].text) if heads else "")
    years = {h.col: int(hit[1]) for h in heads if (hit := YEAR.fullmatch(flat(h.text)))}
    whole = INVESTED.search(of) and _WORKS.search(of) and not NOT_SPENT.search(of) and not _NO_COST.search(of)
    labels = "".join(label_text(row) for row in grid.rows[1:])
    if not whole or len(years) < 2 or _NO_COST.search(labels) or INVESTED.search(labels) or "收入" in labels:
        return {}
    found: Years = {}
    for row in grid.rows[1:]:
        for cell in row if is_own(row) else ():
            entry = read_entry(cell, head_over(heads, cell), of) if cell.col in years else None
            if entry is not None and entry.unit == "元" and (year := years[cell.col]) in wanted:
                found[year] = (found.get(year, (Decimal(0), entry.place))[0] + entry.value, entry.place)
    return found


def is_own(row: Sequence[Cell]) -> bool:
    """Whether it is one of the works: no sum, no part of the row above it, nothing of stone, planned or of others."""
    first = next((flat(c.text) for c in row), "")
    label = label_text(row)
    summed = any(TOTAL.fullmatch(flat(c.text)) or SUBTOTAL.search(flat(c.text)) for c in row[:3])
    part = WITHIN.match(label) or DEEPER.match(first)
    return not summed and not part and not NOT_SPENT.search("".join(c.text for c in row))


def year_of(row: Sequence[Cell], wanted: range) -> int | None:
    """The one year of a row; of 2022年3月—2023年6月 the last, where all of it lies within `wanted`."""
    found = set[int]()
    for cell in row:
        text = flat(cell.text)
        if hit := YEAR.fullmatch(text) or re.fullmatch(r"(20\d{2})(?:年|[.\-/])\d{1,2}月?", text):
            found.add(int(hit[1]))
        elif span := _SPAN.fullmatch(text):
            found |= {int(span[1]), int(span[2])}
    return max(found) if found and (len(found) == 1 or found <= set(wanted)) else None


#: What opens a list of the parts of a sum, right behind it.
_OPENS = re.compile(
    r"^[^，,。；;:：\d]{0,6}[，,。；;:：]?(?:其中|具体|明细|分别|包括|依次|主要|按年|分年|各年|逐年|各项|所列|项目)?[^，,。；;\d]{0,12}?[:：]?(?=[(（]?\d|$)"
)
_LEADS = re.compile(r"其中|具体|明细|分别|包括|依次|主要|按年|分年|各年|逐年|如下|[:：]")
#: A further sentence or paragraph of such a list.
_NEXT = re.compile(r"^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十])[)）、.．]|[①-⑩]|20\d{2}年)")
_PART = re.compile(
    r"(?P<span>20\d{2}年?[—–~\-至到]+20\d{2}年)|(?P<year>20\d{2})年度?|(?P<n>\d+(?:\.\d+)?)(?P<u>亿|万)元"
)
_VAGUE = re.compile(r"(?:约|近|超过?|逾|不足|余)$")
#: Sums within the list, and what stands within one of its parts.
_INNER = re.compile(r"小计|合计|共计|累计|总计|总投|[共计](?:投|完成)|当年")


def listed_behind(case: Case, window: Claim, wanted: range) -> Years:
    """其中：2022年制粒线改造1280万元；2023年仓储系统960万元、追溯平台540万元: the works told behind their sum."""
    passages = list(case.prose())
    at = next((n for n, p in enumerate(passages) if p.place.path == window.place.path), None)
    if at is None:
        return {}
    number = next((part.text for part in window.parts if part.role == "number"), window.text)
    text = half_width(passages[at].text)
    _, here, behind = text.partition(half_width(number))
    behind = re.sub(r"^\s*[万亿]?元", "", behind)
    opened = _OPENS.search(behind) if here else None
    if opened is None or not _LEADS.search(opened[0]):
        return {}
    if opened.end() == len(behind) and not re.search("如下|[:：]$", opened[0]):
        return {}  # 主要用于产线改造 at the end of a paragraph opens no list
    return sum_parts(list(lines_behind(behind, passages[at:])), wanted)


def lines_behind(behind: str, passages: Sequence[Passage]) -> Iterator[tuple[str, Place]]:
    """The rest of the sentence, with the sentences or paragraphs behind it that are numbered or begin with a year."""
    first, *rest = (s for s in re.split(r"[。\n]", behind) if s.strip())  # a list is opened: there is a sentence
    yield re.sub(r"^[，,；;:：]*其中[:：]?", "", first), passages[0].place
    for one in rest:
        if not _NEXT.match(one):
            return
        yield one, passages[0].place
    for passage in passages[1:]:
        text = half_width(passage.text)
        if not _NEXT.match(text) or len(text) > 120:
            return
        yield text, passage.place


def sum_parts(lines: list[tuple[str, Place]], wanted: range) -> Years:
    """The sums of the years; {} where a part may stand for several others. What is vague or of stone is left out."""
    found: Years = {}
    whole = re.sub(r"(?<=\d),(?=\d{3})", "", ";".join(text for text, _ in lines))
    tokens = [m.lastgroup for m in _PART.finditer(whole)]
    behind = "u" in tokens and not any(t in ("year", "span") for t in tokens[: tokens.index("u")])
    year: int | None = None
    if _INNER.search(whole):
        return {}
    for text, place in lines:
        text = re.sub(r"[(（][^()（）]*(?:其中|含)[^()（）]*[)）]", "", re.sub(r"(?<=\d),(?=\d{3})", "", text))
        for item in re.split(r"[,，;；、]", text):
            named = [m for m in _PART.finditer(item) if m["n"] is None]
            money = [m for m in _PART.finditer(item) if m["n"]]
            if named:
                year = None if named[0]["span"] or len(named) > 1 else int(named[0]["year"])
            elif behind and money:
                year = None
            if len(money) > 1:
                return {}
            if not money or year is None or year not in wanted:
                continue
            ahead = item[: money[0].start()]
            if not (NOT_SPENT.search(item) or _NO_COST.search(item) or _VAGUE.search(ahead) or WITHIN.match(item)):
                value = worth_of(money[0]["n"], money[0]["u"])
                quoted = place.quoting(item.strip())
                found[year] = (found.get(year, (Decimal(0), quoted))[0] + value, found.get(year, (None, quoted))[1])
    return found
