"""T-04: 已稳定运行18个月 although the works ended a year before the declaration."""

from __future__ import annotations

import re
from collections.abc import Iterator

import cn2an

from check.case import Agreed, Answer, Case, NotChecked
from check.dates import Days, read_days, read_period
from check.registry import rule
from check.sought import Sought
from model.finding import Cause

RUNNING = Sought(
    r"(?:稳定|连续|正常|安全|平稳|累计)?(?:运行|投用|投运|应用|使用)(?:以来|至今|到现在)?(?:已|了|已经|时间)?(?:近|约|超过|满|达|逾|达到)?"
    r"\s*(\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3})\s*(?:多|余)?\s*(个月|月|年半|年)(?!\d|度|内|前|份)"
)


@rule("T-04")
def find_running_too_long(case: Case) -> Iterator[Answer]:
    """Longer than the months between the end of the works and the declaration, by more than one month."""
    declared = case.need("declare_date")
    period = case.field("build_period") or case.need("line_end")
    start, end = read_period(period.value) if "/" in period.value else (None, read_days(period.value))
    day = read_days(declared.value)
    if end is None or day is None:
        raise NotChecked("建设结束日期或申报日期不可读，无法核对运行时间。", Cause.AMBIGUOUS)
    most = months_between(end, day)
    since_start = months_between(start, day) if start else None
    looked = False
    for passage in case.prose():
        for match in RUNNING.finditer(passage.text):
            months = read_months(match[1], match[2])
            if months is None or about_other(passage.text, match):
                continue
            looked = True
            if months <= most + 1:
                yield Agreed()
                continue
            if since_start is not None and months > since_start + 12 * 5:
                continue  # the company, the mill or an older line has been running that long
            finished = period.value.partition("/")[2] or period.value
            yield case.finding(
                f"正文称“{match[0]}”，建设结束于{finished}、申报于{declared.value}，"
                f"至多运行{max(most, 0)}个月，请核实。",
                passage.place.quoting(match[0]),
                period,
                declared,
                expected=f"不超过{max(most, 0)}个月",
                found=match[0],
            )
    if not looked:
        raise NotChecked("正文没有写明运行时间，未核对。", Cause.NOTHING)


def months_between(first: Days, last: Days) -> int:
    """The most months that can lie between two dates as printed."""
    return (last.last.year - first.first.year) * 12 + last.last.month - first.first.month


def read_months(number: str, unit: str) -> float | None:
    try:
        value = float(number) if number[0].isdigit() else float(cn2an.cn2an(number, "smart"))
    except ValueError:
        return None
    return value * 12 + (6 if unit == "年半" else 0) if unit.startswith("年") else value


#: What runs that long is not the scene: 公司已稳定运行20年, 原有产线, 供应商的系统; or it is a plan or a warranty.
OTHER = re.compile(r"公司|企业|集团|原有|原系统|老线|旧|供应商|同类|质保|保修|免费|计划|预计|将|试运行|无故障")


def about_other(text: str, match: re.Match[str]) -> bool:
    clause = re.split(r"[。；，,;\n]", text[: match.start()])[-1]
    return OTHER.search(clause) is not None
