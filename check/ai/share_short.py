"""AI-01, AI-02: fewer scenes use artificial intelligence than the level asks for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.ai.ai_words import scenes_with_words
from check.case import Agreed, Answer, Case, NotApplicable
from check.registry import rule


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
    counted = scenes_with_words(case)
    using = [(scene, words) for scene, words in counted if words]
    share = Decimal(100) * len(using) / len(counted)
    if share >= least:
        yield Agreed()
        return
    words = "、".join(dict.fromkeys(word for _, found in using for word in found)) or "无"
    yield case.finding(
        f"{len(counted)}个典型场景中描述里写到人工智能技术的有{len(using)}个（{share:.1f}%，用词：{words}），"
        f"{level}要求不低于{least}%，请核实。",
        *(scene for scene, _ in counted),
        tags=("ai_share",),
        about=("scenes",),
        expected=f"不低于{least}%",
        found=f"{share:.1f}%",
    )
