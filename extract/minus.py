"""A minus told otherwise than by the sign of a keyboard: 负320万元, −85万元, 增长率：—15%, 公司亏损320万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from model.text import half_width

if TYPE_CHECKING:
    from extract.numbers import NumberSpan

_QUANTITY = r"(?=\d[\d,.]*\s*(?:亿|千|百|十|万|元|%|个百分点|百分点|℃|度|摄氏度|°))"
#: 亏损, 亏损约, 亏损收窄至, 亏损较大，达: what may stand before the sum that was lost.
_LOST = (
    r"亏损(?:总?额)?(?:(?:情况)?(?:较|很|比较|有所|进一步)?(?:大|重|多|严重|明显|扩大|加剧|加大)[,，]"
    r"(?:全年|当年|共|合计|共计|亏损|总?额|金额)*(?=[达为约近超]))?"
    r"(?P<{}>(?:收窄[至到]|扩大[至到]|达到?|分别|依次|为|约|近|超过?)*)"
)
#: The company's loss without the word 利润; 甲公司, 该车间 and their like are another's.
_FIRM = re.compile(
    r"(?:(?:^|(?<=[,，。;；:：、\n]))(?:20\d\d年(?:度|末)?|[今去上]年(?:度)?|当年(?:度)?|全年)[,，]?(?:我|本)?(?:公司|企业|厂)?"
    r"|(?:^|(?<=[,，。;；:：、\n年度我本但时致]))(?:公司|企业))"
    r"(?:20\d\d年(?:度)?|[今去上]年(?:度)?|当年(?:度)?|全年|共|合计|实际|账面|整体|仍然?|还|也|却|则|首次|(?:出现|发生|产生|录得)(?:亏损[,，](?=净?亏损))?)*"
    rf"(?P<word>净?{_LOST.format('firm')}){_QUANTITY}"
)
#: What was only feared or planned; that, or another's, in the sentence ahead of the loss.
_FEARED = r"若|如果|如不|如未|假[如设]|倘|一旦|否则|不然|要是|万一|预[计测]|估计|可能|避免|防止|弥补|规避|将|恐"
_IS_FEARED, _IN_RED = re.compile(_FEARED), re.compile(r"(?:总额|额)?(?:将|会|可能|或许?|恐|预计|面临|出现)*亏损")
_OTHERS = (
    r"客户|供应商|供方|子公司|参股|控股|同行|行业|竞争|对手|对方|合作|集团|项目|产品|订单|车间"
    r"|板块|业务|基地|门店|园区|工厂|分厂|部门|班组"
)
_NOT_LOST = re.compile(rf"{_FEARED}|累计|以前年度|历年|{_OTHERS}")
#: 该子公司2020年设立。2023年亏损…: where no 公司 stands beside the loss, another may be named before its sentence.
_OTHER_FIRM = re.compile(r"(?:子|分|参股|控股|关联|合资)公司|客户|供应商|同行|竞争|对手|合作(?:方|单位|企业)")
#: 亏损320万元的项目: the number tells which project it is, or what of it was lost.
_OF_IT = re.compile(r"\d[\d,.]*\s*(?:[亿千百十]?万?元|%)(?:以上|左右)?的")
#: 负320万元, 负的12万元, 利润总额亏损约85万元, −85万元, 增长率：—15%: a minus in words, the sign of a formula or a dash
#: behind a colon; not 减负30%, 正负5%, 肩负2项任务, 负1层, 避免利润亏损85万元, 20℃−30℃, 资产——15亿元.
_MINUS = re.compile(
    r"(?:(?<![减正担肩背欠抱胜自承辜增])负的?\s?"
    rf"|(?<=利润)(?<![免转毛止补了]利润)(?:总额|额)?(?:[由从](?:20\d\d年(?:度)?|上年|去年)?的?)?(?:为|净|出现|发生|分别|依次|均|都|连续)*{_LOST.format('told')}"
    rf"|(?<![℃度°])[\u2212\ufe63]|(?<=[:为])[\u2012-\u2015]){_QUANTITY}"
)


def with_minus(text: str) -> str:
    """The text with a plain minus right before each such number, every sign in its place."""
    flat = _MINUS.sub(lambda hit: f"{hit['told'] or ''}-".rjust(len(hit[0])), half_width(text))
    for hit in find_losses(flat):
        flat = f"{flat[: hit.start('word')]}{(hit['firm'] + '-').rjust(len(hit['word']))}{flat[hit.end('word') :]}"
    return flat


#: 亏损320万元、280万元: between a loss and the next of its list stand only these.
_LISTED, _SAID_LOST = re.compile(r"\s*[、和及与]\s*"), re.compile(r"亏损[^\d，,。;；、]{0,6}$")


def carry_losses(text: str, spans: Sequence[NumberSpan]) -> list[NumberSpan]:
    """The numbers of a text, those listed right behind a loss being losses too."""
    found: list[NumberSpan] = []
    lost = False
    for span in spans:
        last, amount = found[-1] if found else None, span.amount
        if amount.value < 0 and amount.unit == "元":
            lost = _SAID_LOST.search(text, 0, span.inner[0] + 1) is not None  # the minus stands on the last letter
        elif lost and last and amount.unit == last.amount.unit and _LISTED.fullmatch(text, last.end, span.start):
            span = replace(span, amount=replace(amount, value=-amount.value))
        else:
            lost = False
        found.append(span)
    return found


def find_losses(text: str) -> Iterator[re.Match[str]]:
    """The words (`word`) that tell of the company's own loss of so much, where no 利润 names it."""
    if "亏损" not in text:
        return
    other = first.start() if (first := _OTHER_FIRM.search(text)) else len(text)
    for hit in _FIRM.finditer(text):
        own = re.search("公司|企业|厂", hit[0]) or hit.start() <= other
        if own and not _OF_IT.match(text, hit.end()) and not _NOT_LOST.search(_ahead(text, hit.start("word"))):
            yield hit


def is_feared(text: str, end: int) -> bool:
    """Whether the profit whose name ends there is told as a loss that did not come about: 利润可能亏损320万元."""
    lost = _IN_RED.match(text, end)
    return lost is not None and _IS_FEARED.search(_ahead(text, lost.end())) is not None


def _ahead(text: str, at: int) -> str:
    return text[max(text.rfind(stop, 0, at) for stop in "。;；\n") + 1 : at]
