"""Whom a number speaks of: the company, a line, a process, others; the words that say so."""

from __future__ import annotations

import re

from extract.claims.marks import Mark, last_mark
from extract.claims.mentions import Mention
from extract.claims.owners import OwnerFinder, is_subject
from extract.claims.prose import Prose
from extract.claims.relation import Relation
from extract.claims.subject import SubjectFinder
from extract.numbers import NumberSpan
from model.reference import Lexicons

#: Figures of the whole company, unless the words before them name a part of it.
_OF_COMPANY = ("main_revenue", "revenue", "sales", "output", "profit_total", "net_profit", "op_profit")
_MONEY = ("main_revenue", "revenue", "sales", "profit_total", "net_profit", "op_profit", "assets", "debt_ratio")
#: No part of a company has a balance sheet: 本场景的投入有保障，截至2024年末资产总额2.96亿元.
_BALANCE, _PARTS = ("assets", "debt_ratio"), ("process", "workshop", "line", "product", "scene")
_SCOPED = ("kpi.", "pass", "first_pass", "scrap", "rework", "defect", "efficiency", "oee")
#: 工位产出, 工序节拍: the place only tells whose number that one is; 该工序改造后 holds on.
_OWN_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:产出|产量|节拍|用工|人数|效率|时间|能力|周期|成本|能耗|利用率|产能|工时|工期|耗时)"
)
#: Quantities that are the product's or the company's by their own name.
_WHOLE = ("产品", "企业", "公司", "全厂", "单位产品", "单位产值", "万元产值", "全员")
_HOLDS = re.compile(r"(?:该|本|此|在|对|各|每|于|这)(?:条|个|台|道)?$")
#: A count of those of whom something is said, not of all: 参加培训的120名员工.
_SOME = re.compile(
    r"(?<![\u4e00-\u9fff])(?![^,，。]*(?:公司|企业|全厂|厂里|集团|我|现有|所有|全部|全体|在册|在岗|在职|自有|拥有|共有|总计|合计|目前))"
    r"[\u4e00-\u9fff]{2,10}的[这那]?$"
)


#: 盈利能力：2024年利润总额…: what a sentence is about, no part of the company; 出口：2024年收入… is one.
_TOPIC = re.compile(r"[^,，。;；:：\n]*[:：]")
_OF_MONEY = re.compile(r"经营|财务|业绩|效益|盈利|经济|实力|基础|情况|概况|规模|底气|保障")


#: 按集团合并口径，含甲厂和贸易公司，收入…: the members that the group's number takes in, none of them the company.
_CONSOLIDATED = re.compile(
    r"合并(?:财务)?(?:报表|口径|范围)[^。；;\n]{0,8}?[，,(（]"
    r"(?:其中)?(?:含|包括|包含|涵盖|纳入|并入)[^。；;\n\d]{1,30}$"
)


#: 关联企业某某商贸有限公司2024年收入…: a name behind such a word is not that of the company whose book it is.
_KIN_NAMED = re.compile(
    r"(?:关联|参股|控股|全资|兄弟|母|子)(?:子?公司|企业|单位)(?:为|是|即|[:：“])?[\u4e00-\u9fff()（）]{2,20}(?:有限|责任|股份)$"
)


#: 拥有连铸、轧制完整工序，现有职工78人: what is had is not whose number the next clause tells.
_STOCKS = ("staff", "staff_rd", "staff_tech", "capacity", "area", "land", *_OF_COMPANY, *_BALANCE)
_HAS = re.compile(
    r"(?:拥有|建有|设有|下设|下辖|内设|设立|配有|配备|配置|具备|具有|包括|包含|涵盖|形成|建成|分为|分设|设|辖|现有|有)"
    r"[^,，。;；]*$"
)


