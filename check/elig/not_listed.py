"""ELIG-E-05: the applicant is not on the office's list; ELIG-L-07: the cultivation period is too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case, NotApplicable, NotChecked
from check.dates import Days, add_months, read_days
from check.identity.region_differs import seats, tell_provinces
from check.numerals import HAN, whole_of
from check.registry import rule
from check.sought import Sought
from check.spelling import fold_company
from check.telling import tell_texts
from model.finding import Cause, Severity
from model.place import Place

PERIOD = Sought(
    r"(?:培育(?:期|周期|时间|期限|方案|计划|工作|任务|自|从)|(?:本|培育)方案(?:的)?(?:实施|建设)?(?:期|周期|期限))(?:[^。；;\n]{0,16}?|(?<=[期间限])[。\n]\s*[为自从拟定]{0,2})(20\d{2})(?:年|[.．/-])(\d{1,2})月?(?:\d{1,2}日)?(?:份|[初底末])?(?:起|开始|启动|始)?[，,]?(?:持续|延续|一直|直)?\s*(?:到|至|[—–\-－~～]{1,2}|(?<=[启开][动始][，,]))\s*(20\d{2})(?:年|[.．/-])(\d{1,2})月?"
)
#: 培育期三年, 培育周期共30个月, 用三年半时间培育; 2025年 is a date.
YEARS = Sought(
    rf"培育(?:(?:期|周期|期限|方案|时间|工作|任务|要)[^。；;\n\d一二两三四五六七八九十]{{0,10}}|(?:期|周期|期限|时间)[。\n]\s*[为共计总约拟定]{{0,2}})(?P<n>\d{{1,2}}|[{HAN}]{{1,3}})\s*(?P<unit>年(?P<half>半)?|个?月)"
    # 培育期自2026年3月起，为期三年
    rf"|(?<![商才牌种户])培育(?:期|周期|工作|方案)?[^。；;\n\d]{{0,4}}20\d{{2}}年\d{{1,2}}月(?:\d{{1,2}}日)?(?:起|开始|启动)(?:算|计)?[，,]?(?:为期|历时|共计?|持续|时长|期限)(?:为)?(?P<n3>\d{{1,2}}|[{HAN}]{{1,3}})\s*(?P<unit3>年(?P<half3>半)?|个?月)"
    rf"|(?:用|花|历时|为期)[^。；;\n\d]{{0,3}}?(?P<n2>\d{{1,2}}|[{HAN}]{{1,3}})\s*(?P<unit2>年(?P<half2>半)?|个月)(?:左右)?(?:的)?(?:时间)?[^，,。；;\n]{{0,6}}?培育"
)
#: 2026年5月开始培育，至2028年底完成: no name of the period stands ahead.
BEGUN = Sought(
    r"(20\d{2})年(\d{1,2})月(?:\d{1,2}日)?[^。；;\n\d]{0,6}?(?:启动|开始|开展|进入)[^。；;\n\d]{0,4}(?<![商才牌种户])培育(?!项目|企业|对象|期内|[^。；;\n\d]{0,6}(?:人才|骨干|团队|品牌|产品|客户|市场|供应商|服务商|种))[^。；;\n\d]{0,10}?(?:到|至)(20\d{2})年(?:(\d{1,2})月|[底末])"
)
#: 培育方案：2026—2028年: three years, both counted.
BARE_YEARS = Sought(
    r"培育(?:期|方案|周期|任务|计划)(?:为|是|[:：（(])*\s*(20\d{2})年?\s*(?:[—–\-－~～]{1,2}|至|到)\s*(20\d{2})年|(20\d{2})年?\s*(?:[—–\-－~～]{1,2}|至|到)\s*(20\d{2})年(?:为|是|作为)?培育期"
)
#: 表3 培育期重点任务: its rows tell their own spans, 2026.07—2028.09.
TASKS = re.compile(r"培育")
SPAN = re.compile(
    r"(20\d{2})\s*[年.．/-]\s*(\d{1,2})\s*月?[^\d—–~～至到-]{0,3}\s*(?:[—–－~～-]{1,2}|至|到)\s*(20\d{2})\s*[年.．/-]\s*(\d{1,2})\s*月?"
)


def listed_span(case: Case) -> tuple[tuple[Days, Place], tuple[Days, Place]] | None:
    """The earliest start and the latest end among the tasks of the table of the cultivation."""
    starts, ends = list[tuple[Days, Place]](), list[tuple[Days, Place]]()
    for grid in case.submission.grids:
        if not grid.own or not TASKS.search(grid.caption):
            continue
        for cell in (cell for row in grid.rows for cell in row):
            hit = SPAN.search(cell.text)
            start = read_days(f"{hit[1]}-{int(hit[2]):02}") if hit else None
            end = read_days(f"{hit[3]}-{int(hit[4]):02}") if hit else None
            if hit and start and end:
                starts.append((start, cell.place.quoting(hit[0])))
                ends.append((end, cell.place.quoting(hit[0])))
    if not starts:
        return None
    return min(starts, key=lambda one: one[0].first), max(ends, key=lambda one: one[0].last)


@rule("ELIG-E-05")
def find_not_listed(case: Case) -> Iterator[Answer]:
    term = case.law("applicants")
    name = case.field("company_name") or case.need("applicant")
    home = case.reference.law.province
    told = [provinces for _, provinces in seats(case, case.param("addresses"))]
    told = told or [found for found in (tell_provinces(case.reference, name.value),) if found]
    if told and not any(home in provinces for provinces in told):
        raise NotApplicable(f"申报单位不在{home}，{term.source}是{home}的申报范围。")
    listed = [fold_company(str(one)) for one in term.value]
    if fold_company(name.value) in listed:
        yield case.agree(f"“{name.value}”在所列{len(listed)}家之内", name)
        return
    near = [one for one in listed if one in fold_company(name.value) or fold_company(name.value) in one]
    yield case.finding(
        f"“{name.value}”不在{term.source}“{term.quote}”所列{len(listed)}家之内"
        + (f"，所列相近的有“{'、'.join(near)}”" if near else "")
        + "，请核实。",
        name,
        severity=Severity.W if near else Severity.B,
        expected=f"{term.source}所列单位",
        found=name.value,
    )


@rule("ELIG-L-07")
def find_cultivation_long(case: Case) -> Iterator[Answer]:
    """E when the stated period surely exceeds the law's months."""
    months = int(case.law("cultivation_months").value)
    for text in tell_texts(case):
        if hit := PERIOD.search(text.text) or BEGUN.search(text.text):
            start, end = read_days(f"{hit[1]}-{int(hit[2]):02}"), read_days(f"{hit[3]}-{int(hit[4] or 12):02}")
            if start is None or end is None:
                continue
            long = end.first > add_months(start.last, months)
        elif hit := YEARS.search(text.text):
            n, unit, half = (hit[k] or hit[f"{k}2"] or hit[f"{k}3"] for k in ("n", "unit", "half"))
            lasts = whole_of(n) * (12 if unit.startswith("年") else 1) + (6 if half else 0)
            if not 6 <= lasts < 240:
                continue
            long = lasts > months
        elif hit := BARE_YEARS.search(text.text):
            first, last = (int(one) for one in hit.groups() if one)
            long = 12 * (last - first + 1) > months
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
            yield from find_tasks_long(case, months)
        return
    told = list(find_tasks_long(case, months))
    yield from told
    if not told:
        raise NotChecked("书中没有写明培育期的起止，无法核对。", Cause.NOTHING)


def find_tasks_long(case: Case, months: int) -> Iterator[Answer]:
    """As above, by the table of the tasks."""
    if (span := listed_span(case)) is not None:
        (start, first), (end, last) = span
        if end.first > add_months(start.last, months):
            yield case.finding(
                f"培育任务表中“{first.text}”最早开始、“{last.text}”最晚结束，培育期应不超过{months // 12}年，请核实。",
                first,
                last,
                about=(f"{last.path}“{last.text}”",),
                expected=f"≤{months // 12}年",
                found=f"{start.first:%Y-%m}至{end.last:%Y-%m}",
            )
        else:
            yield case.agree(f"培育任务表至{end.last:%Y-%m}", last)
