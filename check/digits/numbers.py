"""The numbers of a submission as printed, ready for statistics on their digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from check.case import Case
from model.submission import Field


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed in a cell: its digits without separators, and where it stands."""

    field: Field
    text: str

    @property
    def value(self) -> Decimal:
        return Decimal(self.text)

    @property
    def significant(self) -> str:
        """Significant digits, zeros at the end of decimals kept: 5300 → 53, 12.50 → 1250."""
        digits = self.text.replace("-", "")
        if "." in digits:
            return digits.replace(".", "").lstrip("0")
        return digits.strip("0")

    @property
    def decimals(self) -> str:
        return self.text.partition(".")[2]


def printed_numbers(case: Case, statements: bool = False) -> Iterator[Printed]:
    """Numbers of cells, each field once; with `statements` the lines of the statements too."""
    for field in case.submission.fields:
        if field.amount is None or field.key.startswith("year") or field.key.endswith(".no"):
            continue
        if field.key.startswith(("bs.", "is.", "cf.")) and not statements:
            continue
        text = field.value.replace(",", "")
        if re.fullmatch(r"-?\d+(?:\.\d+)?", text):
            yield Printed(field, text)