#: 公司2022年启动建设，项目总投资…: who builds is not what costs so much; 覆盖六个车间，总投资…: nor what is reached.
_INVESTED = "build_investment"
_REACHES = re.compile(
    r"(?:覆盖|涵盖|涉及|贯穿|贯通|串联|打通|辐射|包括|包含|囊括)[^,，。;；]*$|(?:[两二三四五六七八九十\d]+|多|各|全部)(?:个|大|条|座)(?:[\u4e00-\u9fff]{0,2})$"
)
#: 项目在现有厂房内实施，总投资…, 利用二号车间改造: where the works stand is not what the whole sum was spent on.
_STANDS = re.compile(r"(?:在|位于|坐落于|设于|设在|利用|依托|租用|选址[在于]?|布置在)[^,，。;；\d]{0,12}$")
_STOOD = re.compile(
    r"(?:[内中里]|范围内)?(?:的)?(?:闲置|现有|预留)?(?:场地|区域|空间|厂房|基础上)?(?:进行|开展|组织|就地)?(?:实施|建设|改造|技改|升级|布局|落地)*"
)
_WHOLE_SUM = re.compile(
    r"[^,，。;；\d]{0,4}(?:总|合计|共)[^,，。;；\d]{0,6}(?:投资|投入)|(?:本|该)?(?:项目|工程)[^,，。;；\d]{0,4}(?:投资|投入)"
)
_OF_WORKS = re.compile(r"(?:本|该|整个)?(?:项目|工程)[^,，。;；]{0,8}$")
#: 线尾两台、粘箱工位两台，共: the sum of a list is of none of its places.
_ALL_OF_THEM = re.compile(
    r"[\d一二两三四五六七八九十][台套个条名人项把只支][^。；;]{0,30}[,，、](?:总|一|合)?(?:共|计)[有计为]?$"
)


#: 公司2024年全线生产…, 全厂连同该产线产量…: what was made on all lines together.
_MADE = ("", "volume", "capacity")
_TAKEN_IN = re.compile(r"(?:连同|包括|包含|含|加上|算上)")


class ScopeTeller:
    """Tells scopes with the word lists of one reference."""

    def __init__(self, lexicons: Lexicons, subjects: SubjectFinder, owners: OwnerFinder) -> None:
        self._open = lexicons.lists["open_modifiers"]
        self._subjects = subjects
        self._owners = owners

    def tell(
        self, prose: Prose, number: NumberSpan, mention: Mention | None, code: str, relation: Relation, lead: int
    ) -> tuple[str, Mark | None]:
        """(scope, the words that say it); `mention` is the quantity's own, None where it is carried over."""
        start, _ = prose.borders.sentence(number.start)
        stop = number.start
        if relation.kind == "share" and (taken := prose.text.rfind("占", start, stop)) > lead:
            stop = taken  # 占公司营业收入的4%: the whole's words do not name the part
        if self._owners.is_of_party(prose.text, number.end) or self._owners.is_in_bracket(
            prose.text, start, number.start
        ):
            return "other", None
        mark = _subject(prose, start, stop, number.start)
        if mention and mention.start < number.start:
            near = _subject(prose, start, max(start + 1, mention.end), number.start)
            if near and near.start < mention.end and (mark is None or mark.start >= mention.end) and mark is not near:
                mark = near  # 车间操作工由公司统一… : the words before the quantity narrow it
        if mark and (outside := _outside(prose.text, mark, stop, start)) is not None:
            mark = last_mark(prose.scopes, start, outside) or mark
        if mention and mention.start >= number.end and not mark and _SOME.search(prose.text[start : number.start]):
            return "process", None  # 转岗的38名员工: some of them
        if mark and mark.name == "company" and _is_of_group(prose.text, start, mark.start):
            mark = last_mark([one for one in prose.scopes if one.name == "group"], start, mark.start) or mark
        if mark and mention and mention.start < number.start and _is_past(prose.text, mark, mention):
            mark = None
        spot = mention.start if mention and mention.start < number.start else number.start
        if mark and mark.name == "process" and prose.text[max(0, mark.start - 1) : mark.start] == "等":
            mark = last_mark(prose.scopes, start, mark.start)  # 产线在上料、码垛等工位配置机器人6台: all of its places
        if mark and mark.name == "process" and _ALL_OF_THEM.search(prose.text[mark.end : number.start]):
            mark = last_mark([one for one in prose.scopes if one.name != "process"], start, mark.start)
        if mark and mark.name in ("process", "workshop", "line") and code in _STOCKS and mention:
            mark = _owner(prose, mark, start, spot)
        if mark and code == _INVESTED and mention and _is_beside_works(prose.text, mark, start, spot):
            mark = None
        if mark and mark.name == "process" and code in _MONEY and re.search("[,，]", prose.text[mark.end : spot]):
            mark = None  # 部分订单推迟，主营业务收入下降3.1%: no process has a revenue
        if mark and mark.name in _PARTS and code in _BALANCE:
            mark = None
        if mark and mark.name == "line" and code in _MADE:
            mark = _firm_over(prose, mark) or mark
        if mark is not None and mark.name not in ("company", "scene"):
            return mark.name, mark
        if mention and mention.concept.code in _OF_COMPANY and mention.start < number.start:
            low = max(prose.borders.clause(mention.start)[0], mark.end if mark else 0)
            if (topic := _TOPIC.search(prose.mute, low, mention.start)) and (
                "profit" in code or _OF_MONEY.search(topic[0])
            ):
                low = topic.end()
            if len(self._subjects.residue(prose.mute[low : mention.start])) >= 2:
                return "product", None  # 出口主营业务收入, 水泥辊压机主营业务收入
        if mention and code.startswith(_SCOPED) and mention.start < number.start:
            low = max(prose.borders.clause(mention.start)[0], mark.end if mark else 0, mention.start - 6)
            head = prose.text[low : mention.start].rstrip()
            if re.search(r"[\u4e00-\u9fff]$", head) and not any(head.endswith(w) for w in self._open):
                return ("line" if head.endswith("线") else "process"), None
        return (mark.name, mark) if mark else ("", None)


