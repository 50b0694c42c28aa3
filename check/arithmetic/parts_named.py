"""A-06 in the prose: things, and the share of those with a trait: 冷库26间，装了探头的占71.4% (GRIM)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from decimal import Decimal

from check.arithmetic.rates_beside import judge_count, read_share
from check.case import Answer, Case
from check.once import find_in_spans, spans_with
from model.wording import FORMERLY

#: More things than this and every share with one decimal can be hit.
MANY = 500
LEAST = 5
_UNIT = r"(?:台套|台[（(]套[）)]|台|套|个|项|条|人|家|名|只|座|辆|口|间|组|处|艘|架|位|座|眼|根|支|扇|艘|种|门)"
_WHOLE = rf"(?<![\d.第])(?<!\d,)(?P<whole>\d{{1,3}})\s*{_UNIT}(?:[（(]套[）)])?"
_SHARE = r"(?P<share>\d{1,2}\.\d+\s*%)(?![^。；;，,\d]{0,3}(?:以上|左右|上下|以内))"
#: Of what else a share may be: 占产量的71.4%.
_OF_ALL = r"(?:了|比|其|全部|总数|总量|全体|其中|它们|整体|的|为|达到?|是)*"
#: 冷库26间，装了温度探头的占71.4%; 共有叉车33辆，其中配有终端的比例为62.7%.
BEHIND = re.compile(
    rf"{_WHOLE}[，,（(](?:其中|当中|里面)?[，,]?(?P<trait>[^。；;，,（()）\d%]{{2,24}}?)(?:的|者)(?:占{_OF_ALL}|(?:比例|比重|占比)(?:占|为|达到?|是)){_SHARE}"
)
#: 26间冷库中有71.4%装了探头; 33辆叉车的62.7%已联网.
AMONG = re.compile(
    rf"{_WHOLE}(?P<thing>[\u4e00-\u9fffA-Za-z]{{1,12}}?)(?:当中|之中|中|里|的)[，,]?(?:已?有)?{_SHARE}(?:的)?"
    r"(?P<trait>[\u4e00-\u9fffA-Za-z0-9]{2,16})"
)
_TRAIT = (
    r"(?P<trait>(?:已经?|均|都|可|能|完成|实现|做到)*(?:接入|上线|联网|入网|上云|通过|取得|具备|达到|投用|投运|改造|采用|使用|配备|持证|参训|打通"
    r"|贯通|开通|签订|签约|部署|建成|验收|更新|替换|加装|安装|注册|启用|覆盖|数控化|自动化|完成|实现))"
)
_FULL = r"(?P<share>\d{1,2}(?:\.\d+)?\s*%)"
#: 26家主要供应商已有87%完成接入: a whole percentage counts where the verb of the things themselves follows it.
HAVE = re.compile(
    rf"{_WHOLE}(?P<thing>[\u4e00-\u9fffA-Za-z]{{1,12}}?)[，,]?(?:目前|现在|其中|到目前)?(?:已经?有|[中里]?已?有|[中里]|已){_FULL}{_TRAIT}"
)
#: 主要供应商26家，87%已完成接入.
AND = re.compile(rf"{_WHOLE}[，,](?:目前|现在|其中)?(?:已有|已|有)?{_FULL}{_TRAIT}")
#: 53家供应商中已接入平台的占71.4%: the verb says that things are counted, not their weight.
OF = re.compile(
    rf"{_WHOLE}(?P<thing>[\u4e00-\u9fffA-Za-z]{{1,12}}?)(?:当中|之中|中|里)[，,]?{_TRAIT}[^。；;，,（()）\d%]{{0,16}}?(?:的|者)"
    rf"(?:占{_OF_ALL}|(?:比例|比重|占比)(?:占|为|达到?|是)){_SHARE}"
)
COUNTED = re.compile(rf"\d\s*{_UNIT}[^%]*?(?:占|比|中|里|的|有|已|，|,)[^%\d]{{0,8}}\d[\d.]*\s*%")
#: The share is of amounts, not of things; or of other things or times.
ELSE = re.compile(
    rf"{FORMERLY}|贡献|承担|供应了|约|近\d|产量|产值|产能|收入|销量|面积|重量|金额|投资|时间|工时|电量|能耗|占地|提[高升]|增长|下降|降低|减少|缩短|平均|每|计划|预计|目标|合格率|负荷|份额|市场"
)

WEIGHED = re.compile(r"[额量值费]|业务|任务")


def find_parts_named(case: Case, judged: Set[tuple[str, Decimal]]) -> Iterator[Answer]:
    """W: no whole number of the things gives the share. `judged`: (place, share) looked at before."""
    for passage in case.prose():
        told, spans = set[str](), spans_with(passage.text, COUNTED)
        for pattern in (BEHIND, AMONG, HAVE, AND, OF):
            for hit in find_in_spans(pattern, passage.text, spans):
                whole, stated = int(hit["whole"]), read_share(hit["share"])
                if (passage.place.path, stated.value) in judged or hit["share"] in told:
                    continue
                told.add(hit["share"])
                weighed = pattern in (HAVE, AND, OF) and WEIGHED.search(hit[0])
                if (
                    weighed
                    or not LEAST <= whole <= MANY
                    or ELSE.search(hit[0])
                    or case.reference.lexicons.is_plan(hit[0])
                ):
                    continue
                yield judge_count(case, passage.place, hit, whole)
