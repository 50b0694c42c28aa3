"""X-05 in the prose: founding date, legal representative, credit code, registered place and link of the scene,
told otherwise than the cells say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from check.case import Agreed, Answer, Case
from check.dates import read_days
from check.finance.columns import facts
from check.letters import COMPANY
from check.once import sentence_ahead, sentence_behind
from check.sought import Sought
from check.spelling import fold_company, fold_text
from model.finding import Severity
from model.submission import Field, Passage
from model.wording import PERSON, SURNAMES

#: Others' dates and persons, and what the company was before.
OTHERS = re.compile(
    r"前身|改制|原名|更名|重组|股改|分公司|子公司|母公司|集团|研究院|研究所|中心|车间|部门|小组|专班|委员会|协会|联盟|实验室|工作站"
    r"|党支部|工会|产线|项目|事业部|供应商|客户|合作|学院|大学|厂区|基地|品牌"
)
FOUNDED = Sought(
    r"(?:成立|创建|创立|创办|组建|注册成立|设立|始建)(?:日期|时间)?(?:于|为|[:：])\s*(?P<y>(?:19|20)\d{2})年(?:(?P<m>\d{1,2})月)?"
    r"|(?P<y2>(?:19|20)\d{2})年(?:(?P<m2>\d{1,2})月)?(?:\d{1,2}日)?(?:正式|注册|登记|在[\u4e00-\u9fff]{2,8})?(?:成立|创立|创办|创建|注册登记|注册|登记)(?=[，,。；;以至]|于|$)"
)
RESTRUCTURED = Sought(
    r"(?P<y>(?:19|20)\d{2})年(?:(?P<m>\d{1,2})月)?(?:\d{1,2}日)?[^，,。；;\d]{0,12}?(?:改制|改组)(?:设立|成立|组建|登记|注册|为)"
)
LEGAL = Sought(
    rf"(?:法定代表人|法人代表|法人)(?:、?(?:董事长|总经理|执行董事|厂长|总裁)){{0,2}}(?:为|是|由|系|[:：])?"
    rf"(?P<name>{PERSON})"
    r"(?=先生|女士|同志|亲自|担任|任|牵头|挂帅|签|主持|带|为|出任|兼|统筹|负责|总|对|代表|承诺|同意|在|多次|现场|参与|参加|组织|审|批|与|和|曾|已|同时|[（(]|[，,。；;、）)\s]|$)"
)
CODE = Sought(r"(?:统一)?社会信用代码(?:证号|编号)?(?:为|是|[:：])?\s*([0-9A-Z]{18})(?![0-9A-Z])")
#: The code of before 2015: eight characters and a check character, the middle of the credit code.
ORG_CODE = Sought(r"(?:组织)?机构代码(?:证号|编号|证)?(?:为|是|[:：])?\s*([0-9A-Z]{8})[-－—]?([0-9X])(?![0-9A-Z])")
SEAT = Sought(
    r"(?:注册地址|注册地|注册住所|公司住所|登记住所)(?:(?:和|及|与|、)[^，,。；;]{2,8}?)?(?:均|都|同)?(?:位于|为|在|是|[:：])\s*(?P<seat>[^，,。；;\n]{4,40})"
)
COUNTY = re.compile(
    r"(?:市|州|盟|^甘肃省|^福建省|^)([\u4e00-\u9fff]{1,4}?(?:区|县|旗)|(?<=[市州盟])[\u4e00-\u9fff]{2,3}市)"
)
CITY = re.compile(r"([\u4e00-\u9fff]{2,4}?)(?:市|自治州|州|盟)")
OWN_SCENE = (
    r"(?:本(?:次|项目|单位|公司|企业)?(?:申报|所报|上报)?的?|该|(?:申报|所报|上报)的?)(?:典型|优秀)?场景(?:名称)?"
)
LINK = Sought(
    rf"{OWN_SCENE}[^，。；]{{0,8}}?(?:属于|归属于|归属|归入|归|对应|隶属于?|所属|处于|位于)[^，。；]{{0,8}}?[“\"「]?(?P<link>[\u4e00-\u9fff]{{4,8}})[”\"」]?环节"
)


def find_identity_told(case: Case) -> Iterator[Answer]:
    """E for a code, W else: a sentence may speak of what was, or of somebody else."""
    yield from restructured_told(case)
    for passage in case.prose_with(FOUNDED, LEGAL, CODE, ORG_CODE, SEAT, LINK):
        yield from founded_told(case, passage)
        yield from legal_told(case, passage)
        yield from code_told(case, passage)
        yield from seat_told(case, passage)
        yield from link_told(case, passage)


def founded_told(case: Case, passage: Passage) -> Iterator[Answer]:
    field = case.field("founded_date")
    right = read_days(field.value) if field else None
    if field is None or right is None:
        return
    own = {"公司", "企业", "单位", "我司"}
    for match in FOUNDED.finditer(passage.text):
        before = sentence_ahead(passage.text, match.start())
        behind = sentence_behind(passage.text, match.end())
        subject = re.split(r"[，,]", before)[-1]
        name = case.field("company_name")
        subject = re.sub(r"(?:自|从|早在|始于|于|在)$", "", subject.strip())  # 公司自2005年成立以来, 公司于2005年成立
        speaks = not subject.strip("，, ") or any(subject.strip().endswith(w) for w in own)
        speaks = speaks or bool(name and fold_text(name.value)[-8:] in fold_text(subject))
        around = before + re.split(r"[，,]", behind.lstrip("，, "))[0]
        told_too = field.value[:4] in passage.text  # 成立于1998年，2003年改制: the cell's year is explained
        if not speaks or OTHERS.search(before) or (OTHERS.search(around) and told_too):
            continue
        if not before.strip() and passage.key != "profile":
            continue
        year, month = match["y"] or match["y2"], match["m"] or match["m2"]
        told = read_days(f"{year}-{int(month):02d}" if month else year)
        if told is None or (told.first <= right.last and right.first <= told.last):
            yield Agreed()
        else:
            yield differs(case, passage, match[0], field)


def restructured_told(case: Case) -> Iterator[Answer]:
    """1999年12月改制设立 where no text tells the year of the cell: the company begins with its restructuring."""
    field = case.field("founded_date")
    right = read_days(field.value) if field else None
    if field is None or right is None or any(f"{right.first.year}年" in passage.text for passage in case.prose()):
        return
    for passage in case.prose_with(RESTRUCTURED):
        for match in RESTRUCTURED.finditer(passage.text):
            month = f"{match['y']}-{int(match['m']):02d}" if match["m"] else match["y"]
            told = read_days(month)
            if told is None or re.search(r"子公司|分公司|研究院|中心|集团", clause_before(passage.text, match.start())):
                continue
            if told.last < right.first or right.last < told.first:
                yield differs(case, passage, match[0], field)
                return


@cache
def legal_names(surname: str) -> Sought:
    """LEGAL for the usual surnames and the applicant's own: who writes it wrong keeps it most of the time."""
    return Sought(LEGAL.pattern.pattern.replace(f"[{SURNAMES}]", f"[{SURNAMES}{re.escape(surname)}]"))