def _subject(prose: Prose, start: int, stop: int, at: int) -> Mark | None:
    """The last mark, without parties that only a clause before names: 公司为某某集团子公司，资产总额3亿元."""
    mark = last_mark(prose.scopes, start, stop)
    while mark and mark.name in ("group", "other", "national") and _is_object(prose.text, mark, at):
        mark = last_mark(prose.scopes, start, mark.start)
    return mark


def _is_object(text: str, mark: Mark, stop: int) -> bool:
    apart = re.search("[,，;；]", text[mark.end : stop])
    return apart is not None and not text.startswith("合并", mark.start) and not is_subject(text, mark)


def _firm_over(prose: Prose, mark: Mark) -> Mark | None:
    """The company in the line's own clause, of which the line is but a part, or all of whose lines are meant."""
    firm = last_mark(
        [one for one in prose.scopes if one.name == "company"], prose.borders.clause(mark.start)[0], mark.start
    )
    words = prose.text[firm.end : mark.start] if firm else ""
    whole = prose.text[mark.start : mark.end] == "全线" or _TAKEN_IN.match(words)
    return firm if whole else None


def _is_of_group(text: str, start: int, stop: int) -> bool:
    """Whether the words before 公司 make it a member of the group: taken into its number, or named as its kin."""
    head = text[start:stop]
    return _CONSOLIDATED.search(head) is not None or _KIN_NAMED.search(head) is not None


def _is_beside_works(text: str, mark: Mark, start: int, spot: int) -> bool:
    """Whether what is marked stands in a clause before the investment's and is not what it was spent on."""
    apart = re.search("[,，]", text[mark.end : spot])
    if not apart:
        return False
    if mark.name == "company":
        return _OF_WORKS.search(text, mark.end + apart.start(), spot + 2) is not None
    if mark.name not in ("process", "workshop", "line"):
        return False
    head = text[start : mark.start]
    placed = _STANDS.search(head) and _STOOD.fullmatch(text, mark.end, mark.end + apart.start())
    whole = mark.name != "line" and placed and _WHOLE_SUM.search(text, mark.end + apart.end(), spot + 6)
    return _REACHES.search(head) is not None or bool(whole)


def _owner(prose: Prose, mark: Mark, start: int, spot: int) -> Mark | None:
    """Who has what is marked, if only a clause before the quantity's says so; else the mark itself."""
    if not re.search("[,，]", prose.text[mark.end : spot]):
        return mark
    had = _HAS.search(re.split("[,，。;；]", prose.text[start : mark.start])[-1])
    return last_mark(prose.scopes, start, mark.start - len(had[0])) if had else mark


def _outside(text: str, mark: Mark, stop: int, start: int) -> int | None:
    """Where the bracket with the mark opens, if it closes before the number: 合并口径（含甲公司）收入, the group's."""
    opened = text.rfind("(", start, mark.start)
    closed = text.find(")", mark.end, stop)
    return opened if opened > start and closed > 0 and ")" not in text[opened : mark.start] else None


def _is_past(text: str, mark: Mark, mention: Mention) -> bool:
    """工位产出由312件提高到468件；产品不良率…: behind the semicolon the product's own quantity is told."""
    whole = mark.name == "process" and text.startswith(_WHOLE, mention.start)
    apart = re.search(r"[;；]", text[mark.end : mention.start]) is not None
    owns = _OWN_NUMBER.match(text, mark.end) and not _HOLDS.search(text[max(0, mark.start - 3) : mark.start])
    return bool(whole and apart and owns)
