"""D-06 in the prose: four quarters, months or years of a sentence that step by the same number or halve exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from check.arithmetic.sentences import sentences
from check.case import Answer, Case
from check.show import show_plain
from model.amount import Hedge

TIMES = re.compile(r"[一二三四]季度|(?<!\d)\d{1,2}月|(?:19|20)\d{2}年|第[一二三四五六]周|[上下]半年|Q[1-4]")
#: What is chosen, ordered or numbered.
CHOSEN = re.compile(r"计划|目标|预计|分期|首期|付款|支付|折旧|编号|标准|限值|档|级|步|起止|至20|年限")


def find_even_told(case: Case) -> Iterator[Answer]:
    """I; one value more where the step is a round one."""
    least = case.param("least")
    for sentence in sentences(case, least):
        if len(TIMES.findall(sentence.text)) < least or CHOSEN.search(sentence.text):
            continue
        units = {c.amount.unit for c in sentence.claims}
        for unit in units - {"", "年", "月", "日"}:
            told = [c for c in sentence.claims if c.amount.unit == unit and c.amount.hedge is Hedge.NONE]
            values = [c.amount.value for c in told]
            if len(values) < least or len(set(values)) < len(values) or 0 in values:
                continue
            steps = {new - old for old, new in pairwise(values)}
            ratios = {new / old for old, new in pairwise(values)}
            step = next(iter(steps))
            plain = len(str(abs(step).normalize()).replace(".", "").strip("0").partition("E")[0]) < 2
            if not ((len(steps) == 1 and len(values) >= least + plain) or len(ratios) == 1):
                continue
            said = "、".join(show_plain(value) for value in values)
            how = "间隔完全相等" if len(steps) == 1 else "逐期之比完全相等"
            yield case.finding(
                f"正文依次为{said}{unit if unit != '元' else ''}，{how}，请核实是否为实测值。", *told, about=()
            )
