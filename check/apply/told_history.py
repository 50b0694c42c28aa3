"""What the book itself tells of its history, for where no archive is at hand: titles lacked, bans, awards asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Answer, Case
from check.dates import add_months, read_days
from check.sought import Sought
from check.telling import tell_sentences
from model.finding import Severity
from model.regime import CARRIERS

#: 尚未获评基础级, 未获得基础级称号.
LACKING = Sought(
    r"(?:尚|还|暂|仍)?(?:未|没有)(?:曾)?(?:获评|获得|取得|评为|被认定为|认定为|通过|入选)[^，,。；;]{0,10}?"
    r"(?P<held>优秀场景|基础级|先进级|卓越级)"
)
#: 参评卓越级落选, 申报基础级未获通过: applied for in vain.
IN_VAIN = Sought(
    r"(?:参评|申报|申请|争创|参加|角逐|冲击)[^。；;]{0,10}?(?P<held>先进级|卓越级)[^。；;]{0,10}?(?:落选|未(?:能)?(?:入选|入围|获评|获批|通过|获得|获)|没(?:有)?(?:入选|通过|评上))"
)
#: 跨过基础级直接申报先进级.
JUMP = Sought(
    r"(?:跨过|跳过|越过|绕过|略过|未经|不经|没有经过|未经过)(?:了)?[^，,。；;]{0,6}?(?P<held>基础级|先进级|卓越级)(?!智能工厂认定的企业)"
)
FALL = Sought(r"(?P<year>20\d{2})年(?:(?P<month>\d{1,2})月)?[^。；;]{0,30}?(?:取消|撤销|撤消|通报|列入)")
#: 按规定至少2年内不得再次申报.
BAN = Sought(
    r"(?P<years>\d|[一二两三五])年(?:之)?内(?:均)?(?:不得|不能|不予|禁止|限制)(?:再次|再|重新)?(?:申报|受理|推荐|认定)"
)
YEARS = {"一": 1, "二": 2, "两": 2, "三": 3, "五": 5}
#: 拟申请省级场景奖励资金50万元.
ASKED = Sought(
    r"(?:申请|申领|争取|可获|获得|享受|兑现)[^，,。；;]{0,12}?(?:奖励|奖补|补助|补贴)(?:资金|金额)?[^，,。；;\d]{0,6}?"
    r"(?P<n>\d+(?:\.\d+)?)万元"
)
#: Awards of other programmes.
OTHER_AWARD = re.compile(
    r"高新技术|专精特新|研发费用|技改|技术改造|贷款|贴息|市级|区级|县级|国家|设备更新|首台|科技|就业|绿色|上云|两化"
)
OWN_AWARD = Sought(r"场景|基础级|先进级|智能工厂|省级|省工信|工信厅|本项目")


#: 2022年申报未通过，2023年再次申报获评.
WON_LATER = re.compile(r"(?:次年|后|再次|重新|20\d{2}年)[^。；;]{0,16}?(?:获评|获得|通过|入选|认定)")


def find_told_jump(case: Case) -> Iterator[Answer]:
    """E where the book says that the applicant lacks the level under the one applied for (the ladder), W for a jump."""
    target = CARRIERS.index(case.carrier) if case.carrier in CARRIERS else 0
    for text, sentence in tell_sentences(case):
        hit = LACKING.search(sentence) or JUMP.search(sentence) or IN_VAIN.search(sentence)
        if hit is None or target == 0 or hit["held"] != CARRIERS[target - 1]:
            continue
        if re.search("首次|第一次|初次", sentence) and case.written("first_choice") is not None:
            continue
        if IN_VAIN.search(sentence) and WON_LATER.search(sentence[hit.end() :]):
            continue
        name = case.field("company_name") or case.need("applicant")
        yield case.finding(
            f"书中称“{sentence.strip()}”，本次申报{case.carrier}，原则上应逐级申报，请核实。",
            name,
            text.place.quoting(sentence.strip()),
            severity=None if "获评" in sentence.replace(hit[0], "") else Severity.W,  # a first application may be free
            about=("history",),
            expected=CARRIERS[target - 1],
            found=case.carrier,
        )
        return


def find_told_ban(case: Case) -> Iterator[Answer]:
    """B where the book tells a withdrawal with its date and a ban that surely lasts to the declaration; else W."""
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    if declared is None or day is None:
        return
    for text, sentence in tell_sentences(case):
        ban, fall = BAN.search(sentence), FALL.search(sentence)
        if ban is None or fall is None:
            continue
        since = read_days(f"{fall['year']}-{int(fall['month']):02d}" if fall["month"] else fall["year"])
        years = YEARS.get(ban["years"]) or int(ban["years"])
        if since is None or day.first >= add_months(since.last, 12 * years):
            continue
        until = add_months(since.last, 12 * years).isoformat()
        yield case.finding(
            f"书中称“{sentence.strip()}”，申报日期{declared.value}在限制期内，请核实。",
            declared,
            text.place.quoting(sentence.strip()),
            severity=Severity.B if day.last < add_months(since.first, 12 * years) else Severity.W,
            about=("history.ban",),
            expected=f"{until}之后",
            found=declared.value,
        )
        return


def find_told_award(case: Case) -> Iterator[Answer]:
    """W where the award that the book asks for is above the cap of its carrier."""
    cap = case.reference.law.term("subsidy", case.carrier, case.day)
    if cap is None or cap.value is None:
        return
    most = Decimal(str(cap.value))
    for text, sentence in tell_sentences(case):
        for hit in ASKED.finditer(sentence):
            if OTHER_AWARD.search(sentence) or not OWN_AWARD.search(sentence) or Decimal(hit["n"]) <= most:
                continue
            yield case.finding(
                f"书中称“{hit[0]}”，{case.carrier}的奖励最高{most}万元，请核实。",
                text.place.quoting(hit[0]),
                severity=Severity.W,
                about=(f"{text.place.path}“{hit[0]}”",),
                expected=f"≤{most}万元",
                found=f"{hit['n']}万元",
            )
