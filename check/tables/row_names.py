"""附件6 row by row: the company that 企业简介 speaks of, and a county of another city (P-11, I-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.identity.contact_odd import short
from check.registry import row_rule
from check.spelling import fold_company
from model.finding import Severity
from model.text import half_width

#: The name at the head of the introduction: 白银瑞川铜基材料有限公司成立于2006年.
OWN = re.compile(
    r"^\s*(?P<name>[\u4e00-\u9fff（）()]{4,30}?(?:有限责任公司|股份有限公司|有限公司|集团公司|总厂|厂))(?=成立|创建|创立|始建|位于|是|为|系|主营|专业|现有|注册|组建|设立|于|[,，（(。；;])"
)
FORMER = re.compile(r"原|前身|更名|曾用名|现名")


@row_rule("P-11")
def find_row_other_company(case: Case) -> Iterator[Answer]:
    """E: the introduction begins with another company than the row's."""
    row, brief = case.need("name_project"), case.need("company_brief")
    hit = OWN.match(half_width(brief.value))
    own = fold_company(row.value)
    if hit is None or FORMER.search(brief.value) or fold_company(hit["name"]) in own:
        yield Agreed()
        return
    yield case.finding(
        f"“{case.label(brief.key)}”写的是“{hit['name']}”，本行为“{row.value.strip()[:40]}”，请核实。",
        brief,
        row,
        severity=Severity.E,
        expected=row.value.strip(),
        found=hit["name"],
    )


def find_county_of_another(case: Case) -> Iterator[Answer]:
    """W: 定西市会宁县, where every county of that name belongs to another city."""
    cell = case.field("city_county")
    text = re.sub(r"\s", "", half_width(cell.value)) if cell else ""
    regions = case.reference.regions.values()
    city = next((r.city for r in regions if r.level == "市" and text.startswith((r.city, short(r.city)))), "")
    named = [r for r in regions if r.level == "县" and r.county and len(r.county) >= 3 and text.endswith(r.county)]
    if cell is None or not city or not named:
        return
    if any(r.city == city for r in named):
        yield Agreed()
        return
    right = "、".join(sorted({r.city for r in named}))
    yield case.finding(
        f"所在市县填“{cell.value.strip()}”，{named[0].county}属{right}，请核实。",
        cell,
        severity=Severity.W,
        expected=right,
        found=cell.value.strip(),
    )
