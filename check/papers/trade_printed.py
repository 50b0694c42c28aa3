"""IND-03: a line of a paper of the applicant's (行业：2614 有机化学原料制造 on its licence) prints another trade."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.applicant_rows import own_name
from check.case import Agreed, Answer, Case
from check.elig.applicant_unfit import find_trade
from check.industry.code_wrong import same_name
from check.papers_told import names_in, papers_told
from check.sought import Sought
from check.spelling import fold_company, fold_text
from model.submission import Paper, Passage

#: 行业代码：2614, 所属行业：印刷业, 登记行业 | C2311 as a row's cells; 经营范围 lists many trades and is none of them.
PRINTED = Sought(
    r"(?:^|[。；;，,\s|])(?:国民经济|主要|所属|登记|主营)?行业(?:类别|代码|分类|门类|大类|中类|小类|名称|及|与|和|[（(][^）)]{1,16}[）)])*"
    r"(?:\s*[:：]\s*|[ ]*\t\s*)"
    r"(?P<said>[^。；;，,\n]{2,40})"
)
CODE = re.compile(r"(?<![\d.])[A-S]?(\d{2,4})(?![\d.])")
NAME = re.compile(r"[\u4e00-\u9fff、]{3,}")


def find_trade_printed(case: Case) -> Iterator[Answer]:
    """W: the paper's code or name is neither the book's nor above or below it."""
    trade, industries, own = find_trade(case), case.reference.industries, own_name(case)
    if trade is None or trade[1] not in industries or not own:
        return
    by_name = {fold_text(one.name).removesuffix("业"): code for code, one in industries.items() if code.isdigit()}
    for paper, passages in papers_told(case):
        lines = [line for line in passages if PRINTED.may_be_in(line.text)]
        if not lines or paper.kind == "self_assessment" or not is_own(paper, passages, own):
            continue
        for line in lines:
            for hit in PRINTED.finditer(line.text):
                names = NAME.findall(hit["said"])
                coded = [code for code in CODE.findall(fold_text(hit["said"])) if code in industries]
                codes = coded or [
                    by_name[key] for one in names if (key := fold_text(one).removesuffix("业")) in by_name
                ]
                if not codes:
                    continue
                alike = any(code.startswith(trade[1]) or trade[1].startswith(code) for code in codes)
                if alike or not trade[1].isdigit() or any(same_name(one, industries[trade[1]].name) for one in names):
                    yield Agreed()
                    continue
                said = hit["said"].strip()
                yield case.finding(
                    f"申报书行业为“{trade[0].value}”，《{paper.file}》所载行业为“{said}”，两处不一致，请核实。",
                    trade[0],
                    line.place.quoting(said),
                    about=(trade[0].key, line.place.path),
                    expected=trade[0].value,
                    found=said,
                )
                return


def is_own(paper: Paper, passages: tuple[Passage, ...], own: str) -> bool:
    """Whether the paper names the applicant and no other company; a licence may name nobody."""
    holders = {fold_company(fact.value) for fact in paper.facts if fact.key.endswith("company_name")}
    told = {fold_company(one) for line in passages for one in names_in(line.text) if one.endswith("公司")}
    if paper.kind == "licence":
        return holders <= {own}
    return (holders or told) == {own} and told <= {own}
