"""AI-04: a scene claims artificial intelligence and names neither the model or algorithm nor the data behind it."""

from __future__ import annotations

from collections.abc import Iterator

from check.ai.ai_words import find_words, scenes_with_words
from check.case import Agreed, Answer, Case, NotApplicable
from check.registry import rule
from check.scn.scene_words import about, name_scene
from model.submission import Scene


@rule("AI-04")
def find_unevidenced(case: Case) -> Iterator[Answer]:
    claiming = [(scene, words) for scene, words in scenes_with_words(case) if words]
    if not claiming:
        raise NotApplicable("各场景的描述没有写应用人工智能技术，不适用。")
    bare: list[tuple[Scene, list[str]]] = []
    for scene, words in claiming:
        concrete = find_words(scene.text, (*case.param("concrete"), *case.param("data")))
        if concrete or any(word in case.param("telling") for word in words):
            yield Agreed()
            continue
        bare.append((scene, list(words)))
    if bare:
        said = "；".join(
            f"{name_scene(scene)}“{scene.declared_scene}”写有“{'”“'.join(words)}”" for scene, words in bare
        )
        yield case.finding(
            f"{said}，但没有说明所用的模型、算法或数据，请核实。",
            *(scene for scene, _ in bare),
            tags=("ai_words_only",),
            about=tuple(key for scene, _ in bare for key in about(case, scene)),
            expected="所用模型、算法或训练数据",
            found="；".join("、".join(words) for _, words in bare),
        )
