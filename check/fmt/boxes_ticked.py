"""FMT-09: more than one box ticked where one is asked for, or none."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case, Skipped
from check.explain import may_be_unread
from check.registry import rule
from model.finding import Cause


@rule("FMT-09")
def find_boxes_ticked(case: Case) -> Iterator[Answer]:
    for key in case.param("boxes"):
        spec = case.spec(key)
        if spec is None:
            continue
        field, blank = case.field(key), case.submission.blank(key)
        if field is None and blank is None:
            yield Skipped(f"“{case.label(key)}”未读到，无法核对勾选。")
        elif field is None and blank is not None:
            if may_be_unread(case, blank):
                yield Skipped(case.unread or "", Cause.UNREADABLE)
            elif spec.required == "R":
                yield case.finding(
                    f"“{case.label(key)}”未勾选任何一项，应勾选一项，请核实。", blank, expected="勾选1项", found="0项"
                )
        elif field is not None and len(field.ticked) > 1 and spec.kind != "multi_choice":
            yield case.finding(
                f"“{case.label(key)}”同时勾选了{'、'.join(field.ticked)}，应只勾选一项，请核实。",
                field,
                expected="勾选1项",
                found="、".join(field.ticked),
            )
        else:
            yield Agreed()
