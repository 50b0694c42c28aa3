"""FMT-20: an accident is declared but not named."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Answer, Case
from check.registry import rule


@rule("FMT-20")
def find_accident_unnamed(case: Case) -> Iterator[Answer]:
    accident = case.need("accident_3y")
    if accident.value == "是" and len(accident.ticked) <= 1 and case.field("accident_name") is None:
        yield case.finding(
            f"“{case.label('accident_3y')}”勾选“是”，事故名称为空，应写明事故名称，请核实。",
            accident,
            about=("accident_3y", "accident_name"),
            expected="写明事故名称",
            found="",
        )
