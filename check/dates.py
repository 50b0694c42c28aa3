"""Dates as precise as printed: a month is all its days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from check.once import TEXTS, kept


@dataclass(frozen=True, slots=True)
class Days:
    """All days that a printed date can mean."""

    first: date
    last: date

    def surely_after(self, other: Days) -> bool:
        return self.first > other.last

    @property
    def exact(self) -> bool:
        return self.first == self.last


@kept(TEXTS)
def read_days(iso: str) -> Days | None:
    """`2023`, `2023-05` or `2023-05-18` → its days; None when it is no date."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", iso.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 1, month or 1, day or 1)
        if day is not None:
            return Days(first, first)
        last = month or 12
        return Days(first, date(first.year, last, calendar.monthrange(first.year, last)[1]))
    except ValueError:
        return None


def read_period(value: str) -> tuple[Days | None, Days | None]:
    """`2023-05/2024-06` → start and end; an open or unreadable end is None."""
    start, _, end = value.partition("/")
    return read_days(start), read_days(end)


def add_months(day: date, months: int) -> date:
    """The same day some months later, the last of the month where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
