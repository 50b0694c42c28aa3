"""ELIG-S-04, ELIG-S-05: the line was not in production, or not for three months, when the scene was declared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case, NotChecked
from check.dates import Days, add_months, read_days, read_period
from check.registry import rule
from model.finding import Cause, Severity
from model.submission import Field

#: 法兰线正在安装调试，不在本次申报范围内.
OUTSIDE = re.compile(r"不在本|不属于?本|不纳入|不计入|不含在|另行申报|非本(?:场景|项目|次)")


@rule("ELIG-S-04")
def find_not_in_production(case: Case) -> Iterator[Answer]:
    """E when the work surely ended after the day of declaration; W when a sentence says that it is unfinished."""
    for passage in case.prose(*case.param("look_in")):
        word = tell_unfinished(case, passage.text)
        if word is not None:
            yield case.finding(
                f"正文称“{word}”，优秀场景应位于已投产的生产线，请核实是否已建成投产。",
                passage.place.quoting(word),
                severity=Severity.W,
                about=(passage.key,),
                expected="已投产",
                found=word,
            )
    period, end, declared, day = need_end(case)
    if not end.surely_after(day):
        yield case.agree(f"应用建设结束于{period.value.partition('/')[2]}，申报日期{declared.value}", period, declared)
    else:
        yield case.finding(
            f"应用建设结束于{period.value.partition('/')[2]}，晚于申报日期{declared.value}，申报时应已建成投产，请核实。",
            period,
            declared,
            expected=f"不晚于{declared.value}",
            found=period.value.partition("/")[2],
        )


@rule("ELIG-S-05", "DATE-01")
def find_running_too_short(case: Case) -> Iterator[Answer]:
    """B when even the best reading of the dates gives less than three months, W when only the worst does."""
    months = int(case.law("running_months").value)
    period, end, declared, day = need_end(case)
    best, worst = add_months(end.first, months), add_months(end.last, months)
    ended = period.value.partition("/")[2]
    if day.last < best:
        severity, how = Severity.B, f"不足{months}个月"
    elif day.first < worst:
        severity, how = Severity.W, f"是否满{months}个月取决于具体日期"
    else:
        yield case.agree(f"应用建设结束于{ended}，申报日期{declared.value}", period, declared)
        return
    yield case.finding(
        f"应用建设结束于{ended}，申报日期为{declared.value}，稳定运行{how}，应稳定运行{months}个月以上，请核实。",
        period,
        declared,
        severity=severity,
        expected=f"≥{months}个月",
        found=f"{ended}至{declared.value}",
    )


def tell_unfinished(case: Case, text: str) -> str | None:
    """The words by which a sentence says that the scene is not at work yet; none for a part of it or what was."""
    for pattern in case.param("unfinished"):
        for hit in re.finditer(pattern, text):
            clause = re.split(r"[。；;，,\n]", text[: hit.start()])[-1]
            if OUTSIDE.search(re.split(r"[。；;\n]", text[hit.end() :])[0]):
                continue
            if not re.search(case.param("besides"), clause + hit[0]):
                return hit[0]
    return None


def need_end(case: Case) -> tuple[Field, Days, Field, Days]:
    """Build period and its end, declaration and its day; raises NotChecked where one is missing."""
    period, declared = case.need("build_period"), case.need("declare_date")
    end, day = read_period(period.value)[1], read_days(declared.value)
    if end is None:
        raise NotChecked(f"应用建设起止日期“{period.value}”没有可读的结束日期，无法核对。", Cause.AMBIGUOUS)
    if day is None:
        raise NotChecked(f"申报日期“{declared.value}”无法解析，无法核对。", Cause.AMBIGUOUS)
    return period, end, declared, day
