"""P-20: the prose counts more patents or software copyrights than the list among the annexes has rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from check.case import Agreed, Answer, Case, Skipped
from check.numerals import whole_of
from check.prose.patents_drawn import drawn_patents
from check.spelling import fold_text
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Field

#: 发明专利6项, 专利、软件著作权共11项; 6件发明专利. Longer names first.
_KIND = (
    r"(?:(?:有效|授权|国家|国内|自主|已?授权|相关|核心)的?)?"
    r"(?P<{0}>专利(?:权)?(?:、|和|及|与|以及)(?:计算机)?软件?(?:著作权|著)|发明专利|实用新型(?:专利)?|外观设计(?:专利)?"
    r"|(?:自主)?知识产权(?:成果)?(?=共|合计|累计|\d|[两二三四五六七八九十])|发明(?=\d|[一二三四五六七八九十])|专利|(?:计算机)?软件著作权|软著)(?:权|证书|授权)?"
)
_NUMBER = r"(?P<{0}>(?<![\d.,])\d{{1,4}}(?![\d.,])|[两二三四五六七八九十]{{1,3}})"
_AFTER = re.compile(
    _KIND.format("kind")
    + r"(?:共|合计|共计|累计|总计|已达|达到|达)?"
    + _NUMBER.format("n")
    + r"(?P<open>余|多)?[项件个]"
)
_BEFORE = re.compile(
    _NUMBER.format("n") + r"(?P<open>余|多)?[项件个](?:国家|有效|授权|已授权|自主)*" + _KIND.format("kind")
)
#: What is applied for is on no list of what was granted; what others own is not the applicant's.
_NOT_OWN = re.compile(
    r"申请|受理|正在(?:登记|办理|审|授权|注册)|(?:登记|办理|审查|审批|授权)中|待(?:授权|登记|批)|在审|公开|申报中|实质审查|拟|计划|目标|预计|力争|将|行业|同行|合作(?:方|单位)|供应商|集团|人均|每年|各\d"
)
_EXCERPT = re.compile(r"节选|摘录|摘选|部分|从略|代表性|主要|重点|仅列|示例|选录|略去|相关|直接")
#: 种子包衣机计量装置（实用新型）: the sort beside the name, where the list has no column for it.
BRACKET = re.compile(r"[（(]((?:实用新型|外观设计|发明|软著|软件著作权)[^（）()]{0,4})[)）]")
NARROW = re.compile(r"智能制造|智能工厂|场景|产线|相关")
#: A list may be an excerpt without saying so: it counts as whole where it has half of what is told, or all but three.
_NEARLY, _FEW, _LONG = 2, 3, 8


_ABOVE = re.compile(r"以上|上述|合计|总计|上列")
#: The book itself says that the list holds some of them.
_SOME = re.compile(
    r"(?:仅|只|择要|择其)(?:附|列|提供|提交|报送|收录|选取)|节选|(?:附件|清单|后附|所附)[^，,。；;]{0,8}(?:部分|主要|代表性|有关|相关)|未(?:全部|逐一|一一)(?:附|列)"
    r"|其中[^。；]{0,16}?[\d一二三四五六七八九十]+[项件][^。；，,]{0,8}(?:列于|列入|列在|详?见|附后|附上)"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of the lists among the annexes: how many of each sort, and where."""

    counts: dict[str, int]
    rows: tuple[Field | Place, ...]
    file: str
    #: How many it says that it lists, and whether of those on one matter only (与智能制造相关的知识产权).
    total: int = 0
    narrow: bool = False
    #: Whether the total is that of what the company has, not of the rows above (以上共3项).
    closed: bool = True
    #: The sorts that it is a list of; () for all of them.
    sorts: tuple[str, ...] = ()


def count_patents(case: Case) -> Iterator[Answer]:
    """W where the list is (nearly) as long as told and still has fewer; I where it is far shorter (an excerpt)."""
    listed = read_lists(case)
    if listed is None:
        return
    if isinstance(listed, Skipped):
        yield listed
        return
    yield from find_own_total(case, listed)
    said_before = set[tuple[tuple[str, ...], int, bool]]()  # one number told twice is one finding
    for passage in case.prose():
        some = _SOME.search(passage.text)
        for clause in re.finditer(r"[^。；;，,\n]+(?:[，,](?=其中|含|包括)[^。；;，,\n]+)*", passage.text):
            words = re.sub(r"\s", "", clause[0])
            if _NOT_OWN.search(words):
                continue
            for hit in (*_AFTER.finditer(words), *_BEFORE.finditer(words)):
                sort, told = sort_of(hit["kind"]), whole_of(hit["n"])
                if listed.sorts and not set(sort) <= set(listed.sorts):
                    continue
                have = sum(listed.counts.get(one, 0) for one in sort)
                if told <= have or not sort:
                    yield Agreed()
                    continue
                whole = told <= _NEARLY * have or told - have <= _FEW
                whole |= (
                    listed.closed
                    and listed.total == sum(listed.counts.values())
                    and (not listed.narrow or NARROW.search(words.partition("其中")[0]) is not None)
                )
                # a long list holds them all: who has 17 rows does not leave out half of the inventions
                whole |= sum(listed.counts.values()) >= max(told, _LONG)
                if some is not None:
                    said = f"正文称“{some[0]}”，“{hit[0]}”未与《{listed.file}》的件数对照。"
                    yield Skipped(said, Cause.INCOMPARABLE)
                    continue
                if (sort, told, whole) in said_before:
                    continue
                said_before.add((sort, told, whole))
                yield case.finding(
                    f"正文“{hit[0]}”，《{listed.file}》所列为{have}项，请核实（未列入、节选或受理中的请注明）。",
                    passage.place.quoting(clause[0].strip()),
                    *listed.rows[:1],
                    severity=None if whole else Severity.I,
                    tags=("patents",),
                    about=(passage.key,),
                    expected=f"{have}项",
                    found=f"{told}项",
                )


