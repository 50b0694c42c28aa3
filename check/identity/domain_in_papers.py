"""I-11 within one applicant's papers: the contact's address is that of a consultant whom a contract or report names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.batch import company_name
from check.case import Agreed, Answer, Case, NotChecked
from check.identity.code_in_papers import same_company
from check.identity.domain_shared import ADDRESS, own_domain
from check.papers_told import names_in, owned, papers_told
from check.registry import rule
from check.spelling import fold_company, fold_text
from check.telling import tell_texts
from model.place import Place

SITE = re.compile(r"(?:[\w.+-]+@|www\.)[\w-]+(?:\.[\w-]+)+")
#: A domain that says itself what its owner does.
ADVICE = re.compile(r"consult|advis|zixun|guwen|xiangmu|shenbao|daili|ziliao|planning")
ADVISER = re.compile(
    r"[\u4e00-\u9fff（）()]{2,20}(?:咨询|顾问|策划|代理|企业服务|科技服务|管理服务|知识产权)[\u4e00-\u9fff]{0,8}(?:公司|事务所|中心)"
)


@rule("I-11")
def find_domain_of_another(case: Case) -> Iterator[Answer]:
    """I. Free mail is nobody's; a group's domain is its members'."""
    field, own = case.field("contact_email"), fold_company(company_name(case))
    match = ADDRESS.search(fold_text(field.value).lower()) if field else None
    if field is None or match is None:
        raise NotChecked("未填写联系邮箱，或邮箱不可读，未核对。")
    domain = own_domain(match[1])
    if domain in case.param("free"):
        yield Agreed()
        return
    for paper, passages in papers_told(case):
        for one in owned(paper, passages, SITE):
            host = own_domain(one.what.lower().rpartition("@")[2].removeprefix("www."))
            if host == domain and not same_company(fold_company(one.name), own) and "集团" not in one.name:
                yield case.finding(
                    f"联系邮箱{field.value}的域名{domain}，在《{paper.file}》中为“{one.name}”所用（{one.what}），"
                    "请核实（是否由同一机构代办）。",
                    field,
                    one.place,
                    about=(field.key,),
                    expected=one.name,
                    found=domain,
                )
                return
    if ADVICE.search(domain):
        name, place = adviser(case)
        by = f"，书中写明由“{name}”协助" if name else ""
        yield case.finding(
            f"联系邮箱{field.value}的域名{domain}似为咨询机构所用{by}，请核实（是否由该机构代办）。",
            field,
            *((place,) if place else ()),
            about=(field.key,),
            found=domain,
        )
        return
    yield Agreed()


def adviser(case: Case) -> tuple[str, Place | None]:
    """A company of advisers that the book or a paper names."""
    own = fold_company(company_name(case))
    texts = [(t.text, t.place) for t in tell_texts(case)]
    texts += [(p.text, p.place) for _, told in papers_told(case) for p in told]
    for text, place in texts:
        for hit in ADVISER.finditer(text):
            name = next(reversed(names_in(hit[0])), hit[0])
            if fold_company(name) not in own and own not in fold_company(name):
                return name, place.quoting(hit[0])
    return "", None