def legal_told(case: Case, passage: Passage) -> Iterator[Answer]:
    registered = next((fact for _, fact in facts(case, "licence.legal_rep_name")), None)
    field = case.field("legal_rep_name") or registered
    if field is None:
        return
    name = "" if field is not registered else f"《{field.place.file}》所载法定代表人"
    own = fold_text(field.value)
    for match in legal_names(own[:1]).finditer(passage.text):
        told = fold_text(match["name"])
        if told == own or (len(told) < len(own) and fold_text(passage.text[match.start("name") :]).startswith(own)):
            yield Agreed()
        elif not re.search(
            r"供应商|客户|合作|子公司|分公司|集团|原|前任|变更", clause_before(passage.text, match.start())
        ):
            yield differs(case, passage, match[0], field, name=name)


def code_told(case: Case, passage: Passage) -> Iterator[Answer]:
    fields = [f for key in ("uscc", "org_code") if (f := case.field(key)) and len(fold_text(f.value)) == 18]
    for match in CODE.finditer(passage.text) if fields else ():
        if match[1] == fold_text(fields[0].value):
            yield Agreed()
        elif not (OTHERS.search(clause_before(passage.text, match.start())) or is_behind_other(case, passage, match)):
            yield differs(case, passage, match[0], fields[0], Severity.E)
    for match in ORG_CODE.finditer(passage.text) if fields else ():
        if f"{match[1]}{match[2]}" == fold_text(fields[0].value)[8:17]:
            yield Agreed()
        elif not OTHERS.search(clause_before(passage.text, match.start())):
            yield differs(case, passage, match[0], fields[0], Severity.E)


def is_behind_other(case: Case, passage: Passage, match: re.Match[str]) -> bool:
    """仓库租自某某有限公司（统一社会信用代码…）: the company named last before the code is not the applicant."""
    named = COMPANY.findall(sentence_ahead(passage.text, match.start()))
    name = case.field("company_name") or case.field("applicant")
    return bool(named and name) and fold_company(name.value if name else "") not in fold_company(named[-1])


def seat_told(case: Case, passage: Passage) -> Iterator[Answer]:
    for match in SEAT.finditer(passage.text):
        told = CITY.search(match["seat"])
        registered = [(fact, f"《{paper.file}》所载住所") for paper, fact in facts(case, "licence.address")]
        cell = case.field("address")
        for fact, name in registered or ([(cell, "")] if cell else []):
            right = CITY.search(fact.value)
            if not (told and right) and not county_differs(match["seat"], fact.value):
                continue
            if county_differs(match["seat"], fact.value) and not OTHERS.search(
                clause_before(passage.text, match.start())
            ):
                yield differs(case, passage, match[0], fact, name=name)
            elif (told and right and told[1][-2:] == right[1][-2:]) or OTHERS.search(
                clause_before(passage.text, match.start())
            ):
                yield Agreed()
            else:
                yield differs(case, passage, match[0], fact, name=name)


def county_differs(told: str, right: str) -> bool:
    """Whether both name a district or county behind the city, and not the same: 天水市麦积区, 天水市秦州区."""
    a, b = (COUNTY.search(text) for text in (told, right))
    return bool(a and b and a[1] != b[1])


def link_told(case: Case, passage: Passage) -> Iterator[Answer]:
    link, guide = case.field("link_name"), case.reference.guide
    for match in LINK.finditer(passage.text):
        if link is None or match["link"] not in guide.links:
            continue
        same = match["link"] in fold_text(link.value)
        yield Agreed() if same else differs(case, passage, match[0], link)


def clause_before(text: str, spot: int) -> str:
    return re.split(r"[。；;，,\n]", text[:spot])[-1]


def differs(
    case: Case, passage: Passage, words: str, field: Field, severity: Severity = Severity.W, name: str = ""
) -> Answer:
    said = words.strip("，,。；; ")
    return case.finding(
        f"正文“{said}”，与{name or case.label(field.key)}“{field.value}”不一致，请核实。",
        passage.place.quoting(said),
        field,
        severity=severity,
        about=(field.key, passage.key),
        expected=field.value,
        found=said,
    )
