"""T-05 in sentences: a certificate told with an end before the declaration, in a chapter or in an annex bound in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from check.case import Agreed, Answer, Case
from check.dates import Days, add_months, read_days
from check.numerals import whole_of
from check.sought import Sought
from check.telling import Text, texts_with
from model.submission import Field

_FROM = r"20\d{2}(?:年\d{1,2}月(?:\d{1,2}日)?|[-./]\d{1,2}(?:[-./]\d{1,2})?(?!\d))"
_TO = r"(?:至|到|截至|截止到?|[-—–~～]+)"
#: 有效期至2025年6月30日, 有效期三年，至2025年6月29日, 有效期2022年6月—2025年6月, 至2025年6月29日有效, 2025年6月到期.
EXPIRY = Sought(
    rf"有效期(?:限)?[^。；;\n，,\d]{{0,4}}(?:(?:为|是|[:：])?自?{_FROM}(?:起)?\s*)?{_TO}\s*(?P<a>{_FROM})"
    rf"|有效期(?:限)?(?:为|是|[:：])?[一二三四五六八十\d]{{1,2}}年[，,、（(]?\s*(?:截?至|到|截止(?:日期|时间)?(?:为|是)?)\s*(?P<b>{_FROM})"
    rf"|(?:有效|生效)[^。；;\n，,\d]{{0,3}}(?:至|到|截[至止](?:日期|时间|于|到)?(?:为|是)?[:：]?)\s*(?P<c>{_FROM})"
    rf"|(?:至|到)\s*(?P<d>{_FROM})\s*(?:止)?(?:均|都|一直|内)?(?:有效|为止)"
    rf"|(?P<e>{_FROM})\s*(?:前|止|已经?|即|起|正式)?(?:到期|过期|失效|届满|期满|逾期)"
    rf"|(?:到期|失效|届满|期满)(?:日期?|时间)?(?:为|是|于|在|[:：])*\s*(?P<f>{_FROM})"
)
#: 2021年9月取得，有效期三年.
TERM = Sought(
    r"(?P<y>20\d{2})年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?[^。；;\n\d]{0,16}?有效期(?:限)?(?:为|是|[:：])?"
    r"(?P<n>[一二三四五六1-6])年(?![，,、（(]?\s*(?:截?至|到)\s*20)"
)
#: What has such a term: of the line, for a list names it once (体系证书清单：…；…).
CERTIFICATE = Sought(
    r"证书|认证|资质|许可|测评|称号|牌照|执照|备案证明|注册证|登记证|(?:质量|环境|能源|安全|健康|融合|资产)管理体系|高新技术企业|检定|校准"
    r"|(?:ISO|FSSC|BRCGS?|HACCP|IATF|CCC|GMP|GAP|CMMM|DCMM|CE|UL)(?![A-Za-z])"
)
#: Renewed, another's, or what is no certificate.
RENEWED = re.compile(
    r"续|换证|换发|换领|重新|再(?:次)?(?:认|评|获|取)|复评|复审|延期|展期|更新|新证|已换|替代|供应商|客户|原(?!产|料|件|名)|旧证|上一?(?:版|轮|本|张|期)"
    r"|智能工厂|智能制造(?:优秀)?场景|数字化车间|合同|租|贷款|借款|授信|协议|质保|保修|维保|专利权|报价|优惠|作废|注销|历次|首次(?:发证|认证)|初次"
)
NOT_RENEWED = re.compile(
    r"(?:未|没有|尚未|未及|暂未|仍未|还没)(?:能|曾|及时|按期)?(?:办理|申请|完成|做|进行)?(?:重新|续|复|换|更新|延|再|展)"
)
#: What is to be done when it ends: 2026年8月到期前换证 tells of no past.
_END = re.compile(r"[；;。\n]")


def told_expired(case: Case, declared: Field, day: Days) -> Iterator[Answer]:
    """A certificate told with an end before the declaration, and nothing of its renewal in that item."""
    for text in chain(texts_with(case, EXPIRY, TERM), _annexes(case)):
        if not CERTIFICATE.search(text.text):
            continue
        for match in (*EXPIRY.finditer(text.text), *TERM.finditer(text.text)):
            start = max(text.text.rfind(stop, 0, match.start()) for stop in "。；;\n") + 1
            full = max(text.text.rfind(stop, 0, match.start()) for stop in "。\n") + 1
            item = text.text[start : match.start()] + match[0] + _END.split(text.text[match.end() :])[0]
            days = last_day(match)
            if days is None or RENEWED.search(NOT_RENEWED.sub("", item)):
                continue
            if not CERTIFICATE.search(text.text[full : match.start()] + item):
                continue
            if not day.surely_after(days):
                yield Agreed()
                continue
            said = text.text[start : match.end()].strip()[-SHOWN:]
            where = "附件" if text.key.startswith("annex") else "正文"
            yield case.finding(
                f"{where}称“{said}”，早于申报日期{declared.value}，请核实是否已续期。",
                text.place.quoting(said),
                declared,
                about=(f"{text.place.path}“{match[0]}”",),
                expected=f"不早于{declared.value}",
                found=match[0],
            )


#: So many characters are quoted.
SHOWN = 60


def _annexes(case: Case) -> Iterator[Text]:
    """Lines of the annexes that are bound in with the book, and of its tables in them."""
    own = {passage.place.path for passage in case.submission.passages}
    for paper in case.submission.papers:
        for one in paper.passages if paper.kind == case.submission.form else ():
            if one.key.startswith("annex") and one.place.path not in own:
                yield Text(one.key, one.text, one.place)


def last_day(match: re.Match[str]) -> Days | None:
    """The end that the words tell, or that the date of issue and the term give."""
    if match.re is EXPIRY.pattern:
        told = next(one for one in match.groups() if one)
        parts = re.findall(r"\d+", told)
        return read_days("-".join(part.zfill(2) for part in parts))
    issued = read_days("-".join(match[one].zfill(2) for one in "ymd" if match[one]))
    months = 12 * whole_of(match["n"])
    return Days(add_months(issued.first, months), add_months(issued.last, months)) if issued else None
