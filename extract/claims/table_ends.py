"""The two ends of a row of a table: the figure of a cell with the unit that its head, its row or itself prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from model.amount import Amount

if TYPE_CHECKING:
    from extract.claims import ClaimReader


class Figure(Protocol):
    """What is asked of a figure: its value and its unit as printed."""

    @property
    def value(self) -> str: ...
    @property
    def unit(self) -> str: ...


def end_of(reader: ClaimReader, figure: Figure) -> Amount | None:
    """One end of a change; of 小时/百件, a unit that is not known, what stands above the stroke; 48（月） is 48个月.

    A unit that is not known at all stands as printed.
    """
    above = figure.unit.split("/")[0]
    units = (figure.unit, above, f"个{above}") if figure.unit else ("",)
    known = next((found for unit in units if (found := reader.amount(f"{figure.value}{unit}"))), None)
    bare = None if known else reader.amount(figure.value)
    return replace(bare, unit=figure.unit) if bare else known
