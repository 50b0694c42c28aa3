"""T-01: the scene told as finished before the end of its works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.dates import add_months, read_days, read_period
from model.finding import Severity

#: Months between the works and their acceptance, which the table may give as the end.
LAG = 6
#: 2023年底，场景全面建成后…: the scene itself is finished by then.
FINISHED = re.compile(
    r"(?P<year>20\d{2})年(?:(?P<month>\d{1,2})月|底|末|初|上半年|下半年)?(?:\d{1,2}日)?[，,]?"
    r"(?:本|该)?(?:场景|项目)(?:已|就已|便已|即)?(?:全面|全部|正式|整体|顺利)?(?:建成|投用|投运|上线|竣工|投产|建设完成)"
    r"(?P<tail>后|以来|并|，|,|。|投用|运行|投入)"
)
OTHER_STAGE = re.compile(r"一期|首期|部分|首批|前期|二期|试|其中|计划|预计|将|拟|原定")


def find_finished_too_early(case: Case) -> Iterator[Answer]:
    """E where the scene or project is told as finished in a year before its stated end; W where stages are told."""
    period = case.need("build_period")
    _, end = read_period(period.value)
    if end is None:
        return
    stepwise = any(word in passage.text for passage in case.prose() for word in case.param("stepwise"))
    for passage in case.prose():
        for hit in FINISHED.finditer(passage.text):
            head = re.split(r"[。；;\n]", passage.text[: hit.start()])[-1]
            day = read_days(f"{hit['year']}-{int(hit['month']):02d}" if hit["month"] else hit["year"])
            if day is None or OTHER_STAGE.search(head[-12:] + hit[0]):
                continue
            if add_months(day.last, LAG) >= end.first:
                yield Agreed()
                continue
            yield case.finding(
                f"正文称“{hit[0].rstrip('，,。')}”，应用建设结束于{period.value.partition('/')[2]}，早于建成，请核实。",
                passage.place.quoting(hit[0]),
                period,
                severity=Severity.W if stepwise else Severity.E,
                about=(f"{passage.place.path}“{hit[0]}”",),
                expected=f"不早于{period.value.partition('/')[2]}",
                found=f"{hit['year']}年{hit['month'] + '月' if hit['month'] else ''}",
            )
