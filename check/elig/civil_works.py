"""ELIG-B-04: civil works told in the prose: part of the line's investment, or beside it."""

from __future__ import annotations

import re
from decimal import Decimal

from check.numerals import worth_of
from check.once import sentence_behind
from check.sought import Sought

#: 其中土建投资320万元, 厂房建设1.2亿元.
#: 285万元用于厂房土建, too.
CIVIL = Sought(
    r"(?:土建|厂房|基建|建筑工程|土木工程)[^。；;，,\d]{0,12}(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|亿元)"
    r"|(?P<n_>\d[\d,]*(?:\.\d+)?)\s*(?P<unit_>万元|亿元)(?:用于|投入|投向|用在|系|属于?|是|为)[^。；;，,\d]{0,6}(?:土建|厂房|基建|建筑工程|土木工程)"
)
#: 设备及软件，不含土建; 另有厂房改造212万元属土建，未计入.
LEFT_OUT = re.compile(
    r"(?:不含|不包含|不包括|未含|未包括|未计|扣除|剔除|除去?)[^。；;，,、]{0,6}(?:土建|厂房|基建)|未(?:计入|列入|纳入|包含)|不(?:计入|列入|纳入)|另(?:有|行|外)|由[^。；;，,]{1,10}?(?:承担|出资|负担|投资)"
)
#: An investment in machines and software, and a sum of all: 智能化软硬件960万元, 项目总投资1500万元.
_AMOUNT = r"(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|亿元)"
_OWN = re.compile(rf"(?:设备|装备|软件|硬件|信息化|系统|智能化|自动化|改造|产线)[^。；;，,\d]{{0,10}}{_AMOUNT}")
_WHOLE = re.compile(rf"(?:投资|投入|合计|总额|共计?|总计)[^。；;，,\d]{{0,8}}{_AMOUNT}")
#: What makes the civil works a part of the amount before them.
_PART = re.compile(r"其中|含|包括|里面|当中|用于|用在|构成|组成|分为")


def is_left_out(text: str, hit: re.Match[str]) -> bool:
    """Whether the sentence says that the civil works are not in the investment."""
    start = max(text.rfind(stop, 0, hit.start()) for stop in "。\n") + 1
    end = min((at for stop in "。\n" if (at := text.find(stop, hit.end())) >= 0), default=len(text))
    return LEFT_OUT.search(text, start, end) is not None


def is_split(text: str, hit: re.Match[str], rest: Decimal) -> bool:
    """Whether the sentence itself names the rest as that of machines and software: 土建285万元，设备与软件875万元."""
    start = max(text.rfind(stop, 0, hit.start()) for stop in "。；;\n") + 1
    sentence = text[start : hit.end()] + sentence_behind(text, hit.end())
    return any(
        worth_of(m[1], m[2]) == rest
        for m in re.finditer(
            r"(?:设备|软件|软硬件|信息化|系统)[^。；;，,\d]{0,10}(\d[\d,]*(?:\.\d+)?)\s*(万元|亿元)", sentence
        )
    )


def stands_beside(text: str, hit: re.Match[str], own: Decimal, civil: Decimal) -> bool:
    """Whether the civil works are told beside the amount that the cell gives (960万元), not within it:
    总投资1500万元，其中土建540万元、软硬件960万元.

    The whole that its sentence names has room for both, or is just their sum in the sentence before; or the cell's
    amount is named as that of the works and nothing makes the civil works a part of it.
    """
    if is_split(text, hit, own - civil):
        return False
    ahead, start = text[: hit.start()], max(text.rfind(stop, 0, hit.start()) for stop in "。\n") + 1
    sentence = text[start : hit.end()] + sentence_behind(text, hit.end())
    before = re.split(r"[。\n]", ahead[: max(start - 1, 0)])[-1]
    if any(worth_of(m["n"], m["unit"]) >= own + civil for m in _WHOLE.finditer(sentence)):
        return True
    if any(worth_of(m["n"], m["unit"]) == own + civil for m in _WHOLE.finditer(before)):
        return True
    at = hit.start() - start
    return any(
        worth_of(m["n"], m["unit"]) == own and (m.start() > at or not _PART.search(sentence, m.end(), at))
        for m in _OWN.finditer(sentence)
    )
