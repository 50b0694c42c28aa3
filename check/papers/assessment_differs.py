"""IND-03, SIZE-03 within one applicant's papers: industry and size class of the self-assessment against the book."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotApplicable
from check.elig.applicant_unfit import find_trade
from check.finance.columns import facts
from check.industry.code_wrong import same_name
from check.paper_name import name_paper
from check.registry import rule
from check.size.class_differs import CLASSES
from check.spelling import fold_text

IN_BATCH = "本规则就整批材料核对，结果见批次核对。"
CODE = re.compile(r"(?<!\d)([A-S]?)(\d{2,4})(?!\d)")
NAME = re.compile(r"[^\u4e00-\u9fff、，]")


@rule("IND-03")
def find_industry_differs(case: Case) -> Iterator[Answer]:
    """W where the assessment names an industry that neither descends from the book's nor the other way round."""
    trade, looked = find_trade(case), False
    for paper, fact in facts(case, "cmmm.industry"):
        industries = case.reference.industries
        if trade is None or trade[1] not in industries:
            continue
        coded = [code for _, code in CODE.findall(fold_text(fact.value)) if code in industries]
        names = [part for part in re.split(r"[-—–－/>→|\s]", fact.value) if len(NAME.sub("", part)) >= 3]
        codes = coded[-1:] or [c for c, one in industries.items() if c.isdigit() and any(one.name == n for n in names)]
        if not codes:
            continue  # one of the four sectors (IND-05), or a name of its own
        looked = True
        own = industries[trade[1]]
        alike = any(code.startswith(trade[1]) or trade[1].startswith(code) for code in codes)
        if alike or any(same_name(name, own.name) for name in names):
            yield Agreed()
            continue
        yield case.finding(
            f"申报书行业为“{trade[0].value}”，{name_paper(case, paper, fact)}为“{fact.value}”，两处不一致，请核实。",
            trade[0],
            fact,
            about=(trade[0].key, fact.key),
            expected=trade[0].value,
            found=fact.value,
        )
    if not looked:
        raise NotApplicable(IN_BATCH)


@rule("SIZE-03")
def find_class_differs(case: Case) -> Iterator[Answer]:
    own, looked = case.field("size_class"), False
    for paper, fact in facts(case, "cmmm.size"):
        told = next((name for name in CLASSES if fact.value.strip().startswith(name[:2])), None)
        if own is None or told is None or own.value not in CLASSES or len(own.ticked) > 1:
            continue
        looked = True
        if told == own.value:
            yield Agreed()
            continue
        yield case.finding(
            f"申报书企业类型为“{own.value}”，{name_paper(case, paper, fact)}为“{fact.value}”，两处不一致，请核实。",
            own,
            fact,
            about=(own.key, fact.key),
            expected=own.value,
            found=fact.value,
        )
    if not looked:
        raise NotApplicable(IN_BATCH)
