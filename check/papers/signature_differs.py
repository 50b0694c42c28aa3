"""I-14: the name typed at the signature is not the legal representative's, of the form or else of the licence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.finance.columns import facts
from check.registry import rule
from check.spelling import fold_person
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Field
from model.text import squash

NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
#: Its characters may be set apart.
_SIGNER = r"(?P<name>[\u4e00-\u9fff·](?:\s?[\u4e00-\u9fff·]){1,3})"
#: A free book prints the promise among its paragraphs: 法定代表人签字：屈振国, or the name on the next line.
SIGNED = re.compile(
    rf"(?:企业|单位)?(?:法定代表人|法人代表|企业负责人)\s*(?:[(（]?\s*(?:签字|签章|签名|盖章|签字或盖章|签字盖章)\s*[)）]?)\s*[:：]?\s*{_SIGNER}?"
    r"(?:\s*$|\s+(?=[(（]?\s*(?:(?:申报|填报)?(?:单位|企业)|公\s*章|盖\s*章|日\s*期|20\d\d))|\s*(?=[(（]\s*(?:公\s*章|盖\s*章|单\s*位)))"
)
#: The name before what stands in brackets: 法定代表人：郭定一（签字） 2025年6月3日.
SIGNED_BEFORE = re.compile(
    rf"(?:法定代表人|法人代表|企业负责人)(?:姓名)?\s*[:：]?\s*{_SIGNER}\s*"
    r"[(（]\s*(?:签字|签章|签名|手签|亲签|签字或盖章|签字盖章)\s*[)）]"
)
#: The line itself says that somebody signs for the legal representative: （代，授权委托书附后）, 或授权代表.
PROXY = re.compile(r"[(（]代[,，)）签]|代签|授权(?:代表|代理|签字|委托|书)|委托(?:代理|书)|受托人|被授权")
NOT_A_NAME = re.compile(r"签字|签章|盖章|法定|代表|授权|日期|公司|单位|公章|年月|手写|附件")


def told_signature(case: Case) -> Place | None:
    """The name typed behind 法定代表人签字 at the end of a paragraph, or alone in the next one; the company's own name
    may stand right behind it (recognition leaves no space between the two columns)."""
    before: Place | None = None
    company = case.field("company_name")
    own = re.compile(rf"(?<=[\u4e00-\u9fff·]{{2}}){re.escape(squash(company.value))}") if company else None
    for passage in case.prose():
        for line in passage.text.splitlines():
            if before is not None and NAME.fullmatch(re.sub(r"\s", "", line)) and not NOT_A_NAME.search(line):
                return passage.place.quoting(line.strip())
            line = own.sub("  公章", line) if own and "签" in line else line
            hit = SIGNED.search(line.strip()) or SIGNED_BEFORE.match(line.strip())
            before = passage.place if hit and not hit["name"] else None
            if hit and hit["name"] and not NOT_A_NAME.search(hit["name"]):
                return passage.place.quoting(hit["name"])
    return None


@rule("I-14")
def find_signature_differs(case: Case) -> Iterator[Answer]:
    signed = case.field("truth_signature") or told_signature(case)
    if signed is None:
        signed = case.need("truth_signature")
    owner = case.field("legal_rep_name") or next((f for _, f in facts(case, "licence.legal_rep_name")), None)
    if owner is None:
        raise case.lack("legal_rep_name")
    name = re.sub(r"\s", "", signed.value if isinstance(signed, Field) else signed.text)
    if not NAME.fullmatch(name) or NOT_A_NAME.search(name):
        raise NotChecked("签字处不是可读的姓名（手写或图片），须人工核对。", Cause.MANUAL)
    if fold_person(name) == fold_person(owner.value):
        yield Agreed()
        return
    said = f"《{owner.place.file}》载法定代表人“{owner.value}”" if owner.key.startswith("licence") else case.say(owner)
    by_proxy = PROXY.search(re.sub(r"\s", "", signed.place.text if isinstance(signed, Field) else signed.text))
    yield case.finding(
        f"{said}，签字处为“{name}”{'（注明代签）' if by_proxy else ''}，请核实是否授权他人签字。",
        owner,
        signed,
        severity=Severity.I if by_proxy else None,
        found=name,
    )
