"""P-15: 库存周转率翻了一番, where the indicator of its rise is not near 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.numerals import whole_of
from check.once import sentence_ahead
from check.prose.kpi_told import SIGN, names_of
from check.show import show_field
from check.sought import Sought
from model.finding import Severity

_DOUBLED = Sought(
    r"(?P<name>[\u4e00-\u9fff]{3,14}?)(?:比|较|相比|同比|比之)?(?:改造前|建设前|以前|原来|过去|上线前)?(?:已|约|近|实现)*翻了?(?P<n>[一两二])番"
)
#: Words ahead of the name that leave it the works' own.
_OWN = re.compile(r"^(?:使得?|让|令|推动|带动|本|该|全线?厂?|整线|产线|场景|项目|工厂|公司|企业|整体|综合|总体|的)*$")
_OTHER = re.compile(r"行业|同行|客户|计划|目标|供应商|年前|以来")
#: So far from the whole rise of a doubling nobody rounds it to one.
NEAR = Decimal(80)


def find_doubled(case: Case) -> Iterator[Answer]:
    """W each: doubled is a rise of a whole hundred, twice doubled of three."""
    cells = [(k, f) for k in case.reference.kpis if (f := case.field(f"kpi.{k.code}")) and f.amount]
    for passage in case.prose_with(_DOUBLED):
        for hit in _DOUBLED.finditer(passage.text):
            ahead = sentence_ahead(passage.text, hit.start())
            behind = passage.text[hit.end() : hit.end() + 4]
            if _OTHER.search(ahead + hit[0] + behind) or case.reference.lexicons.is_plan(ahead + hit[0]):
                continue
            for kpi, field in cells:
                name = max((n for n in names_of(case, kpi) if hit["name"].endswith(n)), key=len, default="")
                rises = SIGN.get(kpi.kind, 0) > 0 and field.amount
                if not name or not rises or not _OWN.match(hit["name"].removesuffix(name)):
                    continue
                rise = Decimal(2 ** (whole_of(hit["n"]) or 1) - 1) * 100
                if rises.value >= rise * NEAR / 100:
                    yield Agreed()
                    continue
                yield case.finding(
                    f"正文“{hit[0]}”即提高{rise}%，与表内“{case.label(field.key)}”填{show_field(field)}不一致，请核实。",
                    passage.place.quoting(hit[0]),
                    field,
                    severity=Severity.W,
                    about=(field.key, passage.key),
                    expected=show_field(field),
                    found=hit[0],
                )
