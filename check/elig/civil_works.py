"""ELIG-B-04: civil works told in the prose: part of the line's investment, or beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Answer, Case
from check.numerals import worth_of
from check.once import sentence_ahead, sentence_behind, split_sentences
from check.show import WAN
from check.sought import Sought
from check.stated import FOREIGN, PERCENT, value_of
from check.telling import OUTSIDE, texts_with
from model.finding import Severity
from model.submission import Field

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


#: The rows of a table of what the money went into; one for all of them.
_CIVIL_ROW = re.compile(r"土建|厂房|基建|建筑工程|土木|地坪")
_ALL = re.compile(r"合计|总计|共计|总投资|小计")
_MONEY_HEAD = re.compile(r"金额|投资|投入|万元|亿元")
_NUMBER = re.compile(r"\s*(\d[\d,]*(?:\.\d+)?)\s*(万元|亿元)?\s*")


def find_drawn_civil(case: Case, field: Field, least: Decimal) -> Iterator[Answer]:
    """W: a table adding up to the amount of the cell has rows of civil works, and too little is left without them."""
    for grid in case.submission.grids:
        heads = [cell.text for cell in grid.rows[0]] if grid.own and len(grid.rows) > 2 else []
        at = next((n for n, head in enumerate(heads) if n and _MONEY_HEAD.search(head)), 0)
        unit = next((one for one in ("亿元", "万元") if at and one in heads[at] + grid.caption), "")
        rows = [row for row in grid.rows[1:] if at and len(row) == len(heads)]
        told = [(row[0].text + row[at - 1].text, row[at], _NUMBER.fullmatch(row[at].text)) for row in rows]
        worth = [(name, cell, worth_of(hit[1], hit[2] or unit)) for name, cell, hit in told if hit and (hit[2] or unit)]
        civil = [(cell, value) for name, cell, value in worth if _CIVIL_ROW.search(name) and not _ALL.search(name)]
        parts = sum((value for name, _, value in worth if not _ALL.search(name)), Decimal(0))
        rest = field.amount.value - sum((value for _, value in civil), Decimal(0)) if field.amount else least
        if not civil or not field.amount or parts != field.amount.value or rest >= least:
            continue
        yield case.finding(
            f"{case.say(field)}，表中土建、厂房为{(parts - rest) / WAN:f}万元，扣除后为{rest / WAN:f}万元，"
            f"不足{least / WAN:f}万元，请核实投资中是否含土建。",
            field,
            *(cell.place for cell, _ in civil),
            severity=Severity.W,
            about=(field.key,),
            expected=f"≥{least / WAN:f}万元（不含土建）",
            found=f"{rest / WAN:f}万元",
        )
        return


#: 土建约占六成: a share of the amount of the cell; 设备…万元、软件…万元，其余为厂房: what is not civil works.
_SHARE_OF = Sought(
    rf"(?:土建|厂房|基建|建筑工程|土木工程)(?:部分|投资|费用|工程|建设)*[^。；;，,\d]{{0,4}}?占(?:比|总投资|全部|其中|的|到|了|约|近|达|为)*(?={PERCENT.pattern})"
)
_REST = Sought(r"(?:其余|剩余|余下|其它|其他|余款)[^。；;，,\d]{0,6}?(?:土建|厂房|基建|建筑工程|土木工程|基础)")
_PARTS = re.compile(rf"(?:设备|装备|软件|硬件|信息化|系统|集成|网络)[^。；;，,、\d]{{0,8}}{_AMOUNT}")
#: Whatever else is told ahead of the rest is none of it: 安装调试200万元.
_ANY = re.compile(rf"(?<![\d,.]){_AMOUNT}")


def find_shared_civil(case: Case, field: Field, least: Decimal) -> Iterator[Answer]:
    """W: the prose gives the civil works as a share of the amount of the cell, or as what its parts leave of it."""
    own = field.amount.value if field.amount else least
    for text in texts_with(case, _SHARE_OF, _REST):
        for sentence in split_sentences(text.text):
            if LEFT_OUT.search(sentence) or OUTSIDE.search(sentence) or FOREIGN.search(sentence):
                continue
            wholes = [worth_of(m["n"], m["unit"]) for m in _WHOLE.finditer(sentence)]
            share, other = _SHARE_OF.search(sentence), _REST.search(sentence)
            part = PERCENT.match(sentence, share.end()) if share else None
            if part and (not wholes or own in wholes):
                rest, said = own * (100 - value_of(part)) / 100, sentence[share.start() if share else 0 : part.end()]
            elif other:
                ahead = sentence[: other.start()]
                parts = [worth_of(m["n"], m["unit"]) for m in _ANY.finditer(ahead if _PARTS.search(ahead) else "")]
                rest, said = sum((one for one in parts if one != own), Decimal(0)), sentence.strip()[:60]
            else:
                continue
            if 0 < rest < least < own:
                yield case.finding(
                    f"{case.say(field)}，正文称“{said}”，扣除土建后为{(rest / WAN).normalize():f}万元，"
                    f"不足{least / WAN:f}万元，请核实投资中是否含土建。",
                    field,
                    text.place.quoting(said),
                    severity=Severity.W,
                    about=(field.key,),
                    expected=f"≥{least / WAN:f}万元（不含土建）",
                    found=f"{(rest / WAN).normalize():f}万元",
                )
                return


#: 软硬件投入合计926万元: what the line cost in machines and software, all of it.
_BOTH = Sought(
    r"(?:软硬件|硬软件|(?:设备|硬件|装备)(?:和|及|与|、)软件|软件(?:和|及|与|、)(?:设备|硬件|装备))(?:的)?(?:总)?(?:投资|投入)(?:总额|金额|额)?"
    r"(?:合计|共计|总计|累计|总共|共|为|是|计|仅|只有?|约|达)+(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|亿元)"
)
#: 设备投入510万元、软件投入230万元，合计740万元: both, and their sum.
_SUMMED = Sought(
    r"(?:设备|硬件|装备)[^。；;，,、\d]{0,6}\d[\d,.]*(?:万元)?[、，,和及]\s*(?:软件|信息系统|信息化)[^。；;，,、\d]{0,6}\d[\d,.]*万元[，,]?"
    r"(?:两项|二者|总额)?(?:合计|共计|总计|共|计)(?:投资|投入|为)*(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|亿元)"
)
#: A part of it, or a year's.
_SOME = re.compile(r"其中|[一二三四]期|车间|年(?!来)|追加|新增|另|后续|计划|配套|省级|支持|补助")


def find_less_told(case: Case, least: Decimal) -> Iterator[Answer]:
    """W where the prose gives the whole of machines and software, and it is too little."""
    for text in texts_with(case, _BOTH, _SUMMED):
        for hit in (*_BOTH.finditer(text.text), *_SUMMED.finditer(text.text)):
            said = sentence_ahead(text.text, hit.start()) + hit[0]
            if worth_of(hit["n"], hit["unit"]) >= least or _SOME.search(said) or FOREIGN.search(said):
                continue
            if OUTSIDE.search(said + sentence_behind(text.text, hit.end())):
                continue
            yield case.finding(
                f"正文称“{hit[0]}”，要求软硬件投资不低于{least / WAN:f}万元（不含土建），请核实。",
                text.place.quoting(hit[0]),
                severity=Severity.W,
                about=(f"{text.place.path}“{hit[0]}”",),
                expected=f"≥{least / WAN:f}万元（不含土建）",
                found=f"{hit['n']}{hit['unit']}",
            )
            return


def find_less_left(case: Case, field: Field, least: Decimal) -> Iterator[Answer]:
    """W where a table, a share, what the parts leave, or the whole of machines and software tells of too little."""
    yield from list(find_drawn_civil(case, field, least)) or find_shared_civil(case, field, least)
    yield from find_less_told(case, least)