def find_own_total(case: Case, listed: Listed) -> Iterator[Answer]:
    """W: a list says how many it lists (以上共5项) and has other rows; far fewer rows are an excerpt."""
    rows = sum(listed.counts.values())
    if not listed.total or len(listed.rows) != rows or listed.total > _NEARLY * rows:
        return
    if listed.total == rows:
        yield Agreed()
        return
    totals = [f for paper in case.submission.papers if paper.file == listed.file and (f := paper.fact("iplist.total"))]
    yield case.finding(
        f"《{listed.file}》写明共{listed.total}项，所列为{rows}项，请核实（未列入或重复列入的请注明）。",
        *totals[:1],
        *listed.rows[:1],
        tags=("patents",),
        expected=f"{rows}项",
        found=f"{listed.total}项",
    )


def read_lists(case: Case) -> Listed | Skipped | None:
    """What the lists of patents hold; Skipped where a list is an excerpt, or does not say which sort a row is."""
    papers = [p for p in case.submission.papers if any(f.key.startswith("patents[") for f in p.facts)]
    if not papers:
        return read_drawn(case)
    counts: dict[str, int] = {}
    rows: dict[str, Field] = {}
    for paper in papers:
        said = f"{paper.file}{''.join(f.text for f in paper.facts if f.key == 'iplist.excerpt')}"
        if _EXCERPT.search(said) or paper.unread_pages:
            return Skipped(f"《{paper.file}》只列部分成果，未与正文的件数对照。", Cause.INCOMPARABLE)
        for number in dict.fromkeys(f.key.partition(".")[0] for f in paper.facts if f.key.startswith("patents[")):
            name, code, kind = (paper.fact(f"{number}.{part}") for part in ("name", "number", "type"))
            said = kind.value if kind else (BRACKET.findall(name.value) or [""])[-1] if name else ""
            sort = row_sort(said, code.value if code else "")
            if sort is None or not (first := code or name):
                return Skipped(f"《{paper.file}》有看不出类型的行，未与正文的件数对照。", Cause.AMBIGUOUS)
            if fold_text(first.value) not in rows:
                rows[fold_text(first.value)] = first
                counts[sort] = counts.get(sort, 0) + 1
    totals = [fact for paper in papers if (fact := paper.fact("iplist.total")) is not None]
    whole = int(Decimal(totals[0].value)) if len(totals) == 1 else 0
    narrow = any(NARROW.search(fact.text) for fact in totals)
    closed = not any(_ABOVE.search(fact.text) for fact in totals)
    return Listed(counts, tuple(rows.values()), papers[0].file, whole, narrow, closed)


def read_drawn(case: Case) -> Listed | Skipped | None:
    """The same of a list that the book draws itself."""
    caption, drawn = drawn_patents(case)
    caption = caption or "专利清单"
    if not drawn or _EXCERPT.search(caption):
        return None
    counts: dict[str, int] = {}
    for row in drawn:
        sort = row_sort(row.sort, row.code)
        if sort is None:
            return Skipped(f"“{caption}”有看不出类型的行，未与正文的件数对照。", Cause.AMBIGUOUS)
        counts[sort] = counts.get(sort, 0) + 1
    sorts = () if "知识产权" in caption else sort_of(caption)
    return Listed(counts, tuple(row.place for row in drawn), caption, sorts=sorts)


def row_sort(kind: str, code: str) -> str | None:
    """发明 | 实用 | 外观 | 软著 by the column 类型, else by the number; "" for others (a trade mark)."""
    for word, sort in (("实用", "实用"), ("外观", "外观"), ("发明", "发明"), ("软", "软著"), ("著作", "软著")):
        if word in kind:
            return sort
    if "SR" in code.upper():
        return "软著"
    if match := re.search(r"(?:ZL)?(?:19|20)\d{2}([123])\d{7}", code.replace(" ", "")):
        return {"1": "发明", "2": "实用", "3": "外观"}[match[1]]
    return "" if kind and "专利" not in kind else None


def sort_of(kind: str) -> tuple[str, ...]:
    """The sorts that the words of the prose add up."""
    if "知识产权" in kind:
        return ("发明", "实用", "外观", "软著")
    if "软" in kind or "著" in kind:
        return ("软著",) if "专利" not in kind else ("发明", "实用", "外观", "软著")
    return next(((sort,) for sort in ("发明", "实用", "外观") if sort in kind), ("发明", "实用", "外观"))
