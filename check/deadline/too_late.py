"""DL-01 … 04: the book is dated after the deadline; PSD-02, REG-05: the measure itself is not in force then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case, NotApplicable, NotChecked, Skipped
from check.dates import read_days
from check.registry import rule
from check.spelling import fold_text
from model.finding import Cause, Severity
from model.submission import Field


@rule("DL-01", "DL-02", "DL-03", "DL-04")
def find_too_late(case: Case) -> Iterator[Answer]:
    """B when the printed date lies surely after the deadline, W when it is a date of the cover that nothing calls that
    of the declaration; an earlier date does not prove the day of delivery."""
    term = case.law(case.param("term"))
    until, city = (term.value["date"], term.value.get("city", "")) if isinstance(term.value, dict) else (term.value, "")
    if city and not any(
        fold_text(city).removesuffix("市") in fold_text(f.value)
        for key in ("address", "build_address", "factory_address", "region")
        if (f := case.field(key))
    ):
        raise NotApplicable(f"此期限只适用于{city}。")
    declared = case.need("declare_date")
    day, last = read_days(declared.value), read_days(str(until))
    if day is None or last is None:
        raise NotChecked(f"申报日期“{declared.value}”无法解析，无法核对。", Cause.AMBIGUOUS)
    if day.surely_after(last):
        yield case.finding(
            f"申报日期为{declared.value}，晚于{term.article}规定的{until}（“{term.quote}”），请核实。",
            declared,
            severity=None if is_named(declared) else Severity.W,
            expected=f"不晚于{until}",
            found=declared.value,
        )
    else:
        yield case.agree(f"申报日期{declared.value}，期限{until}", declared)
        yield Skipped(
            f"申报日期{declared.value}不晚于{until}；实际{case.param('act')}日期书中没有，请核对收件或系统记录。",
            Cause.OUTSIDE,
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
