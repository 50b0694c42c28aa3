"""The words for a scene in a sentence: which one it is, the fields it stands in, the phrases that speak for it."""

from __future__ import annotations

from collections.abc import Collection

from check.case import Case
from model.submission import Mark, Scene

MOST = 4
"""As many quotes as a sentence bears."""


def name_scene(scene: Scene) -> str:
    """附表1第2行 or 本场景, with the declared name left to the sentence."""
    return f"第{scene.row}个场景" if scene.row else "本场景"


def about(case: Case, scene: Scene) -> list[str]:
    """The keys of the fields that declare the scene, for folding: findings on the same name belong together."""
    keys = [f"t1[{scene.row}].scene", f"scenes[{scene.row}].name"] if scene.row else ["scene_name"]
    return [key for key in keys if case.field(key) is not None]


def quote_marks(scene: Scene, no: int) -> list[str]:
    """Up to four different phrases of the text that speak for scenario `no`, the longest first."""
    phrases = dict.fromkeys(mark.phrase for mark in own_marks(scene, {no}) if len(mark.phrase) > 1)
    return sorted(phrases, key=lambda phrase: -len(phrase))[:MOST]


def count_spots(marks: Collection[Mark]) -> int:
    """In how many places of the text these marks stand: 修复时间 within 修复时间由26小时缩短 is one place."""
    spots = end = 0
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        spots += mark.start >= end
        end = max(end, mark.end)
    return spots


def own_marks(scene: Scene, numbers: Collection[int]) -> list[Mark]:
    """The marks of these scenarios on words that speak for no other one: 由71.5%提高到80.2% may be anybody's."""
    others = {(mark.start, mark.end) for mark in scene.marks if mark.no not in numbers}
    return [mark for mark in scene.marks if mark.no in numbers and (mark.start, mark.end) not in others]
