"""The law that a book of another province is judged by: that of the batch with what its own province adds."""

from __future__ import annotations

import re
from dataclasses import replace

from check.case import Case
from check.identity.region_differs import seats, tell_provinces
from model.reference import Reference
from model.submission import Submission

#: Titles of the state: a book goes to it by way of its own province, whoever reads it. The others each province gives
#: by rules of its own, and an applicant from elsewhere is told so (ELIG-C-09).
OF_THE_STATE = ("卓越级", "领航级")
HANDED_IN = "apply_region"
ADDRESSES = ("address", "factory_address", "build_address", "region")
#: 福建省卓越级智能工厂项目申报书, 推荐单位：泉州市工业和信息化局, 提交至：福建省工业和信息化厅: to whose
#: office the book goes.
_TITLE = re.compile(r"[^，,。；;：:]{2,5}?省(?=(?:20\d{2}年度?)?(?:卓越|领航|智能工厂))")
_OFFICE = re.compile(
    r"(?:推荐|受理|主管|报送|申报|初审)(?:单位|部门|机关)\s*[:：]\s*|(?:提交|呈报|报送|呈送|上报|报)(?:至|给|到)?\s*[:：]\s*|此致\s*[:：]?\s*"
)
_NAMED = re.compile(
    r"\s*([\u4e00-\u9fff]{2,12}?(?:工业和信息化|工信|经济和信息化|经信)[\u4e00-\u9fff]{0,6}?(?:厅|局|委))"
)


def add_home_law(submission: Submission, reference: Reference) -> Reference:
    """The reference as it is unless address and credit code all lie in one other province whose law is known, or the
    book goes to the office of one."""
    if not reference.elsewhere or not reference.rules:
        return reference
    case = Case(submission, reference.rules[0], reference)
    if case.carrier not in OF_THE_STATE:
        return reference
    told = [provinces for _, provinces in seats(case, ADDRESSES)]
    home = next((law for law in reference.elsewhere if told and all(one == {law.province} for one in told)), None)
    goes_to = tell_addressee(case)
    home = home or next((law for law in reference.elsewhere if goes_to == {law.province}), None)
    if home is None or home.province == reference.law.province or home.name in reference.law.lineage:
        return reference
    return replace(reference, law=reference.law.with_home(home))


def tell_addressee(case: Case) -> set[str]:
    """The provinces whose office the cover names: in the title, as the one that recommends, that it is sent to, or as
    the place where it is handed in."""
    title, recommender = case.field("title"), case.field("recommender")
    if title is not None and (hit := _TITLE.match(title.value)):
        return tell_provinces(case.reference, hit[0])
    front = "\n".join(one.text for one in case.prose() if one.key == "front")
    named = [recommender.value] if recommender else [front[hit.end() :] for hit in _OFFICE.finditer(front)]
    offices = [hit[1] for one in named if (hit := _NAMED.match(one))]
    if offices:
        return tell_provinces(case.reference, offices[0])
    handed_in = case.field(HANDED_IN)
    return tell_provinces(case.reference, handed_in.value) if handed_in else set()
