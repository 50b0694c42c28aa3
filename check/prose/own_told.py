"""P-21 in books without a cell of suppliers: the systems are told as one's own, and as put up by another company."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.once import sentence_ahead
from check.prose.item_vendors import core
from check.sought import Sought
from check.spelling import fold_company
from model.finding import Cause, Severity
from model.submission import Passage

_FIRM = r"[\u4e00-\u9fff（）()]{4,26}?(?:有限责任公司|有限公司|研究院|研究所)"
_DOES = r"(?:负责|承担|组织|具体|整体|全程|独家|共同|进行|总)*(?:实施|承建|开发|研发|承接|承包|集成|总包|建设|交付)"
#: 制造执行系统由某某公司实施, 委托某某公司开发MES.
OTHERS = Sought(
    rf"(?P<what>[^，,。；;、\n由]{{0,16}}?)(?:均|全部)?由(?P<firm>{_FIRM}){_DOES}"
    rf"|委托(?P<firm2>{_FIRM}){_DOES}(?:了)?(?P<what2>[^，,。；;、\n]{{0,16}})"
)
_ALONE = (
    r"(?:自建|自研|(?:自主|自行|独立)(?!设计(?:[，,。；;、）)\n]|完成|而成|$))(?:(?:研发|开发|研制|建设|设计|实施|完成|搭建|编写|集成)(?:和|与|、|并)?)+)"
    r"(?=[，,。；;、）)\n]|完成|而成|$)"
)
#: MES由公司自主开发, 全部系统自建: what the company did alone.
OWN = Sought(
    r"(?:^|(?<=[，,。；;：:\n]))(?:本|该|其中)?(?P<what>[^，,。；;：:\n由为]{2,16}?)(?:均|都|全部|皆|完全)*(?:由|为|是|系)?"
    rf"(?:本公司|我公司|公司|企业|我司)?(?:信息(?:中心|部)|技术(?:中心|部)|研发(?:中心|团队))?(?:团队)?{_ALONE}"
)
#: All of the works, whatever it is called; a bare 系统 is the one that was named last.
ALL = re.compile(
    r"^(?:(?:本|该)?(?:项目|产线|工厂)(?:的)?(?:全部|所有|各|智能化?|数字化|信息化?|软件|业务|应用|管理|控制|和|与|、|类)*(?:系统|软件|软硬件|平台)?"
    r"|(?:全部|所有|各|整套|全套)(?:的)?[\u4e00-\u9fff、]{0,8}?(?:系统|软件|软硬件|平台))$"
)
BARE = re.compile(r"^(?:该|本|整个)?(?:系统|软件|平台)$")
NAMED = re.compile(r"[A-Za-z]{3,}|[\u4e00-\u9fff]{3,6}(?=系统|平台|软件)")
APART = re.compile(
    r"旧|老系统|计划|拟|将|预计|原|曾|早期|此前|二期|备选|咨询|评估|检测|监理|维保|土建|厂房|客户|用户|推广|案例"
)
LATIN = re.compile(r"[A-Za-z]{3,}")


def find_own_told(case: Case) -> Iterator[Answer]:
    """W: one and the same system, or all of them and any."""
    own_name = fold_company(company.value) if (company := case.field("company_name")) else ""
    own = list(told_own(case))
    others = list(told_others(case, own_name))
    if not own or not others:
        raise NotChecked("正文没有同时写明自建和外部实施单位，未核对。", Cause.NOTHING)
    for what, words, passage in own:
        hit = next((one for one in others if what == "" or is_one(what, one[0])), None)
        if hit is None:
            yield Agreed()
            continue
        yield case.finding(
            f"正文称“{words}”，另一处写“{hit[2]}”，两处不一致，请核实。",
            passage.place.quoting(words),
            hit[3].place.quoting(hit[2]),
            severity=Severity.W,
            about=(passage.key, hit[3].key),
            expected=words,
            found=hit[1],
        )


def told_own(case: Case) -> Iterator[tuple[str, str, Passage]]:
    """(what, the words, where); what is "" where all is meant."""
    for passage in case.prose_with(OWN):
        for hit in OWN.finditer(passage.text):
            if APART.search(sentence_ahead(passage.text, hit.start()) + hit[0]):
                continue
            named = NAMED.findall(passage.text[: hit.start()]) if BARE.match(hit["what"]) else [hit["what"]]
            if named:
                yield ("" if ALL.match(named[-1]) else named[-1]), hit[0].strip(), passage


def told_others(case: Case, own: str) -> Iterator[tuple[str, str, str, Passage]]:
    """(what, the company, the words, where)."""
    for passage in case.prose_with(OTHERS):
        for hit in OTHERS.finditer(passage.text):
            firm, what = hit["firm"] or hit["firm2"], hit["what"] or hit["what2"] or ""
            if core(firm) in own or APART.search(hit[0]) or not re.search(r"系统|软件|平台|项目|[A-Z]{3}", what):
                continue
            yield what, firm, hit[0].strip(), passage


def is_one(what: str, other: str) -> bool:
    short = set(LATIN.findall(what))
    bare = re.sub(r"系统|平台|软件|[A-Za-z\s]", "", what)
    return bool(short & set(LATIN.findall(other))) or (len(bare) >= 3 and bare[-3:] in other)
