"""What sentences of a free book say of the works: when they began and ended, what they cost as a whole. Phases, plans,
single systems, other years' and the group's investments do not count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.answer import Answer
from extract.free.lines import Line
from extract.free.profile import DAY
from model.document import Cell, Table
from model.form import FieldSpec
from model.text import half_width, squash

Told = tuple[str, str, str]

_AMOUNT = r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>亿|万)元"
_IS = r"(?:约|为|达到?|共|共计|合计|是|人民币|¥|:)*"
_INVESTED = re.compile(rf"(?<!计划)(?<!拟)总投资(?:额)?{_IS}{_AMOUNT}")
#: 全国规划了8条输气干线，总投资…: what the country or a trade builds.
_OF_LAND = re.compile(
    r"我国|全国(?![首第唯最领先])|国家(?:电网|发改委|发展改革委|能源局|铁路)|规划了|行业(?:总|共|累计|合计)|\d(?:条|项|座|个)[^,]{0,16}工程"
)
#: 累计软硬件投资2031万元, 投资总额9800万元, 累计完成投资0.98亿元: where no sentence tells of 总投资.
_SPENT = re.compile(
    rf"累计(?:已|共|实际|完成|投入)*(?:智能化)?软硬件(?:总)?(?:投资|投入)(?:额)?{_IS}{_AMOUNT}"
    rf"|(?:投资总(?:额|规模)|总投入(?:资金|金额)?|投入(?:资金)?总额|(?:累计|实际)(?:已|共)*(?:完成|投入)*(?:总)?(?:投资|资金|投入)(?:总额|额)?|完成(?:总)?投资(?:额|总额)?)"
    rf"{_IS}(?P<n2>\d[\d,]*(?:\.\d+)?)(?P<unit2>亿|万)元"
)
_YEARS = re.compile(
    r"近\S{0,2}年|[二两三]年|每年|当年|上年|年度|研发|科研|技改|20\d\d年(?:度)?(?:共|累计|内|全年|[,，]?$)"
)
NOT_WHOLE = re.compile(r"估算|概算|批复|立项|可研|计划|拟|其中|子项目|[一二首][期批]|(?<!分)三期|集团|土建|预计|规划")
_PART = re.compile(
    r"设备|设施|软件|系统|平台|场景|车间|产线|生产线|环保|安全|节能|信息化|研发|集团|其中|人才|培训|固定资产|改造项目群"
)
_WHOLE = re.compile(r"项目|智能工厂|工厂|工程")
#: 项目2021年4月启动，2024年9月全部建成.
_BUILT = re.compile(
    rf"(?:项目|智能工厂|工厂|工程)[^。;\d]{{0,12}}?(?P<start>{DAY})(?:正式)?(?:启动|开工|动工|开始建设|开建|立项)"
    rf"[^。;\d]{{0,16}}?(?P<end>{DAY})(?:全部|全面|正式|整体|完成)*(?:建成|竣工|投用|投产|完成|验收|完工|通过验收)"
)
_SPAN = re.compile(
    rf"(?:项目|智能工厂|工厂|工程|智能化|数字化)[^。;\d]{{0,10}}?(?:建设|改造|实施)(?:期|周期|时间)?[^。;\d]{{0,4}}?(?:起于|始于|自|从|为|[:：])"
    rf"(?P<start>{DAY})[^。;\d]{{0,6}}?(?:止于|终于|结束于|完成于|至|到|—|-|~)(?P<end>{DAY})"
)
#: 工厂2020年5月奠基，2024年10月全面建成; 建设时间2021年6月至2024年6月; 自2018年6月起分三期建设，2024年4月建成.
_WORKS = re.compile(
    rf"(?:^|,)[-—–·•●◆■▪*]*(?P<head>[^。;,\d]{{0,30}}?)(?:自|从|于|为|是|:)*(?P<start>{DAY})(?P<mid>[^。;\d]{{0,24}}?)(?P<end>{DAY})(?P<tail>[^。;\d]{{0,8}})"
)
_WORK = re.compile(
    r"^(?:其中)?(?:公司|企业)?(?:的)?(?:本|该|整个|申报)?(?:(?P<of>[\u4e00-\u9fffA-Za-z]{0,16}?)(?:智能工厂|项目))?(?:项目|智能工厂|工厂|工程|全厂)?(?:的)?(?:总体|整体)?(?:建设|改造|实施|施工)?(?:起止|周期|工期|时间|期)*$"
)
#: 二期智能工厂, 仓储系统项目: not the whole.
_OF_PART = re.compile(r"期|系统|平台|车间|产线|生产线|仓|场景|大楼|子|分|[二三]厂|其中|研发|环保|节能|光伏|在建|新建")
_LINK = re.compile(r"(?:起|开始|,)*(?:持续|延续|一直)?(?:至|到|—+|–|-|~|-+)(?:到)?")
_BEGUN = re.compile(r"^(?:正式|全面)?(?:启动|开工|奠基|动工|破土|立项|开始|开建|起步|起)")
_ENDED = re.compile(
    r"^(?:全部|全面|正式|整体|基本|顺利|如期|陆续|完成)*(?:建成|竣工|投用|投运|投产|完成|完工|通过|验收|收官|交付|达产|止|结束|收尾)"
)
_SPANNED = re.compile(r"建设|改造|实施|工期")


def tell_works(flat: str) -> Iterator[Told]:
    """(field, words, value) of a sentence without blanks."""
    hit = _INVESTED.search(flat)
    if (
        hit
        and not NOT_WHOLE.search(flat[max(0, hit.start() - 12) : hit.end()])
        and not _OF_LAND.search(flat[: hit.start()])
    ):
        yield "project_investment", hit[0], f"{hit['n']}{hit['unit']}元"
    for pattern, back in ((_BUILT, "start"), (_SPAN, "end")):
        if (hit := pattern.search(flat)) and not NOT_WHOLE.search(flat[max(0, hit.start() - 8) : hit.start(back)]):
            yield "build_period", hit[0], f"{hit['start']}至{hit['end']}"
    for hit in _WORKS.finditer(flat):
        head, mid, tail = hit["head"], hit["mid"], hit["tail"]
        work = _WORK.match(head)
        if work is None or _OF_PART.search(work["of"] or ""):
            continue
        if NOT_WHOLE.search(head + mid) or NOT_WHOLE.search(flat[hit.end("end") :][:6]):
            continue
        span = _LINK.fullmatch(mid) and (_SPANNED.search(head) or _ENDED.search(tail))
        meant = head or (_WHOLE.search(flat) and not _OF_PART.search(flat[hit.end("end") :]))
        if span or (meant and _BEGUN.search(mid) and _ENDED.search(tail)):
            yield "build_period", f"{hit['start']}{mid}{hit['end']}", f"{hit['start']}至{hit['end']}"


def tell_spent(flat: str) -> tuple[str, str] | None:
    """(words, value) of a sentence that tells what the project cost in other words than 总投资."""
    for hit in _SPENT.finditer(flat):
        ahead = flat[: hit.start()]
        near = flat[max(0, hit.start() - 12) : hit.end()]
        if NOT_WHOLE.search(near) or _YEARS.search(near) or (hit["n2"] and not _of_works(ahead, hit[0])):
            continue
        return hit[0], f"{hit['n'] or hit['n2']}{hit['unit'] or hit['unit2']}元"
    return None


def _of_works(ahead: str, said: str) -> bool:
    """Whether the sentence speaks of the project, and its last clause of no part of it."""
    clause = ahead.rsplit(",", 1)[-1]
    return (
        bool(_WHOLE.search(ahead))
        and not _PART.search(re.sub(r"数字化|智能化", "", clause))
        and not _YEARS.search(ahead)
    )


_LIST = re.compile(r"投资(?:构成|明细|组成|分项|汇总|一览|情况|完成|清单|分布|结构)")
_NO_LIST = re.compile(
    r"计划|概算|估算|预算|拟|规划|研发|年度|场景|系统|设备|环保|安全|软件|[一二首]期|来源|未来|后续|培育"
)
_TOTAL = re.compile(r"(?:总?合计|总计|总投资|投资合计|合计投资|总额)(?:\(.*\))?")
_UNIT = re.compile(r"[(\[]?(?:(?:金额)?单位:?)?(?:人民币)?(?P<unit>[亿万]?元)[)\]]?")
_SUM_HEAD = re.compile(r"(?:实际|完成)?(?:金额|投资|投资额|投入|投资金额|小计|合计)(?:\(.*\))?")
_SUM = re.compile(r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元)?")


def read_list(lines: Sequence[Line], spec: FieldSpec) -> Iterator[Answer]:
    """合计 of a table under 投资构成表（单位：万元）: its one sum."""
    caption, seen = "", set[str]()
    for line in lines:
        if line.table is None:
            caption = half_width(line.text) if len(squash(line.text)) <= 40 else ""
        elif line.table.place.path not in seen:
            seen.add(line.table.place.path)
            first = half_width(next((c.text for c in line.table.cells), ""))
            over = caption if _LIST.search(caption) else first if len(line.cells) < 2 else ""
            if _LIST.search(over) and not _NO_LIST.search(over) and (found := _total(line.table, over)):
                cell, printed = found
                yield Answer(spec, printed, cell.place, cell.place, 1.0, "", "split")


def _total(table: Table, over: str) -> tuple[Cell, str] | None:
    rows = [[c for c in row if squash(c.text)] for row in table.lines()]
    head = next(
        (row for row in rows if sum(bool(_SUM_HEAD.fullmatch(half_width(squash(c.text)))) for c in row) == 1), None
    )
    last = [row for row in rows if row and _TOTAL.fullmatch(half_width(squash(row[0].text)))]
    if head is None or len(last) != 1:
        return None
    at = next(c for c in head if _SUM_HEAD.fullmatch(half_width(squash(c.text))))
    sums = [(c, hit) for c in last[0][1:] if (hit := _SUM.fullmatch(half_width(squash(c.text))))]
    unit = _UNIT.search(half_width(squash(at.text))) or _UNIT.search(squash(over))
    if len(sums) != 1 or not at.col <= sums[0][0].col < at.col + at.colspan:
        return None
    cell, hit = sums[0]
    said = hit["unit"] or (unit["unit"] if unit else "")
    return (cell, f"{hit['n']}{said}") if said in ("亿元", "万元") else None
