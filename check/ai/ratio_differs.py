"""AI-03: the printed share of scenes with artificial intelligence is not the counted one, or no count can give it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.ai.ai_words import count_possible, tally_scenes
from check.case import Agreed, Answer, Case
from check.registry import rule
from model.finding import Severity


@rule("AI-03")
def find_ratio_differs(case: Case) -> Iterator[Answer]:
    """E where no number of scenes gives the share (GRIM) or the book's own column says another; W by its words, of
    which some leave it open."""
    keys = [str(key) for key in case.param("fields")]
    printed = next((field for key in keys if (field := case.field(key))), None) or case.need(keys[0])
    if printed.amount is None:
        raise ValueError(f"{printed.key} is no number")
    tally = tally_scenes(case)
    total, using = tally.total, tally.using
    slack = printed.amount.step / 2 + Decimal("0.000001")
    fits = [n for n in range(total + 1) if abs(Decimal(100) * n / total - printed.amount.value) <= slack]
    most = using if tally.sure else using + count_possible(case)
    if any(using <= n <= most for n in fits):
        yield Agreed()
        return
    share = f"{Decimal(100) * using / total:.1f}%"
    why = (
        f"{tally.how}为{using}个（{share}）"
        if fits
        else f"{total}个场景无论几个应用人工智能都得不到这一比例，{tally.how}为{using}个（{share}）"
    )
    yield case.finding(
        f"{case.say(printed)}，而材料中有{total}个典型场景，{why}，两者不一致，请核实。",
        printed,
        *tally.evidence,
        severity=Severity.W if fits and not tally.sure else Severity.E,
        tags=("ai_ratio",),
        expected=share,
        found=printed.value,
    )
