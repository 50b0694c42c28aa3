"""A-30 for money whose whole stands in the table: sources of funds, and what the investment was spent on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.show import WAN, show_plain
from model.finding import Severity
from model.submission import Field, Passage

_MONEY = r"(\d[\d,]*(?:\.\d+)?)\s*(亿|万)元"
#: 资金来源为企业自筹5,020万元、银行贷款2,400万元, up to the stop.
SOURCES = re.compile(r"资金(?:来源|筹措|构成)[^。；;\d]{0,20}(?:自筹|自有|贷款|财政|补助|专项)[^。；;]*")
#: 项目投资7,420万元，其中设备投资5,160万元、软件1,640万元: the whole is told beside its parts.
SPENT = re.compile(
    r"(?:项目|建设|工程|产线)(?:总|实际|完成|计划)?投资(?:额)?(?:为|共|约|合计)?(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>亿|万)元[，,]?(?:其中|包括)(?P<parts>[^。；;]*)"
)
_PART = re.compile(
    r"(?:企业|公司)?(?:自筹|自有资金|银行贷款|贷款|财政[\u4e00-\u9fff]{0,4}|补助[\u4e00-\u9fff]{0,2}|专项[\u4e00-\u9fff]{0,4}|其他[\u4e00-\u9fff]{0,2})[^，,、。；;\d]{0,6}"
    + _MONEY
)
_KEYS = ("project_investment", "line_investment", "build_investment")
ONE_PERCENT = Decimal("0.01")


def find_funds_differ(case: Case, told: Set[tuple[str, Decimal]]) -> Iterator[Answer]:
    """`told`: (place, sum) of the wholes already held against their parts.

    W: two or more sources do not make up the investment. E: parts told behind 其中 are more than the whole.
    """
    cell = next((f for key in _KEYS if (f := case.field(key)) and f.amount), None)
    for passage in case.prose():
        if cell is not None:
            yield from sources_told(case, passage, cell)
        for hit in SPENT.finditer(passage.text):
            parts = re.sub(r"[（(][^（）()]*[)）]", "", hit["parts"])  # a part of a part
            amounts = [worth(n, unit) for n, unit in re.findall(_MONEY, parts)]
            whole = worth(hit["n"], hit["unit"])
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


def sources_told(case: Case, passage: Passage, cell: Field) -> Iterator[Answer]:
    for hit in SOURCES.finditer(passage.text):
        amounts = [worth(n, unit) for n, unit in _PART.findall(hit[0])]
        if len(amounts) < 2 or len(amounts) != len(re.findall(_MONEY, hit[0])) or cell.amount is None:
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


def worth(number: str, unit: str) -> Decimal:
    return Decimal(number.replace(",", "")) * (WAN if unit == "万" else WAN * WAN)
