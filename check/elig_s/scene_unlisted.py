"""ELIG-S-01: the declared scene is not one of the 40 of the guide."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Answer, Case, NotChecked
from check.elig_s.scene_name import find_former, find_scenario, fold_scene, scene_pairs
from check.registry import rule
from model.finding import Severity
from model.submission import Field


@rule("ELIG-S-01")
def find_scene_unlisted(case: Case) -> Iterator[Answer]:
    """B on the first page, E for a row of 附表1; a near or former name is W. One finding for each name.

    W, too, for a row that bears the applicant's own name of an instance of the scene that the first page declares:
    附件2 lets applicants form names (申报主体根据实际情况归纳提炼形成场景名称) and 附表1 has no column for them.
    """
    guide, printed = case.reference.guide, dict[str, list[Field]]()
    declared = declared_of(case)
    for _, scene in scene_pairs(case):
        printed.setdefault(fold_scene(scene.value), []).append(scene)
    if not printed:
        raise NotChecked("场景名称未填写或未读到，无法核对。")
    for fields in printed.values():
        named = find_scenario(guide, fields[0].value)
        value = fields[0].value
        if named and named.exact:
            yield case.agree(f"场景“{value}”", *fields)
        elif named:
            official = named.scenario.name
            yield case.finding(
                f"场景名称“{value}”疑为旧版名称或写法有出入，{guide.edition}年版参考指引中为“{official}”，请核实。",
                *fields,
                severity=Severity.W,
                tags=("renamed",),
                expected=official,
                found=value,
            )
        elif former := find_former(guide, value):
            meant = [guide.numbered(no).name for no in former.nos]
            yield case.finding(
                f"场景名称“{value}”是{former.source}，{guide.edition}年版参考指引中可能为“{'”或“'.join(meant)}”，请核实。",
                *fields,
                severity=Severity.W,
                tags=("renamed",),
                expected="、".join(meant),
                found=value,
            )
        else:
            first_page = any(field.key == "scene_name" for field in fields)
            if declared and not first_page:
                yield case.finding(
                    f"附表1场景名称“{value}”疑为自拟的实例名称，不是{guide.edition}年版参考指引的场景名称"
                    f"（申报场景为“{declared}”），请核实。",
                    *fields,
                    severity=Severity.W,
                    tags=("instance",),
                    expected=declared,
                    found=value,
                )
                continue
            yield case.finding(
                f"场景名称“{value}”不在{guide.edition}年版参考指引所列{len(guide.scenarios)}个典型场景之中，"
                "应填所列场景名称，请核实。",
                *fields,
                severity=Severity.B if first_page else Severity.E,
                expected=f"{guide.edition}年版参考指引所列场景",
                found=value,
            )


def declared_of(case: Case) -> str:
    """The scene of the guide that the first page declares, whatever its edition; "" where it declares none."""
    guide, scene = case.reference.guide, case.field("scene_name")
    if scene is None:
        return ""
    named, former = find_scenario(guide, scene.value), find_former(guide, scene.value)
    return named.scenario.name if named else scene.value if former else ""
