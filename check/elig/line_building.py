"""APP-09: a line that is still being built belongs into 附件7, not into a 基础级 book."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.elig.line_unfit import late_end, told_unfinished
from check.registry import rule


@rule("APP-09")
def find_project_under_construction(case: Case) -> Iterator[Answer]:
    """W by the cell of the end, or by what the book says of its line where the cell has it finished."""
    wanted = "在建项目应填《基础级智能工厂在建项目汇总表》"
    yield late_end(case, wanted) or told_unfinished(case, wanted, "在附件7申报") or Agreed()
