"""Whose number it is after the subject of its clause: 控股股东某某集团2024年营业收入56亿元 is no number of the company.

The head noun before the verb or the quantity decides; it holds through the clauses behind until another subject comes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from extract.claims.marks import Mark
from model.reference import Lexicons
from model.submission import Field
from model.text import half_width

_TIMES = (
    r"(?:(?:截至|截止|至|到|自|近)?(?:20\d\d(?:[-—~至到]+(?:20)?\d\d)?年?(?:度|底|末|初|上半年|"
    r"\d{1,2}月(?:\d{1,2}日|末|底)?)?|[上本去今当]年度?|[近前][三两二]年|全年|目前|同期)[,，]?)"
)
_LEAD = rf"(?:{_TIMES}|据[^,，。;；\d]{{2,8}}[,，]|其中|此外|另外|另据|同时|而且?|但|另|以及|及|由|[一二三四]是){{0,4}}"
_FIRM = r"(?:与?[本我该]?(?:公司|企业|单位|司|厂|项目|工程))"
#: What may stand before a noun without making it an object: 最大的客户, 参股的, 项目所在的.
_BY = r"为是系由与和同及向对给在从被受经按比较将把于以等使让获用超达并就或未无"
#: 同城的一家…: not 与.
_LIKE = r"同(?:[省市县区城镇业]|行业|地区?|园区|类|规模)"
_MODIFIER = rf"(?:所在地?的?|投资(?:设立|成立|兴办|入股)的?|所)?(?:系[统列]|{_LIKE}|[^\W\d_{_BY}]){{0,8}}?"
#: A name with its last word, which tells that it is one, and a shorter one, right before what is told of it.
_WORD = rf"(?:有限|无锡|华为|达(?![到成标产])|系[统列]|[^\W\d_{_BY}有]|[·()])"
_FULL = (
    rf"(?:\([^()]{{2,30}}\)|[“\"][^”\"]{{2,30}}[”\"]|{_WORD}{{1,24}}(?:公司|集团|厂|企业|院|所|大学|银行|"
    rf"基金|中心|合作社)(?:\([^()]{{1,24}}\))?)"
)
_SHORT = (
    rf"(?!管理|协同|服务|质量|订单|需求|满意|投诉|交付|准时|贷|存款|授信|借款|数量|门户|平台|系统|信息|"
    rf"数据|占|回款|合同|权益){_WORD}{{2,8}}?"
)
_DOES = (
    r"(?:实现|完成|拥有|现有|共有|雇有|有|共|合计|累计|总计|均|平均|全部|全口径|年度?|的|取得|达成|创造|规模以上|"
    r"工业|企业|入园|区内|园内|辖区|全社会|其|总|约|单户|有效){0,6}"
)
#: 永登某某公司是本公司的全资子公司: whoever stands to the applicant in such a way is another.
_RELATED = r"(?:是|为|系|属于?|作为)(?:[本我]?(?:公司|企业|司|厂))的?[^,，。;；\d]{0,8}?"
_BEGINS = re.compile(r"(?:^|(?<=[,，。;；:：、!?！？\n(\"“]))\s*")
#: 该公司, 其: whom the clause before spoke of.
_AGAIN = re.compile(
    r"(?:该|这家)(?:公司|企业|集团|厂|园区|客户|供应商|单位|股东|银行|市|县|区|园)|其(?=20|现有|资产|营业|主营|利润|职工|员工)"
)
#: 上述两家公司2024年…: none of several is the applicant.
_SEVERAL = re.compile(
    rf"{_LEAD}(?P<who>(?:上述|这|以上|前述)[两二三四五六七八九几多些]家?[^,，。;；\d]{{0,4}}(?:公司|企业|单位|厂))"
)
#: Whoever is only named: with a word that ends names alone.
_NAMED = rf"{_WORD}{{2,24}}(?:有限(?:责任)?公司|股份公司|大学|研究院|学院)(?:\([^()]{{1,24}}\))?"
_NAMED_LAST = re.compile(
    rf"(?:[为是系由与向给和]|[,，。;；:：]|^)(?:{_WORD}{{0,4}}?)(?P<who>{_WORD}{{2,20}}(?:公司|集团|研究院))[,，。;；]$"
)
#: What a name shares with any other.
_PLAIN = re.compile(r"有限|责任|股份|公司|集团|总厂|厂$|\(.*?\)")
_ALIKE = 75
#: 不含同期进行的锅炉工程，该工程投资620万元: what was left out keeps its own number.
_LEFT_OUT = re.compile(
    r"(?:不含|不包[括含]|未[包计]?含|未?不计入?|未纳入|未计入|剔除|扣除|除)(?P<what>[^,，。;；\d]{2,40})[,，()]"
    r"(?P<again>(?:该|此|这)(?:项(?!目)|部分|笔|(?P<head>[\u4e00-\u9fff]{2}))[\u4e00-\u9fff]{0,4}?)(?=总?投资|总?投入|费用|另|20|合计|共|约|\d|由|单独)"
)
_OUT_BEHIND = re.compile(
    r"[^,，。;；、\d]{0,6}[,，(](?:均|也|都|且|但|其|(?:该|此|这)(?:项|部分|笔)?(?:投资|资金|费用|数据|数)?)*(?:未|不)(?:再)?"
    r"(?:纳入|并入|列入|计入|算入|归入|包含在|含在|属于?|在)(?:本|此|上述|该项目|申报|合并|表|项目|总投资)"
    r"|[^,，。;；、\d]{0,6}[,，]另案"
    r"|[^,，。;；、\d]{0,6}[,，(](?:均|也|都|且|但|其|故|因此)*(?:未|不|没有?)(?:予|作)?并(?:入报)?表"
)
#: 两家饮片厂(职工85人和120人), 其中某县一家(职工90人): so many firms right before the bracket have its numbers.
_FIRMS = re.compile(
    r"(?P<ahead>[^,，。;；:：()]*)(?:[一二两三四五六七八九十几数]|\d+)[余多]?家[^,，。;；:：()\d]{0,16}\((?!(?:[本我该]?(?:公司|企业|厂)|全厂))[^()]*$"
)
#: 公司下设两家工厂(职工327人), 是一家专精特新企业(职工327人): the applicant's own, or itself.
_ITSELF = re.compile(
    r"(?:是|为|系|属于?)[^,，。;；()]{0,12}$"
    r"|(?:下设|下辖|下属|所属|旗下|名下|拥有|建有|设有|办有|分设|分为|设立|现有|共有|包括|自有|自办|本|我|合并)[^,，。;；()]{0,8}$"
    r"|(?:公司|企业|集团|全厂)(?:共|的|有|在[^,，。;；()]{2,8})?$"
)
#: 控股股东未占用资金，资产负债率63%: nothing is told of them.
_DENIED = re.compile(r"(?:股东|公司|企业|单位|商|方)?(?:均|都|也)?(?:未(?![来经])|不|没有|无(?!锡))")
#: 公司由某某集团控股, 为某某集团全资子公司: who stands behind such a verb is not the subject.
_LED = re.compile(
    rf"(?:[{_BY}属入经]|依托|借助|通过|根据|联合|携手|引进|引入|销往|面向|服务|供应|采购|没有|隶属|来自|高于|低于|遍布|覆盖|畅销|远销|位居|领先)[^,，。;；]*$"
)


class OwnerFinder:
    """Finds the subjects of clauses with the word lists of one reference."""

    def __init__(self, lexicons: Lexicons, own: str = "") -> None:
        self._own = own
        lists = lexicons.lists
        party, area, told = ("|".join(lists[name]) for name in ("party", "party_area", "firm_quantity"))
        after = rf"{_TIMES}{{0,2}}{_DOES}{_TIMES}{{0,2}}{_DOES}(?:{told})"
        of = rf"(?:{_FIRM}(?:的|所属的?|下属的?|旗下的?|的?(?=[^\W\d_]))?)?"
        self._subject = re.compile(
            rf"{_LEAD}(?P<who>{of}{_MODIFIER}(?:(?:{party})(?:(?P<name>{_FULL})(?=[,，]|{after})|{_SHORT}(?={after})|(?={after}))"
            rf"|(?:{area})(?:[^,，。;；\d]{{0,12}}(?=\d+[余多]?[家户])|内?{_TIMES}{{0,2}}(?:规模以上)?[^\W\d_{_BY}]{{0,8}}(?:企业|公司|行业|产业)(?={after})|(?={after}))"
            rf"|(?:合资|合营|联营|参股|关联|兄弟|子|母)(?:公司|企业)(?:由|系|为|位于|主营|专业|成立|注册)[^,，。;；]{{2,40}}(?=[,，])))"
        )
        self._related = re.compile(rf"{_LEAD}(?P<who>{_FULL}{_RELATED}(?:{party}))(?=[,，])")
        self._named = re.compile(rf"{_LEAD}(?P<who>{_NAMED})(?=[,，]|{after})")
        self._in_hands = re.compile(
            rf"{_LEAD}(?P<who>(?!本|该|我|公司|企业)(?:(?!场景|项目|产线|系统|平台|工程)[^,，。;；:：()\d]){{2,12}}(?:委托|交|租给|由)"
            rf"(?:{party})[^,，。;；:：\d]{{0,20}}(?:经营|运营|承包|承租|托管|代管|代为管理|所有|持有))(?=[,，])"
        )
        self._finders = (self._subject, self._related, _SEVERAL, self._in_hands)
        self._bracket = re.compile(
            rf"(?:^|[,，。;；:：、\n]|与|和|及|向|给|为|对|是|到|在|由|的)(?P<party>{_MODIFIER}(?:{party}))(?P<name>{_FULL}|{_SHORT}|)\((?!(?:[本我该]?(?:公司|企业|厂)|全厂))[^()]*$"
        )
        self._of_party = re.compile(rf"(?:以上|左右|规模|及以上)?的(?:{_MODIFIER})(?:{party})(?!订单|需求|合同)")

    def settle(self, text: str, marks: Sequence[Mark]) -> list[Mark]:
        """The marks, those within another's name replaced by one for all of it."""
        others: list[tuple[int, int]] = []
        for begin in _BEGINS.finditer(text):
            at = begin.end()
            hit = next((hit for find in self._finders if (hit := find.match(text, at))), None)
            if hit is None and self._own and (hit := self._named.match(text, at)) and self._is_own(hit["who"]):
                hit = None
            named = hit.groupdict().get("name") if hit else None
            if hit is not None and not (named and self._own and self._is_own(named)):
                others.append(hit.span("who"))
            elif (again := _AGAIN.match(text, at)) and (
                (others and _is_last(text, at, others[-1], marks)) or self._is_named_ahead(text, at)
            ):
                others.append(again.span())
        others += [hit.span("again") for hit in _LEFT_OUT.finditer(text) if (hit["head"] or "") in hit["what"]]
        if not others:
            return list(marks)
        kept = [m for m in marks if not any(low < m.end and m.start < high for low, high in others)]
        return sorted([*kept, *(_mark(one, marks) for one in others)], key=lambda mark: mark.start)

    def _is_own(self, name: str) -> bool:
        """Whether a name may be the applicant's, shortened or misspelt."""
        core, own = _PLAIN.sub("", name.strip('()“”"')), _PLAIN.sub("", self._own)
        letters = iter(own)
        return own in core or all(letter in letters for letter in core) or fuzz.ratio(core, own) >= _ALIKE

    def _is_named_ahead(self, text: str, at: int) -> bool:
        """股东为某某投资公司，该公司2024年…: the last name is another's."""
        hit = _NAMED_LAST.search(text[max(0, at - 40) : at]) if self._own else None
        return hit is not None and not self._is_own(hit["who"])

    def is_of_party(self, text: str, end: int) -> bool:
        """年收入超过80亿元的客户: the number right before them tells how large they are; or 未纳入本项目 follows it."""
        return self._of_party.match(text, end) is not None or _OUT_BEHIND.match(text, end) is not None

    def is_in_bracket(self, text: str, start: int, at: int) -> bool:
        """一家同行(年产3000吨): the bracket tells how large the firm right before it is, which is not the applicant."""
        head = text[start:at]
        if (firms := _FIRMS.search(head)) is not None:
            return _ITSELF.search(firms["ahead"]) is None
        hit = self._bracket.search(head)
        return hit is not None and not (hit["name"] and self._own and self._is_own(hit["name"]))


def is_subject(text: str, mark: Mark) -> bool:
    """Whether a party of this mark may be who the clauses behind speak of."""
    start = max(text.rfind(border, 0, mark.start) for border in ",，。;；:：\n") + 1
    return _LED.search(text, start, mark.start) is None and _DENIED.match(text, mark.end) is None


def _is_last(text: str, at: int, other: tuple[int, int], marks: Sequence[Mark]) -> bool:
    """Whether the other party was the last whom this or the last sentence spoke of."""
    ends = text.count("。", other[1], at) + text.count("\n", other[1], at)
    return ends <= 1 and not any(m.name == "company" and other[1] <= m.start < at for m in marks)


def _mark(spot: tuple[int, int], marks: Sequence[Mark]) -> Mark:
    """A party's mark: the group's where its words say so."""
    within = {m.name for m in marks if spot[0] <= m.start < spot[1]}
    return Mark(*spot, "group" if "group" in within else "other")


def own_name(fields: Mapping[str, Field]) -> str:
    """The applicant's name as its book's first table gives it; empty where it gives none."""
    found = (fields[key].value for key in ("company_name", "applicant") if key in fields)
    return next((half_width(name).strip() for name in found if len(name) > 3), "")
