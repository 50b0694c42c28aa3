"""A-06 behind a count in a sentence or a row: 经销商47家，其中县级占30.5%; 叉车9台 | 国产占比（按台数）70.0%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.rates_beside import MANY, judge_count, read_share
from check.case import Agreed, Answer, Case
from check.papers_told import papers_told
from check.sought import Sought
from model.place import Place
from model.submission import Claim
from model.text import half_width

_UNIT = "家|台套|台|套|人|名|个|条|项|户|件|批|种|门|辆|座|间|道"
#: A count, and the share of its like behind it, with nothing else counted in between.
COUNTED = Sought(
    rf"(?<![\d.,])(?P<n>\d{{1,3}}(?:,\d{{3}})?)(?P<u>{_UNIT})(?![次均]|[\u4e00-\u9fff]{{0,2}}\d)"
    r"(?P<gap>[^。；;\n\d%]{0,26}?(?:占比?|比例|比重|占比率)(?:[(（]按(?P<by>[\u4e00-\u9fff]{1,6})[)）])?(?:为|达到?|是|[:：|])*)\s*(?P<share>\d{1,3}(?:\.\d+)?%)(?![^。；;，,\d]{0,4}(?:以上|左右))"
)
#: The share is of the very things: 其中, 按台数, 家数占比.
_OF_THEM = re.compile(r"其中|当中|里面|家数|台数|人数|个数|数量|户数|件数|条数|项数")
#: By worth, weight or output, of another whole, moved, or about.
_WEIGHED = re.compile(
    r"金额|产值|原值|价值|产能|产量|重量|面积|销售|收入|采购额|投资|工时|时间|功率|容量|里程|提高|提升|下降|降低|增长|由|从|约|近|超|不低于|占(?:全国|全省|行业|市场|公司|全厂|职工|员工|总)|合格|不良|准确|率"
)


#: 道|工序中实现在线检测的工序占: those of the things of which something is said.
_AMONG = re.compile(
    r"(?P<thing>[\u4e00-\u9fff]{2,8}?)[中里]，?,?(?P<said>[^，,]{2,20}?)(?:所占|占比?|比例|比重|占比率)[为是达到:：|]*$"
)
#: What of the things is meant is not how many they are: 前三家, 能耗最高的.
_RANKED = re.compile(r"最|前[一二三五十\d]|第[一二三]|平均|每")


def is_among(gap: str) -> bool:
    """工序中实现在线检测的（工序）占: the share is of the things named before 中, not of their work or output."""
    hit = _AMONG.fullmatch(gap)
    return (
        hit is not None
        and hit["said"].endswith(("的", hit["thing"][-2:]))
        and not hit["thing"].endswith(("月", "过程", "当"))
        and not _RANKED.search(hit["said"])
    )


def find_share_of_counted(case: Case) -> Iterator[Answer]:
    """W where no whole number of the things gives the share (GRIM)."""
    seen = set[tuple[str, str]]()
    for text, place in texts_of(case):
        if not COUNTED.may_be_in(text) or ("占" not in text and "比" not in text):
            continue
        for hit in COUNTED.finditer(text):
            by = hit["by"] or ""
            of_them = _OF_THEM.search(hit["gap"]) is not None or is_among(hit["gap"])
            key = (hit["n"], hit["share"])
            if not of_them or _WEIGHED.search(hit["gap"].replace(f"按{by}", "") if _OF_THEM.search(by) else hit["gap"]):
                continue
            stated, whole = read_share(hit["share"]), int(hit["n"].replace(",", ""))
            if key in seen or whole > MANY or whole < 3 or case.reference.lexicons.is_plan(hit[0]):
                continue
            seen.add(key)
            yield Agreed() if stated.value > 100 else judge_count(case, place, hit, whole, hit["u"])


#: 全部关键设备中已接入网络的比例为93.7%; 关键设备中数控设备占84.3%.
KEY_SHARE = Sought(
    r"(?<!非)关键(?:工序|生产)?(?:设备|装备)(?:中|里|当中)?[，,]?(?:的|其)?(?:已|实现|完成|具备|能够)*(?:接入|联网|入网|上网|数控|数字化|互联)"
    r"[^，,。；;\d]{0,14}?(?:比例|比重|占比|占)(?:为|达到?|是|有|[:：])*\s*(?P<share>\d{1,3}\.\d+%)"
)
_NOT_NOW = re.compile(r"行业|平均|同行|以上|不低于|目标|计划|[去上]年|20\d\d年|提[高升]|[由从]")


def find_share_of_machines(case: Case, machines: Claim | None) -> Iterator[Answer]:
    """W where no whole number of the key machines, told once anywhere, gives their share told in words (GRIM)."""
    whole = int(machines.amount.value) if machines else 0
    for passage in case.prose_with(KEY_SHARE) if 3 <= whole <= MANY else ():
        text = half_width(passage.text)
        for hit in KEY_SHARE.finditer(text):
            head = re.split("[。；;，,\n]", text[: hit.start()])[-1]
            if _NOT_NOW.search(head + hit[0]) or _WEIGHED.search(hit[0]) or case.reference.lexicons.is_plan(hit[0]):
                continue
            yield judge_count(case, passage.place, hit, whole, "台")


def texts_of(case: Case) -> Iterator[tuple[str, Place]]:
    """Sentences of the prose, rows of tables, lines of papers."""
    for passage in case.prose():
        if "%" in passage.text or "％" in passage.text:
            yield half_width(passage.text), passage.place
    for grid in case.submission.grids:
        for row in grid.rows:
            text = half_width("|".join(c.text for c in dict.fromkeys(row)))
            if "%" in text:
                yield text, row[0].place
    for _, told in papers_told(case):
        for one in told:
            if "%" in one.text:
                yield half_width(re.sub(r"\t|\s{2,}", "|", one.text)), one.place
