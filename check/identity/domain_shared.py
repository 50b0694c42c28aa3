"""I-11: the contact's e-mail lies in the domain that another applicant uses, too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.batch import BatchCase, company_code, company_name
from check.case import Agreed, Answer, Case, NotChecked
from check.registry import batch_rule
from check.spelling import fold_text
from model.finding import Cause
from model.submission import Field

ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
#: Second levels under which names are given out: x.com.cn.
SECOND = ("com", "net", "org", "gov", "edu", "ac", "co")


@batch_rule("I-11")
def find_domain_shared(batch: BatchCase) -> Iterator[Answer]:
    """One finding for each domain of two or more companies that are no relatives; free mail is nobody's domain."""
    users: dict[str, dict[str, tuple[Case, Field]]] = {}
    for case in batch.cases():
        field, company = case.field("contact_email"), company_code(case) or company_name(case)
        match = ADDRESS.search(fold_text(field.value).lower()) if field else None
        if field is None or match is None or not company:
            continue
        domain = own_domain(match[1])
        if domain not in batch.rule.params["free"]:
            users.setdefault(domain, {}).setdefault(company, (case, field))
    if sum(len(found) for found in users.values()) < 2:
        raise NotChecked("本批次没有两家企业使用自有域名的邮箱，未核对。", Cause.NOTHING)
    for domain, found in users.items():
        pairs = list(found.values())
        strangers = [pair for pair in pairs if not all(pair[0] is o or related(batch, pair[0], o) for o, _ in pairs)]
        if len(strangers) < 2:
            yield Agreed()
            continue
        names = "、".join(f"“{case.need('company_name').value}”" for case, _ in strangers)
        yield strangers[-1][0].finding(
            f"{names}的联系邮箱使用同一域名{domain}，请核实（是否由同一机构代办）。",
            *(field for _, field in strangers),
            found=domain,
        )


def own_domain(host: str) -> str:
    """`mail.abc.com.cn` → `abc.com.cn`, `abc.cn` → `abc.cn`."""
    parts = host.strip(".").split(".")
    size = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in SECOND else 2
    return ".".join(parts[-size:])


def related(batch: BatchCase, one: Case, two: Case) -> bool:
    """Companies of one group: they bear one trade name, or one names the other in its prose."""
    a, b = company_name(one), company_name(two)
    if trade_name(batch, a) == trade_name(batch, b):
        return True
    return any(b in fold_text(p.text) for p in one.prose()) or any(a in fold_text(p.text) for p in two.prose())


def trade_name(batch: BatchCase, name: str) -> str:
    """The first two characters behind the names of regions."""
    regions = {r for row in batch.reference.regions.values() for r in (row.province, row.city, row.county) if r}
    short = sorted({form for r in regions for form in (r, re.sub(r"[省市县区]$", "", r)) if len(form) > 1}, key=len)
    rest = re.sub(r"[()（）]", "", name)
    while found := next((r for r in reversed(short) if rest.startswith(r) and len(rest) - len(r) > 4), None):
        rest = rest[len(found) :]
    return rest[:2]
