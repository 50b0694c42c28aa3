"""L-07 in one place: a sentence or a table says that efficiency rose by half, and that nothing else moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.drawn import flat, heads_of, read_entry
from check.case import Answer, Case
from check.numerals import whole_of
from check.once import split_sentences
from check.sought import Sought
from model.finding import Severity
from model.place import Place
from model.submission import Grid

GAIN = Sought(
    r"(?:生产|劳动|作业|人均|整体|综合|产出|全员|工作)?(?:效率|效能|劳动生产率)[^，,。；;\d%]{0,10}?(?:提高|提升|增长|上升|增加|翻|高)(?:了|到|约|近|达|幅度?|超过)*"
    r"(?:(?P<n>\d{1,3}(?:\.\d+)?)%|(?P<tenths>[五六七八九])成(?P<half>[半五])?|(?P<times>\d(?:\.\d+)?|[一两二三])倍)"
)
#: Of machines, plans or other work than making.
NO_GAIN = re.compile(r"研发|设计|检索|审批|盘点|巡检|检验|检测|追溯|换[型产模]|查询|决策|预计|计划|目标|力争|拟|将")
#: What was made, earned or how many were there stood still.
STILL = re.compile(
    r"(?:产量|产出|产值|收入|销售额?|营收|销量|加工量|分割量|处理量|人数|人员|班组|用工|职工|员工|定员|岗位)[^，,。；;]{0,14}?"
    r"(?:持平|不变|没变|未变|没有变化|没有增减|无变化|几乎一样|基本一致|基本相同|大体相当|相当|仍是|仍为|还是|没增|未增|没减|未减|没动|未动|如故|一样)"
    r"|(?:同|与|和)(?:上年|去年|前年|改造前|20\d{2}年)[^，,。；;]{0,14}(?:持平|一样|相同|相当|一致|不变|差不多)"
)
LEAST_STILL = 2


def find_gain_beside_still(case: Case) -> Iterator[Answer]:
    """W: efficiency rose by half while two other things of the same sentence, or of the rows of a table, did not."""
    least = case.param("least")
    for passage in case.prose_with(GAIN):
        for sentence in split_sentences(passage.text):
            hit = GAIN.search(sentence)
            if hit is None or rise_of(hit) < least or NO_GAIN.search(sentence):
                continue
            still = [one[0] for one in STILL.finditer(sentence)]
            if sum(map(count_things, still)) < LEAST_STILL:
                continue
            yield case.finding(
                f"正文称“{hit[0]}”，而同句称“{'”“'.join(still[:3])}”，请核实。",
                passage.place.quoting(sentence),
                severity=Severity.W,
                about=(f"{passage.place.path}“{hit[0]}”",),
                found=hit[0],
            )
    for grid in case.submission.grids:
        if grid.own:
            yield from _drawn(case, grid, least)


def rise_of(hit: re.Match[str]) -> Decimal:
    """In percent, of digits, of tenths (七成五) or of the whole (1.3倍; to so many times is one less)."""
    if hit["times"]:
        times = Decimal(hit["times"]) if hit["times"][0].isdigit() else Decimal(whole_of(hit["times"]))
        return (times - ("到" in hit[0])) * 100
    return Decimal(hit["n"]) if hit["n"] else Decimal(whole_of(hit["tenths"]) * 10 + (5 if hit["half"] else 0))


#: 产量、用工均与改造前持平: one word of standing still for what was made and for those who made it.
THINGS = re.compile(
    r"(?P<made>产量|产出|产值|加工量|处理量|收入|营收|销售额?|销量)|(?P<heads>人数|人员|用工|职工|员工|定员|班组|岗位)"
)


def count_things(still: str) -> int:
    """How many of the two kinds it says to stand still; one at least."""
    return max(1, len({hit.lastgroup for hit in THINGS.finditer(still)}))


_SAME = (
    r"(?:持平|不变|没变|未变|没动|未动|如故|一样|相当|差不多|变化不大|变动不大"
    r"|(?:没有|无|未有?)(?:发生)?(?:明显|太大|什么|多大|大的?)?(?:变化|增减|增长|变动|增加))"
)
#: 产量两年几乎没有变化；从业人员两年都是260人: told apart from the rise itself.
MADE_STILL = Sought(r"(?:产量|产出量?|产值|加工量|出货量|处理量|总产)[^。；;]{0,60}?" + _SAME)
HEADS_STILL = Sought(
    r"(?:从业人员|职工|员工|人数|用工|定员|在册人员|生产人员|操作工|班组)[^。；;]{0,30}?(?:"
    + _SAME
    + r"|(?:[两三几]年|前后|始终|一直|年年)(?:间|里|来)?(?:都|均|皆|一直)?(?:是|为|保持)[^，,。；;]{0,8}"
    r"|没(?:有)?[增减]|未[增减])"
)
#: Of two times, not of a state; of a part, of something to come.
OVER_TIME = re.compile(r"[两三几]年|(?:19|20)\d{2}年|前后|改造前|建设前|实施前|去年|上年|以来|一直|始终")
NOT_SO = re.compile(r"能耗|单耗|不良|质量|情况下|条件下|前提|若|如果|其中|行业|同行")


def find_told_still(case: Case) -> list[Place]:
    """What was made and who was there, both told to stand still over the years, in one paragraph."""
    for passage in case.prose_with(MADE_STILL):
        found = []
        for pattern in (MADE_STILL, HEADS_STILL):
            hits = [hit[0] for hit in pattern.finditer(passage.text)]
            fair = [one for one in hits if not NOT_SO.search(one) and not case.reference.lexicons.is_plan(one)]
            found += [passage.place.quoting(one) for one in fair[:1]]
        if len(found) == LEAST_STILL and OVER_TIME.search("".join(place.text for place in found)):
            return found
    return []


YEAR = re.compile(r"(?:19|20)\d{2}年?(?:度)?|改造前|改造后|建设前|建设后|实施前|实施后")
EFFICIENCY = re.compile(r"(?:生产|劳动|作业|综合)?(?:效率|劳动生产率)(?:变化|提升|提高|变动)?(?:[(]%[)])?")
ROSE = re.compile(r"(?:(?:提高|提升|增长|上升|增加)(?:了|约)?|\+|＋|升)?(?P<n>\d{1,3}(?:\.\d+)?)%?")


def _drawn(case: Case, grid: Grid, least: int) -> Iterator[Answer]:
    """Rows of years: 产量, 人数, 产值 and the rise of 效率 as columns."""
    heads = heads_of(grid.rows)
    gains = [h for h in heads[1:] if EFFICIENCY.fullmatch(flat(h.text))]
    rows = [row for row in grid.rows[1:] if row and YEAR.fullmatch(flat(row[0].text))]
    if len(gains) != 1 or len(rows) < 2:
        return
    first, last = rows[0], rows[-1]
    cell = next((c for c in last if c.col == gains[0].col), None)
    rose = ROSE.fullmatch(flat(cell.text)) if cell else None
    if cell is None or rose is None or "%" not in flat(cell.text) + flat(gains[0].text) or Decimal(rose["n"]) < least:
        return
    if not re.match(r"[提增上升+＋]", flat(cell.text)) and not re.search(r"提|变|增", flat(gains[0].text)):
        return
    moves: list[tuple[str, Decimal]] = []
    for head in heads[1:]:
        pair = [next((c for c in row if c.col == head.col), None) for row in (first, last)]
        read = [read_entry(c, head.text) if c else None for c in pair]
        old, new = read
        if head is not gains[0] and old and new and old.value > 0 and old.unit == new.unit != "%":
            moves.append((flat(head.text), abs(new.value - old.value) / old.value))
    if len(moves) < LEAST_STILL or any(move > Decimal(str(case.param("still"))) for _, move in moves):
        return
    names = "、".join(name for name, _ in moves)
    yield case.finding(
        f"表中“{flat(gains[0].text)}”填“{flat(cell.text)}”，而{names}几乎未变，请核实。",
        cell.place.quoting(cell.text.strip()),
        severity=Severity.W,
        about=(f"{grid.place.path}“{flat(cell.text)}”",),
        found=flat(cell.text),
    )
