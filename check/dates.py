"""Dates as precise as printed: a month is all its days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from check.once import TEXTS, kept

#: Year and month as they are printed: 2024年3月, 2024-03, 2024.3; and as prose tells them, by name.
MONTH = r"(20\d{2})\s*[年.\-/]\s*(1[0-2]|0?[1-9])(?!\d)"
MONTH_TOLD = r"(?P<year>20\d{2})年(?:(?P<month>\d{1,2})月)?"
#: 2024年3月 with blanks about the figures, and the day behind it: 15日.
YEAR_MONTH = r"(20\d{2})\s*年(?:\s*(1[0-2]|0?[1-9])\s*月)?"
DAY_BEHIND = r"(?:\s*(3[01]|[12]\d|0?[1-9])\s*日)?"


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
