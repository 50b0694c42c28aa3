"""ELIG-E-05: the applicant is not on the office's list; ELIG-L-07: the cultivation period is too long."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Answer, Case, NotApplicable, NotChecked
from check.dates import add_months, read_days
from check.identity.region_differs import seats
from check.registry import rule
from check.sought import Sought
from check.spelling import fold_company
from check.telling import tell_texts
from model.finding import Cause, Severity

PERIOD = Sought(
    r"培育(?:期|周期|时间|期限|方案|计划)[^。；;\n]{0,16}?(20\d{2})(?:年|[.．/-])(\d{1,2})月?[^。；;\n\d]{0,6}(20\d{2})(?:年|[.．/-])(\d{1,2})"
)
YEARS = Sought(r"培育(?:期|周期|期限|方案|时间)[^。；;\n\d一二两三四五]{0,10}([\d一二两三四五]+)\s*年")
NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


@rule("ELIG-E-05")
def find_not_listed(case: Case) -> Iterator[Answer]:
    term = case.law("applicants")
    name = case.field("company_name") or case.need("applicant")
    home, told = case.reference.law.province, seats(case, case.param("addresses"))
    if told and not any(home in provinces for _, provinces in told):
        raise NotApplicable(f"申报单位不在{home}，{term.article}是{home}的申报范围。")
    listed = [fold_company(str(one)) for one in term.value]
    if fold_company(name.value) in listed:
        yield case.agree(f"“{name.value}”在所列{len(listed)}家之内", name)
        return
    near = [one for one in listed if one in fold_company(name.value) or fold_company(name.value) in one]
    yield case.finding(
        f"“{name.value}”不在{term.article}“{term.quote}”所列{len(listed)}家之内"
        + (f"，所列相近的有“{'、'.join(near)}”" if near else "")
        + "，请核实。",
        name,
        severity=Severity.W if near else Severity.B,
        expected=f"{term.article}所列单位",
        found=name.value,
    )


@rule("ELIG-L-07")
def find_cultivation_long(case: Case) -> Iterator[Answer]:
    """E when the stated period surely exceeds the law's months."""
    months = int(case.law("cultivation_months").value)
    for text in tell_texts(case):
        if hit := PERIOD.search(text.text):
            start, end = read_days(f"{hit[1]}-{int(hit[2]):02}"), read_days(f"{hit[3]}-{int(hit[4]):02}")
            if start is None or end is None:
                continue
            long = end.first > add_months(start.last, months)
        elif hit := YEARS.search(text.text):
            years = NUMERALS.get(hit[1]) or (int(hit[1]) if hit[1].isdigit() else 0)
            if not 0 < years < 20:
                continue
            long = years * 12 > months
        else:
            continue
        place = text.place.quoting(hit[0])
        if long:
            yield case.finding(
                f"正文称“{hit[0]}”，培育期应不超过{months // 12}年，请核实。",
                place,
                about=(text.key,),
                expected=f"≤{months // 12}年",
                found=hit[0],
            )
        else:
            yield case.agree(f"“{hit[0]}”", place)
        return
    raise NotChecked("书中没有写明培育期的起止，无法核对。", Cause.NOTHING)
