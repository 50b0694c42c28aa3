"""What the papers beside the book tell, and which company a code or an address printed in them belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from check.case import Case
from model.place import Place
from model.submission import Paper, Passage

#: A company's name as parties of a contract, sellers of an invoice and writers of a report bear it.
NAME = re.compile(
    r"[\u4e00-\u9fff（）()]{4,40}?(?:有限责任公司|有限公司|股份公司|事务所|研究院|研究所|设计院|合作社|中心|集团|厂)"
    r"(?:[\u4e00-\u9fff]{2,8}分公司|\((?:特殊)?普通合伙\))?"
)
#: Words that lead up to a name in running text.
_LEAD = re.compile(
    r"^.*?(?:[甲乙丙供需买卖]方|委托|受托|由|与|向|和|及|系|为|是|经|的|名称|单位|[（(](?:买方|卖方|甲方|乙方|盖章|公章)[)）])(?=[\u4e00-\u9fff]{4})"
)
#: What every name ends with, letters that must be left without it, and the kind of a company instead of a name.
_ENDING, _STEM = re.compile(r"(?:股份|有限|责任|公司|事务所|集团|厂|中心)+$"), 3
_TYPE = re.compile(r".*(?:类型|性质|注册资本|万元整)|(?:其他|国有|自然人|外商|中外)[\u4e00-\u9fff]{0,6}有限")
#: 能源管理中心, 一号智能工厂: a department or a plant of a firm, which is no company.
_WITHIN = re.compile(
    r"[^省市县区州盟]{0,8}(?:管理|管控|集控|控制|调度|监控|运维|运行|运营|指挥|数据|算力|信息|研发|技术|设计|创新|计量|化验|物流|配送|仓储|加工"
    r"|动力|能源|生产|制造|智造|营销|销售|采购|财务|共享|展示|体验|实训|培训|客服)(?:服务|管理)?中心"
    r"|[^省市县区州盟]{0,12}(?:智能|智慧|数字化?|未来|灯塔|绿色|无废|标杆|样板|示范|试点|级)工厂"
)
#: The line of a card below its code that names the holder.
_LABELLED = re.compile(r"\s*(?:(?:企业|单位|公司)?名\s*称|企业名|单位名)\s*[:：]?(?!\s*地)")
#: Columns of a row, or of a line whose parties stand side by side.
_COLUMNS = re.compile(r"\t|\s{3,}")
#: So many lines above, and below, a name may stand from what is its.
_ABOVE, _BELOW = 5, 2


@dataclass(frozen=True, slots=True)
class Owned:
    """What was found (a code, an address) with the company it belongs to, in words of the paper."""

    paper: Paper
    what: str
    name: str
    place: Place


def papers_told(case: Case) -> Iterator[tuple[Paper, tuple[Passage, ...]]]:
    """The text of each paper that is no book, annexes bound in with the book included."""
    for paper in case.submission.papers:
        told = tuple(one for one in paper.passages if one.key in ("paper", "paper.row"))
        if told:
            yield paper, told


#: 9月公司曾以…分厂: the applicant tells of itself, no name.
_SPEAKS = re.compile(r"[\u4e00-\u9fff]{0,3}公司(?=[曾以的于在将已对自按把又就所现拟为是有由从向])")


def names_in(text: str) -> list[str]:
    """The names of companies in a text, without what leads up to them."""
    found = []
    for hit in NAME.finditer(re.sub(r"\s+", "", text)):
        name = hit[0]
        while (shorter := _LEAD.sub("", name)) != name:
            name = shorter
        name = name.lstrip("()（）")
        if len(_ENDING.sub("", name)) >= _STEM and not (
            _TYPE.match(name) or _SPEAKS.match(name) or _WITHIN.fullmatch(name)
        ):
            found.append(name)
    return found


def owned(paper: Paper, told: Sequence[Passage], what: re.Pattern[str]) -> Iterator[Owned]:
    """Each match of `what` with the name nearest before it: in its own cell, in its column of the lines above, or in
    the lines right below where nothing above names a company. Where it cannot be told, nothing."""
    rows = [_COLUMNS.split(one.text) for one in told]
    for at, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            for hit in what.finditer(cell):
                name = _owner(rows, at, column, cell[: hit.start()])
                if name:
                    yield Owned(paper, hit[0], name, told[at].place.quoting(hit[0]))


def _owner(rows: Sequence[Sequence[str]], at: int, column: int, before: str) -> str:
    if names := names_in(before):
        return names[-1]
    below = rows[at + 1] if at + 1 < len(rows) else ()
    if len(below) == len(rows[at]) == 1 and _LABELLED.match(below[0]) and (names := names_in(below[0])):
        above = rows[at - 1] if at else ()
        if not any(_LABELLED.match(cell) for cell in above):
            return names[0]  # a card: 统一社会信用代码 over 名称
    for near in (*range(at, max(-1, at - _ABOVE), -1), *range(at + 1, min(len(rows), at + 1 + _BELOW))):
        cells = rows[near]
        by_column = [names_in(cell) for cell in cells]
        if not any(by_column):
            continue
        if column < len(cells) and len(cells) == len(rows[at]) and by_column[column]:
            return by_column[column][-1]
        told = [name for names in by_column for name in names]
        return told[0] if len(set(told)) == 1 else ""
    return ""
