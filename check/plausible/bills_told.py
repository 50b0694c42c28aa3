"""L-10: one bill and one saving told in a sentence, whatever stands first and whatever verb saves: 能源费用2140万元，
节能改造后一年少花930万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.hoped import is_hoped
from check.numerals import worth_of
from check.once import split_sentences
from check.show import show_percent
from check.sought import Sought

_MONEY = r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>亿元|万元)"
_ALL = re.compile(_MONEY)
#: What is paid for, in groups that one saving may be of.
KINDS = {
    "energy": r"用?电|电力|能源|能耗|燃气|天然气|气费|蒸汽|煤|燃料|节能|用能|动力",
    "water": r"用?水",
    "labour": r"人工|人力|用工|工资|薪酬|劳务|职工|员工|减员",
    "repair": r"运维|维修|维护|检修|备件",
    "freight": r"物流|运输|仓储|运费",
    "quality": r"检测|化验|质检|质量",
    "matter": r"原料|材料|辅料|包装|耗材|刀具",
}
_KIND = re.compile("|".join(f"(?P<{name}>{words})" for name, words in KINDS.items()))
_BILL = re.compile(r"(?:费用?|成本|支出|开支|开销|账单)")
SAVED = Sought(r"节约|节省|节支|省下|可省|能省|少花|少支出|少付|压减|压降|降低|减少|下降")
#: Of another span, from one sum to another, or of more than the bill.
ELSE = re.compile(
    r"累计|三年|[二两三四五]年|以来|由|降至|降到|降为|减至|减到|减少到|投资|投入|收入|产值|效益|损失|其中|合计|每月|月均|吨|单位|从(?=\d)"
)


def find_bill_told(case: Case, most: int) -> Iterator[Answer]:
    """W: over `most` percent of the one bill of its sentence."""
    for passage in case.prose():
        if not SAVED.may_be_in(passage.text):
            continue
        for sentence in split_sentences(passage.text):
            sums = list(_ALL.finditer(sentence))
            if len(sums) != 2 or ELSE.search(sentence) or is_hoped(case, sentence):
                continue
            bill, saving = (clause_of(sentence, one) for one in sums)
            if SAVED.search(bill) and not SAVED.search(saving):
                bill, saving, sums = saving, bill, sums[::-1]
            if SAVED.search(bill) or "增" in bill or not _BILL.search(bill) or not SAVED.search(saving):
                continue
            paid, cut = kinds_of(bill), kinds_of(saving)
            if len(paid) != 1 or not cut <= paid:
                continue
            base, saved = (worth_of(one["n"].replace(",", ""), one["u"]) for one in sums)
            share = saved / base * 100 if base else Decimal(0)
            if share <= most:
                yield Agreed()
                continue
            yield case.finding(
                f"“{sentence[:60]}”，节约额为所述费用的{show_percent(share)}，超过常见的{most}%，请核实。",
                passage.place.quoting(sentence),
                about=(f"{passage.place.path}“{sums[1][0]}”",),
                expected=f"不大于{most}%",
                found=f"{sums[1]['n']}{sums[1]['u']}",
            )


def clause_of(sentence: str, hit: re.Match[str]) -> str:
    """The words before the number back to the clause's beginning or the number before it."""
    return re.split(r"[，,；;：:（(]|\d(?:亿元|万元)", sentence[: hit.start()])[-1]


def kinds_of(clause: str) -> set[str]:
    return {str(hit.lastgroup) for hit in _KIND.finditer(clause)}
