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
    """B on the first page, E for a row of 附表1; a near or former name is W. One finding for each name."""
    guide, printed = case.reference.guide, dict[str, list[Field]]()
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
            yield case.finding(
                f"场景名称“{value}”不在{guide.edition}年版参考指引所列{len(guide.scenarios)}个典型场景之中，"
                "应填所列场景名称，请核实。",
                *fields,
                severity=Severity.B if first_page else Severity.E,
                expected=f"{guide.edition}年版参考指引所列场景",
                found=value,
            )
