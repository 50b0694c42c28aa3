"""AI-01, AI-02: fewer scenes use artificial intelligence than the level asks for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.ai.ai_words import tally_scenes
from check.case import Agreed, Answer, Case, NotApplicable
from check.registry import rule
from model.finding import Severity

#: What the book itself says the share is.
SAID = ("kpi.K04", "ai_ratio")


def level_of(case: Case) -> str:
    """The level that the book is for: by its title, else by what it says of itself; 卓越级 where it says neither."""
    applied = case.field("apply_level") or case.field("book_title") or case.field("title")
    if applied:
        return "领航级" if "领航级" in applied.value else "卓越级"
    return "领航级" if any("申报领航级" in passage.text for passage in case.prose()) else "卓越级"


@rule("AI-01", "AI-02")
def find_share_short(case: Case) -> Iterator[Answer]:
    level, least = str(case.param("level")), Decimal(str(case.param("least")))
    if level != level_of(case):
        raise NotApplicable(f"本材料申报{level_of(case)}，不适用。")
    tally = tally_scenes(case)
    share = Decimal(100) * tally.using / tally.total
    if share >= least:
        yield Agreed()
        return
    claimed = next((f for f in map(case.field, SAID) if f and f.amount and f.amount.value >= least), None)
    counted = (
        f"{tally.total}个典型场景中填为应用人工智能的有{tally.using}个（{share:.1f}%）"
        if tally.sure
        else f"{tally.total}个典型场景中描述里写到人工智能技术的有{tally.using}个（{share:.1f}%，用词：{tally.words}）"
    )
    said = f"，{case.say(claimed)}" if claimed else ""
    yield case.finding(
        f"{counted}{said}，{level}要求不低于{least}%，请核实。",
        *tally.evidence,
        *([claimed] if claimed else []),
        severity=Severity.W if claimed and not tally.sure else None,  # the words known here may not be the book's
        tags=("ai_share",),
        about=("scenes",),
        expected=f"不低于{least}%",
        found=f"{share:.1f}%",
    )
