"""A-25: a payback told in so many words that is sooner or later than works usually pay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.numerals import read_number
from check.once import split_sentences
from check.show import show_plain
from check.sought import Sought
from model.finding import Severity

PAYBACK = Sought(
    r"(?:收回|回收)(?:全部|建设|初始|前期|改造|项目)?(?:总?投[资入]|成本|本金)|回收期|回了?本|回报期|还本"
    r"|(?:便|即|就|也|才|可|能|可以|能够)(?:完全|全部|基本|全额)?(?:收回|回收)"
    r"|把[^，,。；;]{0,6}(?:投资|成本|本钱?|钱)[^，,。；;]{0,4}(?:挣|赚|收|拿)了?回来"
    r"|(?:个月|年)(?:左右|内|多|上下|后)?(?:完全|全部|基本)?收回"
)
#: 溶剂2个月即可回收: not money.
MATTER = re.compile(r"包装|托盘|周转箱|废|余热|溶剂|物料|材料|边角|水|款|账")
TIME = re.compile(
    r"(?<![\d.年])(?P<n>\d{1,3}(?:\.\d+)?|[一二两三四五六七八九十]{1,3})(?P<half>个半)?(?:多|余|几|来)?(?P<unit>天|日|个月|个?年(?!\d|代|底|初|末|度|均|[一二三四五六七八九]月)|周|个?星期)(?P<half2>半)?"
)
PER_YEAR = {"天": 365, "日": 365, "月": 12, "年": 1, "周": 52, "期": 52}
#: When it ran, was built or what is planned.
OTHER = re.compile(r"运行|建设期|工期|质保|服务期|寿命|折旧|租期|贷款|还款|分期|账期|回款|光伏|合同|使用年限|生命周期")
#: So far from the word the time may stand.
NEAR = 12


def find_payback_told(case: Case) -> Iterator[Answer]:
    low, high = (Decimal(str(end)) for end in case.param("years"))
    for passage in case.prose_with(PAYBACK):
        for sentence in split_sentences(passage.text):
            for word in PAYBACK.finditer(sentence):
                if MATTER.search(sentence[max(0, word.start() - NEAR) : word.end() + 4]) or OTHER.search(sentence):
                    continue
                around = sentence[max(0, word.start() - NEAR) : word.end() + NEAR]
                times = list(TIME.finditer(around))
                if len(times) != 1:
                    continue
                years = years_of(times[0])
                if years is None or low <= years <= high:
                    if years is not None:
                        yield Agreed()
                    continue
                last = re.split(r"[，,、（(：:]", around[: times[0].start()])[-1]
                said = around[times[0].start() - len(last) :].strip("，,、（(：:")
                yield case.finding(
                    f"正文称“{said}”，回收期约{show_plain(round(years, 2))}年，不在常见的{low}～{high}年之内，请核实。",
                    passage.place.quoting(sentence),
                    severity=Severity.W,
                    about=(f"{passage.place.path}“{said}”",),
                    found=f"{show_plain(round(years, 2))}年",
                )
                break


def years_of(hit: re.Match[str]) -> Decimal | None:
    try:
        number = read_number(hit["n"])
    except ValueError:
        return None
    if hit["half"] or hit["half2"]:
        number += Decimal("0.5")
    return number / PER_YEAR[hit["unit"][-1]]
