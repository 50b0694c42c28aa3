"""I-13, X-05: what licence, certificates and assessment say of the company."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from rapidfuzz.distance import Levenshtein

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.dates import read_days
from check.finance.columns import facts
from check.paper_name import name_paper
from check.papers.earlier_code import find_earlier_code
from check.papers.holders_differ import find_holders_differ
from check.papers.licence_lines import find_licence_line_differs
from check.prose.contact_told import find_contact_told
from check.prose.grades_told import find_grades_told
from check.prose.identity_told import find_identity_told
from check.prose.status_told import find_status_told
from check.registry import rule
from check.spelling import fold_company, fold_text
from model.finding import Severity
from model.submission import Field, Paper

#: A number to call beside a person's name, in one cell with it.
BESIDE_NAME = re.compile(r"[(（]?(?:联系)?(?:电话|手机|座机)?[:：]?\+?\d[\d\-－—/、]{6,}[)）]?$")


#: 赵某某, 李**: a name that was made unreadable on purpose says nothing.
VEILED = re.compile(r"某|[*×]")
#: 祁连路21号: a seat and a place of work may differ, the number in one road may not.
ROAD = re.compile(r"([\u4e00-\u9fff]{2}(?:大?道|路|街|巷))(\d{1,4})号")


@rule("I-13", "X-05")
def find_fact_differs(case: Case) -> Iterator[Answer]:
    """`pairs`: fact of a paper, field of the book, how they are compared. One letter or digit off is W (a scan's)."""
    looked = False
    for answer in (
        chain(
            find_identity_told(case),
            find_status_told(case),
            find_contact_told(case),
            find_grades_told(case),
            find_holders_differ(case),
            find_licence_line_differs(case),
            find_earlier_code(case),
        )
        if case.rule.id == "X-05"
        else ()
    ):
        looked = True
        yield answer
    for fact_key, field_key, how in case.param("pairs"):
        field = case.field(field_key)
        if field is None:
            continue
        for paper, fact in facts(case, fact_key):
            if (count := companies_told(paper)) > 1:
                yield Skipped(f"{name_paper(case, paper, fact)}记载了{count}家企业的登记信息，未逐一与申报书对照。")
                continue
            gap = distance(fact.value, field.value, how)
            if gap is None:
                continue
            looked = True
            if gap == 0:
                yield Agreed()
                continue
            doubted = fact_key in case.rule.params.get("doubts", ()) or (
                field.key == "org_code" and not any(one.key.endswith("company_name") for one in paper.facts)
            )  # whose licence it is was not read
            yield case.finding(
                f"{case.say(field)}，{name_paper(case, paper, fact)}载“{fact.value}”，两处不一致，请核实。",
                field,
                fact,
                severity=weight(case, paper, fact, how, gap) or (Severity.W if doubted else None),
                about=(field.key,),
                expected=fact.value,
                found=field.value,
            )
    if not looked:
        raise NotChecked(case.param("nothing"))


def weight(case: Case, paper: Paper, fact: Field, how: str, gap: int) -> Severity | None:
    """One sign off is W; I in a company's name read from a picture that gives the company's own code."""
    if gap != 1:
        return None
    own = case.field("uscc") or case.field("org_code")
    codes = [one.value for one in paper.facts if one.key.endswith("uscc")]
    sure = own is not None and bool(codes) and all(distance(code, own.value, "code") == 0 for code in codes)
    return Severity.I if how == "name" and sure and case.is_scanned(fact.place) else Severity.W


def companies_told(paper: Paper) -> int:
    """How many companies a paper gives the registration of: a prospectus or annual report tells of affiliates, too."""
    if paper.kind == "licence":
        return 1
    names = {fold_company(f.value) for f in paper.facts if re.sub(r"\[\d+\]", "", f.key) == "licence.company_name"}
    codes = {f.value for f in paper.facts if re.sub(r"\[\d+\]", "", f.key) == "licence.uscc"}
    return max(len(names), len(codes))


def distance(fact: str, field: str, how: str) -> int | None:
    """Letters that differ; 0 for equal, None where the two cannot be compared."""
    if VEILED.search(fact) or VEILED.search(field):
        return None
    a, b = fold_text(fact), fold_text(field)
    if how == "number":
        roads = [ROAD.findall(text) for text in (a, b)]
        if any(len(told) != 1 for told in roads) or roads[0][0][0] != roads[1][0][0]:
            return None
        return int(roads[0][0][1] != roads[1][0][1])
    if how == "date":
        first, second = read_days(fact), read_days(field)
        if first is None or second is None:
            return None
        same = first.first <= second.last and second.first <= first.last
        return 0 if same else max(2, Levenshtein.distance(a, b))
    if how == "name":
        a, b = fold_company(fact), fold_company(field)
    elif how == "code":
        a, b = (re.sub(r"[^0-9A-Z]", "", text.upper()) for text in (a, b))
        if len(a) == 18 and len(b) == 9:
            a = a[8:17]
        elif len(a) == 9 and len(b) == 18:
            b = b[8:17]
    elif not a.isdigit() and not b.isdigit():
        a, b = (BESIDE_NAME.sub("", text) for text in (a, b))
    return Levenshtein.distance(a, b) if a and b else None
