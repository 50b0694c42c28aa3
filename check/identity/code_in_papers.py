"""I-08 within one applicant's papers: the seller's credit code is the buyer's, or one company has two codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from check.batch import company_code, company_name
from check.case import Agreed, Answer, Case, NotChecked
from check.identity.codes import is_uscc
from check.identity.former_names import former_names
from check.papers_told import Owned, names_in, owned, papers_told
from check.registry import rule
from check.spelling import fold_company
from model.finding import Cause, Severity

CODE = re.compile(r"(?<![0-9A-Za-z])[159Y][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])")
#: A branch has its own code under the head office's name, and lends its name to it.
_BRANCH = re.compile(r"分公司|分厂|集团|工会|党委")
#: Letters that two prints of one code may differ in by a slip; more, and it is another code.
_SLIP = 2


@rule("I-08")
def find_code_of_another(case: Case) -> Iterator[Answer]:
    """E for one code under two names in contracts, invoices, reports; W where a page was recognised."""
    own_code, own_name = company_code(case), fold_company(company_name(case))
    known: dict[str, Owned] = {}
    names: dict[str, Owned] = {}
    looked, told = False, set[tuple[str, str]]()
    for paper, passages in papers_told(case):
        for one in owned(paper, passages, CODE):
            name = fold_company(one.name)
            looked = True
            if same_company(name, own_name):
                if name == own_name and is_another_code(case, one, own_code) and (one.what, name) not in told:
                    told.add((one.what, name))
                    yield case.finding(
                        f"《{paper.file}》中“{one.name}”的识别号为{one.what}，申报书的代码为{own_code}，两处不一致，请核实。",
                        one.place,
                        severity=Severity.W,
                        about=(one.place.path, one.what),
                        expected=own_code,
                        found=one.what,
                    )
                continue  # what licences and certificates say is asked by X-05 and I-13
            if one.what == own_code and case.is_scanned(one.place) and Levenshtein.distance(name, own_name) == 1:
                continue  # one sign of the name misread, the code borne out: asked by I-13
            first = known.setdefault(one.what, one)
            holder, place = (own_name, None) if one.what == own_code else (fold_company(first.name), first.place)
            if not same_company(name, holder) and name not in former_names(case) and (one.what, name) not in told:
                told.add((one.what, name))
                yield case.finding(
                    f"《{paper.file}》中“{one.name}”的统一社会信用代码为{one.what}，与“{holder}”的代码相同，请核实。",
                    one.place,
                    *((place,) if place else ()),
                    severity=Severity.W if case.is_scanned(one.place) else None,
                    about=(one.place.path, one.what),
                    expected=holder,
                    found=one.name,
                )
            other = names.setdefault(name, one)
            apart = Levenshtein.distance(other.what, one.what)
            if apart > _SLIP and is_uscc(other.what) and is_uscc(one.what) and one.what != own_code != other.what:
                yield case.finding(
                    f"“{one.name}”的统一社会信用代码在《{other.paper.file}》为{other.what}，在《{paper.file}》为{one.what}，"
                    "请核实。",
                    other.place,
                    one.place,
                    severity=Severity.W,
                    about=(one.place.path, one.what),
                    expected=other.what,
                    found=one.what,
                )
    for answer in find_own_codes(case, own_name):
        looked = True
        yield answer
    if not looked:
        raise NotChecked("附件中没有读到其他企业的名称和信用代码；各件之间的对照见批次核对。", Cause.NOTHING)
    yield Agreed()


def find_own_codes(case: Case, own_name: str) -> Iterator[Answer]:
    """W: a certificate or report of the applicant has a true code that its licence has not, where the book prints none
    (the book's own code is asked by X-05)."""
    facts = [(paper, fact) for paper in case.submission.papers for fact in paper.facts if fact.key.endswith("uscc")]
    licence = next((fact for _, fact in facts if fact.key == "licence.uscc" and is_uscc(fact.value)), None)
    own_name = own_name or next(
        (fold_company(f.value) for p in case.submission.papers for f in p.facts if f.key == "licence.company_name"), ""
    )
    if licence is None or not own_name or any(case.field(key) for key in ("uscc", "org_code")):
        return
    for paper, fact in facts:
        named = {fold_company(name) for one in paper.passages for name in names_in(one.text)}
        if fact.key.startswith("licence") or own_name not in named or not is_uscc(fact.value):
            continue
        if Levenshtein.distance(fact.value, licence.value) <= _SLIP:
            yield Agreed()
            continue
        yield case.finding(
            f"《{paper.file}》中“{company_name(case)}”的统一社会信用代码为{fact.value}，营业执照为{licence.value}，"
            "两处不一致，请核实。",
            fact,
            licence,
            severity=Severity.W,
            about=(fact.place.path, fact.value),
            expected=licence.value,
            found=fact.value,
        )


#: 购买方纳税人识别号: the line says whose code it is.
_BUYER = re.compile(r"购买方|购货方|购方|买方|需方|甲方|付款方|受票方")
_SELLER = re.compile(r"销售方|销货方|销方|卖方|供方|乙方|收款方")


def is_another_code(case: Case, one: Owned, own_code: str) -> bool:
    """Whether a line on the buyer gives the applicant a true code that is neither the book's nor its licence's."""
    rows = [p.text for p in one.paper.passages if one.what in p.text]
    named = any(_BUYER.search(row) and not _SELLER.search(row) for row in rows) or is_below_party(one)
    known = {f.value for paper in case.submission.papers for f in paper.facts if f.key.endswith("uscc")}
    return (
        (named or is_on_certificate(one))
        and is_uscc(own_code)
        and is_uscc(one.what)
        and one.what not in known
        and Levenshtein.distance(one.what, own_code) > _SLIP
    )


#: 统一社会信用代码：…, alone on its line; 甲方（委托方）：…, 委托单位：… with no other company beside it.
_CODE_LINE = re.compile(r"[\u4e00-\u9fff/（()）]{0,20}(?:信用代码|识别号|税号)\s*[:：]?\s*[0-9A-Z]{18}\s*")
_PARTY = re.compile(
    r"(?:甲方|乙方|买方|卖方|需方|供方|委托方|受托方|委托单位|受检单位|送检单位|购货单位|客户名称|申请单位)"
)


def is_below_party(one: Owned) -> bool:
    """Whether the code has a line to itself, right below the one that names its company, and none else, as a party."""
    lines = [p.text for p in one.paper.passages]
    return any(
        _CODE_LINE.fullmatch(line) is not None
        and one.what in line
        and _PARTY.match(above.strip()) is not None
        and [fold_company(name) for name in names_in(above)] == [fold_company(one.name)]
        for above, line in pairwise(lines)
    )


#: Who signs a certificate has a code of his own.
_ISSUER = re.compile(r"发证|颁发|认证机构|评估机构|签发|机构名称|发证单位")


def is_on_certificate(one: Owned) -> bool:
    """兹证明：…有限公司 / 统一社会信用代码：…: the code of him whom the paper is for."""
    rows = [p.text for p in one.paper.passages if one.what in p.text]
    named = any("代码" in row and not _ISSUER.search(row) for row in rows)
    return one.paper.kind in ("certificate", "self_assessment") and named


def same_company(one: str, other: str) -> bool:
    """Whether both are one company, a branch of it, or one short for the other."""
    return (
        not one
        or not other
        or one in other
        or other in one
        or bool(_BRANCH.search(one + other) and one[:6] == other[:6])
    )
