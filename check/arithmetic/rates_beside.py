"""A-06 in the prose: a rate with its two counts beside it: 84.6%（39台中33台）, 96人，使用工具者87人，普及率90.6%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from decimal import Decimal

from check.arithmetic.counts_told import BRACKETED, RATE
from check.case import Agreed, Answer, Case
from check.grade import grade
from check.show import show_plain
from model.amount import Amount, Hedge, Interval
from model.finding import Severity

_UNIT = r"(?:台套|台[（(]套[）)]|台|套|个|项|条|人|家|名|件|种|类|道|次|批|户)"
_COUNT = r"(?<![\d.])(?P<{0}>\d[\d,]{{0,6}})(?![\d.%])"
_RATE = r"(?P<share>\d{1,3}(?:\.\d+)?)\s*%"
#: The rate first, its counts in brackets or behind 按: 70%（按20个节点中14个统计）.
BEHIND = re.compile(
    rf"{_RATE}[^。；;，,（()）\d%]{{0,14}}[（(，,][^（）()。；;，,\d%]{{0,10}}{_COUNT.format('whole')}\s*{_UNIT}[^（）()。；;，,\d%]{{0,16}}?(?:中|里)"
    rf"(?:有|的)?[^（）()。；;，,\d%]{{0,4}}?{_COUNT.format('part')}\s*{_UNIT}"
)
#: The counts first: 研发人员96人，使用工具者87人，普及率90.6%; 64台中58台联网，联网率90.6%.
BEFORE = re.compile(
    rf"{_COUNT.format('whole')}\s*{_UNIT}[^。；;()（）\d%]{{0,16}}?(?:[，,]|中)[^。；;，,()（）\d%]{{0,14}}?{_COUNT.format('part')}\s*{_UNIT}"
    r"[^。；;，,()（）\d%]{0,8}[，,][^。；;，,()（）\d%]{0,16}?(?:率|占比|比例|占)(?:达到?|为|是|约|[:：])?\s*" + _RATE
)
#: What makes the numbers those of several things or times.
_ELSE = re.compile(r"提高|提升|增长|下降|降低|减少|增加|新增|原|前|同比|计划|另|分别|合格|次品|不良|占(?:公司|全)")


def find_rates_beside(case: Case, judged: Set[tuple[str, Decimal]]) -> Iterator[Answer]:
    """W where part over whole, told in the same sentence, is not the rate; `judged`: (place, rate) looked at before."""
    for passage in case.prose():
        told = [hit.span() for pattern in (RATE, BRACKETED) for hit in pattern.finditer(passage.text)]
        for pattern in (BEHIND, BEFORE):
            for hit in pattern.finditer(passage.text):
                if any(start < hit.end() and hit.start() < end for start, end in told):
                    continue
                whole, part = (Decimal(hit[name].replace(",", "")) for name in ("whole", "part"))
                share = Decimal(hit["share"])
                if (passage.place.path, share) in judged:
                    continue
                if not 0 < part < whole or _ELSE.search(hit[0]) or case.reference.lexicons.is_plan(hit[0]):
                    continue
                exact = part / whole * 100
                step = Decimal(1).scaleb(int(share.as_tuple().exponent))
                stated = Amount(share, "%", step, hedge=Hedge.NONE)
                if any(grade(Interval(one, one), stated, points=True) is None for one in (exact, 100 - exact)):
                    yield Agreed()
                    continue
                right = f"{show_plain(round(exact, 1))}%"
                yield case.finding(
                    f"正文“{hit[0]}”，按{show_plain(part)}÷{show_plain(whole)}应为{right}，不一致，请核实。",
                    passage.place.quoting(hit[0]),
                    severity=Severity.W,
                    about=(f"{passage.place.path}“{hit[0]}”",),
                    expected=right,
                    found=f"{show_plain(share)}%",
                )
