"""PFJ-01 in a book: a central enterprise of the province that its own group does not recommend."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.elig.central_listed import CENTRAL, DENIED, PARTNER, ROUTED
from check.telling import tell_sentences
from model.finding import Severity
from model.place import Place

#: Whom the book names as the one who recommends it.
RECOMMENDER = re.compile(r"推荐单位(?:[（(][^）)]*[）)])?\s*[:：]?\s*(?P<who>[\u4e00-\u9fff（）()]{4,30})")
BUREAU = re.compile(r"(?:市|区|县|省|管委会|开发区).{0,10}(?:局|厅|委员会|管委会)|工信[局厅]")
#: 由市工信局推荐, 经区、市逐级推荐: the way by the place.
BY_PLACE = re.compile(
    r"(?:由|经|通过)[^,，。;；]{0,20}(?:工信[局厅]|工业和信息化[局厅]|市区?两?级|逐级)[^,，。;；]{0,12}(?:推荐|上报|报送|申报)"
)
#: The applicant is one: 公司系…所属央企控股…, 隶属于….
IS_ONE = re.compile(r"(?:系|为|是|属于?)[^,，。;；]{0,30}$")
#: What makes it one of theirs, and what makes it only a partner of theirs.
OWNED = re.compile(r"^[）)]?(?:$|[^,，]{0,20}(?:控股|全资|所属|下属|旗下|子公司|级公司|成员|控制))")
DEALS = re.compile(r"供应|供货|配套|客户|合作|提供|订单|参股|混改|服务")


def find_central_book(case: Case) -> Iterator[Answer]:
    """E where the book gives 中央企业 as its ownership, W where the prose alone says so; none where its group is said
    to recommend it."""
    ownership = case.field("ownership")
    owned = ownership is not None and ownership.value == "中央企业"
    told = ownership.place if ownership is not None and owned else next(tell_central(case), None)
    if told is None:
        ownership = case.need("ownership")
        yield case.agree(f"企业性质{ownership.value}", ownership)
        return
    way = find_way(case)
    if way is not None and not way[1]:
        yield case.agree(f"“{way[0].text}”", way[0])
        return
    by = f"，书中写有“{way[0].text}”" if way else ""
    said = "企业性质为“中央企业”" if owned else f"正文称“{told.text[:40]}”"
    yield case.finding(
        f"{said}{by}，在闽中央企业应由其所属集团总部组织推荐，不列入地市名单，请核实推荐渠道。",
        told,
        *([way[0]] if way else []),
        severity=None if owned else Severity.W,
        about=(ownership.key,) if ownership is not None else (),
        expected="由所属集团总部推荐",
        found=way[0].text if way else "中央企业",
    )


def tell_central(case: Case) -> Iterator[Place]:
    """Sentences in which the applicant calls itself a central enterprise or a daughter of one."""
    for text, sentence in tell_sentences(case):
        for hit in CENTRAL.finditer(sentence):
            head, behind = sentence[: hit.start()], re.split("[,，]", sentence[hit.end() :])[0]
            owned = IS_ONE.search(head) and OWNED.match(behind) and not DEALS.search(head[-20:] + behind)
            if owned and not DENIED.search(head) and not PARTNER.match(behind):
                yield text.place.quoting(sentence[:60])


def find_way(case: Case) -> tuple[Place, bool] | None:
    """Who recommends the book, and whether that is an office of the place."""
    named = case.field("recommender")
    if named is not None:
        return named.place.quoting(named.value), BUREAU.search(named.value) is not None
    for text, sentence in tell_sentences(case):
        if hit := RECOMMENDER.search(sentence):
            return text.place.quoting(hit[0]), BUREAU.search(hit["who"]) is not None
        if hit := BY_PLACE.search(sentence):
            return text.place.quoting(hit[0]), True
        if hit := ROUTED.search(sentence):
            return text.place.quoting(hit[0]), False
    return None
