"""SCN-01: the description of a scene speaks of another scenario than the declared one (名实不符)."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.elig_s.scene_name import find_scenario
from check.registry import rule
from check.scn.scene_words import about, count_spots, name_scene, own_marks, quote_marks
from model.finding import Cause
from model.submission import Scene
from model.text import show_likely


@rule("SCN-01")
def find_content_differs(case: Case) -> Iterator[Answer]:
    """W at most: that a description speaks of another scenario is read from its words, and neighbours share theirs."""
    scenes = [scene for scene in case.submission.scenes if scene.declared_scene.strip()]
    if not scenes:
        raise NotChecked("未读到申报的场景名称，无法与描述对照。")
    for scene in scenes:
        where = name_scene(scene)
        if not scene.text.strip():
            yield Skipped(f"{where}没有描述或未读到，未能与场景名称对照。")
        elif scene.verdict in ("agrees", "renamed"):
            yield Agreed()
        elif scene.verdict == "differs" and find_scenario(case.reference.guide, scene.declared_scene) is None:
            yield Skipped(f"{where}的名称“{scene.declared_scene}”不是参考指引的场景，未与描述对照。", Cause.AMBIGUOUS)
        elif scene.verdict == "differs" and (speaks_of_own(scene) or names_own(case, scene)):
            yield Skipped(
                f"{where}的描述也写到“{scene.declared_scene}”的对象和效果，与相近的场景难以区分，请人工核对。",
                Cause.UNSURE,
            )
        elif scene.verdict == "differs" and not is_told_throughout(case, scene):
            yield Skipped(
                f"{where}的描述有词语与“{scene.candidates[0].name}”相近，不足以认定为该场景，请人工核对。", Cause.UNSURE
            )
        elif scene.verdict == "differs":
            yield _finding(case, scene, where)
        else:
            yield Skipped(f"{where}的描述不足以判断属于哪个场景，请人工核对。", Cause.UNSURE)


def speaks_of_own(scene: Scene) -> bool:
    """Whether what the declared scenario is for, and one element more of it, stand in the text: a scene told in the
    words of its neighbour (远程运维服务 in those of 设备故障诊断与预测)."""
    elements = {mark.element for mark in own_marks(scene, set(scene.meant))}
    return "面向" in elements and len(elements) > 1


def names_own(case: Case, scene: Scene) -> bool:
    """Whether the text has a word that sets the declared scenario apart from its neighbour (已交付 of 远程运维服务)."""
    words = (word for no in scene.meant for word in case.rule.params.get("apart", {}).get(no, ()))
    return any(word in scene.text for word in words)


def is_told_throughout(case: Case, scene: Scene) -> bool:
    """Whether the text tells the other scenario in several of its elements and places, and has no word that is the
    declared one's alone: 碳足迹 in one line, or an 采购平台 that grades its suppliers, is no other scene.

    A neighbour of the declared one's own link shares its words: more of them are asked for."""
    top = scene.candidates[0].no
    marks, guide = own_marks(scene, {top}), case.reference.guide
    near = guide.numbered(top).link in {guide.numbered(no).link for no in scene.meant}
    least, places = case.param("near" if near else "far")
    elements = {mark.element for mark in marks}
    return len(elements) >= least and count_spots(marks) >= places and not own_marks(scene, set(scene.meant))


def _finding(case: Case, scene: Scene, where: str) -> Answer:
    top = scene.candidates[0]
    said = quote_marks(scene, top.no)
    lacking = f"，未见“{scene.declared_scene}”的{'、'.join(scene.missing)}内容" if scene.missing else ""
    grounds = f"“{'”“'.join(said)}”等说的是后者" if said else "用词更接近后者"
    return case.finding(
        f"{where}申报“{scene.declared_scene}”，描述的内容更像“{top.name}”（可能性{show_likely(top.score)}）："
        f"{grounds}{lacking}，名称与内容不一致，请核实。",
        scene,
        tags=("content_differs",),
        about=about(case, scene),
        expected=top.name,
        found=scene.declared_scene,
    )
