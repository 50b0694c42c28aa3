"""DL-01 … 05: the book is dated after the deadline; PSD-02, REG-05: the measure itself is not in force then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from check.case import Agreed, Answer, Case, NotApplicable, NotChecked, Skipped
from check.dates import Days, read_days
from check.finance.columns import facts
from check.registry import rule
from check.sought import Sought
from check.spelling import fold_text
from check.telling import find_sentences
from model.finding import Cause, Finding, Severity
from model.place import Place
from model.submission import Field, Paper

_ONLINE = r"(?:线上|网上|在线|系统|平台)(?:内|上|中)?[^。；;\d]{0,8}?(?:申报|填报|提交|上报|报送)"
#: 线上申报完成时间：2025年7月22日; 2025年7月22日通过申报系统提交.
FILED = Sought(
    rf"{_ONLINE}[^。；;\d]{{0,14}}(?P<y1>20\d\d)\s*[年.\-/]\s*(?P<m1>\d{{1,2}})\s*[月.\-/]\s*(?P<d1>\d{{1,2}})"
    rf"|(?P<y2>20\d\d)\s*[年.\-/]\s*(?P<m2>\d{{1,2}})\s*[月.\-/]\s*(?P<d2>\d{{1,2}})\s*日?[^。；;\d]{{0,14}}{_ONLINE}"
)
#: The notice's own words, other applications, and what is yet to be done.
NOT_FILED = re.compile(
    r"日前|之前|截止|截至|期限|要求|通知|拟|将于|计划|补贴|专利|高新|小巨人|单项冠军|成熟度|自评估|自诊断|能耗|环保|税|统计|数据上报|采集"
)


@rule("DL-01", "DL-02", "DL-03", "DL-04")
def find_too_late(case: Case) -> Iterator[Answer]:
    """B when the day of the act itself (线上提交时间) lies after the deadline, or, of papers handed in, the printed
    date does: W when nothing calls that date the declaration's. What a book prints does not tell when it was filed
    online (`printed`: I, of papers W; a province's own round comes later); an earlier date does not prove the day
    of delivery."""
    term = case.law(case.param("term"))
    until, city = (term.value["date"], term.value.get("city", "")) if isinstance(term.value, dict) else (term.value, "")
    if city and not any(
        fold_text(city).removesuffix("市") in fold_text(f.value)
        for key in ("address", "build_address", "factory_address", "region")
        if (f := case.field(key))
    ):
        raise NotApplicable(f"此期限只适用于{city}。")
    last = read_days(str(until))
    filed = list(find_filed(case)) if case.rule.params.get("filed") and last else []
    for said, place, when in filed:
        if last and when.surely_after(last):
            yield case.finding(
                f"{said}，晚于{term.source}规定的{until}（“{term.quote}”），请核实。",
                place,
                about=("filed_online",),
                expected=f"不晚于{until}",
                found=said,
            )
        else:
            yield Agreed(f"{said}，期限{until}", (place,))
    if filed:
        return
    declared = case.need("declare_date")
    day = read_days(declared.value)
    if day is None or last is None:
        raise NotChecked(f"申报日期“{declared.value}”无法解析，无法核对。", Cause.AMBIGUOUS)
    if day.surely_after(last):
        printed = case.rule.params.get("printed")
        also = f"；书面日期不等于{case.param('act')}日期" if printed else ""
        yield case.finding(
            f"申报日期为{declared.value}，晚于{term.source}规定的{until}（“{term.quote}”）{also}，请核实。",
            declared,
            severity=Severity(printed) if printed else None if is_named(declared) else Severity.W,
            expected=f"不晚于{until}",
            found=declared.value,
        )
    else:
        yield case.agree(f"申报日期{declared.value}，期限{until}", declared)
        yield Skipped(
            f"申报日期{declared.value}不晚于{until}；实际{case.param('act')}日期书中没有，请核对收件或系统记录。",
            Cause.OUTSIDE,
        )


@rule("DL-05")
def find_after_notice(case: Case) -> Iterator[Answer]:
    """As the others, B, where the regime gives the day of its notice of the year; a person looks where it does not."""
    term = case.written(case.param("term"))
    if term is None or term.value is None:
        raise NotChecked(f"需人工核对：{case.rule.look_at}", Cause.MANUAL)
    for answer in find_too_late(case):
        named = isinstance(answer, Finding) and is_named(case.need("declare_date"))
        yield replace(answer, severity=Severity.B) if named and isinstance(answer, Finding) else answer


def find_filed(case: Case) -> Iterator[tuple[str, Place, Days]]:
    """(what is said, where, the day) of each statement of when the application was filed online: in a print of the
    platform or in words of the book."""
    for paper, fact in facts(case, "online.submitted"):
        if (day := read_days(fact.value[:10])) and not is_assessment(paper):
            yield f"《{paper.file}》所载线上提交时间为{fact.value}", fact.place, day
    for text, sentence in find_sentences(case, FILED):
        for hit in FILED.finditer(sentence):
            year, month, date = (hit[f"{part}{n}"] for n in "12" for part in "ymd" if hit[f"y{n}"])
            day = read_days(f"{year}-{int(month):02d}-{int(date):02d}")
            if day and not NOT_FILED.search(sentence):
                yield f"书中称“{hit[0].strip('，,')}”", text.place.quoting(hit[0]), day


#: So many lines at the top of a print say of what it is.
_TOP = 4


def is_assessment(paper: Paper) -> bool:
    """Whether a print tells when the self-assessment was handed in, which is another act than the application."""
    top = "".join(one.text for one in paper.passages[:_TOP] if one.key == "paper")
    title = PurePath(paper.file).stem + top
    return paper.kind == "self_assessment" or (
        re.search(r"成熟度|自评估|自诊断", title) is not None
        and not re.search(r"申报(?:书|系统|平台|单|回执)|线上申报", title)
    )


def is_named(declared: Field) -> bool:
    """Whether the date stands in a cell, beside a label, or in a line that says of what it is."""
    in_cell = re.search(r"(?:^|/)t\d+/", declared.place.path) is not None
    return in_cell or re.search(r"申报|申请|填报|填表|提交|报送", declared.place.text or "") is not None


@rule("PSD-02", "REG-05")
def find_measure_ended(case: Case) -> Iterator[Answer]:
    term = case.law("measure")
    declared = case.need("declare_date")
    day = read_days(declared.value)
    if day is None:
        raise NotChecked(f"申报日期“{declared.value}”无法解析，无法核对。", Cause.AMBIGUOUS)
    first, last = read_days(str(term.value["from"])), read_days(str(term.value["to"]))
    if (last and day.surely_after(last)) or (first and first.surely_after(day)):
        begin = f"{term.value['from']}至" if term.value["from"] else "至"
        yield case.finding(
            f"申报日期为{declared.value}，《{term.value['title']}》有效期{begin}{term.value['to']}，申报时不在有效期内，请核实适用的办法。",
            declared,
            about=("declare_date",),
            expected=f"{begin}{term.value['to']}",
            found=declared.value,
        )
    else:
        yield case.agree(f"申报日期{declared.value}，在有效期内", declared)
