"""APP-09: a line that is still being built belongs into 附件7, not into a 基础级 book."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.elig.line_unfit import need_line_end, read, shown_end, told_unfinished
from check.registry import rule


@rule("APP-09")
def find_project_under_construction(case: Case) -> Iterator[Answer]:
    """W by the cell of the end, or by what the book says of its line where the cell has it finished."""
    end, day, declared = need_line_end(case)
    if read(end).surely_after(day):
        yield case.finding(
            f"{case.label(end.key)}为{shown_end(end)}，晚于申报日期{declared.value}，在建项目应填《基础级智能工厂在建项目汇总表》，请核实。",
            end,
            declared,
            about=(end.key,),
            expected=f"不晚于{declared.value}",
            found=shown_end(end),
        )
        return
    told = told_unfinished(case, "在建项目应填《基础级智能工厂在建项目汇总表》", "在附件7申报")
    yield told or Agreed()
