"""P-09: how many companies took the solution over, told in the prose and in the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.numerals import whole_of
from check.show import show_field
from check.sought import Sought
from model.finding import Severity

FIELD = "kpi.G18"
_N = r"(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3})"
_WHO = r"家(?:[\u4e00-\u9fff]{0,6}?(?:企业|公司|单位|供应商|工厂|用户))"
SPREAD = Sought(
    rf"(?:推广|复制|应用|输出)[^，,。；;\d]{{0,16}}?{_N}{_WHO}"
    rf"|{_N.replace('<n>', '<n2>')}{_WHO}[^，,。；;\d]{{0,8}}?(?:推广|复制|应用|部署|落地|上线|使用|采用了?本)"
)
#: What is only wished for, and those who came to look.
ELSE = re.compile(r"计划|预计|将|拟|力争|目标|可|有望|潜在|意向|参观|考察|适用|适合|未来|下一步|每年|培训|洽谈")


def find_spread_differs(case: Case) -> Iterator[Answer]:
    field = case.field(FIELD)
    if field is None or field.amount is None:
        return
    for passage in case.prose():
        if passage.key.startswith(("improve_plan", "promote_plan")) and "已" not in passage.text:
            continue
        for match in SPREAD.finditer(passage.text):
            clause = re.split(r"[，,。；;\n]", passage.text[: match.start()])[-1] + match[0]
            number = match["n"] or match["n2"]
            count = whole_of(number)
            if ELSE.search(clause) or not count:
                continue
            if count <= field.amount.value:  # some of them
                yield Agreed()
                continue
            yield case.finding(
                f"正文“{match[0]}”，与表内“{case.label(field.key)}”填{show_field(field)}不一致，请核实。",
                passage.place.quoting(match[0]),
                field,
                severity=Severity.W,
                about=(field.key,),
                expected=show_field(field),
                found=match[0],
            )
