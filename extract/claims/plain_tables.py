"""Tables of the prose without years or states (指标 | 单位 | 数值, 指标 | 改善幅度): the sentence each row says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.claims.table_heads import PLAN, UNIT_BEHIND, UNIT_HEAD, split_unit, when_of
from model.document import Cell, Table
from model.text import squash
from model.wording import FALL_NAMED, RISE_NAMED

#: What heads the column of names, and beside which no other column may stand than units, numbers and remarks.
_NAMES = re.compile(
    r"(?:[一二三四]级|[\u4e00-\u9fff]{0,6})指标(?:名称|项)?"
    r"|(?:主要|关键|成效|效益|考核|经济|技术|绩效|运行|建设)*(?:项目|内容|参数|类别)(?:名称|项)?"
)
_ASIDE = re.compile(
    r"序号|编号|(?:计量)?单位|备注|说明|统计口径|口径|计算方法|数据来源|来源|依据|指标属性|责任部门|统计周期"
)
_LEVELS = re.compile(
    r"(?:现|当前|实际|实测|完成|达到|目前|现有|本厂|本公司|公司|本企业|实绩|项目)*(?:指标值|数值|数据|值|水平|情况|结果|完成情况)|实绩"
)
_CHANGES = re.compile(
    rf"(?:指标|实际)?(?:变化|改善|改进|提升|变动|增减|{RISE_NAMED}|{FALL_NAMED})(?:幅度|情况|率|值|比例)*|幅度|成效|效果"
)
_VALUE = re.compile(r"(?P<n>[-+]?\d[\d,]*(?:\.\d+)?)" + UNIT_BEHIND)
_SAID = re.compile(rf"(?P<verb>(?:{RISE_NAMED}|{FALL_NAMED})[了约]?)(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>%|个?百分点)?")
_VERB_IN = re.compile(rf"(?:{RISE_NAMED}|{FALL_NAMED})(?:幅度|率|比例|值)?$")
_VERB = re.compile(rf"{RISE_NAMED}|{FALL_NAMED}")


def read_plain(table: Table, caption: str) -> Iterator[tuple[str, Cell]]:
    """(sentence, cell) of each row of such a table; nothing of tables of plans or of several columns of figures."""
    lines = [line for line in table.lines() if any(squash(cell.text) for cell in line)]
    if len(lines) < 3 or PLAN.search(caption) or any(when_of(c.text) for line in lines[:2] for c in line):
        return
    head = lines[0]
    names = [c for c in head if _NAMES.fullmatch(_bare(c))]
    others = [c for c in head if c not in names and not _ASIDE.fullmatch(_bare(c)) and squash(c.text)]
    if len(names) != 1 or len(others) != 1 or any(c.colspan > 1 for c in head) or PLAN.search(others[0].text):
        return
    over, units = others[0], next((c.col for c in head if UNIT_HEAD.fullmatch(_bare(c))), None)
    changes = _CHANGES.fullmatch(_bare(over)) is not None
    if not changes and _LEVELS.fullmatch(_bare(over)) is None:
        return
    for line in lines[1:]:
        cells = {c.col: c for c in line if c.colspan == 1}
        label, value = cells.get(names[0].col), cells.get(over.col)
        if label is None or value is None or PLAN.search(label.text):
            continue
        unit = squash(cells[units].text) if units in cells else ""
        if said := _sentence(_bare(label), _unit(label) or unit or _unit(over), squash(value.text), over, changes):
            yield said, value


def _sentence(label: str, unit: str, value: str, over: Cell, changes: bool) -> str:
    """下降6.4% of 单位产值综合能耗, 98 under 提升（%） of 生产效率, 87.5 of a rate."""
    if not 2 <= len(label) <= 24 or re.search(r"[,，。;；、]", label):
        return ""
    if told := _SAID.fullmatch(value):
        own = _VERB_IN.sub("", label)
        return f"{own}{told['verb']}{told['n']}{told['unit'] or unit or '%'}" if told["unit"] or unit == "%" else ""
    hit = _VALUE.fullmatch(value)
    if hit is None:
        return ""
    unit = hit["unit"] or unit
    if _VERB_IN.search(label):
        return f"{label}{hit['n']}{unit}" if unit == "%" else ""
    verb = _VERB.search(_bare(over)) if changes else None
    if changes:
        return f"{label}{verb[0]}{hit['n']}{unit}" if verb and unit == "%" else ""
    return f"{label}为{hit['n']}{unit}" if unit else ""


def _bare(cell: Cell) -> str:
    return split_unit(cell.text)[0].strip("*＊")


def _unit(cell: Cell) -> str:
    return split_unit(cell.text)[1]


def is_plain(table: Table, caption: str = "") -> bool:
    return any(True for _ in read_plain(table, caption))
