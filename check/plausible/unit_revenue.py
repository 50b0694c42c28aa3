"""L-04 of a part of the company: its people and its revenue told in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.numerals import worth_of
from check.once import split_sentences
from check.show import WAN, show_plain
from check.sought import Sought
from model.finding import Severity

PEOPLE = Sought(
    r"(?:编制|在岗|在册|职工|员工|从业人员|用工|定员|人员|现有|共有|只有|仅有|仅)[^，,。；;\d]{0,6}?(?P<n>\d[\d,]*)(?:余|多)?(?:名)?(?:人(?!次|均|民|工智)|名|位)"
    r"|(?:分公司|子公司|销售公司|经营部|营业部|事业部|分厂|门店)(?P<n3>\d[\d,]*)(?:余|多)?名?人(?=[,，、；;（(]|$)"
    r"|(?P<n2>\d[\d,]*)(?:名|位|人)(?:的)?(?:职工|员工|在岗|从业|编制|团队)"
)
MONEY = (
    r"(?:(?:对外|销售|营业|主营业务|全年)*(?:收入|营收|销售额|产值|营业额)[^，,。；;\d]{{0,8}}?(?P<{0}>\d[\d,]*(?:\.\d+)?)(?P<{0}_u>万|亿)元"
    r"|(?P<{0}b>\d[\d,]*(?:\.\d+)?)(?P<{0}b_u>万|亿)元的?[^，,。；;\d]{{0,6}}?(?:收入|营收|销售额|产值|营业额))"
)
INCOME = Sought(MONEY.format("m"))
#: A part of the company that has people and revenue of its own.
UNIT = re.compile(r"分公司|子公司|事业部|分厂|经营部|营业部|销售部|门店|基地|合作社|加工厂|公司|板块")
#: Those who do not earn it, and what is not of a year.
NO_UNIT = re.compile(
    r"研发|技术人员|小组|专班|领导|管理人员|团队|质检|运维|信息化部|新增|增加|增长|增收|节约|累计|人均|计划|预计|目标|将|拟|培训|招聘|带动|户|客户|供应商|行业|全国|集团"
)


def find_unit_revenue(case: Case) -> Iterator[Answer]:
    """W: 分公司46人，全年收入112万元: under or over what a head brings in anywhere."""
    low, high = (Decimal(str(end)) for end in case.param("wan_per_head"))
    for passage in case.prose_with(INCOME):
        for sentence in split_sentences(passage.text):
            heads, sums = list(PEOPLE.finditer(sentence)), list(INCOME.finditer(sentence))
            if len(heads) != 1 or len(sums) != 1 or not UNIT.search(sentence) or NO_UNIT.search(sentence):
                continue
            people = Decimal((heads[0]["n"] or heads[0]["n2"] or heads[0]["n3"]).replace(",", ""))
            hit = sums[0]
            if people < 2:
                continue
            each = worth_of(hit["m"] or hit["mb"], hit["m_u"] or hit["mb_u"]) / WAN / people
            if low <= each <= high:
                yield Agreed()
                continue
            shown = show_plain(round(each, 1))
            yield case.finding(
                f"正文“{sentence[:60]}”，人均收入约{shown}万元，不在常见的{show_plain(low)}～{show_plain(high)}万元之内，请核实。",
                passage.place.quoting(sentence),
                severity=Severity.W,
                about=(f"{passage.place.path}“{hit[0]}”",),
                found=f"{shown}万元/人",
            )
