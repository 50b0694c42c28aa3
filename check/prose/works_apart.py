"""Whether a date is told of other works than those applied for: 隔壁的配电房单独报建; 另有一项扩建，5月开工."""

from __future__ import annotations

import re

from check.once import sentence_ahead, sentence_behind

#: 2024年通过先进级认定，该项目已于2023年建成: the project is the one that was honoured.
_HONOURED = re.compile(r"(?:认定|获评|评为|入选|授予|命名)[^。；;]*(?:该|此|上述)(?:项目|工厂|场景|工程|产线)")
_WORKS = r"(?:项目|场景|工程|产线|生产线|线|申报)"
#: The works applied for, where they are the subject: what stands before that no longer is.
_OWN = re.compile(
    rf"(?<![与同和跟离邻靠距及除在入属于含])本(?:次|条)?{_WORKS}|(?:^|[，,、])(?:项目|场景)(?=[于自从在]|建设|20\d\d|总|已)"
)
#: Approved or paid for apart from it.
_OWN_ACCOUNT = (
    r"另(?:行|外|案)?(?:[立设列报]了?(?:一个|一项|为|有|新)*项(?!目[部组经])|备案|报批|报建)|另案"
    r"|(?:单独|独立|分别|各自|分开)(?:成)?(?:立项|列项|列支|备案|报批|报建|核算|申报)"
)
_APART = re.compile(
    rf"(?P<account>{_OWN_ACCOUNT})"
    r"|(?<!下)另(?:一|外|有|个|两)(?:[个项]|的)?[^，,。；;]{0,12}?(?:项目|工程|技改|改造|扩建)"
    r"|(?:其他|其它|别的|同期(?:还|另|公司|实施|建设|进行|开展)*的?)[^，,。；;]{0,14}?(?:项目|工程|技改)"
    r"|(?<![于在址])(?:(?:相邻|隔壁)的?|(?:毗邻|邻近|紧邻|紧挨)的)[^，,。；;]{0,10}?(?:土建|[厂库]房|仓库|车间|产线|生产线|工程|项目|装置|[楼站库厂线])"
    rf"|(?:不|未)(?:属于?|计入|纳入|列入|并入|含在|在)(?:本|此)(?:次|条)?{_WORKS}"
)
#: 本项目于2022年单独立项: said of the works themselves.
_OF_ITSELF = re.compile(r"(?:[于在已经系是为由均\d年月日]|公司|集团|董事会|发改|工信|[省市县区委局部门])*")
#: 2021年5月开工，不属于本项目: told behind the date.
_BEHIND = re.compile(
    rf"(?:[^，,。；;]{{0,16}}[，,]){{1,3}}(?:且|并|均|都|也|其|资金|投资|费用|该项目|该工程)*"
    rf"(?:[与同和跟]本(?:次|条)?{_WORKS}[^，,。；;]{{0,6}}(?:无|没有|不|未|分别|各自|分开|独立|单独|分列|两)"
    rf"|(?:不|未)(?:属于?|计入|纳入|列入|并入|含在|在)(?:本|此)(?:次|条)?{_WORKS})"
)
#: A sentence that goes on about what the one before it spoke of.
_GOES_ON = re.compile(r"\s*(?:其|(?:该|此|这一?)(?:项|部分)?(?:项目|工程|土建|技改|改造)?)?(?:的|已|也)?\s*")


def is_of_works_apart(text: str, start: int, end: int) -> bool:
    """Whether the words `text[start:end]` are told of other works than those that the book applies for."""
    head = sentence_ahead(text, start)
    if _HONOURED.search(head):
        return True
    if _GOES_ON.fullmatch(head):
        head = sentence_ahead(text, max(0, start - len(head) - 1)) + "，" + head
    own = [*_OWN.finditer(head)]
    told = head[own[-1].end() :] if own else head
    apart = _APART.search(told)
    if apart and not (own and apart["account"] and _OF_ITSELF.fullmatch(told[: apart.start()])):
        return True
    return not own and _BEHIND.match(sentence_behind(text, end)) is not None
