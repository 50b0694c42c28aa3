"""X-05: patents and software in the annexes that belong to another than the applicant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.finance.columns import facts
from check.identity.former_names import former_names
from check.paper_name import name_paper
from check.spelling import fold_company, fold_text
from model.finding import Severity
from model.submission import Field, Paper

#: Facts that name whom a right belongs to.
HOLDERS = ("iplist.holder", "patents.holder", "patent.holder", "software.holder")
#: A firm, not the inventor or a school that shares it.
FIRM = re.compile(r"(?:公司|厂|集团|合作社|中心)$")
SHARED = re.compile(r"[、,，;；/]|和|与|及")
LONG = 60


def find_holders_differ(case: Case) -> Iterator[Answer]:
    """W: a firm that neither is the applicant, nor was, nor shares with it, nor is named anywhere in the book."""
    name = case.field("company_name")
    if name is None:
        return
    own, former = fold_company(name.value), former_names(case)
    prose = "\n".join(fold_text(passage.text) for passage in case.prose())
    others: dict[str, list[tuple[Paper, Field]]] = defaultdict(list)
    for key in HOLDERS:
        for paper, fact in facts(case, key):
            told = fold_company(fact.value)
            known = own in told or told in own or told in former or len(told) > LONG
            if known or SHARED.search(told) or not FIRM.search(told) or told in prose:
                yield Agreed()
            else:
                others[told].append((paper, fact))
    for held in others.values():
        paper, fact = held[0]
        many = f"{len(held)}项" if len(held) > 1 else ""
        yield case.finding(
            f"{name_paper(case, paper, fact)}所列{many}知识产权的权利人为“{fact.value}”，申报单位为“{name.value}”，"
            "两处不一致，请核实权属。",
            *(one for _, one in held[:3]),
            name,
            severity=Severity.W,
            about=(name.key,),
            expected=name.value,
            found=fact.value,
        )
