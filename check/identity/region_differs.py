"""I-04: the credit code was given out in another province than the address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from check.case import Answer, Case, NotChecked
from check.identity.codes import fold_code, is_uscc
from check.identity.uscc_wrong import need_form, need_uscc
from check.registry import rule
from check.spelling import fold_text
from model.finding import Cause
from model.reference import Reference
from model.submission import Field

PEOPLES = "回|藏|蒙古|哈萨克|土家|苗|彝|傣|白|朝鲜|壮|布依|侗|羌|傈僳|景颇|哈尼|柯尔克孜|黎|土|撒拉|东乡|保安"
SUFFIX = re.compile(rf"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区|(?:(?:{PEOPLES})族)*自治州|地区|盟)$")


@rule("I-04")
def find_region_differs(case: Case) -> Iterator[Answer]:
    field, code = need_uscc(case)
    need_form(code)
    if code[2:8] == "100000":
        return
    head = case.reference.regions.get(f"{code[2:4]}0000")
    if head is None:
        raise NotChecked(f"行政区划表中没有以“{code[2:4]}”开头的代码，无法核对。", Cause.AMBIGUOUS)
    address, provinces = need_address(case)
    if head.province in provinces:
        return
    said = "或".join(sorted(provinces))
    yield case.finding(
        f"统一社会信用代码“{code}”第3—8位登记地为{head.province}，“{case.label(address.key)}”为“{address.value}”（{said}），"
        "不在同一省份，请核实。",
        field,
        address,
        expected=head.province,
        found=said,
    )


def need_address(case: Case) -> tuple[Field, set[str]]:
    """The first address whose provinces can be told."""
    for key in case.param("addresses"):
        field = case.field(key)
        if field is not None and (provinces := tell_provinces(case.reference, field.value)):
            return field, provinces
    raise NotChecked("地址未填写，或从中看不出省份，无法核对。")


def seats(case: Case, addresses: Sequence[str]) -> list[tuple[Field, set[str]]]:
    """Fields that tell where the applicant is, each with the provinces: the addresses and the credit code."""
    told: list[tuple[Field, set[str]]] = []
    for key in addresses:
        field = case.field(key)
        if field is not None and (provinces := tell_provinces(case.reference, field.value)):
            told.append((field, provinces))
    for key in ("uscc", "org_code"):
        field = case.field(key)
        if field is not None and is_uscc(fold_code(field.value)):
            region = case.reference.regions.get(f"{fold_code(field.value)[2:4]}0000")
            told.append((field, {region.province} if region else set()))
    return told


def tell_provinces(reference: Reference, address: str) -> set[str]:
    """Provinces an address may lie in: by the province's name, else the city's, else the county's full name."""
    said = fold_text(address)
    regions = reference.regions.values()
    found = {
        r.province for r in regions if r.level == "省" and said.startswith((r.province, SUFFIX.sub("", r.province)))
    }
    if not found:
        found = {r.province for r in regions if r.level == "市" and len(r.city) > 2 and said.startswith(short(r.city))}
    if not found:
        found = {r.province for r in regions if r.level == "县" and len(r.county) > 2 and said.startswith(r.county)}
    return found


def short(city: str) -> str:
    """兰州市 → 兰州; a short name of one character stays whole."""
    name = SUFFIX.sub("", city)
    return name if len(name) > 1 else city
