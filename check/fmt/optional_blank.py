"""FMT-05, FMT-18: rules of mercy that never find anything: columns marked 选填, and the template's own faults."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.registry import rule


@rule("FMT-05", "FMT-18")
def accept_template(case: Case) -> Iterator[Answer]:
    """Stands for the promise that no other rule counts these against the applicant; see their cases."""
    yield Agreed()
