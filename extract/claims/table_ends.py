"""The two ends of a row of a table: the figure of a cell with the unit that its head, its row or itself prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from model.amount import Amount


def end_of(amount: Callable[[str], Amount | None], value: str, unit: str) -> Amount | None:
    """One end of a change; of 小时/百件, a unit that is not known, what stands above the stroke; 48（月） is 48个月.

    `amount` reads a number with its unit. A unit that is not known at all stands as printed.
    """
    above = unit.split("/")[0]
    units = (unit, above, f"个{above}") if unit else ("",)
    known = next((found for one in units if (found := amount(f"{value}{one}"))), None)
    bare = None if known else amount(value)
    return replace(bare, unit=unit) if bare else known
