"""The words for a scene in a sentence: which one it is, the fields it stands in, the phrases that speak for it."""

from __future__ import annotations

from check.case import Case
from model.submission import Scene

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
    phrases = dict.fromkeys(mark.phrase for mark in scene.marks if mark.no == no and len(mark.phrase) > 1)
    return sorted(phrases, key=lambda phrase: -len(phrase))[:MOST]
