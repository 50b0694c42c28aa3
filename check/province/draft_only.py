"""PSD-01: under a draft every result is for reference; the engine sees to it (see `check.hear.soften`)."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotApplicable
from check.registry import rule


@rule("PSD-01")
def mark_draft(case: Case) -> Iterator[Answer]:
    """Stands for the promise that nothing weighs under a draft; see its cases."""
    if not case.reference.law.informative:
        raise NotApplicable("当前评审口径不是送审稿。")
    yield Agreed(f"{case.reference.law.title}，全部结果只作参考")
