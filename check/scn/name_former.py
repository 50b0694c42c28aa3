"""SCN-03: a scene bears a former or invented name; the applicant is told the name of the guide."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.elig_s.scene_name import find_former, find_scenario, fold_scene
from check.registry import rule
from check.scn.scene_words import about, name_scene
from check.spelling import fold_text
from model.finding import Cause, Severity
from model.guide import Guide
from model.submission import Scene


@rule("SCN-03")
def find_name_former(case: Case) -> Iterator[Answer]:
    guide = case.reference.guide
    scenes = [scene for scene in case.submission.scenes if scene.declared_scene.strip()]
    if not scenes:
        raise NotChecked("未读到申报的场景名称，无法核对。")
    official = {fold_text(scenario.name) for scenario in guide.scenarios}
    for scene in scenes:
        if fold_scene(scene.declared_scene) in official:
            yield Agreed()
        elif names := _meant(guide, scene):
            yield case.finding(
                f"{name_scene(scene)}的名称“{scene.declared_scene}”{_source(guide, scene)}，"
                f"{guide.edition}年版参考指引中"
                f"{_advice(scene, names)}，请核实。",
                scene,
                tags=("former_name",),
                about=about(case, scene),
                expected="、".join(names),
                found=scene.declared_scene,
            )
        elif case.submission.form in case.param("listing") and scene.declared_scene.strip():
            yield case.finding(
                f"{name_scene(scene)}的名称“{scene.declared_scene}”不是{guide.edition}年版参考指引所列{len(guide.scenarios)}个"
                "场景之一，也没有相近的名称，请核实。",
                scene,
                severity=Severity.W,
                tags=("unlisted",),
                about=about(case, scene),
                found=scene.declared_scene,
            )
        else:
            yield Skipped(
                f"{name_scene(scene)}的名称“{scene.declared_scene}”与参考指引的名称都不相近，未能对应。",
                Cause.AMBIGUOUS,
            )


def _meant(guide: Guide, scene: Scene) -> list[str]:
    """The official names that the declared one may mean."""
    if scene.meant:
        return [guide.numbered(no).name for no in scene.meant]
    named = find_scenario(guide, scene.declared_scene)
    return [named.scenario.name] if named else []


def _source(guide: Guide, scene: Scene) -> str:
    former = find_former(guide, scene.declared_scene)
    if former is None:
        return "与指引的写法有出入"
    return f"是{former.source}" if former.edition else f"是{former.source}，不是指引所列名称"


def _advice(scene: Scene, names: list[str]) -> str:
    if len(names) == 1:
        return f"为“{names[0]}”"
    fitting = next((c.name for c in scene.candidates if c.name in names), None)
    told = f"，按描述更像“{fitting}”" if fitting and scene.text.strip() else ""
    return f"可能为“{'”或“'.join(names)}”{told}"
