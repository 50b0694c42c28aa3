"""I-05, I-06: the organisation code has a wrong check digit, or is not the middle of the credit code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.batch import company_code, company_name
from check.case import Agreed, Answer, Case, NotChecked
from check.identity.code_in_papers import CODE, is_on_certificate
from check.identity.codes import ORG_FORM, fold_code, is_uscc, org_digit
from check.identity.uscc_wrong import compare_digit, need_form, need_uscc
from check.papers_told import names_in, owned, papers_told
from check.registry import rule
from check.sought import Sought
from check.spelling import fold_company
from check.telling import OUTSIDE, Text, find_sentences
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Field


@rule("I-05")
def find_org_digit(case: Case) -> Iterator[Answer]:
    """Applicants write either 9 characters or the whole 18: then characters 9–17 count."""
    for text, hit, code in tell_org_codes(case):
        if org_digit(code) != code[-1]:
            yield case.finding(
                f"书中称“{hit[0]}”，按GB 11714-1997推算末位（校验码）应为“{org_digit(code)}”，"
                f"现为“{code[-1]}”，不一致，请核实。",
                text.place.quoting(hit[0]),
                expected=org_digit(code),
                found=code[-1],
            )
    field, code = need_org(case)
    if not ORG_FORM.fullmatch(code):
        yield case.finding(
            f"“{case.label(field.key)}”中的组织机构代码“{code}”不是8位本体代码加1位校验码，请核实。",
            field,
            expected="8位数字或大写字母加1位校验码",
            found=code,
        )
        return
    said = f"中的组织机构代码“{code}”，按GB 11714-1997"
    yield from compare_digit(case, field, said, code, org_digit(code))


@rule("I-06")
def find_org_not_in_uscc(case: Case) -> Iterator[Answer]:
    told = [*find_told_in_papers(case), *find_told_in_book(case)]
    yield from told
    org, uscc = case.field("org_code"), case.field("uscc")
    if org is not None and uscc is None and (beside := licensed(case) or certified(case)) is not None:
        (code, place, held), short = beside, fold_code(org.value)
        if len(short) == 9 and short != code[8:17]:
            yield case.finding(
                f"组织机构代码填“{org.value}”，《{place.file}》所载统一社会信用代码“{code}”"
                f"第9—17位为“{code[8:17]}”，两者不一致，请核实。",
                org,
                place,
                severity=None if held else Severity.W,  # whose licence it is was not read
                expected=code[8:17],
                found=org.value,
            )
        elif len(short) == 9:
            yield Agreed()
        return
    if told and (org is None or uscc is None):
        return
    if org is None or uscc is None:
        raise NotChecked("材料中没有同时给出组织机构代码和统一社会信用代码，无法对照。", Cause.NOTHING)
    short, long = fold_code(org.value), fold_code(uscc.value)
    need_form(long)
    if short not in (long, long[8:17]):
        yield case.finding(
            f"组织机构代码填“{org.value}”，统一社会信用代码“{long}”第9—17位为“{long[8:17]}”，两者不一致，请核实。",
            org,
            uscc,
            about=(org.key,),  # the credit code against the licence is a finding of its own
            expected=long[8:17],
            found=org.value,
        )


#: 组织机构代码：66542318-7, in a paper of the applicant.
ORG_TOLD = re.compile(
    r"(?:组织)?机构代码(?:证)?(?:证?号|编号)?(?:为|是|[:：])?\s*(?P<code>[0-9A-Z]{8}[-－—]?[0-9X])(?![0-9A-Z])"
)


ORG_SAID = Sought(ORG_TOLD.pattern)
#: The old card of a code prints no more than 代码 before it, under its own name.
ON_CARD = re.compile(rf"{ORG_TOLD.pattern}|^\s*代\s*码\s*[:：]?\s*[0-9A-Z]{{8}}[-－—]?[0-9X](?![0-9A-Z])")


def find_told_in_papers(case: Case) -> Iterator[Answer]:
    """The old code that a paper prints beside the applicant's name against the credit code of the book."""
    name, own = fold_company(company_name(case)), company_code(case)
    told = papers_told(case) if name and is_uscc(own) else ()
    for paper, passages in told:
        for one in owned(paper, passages, ON_CARD) if any("机构代码" in p.text for p in passages) else ():
            short = fold_code(re.split(r"代\s*码", one.what)[-1])[-9:]
            if fold_company(one.name) != name:
                continue
            if short == own[8:17]:
                yield Agreed()
                continue
            yield case.finding(
                f"《{paper.file}》“{one.what}”，统一社会信用代码“{own}”第9—17位为“{own[8:17]}”，两者不一致，请核实。",
                one.place,
                severity=Severity.W if case.is_scanned(one.place) else None,
                about=(one.place.path, short),
                expected=own[8:17],
                found=short,
            )
            return


def tell_org_codes(case: Case) -> Iterator[tuple[Text, re.Match[str], str]]:
    """The old codes of nine characters that the book's sentences give the applicant; not those of another company."""
    own = fold_company(company_name(case))
    for text, sentence in find_sentences(case, ORG_SAID):
        others = [
            name for name in names_in(sentence) if fold_company(name) not in own and own not in fold_company(name)
        ]
        for hit in ORG_SAID.finditer(sentence) if not others and not OUTSIDE.search(sentence) else ():
            code = fold_code(hit["code"])
            if ORG_FORM.fullmatch(code):
                yield text, hit, code


def find_told_in_book(case: Case) -> Iterator[Answer]:
    """The old code in the book's sentences against its credit code; one whose own digit is wrong is I-05's."""
    own = company_code(case)
    for text, hit, code in tell_org_codes(case) if is_uscc(own) else ():
        if code == own[8:17] or org_digit(code) != code[-1]:
            yield Agreed()
            continue
        yield case.finding(
            f"书中称“{hit[0]}”，统一社会信用代码“{own}”第9—17位为“{own[8:17]}”，两者不一致，请核实。",
            text.place.quoting(hit[0]),
            expected=own[8:17],
            found=code,
        )


def licensed(case: Case) -> tuple[str, Place, bool] | None:
    """The one true code of the licences that name the applicant (True) or nobody (False)."""
    own, found = fold_company(company_name(case)), dict[str, tuple[Place, bool]]()
    for paper in case.submission.papers:
        held, name = paper.fact("licence.uscc"), paper.fact("licence.company_name")
        if held is None or (name is not None and fold_company(name.value) != own):
            continue
        code = fold_code(held.value)
        found[code] = (held.place, name is not None or (code in found and found[code][1]))
    told = [(code, place, known) for code, (place, known) in found.items() if is_uscc(code)]
    return told[0] if len(found) == len(told) == 1 else None


def certified(case: Case) -> tuple[str, Place, bool] | None:
    """The one true code that certificates give the applicant, where no licence gives any."""
    name = fold_company(company_name(case))
    if any(fact.key == "licence.uscc" for paper in case.submission.papers for fact in paper.facts):
        return None
    found = [
        one
        for paper, passages in papers_told(case)
        for one in owned(paper, passages, CODE)
        if name and fold_company(one.name) == name and is_uscc(one.what) and is_on_certificate(one)
    ]
    return (found[0].what, found[0].place, True) if len({one.what for one in found}) == 1 else None


def need_org(case: Case) -> tuple[Field, str]:
    """The nine characters: from the field 组织机构代码, else out of the credit code."""
    field = case.field("org_code")
    if field is not None and len(fold_code(field.value)) != 18:
        return field, fold_code(field.value)
    field, code = need_uscc(case)
    need_form(code)
    return field, code[8:17]
