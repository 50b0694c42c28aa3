"""A-21, A-30 for money whose whole stands in the table: sources of funds, and what the investment was spent on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.numerals import money_in_digits, worth_of
from check.show import WAN, show_plain
from check.sought import Sought
from model.finding import Severity
from model.submission import Field, Passage

_MONEY = r"(\d[\d,]*(?:\.\d+)?)\s*(亿|万)元"
#: 资金来源为企业自筹5,020万元、银行贷款2,400万元, up to the stop.
SOURCES = Sought(
    r"(?:资金(?:来源|筹措|构成)|(?:资金|投资|款项|经费)(?:全部|全额|均|分别|主要)?(?:由|来自|来源于|靠|包括|为))[^。；;\d]{0,20}(?:自筹|自有|贷款|财政|补助|专项)[^。；;]*"
)
#: 项目投资7,420万元，其中设备投资5,160万元、软件1,640万元: the whole is told beside its parts.
SPENT = Sought(
    r"(?:项目|建设|工程|产线)(?:总|实际|完成|计划)?投资(?:额)?(?:为|共|约|合计)?(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>亿|万)元[，,]?(?:其中|包括)(?P<parts>[^。；;]*)"
)
#: 总投资18,600万元，由固定资产投资15,900万元和流动资金1,150万元两部分构成: nothing is left over.
MADE_OF = Sought(
    rf"(?:投资|投入|资金|经费)(?:总?额)?(?:为|共计?|约|合计|达)?{_MONEY}[，,：:；;]?(?:其|该|全部|主要)?(?:由|包括|包含|分为|分成)(?P<parts>[^。；;]*?)"
    r"(?:等?[两二三四五六七2-7]?个?(?:部分|项|块|类|方面)?)(?:构成|组成)"
)
#: 固定资产投资3.15亿元，其中设备投资3.42亿元.
WITHIN = Sought(
    rf"(?P<what>[\u4e00-\u9fff]{{0,6}}(?:投资|投入|资金|经费|费用))(?:总?额)?(?:为|共计?|约|合计|达)?{_MONEY}[，,（(]?(?:其中|内含|里面|当中)[^，,。；;\d]{{0,14}}?"
    rf"{_MONEY}"
)
_PART = re.compile(
    r"(?:企业|公司)?(?:拟|已|可)?(?:申请|争取)?(?:自筹|自有资金|自备|银行(?:贷款|借款|授信)|贷款|借款|融资|财政[\u4e00-\u9fff]{0,4}|补助[\u4e00-\u9fff]{0,2}|专项[\u4e00-\u9fff]{0,4}|其他[\u4e00-\u9fff]{0,2})[^，,、。；;\d]{0,6}"
    + _MONEY
)
_KEYS = ("project_investment", "line_investment", "build_investment")
ONE_PERCENT = Decimal("0.01")


def find_funds_differ(case: Case, told: Set[tuple[str, Decimal]]) -> Iterator[Answer]:
    """E: parts told behind 其中 are more than the whole. `told`: (place, sum) of the wholes already held against
    their parts."""
    for passage in case.prose_with(SPENT):
        for hit in SPENT.finditer(passage.text):
            parts = re.sub(r"[（(][^（）()]*[)）]", "", hit["parts"])  # a part of a part
            amounts = [worth_of(n, unit) for n, unit in re.findall(_MONEY, parts)]
            whole = worth_of(hit["n"], hit["unit"])
            if (passage.place.path, whole) in told:
                continue
            if len(amounts) < 2 or "其中" in hit["parts"] or sum(amounts) <= whole * (1 + ONE_PERCENT):
                continue
            total = show_plain(sum(amounts) / WAN)
            yield case.finding(
                f"“{hit[0][:60]}”，所列各部分合计{total}万元，多于总数{show_plain(whole / WAN)}万元，请核实。",
                passage.place.quoting(hit[0]),
                about=(f"{passage.place.path}“{hit[0][:20]}”",),
                expected=f"{show_plain(whole / WAN)}万元",
                found=f"{total}万元",
            )


def find_money_parts(case: Case, told: Set[tuple[str, Decimal]]) -> Iterator[Answer]:
    """E: parts of which a sum is said to be made up do not give it; one part behind 其中 is more than its whole."""
    yield from find_bracketed_parts(case, told)
    for passage in case.prose_with(MADE_OF, WITHIN):
        for hit in MADE_OF.finditer(passage.text):
            whole = worth_of(hit[1], hit[2])
            parts = re.sub(r"[（(][^（）()]*[)）]", "", hit["parts"])
            amounts = [worth_of(n, unit) for n, unit in re.findall(_MONEY, parts)]
            if len(amounts) < 2 or "其中" in parts or (passage.place.path, whole) in told:
                continue
            total = sum(amounts, Decimal(0))
            if abs(total - whole) <= whole * ONE_PERCENT:
                yield Agreed()
            else:
                yield tell_parts(
                    case, passage, hit[0], f"各部分合计{show_plain(total / WAN)}万元，与总数", whole, total
                )
        for hit in WITHIN.finditer(passage.text):
            whole, part = worth_of(hit[2], hit[3]), worth_of(hit[4], hit[5])
            if part > whole * (1 + ONE_PERCENT) and (passage.place.path, whole) not in told:
                yield tell_parts(case, passage, hit[0], f"其中的{show_plain(part / WAN)}万元大于", whole, part)


#: 总投资9,600万元（设备6,100、软件2,050、公辅1,900）: names and amounts, and nothing else.
BRACKETED = Sought(
    r"(?:投资|投入|费用|造价|经费)(?:总?额)?(?:为|共计?|达|合计|[:：])*(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>亿元|万元)"
    r"[（(](?P<parts>[^（）()。；;%]{6,140})[)）]"
)
ITEM = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z/]{2,16}?)(?:为|约|[:：])?\s*(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<u>亿元|万元)?"
)
SOME_OF = re.compile(r"其中|不含|另|含|等|截至|已|累计|年")


def find_bracketed_parts(case: Case, told: Set[tuple[str, Decimal]]) -> Iterator[Answer]:
    """E: parts in brackets right behind a sum are more than it; W: they are less."""
    for passage in case.prose_with(BRACKETED):
        for hit in BRACKETED.finditer(passage.text):
            items = [
                ITEM.fullmatch(one.strip()) for one in re.split(r"、|，|,(?!\d{3})|和(?=[^\d]{2,12}\d)", hit["parts"])
            ]
            whole = worth_of(hit["n"], hit["u"])
            known = [one for one in items if one]
            if len(known) < len(items) or len(items) < 2 or SOME_OF.search(hit["parts"]):
                continue
            total = sum((worth_of(one["n"], one["u"] or hit["u"]) for one in known), Decimal(0))
            if abs(total - whole) <= whole * ONE_PERCENT or (passage.place.path, whole) in told:
                yield Agreed()
                continue
            why = f"各部分合计{show_plain(total / WAN)}万元，与总数"
            yield tell_parts(case, passage, hit[0], why, whole, total, Severity.W if total < whole else None)


def tell_parts(
    case: Case, passage: Passage, words: str, why: str, whole: Decimal, found: Decimal, severity: Severity | None = None
) -> Answer:
    shown = show_plain(whole / WAN)
    return case.finding(
        f"“{words[:70]}”，{why}{shown}万元{'不一致' if '合计' in why else ''}，请核实。",
        passage.place.quoting(words),
        severity=severity,
        about=(f"{passage.place.path}“{words[:20]}”",),
        expected=f"{shown}万元",
        found=f"{show_plain(found / WAN)}万元",
    )


#: 银行贷款2,500万元、自筹3,200万元，合计6,000万元: the sum that the sources themselves are said to make.
SUMMED = Sought(rf"[，,、](?:合计|共计|总计|共)(?:投资|资金|投入|金额)?(?:为|约)?{_MONEY}(?=$|[。；;，,（(])")

#: 自筹3,200万元等; 另有政府补助: not all of them are told.
_OPEN = re.compile(r"等|其余|若干|另[有加外]|(?:以及|和|及|与|、|，|,)[^\d、，,]{2,12}[、，,]?$")


def find_sources_summed(case: Case) -> Iterator[Answer]:
    """A-21, E: sources listed up to their own sum do not make it."""
    for passage in case.prose_with(SUMMED):
        for hit in SUMMED.finditer(passage.text):
            listed = re.split(r"[。；;\n]", passage.text[: hit.start()])[-1]
            said = money_in_digits(re.sub(r"[（(][^（）()]*[)）]", "", listed))
            amounts = [worth_of(n, unit) for n, unit in _PART.findall(said)]
            if len(amounts) < 2 or len(amounts) != len(re.findall(_MONEY, said)) or _DONE.search(said):
                continue
            if _OPEN.search(said):
                continue
            whole, total = worth_of(hit[1], hit[2]), sum(amounts, Decimal(0))
            if abs(total - whole) <= whole * ONE_PERCENT:
                yield Agreed()
                continue
            words = f"{listed.strip()}{hit[0]}"
            yield tell_parts(case, passage, words, f"资金来源合计{show_plain(total / WAN)}万元，与总数", whole, total)


def find_sources_told(case: Case) -> Iterator[Answer]:
    """A-21, W: two or more sources told in the prose do not make up the investment of the form."""
    cell = next((f for key in _KEYS if (f := case.field(key)) and f.amount), None)
    if cell is not None:
        for passage in case.prose_with(SOURCES):
            yield from sources_told(case, passage, cell)


#: 预计投入3,200万元（自有资金1,900万元、银行借款1,300万元）: a sum with all that pays for it in brackets.
PAID_BY = Sought(
    rf"(?:投资|投入|资金|概算|预算|费用|总额|经费)(?:总?额)?(?:为|共计?|约|合计|达|需)*{_MONEY}[（(](?P<parts>[^（）()]*)[)）]"
)


def find_sources_bracketed(case: Case) -> Iterator[Answer]:
    """A-21: sources in brackets behind the sum. They are all where the company's own money is among them."""
    for passage in case.prose_with(PAID_BY):
        for hit in PAID_BY.finditer(passage.text):
            said = money_in_digits(hit["parts"])
            amounts = [worth_of(n, unit) for n, unit in _PART.findall(said)]
            some = re.match(r"其中|含|包括|包含|不含|另", hit["parts"]) or not re.search("自筹|自有|自备", hit["parts"])
            if len(amounts) < 2 or len(amounts) != len(re.findall(_MONEY, said)):
                continue
            whole, total = worth_of(hit[1], hit[2]), sum(amounts, Decimal(0))
            if abs(total - whole) <= whole * ONE_PERCENT or (some and total < whole):
                yield Agreed()
                continue
            yield tell_parts(case, passage, hit[0], f"资金来源合计{show_plain(total / WAN)}万元，与总数", whole, total)


