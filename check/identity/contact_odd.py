"""I-07, I-09, I-10, I-12: numbers and names of the applicant that do not look like what they should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.dates import read_days
from check.identity.uscc_wrong import need_uscc
from check.registry import rule
from check.spelling import fold_text
from model.finding import Cause
from model.submission import Field

MOBILE = re.compile(r"(?:\+?86-?)?1[3-9]\d{9}")
LANDLINE = re.compile(r"(?:\+?86-?)?(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:(?:-|转|分机)?\d{1,6})?")
SERVICE = re.compile(r"(?:400|800)-?\d{3,4}-?\d{3,4}|\d{3,6}")
#: What parts numbers from one another, a name after a number among it.
PARTS = re.compile(r"[、/；;，,]|\s{2,}|或|(?<=\d{7})(?=[\u4e00-\u9fff])(?!转|分机)")


@rule("I-07")
def find_new_block(case: Case) -> Iterator[Answer]:
    """Organisation codes beginning with MA are given since the end of 2015 (spec X9)."""
    (code, printed), founded = need_uscc(case), case.need("founded_date")
    days = read_days(founded.value)
    if days is None or len(printed) != 18:
        raise NotChecked("信用代码或成立时间不可读，未核对。", Cause.AMBIGUOUS)
    since = date.fromisoformat(str(case.param("since")))
    if printed[8:10] != case.param("block") or days.last >= since:
        yield Agreed()
        return
    yield case.finding(
        f"信用代码第9、10位为{case.param('block')}（{since.year}年{since.month}月起启用），而{case.say(founded)}，"
        "请核实（是否变更登记）。",
        code,
        founded,
    )


@rule("I-09")
def find_phone_odd(case: Case) -> Iterator[Answer]:
    """A mobile has 11 digits from 13 to 19; a landline 7 or 8 with or without area code and extension."""
    looked = False
    for key in case.param("phones"):
        field = case.field(key)
        if field is None:
            continue
        for number in re.split(PARTS, field.value):
            bare = re.sub(r"[\s()（）]|(?<=\d)[－—–―](?=\d)", lambda m: "-" if m[0] in "－—–―" else "", number)
            bare = re.sub(r"^[^\d+]+", "", bare.strip("-"))  # the name before it: 王甲13900000000
            if not re.search(r"\d", bare) or "*" in bare:
                continue
            if field.place.page in case.scanned and len(re.sub(r"\D", "", bare)) < 3:
                yield Skipped(f"“{case.label(key)}”由图像读出为“{number.strip()}”，疑为斜线，未核对。", Cause.AMBIGUOUS)
                continue
            looked = True
            eleven = key.endswith("mobile") and re.fullmatch(r"[1-9]\d{10}", bare) is not None
            mobile, landline = MOBILE.fullmatch(bare.replace("-", "")), not eleven and LANDLINE.fullmatch(bare)
            if mobile or landline or SERVICE.fullmatch(bare):
                far = "" if mobile or key not in case.param("own") else find_far_code(case, bare)
                yield (
                    case.finding(f"“{case.label(key)}”填“{number.strip()}”，{far}，请核实。", field)
                    if far
                    else Agreed()
                )
                continue
            yield case.finding(f"“{case.label(key)}”填“{number.strip()}”，不是有效的电话号码形式，请核实。", field)
    if not looked:
        raise NotChecked("没有填写电话号码，未核对。")


def find_far_code(case: Case, number: str) -> str:
    """What is odd about an area code of none of the cities of the applicant's province; "" where it fits."""
    code = re.match(r"(?:\+?86-?)?(0\d{2,3})-?[2-9]\d{6,7}(?!\d)", number)
    address = next((f for key in case.param("addresses") if (f := case.field(key))), None)
    if code is None or address is None:
        return ""
    for province, codes in case.param("area_codes").items():
        cities = {r.city for r in case.reference.regions.values() if r.province == province and r.level == "市"}
        here = short(province) in address.value or any(city and city in address.value for city in cities)
        if here and code[1] not in map(str, codes):
            return f"区号{code[1]}不是{province}的区号，{case.say(address)}"
    return ""


@rule("I-10")
def find_same_phone(case: Case) -> Iterator[Answer]:
    """The legal representative and the contact may be reached under one mobile number: a small firm, or a proxy."""
    owner = case.field("leader_phone") or case.need("legal_rep_phone")
    contact = case.need("contact_mobile")
    name, other = case.field("leader_name") or case.field("legal_rep_name"), case.field("contact_name")
    same = digits(owner) == digits(contact) and len(digits(owner)) >= 7
    if not same or (name and other and fold_text(name.value) == fold_text(other.value)):
        yield Agreed()
        return
    if owner.place.path == contact.place.path:
        raise NotChecked("两处电话读自同一格，未对照。", Cause.AMBIGUOUS)
    who = "企业负责人" if owner.key == "leader_phone" or (case.form and case.form.free) else "法定代表人"
    yield case.finding(f"{who}与联系人不同，电话却同为“{owner.value}”，请核实。", owner, contact)


def digits(field: Field) -> str:
    return re.sub(r"\D", "", field.value)[-11:]


@rule("I-12")
def find_name_elsewhere(case: Case) -> Iterator[Answer]:
    """The province or city in the company's name, against the one of its address."""
    name = case.need("company_name")
    address = next((f for key in case.param("addresses") if (f := case.field(key))), None)
    if address is None:
        raise NotChecked("没有填写地址，未核对。")
    provinces = {r.province for r in case.reference.regions.values()}
    places = {(r.province, r.city) for r in case.reference.regions.values()}
    named = {province for province, city in places if starts_with(name.value, province, city)}
    stood = {province for province in provinces if province and short(province) in address.value}
    stood |= {r.province for r in case.reference.regions.values() if r.level == "市" and r.city in address.value}
    if not named or not stood or named & stood:
        yield Agreed()
        return
    yield case.finding(
        f"企业名称“{name.value}”冠以{'、'.join(sorted(named))}地名，{case.say(address)}，请核实（跨省设厂可属正常）。",
        name,
        address,
    )


def starts_with(name: str, province: str, city: str) -> bool:
    """Company names begin with the place of registration: 甘肃…, 兰州…, 酒泉市…."""
    return any(len(short(place)) >= 2 and name.startswith(short(place)) for place in (province, city) if place)


@lru_cache(maxsize=8192)
def short(place: str) -> str:
    """甘肃省 → 甘肃, 宁夏回族自治区 → 宁夏, 酒泉市 → 酒泉."""
    return re.sub(
        r"(?:省|市|(?:维吾尔|壮族|回族|藏族|蒙古族|哈萨克|朝鲜族|土家族苗族)*自治[区州]|特别行政区|地区|盟)$", "", place
    )
