"""SCN-02: one description serves two different scenes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.scn.scene_words import about, name_scene
from check.spelling import fold_text
from model.finding import Cause

GRAM = 5
"""Five characters: long enough that two texts on the same plant do not share them by chance."""


@rule("SCN-02")
def find_paragraph_twice(case: Case) -> Iterator[Answer]:
    """Two scenes of different names of which the shorter text lies mostly inside the other."""
    scenes = [s for s in case.submission.scenes if len(fold_text(s.text)) >= int(case.param("shortest"))]
    if len(scenes) < 2:
        raise NotChecked("可对照的场景描述不足两个，未核对。", Cause.NOTHING)
    for one, other in combinations(scenes, 2):
        first, second = _grams(one.text), _grams(other.text)
        share = len(first & second) / min(len(first), len(second))
        if fold_text(one.declared_scene) == fold_text(other.declared_scene) or share < float(case.param("share")):
            yield Agreed()
            continue
        yield case.finding(
            f"{name_scene(one)}“{one.declared_scene}”与{name_scene(other)}“{other.declared_scene}”的描述"
            f"有{share:.0%}相同，同一段内容用于两个场景，请核实。",
            one,
            other,
            tags=("same_text",),
            about=(*about(case, one), *about(case, other)),
            expected="每个场景各自的描述",
            found=f"重合{share:.0%}",
        )


def _grams(text: str) -> set[str]:
    said = fold_text(text)
    return {said[i : i + GRAM] for i in range(max(1, len(said) - GRAM + 1))}