#: 总投资6,000万元，银行贷款2,500万元，自筹3,200万元: a sum and, up to the stop, nothing but what pays for it.
PAID = Sought(
    rf"(?:项目|建设|工程|产线|改造|计划)*(?:总投资|投资|总投入|投入)(?:总?额)?(?:为|共计?|约|合计|达|需)*{_MONEY}"
    r"[，,：:；;](?P<parts>[^。]{4,90})"
)
_REST = re.compile(
    rf"(?:其余|余下|剩余|另外)的?{_MONEY}(?:为|由|靠|来自|通过|从|申请)[^，,。；;\d]{{0,6}}(?:自筹|自有|贷款|借款|融资|补助)"
)


def find_sources_listed(case: Case) -> Iterator[Answer]:
    """A-21, W: own money and a loan or grant behind the sum, where no other money is told, do not make it up."""
    for passage in case.prose_with(PAID):
        for hit in PAID.finditer(passage.text):
            parts = re.sub(r"[（(][^（）()]*[)）]", "", money_in_digits(hit["parts"]))
            whole = worth_of(hit[1], hit[2])
            listed = [one for pattern in (_PART, _REST) for one in pattern.findall(parts)]
            own, lent = (re.search(words, parts) for words in ("自筹|自有", "贷款|借款|融资|补助|财政|专项|其余|余下"))
            told = re.findall(_MONEY, parts)
            if len(listed) < 2 or len(listed) != len(told) or not own or not lent or _DONE.search(parts):
                continue
            total = sum((worth_of(n, unit) for n, unit in told), Decimal(0))
            if abs(total - whole) <= whole * ONE_PERCENT:
                yield Agreed()
            else:
                why = f"资金来源合计{show_plain(total / WAN)}万元，与总数"
                yield tell_parts(case, passage, hit[0], why, whole, total, Severity.W)


#: What has come in so far is not all that pays for it.
_DONE = re.compile(r"已|到位|累计|截至|截止|先期|首批")


def sources_told(case: Case, passage: Passage, cell: Field) -> Iterator[Answer]:
    for hit in SOURCES.finditer(passage.text):
        said = money_in_digits(hit[0])
        amounts = [worth_of(n, unit) for n, unit in _PART.findall(said)]
        if len(amounts) < 2 or len(amounts) != len(re.findall(_MONEY, said)) or cell.amount is None:
            continue
        whole, total = cell.amount.value, sum(amounts, Decimal(0))
        if abs(total - whole) <= whole * ONE_PERCENT:
            yield Agreed()
            continue
        yield case.finding(
            f"正文“{hit[0]}”合计{show_plain(total / WAN)}万元，与{case.say(cell)}不一致，请核实。",
            passage.place.quoting(hit[0]),
            cell,
            severity=Severity.W,
            about=(f"{passage.place.path}“{hit[0][:20]}”",),
            expected=f"{show_plain(whole / WAN)}万元",
            found=f"{show_plain(total / WAN)}万元",
        )
