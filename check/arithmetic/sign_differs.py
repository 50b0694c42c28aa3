"""A-17: the word says up, the numbers say down; or a minus sign stands in a field that already says 下降."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, Skipped
from check.registry import rule
from check.show import show_field, show_stated
from model.finding import Cause, Severity

#: Also used for “better”: 检测时间由30分钟提升至5分钟.
BETTER = re.compile(r"提升|提高|优化|改善")


@rule("A-17")
def find_sign_differs(case: Case) -> Iterator[Answer]:
    yield from find_minus_signs(case)
    for change in case.submission.changes:
        if not change.target or change.direction == 0 or change.planned:
            continue
        before, after = change.before, change.after
        if before.unit != after.unit or not (before.comparable and after.comparable):
            yield Skipped(f"“{change.text}”前后两数不可比，未核对。", Cause.INCOMPARABLE)
            continue
        if before.interval.meets(after.interval) or (after.value > before.value) == (change.direction > 0):
            yield Agreed()
            continue
        word, fact = ("上升", "下降") if change.direction > 0 else ("下降", "上升")
        loose = change.direction > 0 and BETTER.search(change.text) is not None
        yield case.finding(
            f"“{change.text}”的文字表示{word}，而{show_stated(before)}变为{show_stated(after)}是{fact}，两者不一致，请核实。",
            change,
            severity=Severity.W if loose else Severity.E,
            expected=fact,
            found=word,
        )


def find_minus_signs(case: Case) -> Iterator[Answer]:
    for kpi in case.reference.kpis:
        field = case.field(f"kpi.{kpi.code}")
        if kpi.kind != "reduction" or field is None or field.amount is None:
            continue
        if field.amount.value >= 0:
            yield Agreed()
            continue
        yield case.finding(
            f"“{case.label(field.key)}”填{show_field(field)}，该指标本身即表示下降幅度，应填正数；如确为上升请说明，请核实。",
            field,
            severity=Severity.W,
            expected="正数",
            found=show_field(field),
        )
