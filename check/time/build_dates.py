"""When the works began and ended, whichever way the form asks: one cell for both, or a cell each."""

from __future__ import annotations

from dataclasses import dataclass

from check.case import Case, NotChecked
from check.dates import Days, read_days, read_period
from model.finding import Cause
from model.submission import Field


@dataclass(frozen=True, slots=True)
class BuildDates:
    """`start` and `end` as all days they can mean (None: open or unreadable), as printed, and their cells."""

    start: Days | None
    end: Days | None
    first: str
    last: str
    fields: tuple[Field, ...]


def read_build(case: Case) -> BuildDates:
    """Raises NotChecked where the book states no build dates."""
    period = case.field("build_period")
    if period is not None:
        if period.problem:
            raise NotChecked(f"应用建设起止日期“{period.text}”无法解析，无法核对。", Cause.AMBIGUOUS)
        first, _, last = period.value.partition("/")
        return BuildDates(*read_period(period.value), first, last, (period,))
    begun, done = case.field("line_start"), case.field("line_end")
    if begun is None and done is None:
        case.need("build_period")
    fields = tuple(field for field in (begun, done) if field)
    first, last = (field.value if field else "" for field in (begun, done))
    return BuildDates(read_days(first), read_days(last), first, last, fields)
